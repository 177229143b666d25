"""Each rule of the gate, one fact at a time (docs/rules/consent.md, docs/rules/categories.md)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from caselink.consent.events import legal_end_body, read_grounds
from caselink.consent.grounds import Recipient
from caselink.disclosure.gate import decide, grounds_of, is_blocked, near_matches
from caselink.disclosure.outputs import Reason
from caselink.domain.answers import NoAnswer, Value
from caselink.domain.case import Case
from caselink.domain.events import Event, EventKind
from caselink.domain.needs import NeedState
from caselink.domain.partners import PartnerKind
from caselink.errors import EventsAltered
from caselink.forms.categories import Category as C
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.forms.purposes import Purpose as P
from tests.disclosure.cases import (
    DAY,
    POLICE,
    PROSECUTOR,
    SHELTER,
    SISTER,
    case_of,
    consent,
    event,
    legal,
    never_inform,
    withdrawal,
)

NAME: dict[str, Value] = {"person.goes_by": "Amina"}
NATION: dict[str, Value] = {"person.nationality": ("ma",)}


def shared(case: Case, to: Recipient = SHELTER, purpose: P = P.HOUSING, on: date = DAY) -> dict[str, str]:
    return {each.piece.path: each.basis for each in decide(case, (to,), purpose, on).disclosure.shared}


def reasons(case: Case, to: Recipient = SHELTER, purpose: P = P.HOUSING, on: date = DAY) -> dict[str, Reason]:
    return {each.path: each.reason for each in decide(case, (to,), purpose, on).withheld}


def test_without_any_consent_a_plain_value_is_withheld_for_want_of_one() -> None:
    assert reasons(case_of(NAME)) == {"person.goes_by": Reason.NO_CONSENT}


def test_one_active_consent_shares_the_value_on_that_ground() -> None:
    given = consent(categories={C.IDENTITY})
    assert shared(case_of(NAME, given)) == {"person.goes_by": f"consent:{given.id}"}


def test_one_active_consent_is_enough_beside_a_withdrawn_and_an_expired_one() -> None:
    old = consent(categories={C.IDENTITY}, given_on=date(2025, 1, 1), expires_on=date(2025, 2, 1))
    gone = consent(categories={C.IDENTITY})
    live = consent(categories={C.IDENTITY})
    assert shared(case_of(NAME, old, gone, withdrawal(gone, DAY), live)) == {"person.goes_by": f"consent:{live.id}"}


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 2, 28), Reason.NOT_YET_VALID),
        (date(2026, 3, 1), None),
        (date(2026, 6, 1), None),
        (date(2026, 6, 2), Reason.EXPIRED),
    ],
)
def test_the_first_and_the_last_day_of_a_consent_count(on: date, expected: Reason | None) -> None:
    case = case_of(NAME, consent(categories={C.IDENTITY}))
    assert reasons(case, on=on).get("person.goes_by") == expected


@pytest.mark.parametrize(("days", "expected"), [(-1, None), (0, Reason.WITHDRAWN), (1, Reason.WITHDRAWN)])
def test_a_withdrawal_counts_from_its_day(days: int, expected: Reason | None) -> None:
    given = consent(categories={C.IDENTITY})
    case = case_of(NAME, given, withdrawal(given, DAY))
    assert reasons(case, on=DAY + timedelta(days)).get("person.goes_by") == expected


def test_a_consent_for_another_purpose_does_not_serve() -> None:
    case = case_of(NAME, consent(categories={C.IDENTITY}, purposes={P.CARE}))
    assert reasons(case) == {"person.goes_by": Reason.OTHER_PURPOSE}


def test_of_several_consents_that_do_not_serve_the_first_reason_of_the_list_is_told() -> None:
    """The order of docs/rules/consent.md: withdrawn, expired, not yet valid, another purpose."""
    taken = consent(categories={C.IDENTITY})
    each_with_its_reason = [
        (Reason.WITHDRAWN, (taken, withdrawal(taken, DAY))),
        (Reason.EXPIRED, (consent(categories={C.IDENTITY}, given_on=date(2025, 1, 1), expires_on=date(2025, 2, 1)),)),
        (Reason.NOT_YET_VALID, (consent(categories={C.IDENTITY}, given_on=date(2026, 5, 1)),)),
        (Reason.OTHER_PURPOSE, (consent(categories={C.IDENTITY}, purposes={P.CARE}),)),
    ]
    for first in range(4):
        recorded = [event for _reason, events in reversed(each_with_its_reason[first:]) for event in events]
        assert reasons(case_of(NAME, *recorded)) == {"person.goes_by": each_with_its_reason[first][0]}


def test_a_consent_for_another_partner_does_not_serve() -> None:
    case = case_of(NAME, consent(recipient=POLICE, categories={C.IDENTITY}))
    assert reasons(case) == {"person.goes_by": Reason.NO_CONSENT}


def test_a_person_and_a_partner_of_the_same_name_are_not_the_same_recipient() -> None:
    case = case_of(NAME, consent(categories={C.IDENTITY}))
    twin = Recipient(SHELTER.key, None, SHELTER.names)
    assert reasons(case, to=twin) == {"person.goes_by": Reason.NO_CONSENT}


def test_a_person_of_her_own_may_receive_by_consent() -> None:
    case = case_of(NAME, consent(recipient=SISTER, categories={C.IDENTITY}))
    assert list(shared(case, to=SISTER)) == ["person.goes_by"]


def test_what_the_purpose_does_not_need_is_withheld_even_with_consent() -> None:
    case = case_of(NATION, consent(categories={C.RESIDENCE}, purposes={P.CARE}))
    assert reasons(case, purpose=P.CARE) == {"person.nationality": Reason.NOT_NEEDED}


def test_everything_never_covers_an_explicit_category() -> None:
    case = case_of(NAME | NATION, consent(everything=True))
    assert list(shared(case)) == ["person.goes_by"]
    assert reasons(case) == {"person.nationality": Reason.EXPLICIT_CONSENT_NEEDED}


def test_the_tick_of_an_explicit_category_shares_it() -> None:
    assert list(shared(case_of(NATION, consent(categories={C.RESIDENCE})))) == ["person.nationality"]


def test_a_ticked_explicit_category_that_she_took_back_is_withdrawn() -> None:
    given = consent(categories={C.RESIDENCE})
    assert reasons(case_of(NATION, given, withdrawal(given, DAY))) == {"person.nationality": Reason.WITHDRAWN}


@pytest.mark.parametrize("recipient", [POLICE, PROSECUTOR, Recipient("tribunal", PartnerKind.JUSTICE, ("tribunal",))])
def test_her_safe_number_is_off_by_default_for_police_and_justice(recipient: Recipient) -> None:
    answers = {"contact.safe_number": "0470 00 00 00"}
    everything = consent(recipient=recipient, purposes={P.COMPLAINT}, everything=True)
    ticked = consent(recipient=recipient, purposes={P.COMPLAINT}, categories={C.CONTACT})
    assert reasons(case_of(answers, everything), recipient, P.COMPLAINT) == {
        "contact.safe_number": Reason.EXPLICIT_CONSENT_NEEDED
    }
    assert list(shared(case_of(answers, ticked), recipient, P.COMPLAINT)) == ["contact.safe_number"]


def test_her_safe_number_is_covered_by_everything_for_other_partners() -> None:
    case = case_of({"contact.safe_number": "0470 00 00 00"}, consent(everything=True))
    assert list(shared(case)) == ["contact.safe_number"]


def test_she_can_take_back_one_category_and_leave_the_rest() -> None:
    given = consent(everything=True)
    case = case_of(NAME | {"contact.safe_number": "1712"}, given, withdrawal(given, DAY, categories={C.CONTACT}))
    assert list(shared(case)) == ["person.goes_by"]
    assert reasons(case) == {"contact.safe_number": Reason.WITHDRAWN}


def test_she_can_take_back_one_purpose_and_leave_the_other() -> None:
    given = consent(everything=True, purposes={P.HOUSING, P.CARE})
    case = case_of(NAME, given, withdrawal(given, DAY, purposes={P.HOUSING}))
    assert reasons(case, purpose=P.HOUSING) == {"person.goes_by": Reason.WITHDRAWN}
    assert list(shared(case, purpose=P.CARE)) == ["person.goes_by"]


@pytest.mark.parametrize("name", ["Maison d’accueil", "MAISON D'ACCUEIL", "abri", "accueil maison d"])
def test_a_recipient_on_the_list_receives_nothing_whatever_she_consented(name: str) -> None:
    case = case_of(NAME, consent(everything=True), never_inform(name))
    assert shared(case) == {}
    assert reasons(case) == {"person.goes_by": Reason.BLOCKED_RECIPIENT}


def test_a_recipient_is_blocked_when_someone_there_is_on_the_list() -> None:
    there = Recipient("cpas", PartnerKind.SOCIAL_SERVICE, ("cpas", "CPAS", "Karim Haddad"))
    case = case_of(NAME, consent(recipient=there, everything=True), never_inform("haddad, karim"))
    assert reasons(case, to=there) == {"person.goes_by": Reason.BLOCKED_RECIPIENT}


def test_a_resembling_name_warns_and_does_not_block() -> None:
    case = case_of(NAME, consent(everything=True), never_inform("Maison d’acueil"))
    assert [entry.name for entry in near_matches(read_grounds(case.events), SHELTER)] == ["Maison d’acueil"]
    assert list(shared(case)) == ["person.goes_by"]


def test_a_legal_ground_shares_only_its_categories_with_the_recipient_it_names() -> None:
    decided = legal("fr_penal_226_14_1", PROSECUTOR, {C.VIOLENCE})
    case = case_of(NAME | {"violence.types": ("physical",)}, decided)
    assert shared(case, PROSECUTOR, P.COMPLAINT) == {"violence.types": f"legal:{decided.id}"}
    assert reasons(case, PROSECUTOR, P.COMPLAINT) == {"person.goes_by": Reason.NO_CONSENT}


def test_a_legal_ground_does_not_serve_a_recipient_that_the_text_does_not_name() -> None:
    case = case_of(NAME, legal("fr_penal_226_14_3", SHELTER, {C.IDENTITY}))
    assert reasons(case) == {"person.goes_by": Reason.NO_CONSENT}


def test_no_legal_ground_ever_carries_residence() -> None:
    decided = legal("fr_penal_226_14_1", PROSECUTOR, {C.RESIDENCE, C.IDENTITY})
    assert "person.nationality" not in shared(case_of(NAME | NATION, decided), PROSECUTOR, P.NETWORK)


def test_an_unknown_legal_ground_serves_nobody() -> None:
    assert shared(case_of(NAME, legal("made_up", PROSECUTOR, {C.IDENTITY})), PROSECUTOR, P.COMPLAINT) == {}


@pytest.mark.parametrize(
    ("decided_on", "counts"),
    [(date(2026, 3, 11), False), (DAY, True), (date(2025, 12, 10), True), (date(2025, 12, 9), False)],
)
def test_a_legal_decision_counts_from_its_day_for_three_months(decided_on: date, counts: bool) -> None:
    case = case_of(NAME, legal("fr_penal_226_14_1", PROSECUTOR, {C.IDENTITY}, decided_on))
    assert bool(shared(case, PROSECUTOR, P.COMPLAINT)) is counts


@pytest.mark.parametrize(("on", "counts"), [(date(2026, 3, 9), True), (DAY, False), (date(2026, 3, 11), False)])
def test_a_legal_decision_counts_until_the_day_on_which_it_was_ended(on: date, counts: bool) -> None:
    decided = legal("fr_penal_226_14_1", PROSECUTOR, {C.IDENTITY}, date(2026, 3, 1))
    ended = event(EventKind.LEGAL_GROUND_ENDED, legal_end_body(decided.id, DAY))
    decision = decide(case_of(NAME, decided, ended), (PROSECUTOR,), P.COMPLAINT, on)
    assert bool(decision.disclosure.shared) is counts
    assert decision.disclosure.valid_until == (date(2026, 3, 9) if counts else None)


@pytest.mark.parametrize(("on", "counts"), [(date(2026, 3, 20), True), (date(2026, 3, 21), False)])
def test_a_legal_decision_ends_with_the_text_it_relies_on(
    on: date, counts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = replace(LEGAL_BASES["fr_penal_226_14_1"], valid_until=date(2026, 3, 20))
    monkeypatch.setitem(LEGAL_BASES, text.id, text)
    decision = decide(case_of(NAME, legal(text.id, PROSECUTOR, {C.IDENTITY})), (PROSECUTOR,), P.COMPLAINT, on)
    assert bool(decision.disclosure.shared) is counts
    assert decision.disclosure.valid_until == (date(2026, 3, 20) if counts else None)


def test_a_legal_ground_is_no_way_round_the_list() -> None:
    case = case_of(NAME, legal("fr_penal_226_14_1", PROSECUTOR, {C.IDENTITY}), never_inform("parquet"))
    assert reasons(case, PROSECUTOR, P.COMPLAINT) == {"person.goes_by": Reason.BLOCKED_RECIPIENT}


def test_a_value_that_reveals_more_than_its_field_has_a_category_of_its_own() -> None:
    case = case_of({"violence.types": ("physical", "sexual")}, consent(everything=True))
    decision = decide(case, (SHELTER,), P.HOUSING, DAY)
    assert [(each.piece.path, each.piece.value) for each in decision.disclosure.shared] == [
        ("violence.types", ("physical",))
    ]
    assert [(each.category, each.reason) for each in decision.withheld] == [(C.INTIMATE, Reason.NOT_NEEDED)]


def test_a_need_of_residence_is_held_back_like_the_answer() -> None:
    needs = {"complaint": NeedState.TO_DO, "permit_renewal": NeedState.TO_DO}
    case = case_of({}, consent(everything=True, purposes={P.RESIDENCE}), needs=needs)
    assert list(shared(case, purpose=P.RESIDENCE)) == ["needs.complaint"]
    assert reasons(case, purpose=P.RESIDENCE) == {"needs.permit_renewal": Reason.EXPLICIT_CONSENT_NEEDED}


def test_a_need_that_nobody_assessed_is_not_listed() -> None:
    case = case_of({}, consent(everything=True), needs={"complaint": NeedState.NOT_ASSESSED})
    assert shared(case) == {}
    assert reasons(case) == {}


def test_a_step_takes_the_category_of_what_it_reveals() -> None:
    answers = {"steps.a.kind": "immigration_office", "steps.a.what": "rendez-vous"}
    case = case_of(answers, consent(everything=True), entries={"steps": ("a",)})
    assert set(reasons(case).values()) == {Reason.EXPLICIT_CONSENT_NEEDED}


def test_a_step_that_nobody_sorted_is_held_like_what_is_most_intimate() -> None:
    answers = {"steps.a.what": "est allée à la préfecture"}
    case = case_of(answers, consent(everything=True, purposes={P.CARE}), entries={"steps": ("a",)})
    assert reasons(case, purpose=P.CARE) == {"steps.a.what": Reason.EXPLICIT_CONSENT_NEEDED}


def test_a_support_person_who_refuses_is_not_named_though_she_agreed() -> None:
    answers: dict[str, Value] = {"resource_persons.a.name": "Leïla", "resource_persons.a.agrees": False}
    ticked = consent(categories={C.ENTOURAGE}, purposes={P.SAFETY})
    case = case_of(answers, ticked, entries={"resource_persons": ("a",)})
    assert set(reasons(case, purpose=P.SAFETY).values()) == {Reason.EXPLICIT_CONSENT_NEEDED}
    agreed = case_of(answers | {"resource_persons.a.agrees": True}, ticked, entries={"resource_persons": ("a",)})
    assert "resource_persons.a.name" in shared(agreed, purpose=P.SAFETY)


def test_what_is_shared_is_valid_until_the_first_ground_ends() -> None:
    short = consent(categories={C.IDENTITY}, expires_on=date(2026, 3, 31))
    long = consent(categories={C.CONTACT}, expires_on=date(2026, 5, 31))
    case = case_of(NAME | {"contact.safe_number": "1712"}, short, long)
    assert decide(case, (SHELTER,), P.HOUSING, DAY).disclosure.valid_until == date(2026, 3, 31)


def test_of_several_grounds_the_one_that_counts_longest_says_until_when() -> None:
    short = consent(categories={C.IDENTITY}, expires_on=date(2026, 3, 31))
    long = consent(categories={C.IDENTITY}, expires_on=date(2026, 5, 31))
    cut = consent(categories={C.IDENTITY})
    case = case_of(NAME, short, long, cut, withdrawal(cut, date(2026, 3, 20)))
    assert decide(case, (SHELTER,), P.HOUSING, DAY).disclosure.valid_until == date(2026, 5, 31)
    assert shared(case) == {"person.goes_by": f"consent:{long.id}"}


def test_of_several_decisions_by_law_the_one_that_counts_longest_says_until_when() -> None:
    old = legal("fr_penal_226_14_1", PROSECUTOR, {C.IDENTITY}, date(2026, 1, 1))
    new = legal("fr_penal_226_14_1", PROSECUTOR, {C.IDENTITY})
    case = case_of(NAME, old, new)
    assert decide(case, (PROSECUTOR,), P.COMPLAINT, DAY).disclosure.valid_until == date(2026, 6, 10)


@pytest.mark.parametrize(("on", "reason"), [(date(2027, 3, 1), None), (date(2027, 3, 2), Reason.EXPIRED)])
def test_no_consent_counts_over_twelve_months_whatever_was_recorded(on: date, reason: Reason | None) -> None:
    case = case_of(NAME, consent(categories={C.IDENTITY}, expires_on=date(2029, 1, 1)))
    decision = decide(case, (SHELTER,), P.HOUSING, on)
    assert [each.reason for each in decision.withheld] == ([] if reason is None else [reason])
    assert decision.disclosure.valid_until == (date(2027, 3, 1) if reason is None else None)


def test_a_decision_dated_ahead_of_the_day_it_was_recorded_shares_nothing_when_that_day_comes() -> None:
    decided = legal("fr_penal_226_14_1", PROSECUTOR, {C.IDENTITY}, DAY, "2026-03-01T09:00:00+00:00")
    assert shared(case_of(NAME, decided), PROSECUTOR, P.COMPLAINT) == {}


def test_a_meeting_gets_only_what_each_who_attends_may_have() -> None:
    here = consent(categories={C.IDENTITY, C.CONTACT})
    there = consent(recipient=SISTER, categories={C.IDENTITY})
    case = case_of(NAME | {"contact.safe_number": "1712"}, here, there)
    decision = decide(case, (SHELTER, SISTER), P.HOUSING, DAY)
    assert [each.basis for each in decision.disclosure.shared] == [f"consent:{here.id} consent:{there.id}"]
    assert [(each.path, each.reason) for each in decision.withheld] == [("contact.safe_number", Reason.NO_CONSENT)]


def test_an_audience_of_nobody_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one"):
        decide(case_of(NAME), (), P.HOUSING, DAY)


def altered(events: tuple[Event, ...], sealed: tuple[Event, ...]) -> Case:
    return Case("case-1", "2026-0001", events=events, sealed=tuple(each.digest() for each in sealed))


def test_a_case_whose_withdrawal_has_vanished_is_refused() -> None:
    given = consent(everything=True)
    taken_back = withdrawal(given, DAY)
    with pytest.raises(EventsAltered):
        decide(altered((given,), (given, taken_back)), (SHELTER,), P.HOUSING, DAY)


def test_a_case_with_a_changed_consent_is_refused() -> None:
    given, wider = consent(categories={C.IDENTITY}), consent(everything=True)
    with pytest.raises(EventsAltered):
        decide(altered((wider,), (given,)), (SHELTER,), P.HOUSING, DAY)


def test_a_sealed_event_that_can_not_be_read_refuses_the_case() -> None:
    given = consent(everything=True)
    broken = Event(given.id, given.case_id, given.kind, given.at, given.by, {"recipient": 3})
    with pytest.raises(EventsAltered):
        decide(altered((broken,), (broken,)), (SHELTER,), P.HOUSING, DAY)


def test_whoever_the_form_names_as_the_perpetrator_is_blocked_without_being_listed() -> None:
    him = Recipient("Karim Haddad", None, ("Karim Haddad",))
    answers: dict[str, Value] = NAME | {"perpetrator.first_names": "Karim", "perpetrator.last_name": "HADDAD"}
    case = case_of(answers, consent(recipient=him, everything=True))
    assert set(reasons(case, to=him).values()) == {Reason.BLOCKED_RECIPIENT}


def test_the_perpetrator_is_blocked_by_his_name_in_latin_letters_too() -> None:
    him = Recipient("Karim Haddad", None, ("Karim Haddad",))
    answers: dict[str, Value] = NAME | {"perpetrator.first_names": "كريم", "perpetrator.latin_name": "Karim HADDAD"}
    case = case_of(answers, consent(recipient=him, everything=True))
    assert set(reasons(case, to=him).values()) == {Reason.BLOCKED_RECIPIENT}


@pytest.mark.parametrize("name", ["Karim Haddad", "M. Omar HADDAD", "Karim Omar Haddad", "(mari) Haddad, Karim Omar"])
def test_each_first_name_that_the_form_gives_him_blocks_with_his_family_name(name: str) -> None:
    him = Recipient(name, None, (name,))
    answers: dict[str, Value] = NAME | {"perpetrator.first_names": "Karim, Omar", "perpetrator.last_name": "Haddad"}
    case = case_of(answers, consent(recipient=him, everything=True))
    assert set(reasons(case, to=him).values()) == {Reason.BLOCKED_RECIPIENT}


def test_a_first_name_alone_in_the_form_warns_and_blocks_as_it_stands() -> None:
    answers: dict[str, Value] = {"perpetrator.first_names": "Karim Omar"}
    grounds = grounds_of(case_of(answers))
    assert [entry.name for entry in grounds.never_inform] == ["Karim Omar"]
    assert not is_blocked(grounds, Recipient("Karim Benali", None, ("Karim Benali",)))


@pytest.mark.parametrize(
    "said",
    [
        "Karim Haddad, le lundi", "06.98.76.54.32", "+33 6 98 76 54 32", "k.haddad@atelier.example",
        "14, rue des Tanneurs",
    ],
)
def test_what_is_written_of_a_recipient_warns_where_it_holds_somebody_of_the_list(said: str) -> None:
    listed = [never_inform(name) for name in (
        "Karim Haddad", "06 98 76 54 32", "K.Haddad@atelier.example", "Rue des Tanneurs 14, 1000 Bruxelles",
    )]
    grounds = grounds_of(case_of(NAME, *listed))
    there = Recipient("abri", PartnerKind.SHELTER, ("abri", "Refuge"), ("ouvert le mardi", said))
    assert len(near_matches(grounds, there)) == 1
    assert not is_blocked(grounds, there)
    assert near_matches(grounds, Recipient("abri", PartnerKind.SHELTER, ("abri", "Refuge"), ("ouvert le mardi",))) == ()


def test_a_consent_does_not_follow_a_partner_that_became_another_sort_of_agency() -> None:
    given = consent(everything=True)
    body = {**given.body, "recipient_kind": PartnerKind.SHELTER.value}
    kept = Event(given.id, given.case_id, given.kind, given.at, given.by, body)
    assert list(shared(case_of(NAME, kept))) == ["person.goes_by"]
    now_police = Recipient(SHELTER.key, PartnerKind.POLICE, SHELTER.names)
    assert reasons(case_of(NAME, kept), to=now_police) == {"person.goes_by": Reason.NO_CONSENT}


def test_an_option_that_the_form_no_longer_has_is_held_like_what_is_most_intimate() -> None:
    case = case_of({"violence.types": ("made_up",)}, consent(everything=True, purposes={P.CARE}))
    assert [each.category for each in decide(case, (SHELTER,), P.CARE, DAY).withheld] == [C.INTIMATE]


def test_a_withdrawal_recorded_for_a_later_day_shortens_the_validity() -> None:
    given = consent(categories={C.IDENTITY})
    case = case_of(NAME, given, withdrawal(given, date(2026, 3, 20)))
    assert decide(case, (SHELTER,), P.HOUSING, DAY).disclosure.valid_until == date(2026, 3, 19)


def test_a_legal_decision_is_valid_for_its_three_months() -> None:
    case = case_of(NAME, legal("fr_penal_226_14_1", PROSECUTOR, {C.IDENTITY}))
    assert decide(case, (PROSECUTOR,), P.COMPLAINT, DAY).disclosure.valid_until == date(2026, 6, 10)


@pytest.mark.parametrize(("agrees", "leaves"), [(True, True), (NoAnswer.NOT_ASKED, True), (NoAnswer.DECLINED, False)])
def test_a_support_person_who_was_asked_and_did_not_agree_is_not_named(
    agrees: bool | NoAnswer, leaves: bool
) -> None:
    answers: dict[str, Value] = {"resource_persons.a.name": "Leïla", "resource_persons.a.agrees": agrees}
    ticked = consent(categories={C.ENTOURAGE}, purposes={P.SAFETY})
    case = case_of(answers, ticked, entries={"resource_persons": ("a",)})
    assert ("resource_persons.a.name" in shared(case, purpose=P.SAFETY)) is leaves


def test_something_else_than_an_option_where_options_are_asked_is_held_like_what_is_most_intimate() -> None:
    case = case_of({"violence.types": "physical"}, consent(everything=True, purposes={P.CARE}))
    assert [each.category for each in decide(case, (SHELTER,), P.CARE, DAY).withheld] == [C.INTIMATE]
