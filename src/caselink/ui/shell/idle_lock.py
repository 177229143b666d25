"""Locks when nobody has touched key, mouse or screen for some minutes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

_KEYS: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.InputMethod})
_TOUCHES: Final = frozenset(
    {
        QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
        QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TabletPress, QEvent.Type.TabletMove,
        QEvent.Type.NonClientAreaMouseButtonPress, QEvent.Type.NativeGesture,
    }
)
"""What a hand does. Qt sends some of those of the mouse by itself, when what lies under the pointer changes: those
don't count. A key always does: with a screen reader on, Qt asks that one first and then sends a copy of its own.
"""


class IdleLock(QObject):
    """`idle` when the time is up."""

    idle = Signal()

    def __init__(self, app: QApplication, milliseconds: int) -> None:
        super().__init__(app)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.idle)
        self._timer.start(milliseconds)
        app.installEventFilter(self)

    def set_time(self, milliseconds: int) -> None:
        """Wait that long from now on."""
        self._timer.start(milliseconds)

    def remaining(self) -> int:
        """Milliseconds until it locks, if nobody touches anything."""
        return self._timer.remainingTime()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Whatever the worker does starts the time again. Called for each event of the program: it stays short."""
        kind = event.type()
        if kind in _KEYS or (kind in _TOUCHES and event.spontaneous()):
            self._timer.start()
        return False
