"""The one clock of the window: what the vault knows of time, held against the computer's clock each second."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import ClassVar, Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from caselink.clock import computer_now, computer_zone
from caselink.domain.vault_time import VaultTime
from caselink.services.clock import ClockState, state_of
from caselink.ui.shell.away.clock import seconds_with_sleep

EVERY_MS: Final = 1_000
SET_SECONDS: Final = 60.0
"""A computer's clock that went so much further, or less far, than time did was set."""


class OfficeClock(QObject):
    """One for the application. Before a vault is open it shows what the computer's clock says."""

    changed = Signal()
    """Another day or zone, or a clock that was set: what shows is to be read again."""

    _current: ClassVar[OfficeClock | None] = None

    def __init__(self, parent: QObject | None = None, seconds: Callable[[], float] = seconds_with_sleep) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._known: Callable[[], VaultTime] = _before_any_vault
        self._apart = self._how_far_apart()
        self._shown = self._what_shows()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.tick)
        self._timer.start(EVERY_MS)

    @classmethod
    def current(cls) -> OfficeClock:
        """The one of the running application."""
        app = QCoreApplication.instance()
        if cls._current is None or cls._current.parent() is not app:
            cls._current = cls(app)
        return cls._current

    def follow(self, known: Callable[[], VaultTime | None]) -> None:
        """From now on go by what this tells of the open vault; None while none is open."""
        self._known = lambda: known() or _before_any_vault()
        self._shown = self._what_shows()

    def now(self) -> datetime:
        """The moment that counts, in the office's zone and without it."""
        return self.local(self._known().now(computer_now()))

    def today(self) -> date:
        """The day that counts."""
        return self.now().date()

    def local(self, moment: datetime | str) -> datetime:
        """A moment, or one as the vault writes it, in the office's zone and without it."""
        known = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        return self._known().local(known)

    def state(self) -> ClockState:
        """How the computer's clock stands to the vault."""
        return state_of(self._known())

    def tick(self) -> None:
        """Look whether what shows is of another day."""
        apart, shown = self._how_far_apart(), self._what_shows()
        was_set = abs(apart - self._apart) > SET_SECONDS
        self._apart = apart
        if was_set or shown != self._shown:
            self._shown = shown
            self.changed.emit()

    def _how_far_apart(self) -> float:
        return computer_now().timestamp() - self._seconds()

    def _what_shows(self) -> tuple[object, ...]:
        known = self._known()
        return known.today(computer_now()), known.zone, known.standing(computer_now()), known.believed


def _before_any_vault() -> VaultTime:
    return VaultTime(computer_now(), computer_zone(), believed=True)
