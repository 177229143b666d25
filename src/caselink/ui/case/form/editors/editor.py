"""What every editor of the form can do, whatever kind of value it holds."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caselink.domain.answers import Value


class Editor(QWidget):
    """Shows one value and says what the worker enters. Raw values are JSON-like, as `record_answer` takes them."""

    typed = Signal(str)
    """The text that stands in the field while it is typed; kept as a draft."""

    entered = Signal(object)
    """A raw value to be recorded; None clears the field."""

    def show_value(self, value: Value | None) -> None:
        """Show what is recorded, without a signal; None for nothing. Text typed meanwhile is not written over."""
        raise NotImplementedError

    def show_draft(self, text: str) -> None:
        """Put text back that was typed and never recorded."""

    def draft(self) -> str:
        """The text that stands there and is not recorded; empty for none."""
        return ""

    def commit(self) -> None:
        """Enter what was typed and not entered yet; nothing for editors that enter at once."""

    def refused(self) -> None:
        """What was entered was not recorded: keep it in the field, and enter it again when the field is left."""
