"""What a first vault shows: what to do first, and something to play with."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.text_label import TextLabel


class Welcome(QWidget):
    """Three steps, each with its button."""

    case_asked = Signal()
    partners_asked = Signal()
    settings_asked = Signal()
    example_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = QFrame()
        card.setProperty("role", "card")
        card.setMaximumWidth(640)
        column = QVBoxLayout(card)
        column.setContentsMargins(space(6), space(6), space(6), space(6))
        column.setSpacing(space(5))
        column.addWidget(TextLabel(_("Pour commencer"), "heading"))
        steps = (
            (_("Dites qui vous êtes"), _("Le nom et le numéro de votre service figurent sur ce que vous transmettez."),
             _("Réglages"), self.settings_asked),
            (_("Parcourez l’annuaire"), _("Les numéros livrés n’ont jamais été vérifiés : corrigez les vôtres."),
             _("Structures"), self.partners_asked),
            (_("Ouvrez un premier dossier"), _("Tout y est facultatif : un nom d’usage suffit, ou même rien."),
             _("Nouveau dossier"), self.case_asked),
            (_("Ou essayez sans risque"), _("Un dossier fictif, marqué comme tel, que vous pourrez clore."),
             _("Ouvrir un exemple fictif"), self.example_asked),
        )
        for number, (title, words, action, signal) in enumerate(steps, start=1):
            column.addLayout(self._step(number, title, words, action, signal))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, space(2), 0, 0)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        outer.addStretch(1)

    def _step(self, number: int, title: str, words: str, action: str, signal: SignalInstance) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space(4))
        sign = TextLabel(str(number), "step")
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sign.setFixedSize(28, 28)
        texts = QVBoxLayout()
        texts.setSpacing(space(1))
        texts.addWidget(TextLabel(title, "label"))
        texts.addWidget(QuietLabel(words))
        button = QPushButton(action)
        button.clicked.connect(signal)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row
