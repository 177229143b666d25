"""Says a level of danger as far as there is room: sign, word and what is to be done, sign and word, or the sign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

_BETWEEN: Final = " · "


def shortened(words: str, fits: Callable[[str], bool]) -> str:
    """The first that fits: all of it, what stands before the dot, the sign; the sign where nothing does."""
    sign = words.partition(" ")[0]
    return next((each for each in (words, words.partition(_BETWEEN)[0]) if fits(each)), sign)


class DangerDelegate(QStyledItemDelegate):
    """For a column whose words begin with a sign: none of them is cut."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The longest form that fits."""
        super().initStyleOption(option, index)
        style = option.widget.style() if option.widget is not None else QApplication.style()
        text = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, option.widget) + 1
        room = text.width() - 2 * margin
        option.text = shortened(option.text, lambda words: option.fontMetrics.horizontalAdvance(words) <= room)
