"""A window that only shows: what edits is closed, what finds and turns pages stays open.

The vault refuses every change of a worker who only reads, and of a backup that is looked at; this says so before she
types. Anything that can be pressed or typed into counts as editing unless it, or what it stands in, was kept for
reading.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

from caselink.ui.pieces.editors.search_choice import SearchChoice

_KEPT: Final = "reading"
_WRITTEN_IN: Final = (QLineEdit, QPlainTextEdit, QTextEdit)
_PRESSED: Final = (QAbstractButton, QAbstractSpinBox, QComboBox, SearchChoice)


_LOOKED_AT: Final = (QEvent.Type.Show, QEvent.Type.EnabledChange, QEvent.Type.ContextMenu)


def keep_for_reading(*widgets: QWidget) -> None:
    """These, and all that stands in them, change nothing of a case: they stay usable in a window that only shows."""
    for widget in widgets:
        widget.setProperty(_KEPT, True)


class ReadOnlyGuard(QObject):
    """Closes the editors inside `room` as they are shown, and closes them again where a page opens them."""

    def __init__(self, app: QApplication, room: QWidget) -> None:
        super().__init__(room)
        self._room = room
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Holds nothing back but menus of what edits, opened by the menu key or the right button."""
        kind = event.type()
        if kind not in _LOOKED_AT or not isinstance(watched, QWidget):
            return False
        if kind is QEvent.Type.ContextMenu:
            return not isinstance(watched, _WRITTEN_IN) and self._edits(watched)
        self._close(watched)
        return False

    def _close(self, widget: QWidget) -> None:
        if isinstance(widget, _WRITTEN_IN):
            if not widget.isReadOnly() and self._edits(widget):
                widget.setReadOnly(True)
            return
        closed = widget.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled)
        if isinstance(widget, _PRESSED) and not _unfolds(widget) and not closed and self._edits(widget):
            widget.setEnabled(False)

    def _edits(self, widget: QWidget) -> bool:
        """Whether it stands in the room and neither it nor what it stands in was kept for reading."""
        around: QWidget | None = widget
        while around is not None and around is not self._room:
            if around.property(_KEPT):
                return False
            around = around.parentWidget()
        return around is self._room


def _unfolds(widget: QWidget) -> bool:
    """Whether it is a plain button that stays down: those show and hide what is there. Choices have a class of theirs.
    """
    return type(widget) is QPushButton and widget.isCheckable()
