"""Partners: the agencies a need can be handed to, and when they can be reached."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from caselink.domain.needs import Domain

_CLOCK: Final = re.compile(r"[0-9]{2}:[0-9]{2}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAYS_OF_A_WEEK: Final = 7


class PartnerKind(StrEnum):
    """What sort of agency it is. Police and justice have rules of their own (docs/rules/categories.md)."""

    POLICE = "police"
    JUSTICE = "justice"
    PUBLIC_PROSECUTOR = "public_prosecutor"
    LAWYER = "lawyer"
    VICTIM_SUPPORT = "victim_support"
    SHELTER = "shelter"
    HOUSING = "housing"
    HEALTH = "health"
    CHILD_PROTECTION = "child_protection"
    IMMIGRATION_LAW = "immigration_law"
    IMMIGRATION_AUTHORITY = "immigration_authority"
    SOCIAL_SERVICE = "social_service"
    EMPLOYMENT = "employment"
    EDUCATION = "education"
    INTERPRETING = "interpreting"
    PERPETRATOR_SERVICE = "perpetrator_service"
    HELPLINE = "helpline"
    EMERGENCY = "emergency"
    EMBASSY = "embassy"
    DIRECTORY = "directory"
    OTHER = "other"

    @property
    def feeds_the_criminal_file(self) -> bool:
        """True for police and justice: what they receive he or his lawyer may read, and it can't come back.

        Emergency numbers count with them, since the police answer or come along.
        """
        return self in _CRIMINAL_FILE


_CRIMINAL_FILE = frozenset(
    {PartnerKind.POLICE, PartnerKind.JUSTICE, PartnerKind.PUBLIC_PROSECUTOR, PartnerKind.EMERGENCY}
)


@dataclass(frozen=True, slots=True)
class Opening:
    """One span of opening on one day of the week (0 is Monday); `until` is not before `start`."""

    weekday: int
    start: time
    until: time


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of one day that is not like others; no spans where it is closed."""

    on: date
    spans: tuple[tuple[time, time], ...] = ()


@dataclass(frozen=True, slots=True)
class Hours:
    """When a partner can be reached. Always, by appointment, at stated hours, or not known (none of the three)."""

    always: bool = False
    by_appointment: bool = False
    openings: tuple[Opening, ...] = ()
    exceptions: tuple[DayHours, ...] = ()
    """Days of its own on which other hours hold."""

    def open_at(self, moment: datetime, *, holiday: bool = False) -> bool | None:
        """Whether it is open at that local moment of the office; None where that is not known or by appointment.

        On a public holiday stated hours hold only where they are stated for each day of the week (ours).
        """
        for day in self.exceptions:
            if day.on == moment.date():
                return any(start <= moment.time() < until for start, until in day.spans)
        if self.always:
            return True
        if not self.openings:
            return None
        if holiday and len({opening.weekday for opening in self.openings}) < _DAYS_OF_A_WEEK:
            return False
        return any(
            opening.weekday == moment.weekday() and opening.start <= moment.time() < opening.until
            for opening in self.openings
        )


