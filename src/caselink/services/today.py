"""What waits for a worker today: whom she may call now, what is due, answers awaited, who was not seen for long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from caselink.domain.case import Case
from caselink.domain.deadlines import Deadline
from caselink.services.contact import case_name, header
from caselink.services.deadlines import deadlines
from caselink.services.encounters import QUIET_DAYS, seen
from caselink.services.figures.annual import report_due
from caselink.services.meetings.room import MeetingLine, meetings_soon
from caselink.services.office import Office
from caselink.services.referrals import Referral, all_referrals

AT_MOST: Final = 12
"""Lines of each part that the page holds; the others are a number."""
REPORT_NEAR: Final = timedelta(days=31)
"""From when on the annual report is told of."""
_WEEK: Final = 7
"""Days ahead that a meeting is told."""
_LOOKED_AT: Final = 60
"""Cases that are opened for it."""


@dataclass(frozen=True, slots=True)
class Callee:
    """One who may be called now, and something waits: how long, at which number."""

    case_id: str
    case: str
    name: str
    sentence: str
    number: str


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing that is due by today, and of whom."""

    deadline: Deadline
    name: str


@dataclass(frozen=True, slots=True)
class AwaitedLine:
    """An answer that a partner owes, since so many days."""

    referral: Referral
    case: str
    days: int


@dataclass(frozen=True, slots=True)
class Today:
    """One day of one worker. The counts are of all that there is, the lines of what the page holds."""

    day: date
    callees: tuple[Callee, ...]
    due: tuple[DueLine, ...]
    due_count: int
    awaited: tuple[AwaitedLine, ...]
    awaited_count: int
    quiet: tuple[str, ...]
    report: Deadline | None
    """The annual report, where it is due within a month and hers to see to, or late."""
    """References of cases without contact for `QUIET_DAYS` days, or ever."""
    meetings: tuple[MeetingLine, ...] = ()
    """Meetings of the week that comes."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.callees or self.due or self.awaited or self.quiet or self.report or self.meetings)


def today_of(office: Office, *, mine: bool) -> Today:
    """What waits. `mine`: without what colleagues see to; what is nobody's stays everybody's."""
    day = office.today()
    own = {None, *office.own_names}
    due = [each for each in deadlines(office, day) if not mine or each.owner in own]
    held = _Cases(office)
    awaited = _awaited(office, day)
    quiet = [each for each in seen(office) if each.days is None or each.days >= QUIET_DAYS]
    if mine:
        quiet = [each for each in quiet if each.by in own]
    return Today(
        day, tuple(_callees(office, held, due))[:AT_MOST],
        tuple(DueLine(each, held.name(each.case_id)) for each in due[:AT_MOST]), len(due),
        tuple(awaited[:AT_MOST]), len(awaited), tuple(each.case for each in quiet), _report(office, mine=mine),
        tuple(each for each in meetings_soon(office) if each.meeting.on <= day + timedelta(_WEEK)),
    )


def _report(office: Office, *, mine: bool) -> Deadline | None:
    due = report_due(office)
    near = due is not None and due.on - office.today() <= REPORT_NEAR
    return due if due is not None and near and (not mine or due.owner in office.own_names) else None


class _Cases:
    """The few cases that the page needs whole, each read once."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._held: dict[str, Case] = {}

    def case(self, case_id: str) -> Case:
        """The case of that id."""
        if case_id not in self._held:
            self._held[case_id] = self._office.vault.case(case_id)
        return self._held[case_id]

    def name(self, case_id: str) -> str:
        """The name she goes by."""
        return case_name(self.case(case_id))


def _callees(office: Office, cases: _Cases, due: Iterable[Deadline]) -> Iterator[Callee]:
    """Of those for whom something waits, who may be called at this moment."""
    now = office.now()
    for case_id in [*dict.fromkeys(each.case_id for each in due)][:_LOOKED_AT]:
        head = header(cases.case(case_id), now)
        if head.call_now is True:
            yield Callee(case_id, head.reference, head.name, head.sentence, head.number)


def _awaited(office: Office, day: date) -> list[AwaitedLine]:
    """Those sent and not answered, the longest ago first."""
    references = office.vault.open_cases()
    found = [
        AwaitedLine(each, references[each.case_id], (day - each.on).days)
        for each in all_referrals(office) if each.awaited and each.on is not None and each.case_id in references
    ]
    return sorted(found, key=lambda line: (-line.days, line.case))
