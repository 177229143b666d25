"""A question about figures: which period, told apart by what; how days and dimensions are written."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.errors import UserError
from caselink.figures.counting import TableAsked, asked_for
from caselink.figures.dimensions import BY
from caselink.figures.indicators import INDICATORS
from caselink.figures.periods import Period
from caselink.i18n import _

_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 2200


@dataclass(frozen=True, slots=True)
class FiguresAsked:
    """What is asked. `by` are dimensions, `wanted` indicators (none for all)."""

    period: Period
    by: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[TableAsked, ...]:
        """The tables that answer it."""
        return asked_for(self.by, self.wanted)


def question(start: str, end: str, by: Sequence[str] = (), wanted: Sequence[str] = ()) -> FiguresAsked:
    """Read a question. Raises UserError for what is no day, a period that ends before it begins, an unknown dimension
    or indicator."""
    first, last = _day(start), _day(end)
    if last < first:
        raise UserError(_("La période finit avant de commencer : rien n’a été compté. Corrigez, puis réessayez."))
    if unknown := [name for name in by if name not in BY]:
        raise UserError(_("« {name} » ne distingue rien ici. Choisissez parmi : {list}. Rien n’a été compté.").format(
            name=unknown[0], list=", ".join(BY)
        ))
    if unknown := [name for name in wanted if name not in INDICATORS]:
        raise UserError(_("L’indicateur « {name} » n’existe pas : rien n’a été compté.").format(name=unknown[0]))
    return FiguresAsked(Period(first, last), tuple(dict.fromkeys(by)), tuple(dict.fromkeys(wanted)))


def year_of(day: date) -> Period:
    """The whole year of that day."""
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def month_of(day: date) -> Period:
    """The whole month of that day."""
    return Period(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))


def quarter_of(day: date) -> Period:
    """The whole quarter of that day."""
    first = 3 * ((day.month - 1) // 3) + 1
    return Period(date(day.year, first, 1), month_of(date(day.year, first + 2, 1)).end)


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text) if len(text) == len("2026-01-01") else None
    except ValueError:
        found = None
    if found is None or not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise UserError(_("Un jour s’écrit année-mois-jour, comme 2026-11-03 : rien n’a été compté."))
    return found
