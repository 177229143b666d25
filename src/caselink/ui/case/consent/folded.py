"""A part of a page that stays folded until it is wanted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as


class Folded(QWidget):
    """A quiet button with an arrow, and beneath it what it opens."""

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._content = content
        self.button = QPushButton()
        self.button.setProperty("role", "need")
        self.button.setCheckable(True)
        speak_as(self.button, "fold")
        self.button.toggled.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(content)
        self._show(opened=False)

    def set_title(self, title: str) -> None:
        """Change the words on the button."""
        self._title = title
        self._show(self.button.isChecked())

    def _show(self, opened: bool) -> None:
        self._content.setVisible(opened)
        self.button.setText(f"{'▾' if opened else '▸'} {self._title}")
        self.button.setAccessibleName(self._title)
