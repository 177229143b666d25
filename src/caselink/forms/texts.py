"""Values in words, in the chosen language: what window and papers show."""

from __future__ import annotations

from datetime import date, time
from typing import Final

from babel.dates import format_date, format_skeleton

from caselink.domain.answers import Age, NoAnswer, Source, Value
from caselink.domain.partial_date import PartialDate
from caselink.forms.schema import Kind, Question
from caselink.i18n import N_, _, country_name, language, language_name, ngettext
from caselink.names.folding import sorting_key

NO_ANSWER_LABELS: Final[dict[NoAnswer, str]] = {
    NoAnswer.UNKNOWN: N_("inconnu"),
    NoAnswer.NOT_ASKED: N_("pas demandé"),
    NoAnswer.DECLINED: N_("ne souhaite pas le dire"),
}

SOURCE_LABELS: Final[dict[Source, str]] = {
    Source.SAID_BY_HER: N_("dit par elle"),
    Source.SEEN_BY_WORKER: N_("vu par le professionnel"),
    Source.DOCUMENT: N_("document"),
    Source.THIRD_PARTY: N_("dit par un tiers"),
}

BETWEEN: Final = " · "
_BABEL: Final = {"en": "en_GB"}
_KNOWN_AS_DATE: Final = (Kind.DATE, Kind.BIRTH)


def value_text(field: Question, value: Value | NoAnswer) -> str:
    """The value as a person reads it: "oui", options joined by " · ", dates written out, ages with their day."""
    if isinstance(value, NoAnswer):
        return _(NO_ANSWER_LABELS[value])
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, Age):
        return age_text(value)
    if isinstance(value, tuple):
        return BETWEEN.join(option_label(field, option_id) for option_id in value)
    if isinstance(value, int):
        return str(value)
    if field.kind is Kind.CHOICE:
        return option_label(field, value)
    if field.kind in _KNOWN_AS_DATE:
        return partial_date_text(PartialDate.parse(value))
    return value


def option_label(field: Question, option_id: str) -> str:
    """The option in words, in the chosen language; the id itself where the field has no such option (any more)."""
    option = field.option(option_id)
    if option is None:
        return option_id
    if option.label:
        return _(option.label)
    match field.option_names:
        case "language":
            return language_name(option_id)
        case "country":
            return country_name(option_id.upper())
        case "time":
            return clock_text(time_of(option_id))
        case _:
            return option_id


def options_in_order(field: Question) -> list[tuple[str, str]]:
    """The options of a field with their words: as they are declared, but languages and countries by their name, and
    those that we word ourselves ("other language") behind them."""
    options = [(option.id, option_label(field, option.id)) for option in field.options]
    if field.option_names not in ("language", "country"):
        return options
    named = {option.id for option in field.options if not option.label}
    return sorted(options, key=lambda option: (option[0] not in named, sorting_key(option[1])))


def time_of(option_id: str) -> time:
    """The time of day that an option like `h1730` stands for; raises ValueError for any other id."""
    hour, minute = option_id[1:3], option_id[3:]
    return time(int(hour), int(minute))


def clock_text(moment: time) -> str:
    """A time of day as it is said: "17 h 30", "17 h"."""
    if moment.minute:
        return _("{hour} h {minute}").format(hour=moment.hour, minute=f"{moment.minute:02d}")
    return _("{hour} h").format(hour=moment.hour)


def partial_date_text(partial: PartialDate) -> str:
    """The date written out: "3 novembre 2026", "mars 2019", "vers 2019"."""
    if partial.month is None:
        written = str(partial.year)
    elif partial.day is None:
        written = format_skeleton("yMMMM", partial.first_day(), locale=_locale())
    else:
        written = day_text(partial.first_day())
    return _("vers {date}").format(date=written) if partial.about else written


def day_text(day: date, code: str | None = None) -> str:
    """A whole day written out, in the chosen language or that one; in French the first of a month is "1er"."""
    code = code or language()
    written = format_date(day, "long", locale=_locale(code))
    return written.replace("1 ", "1er ", 1) if day.day == 1 and code == "fr" else written


def age_text(age: Age) -> str:
    """The age with the day it was said: "34 ans (dit le 22 novembre 2026)"."""
    return ngettext("{years} an (dit le {day})", "{years} ans (dit le {day})", age.years).format(
        years=age.years, day=day_text(age.said_on)
    )


def _locale(code: str | None = None) -> str:
    code = code or language()
    return _BABEL.get(code, code)
