"""Paints the cells of the preview."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from caselink.ui.case.sharing.cell_layout import CellFonts, Words, height_of, shared_words, title_words, withheld_words
from caselink.ui.case.sharing.comparison_model import LINE
from caselink.ui.case.sharing.rows import ComparedRow
from caselink.ui.look.palettes import space
from caselink.ui.look.theme import Theme

_SIDE: Final = space(5)
"""Pixels at both sides of a cell."""


class ComparisonDelegate(QStyledItemDelegate):
    """Titles go across both columns, with a line beneath; between the columns stands an upright line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fonts = CellFonts.of(QFont())

    def use_font(self, font: QFont) -> None:
        """Measure and paint with that font from now on."""
        self._fonts = CellFonts.of(font)

    def height(self, index: QModelIndex, width: int) -> int:
        """Pixels that a cell takes at that width."""
        return height_of(self._words(index, width - 2 * _SIDE))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The width there is, the height it takes."""
        return QSize(option.rect.width(), height_of(self._words(index, option.rect.width() - 2 * _SIDE)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        theme, rect = Theme.current(), option.rect
        is_title = isinstance(index.data(LINE), str)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and not is_title:
            painter.fillRect(rect, theme.colour("hover"))
        for words in self._words(index, rect.width() - 2 * _SIDE):
            painter.setFont(words.font)
            painter.setPen(theme.colour(words.role))
            painter.drawText(words.rect.translated(rect.left() + _SIDE, rect.top()), words.flags, words.text)
        painter.setPen(theme.colour("line"))
        if is_title:
            painter.drawLine(rect.left() + _SIDE, rect.bottom(), rect.right() - _SIDE, rect.bottom())
        elif index.column() == 0:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def _words(self, index: QModelIndex | QPersistentModelIndex, width: int) -> list[Words]:
        line = index.data(LINE)
        if not isinstance(line, ComparedRow):
            return title_words(str(line), self._fonts, width)
        return (shared_words if index.column() == 0 else withheld_words)(line, self._fonts, width)
