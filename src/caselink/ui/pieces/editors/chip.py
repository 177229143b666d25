"""One choice as a button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget


class Chip(QPushButton):
    """A checkable button that carries the id of its choice; `one_of_many` are radio buttons for a screen reader."""

    def __init__(
        self, choice: str, label: str, *, one_of_many: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(label.replace("&", "&&"), parent)
        self.choice = choice
        self._one_of_many = one_of_many
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self.setAutoExclusive(one_of_many)
        self.setAutoDefault(False)
        self.setAccessibleName(label)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def put(self, pressed: bool) -> None:
        """Press or free it; Qt frees no radio button by itself."""
        if pressed != self.isChecked():
            self.setAutoExclusive(False)
            self.setChecked(pressed)
            self.setAutoExclusive(self._one_of_many)
