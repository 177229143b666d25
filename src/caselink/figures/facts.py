"""What is counted of a case: its days, its answers, what happened in it. Nothing that names anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from caselink.domain.answers import Json

NOT_COUNTED: Final = "request.not_counted"
"""Path of her choice to be in no published figure."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something dated of a case, and what it was: `values` by dimension. `days` is how long it took, where that is
    counted."""

    population: str
    on: date
    values: Mapping[str, str]
    days: int | None = None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case, as it is known on the day of counting.

    `received` is the earliest of the day it was opened, the interview of its form and its first encounter. `values`
    holds what is ticked or chosen, by dimension; a dimension without one is not known.
    """

    case: str
    received: date
    closed: date | None = None
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    happenings: tuple[Happening, ...] = ()
    counted: bool = True
    """Whether she may be counted outside the office."""
    owners: frozenset[str] = frozenset()
    """Who of the office sees to it."""


def answer_values(raw: Json) -> tuple[str, ...]:
    """What an answer counts as: what is ticked or chosen; nothing for unknown, not asked and declined, which the
    vault keeps as objects."""
    if isinstance(raw, bool):
        return ("yes",) if raw else ("no",)
    if isinstance(raw, str):
        return (raw,)
    if isinstance(raw, list):
        return tuple(str(each) for each in raw)
    return ()
