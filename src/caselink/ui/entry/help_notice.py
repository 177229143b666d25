"""A vault that does not open: the newest verified backup first, then the others, then what still reads."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.backups import BackupFile
from caselink.ui.look.dates import dated_moment
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel


class HelpNotice(QFrame):
    """Never a dead end: there is always something to press."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.words = TextLabel("", wraps=True)
        self.newest_button = QPushButton()
        self.others_button = QPushButton(_("Autres sauvegardes…"))
        self.rescue_button = QPushButton(_("Sauver ce qui se lit encore…"))
        self.newest_button.setProperty("role", "main")
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(3), space(3), space(3))
        column.setSpacing(space(2))
        column.addWidget(self.words)
        for button in (self.newest_button, self.others_button, self.rescue_button):
            column.addWidget(button)

    def show_ways(self, backups: tuple[BackupFile, ...], *, rescue: bool) -> None:
        """Offer these backups, and a rescue where there is something to rescue from."""
        self.newest_button.setVisible(bool(backups))
        if backups:
            self.words.setText(_("Une sauvegarde vérifiée se restaure à côté, sans rien remplacer :"))
            moment = dated_moment(backups[0].made_at)
            self.newest_button.setText(_("Sauvegarde du {moment}…").format(moment=moment))
        else:
            self.words.setText(_("Aucune sauvegarde vérifiée ne se trouve dans ce coffre."))
        self.others_button.setText(_("Autres sauvegardes…") if backups else _("Sauvegarde d’un autre endroit…"))
        self.rescue_button.setVisible(rescue)
