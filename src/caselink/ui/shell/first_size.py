"""How large a window is when it first comes up: as wanted where the screen has that much, frame included."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize
from PySide6.QtWidgets import QWidget

LEAST: Final = QSize(640, 360)
"""Logical pixels in which everything can be used: a screen of 1280×720 at twice its size."""
FRAME: Final = QSize(16, 48)
"""Pixels that the frame and title of a window take at most, as long as it has none."""


def open_within_screen(window: QWidget, wanted: QSize) -> None:
    """Give a window its size before it is shown, and see to it that its foot is on the screen once it is."""
    window.setMinimumSize(LEAST.boundedTo(_free(window).size()))
    window.resize(wanted.boundedTo(_free(window).size() - FRAME))
    _StaysWithin(window)


def fit_within(window: QWidget) -> None:
    """Make a window smaller and move it where its frame reaches beyond the screen."""
    free, frame = _free(window), window.frameGeometry()
    if window.isMaximized() or window.isFullScreen() or free.contains(frame):
        return
    around = frame.size() - window.size()
    window.resize(window.size().boundedTo(free.size() - around))
    frame = QRect(frame.topLeft(), window.size() + around)
    left = max(free.left(), min(frame.left(), free.right() - frame.width() + 1))
    top = max(free.top(), min(frame.top(), free.bottom() - frame.height() + 1))
    window.move(left, top)


def _free(window: QWidget) -> QRect:
    return window.screen().availableGeometry()


class _StaysWithin(QObject):
    """At its first showing a window learns how large its frame is."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look once, when it has come up."""
        if event.type() == QEvent.Type.WindowActivate:
            self._window.removeEventFilter(self)
            fit_within(self._window)
        return super().eventFilter(watched, event)
