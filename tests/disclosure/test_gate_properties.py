"""What must hold for every record of consents and legal grounds, every recipient, purpose and day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselink.consent.grounds import Recipient
from caselink.disclosure.gate import decide
from caselink.domain.events import Event
from caselink.domain.partners import PartnerKind
from caselink.errors import EventsAltered
from caselink.forms.categories import Category
from caselink.forms.legal_bases import LEGAL_BASES, LegalBasis
from caselink.forms.purposes import Purpose
from tests.disclosure.as_recorded import (
    A_WEEK,
    IN_ORDER,
    NEEDED,
    allowed_by,
    consent_allows,
    consents,
    day,
    first_reason,
    is_explicit,
    legal_allows,
    legal_decisions,
    takes_back,
    words,
)
from tests.disclosure.cases import DAY, SHELTER, consent, legal
from tests.disclosure.recorded import (
    CATEGORY_OF,
    HOSPITAL,
    MISTAKABLE,
    RECIPIENTS,
    THOROUGH,
    Asked,
    Meeting,
    case_with,
    chances,
    consent_to,
    end_of,
    grounds_of_what_leaves,
    leaving,
    legal_to,
    meetings,
    part_of,
    questions,
    reasons,
)

pytestmark = pytest.mark.no_cover  # measuring makes them four times slower; test_gate_rules.py reaches every branch

EVERY = sorted(CATEGORY_OF.values())
DAY_BY_DAY = settings(THOROUGH, max_examples=40)

recipients = st.sampled_from(RECIPIENTS)


@pytest.fixture(scope="module", autouse=True)
def a_text_that_came_and_went() -> Iterator[None]:
    """Of the texts there are none has ended yet."""
    authorities = frozenset({PartnerKind.POLICE, PartnerKind.JUSTICE, PartnerKind.PUBLIC_PROSECUTOR})
    with pytest.MonkeyPatch.context() as data:
        data.setitem(
            LEGAL_BASES, "for_a_week", LegalBasis("for_a_week", "une semaine", "FR", authorities, "tous", *A_WEEK)
        )
        yield


@THOROUGH
@given(questions)
def test_nothing_leaves_without_an_active_ground(question: Asked) -> None:
    decision = question.answer()
    for category, basis in grounds_of_what_leaves(decision).items():
        assert basis in allowed_by(question.recorded, category, question.to, question.purpose, question.on)
    rests_on_a_text = any(each.basis.startswith("legal:") for each in decision.disclosure.shared)
    assert decision.disclosure.by_legal_ground is rests_on_a_text


@THOROUGH
@given(questions)
def test_whatever_an_active_ground_covers_leaves_and_her_own_consent_comes_first(question: Asked) -> None:
    left = grounds_of_what_leaves(question.answer())
    for category in EVERY:
        allowed = allowed_by(question.recorded, category, question.to, question.purpose, question.on)
        assert (category in left) is bool(allowed)
        if any(each.startswith("consent:") for each in allowed):
            assert left[category].startswith("consent:")


@THOROUGH
@given(questions)
def test_what_stays_is_told_with_the_first_reason_that_is_true(question: Asked) -> None:
    decision = question.answer()
    told = reasons(decision)
    assert sorted([*told, *leaving(decision)]) == EVERY, "each answer leaves or stays"
    for category, reason in told.items():
        assert reason == first_reason(question.recorded, category, question.to, question.purpose, question.on)


@THOROUGH
@given(questions, chances)
def test_what_she_takes_back_stays_from_that_day_on_and_nothing_else_changes(
    question: Asked, chance: Random
) -> None:
    given_before = consents(question.recorded)
    if not given_before:
        return
    taken_from = chance.choice(given_before)
    taken = part_of(chance, taken_from)
    before, after = grounds_of_what_leaves(question.answer()), grounds_of_what_leaves(question.answer(taken))
    assert after.keys() <= before.keys(), "taking something back frees nothing"
    for category, basis in before.items():
        if basis == f"consent:{taken_from.id}" and takes_back(taken, category, question.purpose, question.on):
            assert after.get(category) != basis
        elif basis == f"consent:{taken_from.id}":
            # another consent of hers may last longer now, and stands on the paper for it
            assert after[category].startswith("consent:")
        else:
            assert after[category] == basis


@THOROUGH
@given(questions, chances)
def test_a_further_consent_takes_nothing_away_and_frees_only_what_it_allows(
    question: Asked, chance: Random
) -> None:
    further = consent_to(chance, question.to)
    before, after = leaving(question.answer()), leaving(question.answer(further))
    assert before <= after
    for category in after - before:
        assert consent_allows(further, [], category, question.to, question.purpose, question.on)


@THOROUGH
@given(questions, chances)
def test_a_further_legal_ground_takes_nothing_away_and_frees_only_what_it_allows_and_never_residence(
    question: Asked, chance: Random
) -> None:
    further = legal_to(chance, question.to)
    before, after = leaving(question.answer()), leaving(question.answer(further))
    assert before <= after
    for category in after - before:
        assert category != "residence"
        assert legal_allows(further, [], category, question.to, question.on)


@THOROUGH
@given(questions, chances)
def test_ending_a_legal_ground_frees_nothing_and_leaves_other_grounds_alone(
    question: Asked, chance: Random
) -> None:
    decided = legal_decisions(question.recorded)
    if not decided:
        return
    ended = chance.choice(decided)
    end = end_of(chance, ended)
    before, after = grounds_of_what_leaves(question.answer()), grounds_of_what_leaves(question.answer(end))
    assert after.keys() <= before.keys()
    for category, basis in before.items():
        if basis != f"legal:{ended.id}":
            assert after[category] == basis
        elif day(end, "on") <= question.on:
            assert after.get(category) != basis
        else:  # it still counts on that day, but another ground may now count longer
            assert category in after


@THOROUGH
@given(meetings())
def test_a_document_is_valid_until_the_last_day_on_which_all_its_grounds_count(meeting: Meeting) -> None:
    today = meeting.answer()
    until = today.disclosure.valid_until
    if until is None:
        assert not today.disclosure.shared
        return
    assert until >= meeting.on
    assert leaving(today) <= leaving(meeting.answer_on(until)), "on that day all of it could leave still"
    resting_on = grounds_of_what_leaves(today).items()
    assert not resting_on <= grounds_of_what_leaves(meeting.answer_on(until + timedelta(1))).items()


@THOROUGH
@given(meetings())
def test_a_meeting_gets_only_what_each_who_attends_may_have_and_hears_the_first_reason_of_all(meeting: Meeting) -> None:
    together, alone = meeting.answer(), meeting.alone()
    assert leaving(together) == set.intersection(*(leaving(each) for each in alone))
    for shared in together.disclosure.shared:
        assert list(shared.bases) == [grounds_of_what_leaves(each)[CATEGORY_OF[shared.piece.path]] for each in alone]
    for category, reason in reasons(together).items():
        of_each = [reasons(each)[category] for each in alone if category in reasons(each)]
        assert reason == min(of_each, key=IN_ORDER.index)
    with pytest.raises(ValueError, match="at least one"):
        replace(meeting, audience=()).answer()


def tampered(recorded: list[Event], chance: Random) -> tuple[Event, ...]:
    """The record as an older page of the database or a hand at it would leave it: one event gone, moved or changed."""
    left = list(recorded)
    at = chance.randrange(len(left))
    match chance.choice(["gone", "moved", "changed", "renamed", "twice"]):
        case "gone":
            del left[at]
        case "moved":
            left.append(left.pop(at))
        case "changed":
            left[at] = replace(left[at], body={**left[at].body, "recipient": "someone else"})
        case "renamed":
            left[at] = replace(left[at], id="another")
        case _:
            left.append(left[at])
    return tuple(left)


@THOROUGH
@given(questions, chances)
def test_a_record_that_is_not_the_one_that_was_sealed_lets_nothing_out(question: Asked, chance: Random) -> None:
    if not question.recorded:
        return
    found = tampered(question.recorded, chance)
    if list(found) == question.recorded:
        return
    with pytest.raises(EventsAltered):
        decide(replace(case_with(*question.recorded), events=found), (question.to,), question.purpose, question.on)


@DAY_BY_DAY
@given(chances, recipients)
def test_day_by_day_it_leaves_just_while_a_ground_counts(chance: Random, to: Recipient) -> None:
    given_twice = [consent_to(chance, to), consent_to(chance, to)]
    taken = [part_of(chance, each) for each in given_twice for _ in range(chance.randint(0, 2))]
    decided = legal_to(chance, to)
    ends = [end_of(chance, decided) for _ in range(chance.randint(0, 2))]
    recorded = [*given_twice, *taken, *chance.choice([[], [decided, *ends]])]
    purpose, case = chance.choice([*words(given_twice[1], "purposes")]), case_with(*recorded)
    for shift in range(-8, 10):
        on = DAY + timedelta(shift)
        left = leaving(decide(case, (to,), Purpose(purpose), on))
        assert left == {each for each in EVERY if allowed_by(recorded, each, to, purpose, on)}


@pytest.mark.parametrize("purpose", Purpose)
def test_of_all_that_she_agreed_to_a_purpose_gets_what_it_needs_at_most(purpose: Purpose) -> None:
    case = case_with(consent(SHELTER, {*Category}, {*Purpose}, everything=True))
    assert leaving(decide(case, (SHELTER,), purpose, DAY)) == NEEDED[purpose]


@pytest.mark.parametrize("kind", [None, *PartnerKind])
def test_everything_is_never_more_than_what_needs_no_tick_for_such_a_recipient(kind: PartnerKind | None) -> None:
    to = Recipient("x", kind, ("x",))
    case = case_with(consent(to, set(), {*Purpose}, everything=True))
    assert leaving(decide(case, (to,), Purpose.NETWORK, DAY)) == {each for each in EVERY if not is_explicit(each, to)}


@pytest.mark.parametrize(
    ("agreed_to", "taken_for_it"), [(each, other) for each in RECIPIENTS for other in MISTAKABLE[each.key]]
)
def test_what_she_agreed_to_for_one_goes_to_nobody_who_is_taken_for_it(
    agreed_to: Recipient, taken_for_it: Recipient
) -> None:
    for here, there in ((agreed_to, taken_for_it), (taken_for_it, agreed_to)):
        case = case_with(consent(here, {*Category}, {*Purpose}, everything=True, sort_recorded=True))
        assert leaving(decide(case, (here,), Purpose.NETWORK, DAY)) == NEEDED[Purpose.NETWORK]
        assert leaving(decide(case, (there,), Purpose.NETWORK, DAY)) == set()


@THOROUGH
@given(questions, chances)
def test_a_sealed_record_that_can_not_be_read_lets_nothing_out(question: Asked, chance: Random) -> None:
    if not question.recorded:
        return
    recorded = list(question.recorded)
    at = chance.randrange(len(recorded))
    must_be_there = {"recipient", "consent", "decision", "on", "given_on", "expires_on", "categories", "purposes"}
    key = chance.choice(sorted(must_be_there & recorded[at].body.keys()))
    body = {name: value for name, value in recorded[at].body.items() if name != key}
    recorded[at] = replace(recorded[at], body=chance.choice([body, {**body, key: 3}, {**body, key: ["?"]}]))
    with pytest.raises(EventsAltered):
        decide(case_with(*recorded), (question.to,), question.purpose, question.on)


DECIDED_AND_LAST_DAY = {
    date(2026, 3, 10): date(2026, 6, 10),
    date(2025, 11, 30): date(2026, 2, 28),
    date(2023, 11, 29): date(2024, 2, 29),
    date(2026, 1, 31): date(2026, 4, 30),
    date(2026, 5, 31): date(2026, 8, 31),
    date(2026, 10, 15): date(2027, 1, 15),
}
"""Three months on, or the last day of a month that is too short."""


@pytest.mark.parametrize(("decided", "last"), DECIDED_AND_LAST_DAY.items(), ids=str)
def test_a_legal_ground_counts_from_its_day_for_three_months_also_over_short_months(decided: date, last: date) -> None:
    case = case_with(legal("fr_penal_223_6", HOSPITAL, set(Category), decided))
    for on in (decided - timedelta(1), decided, last, last + timedelta(1)):
        disclosure = decide(case, (HOSPITAL,), Purpose.CARE, on).disclosure
        assert bool(disclosure.shared) is (decided <= on <= last)
        assert disclosure.valid_until == (last if disclosure.shared else None)
