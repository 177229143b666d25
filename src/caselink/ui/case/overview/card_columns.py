"""Cards in one to four columns, as many as the width allows, without holes between short and tall ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caselink.ui.look.palettes import space

_LEAST_WIDTH: Final = 264
"""Pixels a column needs at least before another one is opened beside it."""
_MOST_COLUMNS: Final = 4
_GAP: Final = 16


def column_count(width: int) -> int:
    """How many columns fit into that many pixels: one to four."""
    return max(1, min(_MOST_COLUMNS, (width + _GAP) // (_LEAST_WIDTH + _GAP)))


def share_out(heights: Sequence[int], columns: int) -> list[list[int]]:
    """Which cards stand in which column, by index: each card goes under the shortest column, the leftmost of equals.

    So the cards keep their reading order from left to right as far as their heights allow.
    """
    filled = [0] * columns
    shared: list[list[int]] = [[] for _column in range(columns)]
    for index, height in enumerate(heights):
        shortest = filled.index(min(filled))
        shared[shortest].append(index)
        filled[shortest] += height + _GAP
    return shared


class CardColumns(QWidget):
    """Lays cards out in columns again whenever another number of them fits; a growing card moves only those below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[QWidget] = []
        self._count = 0
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(space(6), space(4), space(6), space(6))
        self._row.setSpacing(_GAP)
        self._columns: list[QVBoxLayout] = []

    @property
    def columns(self) -> int:
        """How many columns stand now."""
        return self._count

    def set_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these cards, in this order; the columns take them over."""
        self._cards = list(cards)
        for card in cards:
            card.show()
        self._lay_out(self._count or column_count(self._room()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Open or close columns when the width asks for it."""
        super().resizeEvent(event)
        count = column_count(self._room())
        if count != self._count:
            self._lay_out(count)

    def _room(self) -> int:
        margins = self._row.contentsMargins()
        return self.width() - margins.left() - margins.right()

    def _lay_out(self, count: int) -> None:
        self._count = count
        self._clear()
        heights = [card.sizeHint().height() for card in self._cards]
        for indexes in share_out(heights, count):
            column = QVBoxLayout()
            column.setSpacing(_GAP)
            for index in indexes:
                column.addWidget(self._cards[index])
            column.addStretch(1)
            self._row.addLayout(column, 1)
            self._columns.append(column)

    def _clear(self) -> None:
        for column in self._columns:
            for position in reversed(range(column.count())):
                column.takeAt(position)
            self._row.removeItem(column)
            column.deleteLater()
        self._columns = []
