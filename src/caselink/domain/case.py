"""The file of one victim, as the vault reads it: the one type that gate, forms and window read a case from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from caselink.domain.answers import Answer, Json, Value
from caselink.domain.danger import Assessment
from caselink.domain.events import Event
from caselink.domain.needs import NeedMark, NeedState


class CaseStatus(StrEnum):
    """Whether the office still works on it."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Case:
    """The file of one victim.

    `answers` is keyed by path: `housing.status`, or `children.<entry>.first_name` in a repeating section. `entries`
    lists the entries of each repeating section in their order. `needs` is keyed by item. `events` are in the order
    they were recorded, `sealed` are their digests as the audit chain holds them: the gate compares the two. `records`
    holds the other parts (encounters, assessments, referrals) as the vault keeps them, by part and id.
    """

    id: str
    reference: str
    status: CaseStatus = CaseStatus.OPEN
    answers: Mapping[str, Answer] = field(default_factory=dict)
    entries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: Mapping[str, NeedMark] = field(default_factory=dict)
    assessments: tuple[Assessment, ...] = ()
    """Of the danger, the latest last."""
    records: Mapping[str, Mapping[str, Mapping[str, Json]]] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    sealed: tuple[str, ...] = ()
    opened_at: str = ""
    changed_at: str = ""
    reserved: bool = False
    """Whether it is closed to named workers."""

    def value(self, path: str) -> Value | None:
        """The value at that path, or None where there is none, or it is unknown, not asked or declined."""
        answer = self.answers.get(path)
        if answer is None or not answer.is_value:
            return None
        return answer.value

    def entry_values(self, section: str, field_name: str) -> Iterator[Value]:
        """The values of one field over all entries of a repeating section."""
        for entry in self.entries.get(section, ()):
            value = self.value(f"{section}.{entry}.{field_name}")
            if value is not None:
                yield value

    def need_state(self, item: str) -> NeedState:
        """The state of one need; not assessed where nobody decided."""
        mark = self.needs.get(item)
        return NeedState.NOT_ASSESSED if mark is None else mark.state

    @property
    def danger(self) -> Assessment | None:
        """The latest assessment of the danger; None where there is none."""
        return self.assessments[-1] if self.assessments else None

    def records_of(self, part: str) -> Mapping[str, Mapping[str, Json]]:
        """The records of that part by id; none where the case has none."""
        return self.records.get(part, {})

    def events_match_the_chain(self) -> bool:
        """Whether every event is just as the audit chain sealed it (decision 30)."""
        return tuple(event.digest() for event in self.events) == self.sealed
