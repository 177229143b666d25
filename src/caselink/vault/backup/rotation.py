"""Which backups are kept: the newest of each of the last days, and of each of the last weeks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

DAYS: Final = 10
WEEKS: Final = 8


def kept(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """The moments whose backups are kept: the newest of each of the last 10 days and of each of the last 8 weeks.

    Days and weeks (from Monday) without a backup don't count, so that an office that was closed, or a computer whose
    clock was wrong for a while, loses nothing by it. What lies ahead of `now` was named by such a clock: it is counted
    by itself, and goes once ten days have a backup that was not. All in one zone.
    """
    moments = sorted(moments)
    right = [moment for moment in moments if moment <= now]
    wrong = [moment for moment in moments if moment > now]
    return _newest(right) | (_newest(wrong) if len({moment.date() for moment in right}) < DAYS else set())


def _newest(ascending: Iterable[datetime]) -> set[datetime]:
    days, weeks = {}, {}
    for moment in ascending:
        days[moment.date()] = moment
        weeks[moment.date() - timedelta(days=moment.weekday())] = moment
    return {*list(days.values())[-DAYS:], *list(weeks.values())[-WEEKS:]}
