"""A meeting as the window shows it: the page that prepares it, and one case at a time for the screen in the room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from caselink.disclosure.meetings import Barred, Room, shown_in_the_room
from caselink.disclosure.outputs import Disclosure, Reason
from caselink.disclosure.pieces import DANGER, NAMED
from caselink.domain.case import Case
from caselink.domain.meetings import Meeting
from caselink.domain.needs import NeedState
from caselink.forms.consent_terms import EXCLUDED_KINDS
from caselink.forms.meetings import DECIDED, OPEN, STATES, UNDONE
from caselink.forms.records import text_in
from caselink.forms.texts import day_text
from caselink.i18n import _
from caselink.services.contact import case_name
from caselink.services.meetings.agenda import (
    AgendaItem,
    MeetingAction,
    Rooms,
    actions_of,
    agenda,
    agenda_records,
    all_actions,
    count_cases,
    heard_by,
    item_of,
    room_of,
)
from caselink.services.meetings.packs import may_say
from caselink.services.meetings.people import CHAIR, key_of, name_of
from caselink.services.meetings.records import find_meeting, meetings
from caselink.services.office import Office
from caselink.services.preview import REASONS, shared_lines

_SOON: Final = 31
"""Days."""


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting in a list."""

    meeting: Meeting
    cases: int


@dataclass(frozen=True, slots=True)
class LeavesLine:
    """Who leaves for a case, and why in words; `may_ask` where her consent can still be asked for."""

    partner: str
    name: str
    why: str
    may_ask: bool


@dataclass(frozen=True, slots=True)
class PreparedCase:
    """One case of the agenda as it is prepared, for the office's own eyes."""

    number: int
    case_id: str
    case: str
    name: str
    put_by: str
    why: str
    wanted: str
    stays: tuple[str, ...]
    leaves: tuple[LeavesLine, ...]
    barred: tuple[str, ...]
    """What is said before anything else: a sentence for each who is, or resembles, somebody never to inform."""
    near_only: bool
    """Whether all of them only resemble, so that somebody can answer for it."""


@dataclass(frozen=True, slots=True)
class PreparedMeeting:
    """A meeting with its cases, and what agencies took on before."""

    meeting: Meeting
    agencies: tuple[tuple[str, str], ...]
    """By short name and name."""
    cases: tuple[PreparedCase, ...]
    actions: tuple[MeetingAction, ...]


@dataclass(frozen=True, slots=True)
class RoomCase:
    """One case on the screen of the room: what all who stay may have, and nothing of any other case.

    Everybody reads it, also who must leave, and whoever must never be informed: why somebody leaves, or that somebody
    is barred, is told on the page of the office alone. Words typed for the case are there only where all who stay may
    have them, and what was agreed at another meeting only where all of them heard it.
    """

    case_id: str
    number: int
    count: int
    name: str
    """As all who stay may have it; empty where one of them may not."""
    stays: tuple[tuple[str, str], ...]
    leaves: tuple[str, ...]
    danger: tuple[str, ...]
    needs: tuple[str, ...]
    new: tuple[str, ...]
    why: str
    wanted: str
    actions: tuple[MeetingAction, ...]
    decisions: tuple[str, ...]
    spent: int


def meeting_lines(office: Office) -> tuple[MeetingLine, ...]:
    """All meetings, the latest first."""
    counted = count_cases(office)
    return tuple(MeetingLine(each, each.count or 0 if each.no_file else counted.get(each.id, 0))
                 for each in meetings(office))


def meetings_soon(office: Office) -> tuple[MeetingLine, ...]:
    """Those of the next month that are not held yet, the first one first."""
    today = office.today()
    found = [
        each for each in meeting_lines(office)
        if today <= each.meeting.on <= today + timedelta(_SOON) and not each.meeting.was_held
    ]
    return tuple(reversed(found))


def prepared(office: Office, meeting_id: str) -> PreparedMeeting:
    """The meeting as it is prepared. Raises EventsAltered as the gate."""
    meeting = find_meeting(office, meeting_id)
    rooms = Rooms(office, meeting)
    cases = tuple(_prepared(office, rooms.of(item), item) for item in agenda(office, meeting))
    open_ones = tuple(each for each in all_actions(office) if each.state in OPEN or each.meeting == meeting_id)
    agencies = tuple((key, name_of(office, key)) for key in meeting.agencies)
    return PreparedMeeting(meeting, agencies, cases, open_ones)


