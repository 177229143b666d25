"""Damage that is found while somebody works: said over every page until she leaves, with both ways out of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from caselink.i18n import _
from caselink.ui.pieces.notice import NoticeFrame
from caselink.ui.pieces.text_label import TextLabel


class DamageNotice(NoticeFrame):
    """Hidden until `tell`; nothing takes it away again but the end of the session, which both buttons ask for.

    No dialog: what is on the screen can still be read, and copied to paper.
    """

    backups_asked = Signal()
    rescue_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        title = _("Ce coffre est endommagé : plus rien n’y est écrit.")
        words = _(
            "Rien n’a été effacé, ni les dossiers ni les sauvegardes vérifiées. Mais ce que vous tapez n’est plus "
            "gardé : notez-le ailleurs. Restaurez une sauvegarde à côté, ou sauvez ce qui se lit encore dans un "
            "nouveau coffre."
        )
        self.text = f"{title} {words}"
        self.backups_button = QPushButton(_("Voir les &sauvegardes…"))
        self.backups_button.setToolTip(_("Ferme le coffre et montre ses sauvegardes à l’écran d’ouverture (Alt+S)"))
        self.rescue_button = QPushButton(_("Sauver ce qui se &lit encore…"))
        self.rescue_button.setToolTip(_("Ferme le coffre et mène à la page qui en sauve ce qu’elle peut (Alt+L)"))
        said = (TextLabel(title, "fault", wraps=True), TextLabel(words, wraps=True))
        super().__init__(said, (self.backups_button, self.rescue_button), parent, is_fault=True)
        self.setAccessibleName(self.text)
        self.backups_button.clicked.connect(self.backups_asked)
        self.rescue_button.clicked.connect(self.rescue_asked)

    def tell(self) -> None:
        """Show it and have it read aloud, once however often damage is met."""
        if self.isHidden():
            self.show()
            self.read_aloud(self.text)
