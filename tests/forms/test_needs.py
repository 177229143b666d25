"""Needs and the answers that propose them (docs/rules/needs.md)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselink.domain.answers import Age, Answer, NoAnswer, Value
from caselink.domain.case import Case
from caselink.domain.needs import Domain, NeedState
from caselink.forms.categories import Category as C
from caselink.forms.conditions import (
    All,
    Always,
    Answered,
    AnyEntry,
    AnyOf,
    Chosen,
    EndsWithin,
    Is,
    Unless,
    holds,
    questions,
)
from caselink.forms.needs import DOMAIN_LABELS, NEEDS, STATE_LABELS, STATE_SIGNS, NeedItem, proposed
from caselink.forms.purposes import PURPOSES
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Kind
from caselink.forms.validation import Invalid, read_value
from tests.forms.raw_values import FIELDS, PLACES, fitting

TODAY = date(2026, 11, 22)
NAMED_BY = {
    "TACTICS report": "belongings emergency_phone weapons_reported rights_explained complaint lawyer protection_order "
    "evidence outcome health_coverage child_protection contact_arrangements parental_authority own_account "
    "benefits_in_her_name social_aid mobility digital_access",
    "frontline guide": "safety_plan specialised_service addiction_care",
    "Brussels sheet": "shelter_tonight immigration_lawyer immigration_informed residence_proof permit_renewal "
    "adjustments",
    "WHO brief": "medical_certificate urgent_care doctor trauma_care pregnancy_care child_care",
    "16 essentials": "accommodation sexual_violence_care papers wages_due debts work language_course training "
    "interpreter support_person group",
}
"""Which document names what is to be done for her, read in the documents and typed here."""
OF_CHILDREN = "child_protection child_support school_informed contact_arrangements parental_authority child_care"
RULES = Path(__file__).resolve().parents[2] / "docs" / "rules" / "needs.md"


def case_with(**answers: Value | NoAnswer) -> Case:
    """A case with these answers: `housing__status` is `housing.status`, `children__a__suffered` that of an entry."""
    held = {name.replace("__", "."): Answer(value) for name, value in answers.items()}
    return Case("c", "2026-0001", answers=held, entries={"children": ("a", "b")})


def recorded(**answers: Value | NoAnswer) -> Case:
    """A case where her residence status may be written down."""
    return case_with(residence__recording="record", **answers)


@pytest.mark.parametrize(
    ("source", "item"), [(source, item) for source, items in NAMED_BY.items() for item in items.split()]
)
def test_what_a_source_says_is_to_be_done_is_a_need_under_that_source(source: str, item: str) -> None:
    assert item in NEEDS
    (row,) = [row for row in told_by_the_rules() if row[0] == item]
    assert source in row[3]


def test_the_page_of_rules_tells_every_need_with_its_domain_in_the_order_of_the_picture() -> None:
    needs = [(item.id, item.domain.value) for item in NEEDS.values()]
    assert [(row[0], row[1]) for row in told_by_the_rules()] == needs
    order = list(Domain)
    places = [order.index(item.domain) for item in NEEDS.values()]
    assert places == sorted(places)


def told_by_the_rules() -> list[list[str]]:
    """The table of docs/rules/needs.md: id, domain, proposed when, source."""
    lines = RULES.read_text(encoding="utf-8").splitlines()
    rows = [line.strip("|").split("|") for line in lines if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_every_domain_and_state_has_a_word_and_every_state_a_sign_of_its_own() -> None:
    assert set(DOMAIN_LABELS) == set(Domain)
    assert set(STATE_LABELS) == set(STATE_SIGNS) == set(NeedState)
    assert max(Counter(STATE_SIGNS.values()).values()) == 1
    assert "".join(STATE_SIGNS[state] for state in NeedState) == "✕✓–◇○"


@pytest.mark.parametrize("item", NEEDS.values(), ids=NEEDS)
def test_a_need_is_named_and_its_purpose_needs_what_it_reveals(item: NeedItem) -> None:
    assert item.label
    assert re.fullmatch(r"[a-z][a-z0-9_]*", item.id)
    for state in NeedState:
        assert item.category_when(state) in PURPOSES[item.purpose].categories


@pytest.mark.parametrize("item", NEEDS.values(), ids=NEEDS)
def test_every_question_of_a_condition_is_one_of_the_form(item: NeedItem) -> None:
    for question in questions(item.proposed_when):
        path = f"{question.section}.x.{question.field}" if isinstance(question, AnyEntry) else question.path
        place = PARTNER_FORM.place(path)
        assert place is not None, path
        match question:
            case Is() | AnyEntry():
                assert place.field.kind is Kind.YES_NO
            case Chosen(options=options):
                assert place.field.kind in (Kind.CHOICE, Kind.CHOICES)
                assert all(place.field.option(option) for option in options)
            case EndsWithin():
                assert place.field.kind is Kind.DATE


def test_done_can_reveal_more_than_to_do() -> None:
    shelter = NEEDS["shelter_tonight"]
    assert shelter.category_when(NeedState.TO_DO) is C.MATERIAL
    assert shelter.category_when(NeedState.DONE) is C.WHEREABOUTS
    assert NEEDS["accommodation"].category_when(NeedState.DONE) is C.WHEREABOUTS
    assert NEEDS["lease"].category_when(NeedState.DONE) is C.MATERIAL


def test_shelter_weapon_and_child_items_ask_what_was_done() -> None:
    asking = {item.id for item in NEEDS.values() if item.asks_outcome}
    assert asking == {"shelter_tonight", "accommodation", "weapons_reported", *OF_CHILDREN.split()}


@pytest.mark.parametrize(
    ("items", "category"),
    [
        ("immigration_lawyer immigration_informed residence_proof papers permit_renewal separate_asylum", C.RESIDENCE),
        ("own_account emergency_aid benefits_in_her_name social_aid wages_due debts maintenance", C.MATERIAL),
        ("child_protection child_support school_informed", C.CHILD_HARM),
        ("sexual_violence_care", C.INTIMATE),
        ("weapons_reported", C.PERPETRATOR),
        ("support_person", C.ENTOURAGE),
        ("medical_certificate urgent_care doctor health_coverage adjustments", C.HEALTH),
        ("safe_phone safe_post postal_address call_back", C.CONTACT),
        ("safety_plan evidence specialised_service group employer_informed", C.VIOLENCE),
        ("child_care interpreter language_course mobility digital_access", C.ACCESS),
    ],
)
def test_needs_are_held_under_what_they_reveal(items: str, category: C) -> None:
    assert {NEEDS[item].category for item in items.split()} == {category}


ARROWS: list[tuple[str, Case]] = [
    ("safety_plan", case_with(family__lives_with_him=True)),
    ("safety_plan", case_with(housing__status="home_with_him")),
    ("safety_plan", case_with(violence__alerts=("strangling",))),
    ("safe_phone", case_with(contact__phone_watched=True)),
    ("safe_post", case_with(contact__may_post=False)),
    ("safe_post", case_with(contact__post_opened=True)),
    ("belongings", case_with(housing__left_home=True)),
    ("emergency_phone", case_with(violence__alerts=("followed",), family__separation="separated")),
    ("emergency_phone", case_with(violence__alerts=("followed",), family__lives_with_him=False)),
    ("weapons_reported", case_with(perpetrator__weapon=True)),
    ("weapons_reported", case_with(perpetrator__works_in=("weapon_by_trade",))),
    ("weapons_reported", case_with(violence__alerts=("weapon",))),
    ("complaint", case_with(protection_justice__wants_complaint="yes")),
    ("complaint", case_with(protection_justice__wants_complaint="yes", protection_justice__complaint="refused")),
    ("complaint", case_with(protection_justice__complaint="refused")),
    ("complaint", case_with(protection_justice__wants_complaint="undecided", protection_justice__complaint="refused")),
    ("medical_certificate", case_with(health__injuries="past", protection_justice__medical_certificate="none")),
    ("lawyer", case_with(protection_justice__has_lawyer=False)),
    ("protection_order", case_with(violence__alerts=("watched",), protection_justice__measures=("none",))),
    ("evidence", case_with(violence__evidence_saved="partly")),
    ("outcome", case_with(protection_justice__complaint="filed", protection_justice__has_news=False)),
    ("shelter_tonight", case_with(housing__safe_tonight=False)),
    ("accommodation", case_with(housing__status="with_relatives")),
    ("lease", case_with(housing__lease_in_name_of="joint")),
    ("housing_application", case_with(housing__application="none")),
    ("postal_address", case_with(housing__address_confidential=True)),
    ("urgent_care", case_with(health__injuries="untreated")),
    ("doctor", case_with(health__has_doctor=False)),
    ("trauma_care", case_with(health__trauma_signs=True)),
    ("trauma_care", case_with(health__psychological_signs=("anxiety",))),
    ("health_coverage", case_with(health__coverage="none")),
    ("health_coverage", case_with(health__coverage="through_him")),
    ("pregnancy_care", case_with(family__pregnant=True, health__pregnancy_followed=False)),
    ("addiction_care", case_with(health__addiction_help_wanted=True)),
    ("sexual_violence_care", case_with(violence__recent_sexual_violence=True)),
    ("child_protection", case_with(children__b__suffered=True)),
    ("child_support", case_with(children__a__witnessed=True)),
    ("school_informed", case_with(children__a__abduction_risk=True)),
    ("contact_arrangements", case_with(parental_authority__handover_safe=False)),
    ("parental_authority", case_with(parental_authority__contested=True)),
    ("child_care", case_with(access__child_care="none")),
    ("immigration_lawyer", case_with(residence__recording="advice_needed")),
    ("immigration_lawyer", recorded(residence__tied_to_partner=True)),
    ("immigration_lawyer", recorded(residence__plans_to_leave=True)),
    ("immigration_informed", recorded(housing__left_home=True, residence__lawyer_agrees=True)),
    ("immigration_informed", recorded(residence__left_home_on="2026-11", residence__lawyer_agrees=True)),
    ("residence_proof", recorded(residence__tied_to_partner=True)),
    ("papers", recorded(residence__papers_held_by="him")),
    ("permit_renewal", recorded(residence__expires_on="2027-02-21")),
    ("separate_asylum", recorded(residence__joint_asylum_file=True)),
    ("own_account", case_with(work_money__bank_account="none")),
    ("own_account", case_with(work_money__bank_account="his")),
    ("emergency_aid", case_with(work_money__resources=("none",))),
    ("benefits_in_her_name", case_with(work_money__caf_received_by="him")),
    ("social_aid", case_with(work_money__resources=("none",))),
    ("wages_due", case_with(work_money__wages_owed=True)),
    ("debts", case_with(work_money__debts=("rent",))),
    ("maintenance", case_with(work_money__maintenance="unpaid")),
    ("work", case_with(work_money__seeking_work=True)),
    ("work", case_with(work_money__situation="seeking")),
    ("employer_informed", case_with(work_money__he_knows_workplace=True)),
    ("language_course", case_with(language__french="little")),
    ("language_course", case_with(language__dutch="none")),
    ("language_course", case_with(language__french="fluent", family__pressures=("no_language",))),
    ("training", case_with(work_money__training_wanted=True)),
    ("mobility", case_with(access__mobility=("none",))),
    ("digital_access", case_with(access__computer_access="none")),
    ("specialised_service", case_with(violence__vulnerabilities=("outing_threat",))),
    ("specialised_service", case_with(health__suicidal_thoughts=True)),
    ("interpreter", case_with(language__interpreter_needed=True)),
    ("support_person", case_with(request__support_person_wanted=True)),
    ("group", case_with(barriers__kinds=("isolation",))),
    ("adjustments", case_with(access__disability=("hearing",))),
    ("call_back", case_with(barriers__refused_help_earlier=True)),
]


@pytest.mark.parametrize(("item", "case"), ARROWS, ids=[item for item, _case in ARROWS])
def test_the_answer_that_the_rules_name_proposes_the_need(item: str, case: Case) -> None:
    assert item in proposed(case, TODAY)


def test_every_arrow_is_tested() -> None:
    assert {item for item, _case in ARROWS} | {"rights_explained", "tell_recipients"} == set(NEEDS)


@pytest.mark.parametrize(("item", "case"), ARROWS, ids=[item for item, _case in ARROWS])
@pytest.mark.parametrize("state", NoAnswer)
def test_unknown_not_asked_and_declined_propose_nothing(item: str, case: Case, state: NoAnswer) -> None:
    silent = replace(case, answers=dict.fromkeys(case.answers, Answer(state)))
    assert proposed(silent, TODAY) == {"rights_explained"}
    del item


NOT_PROPOSED: list[tuple[str, Case]] = [
    ("complaint", case_with(protection_justice__wants_complaint="no", protection_justice__complaint="refused")),
    ("complaint", case_with(protection_justice__wants_complaint="undecided")),
    ("complaint", case_with(protection_justice__wants_complaint="yes", protection_justice__complaint="filed")),
    ("emergency_phone", case_with(violence__alerts=("followed",))),
    ("emergency_phone", case_with(family__separation="separated")),
    ("medical_certificate", case_with(health__injuries="none", protection_justice__medical_certificate="none")),
    ("medical_certificate", case_with(health__injuries="past")),
    ("outcome", case_with(protection_justice__complaint="filed")),
    ("immigration_informed", recorded(housing__left_home=True)),
    ("immigration_informed", recorded(residence__lawyer_agrees=True)),
    ("permit_renewal", recorded(residence__expires_on="2027-02-22")),
    ("permit_renewal", recorded(residence__expires_on="2027-03")),
    ("language_course", case_with(language__french="none", language__dutch="fluent")),
    ("debts", case_with(work_money__debts=("none",))),
    ("pregnancy_care", case_with(health__pregnancy_followed=False)),
    ("weapons_reported", case_with(perpetrator__weapon=False)),
    ("adjustments", case_with(access__disability=("none",))),
    ("child_protection", case_with(children__a__suffered=False)),
]


@pytest.mark.parametrize(("item", "case"), NOT_PROPOSED, ids=[item for item, _case in NOT_PROPOSED])
def test_less_than_the_arrow_proposes_nothing(item: str, case: Case) -> None:
    assert item not in proposed(case, TODAY)


def test_what_is_left_of_residence_after_do_not_record_proposes_nothing() -> None:
    answers = recorded(residence__tied_to_partner=True, residence__expires_on="2026-12").answers
    kept = Case("c", "2026-0001", answers={**answers, "residence.recording": Answer("do_not_record")})
    assert proposed(kept, TODAY) == {"rights_explained"}


def test_a_permit_that_has_run_out_is_to_be_renewed_too() -> None:
    assert "permit_renewal" in proposed(recorded(residence__expires_on="2024"), TODAY)


@pytest.mark.no_cover
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_need_proposed_without_an_answer_is_proposed_when_it_is_unknown_too(data: st.DataObject) -> None:
    """Silence of every kind counts alike: nothing is read out of unknown, not asked or declined."""
    answers: dict[str, Answer] = {"residence.recording": Answer("record")}
    for path, field in data.draw(st.lists(st.sampled_from([*zip(PLACES, FIELDS, strict=True)]), max_size=12)):
        section, name = path.split(".")
        repeating = section in ("children", "steps", "guidance", "resource_persons")
        try:
            value = read_value(field, data.draw(fitting(field)))
        except Invalid:
            continue
        answers[f"{section}.a.{name}" if repeating else path] = Answer(value)
    silenced = data.draw(st.sampled_from(sorted(answers)))
    state = data.draw(st.sampled_from(NoAnswer))
    case = Case("c", "r", answers=answers, entries={"children": ("a",)})
    without = {path: answer for path, answer in answers.items() if path != silenced}
    silent = {**answers, silenced: Answer(state)}
    assert proposed(replace(case, answers=silent), TODAY) == proposed(replace(case, answers=without), TODAY)


def test_the_language_of_conditions_combines() -> None:
    yes, no = Always(), Unless(Always())
    case = case_with(housing__status="hotel", person__birth=Age(34, TODAY))
    assert holds(All((yes, yes)), case, TODAY)
    assert not holds(All((yes, no)), case, TODAY)
    assert holds(AnyOf((no, yes)), case, TODAY)
    assert not holds(AnyOf((no,)), case, TODAY)
    assert holds(Answered("person.birth"), case, TODAY)
    assert not holds(Answered("housing.address"), case, TODAY)
    assert not holds(Chosen("person.birth"), case, TODAY)
    assert not holds(EndsWithin("person.birth", 3), case, TODAY)
    assert list(questions(All((yes, Unless(AnyOf((Answered("a.b"),))))))) == [Answered("a.b")]
