"""A tick with its words beside it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.ui.pieces.editors.editor import Editor, Raw, Shown


class TickEditor(Editor):
    """Ticked is yes; not ticked is no."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(words.replace("&", "&&"), self)
        self.box.setAccessibleName(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        self.setFocusProxy(self.box)
        self.box.toggled.connect(self.changed.emit)

    def value(self) -> Raw:
        """Whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, value: Shown) -> None:
        """Tick it or not, without a signal."""
        blocker = QSignalBlocker(self)
        self.box.setChecked(value is True)
        blocker.unblock()

    def draft(self) -> Json:
        """Whether it is ticked."""
        return self.box.isChecked()

    def put_draft(self, draft: Json, before: Json) -> None:  # noqa: ARG002
        """Tick it as it was."""
        if isinstance(draft, bool):
            self.set_value(draft)
