"""Values in words, in the three languages of the interface."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest
from babel import Locale

from caselink.domain.answers import Age, NoAnswer, Source, Value
from caselink.domain.partial_date import PartialDate
from caselink.forms.categories import Category
from caselink.forms.codes import COUNTRY_OPTIONS, LANGUAGE_OPTIONS
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Field, Kind, Option
from caselink.forms.texts import (
    NO_ANSWER_LABELS,
    SOURCE_LABELS,
    clock_text,
    day_text,
    option_label,
    options_in_order,
    partial_date_text,
    time_of,
    value_text,
)
from caselink.i18n import choose_language
from tests.forms.raw_values import FIELDS, PLACES


@pytest.fixture(autouse=True)
def french_again() -> Iterator[None]:
    choose_language("fr")
    yield
    choose_language("fr")


def field_at(path: str) -> Field:
    place = PARTNER_FORM.place(path)
    assert place is not None
    return place.field


@pytest.mark.parametrize(
    ("path", "value", "text"),
    [
        ("contact.may_call", True, "oui"),
        ("contact.may_call", False, "non"),
        ("contact.may_call", NoAnswer.DECLINED, "ne souhaite pas le dire"),
        ("contact.safe_number", "06 12", "06 12"),
        ("contact.call_until", "h1730", "17 h 30"),
        ("contact.call_until", "h1700", "17 h"),
        ("person.goes_by", "Amina", "Amina"),
        ("person.birth", Age(34, date(2026, 11, 22)), "34 ans (dit le 22 novembre 2026)"),
        ("person.birth", Age(1, date(2026, 11, 22)), "1 an (dit le 22 novembre 2026)"),
        ("person.birth", "~1990", "vers 1990"),
        ("person.nationality", ("be", "ma"), "Belgique · Maroc"),
        ("person.nationality", ("stateless",), "apatride"),
        ("language.spoken", ("nl", "rif", "prs"), "néerlandais · rifain · dari"),
        ("violence.since", "2019-03", "mars 2019"),
        ("violence.last_time", "2026-11-03", "3 novembre 2026"),
        ("violence.last_time", "2026-11-01", "1er novembre 2026"),
        ("violence.types", ("physical", "cyber"), "physique · numérique"),
        ("housing.status", "hotel", "hôtel"),
        ("housing.status", "a_status_of_old", "a_status_of_old"),
        ("family.children_count", 2, "2"),
    ],
)
def test_a_value_is_written_as_a_person_reads_it(path: str, value: Value | NoAnswer, text: str) -> None:
    assert value_text(field_at(path), value) == text


@pytest.mark.parametrize(
    ("language", "day", "month", "names"),
    [
        ("nl", "1 november 2026", "maart 2019", "België · Marokko"),
        ("en", "1 November 2026", "March 2019", "Belgium · Morocco"),
    ],
)
def test_dates_and_names_of_lists_follow_the_language(language: str, day: str, month: str, names: str) -> None:
    choose_language(language)
    assert day_text(date(2026, 11, 1)) == day
    assert partial_date_text(PartialDate(2019, 3)) == month
    assert value_text(field_at("person.nationality"), ("be", "ma")) == names


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
@pytest.mark.parametrize("field", FIELDS, ids=PLACES)
def test_every_option_has_words_in_every_language(field: Field, language: str) -> None:
    choose_language(language)
    for option in field.options:
        assert option_label(field, option.id).strip()
        if field.option_names == "country" and not option.label:
            assert option_label(field, option.id) != option.id.upper()
        if field.option_names == "language" and not option.label:
            assert option.id in Locale(language).languages


def test_an_option_without_any_words_shows_its_id() -> None:
    field = Field("a", "A", Kind.CHOICE, Category.ACCESS, "Aide.", (Option("b", ""),))
    assert option_label(field, "b") == "b"


def test_the_lists_hold_every_country_and_the_languages_of_those_who_come() -> None:
    assert len(COUNTRY_OPTIONS) == 249 + 2
    assert len(LANGUAGE_OPTIONS) >= 100
    assert {"fr", "nl", "ar", "ti", "ln", "ps", "uk"} <= {option.id for option in LANGUAGE_OPTIONS}


def test_a_time_of_day_is_read_from_its_option() -> None:
    assert time_of("h0900") == time(9)
    assert clock_text(time(0, 30)) == "0 h 30"
    with pytest.raises(ValueError, match=r".+"):
        time_of("noon")


def test_every_kind_of_silence_and_every_source_has_words() -> None:
    assert set(NO_ANSWER_LABELS) == set(NoAnswer)
    assert set(SOURCE_LABELS) == set(Source)


def test_languages_and_countries_stand_in_the_order_of_their_names_and_ours_behind() -> None:
    countries = Field("a", "A", Kind.CHOICE, Category.IDENTITY, "", COUNTRY_OPTIONS, option_names="country")
    languages = Field("b", "B", Kind.CHOICE, Category.IDENTITY, "", LANGUAGE_OPTIONS, option_names="language")
    labels = [label for _id, label in options_in_order(countries)]
    assert labels.index("Égypte") < labels.index("Érythrée") < labels.index("Espagne") < labels.index("France")
    assert labels[-1] == "apatride"
    assert [option for option, _label in options_in_order(languages)][-3:] == ["other", "prs", "ber"]
    worded = Field("c", "C", Kind.CHOICE, Category.IDENTITY, "", (Option("z", "Z"), Option("b", "B")))
    assert options_in_order(worded) == [("z", "Z"), ("b", "B")]
