"""What opens on a page, or gets the keyboard by itself, scrolls into view."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


def bring_into_view(widget: QWidget) -> None:
    """Scroll the page it stands in so that all of it is seen, once it is laid out."""
    QTimer.singleShot(0, widget, lambda: _scroll(widget))


def focus_in_view(widget: QWidget) -> None:
    """Put the keyboard there, and scroll to it."""
    widget.setFocus()
    bring_into_view(widget)


def _scroll(widget: QWidget) -> None:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.ensureWidgetVisible(widget)
