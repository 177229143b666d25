"""One line of text, a telephone number or an address."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from caselink.ui.pieces.editors.editor import Raw
from caselink.ui.pieces.editors.text_editor import TextEditor


class LineEditor(TextEditor):
    """A line without the spaces around it."""

    def __init__(
        self, name: str, *, placeholder: str = "", width: int = 0, field: QLineEdit | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is the question, for screen readers; `width` in pixels at most, 0 for all there is; `field` is what
        one types into, where it is a line of a kind of its own.
        """
        super().__init__(parent)
        self.field = field or QLineEdit(self)
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(placeholder)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 100)
        if width:
            self.field.setMaximumWidth(width)
            row.addStretch(1)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self.tell_typed)
        self.field.editingFinished.connect(self.tell_left)

    def text(self) -> str:
        """What stands in the field."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Let that stand in the field, without a signal."""
        self.field.setText(text)
        self.field.setCursorPosition(0)

    def raw(self, text: str) -> Raw:
        """The line without spaces around it."""
        return text.strip()
