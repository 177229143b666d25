"""Encounters: who has seen her, when, how, and what is next (TACTICS report). Their text never leaves."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.forms.encounters import ENCOUNTER
from caselink.forms.record_forms import Record
from caselink.forms.records import day_in, text_in
from caselink.services.office import Office
from caselink.services.records import newest_first, remove_record, write_record
from caselink.vault.parts import Part

QUIET_DAYS: Final = 30
"""Days without contact from which on a case shows (TACTICS report asks who has seen her; the number is ours)."""


@dataclass(frozen=True, slots=True)
class Encounter:
    """One encounter: its id, day and who of the office; the rest as `values`, by name."""

    id: str
    on: date
    by: str
    values: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Seen:
    """When a case was last in contact, with whom of the office, and how many days ago; None where it never was."""

    case_id: str
    case: str
    last: date | None
    by: str | None
    days: int | None


def record_encounter(office: Office, case_id: str, raw: Mapping[str, object], encounter_id: str | None = None) -> str:
    """Write down an encounter (names as in an import document) and give its id; with an id, another wording of it.

    Raises UserError, with nothing kept, for a closed case, an unknown id, a day to come, and what is no encounter.
    """
    return write_record(office, case_id, ENCOUNTER, raw, "encounter", encounter_id)


def remove_encounter(office: Office, case_id: str, encounter_id: str) -> None:
    """Take it away; `undo` brings it back. Raises UserError for a closed case or an unknown id."""
    remove_record(office, case_id, ENCOUNTER, encounter_id, "encounter_removed")


def encounters(case: Case) -> tuple[Encounter, ...]:
    """The encounters of a case, the last one first."""
    return tuple(_encounter(key, record) for key, record in newest_first(case, ENCOUNTER))


def last_encounter(case: Case) -> Encounter | None:
    """The last one; None where she was never seen."""
    return next(iter(encounters(case)), None)


def seen(office: Office, since: date | None = None) -> tuple[Seen, ...]:
    """The last contact of each open case, the longest ago first; with a day, of those in contact on it or since."""
    today, cases = office.today(), office.vault.open_cases()
    last = last_encounters(office)
    found = [_seen(case_id, reference, last.get(case_id), today) for case_id, reference in cases.items()]
    if since is not None:
        found = [each for each in found if each.last is not None and each.last >= since]
    return tuple(sorted(found, key=lambda each: (each.last or date.min, each.case)))


def last_seen(office: Office, among: Collection[str] | None = None) -> dict[str, tuple[date | None, str]]:
    """The day of the last contact of each case, or of each of those, and who of the office had it."""
    return {
        case_id: (day_in(record, "on"), text_in(record, "worker"))
        for case_id, record in last_encounters(office, among).items()
    }


def who_has_seen(case: Case) -> Mapping[str, tuple[date, ...]]:
    """The days on which each worker has seen her, the last one first; who saw her last stands first."""
    found: dict[str, tuple[date, ...]] = {}
    for encounter in encounters(case):
        found[encounter.by] = (*found.get(encounter.by, ()), encounter.on)
    return found


def _encounter(key: str, record: Record) -> Encounter:
    on = day_in(record, "on")
    if on is None:
        raise ValueError("an encounter has a day")
    return Encounter(key, on, text_in(record, "worker"), dict(ENCOUNTER.shown(record)))


def last_encounters(office: Office, among: Collection[str] | None = None) -> dict[str, Record]:
    """The record of the last encounter of each case, or of each of those."""
    last: dict[str, Record] = {}
    for case_id, _key, record in office.vault.records(Part.ENCOUNTERS, among=among):
        if case_id not in last or _moment(record) > _moment(last[case_id]):
            last[case_id] = record
    return last


def _moment(record: Record) -> tuple[str, str]:
    return text_in(record, "on"), text_in(record, "time")


def _seen(case_id: str, reference: str, record: Record | None, today: date) -> Seen:
    on = None if record is None else day_in(record, "on")
    by = None if record is None else text_in(record, "worker") or None
    return Seen(case_id, reference, on, by, None if on is None else (today - on).days)
