"""What reveals something leaves or stays by what it reveals, wherever in the form it stands."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselink.consent.grounds import Recipient
from caselink.disclosure.gate import decide
from caselink.disclosure.outputs import Decision, Reason
from caselink.domain.answers import Answer, NoAnswer, Value
from caselink.domain.case import Case
from caselink.domain.events import Event
from caselink.domain.needs import NeedMark, NeedState
from caselink.forms.categories import Category
from caselink.forms.needs import NEEDS
from caselink.forms.purposes import Purpose
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Field, Kind, Section
from tests.disclosure.cases import DAY, POLICE, SHELTER, SISTER, case_of, consent, legal
from tests.disclosure.recorded import THOROUGH, chances, some_of

pytestmark = pytest.mark.no_cover  # measuring makes them four times slower; test_gate_rules.py reaches every branch

FIELDS = list(PARTNER_FORM.fields())
TICKED_LISTS = [(section, field) for section, field in FIELDS if field.kind is Kind.CHOICES and not section.repeating]
REPEATING = [section for section in PARTNER_FORM.sections if section.repeating]
ENTRIES = {section.id: ("b", "a") for section in REPEATING}

# Typed again from docs/rules/categories.md: what reveals residence, where she is, or what is most intimate, anywhere.
REVEALING: dict[str, dict[str, tuple[str, ...]]] = {
    "residence": {
        "person.nationality": ("ma", "fr"), "person.country_of_origin": ("ma", "fr"),
        "health.coverage": ("state_medical_aid", "urgent_medical_aid", "reception_network"),
        "housing.status": ("reception_centre",), "work_money.resources": ("asylum_allowance",),
        "work_money.situation": ("no_right_to_work",), "request.asks_for": ("residence",),
        "violence.vulnerabilities": ("permit", "threat_to_denounce", "asylum_sabotaged"), "barriers.kinds": ("papers",),
        "steps.a.kind": ("immigration_office", "immigration_lawyer", "asylum"), "guidance.b.kind": ("asylum",),
    },
    "whereabouts": {
        "housing.status": ("shelter", "emergency_shelter", "hotel"), "housing.shelter_answer": ("accepted",),
        "housing.with_whom": ("friends", "her_family"), "steps.b.kind": ("shelter", "school", "employer"),
    },
    "intimate": {
        "violence.types": ("sexual", "forced_marriage", "honour_based"), "work_money.situation": ("sex_work",),
        "health.follow_up": ("sexual_violence_centre",), "family.pressures": ("forced_marriage", "honour"),
        "person.gender": ("non_binary",), "steps.a.kind": ("sexual_violence_care", "other"),
    },
}  # fmt: skip
NEEDS_THAT_REVEAL = {
    "residence": ("permit_renewal", "immigration_lawyer", "separate_asylum"),
    "intimate": ("sexual_violence_care",),
    "health": ("trauma_care", "doctor"),
    "perpetrator": ("weapons_reported",),
}
REVEALED = [
    (category, path, option)
    for category, places in REVEALING.items() for path, options in places.items() for option in options
]  # fmt: skip


def a_value(chance: Random, field: Field) -> Value:
    ids = [option.id for option in field.options]
    match field.kind:
        case Kind.CHOICE:
            return chance.choice(ids)
        case Kind.CHOICES:
            chosen = chance.sample(ids, chance.randint(1, min(4, len(ids))))
            return tuple(each for each in ids if each in chosen)
        case Kind.YES_NO:
            return chance.random() < 0.5
        case Kind.COUNT:
            return chance.randint(0, 3)
        case _:
            return "CANARI"


def path_of(section: Section, field: Field, entry: str) -> str:
    return f"{section.id}.{entry}.{field.name}" if section.repeating else f"{section.id}.{field.name}"


def answered(chance: Random) -> dict[str, Value]:
    """A form half filled in: two fields of three in both entries of one repeating section, some of the others."""
    whole = chance.choice(REPEATING)
    fields = [*chance.sample(FIELDS, 20), *((whole, field) for field in whole.fields if chance.random() < 0.7)]
    return {
        path_of(section, field, entry): a_value(chance, field)
        for section, field in fields for entry in ("a", "b") if entry == "a" or section.repeating
    }  # fmt: skip


def marked(chance: Random) -> dict[str, NeedState]:
    return {item: chance.choice([*NeedState]) for item in chance.sample(sorted(NEEDS), 6)}


def agreed(chance: Random, to: Recipient) -> list[Event]:
    """A consent to some of it, and a decision on a legal ground where the text names the recipient."""
    ticked, purposes = some_of(chance, Category), {*Purpose}
    made = [consent(to, ticked, purposes, everything=chance.random() < 0.5)]
    return [*made, legal("fr_penal_223_6", to, some_of(chance, Category))] if chance.random() < 0.5 else made


def all_agreed(to: Recipient) -> list[Event]:
    return [consent(to, {*Category}, {*Purpose}, everything=True), legal("fr_penal_223_6", to, {*Category})]


def ask(case: Case, to: Recipient, purpose: Purpose) -> Decision:
    return decide(case, (to,), purpose, DAY)


def what_left(decision: Decision) -> list[tuple[str, str, object]]:
    return [(each.piece.path, each.piece.category.value, each.piece.value) for each in decision.disclosure.shared]


def single(value: object) -> set[object]:
    return set(value) if isinstance(value, tuple) else {value}


recipients = st.sampled_from([SHELTER, POLICE, SISTER])
for_some_purpose = st.sampled_from(Purpose)


@THOROUGH
@given(chances, recipients, for_some_purpose)
def test_each_answer_and_each_need_that_was_assessed_leaves_or_stays_once_and_whole(
    chance: Random, to: Recipient, purpose: Purpose
) -> None:
    answers, needs = answered(chance), marked(chance)
    decision = ask(case_of(answers, *agreed(chance, to), needs=needs, entries=ENTRIES), to, purpose)
    assessed = {
        f"needs.{item}": state for item, state in needs.items()
        if state is not NeedState.NOT_ASSESSED and not NEEDS[item].office_only
    }
    left = what_left(decision)
    stayed = [(each.path, each.category.value) for each in decision.withheld]
    once = [*((path, category) for path, category, _value in left), *stayed]
    assert len(once) == len(set(once))
    assert {path for path, _category in once} == set(answers) | set(assessed)
    for path in {path for path, _category, _value in left}:
        parts = [value for at, _category, value in left if at == path]
        ticked = single(answers.get(path, assessed.get(path)))
        assert sum(len(single(part)) for part in parts) == len(set().union(*map(single, parts)))
        assert set().union(*map(single, parts)) <= ticked
        if path not in {at for at, _category in stayed}:
            assert set().union(*map(single, parts)) == ticked
    hand_written = {each.piece.path for each in decision.disclosure.shared if each.piece.free_text}
    typed_freely = [Kind.TEXT, Kind.LONG_TEXT]
    places = {path: PARTNER_FORM.place(path) for path, _category, _value in left}
    assert hand_written == {path for path, place in places.items() if place and place.field.kind in typed_freely}


@THOROUGH
@given(chances, recipients, for_some_purpose)
def test_what_leaves_stands_in_reading_order(chance: Random, to: Recipient, purpose: Purpose) -> None:
    answers, needs = answered(chance), marked(chance)
    decision = ask(case_of(answers, *all_agreed(to), needs=needs, entries=ENTRIES), to, purpose)
    reading = [path_of(section, field, entry) for section in PARTNER_FORM.sections for entry in ("b", "a")
               for field in section.fields]  # fmt: skip
    reading += [f"needs.{item}" for item in NEEDS]
    places = [reading.index(each.piece.path) for each in decision.disclosure.shared]
    assert places == sorted(places)


@THOROUGH
@given(chances, recipients, for_some_purpose)
def test_of_several_ticks_each_leaves_just_as_it_would_alone(chance: Random, to: Recipient, purpose: Purpose) -> None:
    section, field = chance.choice(TICKED_LISTS)
    recorded, ticked = agreed(chance, to), a_value(chance, field)
    assert isinstance(ticked, tuple)

    def leaving(value: Value) -> set[object]:
        decision = ask(case_of({path_of(section, field, "a"): value}, *recorded), to, purpose)
        return set().union(*(single(part) for _path, _category, part in what_left(decision)))

    assert leaving(ticked) == set().union(*(leaving((each,)) for each in ticked))


@THOROUGH
@given(chances, st.sampled_from(REVEALED), recipients, for_some_purpose)
def test_what_reveals_something_stays_unless_that_very_thing_was_ticked(
    chance: Random, revealed: tuple[str, str, str], to: Recipient, purpose: Purpose
) -> None:
    category, path, option = revealed
    place = PARTNER_FORM.place(path)
    assert place is not None and place.field.option(option) is not None
    others = {*Category} - {Category(category)}
    value: Value = option
    if place.field.kind is Kind.CHOICES:
        beside = chance.sample([each.id for each in place.field.options if each.id != option], 1)
        value = tuple(each.id for each in place.field.options if each.id in (option, *beside))
    answers: dict[str, Value] = {**answered(chance), path: value}
    unticked = consent(to, others, {*Purpose}, everything=True)
    by_law = [] if category != "residence" else [legal("fr_penal_223_6", to, {*Category})]
    left = what_left(ask(case_of(answers, unticked, *by_law, entries=ENTRIES), to, purpose))
    assert not [part for at, _category, part in left if at == path and option in single(part)]
    if place.field.name == "kind":
        assert not [at for at, _category, _part in left if at.startswith(path.removesuffix("kind"))], "nor its entry"
    ticked = consent(to, {Category(category)}, {*Purpose})
    needing = Purpose.CARE if category == "intimate" else Purpose.NETWORK
    left = what_left(ask(case_of(answers, ticked, entries=ENTRIES), to, needing))
    assert option in set().union(*(single(part) for at, _category, part in left if at == path))


@THOROUGH
@given(chances, st.sampled_from([(c, item) for c, items in NEEDS_THAT_REVEAL.items() for item in items]), recipients)
def test_a_need_that_reveals_something_stays_unless_that_very_thing_was_ticked(
    chance: Random, revealing: tuple[str, str], to: Recipient
) -> None:
    category, item = revealing
    needs = {**marked(chance), item: chance.choice([each for each in NeedState if each is not NeedState.NOT_ASSESSED])}
    unticked = consent(to, {*Category} - {Category(category)}, {*Purpose}, everything=True)
    purpose = Purpose.CARE if category == "intimate" else Purpose.NETWORK
    assert f"needs.{item}" not in [at for at, _c, _v in what_left(ask(case_of({}, unticked, needs=needs), to, purpose))]
    ticked = consent(to, {Category(category)}, {*Purpose})
    assert f"needs.{item}" in [at for at, _c, _v in what_left(ask(case_of({}, ticked, needs=needs), to, purpose))]


@pytest.mark.parametrize("item", ["shelter_tonight", "accommodation"])
def test_a_place_to_stay_tells_where_she_is_once_it_is_found_and_not_before(item: str) -> None:
    for state in (NeedState.TO_DO, NeedState.DONE, NeedState.NOT_WISHED, NeedState.NOT_APPLICABLE):
        case = case_of({}, consent(categories={Category.MATERIAL}), needs={item: state})
        assert bool(what_left(ask(case, SHELTER, Purpose.HOUSING))) is (state is not NeedState.DONE)


@THOROUGH
@given(chances, recipients, for_some_purpose, st.sampled_from([None, True, *NoAnswer, False]), st.booleans())
def test_a_support_person_who_was_asked_and_did_not_agree_is_kept_out_whole_and_alone(
    chance: Random, to: Recipient, purpose: Purpose, said: bool | NoAnswer | None, the_first: bool
) -> None:
    who, the_other = ("b", "a") if the_first else ("a", "b")
    section = PARTNER_FORM.section("resource_persons")
    assert section is not None
    both = {path_of(section, field, each): a_value(chance, field) for field in section.fields for each in ("a", "b")}
    answers: dict[str, Value] = {**answered(chance), **both, f"resource_persons.{the_other}.agrees": True}
    asked_here, recorded = f"resource_persons.{who}.agrees", all_agreed(to)
    answers.pop(asked_here)

    def left_where(agrees: bool | NoAnswer | None) -> dict[str, object]:
        case = case_of(answers, *recorded, entries=ENTRIES)
        if agrees is not None:
            case = replace(case, answers={**case.answers, asked_here: Answer(agrees)})
        decision = ask(case, to, purpose)
        told = {each.reason for each in decision.withheld if each.path.startswith(f"resource_persons.{who}.")}
        needed = purpose in (Purpose.SAFETY, Purpose.CHILD_PROTECTION, Purpose.NETWORK)
        if agrees is False:
            assert told == {Reason.EXPLICIT_CONSENT_NEEDED if needed else Reason.NOT_NEEDED}
        return {path: value for path, _category, value in what_left(decision)}

    willing, found = left_where(True), left_where(said)
    if said in (True, None, NoAnswer.NOT_ASKED):
        assert found.keys() | {asked_here} >= willing.keys()
    else:
        assert found == {at: value for at, value in willing.items() if not at.startswith(f"resource_persons.{who}.")}


@THOROUGH
@given(chances, recipients, for_some_purpose, st.sampled_from([*NoAnswer]))
def test_no_answer_is_as_if_never_written(chance: Random, to: Recipient, purpose: Purpose, none: NoAnswer) -> None:
    answers = {path: Answer(value) for path, value in answered(chance).items() if not path.endswith(".agrees")}
    recorded = agreed(chance, to)
    without = chance.sample(sorted(answers), 3)
    needs = {item: NeedMark(NeedState.NOT_ASSESSED) for item in chance.sample(sorted(NEEDS), 3)}
    case = case_of({}, *recorded, entries=ENTRIES)
    declined = replace(case, answers={**answers, **{path: Answer(none) for path in without}}, needs=needs)
    never = replace(case, answers={path: answer for path, answer in answers.items() if path not in without})
    assert ask(declined, to, purpose) == ask(never, to, purpose)


@THOROUGH
@given(chances, recipients, for_some_purpose)
def test_what_the_form_does_not_know_is_held_like_what_is_most_intimate(
    chance: Random, to: Recipient, purpose: Purpose
) -> None:
    section, field = chance.choice([each for each in FIELDS if each[1].options])
    path = path_of(section, field, "a")
    strange: list[Value] = ["gone", ("gone",), 3]
    unknown = chance.choice(strange)
    if field.kind is Kind.CHOICES and unknown == "gone":
        unknown = field.options[0].id  # alone, where a list is kept
    unticked = consent(to, {*Category} - {Category.INTIMATE}, {*Purpose}, everything=True)
    case = case_of({path: unknown}, unticked, entries=ENTRIES)
    assert not what_left(ask(case, to, purpose))
    ticked = consent(to, {Category.INTIMATE}, {*Purpose})
    assert what_left(ask(case_of({path: unknown}, ticked, entries=ENTRIES), to, Purpose.CARE))


@THOROUGH
@given(chances, st.sampled_from(["steps", "guidance"]), recipients)
def test_a_step_that_nobody_sorted_leaves_only_with_what_is_most_intimate(
    chance: Random, name: str, to: Recipient
) -> None:
    section = PARTNER_FORM.section(name)
    assert section is not None
    unsorted, beside = chance.sample(["a", "b"], 2)
    filled = {path_of(section, field, each): a_value(chance, field) for field in section.fields for each in ("a", "b")}
    kind: dict[str, Value] = chance.choice([{}, {f"{name}.{unsorted}.kind": "other"}])
    answers = {path: value for path, value in filled.items() if path != f"{name}.{unsorted}.kind"} | kind
    answers[f"{name}.{beside}.kind"] = "complaint"
    unticked = consent(to, {*Category} - {Category.INTIMATE}, {*Purpose}, everything=True)
    left = what_left(ask(case_of(answers, unticked, entries=ENTRIES), to, Purpose.COMPLAINT))
    assert {at for at, _category, _value in left} == {path for path in answers if path.startswith(f"{name}.{beside}.")}


@THOROUGH
@given(chances, recipients, for_some_purpose)
def test_what_stands_in_no_entry_and_no_field_of_the_form_never_leaves(
    chance: Random, to: Recipient, purpose: Purpose
) -> None:
    answers, recorded = answered(chance), all_agreed(to)
    stray: dict[str, Value] = {"children.gone.first_name": "CANARI", "x-own.field": "CANARI", "person.gone": "CANARI"}
    with_stray = case_of({**answers, **stray}, *recorded, entries=ENTRIES)
    assert ask(with_stray, to, purpose) == ask(case_of(answers, *recorded, entries=ENTRIES), to, purpose)
