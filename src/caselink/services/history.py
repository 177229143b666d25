"""Who changed what in a case, when, and what was there before; taking back, and putting a former value back."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from caselink.domain.case import Case
from caselink.domain.events import Event
from caselink.domain.roles import may
from caselink.errors import UserError
from caselink.i18n import _
from caselink.services.answers import record_answer
from caselink.services.event_words import EventTeller
from caselink.services.history_lines import HistoryDescriber, HistoryLine
from caselink.services.office import Office

__all__ = [
    "HistoryChange", "HistoryLine", "TakenBack", "history", "history_by_change", "put_back", "take_back",
]

_NATURES: Final = ("opened", "change", "undo", "erased")
"""Kinds of changes; every other kind is that of an event."""


@dataclass(frozen=True, slots=True)
class HistoryChange:
    """What one worker did at once: one change, or the events of one minute with nothing between them.

    `taken_back` where an undo took it back since, `can_take_back` where this worker's next undo would.
    """

    id: str
    at: str
    by: str
    kind: str
    lines: tuple[HistoryLine, ...]
    taken_back: bool = False
    can_take_back: bool = False
    who: str = ""
    """`by` in words: with the name of today, where she got another since."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What an undo did: the case as it is now, and what is as before, in words."""

    case: Case
    what: tuple[str, ...]


def history(office: Office, case_id: str) -> tuple[HistoryLine, ...]:
    """Everything done to a case, newest first. Raises UserError where there is no such case."""
    return tuple(line for change in history_by_change(office, case_id) for line in change.lines)


def history_by_change(office: Office, case_id: str) -> tuple[HistoryChange, ...]:
    """The same by change: what was done at once stands together."""
    vault = office.vault
    case, past = vault.case(case_id), vault.history(case_id)
    may_write = may(vault.role, "answer") and not vault.read_only
    teller = HistoryDescriber(case, past.changes, may_write=may_write)
    undone = {change.undoes for change in past.changes}
    changes = [
        HistoryChange(
            change.id, change.at, change.by, change.nature.value, teller.lines(change), change.id in undone,
            may_write and change.id == past.next_undo,
        )
        for change in past.changes
    ]
    events = EventTeller(office, case)
    happened = [_event_change(event, events) for event in reversed(case.events)]
    merged = heapq.merge(happened, changes, key=lambda change: change.id, reverse=True)  # UUIDv7: by the millisecond
    told = [*_together([change for change in merged if change.lines])]
    who = {name: office.known_as(name) for name in {change.by for change in told}}
    return tuple(replace(change, who=who[change.by]) for change in told)


def take_back(office: Office, case_id: str) -> TakenBack | None:
    """Take back this worker's last change of answers, entries or needs, and say what; None where there is none left."""
    if not office.vault.undo(case_id):
        return None
    case, past = office.vault.case(case_id), office.vault.history(case_id)
    lines = HistoryDescriber(case, past.changes, may_write=True).lines(past.changes[0])
    return TakenBack(case, tuple(line.what for line in lines))


def put_back(office: Office, case_id: str, line: HistoryLine) -> Case:
    """Write what was there before that line as the answer of today, as a change of its own.

    Raises UserError where nothing was there, and as `record_answer`.
    """
    if line.raw_before is None:
        raise UserError(_("Rien n’était noté ici avant : rien n’a été modifié. Rouvrez le dossier, il a changé "
                          "entre-temps."))
    return record_answer(office, case_id, line.place, line.raw_before, line.source_before)


def _together(changes: list[HistoryChange]) -> Iterator[HistoryChange]:
    """Events that follow each other within a minute as one: an import may have recorded ten consents."""
    for (is_event, _by, _minute, _id), held in groupby(changes, _belongs_with):
        group = list(held)
        lines = tuple(line for change in group for line in change.lines)
        yield replace(group[0], lines=lines) if is_event else group[0]


def _belongs_with(change: HistoryChange) -> tuple[bool, str, str, str]:
    is_event = change.kind not in set(_NATURES)
    return is_event, change.by, change.at[:16], "" if is_event else change.id


def _event_change(event: Event, teller: EventTeller) -> HistoryChange:
    said = teller.words(event)
    line = HistoryLine(
        event.at, event.by, str(event.kind), said.what, "", "", said.about, None, dict(event.body)
    )
    return HistoryChange(event.id, event.at, event.by, str(event.kind), (line,))
