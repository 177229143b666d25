"""What opens on a page, or gets the keyboard by itself, scrolls into view."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


def bring_into_view(widget: QWidget) -> None:
    """Scroll the page it stands in so that all of it is seen, or its beginning, once it is laid out."""
    QTimer.singleShot(0, widget, lambda: _scroll(widget))


def focus_in_view(widget: QWidget) -> None:
    """Put the keyboard there, and scroll to it."""
    widget.setFocus()
    bring_into_view(widget)


def _scroll(widget: QWidget) -> None:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is None:
        return
    around.ensureWidgetVisible(widget)
    above = widget.mapTo(around.viewport(), QPoint(0, 0)).y()
    if above < 0:  # higher than the page: it is read from its beginning
        bar = around.verticalScrollBar()
        bar.setValue(bar.value() + above)
