"""Where to put a file that is about to be made: the system's own dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from caselink.ui.shell.office_clock import OfficeClock


def ask_where_to_save(parent: QWidget, title: str, name: str, kind: str) -> Path | None:
    """The file chosen, or None. `name` is proposed, with today for `{day}`: it says nothing of anybody.

    A file that exists is refused by whoever writes it, so nobody is asked to replace it.
    """
    proposed = Path.home() / name.format(day=OfficeClock.current().today().isoformat())
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, title, str(proposed), kind, "", QFileDialog.Option.DontConfirmOverwrite
    )
    return Path(chosen) if chosen else None
