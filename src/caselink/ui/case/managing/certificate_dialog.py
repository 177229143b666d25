"""Where the certificate of an erasure goes: the system's own dialog, with a name that says nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from caselink.i18n import _


def ask_where_the_certificate_goes(parent: QWidget) -> Path | None:
    """The file chosen, or None. One that exists is refused by the writer, so nobody is asked to replace it."""
    name = _("certificat-{day}.pdf").format(day=date.today().isoformat())
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, _("Enregistrer le certificat"), str(Path.home() / name), _("Certificat (*.pdf)"), "",
        QFileDialog.Option.DontConfirmOverwrite,
    )
    return Path(chosen) if chosen else None
