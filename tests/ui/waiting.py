"""Waiting for the window: asleep while nothing happens, awake with each event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QTimer

PATIENCE_MS: Final = 30_000
"""A busy computer fails no test."""
_LOOK_MS: Final = 20
"""How often to look though no event came: what other threads do without one."""


def wait_for(done: Callable[[], bool]) -> None:
    """Handle events until it is so; fails after half a minute."""
    if done():
        return
    deadline = QDeadlineTimer(PATIENCE_MS)
    beat = QTimer()
    beat.start(_LOOK_MS)
    while not done():
        assert not deadline.hasExpired()
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    beat.stop()
