"""Windows tells a window when the login is locked or left, and all windows when the computer is about to sleep.

Source: WM_WTSSESSION_CHANGE, WTSRegisterSessionNotification and WM_POWERBROADCAST in Microsoft's documentation.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal
from PySide6.QtGui import QWindow

_SESSION_CHANGE: Final = 0x02B1
_POWER_BROADCAST: Final = 0x0218
_LEFT: Final = frozenset({0x2, 0x4, 0x6, 0x7})
"""The console or the remote desktop goes to somebody else, the login ends, the screen is locked."""
_SUSPEND: Final = 0x4
_THIS_SESSION: Final = 0
"""Notifications of this login only."""


def says_gone(message: int, what: int) -> bool:
    """Whether a message with that first parameter means that the worker goes away."""
    return (message == _SESSION_CHANGE and what in _LEFT) or (message == _POWER_BROADCAST and what == _SUSPEND)


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, away: WindowsAway) -> None:
        super().__init__()
        self._away = away

    def nativeEventFilter(self, _kind: QByteArray | bytes | bytearray | memoryview, message: int) -> tuple[bool, int]:
        """Look at each message; all of them go on to Qt."""
        told = wintypes.MSG.from_address(int(message))
        if says_gone(told.message, told.wParam or 0):
            self._away.gone.emit()
        return False, 0


class WindowsAway(QObject):
    """`gone` when the screen is locked, another user takes the seat, or the computer is about to sleep."""

    gone = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.filter = _Filter(self)
        self._window = QWindow()
        """Never shown; the system sends its notifications there."""
        if sys.platform == "win32":
            QCoreApplication.instance().installNativeEventFilter(self.filter)
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(self._handle(), _THIS_SESSION)

    def stop(self) -> None:
        """Listen no more."""
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(self._handle())
            QCoreApplication.instance().removeNativeEventFilter(self.filter)

    def _handle(self) -> wintypes.HWND:
        return wintypes.HWND(int(self._window.winId()))
