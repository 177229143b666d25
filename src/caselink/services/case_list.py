"""The list of cases as a coordination reads it: the next step, when it is due, who saw her; any order, any part."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from caselink.domain.answers import Json
from caselink.domain.case import CaseStatus
from caselink.domain.danger import DangerMark, Level
from caselink.domain.deadlines import Deadline, DeadlineKind
from caselink.forms.danger.rules import review_due
from caselink.forms.needs import NEEDS
from caselink.names.folding import sorting_key
from caselink.services.cases import CaseRow, case_row
from caselink.services.deadline_words import what_is_due
from caselink.services.deadlines import deadlines_by_case
from caselink.services.encounters import last_seen
from caselink.services.office import Office
from caselink.vault.case_order import CaseOrder
from caselink.vault.parts import Part
from caselink.vault.records import danger_mark

ENDING_DAYS: Final = 30
"""How many days before its end a consent shows as ending: time for another talk, and for what left under it."""
_ORDERS: Final = {
    "reference": CaseOrder.REFERENCE, "name": CaseOrder.NAME, "changed": CaseOrder.CHANGED,
    "danger": CaseOrder.DANGER,
}
_BEHIND_ALL: Final = date.max


class CaseFilter(StrEnum):
    """Which cases are listed."""

    ALL = "all"
    LATE = "late"
    """Something of it is overdue."""
    ENDING = "ending"
    """A consent ends within `ENDING_DAYS` days."""
    MINE = "mine"
    """Whom this worker saw last, and those in which something is hers to see to."""
    CLOSED = "closed"
    IMMEDIATE = "immediate"
    HIGH = "high"
    """How dangerous it was when it was last assessed."""
    REASSESS = "reassess"
    """The danger is to be assessed again: its time has passed, or something happened since."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in a case: `due` in the order in which it presses; the day she was last seen, and by whom."""

    due: tuple[Deadline, ...] = ()
    seen_on: date | None = None
    worker: str = ""

    @property
    def next(self) -> Deadline | None:
        """What comes first."""
        return next(iter(self.due), None)


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A line of the list."""

    case: CaseRow
    waiting: Waiting

    @property
    def danger_is_stale(self) -> bool:
        """Whether its time has passed, or something happened since."""
        mark = self.case.danger
        return mark is not None and (self.case.danger_is_stale or _happened(self.waiting, mark))


def listed_cases(office: Office, case_ids: Sequence[str]) -> tuple[ListedCase, ...]:
    """The lines of these cases, in that order; nothing is read of any other."""
    return listed(office, [case_row(office, head) for head in office.vault.case_heads(case_ids)])


def listed(office: Office, rows: Sequence[CaseRow]) -> tuple[ListedCase, ...]:
    """The same of lines that were read already."""
    waiting = _waiting(office, [row.id for row in rows])
    return tuple(ListedCase(row, waiting.get(row.id, Waiting())) for row in rows)


def ordered_ids(
    office: Office, search: str = "", which: CaseFilter = CaseFilter.ALL, column: str = "", *,
    descending: bool = False,
) -> list[str]:
    """The cases that match, in the order of a column: `reference`, `name`, `changed`, `danger` (the gravest first),
    `next`, `due`, `worker`, `seen`, `state`; or by how many needs are to be done, of a domain or in all (`total`).
    Without one by reference, the newest first.

    It reads something of every case that matches.
    """
    items = [item.id for item in NEEDS.values() if column in (item.domain.value, "total")]
    known = column in _ORDERS or bool(items)
    order = _ORDERS.get(column, CaseOrder.TO_DO if items else CaseOrder.REFERENCE)
    found = office.vault.cases_in_order(search, order, items, descending=descending if known else True)
    status = dict(found)
    ids = [case_id for case_id, _status in found]
    if which in _OF_DANGER:
        marks = _marks(office)
        ids = [
            case_id for case_id in ids
            if status[case_id] is CaseStatus.OPEN and case_id in marks and marks[case_id].level is _OF_DANGER[which]
        ]
    if which in _KEPT or column in _BY_WAITING or which is CaseFilter.REASSESS:
        waiting = _waiting(office)
        if which in _KEPT:
            ids = [
                case_id for case_id in ids
                if status[case_id] is CaseStatus.OPEN and _KEPT[which](office, waiting.get(case_id, Waiting()))
            ]
        if which is CaseFilter.REASSESS:
            marks = _marks(office)
            ids = [
                case_id for case_id in ids
                if status[case_id] is CaseStatus.OPEN and case_id in marks
                and _is_stale(waiting.get(case_id, Waiting()), marks[case_id], office.today())
            ]
        if column in _BY_WAITING:
            key = _BY_WAITING[column]
            ids.sort(key=lambda case_id: key(waiting.get(case_id, Waiting())), reverse=descending)
    if column == "state":
        heads = {head.id: head for head in office.vault.case_heads(ids)}
        ids.sort(
            key=lambda case_id: (status[case_id] is CaseStatus.CLOSED, heads[case_id].held, heads[case_id].reserved),
            reverse=not descending,
        )
    if which is CaseFilter.CLOSED:
        return [case_id for case_id in ids if status[case_id] is CaseStatus.CLOSED]
    return ids


def is_late(waiting: Waiting, today: date) -> bool:
    """Whether something of it is overdue."""
    return any(each.overdue(today) for each in waiting.due)


def _late(office: Office, waiting: Waiting) -> bool:
    return is_late(waiting, office.today())


def _ending(office: Office, waiting: Waiting) -> bool:
    last = office.today() + timedelta(days=ENDING_DAYS)
    return any(each.kind is DeadlineKind.CONSENT_END and each.on <= last for each in waiting.due)


def _mine(office: Office, waiting: Waiting) -> bool:
    own = office.own_names
    return waiting.worker in own or any(each.owner in own for each in waiting.due)


_KEPT: Final[Mapping[CaseFilter, Callable[[Office, Waiting], bool]]] = {
    CaseFilter.LATE: _late, CaseFilter.ENDING: _ending, CaseFilter.MINE: _mine,
}


_OF_DANGER: Final = {CaseFilter.IMMEDIATE: Level.IMMEDIATE, CaseFilter.HIGH: Level.HIGH}


def _marks(office: Office) -> Mapping[str, DangerMark]:
    """The latest assessment of every case that has one."""
    made: dict[str, dict[str, dict[str, Json]]] = {}
    for case_id, key, record in office.vault.records(Part.ASSESSMENTS):
        made.setdefault(case_id, {})[key] = dict(record)
    found = ((case_id, danger_mark(records)) for case_id, records in made.items())
    return {case_id: mark for case_id, mark in found if mark is not None}


def _is_stale(waiting: Waiting, mark: DangerMark, today: date) -> bool:
    return today > review_due(mark) or _happened(waiting, mark)


def _happened(waiting: Waiting, mark: DangerMark) -> bool:
    """Whether the next assessment is due before its days are over: something happened since the last one."""
    return any(each.kind is DeadlineKind.DANGER_REVIEW and each.on < review_due(mark) for each in waiting.due)


def _waiting(office: Office, among: Collection[str] | None = None) -> Mapping[str, Waiting]:
    due, seen = deadlines_by_case(office, among), last_seen(office, among)
    return {
        case_id: Waiting(due.get(case_id, ()), *seen.get(case_id, (None, ""))) for case_id in due.keys() | seen.keys()
    }


def _due(waiting: Waiting) -> tuple[object, ...]:
    return (waiting.next.shows_on if waiting.next is not None else _BEHIND_ALL,)


def _next(waiting: Waiting) -> tuple[object, ...]:
    return (waiting.next is None, sorting_key("" if waiting.next is None else what_is_due(waiting.next)))


def _worker(waiting: Waiting) -> tuple[object, ...]:
    return (not waiting.worker, sorting_key(waiting.worker))


def _seen(waiting: Waiting) -> tuple[object, ...]:
    """Whom nobody saw stands first: she was not seen for longest."""
    return (waiting.seen_on or date.min,)


_BY_WAITING: Final[Mapping[str, Callable[[Waiting], tuple[object, ...]]]] = {
    "next": _next, "due": _due, "worker": _worker, "seen": _seen,
}
