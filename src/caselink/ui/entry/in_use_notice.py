"""Somebody else has the vault: who, where, since when, and what may be looked at meanwhile."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.backups import BackupFile
from caselink.services.office import Holder
from caselink.ui.look.dates import dated_moment
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel


class InUseNotice(QFrame):
    """Goes by itself when the vault is free. `look_button` opens the newest verified backup, read-only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice_warning")
        self.words = TextLabel("", "", wraps=True)
        self.look_button = QPushButton()
        self.backup: BackupFile | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(3), space(3), space(3))
        column.setSpacing(space(3))
        column.addWidget(self.words)
        column.addWidget(self.look_button)
        self.show_backup(None)

    def show_holder(self, holder: Holder) -> None:
        """Say who has it."""
        if holder.since is None:
            said = _("Ce coffre est ouvert ailleurs.")
        else:
            said = _("{user} a ouvert ce coffre sur l’ordinateur {computer} le {moment}.").format(
                user=holder.user, computer=holder.computer, moment=dated_moment(holder.since)
            )
        wait = _("Dès qu’il sera fermé là-bas, le bouton « Ouvrir » servira de nouveau, sans rien faire ici.")
        text = f"{said} {wait}"
        if text != self.words.text():
            self.words.setText(text)
            self.setAccessibleName(text)

    def show_backup(self, backup: BackupFile | None) -> None:
        """Offer that one."""
        self.backup = backup
        self.look_button.setVisible(backup is not None)
        if backup is not None:
            moment = dated_moment(backup.made_at)
            self.look_button.setText(_("Regarder la sauvegarde du {moment}").format(moment=moment))
            self.look_button.setToolTip(
                _("La dernière sauvegarde vérifiée, avec la même phrase de passe ; rien ne peut y être modifié.")
            )
