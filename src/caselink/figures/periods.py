"""Periods, and how those of earlier publications cut time into pieces that somebody can compute."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From one day to another, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a period does not end before it begins")

    def __contains__(self, day: date) -> bool:
        """Whether that day lies in it."""
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        """How long it is, in days."""
        return (self.end - self.start).days + 1

    def holds(self, other: Period) -> bool:
        """Whether all of the other lies in it."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Period) -> bool:
        """Whether they have a day in common."""
        return self.start <= other.end and other.start <= self.end

    def crosses(self, other: Period) -> bool:
        """Whether they have days in common and neither lies in the other."""
        return self.meets(other) and not self.holds(other) and not other.holds(self)


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left of a period without those published inside it: the smallest pieces whose count follows from tables.

    `without` are the periods directly inside, which do not meet each other.
    """

    whole: Period
    without: tuple[Period, ...]

    def __contains__(self, day: date) -> bool:
        """Whether that day lies in it."""
        return day in self.whole and not any(day in each for each in self.without)

    @property
    def is_empty(self) -> bool:
        """Whether no day is left."""
        return self.whole.days == sum(each.days for each in self.without)


def remainders_of(periods: Collection[Period]) -> tuple[Remainder, ...]:
    """The pieces that periods of which none crosses another cut time into, in order."""
    ordered = sorted(set(periods), key=lambda each: (each.start, -each.days))
    return tuple(piece for whole in ordered if not (piece := remainder_of(whole, ordered)).is_empty)


def remainder_of(whole: Period, periods: Collection[Period]) -> Remainder:
    """What is left of a period without those of them that lie directly in it."""
    return Remainder(whole, tuple(each for each in periods if parent_of(each, periods) == whole))


def parent_of(period: Period, periods: Collection[Period]) -> Period | None:
    """The smallest of those periods that holds it and is another; None where there is none."""
    holding = [each for each in periods if each != period and each.holds(period)]
    return min(holding, key=lambda each: each.days, default=None)
