"""Meetings of an import document, written inside its change."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from caselink.domain.answers import Json
from caselink.domain.meetings import Meeting
from caselink.errors import EventsAltered
from caselink.forms.meetings import ACTION, AGENDA
from caselink.forms.record_forms import Record
from caselink.intake.document import GivenMeeting, GivenOfCase, GivenRecord
from caselink.services.meetings.agenda import item_of, room_of
from caselink.services.meetings.people import key_of
from caselink.services.meetings.planning import write_meeting
from caselink.services.meetings.records import meetings
from caselink.services.office import Office
from caselink.services.records import write_given
from caselink.vault import Change
from caselink.vault.ids import new_id
from caselink.vault.parts import Part

_KEPT: Final = ("place", "stayed", "spent")
"""Of a place on the agenda: what a document need not say again."""


def take_in(office: Office, change: Change, given: GivenMeeting) -> None:
    """Write a meeting and what was said of cases there. One of a known id, or of the same day, hour, place and kind, is
    the same meeting: its packs stay, and nothing is doubled."""
    held = _same(office, given.meeting)
    key = given.meeting.id or ("" if held is None else held.id) or new_id()
    meeting = replace(given.meeting, id=key, packs={} if held is None else held.packs)
    if meeting != held:
        write_meeting(office, change, meeting)
    place = 0
    for said in given.said:
        place += said.form is AGENDA
        _write(office, change, meeting, said, place)
    if meeting.was_held:
        _note_who_stayed(office, change, meeting, given)


def _same(office: Office, meeting: Meeting) -> Meeting | None:
    for each in meetings(office):
        alike = (each.on, each.at, each.place, each.kind) == (meeting.on, meeting.at, meeting.place, meeting.kind)
        if each.id == meeting.id or (not meeting.id and alike):
            return each
    return None


def _write(office: Office, change: Change, meeting: Meeting, said: GivenOfCase, place: int) -> None:
    case = office.vault.case(_case_id(office, said.case))
    values: dict[str, Json] = {**said.record.values, "meeting": meeting.id}
    if said.form is AGENDA:
        before = case.records_of(AGENDA.part).get(meeting.id, {})
        values = {**{name: before[name] for name in _KEPT if name in before}, **values}
        values.setdefault("place", place)
    if said.form is ACTION:
        held = case.records_of(ACTION.part)
        if said.record.id is None and any(_taken_on(each) == _taken_on(values) for each in held.values()):
            return  # it may be in another state by now
        values.setdefault("state", "open")
    write_given(change, case, said.form, [GivenRecord(said.record.place, said.record.id, values)])


def _taken_on(record: Record) -> tuple[Json, ...]:
    return tuple(record.get(name) for name in ("meeting", "partner", "what", "due"))


def _note_who_stayed(office: Office, change: Change, meeting: Meeting, given: GivenMeeting) -> None:
    """By what counted on the day of the meeting, where the document does not say it."""
    for said in given.said:
        if said.form is not AGENDA or said.record.values.get("stayed") is not None:
            continue
        case = office.vault.case(_case_id(office, said.case))
        record = case.records_of(AGENDA.part)[meeting.id]
        room = room_of(office, meeting, item_of(case, record, 1), meeting.on)
        stayed = " ".join(key_of(each) for each in room.stays)
        if record.get("stayed") != stayed:
            change.put_record(case.id, Part.AGENDA, meeting.id, {**record, "stayed": stayed})


def _case_id(office: Office, reference: str) -> str:
    found = office.vault.case_id_of(reference)
    if found is None:
        raise EventsAltered
    return found


