"""Dates and moments as the window says them."""

from __future__ import annotations

import re
from datetime import date, datetime
from datetime import time as time_of_day

from babel.dates import format_date, format_time

from caselink.domain.partial_date import PartialDate
from caselink.i18n import _, language
from caselink.ui.shell.office_clock import OfficeClock


def day_words(day: date) -> str:
    """"11 mars 2026", in the chosen language."""
    return _first(day, format_date(day, "d MMMM y", locale=language()))


def date_words(value: PartialDate) -> str:
    """"mercredi 11 mars 2026", "mars 2026", "2026", with "vers" before what is approximate."""
    if value.month is None:
        words = str(value.year)
    elif value.day is None:
        words = format_date(value.first_day(), "MMMM y", locale=language())
    else:
        day = value.first_day()
        words = _first(day, format_date(day, "EEEE d MMMM y", locale=language()))
    return _("vers {date}").format(date=words) if value.about else words


def spelled_day(text: str) -> str:
    """A recorded date as people type it: `2019-03-11` → `11/03/2019`, `~2019` → `~2019`."""
    partial = PartialDate.parse(text)
    parts = [f"{number:02d}" for number in (partial.day, partial.month) if number is not None]
    return ("~" if partial.about else "") + "/".join([*parts, str(partial.year)])


def moment_words(moment: datetime) -> str:
    """"14:32" for today, else "25 nov., 14:32", with the year when it is another one. What tells only its day, as the
    rows of reserved cases do, stands at its beginning: "25 nov."."""
    today = OfficeClock.current().today()
    time = format_time(moment, "HH:mm", locale=language())
    day = day_this_year(moment.date(), today)
    if moment.time() == time_of_day.min:
        return day
    return time if moment.date() == today else f"{day}, {time}"


def short_day(day: date) -> str:
    """"11 mars 2026", "25 nov. 2026": for a narrow column."""
    return _first(day, format_date(day, "d MMM y", locale=language()))


def short_date(value: PartialDate) -> str:
    """The same of a day that is known in part: "25 nov. 2026", "nov. 2026", "2026", with "vers" before what is
    approximate."""
    if value.month is not None and value.day is not None:
        words = short_day(value.first_day())
    else:
        words = str(value.year) if value.month is None else format_date(value.first_day(), "MMM y", locale=language())
    return _("vers {date}").format(date=words) if value.about else words


def day_this_year(day: date, today: date) -> str:
    """"25 nov.", with the year when it is not the one of `today`."""
    return _first(day, format_date(day, "d MMM" if day.year == today.year else "d MMM y", locale=language()))


def registered_moment(moment: datetime) -> str:
    """"11 mars 2026, 14:32", today's too: in a list that is copied, or read another day. Without a time where it tells
    only its day."""
    if moment.time() == time_of_day.min:
        return short_day(moment.date())
    return f"{short_day(moment.date())}, {format_time(moment, 'HH:mm', locale=language())}"


def dated_moment(moment: datetime) -> str:
    """"22 novembre 2026 à 14:32", for what must never be taken for another day's."""
    local = OfficeClock.current().local(moment)
    return _("{day} à {time}").format(day=day_words(local.date()), time=format_time(local, "HH:mm", locale=language()))


def local_moment(text: str) -> datetime:
    """The moment in the office's zone (naive) of a moment in UTC as the vault writes it (ISO 8601)."""
    return OfficeClock.current().local(text)


def _first(day: date, words: str) -> str:
    """In French the first of a month is "1er"."""
    return re.sub(r"\b1 ", "1er ", words, count=1) if day.day == 1 and language() == "fr" else words
