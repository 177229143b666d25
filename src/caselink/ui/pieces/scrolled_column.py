"""One column no wider than a form, which scrolls up and down and never sideways."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caselink.ui.look.palettes import FORM_WIDTH
from caselink.ui.look.spoken import speak_as


class ScrolledColumn(QScrollArea):
    """What is to be seen goes into `column`, whose margins are the page's business."""

    def __init__(self, parent: QWidget | None = None, *, width: int = FORM_WIDTH) -> None:
        """`width`: the most the column takes of the window, its margins included, in pixels."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        speak_as(self, "group")
        held = QWidget()
        held.setMaximumWidth(width)
        self.column = QVBoxLayout(held)
        across = QWidget()
        row = QHBoxLayout(across)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(held, 100)
        row.addStretch(1)
        self.setWidget(across)
