"""One choice as a button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget


class Chip(QPushButton):
    """A checkable button that carries the id of its choice."""

    def __init__(self, choice: str, label: str, role: str = "chip", parent: QWidget | None = None) -> None:
        super().__init__(label.replace("&", "&&"), parent)
        self.choice = choice
        self.setProperty("role", role)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(label)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
