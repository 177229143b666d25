"""The one line that says why something did not happen: seen, heard, and told of the field that it is about."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from caselink.ui.look.spoken import speak_as
from caselink.ui.pieces.announcing import announce, field_of_keys
from caselink.ui.pieces.text_label import TextLabel


class FaultLine(TextLabel):
    """Hidden while there is nothing to say.

    Qt 6.11 has no state for a wrong entry, so that the field says it in its description. The line is a notification:
    screen readers that know no announcements read those.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "fault", parent, wraps=True)
        speak_as(self, "said")
        self._field: QWidget | None = None
        self._before = ""
        self.hide()

    def tell(self, sentence: str, field: QWidget | None = None) -> None:
        """Say that, about that field where it is about one, or nothing any more when empty."""
        self._let_go()
        self.setText(sentence)
        self.setVisible(bool(sentence))
        if not sentence:
            return
        if field is not None:
            self._field = field_of_keys(field)
            self._before = self._field.accessibleDescription()
            self._field.setAccessibleDescription(" ".join(part for part in (sentence, self._before) if part))
        announce(self._field or self, sentence, at_once=True)

    def _let_go(self) -> None:
        field, self._field = self._field, None
        if field is not None:
            field.setAccessibleDescription(self._before)
