"""Who may hear a case at a meeting, and what an agency takes home of it. Written to be read by a lawyer.

Purpose is always coordination in the network. An agency stays for a case when, and only when, the gate lets it have
something of that case on that day. Nobody stays who must never be informed, or resembles such a one and nobody
answered for it; the people that an agency sends count among its names. What was said of a case goes only to those who
stayed for it, still may have something of the case, and only in words that hold no answer they may not have.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.consent.grounds import MustNotReceive, Recipient
from caselink.disclosure.gate import decide, decide_for_each, decide_who, grounds_of, is_blocked, near_matches
from caselink.disclosure.outputs import SEAL, Action, Disclosure, ForAgency, Reason, Situation, Withheld
from caselink.domain.case import Case
from caselink.forms.purposes import Purpose
from caselink.names.person import Name

_TELLING: Final = (
    Reason.WITHDRAWN, Reason.EXPIRED, Reason.NOT_YET_VALID, Reason.OTHER_PURPOSE, Reason.NO_CONSENT,
    Reason.EXPLICIT_CONSENT_NEEDED,
)
"""Of many reasons the one that says most of why an agency leaves: that she took it back before that she never gave."""

MaySay = Callable[[Case, str, Collection[str]], bool]
"""Whether words hold no answer of the case but those at these paths, and name nobody never to be informed."""


@dataclass(frozen=True, slots=True)
class Leaver:
    """Who may hear nothing of a case, and why."""

    recipient: Recipient
    reason: Reason


@dataclass(frozen=True, slots=True)
class Barred:
    """Who is, or resembles, somebody never to be informed; said before anything else."""

    recipient: Recipient
    exact: bool
    entries: tuple[MustNotReceive, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """Who hears a case, who leaves the room for it, who must be looked at before anything else."""

    stays: tuple[Recipient, ...]
    leaves: tuple[Leaver, ...]
    barred: tuple[Barred, ...]


@dataclass(frozen=True, slots=True)
class ToSay:
    """What was brought and decided about a case. `stayed` are those who were there for it; None before the meeting.

    `number` is its place on the agenda; 0 where it is not on it, and only old actions are asked about: then nothing of
    her is said but who she is. Each action comes with those who heard it being decided.
    """

    number: int
    why: str = ""
    wanted: str = ""
    stayed: frozenset[str] | None = None
    decisions: tuple[str, ...] = ()
    actions: tuple[tuple[Action, frozenset[str]], ...] = ()


def room_for(
    case: Case, audience: Iterable[Recipient], on: date, *, answered: bool, read: Callable[[str], Name] = Name
) -> Room:
    """Who of these hears the case on that day. `answered`: somebody said in writing that who only resembles somebody
    never to inform is another. Names are taken apart by `read`: one `ReadOnce` for all cases of a meeting. Raises
    EventsAltered as the gate."""
    grounds, there = grounds_of(case), [*audience]
    stays: list[Recipient] = []
    leaves: list[Leaver] = []
    barred: list[Barred] = []
    for each, judged in zip(there, decide_for_each(case, there, Purpose.NETWORK, on, read), strict=True):
        near = near_matches(grounds, each, read)
        exact = is_blocked(grounds, each, read)
        if exact or near:
            barred.append(Barred(each, exact, near))
        if exact or (near and not answered):
            leaves.append(Leaver(each, Reason.BLOCKED_RECIPIENT))
            continue
        if judged.disclosure.shared:
            stays.append(each)
        else:
            leaves.append(Leaver(each, _why(judged.withheld)))
    return Room(tuple(stays), tuple(leaves), tuple(barred))


def shown_in_the_room(case: Case, stays: tuple[Recipient, ...], on: date) -> Disclosure | None:
    """What may stand on the screen: what all who stay may have. None where nobody does."""
    return decide(case, stays, Purpose.NETWORK, on).disclosure if stays else None


def for_agency(
    recipient: Recipient, name: str, days: Collection[date], facts: tuple[tuple[str, str], ...],
    cases: Iterable[tuple[Case, ToSay, bool]], may_say: MaySay,
) -> ForAgency:
    """What an agency takes home of a meeting: of each case (with what was said of it, and whether a likeness was
    answered for) what it may have on each of these days, and what it heard. What it may have nothing of is not there.
    Raises ValueError without a day."""
    on = min(days)
    found = [
        situation for case, said, answered in cases
        if (situation := _situation(case, said, recipient, days, may_say, answered=answered)) is not None
    ]
    return ForAgency(recipient, name, on, facts, tuple(found), seal=SEAL)


def _situation(
    case: Case, said: ToSay, recipient: Recipient, days: Collection[date], may_say: MaySay, *, answered: bool
) -> Situation | None:
    actions = [action for action, heard in said.actions if recipient.key in heard]
    if said.stayed is not None and recipient.key not in said.stayed:
        return None
    if said.number == 0 and not any(action.theirs for action in actions):
        return None
    if any(not room_for(case, (recipient,), day, answered=answered).stays for day in days):
        return None
    deciding = decide if said.number else decide_who
    disclosure = deciding(case, (recipient,), Purpose.NETWORK, min(days)).disclosure

    def allowed(text: str) -> str:
        return text if text and may_say(case, text, disclosure.paths) else ""

    decisions = tuple(filter(None, map(allowed, said.decisions)))
    return Situation(
        said.number, case.id, disclosure, allowed(said.why), allowed(said.wanted), decisions,
        tuple(_actions(actions, allowed)),
    )


def _actions(actions: Iterable[Action], allowed: Callable[[str], str]) -> Iterator[Action]:
    """Those whose words it may have; the reason of one that was not done only where it may have that too."""
    for each in actions:
        if allowed(each.what):
            yield each if not each.why or allowed(each.why) else each.without_reason()


def _why(withheld: tuple[Withheld, ...]) -> Reason:
    reasons = {each.reason for each in withheld}
    return next((reason for reason in _TELLING if reason in reasons), Reason.NO_CONSENT)


def theirs(given: ForAgency) -> Mapping[str, Action]:
    """The actions of the agency itself, by id: the only thing that may come back another."""
    return {each.id: each for situation in given.situations for each in situation.actions if each.theirs}
