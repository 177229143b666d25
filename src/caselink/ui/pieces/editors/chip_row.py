"""A row of chips: one tab stop, arrows go from chip to chip, space presses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from caselink.ui.pieces.editors.chip import Chip
from caselink.ui.pieces.flowing import Flowing

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}

NONE: Final = "none"
"""The choice that goes with no other."""


class ChipRow(Flowing):
    """Choices as (id, label). With `multiple` any number may be pressed, else at most one: for a screen reader these
    are radio buttons. Of several, "none" frees all others, and they free it.

    Pressing again what is pressed frees it, unless one is `required`.

    `pressed_changed` is sent when the worker presses, not when `press` sets them.
    """

    pressed_changed = Signal()

    def __init__(
        self, choices: Sequence[tuple[str, str]], *, multiple: bool = False, required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._multiple = multiple
        self._required = required
        self._chips: list[Chip] = []
        self._before: tuple[str, ...] = ()
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Have a chip for each of these; those that were there stay as they are, with the keyboard if they have it."""
        old = {chip.choice: chip for chip in self._chips}
        while self.flow.takeAt(0) is not None:
            pass
        self._chips = [
            old.pop(choice) if choice in old else self._chip(choice, label) for choice, label in choices
        ]
        for chip in self._chips:
            self.flow.addWidget(chip)
        for chip in old.values():
            chip.hide()
            chip.deleteLater()
        for chip, following in pairwise(self._chips):
            self.setTabOrder(chip, following)
        self.press(self.pressed())

    def pressed(self) -> tuple[str, ...]:
        """The ids pressed, in the order of the choices."""
        return tuple(chip.choice for chip in self._chips if chip.isChecked())

    def press(self, choices: Sequence[str]) -> None:
        """Press exactly those, without a signal."""
        for chip in self._chips:
            chip.put(chip.choice in choices)
        self._before = self.pressed()
        self._make_tab_stop(next((index for index, chip in enumerate(self._chips) if chip.isChecked()), 0))

    def offers(self, choice: str) -> bool:
        """Whether there is such a choice."""
        return any(chip.choice == choice for chip in self._chips)

    def may_press(self, choices: Sequence[str]) -> bool:
        """Whether a hand could press exactly those."""
        known = all(self.offers(choice) for choice in choices)
        return known and (self._multiple or len(choices) <= 1) and (not self._required or bool(choices))

    def chip(self, choice: str) -> Chip:
        """The button of that choice; raises KeyError where there is none."""
        for chip in self._chips:
            if chip.choice == choice:
                return chip
        raise KeyError(choice)

    def chips(self) -> tuple[Chip, ...]:
        """All buttons, in order."""
        return tuple(self._chips)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys go from chip to chip."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self._chips:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and event.modifiers() in (
                Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
            ):
                self._go(self._chips.index(watched) + step)
                return True
        return super().eventFilter(watched, event)

    def _go(self, index: int) -> None:
        index %= len(self._chips)
        self._make_tab_stop(index)
        self._chips[index].setFocus(Qt.FocusReason.TabFocusReason)

    def _make_tab_stop(self, index: int) -> None:
        for position, chip in enumerate(self._chips):
            stop = position == index
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
            if stop:
                self.setFocusProxy(chip)

    def _chip(self, choice: str, label: str) -> Chip:
        chip = Chip(choice, label, parent=self, one_of_many=not self._multiple)
        chip.installEventFilter(self)
        chip.clicked.connect(lambda: self._clicked(chip))
        return chip

    def _clicked(self, clicked: Chip) -> None:
        pressed = self._wanted(clicked.choice)
        if self._required and not pressed:
            pressed = self._before
        changed = pressed != self._before
        self.press(pressed)
        self._make_tab_stop(self._chips.index(clicked))
        if changed:
            self.pressed_changed.emit()

    def _wanted(self, choice: str) -> tuple[str, ...]:
        """What is pressed once that choice was clicked."""
        if choice in self._before:
            return tuple(each for each in self._before if each != choice)
        if not self._multiple or choice == NONE:
            return (choice,)
        return tuple(
            chip.choice for chip in self._chips if chip.choice in (*self._before, choice) and chip.choice != NONE
        )
