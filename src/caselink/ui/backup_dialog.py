"""Where to put a backup: the system's own dialog, with a name that says nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from caselink.i18n import _


def ask_where_to_back_up(parent: QWidget) -> Path | None:
    """The file chosen, or None. One that exists is refused by the backup itself, so nobody is asked to replace it."""
    name = _("sauvegarde-{day}.zip").format(day=date.today().isoformat())
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, _("Sauvegarder le coffre"), str(Path.home() / name), _("Sauvegarde (*.zip)"), "",
        QFileDialog.Option.DontConfirmOverwrite,
    )
    return Path(chosen) if chosen else None
