"""What time it is in a vault: it never runs backwards there, and it leaps ahead only when somebody says so.

A clock set back would revive a consent that was withdrawn or has expired, so the later of the computer's clock and the
last moment in the audit trail counts. A clock far ahead would let everything expire, so it is believed only once
somebody at the desk has said that it is right (docs/decisions/0024-one-clock.md).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import Enum, auto
from typing import Final

LARGEST_JUMP: Final = timedelta(days=31)
"""How far the clock may be ahead of the last thing done before it is asked about."""
SKEW: Final = timedelta(hours=1)
"""How far the clocks of two computers of one office may differ before anything is said of it. The later one counts
all the same."""


class ClockStanding(Enum):
    """How the computer's clock stands to the audit trail of a vault."""

    RIGHT = auto()
    BEHIND = auto()
    """Something in the trail happened later than the clock says it is."""
    AHEAD = auto()
    """The clock says that more than `LARGEST_JUMP` passed since the last thing done, and nobody said that it did."""


@dataclass(frozen=True, slots=True)
class VaultTime:
    """What the vault knows of time. `latest` is the last moment in its audit trail (UTC), `zone` the office's.

    `computer` is always what the computer's clock says, in UTC.
    """

    latest: datetime
    zone: tzinfo
    believed: bool = False
    """Whether somebody said in this session that the computer's clock is right, or nobody needs to (a copy that is only
    looked at)."""

    def standing(self, computer: datetime) -> ClockStanding:
        """How the clock stands to the audit trail."""
        if self.latest - computer > SKEW:
            return ClockStanding.BEHIND
        if computer - self.latest > LARGEST_JUMP and not self.believed:
            return ClockStanding.AHEAD
        return ClockStanding.RIGHT

    def is_unsure(self, computer: datetime) -> bool:
        """Whether nothing may leave or be erased by this clock before somebody says that it is right."""
        return self.standing(computer) is not ClockStanding.RIGHT and not self.believed

    def now(self, computer: datetime) -> datetime:
        """The moment that counts (UTC)."""
        if self.standing(computer) is ClockStanding.AHEAD:
            return self.latest
        return max(computer, self.latest)

    def local(self, moment: datetime) -> datetime:
        """A moment as the office's clock on the wall shows it, without a zone."""
        return moment.astimezone(self.zone).replace(tzinfo=None)

    def today(self, computer: datetime) -> date:
        """The day that counts, in the office's zone."""
        return self.local(self.now(computer)).date()

    def begin_of(self, day: date) -> datetime:
        """The moment (UTC) at which that day begins in the office's zone."""
        return datetime(day.year, day.month, day.day, tzinfo=self.zone).astimezone(UTC)

    def end_of(self, day: date) -> datetime:
        """The moment (UTC) at which that day ends in the office's zone."""
        return self.begin_of(day + timedelta(days=1))

    def after(self, moment: datetime) -> VaultTime:
        """The same once something was done at that moment."""
        return replace(self, latest=max(self.latest, moment))
