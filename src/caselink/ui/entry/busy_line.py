"""A calm sign that something takes two seconds."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel


class BusyLine(QWidget):
    """A thin moving line under a few quiet words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = TextLabel("", "small")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(self._words)
        column.addWidget(self._bar)

    def say(self, words: str) -> None:
        """Say what is waited for."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)
