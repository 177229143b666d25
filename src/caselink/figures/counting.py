"""Counting: each indicator over a period, exactly. Within the office alone; what leaves goes by the gate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from statistics import median
from typing import Final, Protocol

from caselink.figures.dimensions import DIMENSIONS, Dimension
from caselink.figures.facts import CaseFacts
from caselink.figures.indicators import INDICATORS, Indicator, Population
from caselink.figures.periods import Period

Key = tuple[str, ...]
"""The categories of a cell, one for each dimension of the table."""
_OF_HAPPENINGS: Final[dict[str, Population]] = {
    "domain": Population.NEEDS_DONE, "partner": Population.REFERRALS, "referral_kind": Population.REFERRALS,
    "referral_state": Population.REFERRALS, "consent": Population.CONSENTS, "paper": Population.LEFT,
    "channel": Population.ENCOUNTERS, "complaint_step": Population.COMPLAINTS,
}
"""Dimensions of what happened; all others tell people apart."""


class Days(Protocol):
    """A period, or what is left of one."""

    def __contains__(self, day: date) -> bool:
        """Whether that day lies in it."""


@dataclass(slots=True)
class CellCount:
    """How many, and of which cases."""

    units: int = 0
    cases: set[str] = field(default_factory=set)
    took: list[int] = field(default_factory=list)
    """Days, of what says how long it took."""

    def add(self, case: str, days: int | None) -> None:
        """One more."""
        self.units += 1
        self.cases.add(case)
        if days is not None:
            self.took.append(days)

    @property
    def median_days(self) -> int | None:
        """How long it took in the middle; None where nothing says."""
        return round(median(self.took)) if self.took else None


@dataclass(frozen=True, slots=True)
class TableAsked:
    """One table that is asked for: an indicator, told apart further by a dimension or not."""

    indicator: Indicator
    by: str = ""

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """What its cells are told apart by."""
        names = (*self.indicator.rows, *((self.by,) if self.by else ()))
        return tuple(DIMENSIONS[name] for name in names)

    @property
    def id(self) -> str:
        """What it is called in JSON and in the register of publications."""
        return f"{self.indicator.id}_by_{self.by}" if self.by else self.indicator.id


@dataclass(frozen=True, slots=True)
class Counted:
    """One table, counted exactly: its cells, and all of it."""

    asked: TableAsked
    cells: Mapping[Key, CellCount]
    total: CellCount


def asked_for(by: Sequence[str] = (), wanted: Sequence[str] = ()) -> tuple[TableAsked, ...]:
    """The tables of a question: every indicator (or those wanted), told apart by each of the dimensions where that says
    something that its rows do not say."""
    chosen = [each for each in INDICATORS.values() if not wanted or each.id in wanted]
    if not by:
        return tuple(map(TableAsked, chosen))
    found: list[TableAsked] = []
    for name in by:
        for each in chosen:
            if name in each.rows:
                found.append(TableAsked(each))
            elif _applies(name, each) and not (not each.rows and _told_already(name, each, chosen)):
                found.append(TableAsked(each, name))
    return tuple(dict.fromkeys(found))


def _applies(name: str, indicator: Indicator) -> bool:
    population = _OF_HAPPENINGS.get(name)
    return population is None or population is indicator.population


def _told_already(name: str, indicator: Indicator, chosen: Iterable[Indicator]) -> bool:
    return any(each.rows == (name,) and each.population is indicator.population for each in chosen)


def count(asked: TableAsked, facts: Iterable[CaseFacts], period: Period, days: Days | None = None) -> Counted:
    """That table over that period; over the `days` that are left of it where they are given."""
    cells: dict[Key, CellCount] = {}
    total = CellCount()
    dimensions = asked.dimensions
    for each in facts:
        for values, took in _units(asked.indicator, each, period, period if days is None else days):
            total.add(each.case, took)
            for key in product(*(_categories(dimension, values, each.values) for dimension in dimensions)):
                if dimensions:
                    cells.setdefault(key, CellCount()).add(each.case, took)
    return Counted(asked, cells, total)


def _categories(
    dimension: Dimension, own: Mapping[str, str], of_case: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    value = own.get(dimension.id)
    return dimension.counted_as(of_case.get(dimension.id, ()) if value is None else (value,))


def _units(
    indicator: Indicator, facts: CaseFacts, period: Period, days: Days
) -> Iterator[tuple[Mapping[str, str], int | None]]:
    match indicator.population:
        case Population.RECEIVED:
            if facts.received in days:
                yield {}, None
        case Population.CLOSED:
            if facts.closed is not None and facts.closed in days:
                yield {}, None
        case Population.ACTIVE:
            if facts.received <= period.end and (facts.closed is None or facts.closed >= period.start):
                yield {}, None
        case population:
            for each in facts.happenings:
                if each.population == population and each.on in days:
                    yield each.values, each.days
