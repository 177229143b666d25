"""Dates as people type them: 3/11, 03.11.2026, hier, mars 2019, vers 2019 (docs/rules/guarding.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from babel import Locale

from caselink.domain.partial_date import PartialDate

_DAYS_AGO: Final = {
    "aujourd'hui": 0, "vandaag": 0, "today": 0,
    "hier": 1, "gisteren": 1, "yesterday": 1,
    "avant-hier": 2, "eergisteren": 2,
    "demain": -1, "morgen": -1, "tomorrow": -1,
}
_ABOUT: Final = re.compile(r"(?:~|vers(?: le)?|environ|autour de|rond|omstreeks|ongeveer|about|around|circa)\s*(?=\S)")
_BETWEEN: Final = r"(?: ?[/.\-] ?| )"
_FIGURES: Final = re.compile(rf"([0-9]{{1,2}}){_BETWEEN}([0-9]{{1,2}})(?:{_BETWEEN}([0-9]{{4}}|[0-9]{{2}}))?")
_MONTH_AND_YEAR: Final = re.compile(r"([0-9]{1,2}) ?[/.\-] ?([0-9]{4})")
_DAY_AND_MONTH: Final = re.compile(r"([0-9]{1,2})(?:er|st|nd|rd|th|e)?\s+([^\W\d_]+)\.?(?:\s+([0-9]{4}))?")
_MONTH_FIRST: Final = re.compile(r"([^\W\d_]+)\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})")
_MONTH_NAME: Final = re.compile(r"([^\W\d_]+)\.?\s+([0-9]{4})")


def read_typed_date(text: str, today: date, language: str, *, ahead: bool = False) -> PartialDate:
    """The date that someone typing `text` on that day means; day before month, in every language of the interface.

    A day without a year is the most recent one that is not after `today`, or with `ahead` (a field whose dates lie
    ahead: a hearing, the end of a permit) the next one that is not before. A year of two figures lies between 89 years
    ago and ten years ahead. Raises ValueError for anything that is no date.
    """
    typed = " ".join(text.replace("’", "'").casefold().split())
    about = _ABOUT.match(typed)
    meant = _exact(typed[about.end() :] if about else typed, _Typing(today, language, ahead))
    return PartialDate(meant.year, meant.month, meant.day, about=True) if about else meant


@dataclass(frozen=True, slots=True)
class _Typing:
    """When and in what language something is typed, and which way a day without a year is looked for."""

    today: date
    language: str
    ahead: bool


def _exact(typed: str, typing: _Typing) -> PartialDate:
    if typed in _DAYS_AGO:
        return _whole(typing.today - timedelta(days=_DAYS_AGO[typed]))
    figures = _FIGURES.fullmatch(typed)
    if figures is not None:
        day, month, year = figures.groups()
        return _day(int(day), int(month), year, typing)
    for pattern, read in ((_MONTH_AND_YEAR, _month_and_year), (_MONTH_NAME, _named_month)):
        found = pattern.fullmatch(typed)
        if found is not None:
            return _checked(f"{int(found[2]):04d}-{read(found[1], typing.language):02d}")
    named = _DAY_AND_MONTH.fullmatch(typed)
    if named is not None:
        return _day(int(named[1]), _named_month(named[2], typing.language), named[3], typing)
    named = _MONTH_FIRST.fullmatch(typed)
    if named is not None:
        return _day(int(named[2]), _named_month(named[1], typing.language), named[3], typing)
    return _checked(typed)


def _month_and_year(month: str, _language: str) -> int:
    return int(month)


def _named_month(name: str, language: str) -> int:
    """The month of that name, in full or as Babel shortens it, in this language or another of the interface."""
    for code in (language, "fr", "nl", "en"):
        month = _months(code).get(name)
        if month is not None:
            return month
    raise ValueError("no month of that name")


@cache
def _months(language: str) -> dict[str, int]:
    names: dict[str, int] = {}
    spelled = Locale(language).months["format"]
    for width in ("abbreviated", "wide"):
        names.update({name.rstrip(".").casefold(): number for number, name in spelled[width].items()})
    return names


def _day(day: int, month: int, year: str | None, typing: _Typing) -> PartialDate:
    if year is None:
        return _whole(_nearest(day, month, typing))
    number = int(year) if len(year) == 4 else _century(int(year), typing.today)
    return _checked(f"{number:04d}-{month:02d}-{day:02d}")


def _nearest(day: int, month: int, typing: _Typing) -> date:
    """That day of the year the last time it came, or the next time; eight years off for 29 February at most."""
    step = 1 if typing.ahead else -1
    for year in range(typing.today.year, typing.today.year + 9 * step, step):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found == typing.today or (found > typing.today) is typing.ahead:
            return found
    raise ValueError("no such day")


def _century(two_figures: int, today: date) -> int:
    """The year ending in these two figures, at most ten years ahead."""
    year = today.year - today.year % 100 + two_figures
    return year - 100 if year > today.year + 10 else year


def _whole(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _checked(spelled: str) -> PartialDate:
    if spelled.startswith("~"):
        raise ValueError("about is said once")
    return PartialDate.parse(spelled)
