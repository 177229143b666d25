"""Something that is said over every page for as long as it is so: words, and what can be done about it. No dialog."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from caselink.ui.look.palettes import space
from caselink.ui.pieces.announcing import announce


class NoticeFrame(QWidget):
    """Hidden until somebody shows it. `is_fault` is for what stops the work; anything else is a warning."""

    def __init__(
        self, texts: Iterable[QLabel], buttons: Iterable[QPushButton], parent: QWidget | None = None, *, is_fault: bool
    ) -> None:
        super().__init__(parent)
        self._is_fault = is_fault
        frame = QFrame()
        frame.setProperty("role", "notice_fault" if is_fault else "notice_warning")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(space(4), space(3), space(4), space(3))
        inside.setSpacing(space(2))
        for text in texts:
            inside.addWidget(text)
        row = QHBoxLayout()
        row.setSpacing(space(2))
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        inside.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(3), space(6), 0)
        column.addWidget(frame)
        self.hide()

    def read_aloud(self, words: str) -> None:
        """Have a screen reader say it: a fault at once, anything else when it has finished its sentence."""
        announce(self, words, at_once=self._is_fault)
