"""Which cases hold a day that has come, told by the rows themselves: no case is read for it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from caselink.domain.events import EventKind
from caselink.vault.database import Database
from caselink.vault.parts import Part

Dated = tuple[Part, Collection[str], Collection[str]]
"""A part, patterns of the keys of its records that count (none for all), and their values that are days."""
_YEAR: Final = timedelta(days=365)
"""A consent lasts no longer, whatever was recorded; twelve months are never shorter."""


def cases_with_days(database: Database, dated: Collection[Dated], today: date, until: date) -> set[str]:
    """The cases, closed ones and their likes too, that hold one of these days by `until`, or a consent that may end
    from `today` to then. Of reserved ones the rows tell nothing.

    A day of which only a part is known counts from the first that it can mean, as text does: 2026-11 before 2026-11-01.
    """
    conditions, asked = [], []
    for part, keys, names in dated:
        some = f" AND ({' OR '.join('key GLOB ?' for _key in keys)})" if keys else ""
        days = " OR ".join("ltrim(body ->> ?, '~') <= ?" for _name in names)
        conditions.append(f"(part = ?{some} AND ({days}))")
        asked += [part.value, *keys, *(each for name in names for each in (f"$.{name}", until.isoformat()))]
    rows = database.all(f"SELECT DISTINCT owner FROM records WHERE {' OR '.join(conditions)}", *asked)
    ending = database.all(
        "SELECT case_id FROM events WHERE kind = ? AND body ->> '$.expires_on' >= ? AND (body ->> '$.expires_on' <= ? "
        "OR body ->> '$.given_on' <= ?)",
        EventKind.CONSENT_GIVEN.value, today.isoformat(), until.isoformat(), (until - _YEAR).isoformat(),
    )
    return {str(row[0]) for row in (*rows, *ending)}
