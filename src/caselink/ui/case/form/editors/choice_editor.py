"""One option or several: buttons for up to five, a searchable list beyond."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caselink.domain.answers import Value
from caselink.ui.case.form.editors.editor import Editor
from caselink.ui.pieces.chips import ChoiceChips
from caselink.ui.pieces.search_choice import SearchChoice

MOST_CHIPS: Final = 5
"""Options that are all shown as buttons; more are searched for."""

_NONE: Final = "none"


class ChoiceEditor(Editor):
    """Enters at once when an option is chosen or freed. Of several, "none" frees all others, and they free it."""

    def __init__(
        self, name: str, options: Sequence[tuple[str, str]], *, multiple: bool = False, parent: QWidget | None = None
    ) -> None:
        """`options` are ids and labels; `name` is the question, for screen readers."""
        super().__init__(parent)
        self.choices: ChoiceChips | SearchChoice
        if len(options) <= MOST_CHIPS:
            self.choices = ChoiceChips(options, name, multiple=multiple, parent=self)
        else:
            self.choices = SearchChoice(options, name, multiple=multiple, parent=self)
        self._before: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.choices)
        self.setFocusProxy(self.choices)
        self.choices.changed.connect(self._chosen)

    def show_value(self, value: Value | None) -> None:
        """Show what is chosen."""
        self._before = value if isinstance(value, tuple) else ()
        self.choices.set_value(value if isinstance(value, str | tuple) else None)

    def _chosen(self, value: object) -> None:
        if not isinstance(value, tuple):
            self.entered.emit(value)
            return
        kept = value
        if _NONE in value and len(value) > 1:
            kept = tuple(each for each in value if each != _NONE) if _NONE in self._before else (_NONE,)
            self.choices.set_value(kept)
        self._before = kept
        self.entered.emit(list(kept) or None)
