"""Her words, or the worker's, as long as they need to be."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caselink.ui.pieces.editors.growing_text import GrowingText
from caselink.ui.pieces.editors.text_editor import TextEditor


class LongTextEditor(TextEditor):
    """Many lines, kept as typed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is the question, for screen readers."""
        super().__init__(parent)
        self.field = GrowingText(self)
        self.field.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self.tell_typed)
        self.field.left.connect(self.tell_left)

    def text(self) -> str:
        """What stands in the field."""
        return self.field.toPlainText()

    def set_text(self, text: str) -> None:
        """Let that stand in the field, without a signal."""
        blocker = QSignalBlocker(self)
        self.field.setPlainText(text)
        blocker.unblock()
