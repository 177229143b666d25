"""Several sentences, each with a tick of its own: what must be so before something may be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.ui.look.spoken import speak_as
from caselink.ui.pieces.editors.editor import Editor, Shown
from caselink.ui.pieces.editors.wrapped_tick import WrappedTick


class TicksEditor(Editor):
    """`value` is a tuple of the ids that are ticked, in the order they stand."""

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        """`name` is the question, for screen readers."""
        super().__init__(parent)
        self.setAccessibleName(name)
        speak_as(self, "group")
        self.ticks: dict[str, WrappedTick] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these from now on; of what is ticked stays what is still there."""
        if list(self.ticks) == [choice for choice, _words in choices]:
            return
        ticked = self.value()
        for tick in self.ticks.values():
            tick.hide()
            tick.deleteLater()
        self.ticks = {choice: WrappedTick(words, self) for choice, words in choices}
        for tick in self.ticks.values():
            self._column.addWidget(tick)
            tick.box.toggled.connect(lambda _on: self.changed.emit(self.value()))
        if self.ticks:
            self.setFocusProxy(next(iter(self.ticks.values())))
        self.set_value(ticked)

    def value(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(choice for choice, tick in self.ticks.items() if tick.box.isChecked())

    def set_value(self, value: Shown) -> None:
        """Tick those, without a signal."""
        ticked = value if isinstance(value, tuple | list) else ()
        for choice, tick in self.ticks.items():
            before = tick.box.blockSignals(True)
            tick.box.setChecked(choice in ticked)
            tick.box.blockSignals(before)

    def draft(self) -> Json:
        """What is ticked."""
        return list(self.value())

    def put_draft(self, draft: Json, before: Json) -> None:  # noqa: ARG002
        """Tick it again."""
        self.set_value(tuple(each for each in draft if isinstance(each, str)) if isinstance(draft, list) else ())
