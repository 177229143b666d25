"""What opens on a page, or gets the keyboard by itself, scrolls into view."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


def bring_into_view(widget: QWidget) -> None:
    """Scroll the page it stands in so that all of it is seen, or its beginning, once it is laid out."""
    QTimer.singleShot(0, widget, lambda: _scroll(widget))


def focus_in_view(widget: QWidget) -> None:
    """Put the keyboard there, and scroll to it."""
    widget.setFocus()
    bring_into_view(widget)


class FocusInView(QObject):
    """Whatever gets the keyboard, from an assistive tool too, scrolls into view; a press of the mouse moves nothing."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            bring_into_view(now)


def _scroll(widget: QWidget) -> None:
    window = widget.window()  # held: a window that nobody holds any more would go while one looks around in it
    around = widget.parentWidget()
    while around is not None and around is not window:
        if isinstance(around, QScrollArea):
            _scroll_in(around, widget)
        around = around.parentWidget()


def _scroll_in(area: QScrollArea, widget: QWidget) -> None:
    area.ensureWidgetVisible(widget)
    above = widget.mapTo(area.viewport(), QPoint(0, 0)).y()
    if above < 0:  # higher than the page: it is read from its beginning
        bar = area.verticalScrollBar()
        bar.setValue(bar.value() + above)
