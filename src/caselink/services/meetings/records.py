"""Meetings as the office's document keeps them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, cast

from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.domain.meetings import Attendee, ConferenceBasis, Invited, Meeting, MeetingKind, PackMark, Promise
from caselink.errors import UserError
from caselink.forms.meetings import ACTION, AGENDA, DECIDED
from caselink.forms.record_forms import Record
from caselink.forms.records import text_in
from caselink.i18n import _
from caselink.services.office import Office
from caselink.services.stamps import utc_now
from caselink.vault.parts import Part

SIGNED: Final[dict[Promise, Json]] = {Promise.SIGNED: True, Promise.ALOUD: "aloud", Promise.NOT: False}
"""How documents write it."""


def meeting_record(office: Office, meeting: Meeting) -> dict[str, Json]:
    """A meeting as it is kept, with who wrote it and when; what is empty is left out."""
    packs: dict[str, Json] = {
        number: {"for": mark.partner, "digest": mark.digest, "on": mark.on.isoformat(), "returned": mark.returned}
        for number, mark in meeting.packs.items()
    }
    said: dict[str, Json] = {
        "on": meeting.on.isoformat(), "time": meeting.at, "place": meeting.place, "kind": meeting.kind.value,
        "no_file": meeting.no_file, "chair": meeting.chair,
        "invited": [[each.partner, each.person] for each in meeting.invited],
        "attended": [[each.partner, each.name, each.promise.value] for each in meeting.attended],
        "statement": meeting.statement, "count": meeting.count,
        "basis": None if meeting.basis is None else meeting.basis.value,
        "leave_who": meeting.leave_who, "leave_why": meeting.leave_why, "leave_how": meeting.leave_how, "packs": packs,
    }
    kept = {name: value for name, value in said.items() if value not in (None, "", [], {})}
    return {**kept, "by": office.user, "at": utc_now(office)}


def read_meeting(key: str, record: Record) -> Meeting:
    """The meeting of a record; raises ValueError, KeyError or TypeError."""
    held: dict[str, Any] = cast(dict[str, Any], record)
    packs: Mapping[str, Mapping[str, str]] = held.get("packs") or {}
    count, basis = held.get("count"), text_in(record, "basis")
    return Meeting(
        key, date.fromisoformat(str(held["on"])), text_in(record, "time"), text_in(record, "place"),
        MeetingKind(str(held["kind"])), held.get("no_file") is True, text_in(record, "chair"),
        tuple(Invited(str(partner), str(person)) for partner, person in held.get("invited") or ()),
        tuple(Attendee(str(each[0]), str(each[1]), Promise(each[2])) for each in held.get("attended") or ()),
        text_in(record, "statement"), count if isinstance(count, int) else None,
        ConferenceBasis(basis) if basis else None, text_in(record, "leave_who"), text_in(record, "leave_why"),
        text_in(record, "leave_how"),
        {
            number: PackMark(mark["for"], mark["digest"], date.fromisoformat(mark["on"]), mark.get("returned", ""))
            for number, mark in packs.items()
        },
    )


def meetings(office: Office) -> tuple[Meeting, ...]:
    """All meetings, the latest first."""
    found = [read_meeting(key, record) for key, record in office.vault.office_records(Part.MEETINGS).items()]
    return tuple(sorted(found, key=lambda each: (each.on, each.at, each.id), reverse=True))


def find_meeting(office: Office, meeting_id: str) -> Meeting:
    """The meeting of that id. Raises UserError where there is none."""
    record = office.vault.office_records(Part.MEETINGS).get(meeting_id)
    if record is None:
        raise UserError(_("Aucune réunion n’a cet identifiant : rien n’a été fait. Vérifiez-le dans la liste."))
    return read_meeting(meeting_id, record)


def meetings_of(office: Office, cases: Iterable[Case]) -> Iterator[dict[str, Json]]:
    """The meetings at which something was said of one of these cases, as an import document writes them, without what
    was said; agencies that left the directory are not in it."""
    parts = (AGENDA.part, DECIDED.part, ACTION.part)
    wanted = {
        record.get("meeting") for case in cases for part in parts for record in case.records_of(part).values()
    }
    known = {partner.short_name for partner in office.vault.partners()}
    for each in meetings(office):
        if each.id in wanted:
            yield _as_imported(each, known)


def _as_imported(meeting: Meeting, known: Container[str]) -> dict[str, Json]:
    said: dict[str, Json] = {
        "id": meeting.id, "on": meeting.on.isoformat(), "at": meeting.at, "place": meeting.place,
        "kind": meeting.kind.value, "chair": meeting.chair, "statement": meeting.statement,
        "basis": None if meeting.basis is None else meeting.basis.value, "leave_who": meeting.leave_who,
        "leave_why": meeting.leave_why, "leave_how": meeting.leave_how,
        "invited": [
            {"partner": each.partner, "person": each.person} for each in meeting.invited if each.partner in known
        ],
        "attended": [
            {"partner": each.partner, "name": each.name, "signed": SIGNED[each.promise]}
            for each in meeting.attended if each.partner in known
        ],
    }
    return {name: value for name, value in said.items() if value not in (None, "", [])}
