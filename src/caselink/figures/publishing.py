"""What makes a table fit to leave: nothing in it, and nothing that anybody computes from it and all tables published
before, is a count of 1 to 4 people.

Hiding. A count of 1 to 4 is hidden, and then as many others as it takes: whoever has every table, and one case of their
own, finds for each hidden count that it can be 0 and that it can be 5 (`bounds.py`). Tables of one dimension only, over
periods of which none crosses another: for these the bounds are exact, and tables of several dimensions of the same
people tell nothing of each other but their total (any two margins of one total fit together).

Cell keys. Every count is moved by a chance that stays the same (`cell_keys.py`); crossed tables too. The two are never
mixed over the same days: a moved number would narrow what is hidden.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from caselink.domain.answers import Json
from caselink.figures.bounds import Contradiction, ShownTable, TableReader
from caselink.figures.cell_keys import cell_key, moved
from caselink.figures.counting import CellCount, Counted, Key, TableAsked, count
from caselink.figures.dimensions import OTHER, UNKNOWN, Dimension
from caselink.figures.facts import CaseFacts
from caselink.figures.periods import Period, Remainder, parent_of, remainder_of

LEAST: Final = 5
"""The smallest count that is told, beside none at all."""
OWN: Final = 1
"""How many cases somebody who computes may know by themselves."""
_NOT: Final = "¬"
"""Who is not in a category, of a dimension where one can be in several."""


class Method(StrEnum):
    """How small counts are kept from being told."""

    HIDDEN = "hidden"
    MOVED = "moved"


class Refusal(StrEnum):
    """Refusal a table is not published, in the order in which the first that applies is given."""

    INSIDE_ONLY = "inside_only"
    CROSSED = "crossed"
    """Told apart by more than one dimension: only with cell keys."""
    MIXED = "mixed"
    """The other method was used over some of these days."""
    CROSSES = "crosses"
    """Its period has days in common with a published one, and neither holds the other."""
    TOO_FEW = "too_few"
    CHANGED = "changed"
    """What was counted for the same days is another by now."""
    DIFFERENCE = "difference"
    """The difference with what was published would tell of 1 to 4 people."""


class Unpublishable(Exception):
    """Nothing of a table may leave."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class PublicTable:
    """A table as it may leave, and as it is remembered: what is shown, and which cells are hidden. Nothing else of what
    was counted: no case, no hidden number."""

    id: str
    version: int
    population: str
    dimensions: tuple[str, ...]
    period: Period
    method: Method
    total: int
    cells: Mapping[Key, int]
    hidden: tuple[Key, ...] = ()

    @property
    def numbers(self) -> Iterator[int]:
        """Every number that it tells."""
        yield self.total
        yield from self.cells.values()


def table_to_json(table: PublicTable) -> dict[str, Json]:
    """As the office's document keeps it."""
    return {
        "id": table.id, "version": table.version, "population": table.population,
        "dimensions": [*table.dimensions], "from": table.period.start.isoformat(), "to": table.period.end.isoformat(),
        "method": table.method.value, "total": table.total,
        "cells": [[[*key], value] for key, value in table.cells.items()], "hidden": [[*key] for key in table.hidden],
    }


def table_from_json(raw: object) -> PublicTable:
    """Read what `table_to_json` wrote; raises ValueError, KeyError or TypeError for anything else."""
    if not isinstance(raw, Mapping):
        raise ValueError("not a table")
    cells, hidden = raw["cells"], raw["hidden"]
    return PublicTable(
        str(raw["id"]), int(raw["version"]), str(raw["population"]), tuple(map(str, raw["dimensions"])),
        Period(date.fromisoformat(str(raw["from"])), date.fromisoformat(str(raw["to"]))), Method(raw["method"]),
        int(raw["total"]), {tuple(map(str, key)): int(value) for key, value in cells},
        tuple(tuple(map(str, key)) for key in hidden),
    )


def method_of(secret: bytes | None) -> Method:
    """By cell keys where there is a secret for them, else by hiding."""
    return Method.HIDDEN if secret is None else Method.MOVED


