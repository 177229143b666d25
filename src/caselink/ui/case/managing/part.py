"""One part of managing a case: a heading, a few words, what can be done."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pieces.in_view import bring_into_view
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.text_label import TextLabel


class Part(QFrame):
    """A card. What is under the words is put into `column`."""

    def __init__(self, title: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(space(5), space(4), space(5), space(4))
        self.column.setSpacing(space(3))
        self.column.addWidget(TextLabel(title, "heading"))
        self.words = QuietLabel(words)
        self.column.addWidget(self.words)
        self.words.setVisible(bool(words))
        self.fault = TextLabel("", "fault", wraps=True)
        self.fault.hide()

    def has_unsaved(self) -> bool:
        """Whether something is chosen or typed here that is neither saved nor given up."""
        return False

    def point_out(self) -> None:
        """Say that it is neither, and put the keyboard where it can be; asked only where there is something."""
        self.show_fault(_("Ce n’est pas encore enregistré : enregistrez, ou annulez."))
        bring_into_view(self)

    def say(self, words: str) -> None:
        """Change the words under the heading."""
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def refuse(self, sentence: str) -> None:
        """Say that what was asked for here was not done; what was typed for it stays."""
        self.show_fault(sentence)

    def show_fault(self, sentence: str) -> None:
        """Say beneath what could not be done; nothing when empty."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