def room_case(office: Office, meeting_id: str, place: int) -> RoomCase:
    """The case at that place of the agenda, from 0, as consents count now. Raises EventsAltered as the gate,
    IndexError beyond the last."""
    meeting = find_meeting(office, meeting_id)
    listed = agenda_records(office, meeting_id)
    case_id, record = listed[place]
    item = item_of(office.vault.sealed_case(case_id), record, place + 1)
    day = max(office.today(), meeting.on)
    room = room_of(office, meeting, item, day)
    shown = shown_in_the_room(item.case, room.stays, day)
    stays = tuple((key_of(each), name_of(office, key_of(each))) for each in room.stays)
    paths = frozenset[str]() if shown is None else shown.paths

    def allowed(text: str) -> str:
        return text if stays and text and may_say(item.case, text, paths) else ""

    made = _Shown(item.case, shown, day, _since(office, meeting))
    decisions = (
        text_in(each, "text") for each in item.case.records_of(DECIDED.part).values()
        if each.get("meeting") == meeting_id
    )
    return RoomCase(
        case_id, place + 1, len(listed), made.name, stays,
        tuple(name_of(office, key_of(each.recipient)) for each in room.leaves), made.danger, made.needs, made.new,
        allowed(item.why), allowed(item.wanted),
        tuple(_agreed(item.case, meeting_id, {key for key, _name in stays}, allowed)),
        tuple(filter(None, map(allowed, decisions))), item.spent,
    )


def _agreed(
    case: Case, meeting_id: str, stays: set[str], allowed: Callable[[str], str]
) -> Iterator[MeetingAction]:
    """What is open, or was agreed here, as far as all who stay heard it; why one was not done in the same way."""
    for each in actions_of(case):
        here = each.meeting == meeting_id
        if (each.state in OPEN or here) and allowed(each.what) and (here or stays <= heard_by(case, each.meeting)):
            yield each if not each.why or allowed(each.why) else replace(each, why="")


class _Shown:
    """What the screen says of her, in words: only what stands in the disclosure."""

    def __init__(self, case: Case, shown: Disclosure | None, day: date, since: date) -> None:
        lines = () if shown is None else shared_lines(case, shown.shared, day)
        by_path = {line.place.path: line for line in lines}
        names = [by_path[path].value_text for path in sorted(NAMED) if path in by_path]
        self.name = names[0] if names else ""
        self.danger = tuple(
            f"{line.place.field} : {line.value_text}" for line in lines if line.place.path.startswith(DANGER)
        )
        self.needs = tuple(
            line.place.field for line in lines
            if line.place.path.startswith("needs.")
            and case.need_state(line.place.path.removeprefix("needs.")) is NeedState.TO_DO
        )
        self.new = tuple(
            f"{line.place.field} : {line.value_text}" for line in lines
            if line.place.path not in NAMED and _noted_since(case, line.place.path, since)
        )


def _noted_since(case: Case, path: str, since: date) -> bool:
    answer = case.answers.get(path)
    at = None if answer is None else answer.recorded_at
    return at is not None and datetime.fromisoformat(at).date() >= since


def _since(office: Office, meeting: Meeting) -> date:
    """The day of the meeting before, a month before this one where there was none."""
    before = [each.on for each in meetings(office) if each.on < meeting.on and each.was_held]
    return max(before, default=meeting.on - timedelta(_SOON))


def undone_by_agency(office: Office) -> tuple[tuple[str, int, int, dict[str, int]], ...]:
    """Of each agency by name: how many actions it took on, how many are done, and how many were not, by the reason."""
    counted: dict[str, Counter[str]] = {}
    for each in all_actions(office):
        counted.setdefault(each.partner, Counter())[each.state] += 1
    return tuple(sorted(
        (name_of(office, key), states.total(), states["done"], {why: states[why] for why in UNDONE if states[why]})
        for key, states in counted.items()
    ))


def state_words(state: str) -> str:
    """The state of an action in words."""
    return next((_(each.label) for each in STATES if each.id == state), state)


def action_words(office_name: str, action: MeetingAction) -> str:
    """An action in one line: what, by when, where it stands."""
    due = "" if action.due is None else _("d’ici le {day}").format(day=day_text(action.due))
    return " · ".join(filter(None, (office_name, action.what, due, state_words(action.state), action.why)))


def _prepared(office: Office, room: Room, item: AgendaItem) -> PreparedCase:
    stays = item.stayed if item.stayed is not None else tuple(key_of(each) for each in room.stays)
    return PreparedCase(
        item.number, item.case.id, item.case.reference, case_name(item.case),
        name_of(office, item.put_by) if item.put_by else "", item.why, item.wanted,
        tuple(name_of(office, key) for key in stays), tuple(_leaves(office, room)),
        tuple(_barred(office, each) for each in room.barred), all(not each.exact for each in room.barred),
    )


def _leaves(office: Office, room: Room) -> list[LeavesLine]:
    return [
        LeavesLine(
            key_of(each.recipient), name_of(office, key_of(each.recipient)), _(REASONS[each.reason]),
            each.reason is not Reason.BLOCKED_RECIPIENT,
        )
        for each in room.leaves
    ]


def _barred(office: Office, barred: Barred) -> str:
    who = _("Qui conduit la réunion") if barred.recipient.key == CHAIR else name_of(office, key_of(barred.recipient))
    if barred.exact:
        return _("{who} : à ne jamais informer dans cette situation.").format(who=who)
    named = ", ".join(f"« {entry.name} » ({_(EXCLUDED_KINDS[entry.kind])})" for entry in barred.entries)
    return _("{who} ressemble à {named}, à ne jamais informer : vérifiez avant.").format(who=who, named=named)


