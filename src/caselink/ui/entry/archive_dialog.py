"""An archive that lies elsewhere than in the vault: the system's own dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from caselink.i18n import _


def ask_for_archive(parent: QWidget, start: Path) -> Path | None:
    """The file chosen, or None."""
    kinds = _("Sauvegardes (*.caselink-backup *.zip)") + ";;" + _("Tous les fichiers (*)")
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("Choisir une sauvegarde"), str(start), kinds)
    return Path(chosen) if chosen else None
