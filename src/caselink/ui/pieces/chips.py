"""Up to five choices, all visible."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caselink.ui.pieces.chip_row import ChipRow


class ChoiceChips(ChipRow):
    """One choice of a few, or several. `value` is an id or None; with `multiple` a tuple of ids."""

    changed = Signal(object)
    """The new value, when the worker changed it."""

    def __init__(
        self, choices: Sequence[tuple[str, str]], name: str, *, multiple: bool = False, required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what a screen reader calls the whole row."""
        super().__init__(choices, multiple=multiple, required=required, parent=parent)
        self.setAccessibleName(name)
        self.pressed_changed.connect(lambda: self.changed.emit(self.value()))

    def value(self) -> str | tuple[str, ...] | None:
        """What is chosen."""
        pressed = self.pressed()
        if self._multiple:
            return pressed
        return pressed[0] if pressed else None

    def set_value(self, value: str | Sequence[str] | None) -> None:
        """Choose that, without a signal."""
        if value is None:
            self.press(())
        else:
            self.press((value,) if isinstance(value, str) else value)
