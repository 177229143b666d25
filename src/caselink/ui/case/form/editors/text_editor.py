"""What the editors have in common in which something is typed."""

from __future__ import annotations

from caselink.domain.answers import Value
from caselink.ui.case.form.editors.editor import Editor


class TextEditor(Editor):
    """Typed text is a draft until the field is left; then it is entered, once."""

    _recorded = ""
    _entered: str | None = None
    """The text that was entered last and whose fate is not known yet."""

    def text(self) -> str:
        """What stands in the field."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Let that stand in the field, without a signal."""
        raise NotImplementedError

    def raw(self, text: str) -> object:
        """The raw value that a text (not blank) stands for; her words are kept as typed, spaces included."""
        return text

    def spelled(self, value: Value | None) -> str:
        """The text that stands for a recorded value."""
        return "" if value is None else str(value)

    def show_value(self, value: Value | None) -> None:
        """Show the recorded value, unless something else is being typed."""
        untouched = self.text() in (self._recorded, self._entered)
        self._recorded = self.spelled(value)
        self._entered = None
        if untouched and self.text() != self._recorded:
            self.set_text(self._recorded)

    def show_draft(self, text: str) -> None:
        """Put the unrecorded text back."""
        self.set_text(text)

    def draft(self) -> str:
        """The text, where it is not what is recorded."""
        return "" if self.text() == self._recorded else self.text()

    def commit(self) -> None:
        """Enter the text if it is another one now; blank text clears the field."""
        text = self.text()
        if text in (self._recorded, self._entered):
            return
        self._entered = text
        self.entered.emit(self.raw(text) if text.strip() else None)

    def refused(self) -> None:
        """Keep the text; leaving the field enters it again."""
        self._entered = None

    def tell_typed(self) -> None:
        """To be called when the worker types."""
        self.typed.emit(self.text())
