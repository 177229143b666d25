"""Deadlines for a calendar of another program, which anybody may read: when something is due, and nothing else."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import uuid4

from icalendar import Calendar, Event

from caselink.disclosure.outputs import CaseFree, require_seal

_PRODUCT: Final = "-//CaseLink//CaseLink//FR"


def write_calendar(paper: CaseFree, stamped: datetime) -> bytes:
    """The file (iCalendar) in memory. The facts are days, or moments in UTC (ISO 8601), each once; `stamped` in UTC.

    Neither description nor place, and ids by chance: two files of the same vault have nothing in common.
    """
    require_seal(paper)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for when, _nothing in paper.facts:
        event = Event()
        event.add("uid", str(uuid4()))
        event.add("dtstamp", stamped)
        event.add("dtstart", datetime.fromisoformat(when) if "T" in when else date.fromisoformat(when))
        event.add("summary", paper.title)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
