"""Dates of which only a part may be known: 2019, 2019-03, "about 2019-03-11"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_SHAPE = re.compile(r"(~?)([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year or a day, each possibly "about"."""

    year: int
    month: int | None = None
    day: int | None = None
    about: bool = False

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2019`, `2019-03`, `2019-03-11`, each with `~` before it for "about".

        Raises ValueError for anything else, a month or day that does not exist, or a year before 1850.
        """
        found = _SHAPE.fullmatch(text)
        if found is None:
            raise ValueError("not a date")
        about, year, month, day = found.groups()
        partial = cls(int(year), int(month) if month else None, int(day) if day else None, bool(about))
        if partial.year < 1850:
            raise ValueError("not a date of this field")
        partial.first_day()
        return partial

    def first_day(self) -> date:
        """The earliest day it can mean; raises ValueError where the day does not exist."""
        return date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    def last_day(self) -> date:
        """The latest day it can mean."""
        if self.month is None:
            return date(self.year, 12, 31)
        if self.day is None:
            return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])
        return date(self.year, self.month, self.day)

    def __str__(self) -> str:
        """The text that `parse` reads back."""
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return ("~" if self.about else "") + "-".join(parts)
