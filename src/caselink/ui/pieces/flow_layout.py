"""A line of things that goes on in the next line when the width is used up."""

from __future__ import annotations

from functools import partial

import shiboken6
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from caselink.ui.look.palettes import space


class FlowLayout(QLayout):
    """Lays widgets out in reading direction, in as many lines as needed; one that expands takes the rest of its line.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = space(2)) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.gap = gap
        """Pixels between two things of a line."""
        self.gap_down = gap
        """Pixels between two lines."""
        self.setContentsMargins(0, 0, 0, 0)
        self.destroyed.connect(partial(_give_up, self._items))

    def addItem(self, item: QLayoutItem) -> None:
        """Called by Qt for each widget added."""
        self._items.append(item)

    def count(self) -> int:
        """How many things it holds."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The thing at that position, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take it out, or None."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels of height at that width; asked for again and again while a page is laid out."""
        if width not in self._heights:
            self._heights[width] = self._lay_out(QRect(0, 0, width, 0), apply=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Something in it changed: measure anew."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place everything."""
        super().setGeometry(rect)
        self._lay_out(rect, apply=True)

    def sizeHint(self) -> QSize:
        """As small as it can be: it grows in height."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The widest thing in it."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _lay_out(self, rect: QRect, *, apply: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        x, y, line_height = area.x(), area.y(), 0
        parent = self.parentWidget()
        mirrored = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            stretches = bool(item.expandingDirections() & Qt.Orientation.Horizontal)
            width = item.minimumSize().width() if stretches else (
                min(size.width(), max(area.width(), item.minimumSize().width()))
            )
            if x > area.x() and x + width > area.right() + 1:
                x, y, line_height = area.x(), y + line_height + self.gap_down, 0
            if stretches:
                width = max(width, area.right() + 1 - x)
            height = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
            if apply:
                left = area.right() + 1 - (x - area.x()) - width if mirrored else x
                item.setGeometry(QRect(left, y, width, height))
            x += width + self.gap
            line_height = max(line_height, height)
        return y + line_height - rect.y() + margins.bottom()


def _give_up(items: list[QLayoutItem]) -> None:
    """A layout deletes what it holds, and Qt leaves that to whoever writes one: a hundred were left of each case."""
    for item in items:
        if shiboken6.isValid(item):
            shiboken6.delete(item)
    items.clear()
