"""What a first vault shows: what to do first, and something to play with."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.text_label import TextLabel


class Welcome(QWidget):
    """Three steps, each with its button."""

    case_asked = Signal()
    page_asked = Signal(str)
    """The id of a page of the window."""
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
             _("Réglages"), lambda: self.page_asked.emit("settings")),
            (_("Parcourez l’annuaire"), _("Les numéros livrés n’ont jamais été vérifiés : corrigez les vôtres."),
             _("Structures"), lambda: self.page_asked.emit("partners")),
            (_("Ouvrez un premier dossier"), _("Tout y est facultatif : un nom choisi suffit, ou même rien."),
             _("Nouveau dossier"), self.case_asked.emit),
            (_("Ou essayez sans risque"), _("Un dossier fictif, marqué comme tel, que vous pourrez clore."),
             _("Ouvrir un exemple fictif"), self.example_asked.emit),
        )
        for number, (title, words, action, act) in enumerate(steps, start=1):
            column.addLayout(self._step(number, title, words, action, act))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, space(2), 0, 0)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        outer.addStretch(1)

    def _step(self, number: int, title: str, words: str, action: str, act: Callable[[], None]) -> QHBoxLayout:
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
        button.clicked.connect(lambda _checked=False: act())
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row
