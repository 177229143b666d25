"""macOS tells all programs of a login when its screen is locked or its screen saver begins.

Source: CFNotificationCenter in Apple's documentation; the names are those that loginwindow and the screen saver send.
Sleep is noticed by the clock, at the latest when the computer wakes.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

from PySide6.QtCore import QObject, Signal

_NAMES: Final = (b"com.apple.screenIsLocked", b"com.apple.screensaver.didstart")
_FOUNDATION: Final = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
_UTF8: Final = 0x08000100
_AT_ONCE: Final = 4
_CALLBACK: Final = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 5)


class MacAway(QObject):
    """`gone` when the screen is locked or its saver begins."""

    gone = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heard = _CALLBACK(lambda *_told: self.gone.emit())
        """What the system calls; kept as long as it may."""
        if sys.platform == "darwin":
            self._listen()

    def stop(self) -> None:
        """Listen no more."""
        if sys.platform == "darwin":
            foundation = ctypes.CDLL(_FOUNDATION)
            centre = foundation.CFNotificationCenterGetDistributedCenter
            centre.restype = ctypes.c_void_p
            foundation.CFNotificationCenterRemoveEveryObserver(ctypes.c_void_p(centre()), ctypes.c_void_p(id(self)))

    def _listen(self) -> None:
        foundation = ctypes.CDLL(_FOUNDATION)
        centre, text = foundation.CFNotificationCenterGetDistributedCenter, foundation.CFStringCreateWithCString
        centre.restype = text.restype = ctypes.c_void_p
        text.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32)
        for name in _NAMES:
            foundation.CFNotificationCenterAddObserver(
                ctypes.c_void_p(centre()), ctypes.c_void_p(id(self)), self.heard,
                ctypes.c_void_p(text(None, name, _UTF8)), None, ctypes.c_long(_AT_ONCE),
            )
