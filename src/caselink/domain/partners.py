"""Partners: the agencies a need can be handed to, and when they can be reached."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import Final

from caselink.domain.needs import Domain

_CLOCK: Final = re.compile(r"[0-9]{2}:[0-9]{2}")


class PartnerKind(StrEnum):
    """What sort of agency it is. Police and justice have rules of their own (domain.md, *Disclosure categories*)."""

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
class Hours:
    """When a partner can be reached. Always, by appointment, at stated hours, or not known (none of the three)."""

    always: bool = False
    by_appointment: bool = False
    openings: tuple[Opening, ...] = ()

    def open_at(self, moment: datetime) -> bool | None:
        """Whether it is open at that local moment of the office; None where the hours are not known."""
        if self.always:
            return True
        if not self.openings:
            return False if self.by_appointment else None
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
    Brussels rule of seed 001). `last_checked` is a day (ISO) or None for never.
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
    `{"openings": [{"days": [0, 1], "start": "09:00", "until": "17:00"}]}`.
    Raises ValueError for a day, time or key that is none.
    """
    if not set(raw) <= {"always", "by_appointment", "openings"}:
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
        start, until, days = _clock(span["start"]), _clock(span["until"]), span["days"]
        if not isinstance(days, list):
            raise ValueError("days is a list")
        for day in days:
            if not isinstance(day, int) or isinstance(day, bool) or not 0 <= day <= 6 or until <= start:
                raise ValueError("an opening starts before it ends, on a day from 0 to 6")
            openings.append(Opening(day, start, until))
    return Hours(raw.get("always") is True, raw.get("by_appointment") is True, tuple(openings))


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
    return written
