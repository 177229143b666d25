"""Whether a partner can be reached now, public holidays of its country included.

Holidays are those of the whole country, from the `holidays` library; those of a region alone (Alsace, Moselle,
overseas) are exceptions of the partner's own.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Final

from caselink.domain.partners import Partner

_COUNTRIES: Final = ("FR", "BE")


def open_now(partner: Partner, moment: datetime) -> bool | None:
    """Whether it is open at that local moment of the office; None where that is not known or by appointment."""
    return partner.hours.open_at(moment, holiday=is_holiday(partner.country, moment.date()))


def is_holiday(country: str, day: date) -> bool:
    """Whether that day is a public holiday in that country; without a country, where it is one in France and Belgium.
    """
    countries = [country] if country in _COUNTRIES else [] if country else _COUNTRIES
    return bool(countries) and all(day in _holidays_of(each, day.year) for each in countries)


def know_holidays(day: date) -> None:
    """Have those of that year at hand, so that the window's thread need not wait for them."""
    for country in _COUNTRIES:
        _holidays_of(country, day.year)


@cache
def _holidays_of(country: str, year: int) -> frozenset[date]:
    import holidays  # a third of a second, which no command waits for that does not need it

    return frozenset(holidays.country_holidays(country, years=year))
