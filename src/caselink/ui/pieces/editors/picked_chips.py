"""What was picked from a long list, each with its way out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from caselink.i18n import _
from caselink.ui.pieces.flowing import Flowing
from caselink.ui.pieces.row_stops import RowStops


class PickedChips(Flowing):
    """Chips that are pressed to be taken out again; behind them, where there is one, the field that picks more."""

    removed = Signal(str)
    """The id of the chip that was pressed."""
    emptied = Signal()
    """The last chip is gone, and the keyboard was on it."""

    def __init__(self, parent: QWidget | None = None, *, before: QWidget | None = None) -> None:
        """`before`: what always stands behind the chips."""
        super().__init__(parent)
        self._last = before
        if before is not None:
            self.flow.addWidget(before)
        self._chips: dict[str, QPushButton] = {}
        self._keys = RowStops(self)

    def buttons(self) -> tuple[QPushButton, ...]:
        """The chips, in order."""
        return tuple(self._chips.values())

    def show_picked(self, picked: Sequence[tuple[str, str]]) -> None:
        """Show a chip for each (id, label). Those that stay are the same ones; the keyboard goes from one that is gone
        to its neighbour, or out by `emptied`: never on to another question.
        """
        before = list(self._chips.values())
        place = next((place for place, chip in enumerate(before) if chip.hasFocus()), None)
        old = self._chips
        self._chips = {
            choice: old.pop(choice) if choice in old else self._chip(choice) for choice, _label in picked
        }
        while self.flow.takeAt(0) is not None:
            pass
        for choice, label in picked:
            chip = self._chips[choice]
            chip.setText(f"{label.replace('&', '&&')}  ✕")
            chip.setAccessibleName(_("Retirer : {label}").format(label=label))
            self.flow.addWidget(chip)
            chip.show()
        if self._last is not None:
            self.flow.addWidget(self._last)
        for chip, following in pairwise(self.buttons()):
            self.setTabOrder(chip, following)  # one that is new was made last, wherever it stands
        self._keys.hold([*self.buttons(), *([] if self._last is None else [self._last])])
        if place is not None and before[place] in old.values():
            self._hand_on(place)
        for chip in old.values():
            chip.hide()
            chip.deleteLater()
        self.updateGeometry()

    def _hand_on(self, place: int) -> None:
        chips = self.buttons()
        if chips:
            chips[min(place, len(chips) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.emptied.emit()

    def _chip(self, choice: str) -> QPushButton:
        chip = QPushButton(self)
        chip.setProperty("role", "picked")
        chip.setToolTip(_("Retirer"))
        chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        chip.clicked.connect(lambda: self.removed.emit(choice))
        return chip
