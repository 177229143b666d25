"""Lists of rows: each as high as a hand needs, and laid out in the look they are shown in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QComboBox, QListView, QStyledItemDelegate, QStyleOptionViewItem

from caselink.ui.look.palettes import ROW


def set_up_list(view: QListView, name: str) -> None:
    """Give a list rows that a click finds; `name` is for screen readers.

    Every list of the program comes here. A list that paints its rows itself sets its own delegate afterwards.
    """
    view.setAccessibleName(name)
    view.setItemDelegate(RowDelegate(view))
    view.installEventFilter(_StyledFirst(view))


def set_up_choice(box: QComboBox, name: str) -> None:
    """Give the list that a box opens such rows; `name` is for screen readers."""
    view = box.view()
    if not isinstance(view, QListView):
        raise TypeError("a box opens a list")
    set_up_list(view, name)


class RowDelegate(QStyledItemDelegate):
    """Rows of the usual height, whatever the style makes of them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as its words, `ROW` high at least."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), ROW))


class _StyledFirst(QObject):
    """Qt lays a list out as soon as somebody asks where a row lies. Before its first showing that is without the
    stylesheet: rows would be painted in one height and found in another, and a click take the row below.
    """

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Measure every row anew before they are seen."""
        if event.type() == QEvent.Type.Show:
            self._view.ensurePolished()
            self._view.doItemsLayout()
        return super().eventFilter(watched, event)
