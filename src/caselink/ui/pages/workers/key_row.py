"""One of the vault's keys, what it is for, and what may be done about it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.ui.look.palettes import space
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.text_label import TextLabel


class KeyRow(QFrame):
    """A title, one or two lines, buttons at the right."""

    def __init__(self, title: str, text: str, buttons: tuple[QPushButton, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self.text = QuietLabel(text)
        words = QVBoxLayout()
        words.setSpacing(space(1))
        words.addWidget(TextLabel(title, "label"))
        words.addWidget(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(4), space(3), space(2), space(3))
        row.setSpacing(space(1))
        row.addLayout(words, 1)
        row.addSpacing(space(4))
        for button in buttons:
            button.setProperty("role", "quiet")
            row.addWidget(button)
