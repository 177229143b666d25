"""What the editors have in common in which something is typed."""

from __future__ import annotations

from caselink.domain.answers import Json
from caselink.ui.look.theme import set_role
from caselink.ui.pieces.editors.editor import Editor, Raw, Shown


class TextEditor(Editor):
    """A subclass has a `field`, and says what a text means (`raw`) and which text a value stands as (`spelled`)."""

    _told: Raw = None
    """The value that was set or told last."""

    def text(self) -> str:
        """What stands in the field."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Let that stand in the field, without a signal."""
        raise NotImplementedError

    def raw(self, text: str) -> Raw:
        """The raw value that a text (not blank) stands for; her words are kept as typed, spaces included."""
        return text

    def spelled(self, value: Shown) -> str:
        """The text that stands for a value."""
        return "" if value is None else str(value)

    def value(self) -> Raw:
        """What is typed, as a raw value; None for blank."""
        text = self.text()
        return self.raw(text) if text.strip() else None

    def set_value(self, value: Shown) -> None:
        """Show the text that stands for it."""
        text = self.spelled(value)
        if text != self.text():
            self.set_text(text)
        self._told = self.value()

    def draft(self) -> Json:
        """The text."""
        return self.text()

    def put_draft(self, draft: Json, before: Json) -> None:  # noqa: ARG002
        """The text."""
        if isinstance(draft, str):
            self.set_text(draft)

    def fix(self, fixed: bool) -> None:
        """It can still be read and copied."""
        self.field_of_keys().setProperty("readOnly", fixed)

    def mark(self, fault: str, help_line: str) -> None:
        """The edge of the field too."""
        super().mark(fault, help_line)
        set_role(self.field_of_keys(), "fault" if fault else "")

    def tell_typed(self) -> None:
        """To be called when the worker types."""
        self.typed.emit()

    def tell_left(self) -> None:
        """To be called when the worker leaves the field."""
        self.left.emit()
        value = self.value()
        if value != self._told:
            self._told = value
            self.changed.emit(value)
