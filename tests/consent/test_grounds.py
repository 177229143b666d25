"""Consents, withdrawals and the other grounds, as events hold them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselink.consent.events import (
    consent_body,
    legal_body,
    legal_end_body,
    lift_body,
    never_inform_body,
    read_grounds,
    withdrawal_body,
)
from caselink.consent.grounds import (
    Consent,
    LegalDecision,
    Lifted,
    MustNotReceive,
    Recipient,
    Withdrawal,
    default_expiry,
    latest_expiry,
)
from caselink.domain.answers import Json
from caselink.domain.events import Event, EventKind
from caselink.domain.partners import PartnerKind
from caselink.forms.categories import Category, is_explicit
from caselink.forms.consent_terms import EXCLUDED_KINDS, MODES, ExcludedKind, Mode
from caselink.forms.legal_bases import LEGAL_BASES, LegalBasis
from caselink.forms.purposes import PURPOSES, Purpose

DAY = date(2026, 11, 3)
SHELTER = Recipient("Abri", PartnerKind.SHELTER, ("Abri",))
POLICE = Recipient("Brigade", PartnerKind.POLICE, ("Brigade",))
FRIEND = Recipient("Une amie", None, ("Une amie",))

categories = st.frozensets(st.sampled_from(Category), max_size=5)
purposes = st.frozensets(st.sampled_from(Purpose), max_size=4)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
consents = st.builds(
    Consent,
    id=st.just("e0"), recipient=st.text(min_size=1), categories=categories, everything_else=st.booleans(),
    purposes=purposes, given_on=days, expires_on=days, mode=st.sampled_from(Mode), individual=st.booleans(),
    language=st.text(max_size=3), interpreter=st.text(max_size=5), emergency=st.booleans(),
)


def event(number: int, kind: EventKind, body: dict[str, Json]) -> Event:
    return Event(f"e{number}", "c1", kind, "2026-11-03T10:00:00Z", "amal", body)


def a_consent(*named: Category, everything_else: bool = False) -> Consent:
    return Consent("e0", "Abri", frozenset(named), everything_else, frozenset({Purpose.HOUSING}), DAY, DAY)


@given(consents, st.lists(st.builds(Withdrawal, days, categories, purposes), max_size=3))
def test_a_consent_and_its_withdrawals_are_read_as_they_were_recorded(
    consent: Consent, withdrawals: list[Withdrawal]
) -> None:
    events = [event(0, EventKind.CONSENT_GIVEN, consent_body(consent))]
    for number, withdrawal in enumerate(withdrawals, 1):
        events.append(event(number, EventKind.CONSENT_WITHDRAWN, withdrawal_body("e0", withdrawal)))
    (read,) = read_grounds(events).consents
    assert read.withdrawals == tuple(withdrawals)
    assert consent_body(read) == consent_body(consent)


decisions = st.builds(
    LegalDecision, st.just("e0"), st.text(), st.text(), categories, st.text(), st.text(), days, st.booleans()
)


@given(decisions)
def test_a_legal_decision_is_read_as_it_was_recorded(decision: LegalDecision) -> None:
    (read,) = read_grounds([event(0, EventKind.LEGAL_GROUND, legal_body(decision))]).legal
    assert replace(read, noted_on=None) == decision
    assert read.noted_on == date(2026, 11, 4), "where that day began first: 3 November, ten in the morning, is in UTC"


def test_a_legal_decision_that_was_ended_twice_ends_on_the_earlier_day() -> None:
    made = LegalDecision("e0", "b", "parquet", frozenset(), "chef", "danger", date(2026, 3, 1), False)
    events = [
        event(0, EventKind.LEGAL_GROUND, legal_body(made)),
        event(1, EventKind.LEGAL_GROUND_ENDED, legal_end_body("e0", date(2026, 3, 9))),
        event(2, EventKind.LEGAL_GROUND_ENDED, legal_end_body("e0", date(2026, 3, 20))),
        event(3, EventKind.LEGAL_GROUND_ENDED, legal_end_body("another", date(2026, 3, 2))),
    ]
    (read,) = read_grounds(events).legal
    assert (read.ended_on, read.last_day) == (date(2026, 3, 9), date(2026, 3, 8))


def test_a_name_never_to_inform_counts_until_it_is_lifted() -> None:
    entry = MustNotReceive("e0", ExcludedKind.FAMILY, "Un cousin")
    put = event(0, EventKind.NEVER_INFORM, never_inform_body(entry))
    lift = event(1, EventKind.NEVER_INFORM_LIFTED, {"entry": "e0"})
    assert read_grounds([put]).never_inform == (entry,)
    assert read_grounds([put, lift, lift]).never_inform == ()


def test_a_name_that_left_the_list_is_kept_with_why_when_and_who_until_it_is_back_on_it() -> None:
    entry = MustNotReceive("e0", ExcludedKind.FAMILY, "Un cousin")
    put = event(0, EventKind.NEVER_INFORM, never_inform_body(entry))
    lift = event(1, EventKind.NEVER_INFORM_LIFTED, lift_body("e0", "parti à l’étranger"))
    again = event(2, EventKind.NEVER_INFORM, never_inform_body(entry))
    once_more = event(3, EventKind.NEVER_INFORM_LIFTED, lift_body("e2", "décédé"))
    assert read_grounds([put, lift]).lifted == (Lifted(entry, "parti à l’étranger", lift.at, lift.by),)
    back = read_grounds([put, lift, again])
    assert ([each.id for each in back.never_inform], back.lifted) == (["e2"], ())
    (lifted,) = read_grounds([put, lift, again, once_more]).lifted
    assert (lifted.entry.id, lifted.reason) == ("e2", "décédé")


def test_a_name_that_left_the_list_before_reasons_were_asked_is_kept_without_one() -> None:
    put = event(0, EventKind.NEVER_INFORM, never_inform_body(MustNotReceive("e0", ExcludedKind.FAMILY, "Un cousin")))
    (lifted,) = read_grounds([put, event(1, EventKind.NEVER_INFORM_LIFTED, {"entry": "e0"})]).lifted
    assert lifted.reason == ""


def test_a_name_that_stands_on_the_list_twice_leaves_it_when_both_are_lifted() -> None:
    entry = MustNotReceive("e0", ExcludedKind.FAMILY, "Un cousin")
    twice = [event(number, EventKind.NEVER_INFORM, never_inform_body(entry)) for number in range(2)]
    one = read_grounds([*twice, event(2, EventKind.NEVER_INFORM_LIFTED, lift_body("e0", "x"))])
    assert ([each.id for each in one.never_inform], one.lifted) == (["e1"], ())


def test_what_left_is_no_ground() -> None:
    grounds = read_grounds([event(0, EventKind.LEFT, {})])
    assert (grounds.consents, grounds.legal, grounds.never_inform) == ((), (), ())


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (EventKind.CONSENT_GIVEN, {}),
        (EventKind.CONSENT_GIVEN, {**consent_body(a_consent()), "recipient": 3}),
        (EventKind.CONSENT_GIVEN, {**consent_body(a_consent()), "categories": "all"}),
        (EventKind.CONSENT_GIVEN, {**consent_body(a_consent()), "categories": [1]}),
        (EventKind.CONSENT_GIVEN, {**consent_body(a_consent()), "categories": ["everything"]}),
        (EventKind.CONSENT_WITHDRAWN, {"consent": "e0", "on": "yesterday"}),
        (EventKind.LEGAL_GROUND, {"basis": None}),
        (EventKind.LEGAL_GROUND_ENDED, {"decision": "e0", "on": "yesterday"}),
        (EventKind.NEVER_INFORM, {"kind": "enemy", "name": "x"}),
    ],
)
def test_an_event_that_does_not_read_is_never_passed_over(kind: EventKind, body: dict[str, Json]) -> None:
    with pytest.raises((ValueError, KeyError)):
        read_grounds([event(0, kind, body)])


@pytest.mark.parametrize("category", Category)
@pytest.mark.parametrize("recipient", [SHELTER, POLICE, FRIEND], ids=["shelter", "police", "friend"])
def test_everything_never_holds_what_is_explicit_for_that_recipient(category: Category, recipient: Recipient) -> None:
    explicit = is_explicit(category, recipient.kind)
    assert a_consent(everything_else=True).covers(category, recipient) is not explicit
    assert a_consent(category).covers(category, recipient)
    assert not a_consent().covers(category, recipient)


def test_how_to_reach_her_is_explicit_for_police_and_justice_alone() -> None:
    kinds = {kind for kind in PartnerKind if is_explicit(Category.CONTACT, kind)}
    assert kinds == {
        PartnerKind.POLICE, PartnerKind.JUSTICE, PartnerKind.PUBLIC_PROSECUTOR, PartnerKind.EMERGENCY,
    }
    assert not is_explicit(Category.CONTACT, None)


def test_a_withdrawal_counts_from_its_day_for_what_it_names() -> None:
    part = Withdrawal(DAY, frozenset({Category.HEALTH}), frozenset({Purpose.CARE}))
    assert part.takes_back(Category.HEALTH, Purpose.CARE)
    assert not part.takes_back(Category.HEALTH, Purpose.HOUSING)
    assert not part.takes_back(Category.IDENTITY, Purpose.CARE)
    whole = Consent("e0", "Abri", frozenset(), True, frozenset(), DAY, DAY, withdrawals=(Withdrawal(DAY),))
    assert whole.withdrawn(Category.IDENTITY, Purpose.HOUSING, DAY)
    assert not whole.withdrawn(Category.IDENTITY, Purpose.HOUSING, date(2026, 11, 2))


def test_a_consent_lasts_three_months_seven_days_in_an_emergency_and_never_over_twelve_months() -> None:
    assert default_expiry(DAY) == date(2027, 2, 3)
    assert default_expiry(DAY, emergency=True) == date(2026, 11, 9)
    assert latest_expiry(DAY) == date(2027, 11, 3)


def test_a_legal_decision_counts_from_its_day_for_three_months() -> None:
    decision = LegalDecision("e0", "fr_penal_223_6", "112", frozenset(), "amal", "danger", DAY, told=True)
    assert [decision.counts_on(day) for day in (date(2026, 11, 2), DAY, date(2027, 2, 3), date(2027, 2, 4))] == [
        False, True, True, False,
    ]


def test_a_consent_counts_twelve_months_at_most_whatever_last_day_was_recorded() -> None:
    assert replace(a_consent(), expires_on=date(2030, 1, 1)).last_day == date(2027, 11, 3)
    assert replace(a_consent(), expires_on=date(2027, 11, 2)).last_day == date(2027, 11, 2)


@pytest.mark.parametrize(("decided", "counts"), [(date(2026, 11, 4), True), (date(2026, 11, 5), False)])
def test_a_legal_decision_dated_ahead_of_the_day_it_was_recorded_never_counts(decided: date, counts: bool) -> None:
    made = LegalDecision("e0", "fr_penal_223_6", "112", frozenset(), "amal", "danger", decided, told=True)
    (read,) = read_grounds([event(0, EventKind.LEGAL_GROUND, legal_body(made))]).legal
    assert read.counts_on(decided + timedelta(10)) is counts


@pytest.mark.parametrize("basis", LEGAL_BASES.values(), ids=LEGAL_BASES)
def test_a_legal_basis_names_its_recipients_and_waits_for_counsel(basis: LegalBasis) -> None:
    assert bool(basis.recipients) is (basis.id != "fr_cpp_15_3")  # a duty of the police, which lets nobody share
    assert basis.label
    assert basis.relied_on_by
    assert basis.country in ("FR", "BE")
    assert not basis.confirmed
    assert basis.in_force(basis.valid_from)
    assert not basis.in_force(date(1900, 1, 1))


def test_a_text_out_of_force_is_out_of_force_from_the_day_after_its_last() -> None:
    basis = LEGAL_BASES["fr_penal_223_6"]
    ended = type(basis)(
        basis.id, basis.label, basis.country, basis.recipients, basis.relied_on_by, basis.valid_from, date(2020, 1, 1)
    )
    assert ended.in_force(date(2020, 1, 1))
    assert not ended.in_force(date(2020, 1, 2))


def test_every_purpose_mode_and_kind_has_words_and_the_network_never_gets_what_is_intimate() -> None:
    assert set(PURPOSES) == set(Purpose)
    assert set(MODES) == set(Mode)
    assert set(EXCLUDED_KINDS) == set(ExcludedKind)
    assert PURPOSES[Purpose.NETWORK].categories == frozenset(Category) - {Category.INTIMATE}
    assert all(Category.IDENTITY in facts.categories for facts in PURPOSES.values())


@pytest.mark.parametrize("basis_id", ["be_penal_458bis", "be_penal_422bis", "be_penal_458ter"])
def test_a_belgian_article_stays_usable_after_the_new_code_and_is_marked_unconfirmed(basis_id: str) -> None:
    basis, eve, day = LEGAL_BASES[basis_id], date(2026, 4, 7), date(2026, 4, 8)
    assert basis.in_force(date(2027, 1, 1))
    assert not basis.may_have_ended(eve)
    assert basis.may_have_ended(day)
    assert "à confirmer" in basis.words(day)
    assert basis.words(eve) == basis.label
    assert not replace(basis, confirmed=True).may_have_ended(day)


def test_no_french_text_is_marked_for_the_belgian_code() -> None:
    assert not any(basis.may_have_ended(date(2030, 1, 1)) for basis in LEGAL_BASES.values() if basis.country == "FR")
