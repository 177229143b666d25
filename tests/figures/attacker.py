"""Somebody who has every published table and a solver of linear programmes, and wants to know about one person.

Written without a line of what hides: the unknown is how many people there are for each category in each stretch of days
between two ends of published periods; each shown number is an equation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from scipy.optimize import linprog  # type: ignore[import-untyped]
from scipy.sparse import eye_array, kron  # type: ignore[import-untyped]

from caselink.figures.periods import Period
from caselink.figures.publishing import PublicTable

OTHERS = "everybody else"


@dataclass(frozen=True)
class Target:
    """What the attacker wants to know: how many of a category there are in these stretches of days."""

    category: str
    stretches: tuple[Period, ...]


class Attacker:
    """Holds the tables of one population and one dimension, published by hiding."""

    def __init__(self, tables: Sequence[PublicTable], category: str | None = None) -> None:
        """`category`: of a dimension where one can be in several, the one that is attacked."""
        self.tables = tables
        self.stretches = _stretches([each.period for each in tables])
        names = {key[0] for each in tables for key in (*each.cells, *each.hidden)} - {"others"}
        self.names = (category, OTHERS) if category is not None else (*sorted(names), OTHERS)
        self._rows: list[np.ndarray] = []
        self._sums: list[float] = []
        for each in tables:
            inside = [stretch for stretch in self.stretches if each.period.holds(stretch)]
            self._equation(self.names, inside, each.total)
            for key, value in each.cells.items():
                if key[0] in self.names:
                    self._equation((key[0],), inside, value)

    def range_of(self, target: Target) -> tuple[int, int]:
        """The smallest and the largest that it can be."""
        return self.ranges_of([target])[target]

    def ranges_of(self, targets: Iterable[Target]) -> dict[Target, tuple[int, int]]:
        """The same for each of many, as one programme of as many offices apart, since calling the solver takes longer
        than what it solves."""
        wanted = [*dict.fromkeys(targets)]
        goals = [sign * self._row((each.category,), each.stretches) for each in wanted for sign in (1, -1)]
        offices = kron(eye_array(len(goals)), np.array(self._rows), format="csc")
        found = linprog(
            np.concatenate(goals), A_eq=offices, b_eq=np.tile(self._sums, len(goals)), bounds=(0, None),
            method="highs-ds",
        )
        assert found.status == 0, "the tables that were published fit no office"
        ends = np.rint([np.dot(*each) for each in zip(goals, np.split(found.x, len(goals)), strict=True)]).astype(int)
        return {each: (int(ends[2 * at]), int(-ends[2 * at + 1])) for at, each in enumerate(wanted)}

    def targets(self) -> Iterator[Target]:
        """Each category in each published period, and in each without all those inside."""
        shapes = {self._inside(table.period) for table in self.tables}
        shapes |= {
            tuple(each for each in one if not any(each in other for other in shapes if set(other) < set(one)))
            for one in shapes
        }
        yield from self._of(shapes)

    def differences(self) -> Iterator[Target]:
        """Each category in each period without one that lies inside, and in each stretch of days."""
        shapes = {self._inside(table.period) for table in self.tables}
        parts = {tuple(each for each in one if each not in other) for one in shapes for other in shapes if one != other}
        yield from self._of(parts | {(each,) for each in self.stretches})

    def _inside(self, period: Period) -> tuple[Period, ...]:
        return tuple(each for each in self.stretches if period.holds(each))

    def _of(self, shapes: Iterable[tuple[Period, ...]]) -> Iterator[Target]:
        yield from (Target(name, shape) for shape in sorted(shapes) for name in self.names if shape)

    def _equation(self, names: Iterable[str], stretches: Sequence[Period], value: int) -> None:
        self._rows.append(self._row(names, stretches))
        self._sums.append(float(value))

    def _row(self, names: Iterable[str], stretches: Sequence[Period]) -> np.ndarray:
        row = np.zeros(len(self.names) * len(self.stretches))
        for name in names:
            for stretch in stretches:
                row[self.names.index(name) * len(self.stretches) + self.stretches.index(stretch)] = 1.0
        return row


def _stretches(periods: Sequence[Period]) -> tuple[Period, ...]:
    starts = sorted({each.start for each in periods} | {each.end + timedelta(days=1) for each in periods})
    found = [Period(start, end - timedelta(days=1)) for start, end in pairwise(starts)]
    return tuple(each for each in found if any(period.holds(each) for period in periods))


def betrays(ends: tuple[int, int], own: int = 0) -> bool:
    """Whether so much is known of a count that is not shown, or follows from those that are: neither none, nor 0 and 5
    both possible, nor surely 5 or more. `own` cases the attacker knows to be among them."""
    most = ends[1] - own
    return not (most <= 0 or ends[0] >= 5 or (ends[0] <= 0 and most >= 5))


def is_small(ends: tuple[int, int]) -> bool:
    """Whether it is known to be of 1 to 4 people."""
    return ends[0] >= 1 and ends[1] <= 4


def days(start: str, end: str) -> Period:
    """A period, written."""
    return Period(date.fromisoformat(start), date.fromisoformat(end))
