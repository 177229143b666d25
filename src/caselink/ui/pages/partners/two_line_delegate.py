"""Rows with a name and a quiet second line."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from caselink.ui.look.palettes import space
from caselink.ui.look.theme import Theme
from caselink.ui.pages.partners.model import SECOND_LINE_ROLE


class TwoLineDelegate(QStyledItemDelegate):
    """Long names are cut with an ellipsis; the tooltip has them whole."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Both lines on the ground of the row."""
        style = QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        area = QRect(option.rect).adjusted(space(3), space(2), -space(3), -space(2))
        theme = Theme.current()
        painter.save()
        upper, lower = QRect(area), QRect(area)
        upper.setHeight(area.height() // 2)
        lower.setTop(upper.bottom() + 1)
        chosen = theme.plain and bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(option.palette.highlightedText().color() if chosen else theme.colour("text"))
        self._line(painter, upper, str(index.data(Qt.ItemDataRole.DisplayRole)))
        if not chosen:
            painter.setPen(theme.colour("quiet"))
        small = QFont(painter.font())
        small.setPointSizeF(small.pointSizeF() * 0.9)
        painter.setFont(small)
        self._line(painter, lower, str(index.data(SECOND_LINE_ROLE) or ""))
        painter.restore()

    def _line(self, painter: QPainter, area: QRect, words: str) -> None:
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