def fit_to_leave(
    asked: TableAsked, facts: Collection[CaseFacts], period: Period, before: Sequence[PublicTable], secret: bytes | None
) -> PublicTable:
    """That table as it may leave, given all that was published before; with the office's `secret` by cell keys, else by
    hiding. Raises Unpublishable."""
    method = method_of(secret)
    indicator = asked.indicator
    if not indicator.public:
        raise Unpublishable(Refusal.INSIDE_ONLY)
    if method is Method.HIDDEN and len(asked.dimensions) > 1:
        raise Unpublishable(Refusal.CROSSED)
    if any(each.method is not method and each.period.meets(period) for each in before):
        raise Unpublishable(Refusal.MIXED)
    counted = count(asked, facts, period)
    if secret is not None:
        return _moved(counted, period, secret)
    same = [each for each in before if each.population == indicator.population.value]
    if any(each.period.crosses(period) for each in same):
        raise Unpublishable(Refusal.CROSSES)
    _expect_total(asked, facts, counted.total, period, same)
    return _Hiding(counted, facts, period, same).table()


def _table(
    counted: Counted, period: Period, method: Method, total: int, cells: Mapping[Key, int], hidden: Sequence[Key] = ()
) -> PublicTable:
    asked = counted.asked
    return PublicTable(
        asked.id, asked.indicator.version, asked.indicator.population.value,
        tuple(each.id for each in asked.dimensions), period, method, total, cells, tuple(hidden),
    )


def _moved(counted: Counted, period: Period, secret: bytes) -> PublicTable:
    """People are counted, never what happened to them: one of them could make a large count."""
    def of(cell: CellCount) -> int:
        return moved(len(cell.cases), cell_key(secret, cell.cases))

    total = of(counted.total)
    if not total:
        raise Unpublishable(Refusal.TOO_FEW)
    told = {key: value for key, cell in sorted(counted.cells.items()) if (value := of(cell))}
    return _table(counted, period, Method.MOVED, total, told)


def _are_few(cell: CellCount) -> bool:
    return 0 < len(cell.cases) < LEAST


def _expect_total(
    asked: TableAsked, facts: Collection[CaseFacts], total: CellCount, period: Period, same: Sequence[PublicTable]
) -> None:
    """The total, and what remains of it without what was published inside, and of what was published around it."""
    if _are_few(total):
        raise Unpublishable(Refusal.TOO_FEW)
    totals = {each.period: each.total for each in same}
    if totals.get(period, total.units) != total.units:
        raise Unpublishable(Refusal.CHANGED)
    totals[period] = total.units
    above = parent_of(period, totals)
    for whole in (period, *(() if above is None else (above,))):
        piece = remainder_of(whole, totals)
        left = totals[whole] - sum(totals[each] for each in piece.without)
        if left < 0 or (piece.is_empty and left):
            raise Unpublishable(Refusal.CHANGED)
        bare = TableAsked(asked.indicator)
        if 0 < left < LEAST or _are_few(count(bare, facts, whole, piece).total):
            raise Unpublishable(Refusal.DIFFERENCE)


