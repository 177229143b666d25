"""Offices made up for counting: people with a day, and what they are told apart by."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from caselink.figures.counting import TableAsked
from caselink.figures.facts import CaseFacts, Happening
from caselink.figures.indicators import INDICATORS
from caselink.figures.periods import Period

YEAR: Final = Period(date(2026, 1, 1), date(2026, 12, 31))
MONTHS: Final = tuple(
    Period(date(2026, month, 1), date(2026, month, calendar.monthrange(2026, month)[1])) for month in range(1, 13)
)
QUARTERS: Final = tuple(Period(MONTHS[at].start, MONTHS[at + 2].end) for at in range(0, 12, 3))
GENDERS: Final = ("woman", "man", "non_binary")
COUNTRIES: Final = ("fr", "ml", "ir", "ma", "tr", "sy", "so", "be")
TYPES: Final = ("physical", "psychological", "sexual", "economic", "verbal")


def somebody(case: str, on: date, **values: str | Sequence[str]) -> CaseFacts:
    """Somebody received on that day."""
    told = {name: (value,) if isinstance(value, str) else tuple(value) for name, value in values.items()}
    return CaseFacts(case, on, values=told)


def office(seed: int, size: int) -> list[CaseFacts]:
    """So many people over a year, most things common and some rare; one in twenty does not want to be counted."""
    chance = Random(seed)  # noqa: S311 - made-up people
    people = []
    for number in range(size):
        on = YEAR.start + timedelta(days=chance.randrange(365))
        values = {
            "gender": (chance.choices(GENDERS, (90, 7, 3))[0],) if chance.random() < 0.95 else (),
            "country": (chance.choices(COUNTRIES, (60, 10, 8, 6, 4, 2, 1, 1))[0],) if chance.random() < 0.9 else (),
            "violence": tuple(each for each in TYPES if chance.random() < 0.35),
        }
        met = tuple(
            Happening("referrals", on + timedelta(days=chance.randrange(90)), {
                "referral_kind": chance.choice(("victims", "perpetrators", "other")),
                "partner": chance.choice(("cpvcf", "caw", "mairie")),
            })
            for _time in range(chance.choice((0, 0, 1, 2, 9)))
        )
        people.append(CaseFacts(f"case-{number}", on, values=values, happenings=met, counted=chance.random() < 0.95))
    return people


def one_more(people: Sequence[CaseFacts], on: date, like: CaseFacts) -> list[CaseFacts]:
    """The same office with somebody else like that one."""
    return [*people, replace(like, case="one-more", received=on, counted=True)]


def table(name: str, by: str = "") -> TableAsked:
    """The table of that indicator."""
    return TableAsked(INDICATORS[name], by)