@dataclass(frozen=True, slots=True)
class PartnerContact:
    """A person at a partner."""

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """An agency of the directory.

    `languages` are ISO 639-1 codes spoken there; `file_languages` those of the administrative files it takes (the
    rule of docs/rules/directory.md). `last_checked` is a day (ISO) or None for never.
    """

    short_name: str
    name: str
    kind: PartnerKind
    domains: tuple[Domain, ...] = ()
    country: str = ""
    area: str = ""
    languages: tuple[str, ...] = ()
    file_languages: tuple[str, ...] = ()
    with_interpreter: bool = False
    hours: Hours = field(default_factory=Hours)
    phones: tuple[str, ...] = ()
    email: str = ""
    web: str = ""
    address: str = ""
    serves: tuple[str, ...] = ()
    """For whom, in ids: women, men, victims, perpetrators, professionals, relatives, children, migrants."""
    free: bool | None = None
    anonymous: bool | None = None
    takes_children: bool | None = None
    note: str = ""
    source: str = ""
    last_checked: str | None = None
    contacts: tuple[PartnerContact, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Every name a worker may know it by, contacts included."""
        return (self.short_name, self.name, *(contact.name for contact in self.contacts))

    def said(self) -> tuple[str, ...]:
        """All else that is written of it and its contacts: numbers, addresses, roles, notes."""
        contacts = (part for contact in self.contacts for part in (contact.role, contact.phone, contact.email))
        every = (*self.phones, self.email, self.web, self.address, self.note, *contacts)
        return tuple(part for part in every if part)


def hours_from_json(raw: Mapping[str, object]) -> Hours:
    """Read hours as the directory file and the import document write them.

    `{"always": true}`, `{"by_appointment": true}` or
    `{"openings": [{"days": [0, 1], "start": "09:00", "until": "17:00"}]}`; beside each of them
    `"exceptions": [{"on": "2026-12-24", "spans": [{"start": "09:00", "until": "12:00"}]}]`, closed without spans.
    Raises ValueError for a day, time or key that is none.
    """
    if not set(raw) <= {"always", "by_appointment", "openings", "exceptions"}:
        raise ValueError("unknown key in hours")
    openings: list[Opening] = []
    listed = raw.get("openings", [])
    if not isinstance(listed, list):
        raise ValueError("openings is a list")
    if not all(isinstance(raw.get(key, False), bool) for key in ("always", "by_appointment")):
        raise ValueError("always and by_appointment are true or false")
    for span in listed:
        if not isinstance(span, Mapping) or set(span) != {"days", "start", "until"}:
            raise ValueError("an opening has days, start and until")
        (start, until), days = _span(span), span["days"]
        if not isinstance(days, list):
            raise ValueError("days is a list")
        for day in days:
            if not isinstance(day, int) or isinstance(day, bool) or not 0 <= day <= 6:
                raise ValueError("an opening is on a day from 0 to 6")
            openings.append(Opening(day, start, until))
    exceptions = _exceptions(raw.get("exceptions", []))
    return Hours(raw.get("always") is True, raw.get("by_appointment") is True, tuple(openings), exceptions)


def _exceptions(listed: object) -> tuple[DayHours, ...]:
    if not isinstance(listed, list):
        raise ValueError("exceptions is a list")
    found = []
    for each in listed:
        if not isinstance(each, Mapping) or set(each) != {"on", "spans"} or not isinstance(each["spans"], list):
            raise ValueError("an exception has on and spans")
        if not isinstance(each["on"], str) or _DAY.fullmatch(each["on"]) is None:
            raise ValueError("an exception is on a day")
        if not all(isinstance(span, Mapping) and set(span) == {"start", "until"} for span in each["spans"]):
            raise ValueError("a span has start and until")
        found.append(DayHours(date.fromisoformat(each["on"]), tuple(_span(span) for span in each["spans"])))
    return tuple(found)


def _span(raw: Mapping[str, object]) -> tuple[time, time]:
    start, until = _clock(raw["start"]), _clock(raw["until"])
    if until <= start:
        raise ValueError("it starts before it ends")
    return start, until


def _clock(text: object) -> time:
    """A time of day in hours and minutes, without a zone: it is that of the office."""
    if not isinstance(text, str) or _CLOCK.fullmatch(text) is None:
        raise ValueError("a time is hours and minutes")
    return time.fromisoformat(text)


def hours_to_json(hours: Hours) -> dict[str, object]:
    """Write hours as `hours_from_json` reads them."""
    spans: dict[tuple[str, str], list[int]] = {}
    for opening in hours.openings:
        key = (opening.start.isoformat("minutes"), opening.until.isoformat("minutes"))
        spans.setdefault(key, []).append(opening.weekday)
    written: dict[str, object] = {}
    if hours.always:
        written["always"] = True
    if hours.by_appointment:
        written["by_appointment"] = True
    if spans:
        written["openings"] = [{"days": days, "start": start, "until": until} for (start, until), days in spans.items()]
    if hours.exceptions:
        written["exceptions"] = [
            {"on": day.on.isoformat(), "spans": [
                {"start": start.isoformat("minutes"), "until": until.isoformat("minutes")} for start, until in day.spans
            ]}
            for day in hours.exceptions
        ]
    return written
