"""One line of text, a telephone number or an address."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from caselink.ui.case.form.editors.text_editor import TextEditor


class LineEditor(TextEditor):
    """Entered when the field is left or Enter pressed."""

    def __init__(
        self, name: str, *, placeholder: str = "", width: int = 0, parent: QWidget | None = None
    ) -> None:
        """`name` is the question, for screen readers; `width` in pixels at most, 0 for all there is."""
        super().__init__(parent)
        self.field = QLineEdit(self)
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
        self.field.editingFinished.connect(self.commit)

    def text(self) -> str:
        """What stands in the field."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Let that stand in the field, without a signal."""
        self.field.setText(text)
        self.field.setCursorPosition(0)

    def raw(self, text: str) -> object:
        """The line without spaces around it."""
        return text.strip()
