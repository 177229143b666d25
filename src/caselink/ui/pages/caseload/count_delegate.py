"""Paints the counts of a domain as small chips: sign, number and colour together."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from caselink.services.cases import DomainCount
from caselink.ui.look.palettes import ROW
from caselink.ui.look.theme import Theme
from caselink.ui.pages.caseload.counts import count_signs
from caselink.ui.pages.caseload.model import COUNT_ROLE

_CHIP_HEIGHT: Final = 22
_PADDING: Final = 5
_GAP: Final = 3
_SLOT: Final = 28
"""Pixels that a chip with one figure and its gap take."""


class CountDelegate(QStyledItemDelegate):
    """For columns whose `COUNT_ROLE` holds a `DomainCount`.

    Under a domain what is done always stands in second place: one column of red to look down, and one of green.
    """

    def __init__(self, parent: QObject, domains: frozenset[int]) -> None:
        """`domains` are the numbers of the columns of one domain each."""
        super().__init__(parent)
        self._domains = domains

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground of the row, and the chips on it."""
        style = QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        count = index.data(COUNT_ROLE)
        if not isinstance(count, DomainCount):
            return
        painter.save()
        if index.column() in self._domains:
            edge = QRectF(option.rect.topLeft(), QSize(1, option.rect.height()))
            painter.fillRect(edge, Theme.current().colour("line"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        second = area.left() + _GAP + 1 + _SLOT if index.column() in self._domains else area.left()
        left = area.left() + _GAP + 1
        for words, role in count_signs(count):
            left = max(left, second) if role == "done" else left
            width = painter.fontMetrics().horizontalAdvance(words) + 2 * _PADDING
            chip = QRectF(left, area.center().y() - _CHIP_HEIGHT / 2, width, _CHIP_HEIGHT)
            self._paint_chip(painter, chip, words, role)
            left += width + _GAP
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as a row."""
        return QSize(super().sizeHint(option, index).width(), ROW)

    def _paint_chip(self, painter: QPainter, chip: QRectF, words: str, role: str) -> None:
        theme = Theme.current()
        if role != "quiet":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(f"{role}_soft"))
            painter.drawRoundedRect(chip, _CHIP_HEIGHT / 2, _CHIP_HEIGHT / 2)
        painter.setPen(theme.colour(role))
        painter.drawText(chip.translated(QPointF(0, -0.5)), Qt.AlignmentFlag.AlignCenter, words)
