"""Where to put the recovery sheet until it is printed: the system's own dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from caselink.i18n import _


def ask_where_to_put_sheet(parent: QWidget) -> Path | None:
    """The file chosen, or None. One that exists is refused when it is written, so nobody is asked to replace it."""
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, _("Enregistrer la feuille de secours"), str(Path.home() / _("feuille.pdf")), _("Document (*.pdf)"), "",
        QFileDialog.Option.DontConfirmOverwrite,
    )
    return Path(chosen) if chosen else None
