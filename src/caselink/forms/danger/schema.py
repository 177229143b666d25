"""The types that grids are declared with."""

from __future__ import annotations

from dataclasses import dataclass

from caselink.domain.danger import FactorKind, Level, Side
from caselink.forms.categories import Category


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that raises or lowers the danger.

    `ask_her` and `ask_him` are questions, empty where nobody asks them; `seen` is what can be seen or read in papers.
    `sources` are ids of `danger.sources`. An alert that is a `state` (a gun in the house) gives no day of an act: it
    holds from when it began.
    """

    id: str
    side: Side
    kind: FactorKind
    category: Category
    label: str
    ask_her: str
    seen: str
    ask_him: str
    sources: tuple[str, ...]
    state: bool = False


@dataclass(frozen=True, slots=True)
class AnyFactor:
    """One of these factors is so; with `within_days`, in that many days before the assessment."""

    of: tuple[str, ...]
    within_days: int | None = None


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So many of these factors are so; with `within_days`, in that many days before the assessment."""

    count: int
    of: tuple[str, ...]
    within_days: int | None = None


@dataclass(frozen=True, slots=True)
class Every:
    """Every part is so."""

    parts: tuple[When, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One part is so."""

    parts: tuple[When, ...]


When = AnyFactor | AtLeast | Every | Either
"""When a rule speaks. A yes more never makes one fall silent: there is no "unless"."""


@dataclass(frozen=True, slots=True)
class LevelRule:
    """A level, and when it is at least that. `source` is an id of `danger.sources`."""

    id: str
    level: Level
    label: str
    when: When
    source: str


@dataclass(frozen=True, slots=True)
class GridQuestion:
    """What is asked on one line: one factor, or two or three of which it is ticked which."""

    id: str
    label: str
    factors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One version of a grid. `also_read` are factors of the full list that it takes without asking: they stand in
    papers, and are not counted as unknown."""

    id: str
    version: int
    label: str
    factors: tuple[Factor, ...]
    questions: tuple[GridQuestion, ...]
    rules: tuple[LevelRule, ...]
    also_read: tuple[Factor, ...] = ()

    @property
    def taken(self) -> tuple[Factor, ...]:
        """Every factor that it takes an answer for."""
        return (*self.factors, *self.also_read)

    def factor(self, factor_id: str) -> Factor | None:
        """The factor of that id that it takes, or None."""
        return next((factor for factor in self.taken if factor.id == factor_id), None)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that its factors are about, in their order."""
        held = {factor.side for factor in self.factors}
        return tuple(side for side in Side if side in held)
