"""A date typed as people type it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caselink.domain.answers import Value
from caselink.domain.partial_date import PartialDate
from caselink.ui.case.form.editors.text_editor import TextEditor
from caselink.ui.look.dates import spelled_day
from caselink.ui.pieces.typed_date import TypedDate


class DateEditor(TextEditor):
    """Enters the date that was understood, or the text as typed, so that it can be said what is wrong with it."""

    def __init__(
        self, name: str, read: Callable[[str], PartialDate | None], parent: QWidget | None = None
    ) -> None:
        """`name` is the question, for screen readers; `read` understands what is typed."""
        super().__init__(parent)
        self._dates = TypedDate(name, read, self)
        self.field = self._dates.field
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._dates)
        self.setFocusProxy(self._dates)
        self.field.textEdited.connect(self.tell_typed)
        self.field.editingFinished.connect(self.commit)

    def text(self) -> str:
        """What stands in the field."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Let that stand in the field, without a signal."""
        blocker = QSignalBlocker(self)
        self.field.setText(text)
        blocker.unblock()

    def raw(self, text: str) -> object:
        """The date as the form writes it, or the text where no date was understood."""
        return self._dates.value() or text.strip()

    def spelled(self, value: Value | None) -> str:
        """The date as people type it."""
        return spelled_day(value) if isinstance(value, str) else ""
