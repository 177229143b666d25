"""Counting: each indicator over a period, exactly. Within the office alone; what leaves goes by the gate."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
_Unit = tuple[str, Mapping[str, str], Mapping[str, tuple[str, ...]], int | None]
"""One who counts, or one happening: its case, what it is itself and what the case is by dimension, and how many days it
took."""
_NOTHING: Final[Mapping[str, str]] = {}
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

    def add(self, units: Collection[_Unit]) -> None:
        """These more."""
        self.units += len(units)
        self.cases.update([case for case, _own, _of_case, _days in units])
        self.took += [days for _case, _own, _of_case, days in units if days is not None]

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


class Counting:
    """Tables over the same cases and period. What each population holds is looked up once, and whoever is alike in what
    a table tells apart is counted together."""

    def __init__(self, facts: Collection[CaseFacts], period: Period, days: Days | None = None) -> None:
        self._facts, self._period = facts, period
        self._days: Days = period if days is None else days
        self._known: dict[Population, list[_Unit]] = {}

    def table(self, asked: TableAsked) -> Counted:
        """That table, counted exactly."""
        population = asked.indicator.population
        if population not in self._known:
            self._known[population] = [*_units(population, self._facts, self._period, self._days)]
        units = self._known[population]
        cells: dict[Key, CellCount] = {}
        for raw, alike in _alike(asked.dimensions, units).items():
            for key in product(*(
                each.counted_as(values) for each, values in zip(asked.dimensions, raw, strict=True)
            )):
                cells.setdefault(key, CellCount()).add(alike)
        total = CellCount()
        total.add(units)
        return Counted(asked, cells, total)


def count(asked: TableAsked, facts: Collection[CaseFacts], period: Period, days: Days | None = None) -> Counted:
    """That table over that period; over the `days` that are left of it where they are given."""
    return Counting(facts, period, days).table(asked)


def _alike(dimensions: Sequence[Dimension], units: Iterable[_Unit]) -> dict[tuple[tuple[str, ...], ...], list[_Unit]]:
    """Those with the same values together, in the order in which each is first met; nobody where nothing is told
    apart."""
    found: dict[tuple[tuple[str, ...], ...], list[_Unit]] = {}
    names = [each.id for each in dimensions]
    for unit in units if names else ():
        _case, own, of_case, _days = unit
        raw = tuple([(own[name],) if name in own else of_case.get(name, ()) for name in names])
        found.setdefault(raw, []).append(unit)
    return found


def _units(population: Population, facts: Iterable[CaseFacts], period: Period, days: Days) -> Iterator[_Unit]:
    match population:
        case Population.RECEIVED:
            people = (each for each in facts if each.received in days)
        case Population.CLOSED:
            people = (each for each in facts if each.closed is not None and each.closed in days)
        case Population.ACTIVE:
            people = (
                each for each in facts
                if each.received <= period.end and (each.closed is None or each.closed >= period.start)
            )
        case _:
            for case in facts:
                for each in case.happenings:
                    if each.population == population and each.on in days:
                        yield case.case, each.values, case.values, each.days
            return
    for person in people:
        yield person.case, _NOTHING, person.values, None
