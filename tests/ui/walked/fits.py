"""What does not fit at the size a window has."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from caselink.ui.pieces.wrapped_button import WrappedButton


def cut_in(window: QWidget) -> list[str]:
    """Buttons whose words are cut, or that lie beyond the edge where nothing scrolls to them."""
    return [
        f"{button.text()!r} {what}"
        for button in window.findChildren(QPushButton) if button.isVisible() and (what := _cut(button, window))
    ]


def _cut(button: QPushButton, window: QWidget) -> str:
    if button.width() + 1 < _needed(button):
        return f"has {button.width()} of {_needed(button)} pixels"
    place = QRect(button.mapTo(window, QPoint(0, 0)), button.size())
    if place.right() > window.width() or place.left() < 0:
        return f"ends at {place.right()} of {window.width()}"
    above = _scrolling_above(button)
    if above is None and place.bottom() > window.height():
        return f"ends at {place.bottom()} of {window.height()}"
    return ""


def _needed(button: QPushButton) -> int:
    """Pixels of its words; those of a button that breaks them stand in several lines."""
    if not button.text():
        return 0
    return (button.minimumSizeHint() if isinstance(button, WrappedButton) else button.sizeHint()).width()


def _scrolling_above(widget: QWidget) -> QScrollArea | None:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around