class _Hiding:
    """Hides what must be hidden in one table, and no more than the search finds it takes."""

    def __init__(
        self, counted: Counted, facts: Collection[CaseFacts], period: Period, same: Sequence[PublicTable]
    ) -> None:
        self._counted, self._facts, self._period = counted, facts, period
        self._dimension = next(iter(counted.asked.dimensions), None)
        names = () if self._dimension is None else (self._dimension.id,)
        self._before = [each for each in same if each.dimensions == names and each.period != period]
        if any(each.dimensions == names and each.period == period and names for each in same):
            raise Unpublishable(Refusal.CHANGED)

    def table(self) -> PublicTable:
        """The table as it may leave."""
        total = self._counted.total.units
        dimension = self._dimension
        if dimension is None:
            return _table(self._counted, self._period, Method.HIDDEN, total, {})
        if dimension.multiple:
            shown = self._each_by_itself(dimension)
        elif dimension.grouped:
            shown = self._grouped()
        else:
            shown = self._safe(self._values(dimension.categories), dimension.categories, self._before_as(None))
        told = [
            name for name in dimension.categories
            if not (dimension.multiple and name == UNKNOWN) and not (dimension.grouped and name not in shown)
        ]
        order = [*told, *(name for name in shown if name not in told)]
        cells: dict[Key, int] = {(name,): shown[name] for name in order if name in shown}
        hidden: list[Key] = [(name,) for name in order if name not in shown]
        return _table(self._counted, self._period, Method.HIDDEN, total, cells, hidden)

    def _values(self, names: Collection[str]) -> dict[str, int]:
        return {name: self._cell(name).units for name in names}

    def _cell(self, name: str) -> CellCount:
        return self._counted.cells.get((name,), CellCount())

    def _before_as(self, only: str | None) -> list[ShownTable]:
        """What was published of this dimension; of one category and its opposite where `only` names it."""
        found = []
        for each in self._before:
            cells = {key[0]: value for key, value in each.cells.items() if key[0] != OTHER or not self._is_grouped}
            if only is not None:
                cells = {only: cells[only], _NOT: each.total - cells[only]} if only in cells else {}
            found.append(ShownTable(each.period, each.total, cells))
        return found

    @property
    def _is_grouped(self) -> bool:
        return self._dimension is not None and self._dimension.grouped

    def _each_by_itself(self, dimension: Dimension) -> dict[str, int]:
        """Where somebody can be in several, each category stands against all who are not in it."""
        total, found = self._counted.total.units, {}
        for name in dimension.categories:
            value = self._cell(name).units
            if name != UNKNOWN:
                shown = self._safe({name: value, _NOT: total - value}, (name, _NOT), self._before_as(name))
                if name in shown:
                    found[name] = value
        return found

    def _grouped(self) -> dict[str, int]:
        """Those that are not rare by name, all others as one, which follows from the total."""
        before = self._before_as(None)
        named = {key[0] for key in self._counted.cells} | {name for seen in before for name in seen.cells}
        names = sorted((named | {UNKNOWN}) - {OTHER})
        values = {name: value for name, value in self._values(names).items() if value or name == UNKNOWN}
        shown = self._safe(values, (*names, OTHER), before)
        told = {name: value for name, value in shown.items() if value}
        left = self._counted.total.units - sum(told.values())
        return {**told, **({OTHER: left} if left else {})}

    def _safe(
        self, values: Mapping[str, int], categories: Sequence[str], before: Sequence[ShownTable]
    ) -> dict[str, int]:
        """The cells that can be shown. Raises Unpublishable where none can, and nothing hidden makes it safe."""
        shown = {
            name: value for name, value in values.items()
            if value == 0 or (value >= LEAST and not _are_few(self._part(name, categories, self._period)))
        }
        while True:
            try:
                reader = TableReader([*before, ShownTable(self._period, self._counted.total.units, shown)], categories)
                if not self._tells(reader, categories):
                    return shown
            except Contradiction:
                if not shown:
                    raise Unpublishable(Refusal.CHANGED) from None
            if not shown:
                raise Unpublishable(Refusal.DIFFERENCE)
            del shown[min(shown, key=lambda name: (shown[name] == 0, shown[name], name))]

    def _tells(self, reader: TableReader, categories: Sequence[str]) -> bool:
        """Whether any cell can be computed too well."""
        for name, where in reader.cells:
            if isinstance(where, Remainder) and not where.without:
                continue
            least, most = reader.bounds((name, where))
            if most == 0 or (least <= 0 and most >= LEAST + OWN):
                continue
            if least < LEAST or _are_few(self._part(name, categories, where)):
                return True
        return False

    def _part(self, name: str, categories: Sequence[str], where: Period | Remainder) -> CellCount:
        """Who is in that category in those days, as it is known now. Where people are counted their number says it."""
        found = CellCount()
        asked = self._counted.asked
        if asked.indicator.population.is_people:
            return found
        whole = where.whole if isinstance(where, Remainder) else where
        for (key, *_none), cell in count(asked, self._facts, whole, where).cells.items():
            if key == name or (name == OTHER and key not in categories):
                found.units += cell.units
                found.cases |= cell.cases
        return found
