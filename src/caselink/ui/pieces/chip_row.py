"""A row of chips: one tab stop, arrows go from chip to chip, space presses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from caselink.ui.pieces.chip import Chip
from caselink.ui.pieces.flowing import Flowing

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class ChipRow(Flowing):
    """Choices as (id, label). With `multiple` any number may be pressed, else at most one.

    Pressing again what is pressed frees it, unless one is `required`.

    `pressed_changed` is sent when the worker presses, not when `press` sets them.
    """

    pressed_changed = Signal()

    def __init__(
        self, choices: Sequence[tuple[str, str]], *, multiple: bool = False, required: bool = False,
        role: str = "chip", parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._multiple = multiple
        self._required = required
        self._chips = [Chip(choice, label, role, self) for choice, label in choices]
        for chip in self._chips:
            self.flow.addWidget(chip)
            chip.installEventFilter(self)
            chip.clicked.connect(self._clicked)
        self._make_tab_stop(0)

    def pressed(self) -> tuple[str, ...]:
        """The ids pressed, in the order of the choices."""
        return tuple(chip.choice for chip in self._chips if chip.isChecked())

    def press(self, choices: Sequence[str]) -> None:
        """Press exactly those, without a signal."""
        for chip in self._chips:
            chip.setChecked(chip.choice in choices)
        first = next((index for index, chip in enumerate(self._chips) if chip.isChecked()), 0)
        self._make_tab_stop(first)

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

    def _clicked(self) -> None:
        clicked = self.sender()
        if not isinstance(clicked, Chip):
            return
        if self._required and not self.pressed():
            clicked.setChecked(True)
            return
        if not self._multiple:
            for chip in self._chips:
                if chip is not clicked:
                    chip.setChecked(False)
        self._make_tab_stop(self._chips.index(clicked))
        self.pressed_changed.emit()
