"""A clock that notices on any system that the computer slept."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

EVERY_MS: Final = 1_000
LATE_SECONDS: Final = 15.0
"""A tick that comes so much late means that the computer, or this process, stood still meanwhile."""


def seconds_with_sleep() -> float:
    """Seconds of a clock that nobody sets and that runs on while the computer sleeps.

    Linux: `CLOCK_BOOTTIME`. macOS: `CLOCK_MONOTONIC`, for `time.monotonic` stops there. Windows: `GetTickCount64`,
    which is `time.monotonic` there.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


class SleepClock(QObject):
    """`gone` at the first tick after a sleep that nobody announced."""

    gone = Signal()

    def __init__(self, parent: QObject | None = None, seconds: Callable[[], float] = seconds_with_sleep) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._last = seconds()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.tick)
        self._timer.start(EVERY_MS)

    def tick(self) -> None:
        """Look how long ago the last tick was."""
        now = self._seconds()
        late = now - self._last - EVERY_MS / 1000
        self._last = now
        if late > LATE_SECONDS:
            self.gone.emit()

    def stop(self) -> None:
        """Tick no more."""
        self._timer.stop()
