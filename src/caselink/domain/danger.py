"""Danger: what is asked about, what was found, and the levels that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from caselink.domain.answers import Json, Source
from caselink.domain.partial_date import PartialDate


class FactorKind(StrEnum):
    """What a factor does to the danger. An alert outranks everything; a safety factor never takes one away."""

    ALERT = "alert"
    RISK = "risk"
    SAFETY = "safety"


class Side(StrEnum):
    """Whom a factor is about, in the order in which they stand beside each other."""

    HER = "her"
    HIM = "him"
    CHILDREN = "children"
    CONTEXT = "context"


class Finding(StrEnum):
    """What is known of a factor. Unknown never reads as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """How dangerous it is, the gravest first. There is no "low"."""

    IMMEDIATE = "immediate"
    HIGH = "high"
    INCOMPLETE = "incomplete"
    MEDIUM = "medium"

    @property
    def rank(self) -> int:
        """0 for the gravest: what is known counts before what is not."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class FactorAnswer:
    """What was found of one factor, when it last happened, and who says so."""

    finding: Finding
    last: PartialDate | None = None
    source: Source | None = None

    def in_days(self, on: date, days: int) -> bool:
        """Whether it is so, and was so in the `days` up to that day. Undated counts as recent, part of a date by the
        latest day it can mean."""
        if self.finding is not Finding.YES:
            return False
        return self.last is None or (on - min(on, self.last.last_day())).days <= days


UNKNOWN: Final = FactorAnswer(Finding.UNKNOWN)
_KEYS: Final = frozenset({"answer", "last", "source"})


def answer_to_json(answer: FactorAnswer) -> Json:
    """As the vault and the import document spell it: one word, or an object where there is more to say."""
    if answer.last is None and answer.source is None:
        return answer.finding.value
    said: dict[str, Json] = {"answer": answer.finding.value}
    if answer.last is not None:
        said["last"] = str(answer.last)
    if answer.source is not None:
        said["source"] = answer.source.value
    return said


def answer_from_json(raw: object) -> FactorAnswer:
    """Read what `answer_to_json` wrote; raises ValueError for anything else."""
    if isinstance(raw, str):
        return FactorAnswer(Finding(raw))
    if not isinstance(raw, Mapping) or "answer" not in raw or not raw.keys() <= _KEYS:
        raise ValueError("not an answer about a factor")
    last, source = raw.get("last"), raw.get("source")
    if not isinstance(last, str | None) or not isinstance(source, str | None):
        raise ValueError("last is a date and source a word")
    return FactorAnswer(
        Finding(raw["answer"]), None if last is None else PartialDate.parse(last),
        None if source is None else Source(source),
    )


@dataclass(frozen=True, slots=True)
class Assessment:
    """One look at the danger, as it was made. It keeps the grid's version for ever.

    `own` is the office's own grid as it was then, where it was one; None for those of the program. `worker` is who
    assessed, `by` and `at` (UTC) say who wrote it down and when.
    """

    id: str
    grid: str
    version: int
    on: date
    worker: str
    answers: Mapping[str, FactorAnswer]
    proposed: Level
    level: Level
    in_crisis: bool | None = None
    alone: bool | None = None
    reason: str = ""
    """Why the level is not the one that was proposed."""
    next_on: date | None = None
    by: str = ""
    at: str = ""
    own: Mapping[str, Json] | None = field(default=None, compare=False)

    def answer(self, factor: str) -> FactorAnswer:
        """What was found of a factor; unknown where it was not answered."""
        return self.answers.get(factor, UNKNOWN)


@dataclass(frozen=True, slots=True)
class GivenAssessment:
    """An assessment as somebody hands it in: what is None is left to the program. `worker` is empty for who is at the
    desk."""

    grid: str = "full"
    version: int | None = None
    on: date | None = None
    worker: str = ""
    in_crisis: bool | None = None
    alone: bool | None = None
    answers: Mapping[str, FactorAnswer] = field(default_factory=dict)
    level: Level | None = None
    reason: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class DangerMark:
    """What a list of cases shows of the latest assessment."""

    level: Level
    on: date
    next_on: date | None = None
