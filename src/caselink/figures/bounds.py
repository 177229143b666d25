"""What somebody can compute from published tables: the smallest and the largest value that each hidden cell can have.

The tables of one classification, over periods of which none crosses another, are a network: units flow from each piece
of time through the categories up the periods that hold it, and each published cell says how many pass a place. The
bounds are exact, since such a network has whole-numbered solutions at its ends (total unimodularity).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from caselink.figures.periods import Period, Remainder, parent_of, remainder_of, remainders_of

ENDLESS: Final = 1 << 40
"""More units than any office counts."""

Cell = tuple[str, Period | Remainder]
"""A category in a period, or in a piece of time that remains between periods."""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """One published table as its reader sees it: its total, and the cells that are shown, by category."""

    period: Period
    total: int
    cells: Mapping[str, int]


class Contradiction(ValueError):
    """No numbers at all fit these tables: data changed between two of them."""


@dataclass(slots=True)
class _Net:
    """A flow network with arcs that have room left, each beside its reverse."""

    heads: list[int] = field(default_factory=list)
    room: list[int] = field(default_factory=list)
    out: list[list[int]] = field(default_factory=list)

    def node(self) -> int:
        self.out.append([])
        return len(self.out) - 1

    def arc(self, start: int, end: int, room: int) -> int:
        number = len(self.heads)
        self.heads += [end, start]
        self.room += [room, 0]
        self.out[start].append(number)
        self.out[end].append(number + 1)
        return number

    def push(self, start: int, end: int, most: int, shut: int = -1) -> int:
        """Send as much as goes from one node to another, up to `most`, not through the arc `shut`; gives how much."""
        sent = 0
        while sent < most:
            came_by = self._way(start, end, shut)
            if came_by is None:
                break
            way, place = [], end
            while place != start:
                way.append(came_by[place])
                place = self.heads[came_by[place] ^ 1]
            step = min(most - sent, *(self.room[arc] for arc in way))
            for arc in way:
                self.room[arc] -= step
                self.room[arc ^ 1] += step
            sent += step
        return sent

    def _way(self, start: int, end: int, shut: int) -> dict[int, int] | None:
        came_by = {start: -1}
        waiting = deque([start])
        while waiting:
            place = waiting.popleft()
            for arc in self.out[place]:
                head = self.heads[arc]
                if self.room[arc] and head not in came_by and arc >> 1 != shut >> 1:
                    came_by[head] = arc
                    if head == end:
                        return came_by
                    waiting.append(head)
        return None


class TableReader:
    """Somebody who has all these tables of one classification, and can compute.

    Raises Contradiction where nothing fits them.
    """

    def __init__(self, tables: Sequence[ShownTable], categories: Collection[str]) -> None:
        self._periods = {each.period: each for each in tables}
        self._pieces = remainders_of(self._periods)
        self._net = _Net()
        self._arcs: dict[Cell, int] = {}
        self._fixed: dict[int, int] = {}
        self._build(categories)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell of every period and piece."""
        return tuple(self._arcs)

    def bounds(self, cell: Cell) -> tuple[int, int]:
        """The smallest and the largest that it can be."""
        arc = self._arcs[cell]
        if arc in self._fixed:
            return self._fixed[arc], self._fixed[arc]
        return self._flow(arc) - self._turn(arc, ENDLESS), self._flow(arc) + self._turn(arc ^ 1, ENDLESS)

    def _flow(self, arc: int) -> int:
        return self._net.room[arc ^ 1]

    def _turn(self, arc: int, most: int) -> int:
        """How much less can pass that arc (its reverse: how much more). The flow stays where it was."""
        net = self._net
        kept = [*net.room]
        start, end = net.heads[arc ^ 1], net.heads[arc]
        most = min(most, net.room[arc ^ 1])
        less = net.push(start, end, most, shut=arc)
        net.room[:] = kept
        return less

    def _build(self, categories: Collection[str]) -> None:
        net = self._net
        source, sink = net.node(), net.node()
        tops = {(name, period): net.node() for name in categories for period in self._periods}
        for (name, period), top in tops.items():
            above = parent_of(period, self._periods)
            self._place(
                (name, period), top, sink if above is None else tops[name, above], self._periods[period].cells.get(name)
            )
        for period in self._periods:
            self._expect_sum(period)
        for piece in self._pieces:
            node = net.node()
            self._fix(source, node, self._total(piece))
            for name in categories:
                self._place((name, piece), node, tops[name, piece.whole], None)
        # A fixed arc is met by sending its amount around it: what enters at its end must leave from its start.
        out, into = net.node(), net.node()
        needed = 0
        for arc, amount in self._fixed.items():
            net.arc(out, net.heads[arc], amount)
            net.arc(net.heads[arc ^ 1], into, amount)
            needed += amount
        net.arc(sink, source, ENDLESS)
        if net.push(out, into, needed) < needed:
            raise Contradiction("these tables fit no numbers")

    def _expect_sum(self, period: Period) -> None:
        """Where the periods inside fill it, it has as many as they have together."""
        inside = remainder_of(period, self._periods)
        if inside.is_empty and self._total(inside):
            raise Contradiction("the whole has more than its parts")

    def _total(self, piece: Remainder) -> int:
        total = self._periods[piece.whole].total - sum(self._periods[each].total for each in piece.without)
        if total < 0:
            raise Contradiction("a part has more than the whole")
        return total

    def _place(self, cell: Cell, start: int, end: int, shown: int | None) -> None:
        if shown is None:
            self._arcs[cell] = self._net.arc(start, end, ENDLESS)
        else:
            self._arcs[cell] = self._fix(start, end, shown)

    def _fix(self, start: int, end: int, amount: int) -> int:
        arc = self._net.arc(start, end, 0)
        self._fixed[arc] = amount
        return arc
