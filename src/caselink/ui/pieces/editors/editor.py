"""What every editor can do, whatever kind of value it holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caselink.domain.answers import Json
from caselink.forms.asks import Proposal
from caselink.ui.pieces.announcing import field_of_keys

Raw = None | str | bool | int | tuple[str, ...] | dict[str, Json] | dict[str, object]
"""What stands in an editor, as `forms.validation.read_value` takes it; None for nothing."""
Shown = Proposal | Sequence[str]
"""What can be shown in one."""


class Editor(QWidget):
    """Shows one value and gives back the one that the worker put there.

    The form that records as one goes (case/form/) and the forms that are saved by a button (`ask_form.py`) use the
    same editors: the first listens to `left` and `changed`, the others read `value` when the button is pressed.
    """

    typed = Signal()
    """Another text stands there, by the worker's hand."""

    left = Signal()
    """The worker is done with what is typed there: the field was left, or Enter pressed."""

    changed = Signal(object)
    """The worker chose another value, or left another one behind; the value."""

    def value(self) -> Raw:
        """What stands there. What cannot be understood stands as typed, so that it can be said what is wrong."""
        raise NotImplementedError

    def set_value(self, value: Shown) -> None:
        """Show that, without a signal; None for nothing."""
        raise NotImplementedError

    def draft(self) -> Json:
        """What stands there, as it is kept over a lock."""
        raise NotImplementedError

    def put_draft(self, draft: Json, before: Json) -> None:
        """Put back what `draft` told, without a signal; whatever does not fit is left out. `before` is what `draft`
        told when the work began: that may stand there although nobody could choose it any more.
        """
        raise NotImplementedError

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these choices from now on, as ids and words; nothing for editors in which one types."""

    def fix(self, fixed: bool) -> None:
        """Let it only be shown, or changed again."""
        self.setEnabled(not fixed)

    def mark(self, fault: str, help_line: str) -> None:
        """Show that what stands there is wrong, and tell a screen reader why, or else what the question means."""
        field = self.field_of_keys()
        field.setAccessibleDescription(" ".join(part for part in (fault, help_line) if part))

    def field_of_keys(self) -> QWidget:
        """What has the keyboard while the worker is in the editor."""
        return field_of_keys(self)
