"""The agenda: the cases of a meeting in their order, who hears each, who leaves, what became of old actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from caselink.disclosure.gate import grounds_of, is_blocked, near_matches
from caselink.disclosure.meetings import Barred, Leaver, Room, room_for
from caselink.disclosure.outputs import Reason
from caselink.domain.case import Case
from caselink.domain.meetings import Meeting
from caselink.forms.meetings import ACTION, AGENDA, OPEN
from caselink.forms.record_forms import Record
from caselink.forms.records import day_in, text_in
from caselink.names.person import ReadOnce
from caselink.services.meetings.people import chair, present
from caselink.services.office import Office
from caselink.vault.parts import Part


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One case on the agenda. `number` counts from 1; `stayed` are the agencies that were there for it, by short name,
    None as long as it was not spoken of."""

    number: int
    case: Case
    put_by: str
    why: str
    wanted: str
    despite: str
    stayed: tuple[str, ...] | None
    spent: int


@dataclass(frozen=True, slots=True)
class MeetingAction:
    """What an agency took on; `partner` is empty for the office itself."""

    id: str
    meeting: str
    case_id: str
    case: str
    on: date
    partner: str
    what: str
    due: date | None
    need: str
    state: str
    why: str

    def overdue(self, today: date) -> bool:
        """Whether it is still to do and its day is past."""
        return self.state in OPEN and self.due is not None and self.due < today


def agenda_records(office: Office, meeting_id: str) -> list[tuple[str, Record]]:
    """The cases of a meeting that this worker may see, in their order: id and record each."""
    found = [(case_id, record) for case_id, key, record in office.vault.records(Part.AGENDA, (meeting_id,))]
    return sorted(found, key=lambda held: (_place(held[1]), str(held[1].get("at", "")), held[0]))


def count_cases(office: Office) -> dict[str, int]:
    """How many cases each meeting has, of those that this worker may see."""
    counted: dict[str, int] = {}
    for _case_id, key, _record in office.vault.records(Part.AGENDA):
        counted[key] = counted.get(key, 0) + 1
    return counted


def agenda(office: Office, meeting: Meeting) -> Iterator[AgendaItem]:
    """The cases of a meeting, each opened when it is its turn. Raises EventsAltered as the gate."""
    for number, (case_id, record) in enumerate(agenda_records(office, meeting.id), 1):
        yield item_of(office.vault.sealed_case(case_id), record, number)


def item_of(case: Case, record: Record, number: int) -> AgendaItem:
    """One case of the agenda from its record."""
    stayed, spent = record.get("stayed"), record.get("spent")
    return AgendaItem(
        number, case, text_in(record, "put_by"), text_in(record, "why"), text_in(record, "wanted"),
        text_in(record, "despite"), tuple(stayed.split()) if isinstance(stayed, str) else None,
        spent if isinstance(spent, int) else 0,
    )


def heard_by(case: Case, meeting_id: str) -> frozenset[str]:
    """Who was there when that case was spoken of at that meeting, by short name."""
    record = case.records_of(AGENDA.part).get(meeting_id, {})
    return frozenset(text_in(record, "stayed").split())


def room_of(office: Office, meeting: Meeting, item: AgendaItem, on: date | None = None) -> Room:
    """Who hears a case: on the day of the meeting, or today where that is later."""
    return Rooms(office, meeting, on).of(item)


class Rooms:
    """Who hears which case of a meeting: those who come, and their names, are read once for all of them. It lasts no
    longer than one piece of work: what counts may change.

    Where whoever leads the meeting is, or resembles, somebody never to inform in this case, nobody stays for it until
    another leads or somebody answered for the likeness.
    """

    def __init__(self, office: Office, meeting: Meeting, on: date | None = None) -> None:
        self._day = on or max(office.today(), meeting.on)
        self._there = [each.recipient for each in present(office, meeting)]
        self._chair = chair(meeting)
        self._read = ReadOnce()

    def of(self, item: AgendaItem) -> Room:
        """Who hears that case. Raises EventsAltered as the gate."""
        room = room_for(item.case, self._there, self._day, answered=bool(item.despite), read=self._read)
        leading = self._barred_chair(item)
        if leading is None:
            return room
        if not leading.exact and item.despite:
            return Room(room.stays, room.leaves, (leading, *room.barred))
        gone = [Leaver(each, Reason.BLOCKED_RECIPIENT) for each in room.stays]
        return Room((), (*room.leaves, *gone), (leading, *room.barred))

    def _barred_chair(self, item: AgendaItem) -> Barred | None:
        if self._chair is None:
            return None
        grounds = grounds_of(item.case)
        exact = is_blocked(grounds, self._chair, self._read)
        near = near_matches(grounds, self._chair, self._read)
        return Barred(self._chair, exact, near) if exact or near else None


def actions_of(case: Case) -> tuple[MeetingAction, ...]:
    """All that was taken on for a case, the oldest first."""
    return tuple(sorted(
        (_action(case.id, case.reference, key, record) for key, record in case.records_of(ACTION.part).items()),
        key=_moment,
    ))


def all_actions(office: Office, *, only_open: bool = False) -> tuple[MeetingAction, ...]:
    """What was taken on in all cases that this worker may see, first what is due first."""
    found = [
        _action(case_id, "", key, record) for case_id, key, record in office.vault.records(Part.ACTIONS)
        if not only_open or text_in(record, "state") in OPEN
    ]
    references = office.vault.references_of(each.case_id for each in found)
    named = [replace(each, case=references.get(each.case_id, "")) for each in found]
    return tuple(sorted(named, key=lambda each: (each.due is None, each.due or each.on, each.case, each.id)))


def read_action(case: Case, key: str) -> MeetingAction | None:
    """The action of that id; None where it is not there."""
    record = case.records_of(ACTION.part).get(key)
    return None if record is None else _action(case.id, case.reference, key, record)


def _action(case_id: str, reference: str, key: str, record: Record) -> MeetingAction:
    return MeetingAction(
        key, text_in(record, "meeting"), case_id, reference, day_in(record, "on") or date.min,
        text_in(record, "partner"), text_in(record, "what"), day_in(record, "due"), text_in(record, "need"),
        text_in(record, "state") or "open", text_in(record, "why"),
    )


def _moment(action: MeetingAction) -> tuple[date, str, str]:
    return action.on, "" if action.due is None else action.due.isoformat(), action.id


def _place(record: Record) -> int:
    place = record.get("place")
    return place if isinstance(place, int) else 10_000
