"""The one check of every answer."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caselink.domain.answers import Age, Answer, NoAnswer, Source, value_from_json, value_to_json
from caselink.forms.categories import Category
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Field, Kind, Option
from caselink.forms.validation import (
    LARGEST_COUNT,
    Invalid,
    check_asked,
    is_asked,
    read_answer,
    read_day,
    read_value,
)
from tests.forms.raw_values import FIELDS, PLACES, fitting, raw_values

CHOICES = (Option("none", "aucun"), Option("cat", "chat"), Option("dog", "chien"))
PERMIT = "residence.permit"


def field_of(kind: Kind) -> Field:
    return Field("name", "Le champ", kind, Category.IDENTITY, "Une aide.", CHOICES if "choice" in kind else ())


def sentence_for(kind: Kind, raw: object) -> str:
    with pytest.raises(Invalid) as refusal:
        read_value(field_of(kind), raw)
    return refusal.value.sentence


@pytest.mark.no_cover
@pytest.mark.parametrize("field", FIELDS, ids=PLACES)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_a_field_takes_survives_the_round_through_json(field: Field, data: st.DataObject) -> None:
    value = read_value(field, data.draw(fitting(field)))
    spelled = json.loads(json.dumps(value_to_json(value)))
    assert read_value(field, spelled) == value
    assert value_from_json(spelled) == value
    assert read_answer(field, {"value": spelled, "source": "document"}) == Answer(value, Source.DOCUMENT)


@pytest.mark.no_cover
@settings(max_examples=400, deadline=None)
@given(st.sampled_from(FIELDS).flatmap(lambda field: st.tuples(st.just(field), raw_values(field))))
def test_any_input_is_taken_or_refused_with_a_sentence_that_names_the_field(given_one: tuple[Field, object]) -> None:
    field, raw = given_one
    try:
        value = read_value(field, raw)
    except Invalid as refusal:
        assert field.label in refusal.sentence
        assert refusal.sentence.endswith(".")
    else:
        assert read_value(field, value_to_json(value)) == value


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("state", NoAnswer)
def test_every_field_can_be_unknown_not_asked_or_declined(kind: Kind, state: NoAnswer) -> None:
    assert read_value(field_of(kind), {"state": state.value}) is state
    assert read_answer(field_of(kind), {"state": state.value}) == Answer(state)


@pytest.mark.parametrize(
    "raw", [{"state": "no"}, {"state": None}, {"state": ["unknown"]}, {"state": "unknown", "x": 1}]
)
def test_no_other_state_is_known(raw: object) -> None:
    assert "unknown" in sentence_for(Kind.TEXT, raw)


@pytest.mark.parametrize("count", [0, 3, LARGEST_COUNT])
def test_a_count_is_a_whole_number_from_nought_on(count: int) -> None:
    assert read_value(field_of(Kind.COUNT), count) == count
    for wrong in (-1, LARGEST_COUNT + 1, True, "3", 1.0):
        assert "nombre entier" in sentence_for(Kind.COUNT, wrong)


def test_an_address_of_electronic_mail_is_kept_as_typed() -> None:
    assert read_value(field_of(Kind.EMAIL), "Ines.M+abri@example.org") == "Ines.M+abri@example.org"
    for wrong in ("ines", "a@b@c.org", "a b@example.org", 3):
        assert "courriel" in sentence_for(Kind.EMAIL, wrong)


def test_text_is_kept_as_typed_in_any_script() -> None:
    for text in ("  deux  espaces ", "فاطمة الزهراء", "名前", "🧒🏽 ok", "a <b> & c", "=1+1", "\u200eمرحبا abc"):
        assert read_value(field_of(Kind.TEXT), text) == text
    lines = "un\n\tdeux"
    assert read_value(field_of(Kind.LONG_TEXT), lines) == lines


def test_a_name_of_ten_thousand_characters_gets_one_sentence_that_names_its_place() -> None:
    sentence = sentence_for(Kind.TEXT, "x" * 10_000)
    assert "Le champ" in sentence
    assert "10000" in sentence
    assert "xxx" not in sentence
    assert read_value(field_of(Kind.LONG_TEXT), "x" * 50_000)
    assert sentence_for(Kind.LONG_TEXT, "x" * 50_001)


@pytest.mark.parametrize("sign", [*"\x00\x07\x1b\r\x7f\x85\ud800\udfff\u202e\u202d\ufffe\U0001ffff\ufdd0"])
@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LONG_TEXT, Kind.EMAIL])
def test_signs_that_hide_or_reverse_what_is_read_are_refused(kind: Kind, sign: str) -> None:
    if (kind, sign) != (Kind.LONG_TEXT, "\r"):  # the end of a line on some systems
        assert sign not in sentence_for(kind, f"a{sign}b@c.de")


@pytest.mark.parametrize("sign", ["\n", "\t", "\u2028", "\u2029"])
def test_a_line_has_no_line_ends(sign: str) -> None:
    assert sentence_for(Kind.TEXT, f"a{sign}b")
    assert read_value(field_of(Kind.LONG_TEXT), f"a{sign}b")


@pytest.mark.parametrize("raw", ["", "   ", "\n"])
def test_an_empty_text_is_no_answer(raw: str) -> None:
    assert "vide" in sentence_for(Kind.LONG_TEXT, raw)


def test_chosen_options_come_back_in_the_order_of_the_declaration() -> None:
    assert read_value(field_of(Kind.CHOICES), ["dog", "cat"]) == ("cat", "dog")
    assert read_value(field_of(Kind.CHOICES), ("none",)) == ("none",)


@pytest.mark.parametrize("raw", ["cat", [], ["cat", "cat"], ["bird"], ["cat", 1], ["cat", ["dog"]], ["none", "cat"]])
def test_choices_that_are_no_list_or_contradict_themselves_are_refused(raw: object) -> None:
    assert "bird" not in sentence_for(Kind.CHOICES, raw)


@pytest.mark.parametrize("raw", ["bird", ["cat"], None, True])
def test_a_choice_is_one_of_the_list(raw: object) -> None:
    assert "bird" not in sentence_for(Kind.CHOICE, raw)


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (Kind.TEXT, 3),
        (Kind.LONG_TEXT, None),
        (Kind.YES_NO, 1),
        (Kind.YES_NO, "oui"),
        (Kind.COUNT, True),
        (Kind.COUNT, -1),
        (Kind.COUNT, 1_000_001),
        (Kind.COUNT, 2.0),
        (Kind.COUNT, "2"),
        (Kind.DATE, 2019),
        (Kind.DATE, "03/11/2026"),
        (Kind.DATE, "2019-02-30"),
        (Kind.DATE, "1849"),
        (Kind.DATE, {"age": 3, "said_on": "2026-11-03"}),
        (Kind.BIRTH, {"age": 3}),
        (Kind.BIRTH, {"age": 131, "said_on": "2026-11-03"}),
        (Kind.BIRTH, {"age": -1, "said_on": "2026-11-03"}),
        (Kind.BIRTH, {"age": True, "said_on": "2026-11-03"}),
        (Kind.BIRTH, {"age": 3, "said_on": "2026-11"}),
        (Kind.BIRTH, {"age": 3, "said_on": "2026-11-03", "more": 1}),
        (Kind.BIRTH, 34),
        (Kind.PHONE, 112),
        (Kind.PHONE, "1"),
        (Kind.PHONE, "+-"),
        (Kind.PHONE, "06 12 34 56 78 (le soir)"),
        (Kind.PHONE, "06\n12"),
        (Kind.PHONE, "1" * 41),
        (Kind.PHONE, "٠"),
        (Kind.EMAIL, "amal"),
        (Kind.EMAIL, "a b@c.de"),
        (Kind.EMAIL, "a@b@c.de"),
        (Kind.EMAIL, f"{'a' * 250}@c.de"),
        (Kind.EMAIL, 5),
    ],
)
def test_a_value_of_another_kind_is_refused(kind: Kind, raw: object) -> None:
    assert "Le champ" in sentence_for(kind, raw)


@pytest.mark.parametrize("raw", ["112", "3919", "+33 (0)6 12.34-56/78", "02\u00a0539\u202f27 44"])
def test_numbers_are_kept_as_people_write_them(raw: str) -> None:
    assert read_value(field_of(Kind.PHONE), raw) == raw


def test_a_birth_is_a_partial_date_or_an_age_that_keeps_its_day() -> None:
    assert read_value(field_of(Kind.BIRTH), "~1990") == "~1990"
    age = read_value(field_of(Kind.BIRTH), {"age": 34, "said_on": "2026-11-22"})
    assert isinstance(age, Age)
    assert (age.years, age.said_on.isoformat()) == (34, "2026-11-22")


def test_an_answer_can_bear_its_source() -> None:
    field = field_of(Kind.YES_NO)
    assert read_answer(field, {"value": False, "source": "said_by_her"}) == Answer(False, Source.SAID_BY_HER)
    assert read_answer(field, {"value": True}) == Answer(True)
    assert read_answer(field, {"value": {"state": "declined"}, "source": None}) == Answer(NoAnswer.DECLINED)
    for other in ({"source": "rumour"}, {"source": ["document"]}, {"by": "x"}):
        raw = {"value": True, **other}
        with pytest.raises(Invalid, match="Le champ"):
            read_answer(field, raw)


@pytest.mark.parametrize("choice", ["do_not_record", "advice_needed", NoAnswer.DECLINED, None])
def test_nothing_about_residence_is_kept_unless_recording_was_chosen(choice: str | NoAnswer | None) -> None:
    answers = {PERMIT: Answer("be_card_a"), "housing.status": Answer("hotel")}
    if choice is not None:
        answers["residence.recording"] = Answer(choice)
    assert not is_asked(PERMIT, answers)
    with pytest.raises(Invalid, match="Titre de séjour"):
        check_asked(PERMIT, answers)


def test_residence_is_kept_once_recording_was_chosen() -> None:
    answers = {PERMIT: Answer("be_card_a"), "residence.recording": Answer("record")}
    check_asked(PERMIT, answers)


def test_no_answer_about_residence_is_no_fault() -> None:
    answers = {PERMIT: Answer(NoAnswer.NOT_ASKED)}
    check_asked(PERMIT, answers)


def test_fields_without_a_condition_are_always_asked_and_unknown_paths_never() -> None:
    assert is_asked("housing.status", {})
    assert not is_asked("housing.nothing", {})
    check_asked("housing.nothing", {"housing.nothing": Answer("x")})
    check_asked("housing.status", {})


@pytest.mark.parametrize("raw", ["2026-1-3", "20261103", "2026-11-03\n", "2026-02-30", "2026", None, 20261103])
def test_only_a_whole_day_is_a_day(raw: object) -> None:
    assert read_day(raw) is None


@pytest.mark.parametrize(
    ("path", "typed", "kept"),
    [
        ("request.own_words", "une ligne\r\nune autre\rla fin", "une ligne\nune autre\nla fin"),
        ("request.own_words", "\ufeffame\u0301re", "am\u00e9re"),
        ("contact.safe_number", "\u202a+33\u20036 12 34\u201056\u201378\u202c\u200e", "+33 6 12 34-56-78"),
        ("contact.safe_number", "\u0660\u0666 \u0661\u0662 \u0663\u0664 \u0665\u0666 \u0667\u0668", "06 12 34 56 78"),
        ("contact.safe_number", "02 123 45 67 poste 12", "02 123 45 67 poste 12"),
        ("person.birth", "\u06f1\u06f9\u06f9\u06f0\u201103", "1990-03"),
    ],
)
def test_what_is_typed_or_imported_is_made_plain_before_it_is_checked(path: str, typed: str, kept: str) -> None:
    place = PARTNER_FORM.place(path)
    assert place is not None
    assert read_value(place.field, typed) == kept
    assert read_value(place.field, kept) == kept


@pytest.mark.parametrize("typed", ["06 12 poste", "poste 12", "06\n12 34", "abc", "06 12 34 poste 1234567"])
def test_a_number_that_is_none_is_refused_with_what_a_number_has(typed: str) -> None:
    place = PARTNER_FORM.place("contact.safe_number")
    assert place is not None
    with pytest.raises(Invalid, match="poste 12"):
        read_value(place.field, typed)
