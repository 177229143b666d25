"""Who hears a case at a meeting, and what an agency takes home: only what it may have, only what it stayed for."""

from __future__ import annotations

import copy
from collections.abc import Collection
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselink.consent.grounds import Recipient
from caselink.disclosure.gate import decide, decide_for_each
from caselink.disclosure.meetings import ToSay, for_agency, room_for, shown_in_the_room, theirs
from caselink.disclosure.outputs import Action, ForAgency, Reason, require_seal
from caselink.domain.case import Case
from caselink.domain.partners import PartnerKind
from caselink.forms.categories import Category
from caselink.forms.purposes import Purpose
from caselink.names.person import ReadOnce
from tests.disclosure.cases import DAY, POLICE, PROSECUTOR, SHELTER, case_of, consent, never_inform, withdrawal

NETWORK = {Purpose.NETWORK}
WHO = {"person.goes_by": "Amina", "person.last_name": "Berger", "housing.status": "none", "violence.facts": "coups"}
AGENCIES = (SHELTER, POLICE, PROSECUTOR)


def may_say_all(_case: Case, _text: str, _paths: Collection[str]) -> bool:
    return True


def may_say_known(case: Case, text: str, paths: Collection[str]) -> bool:
    return not any(str(answer.value) in text for path, answer in case.answers.items() if path not in paths)


def test_who_may_have_something_stays_and_who_may_not_leaves_with_the_reason_that_says_most() -> None:
    ended = consent(PROSECUTOR, {Category.IDENTITY}, NETWORK, date(2025, 1, 1), date(2025, 2, 1))
    given_back = consent(POLICE, {Category.IDENTITY, Category.VIOLENCE}, NETWORK)
    case = case_of(
        WHO, consent(SHELTER, {Category.IDENTITY}, NETWORK), given_back, withdrawal(given_back, date(2026, 3, 5)), ended
    )
    room = room_for(case, AGENCIES, DAY, answered=False)
    assert room.stays == (SHELTER,)
    assert [(each.recipient.key, each.reason) for each in room.leaves] == [
        ("police", Reason.WITHDRAWN), ("parquet", Reason.EXPIRED)
    ]
    assert room.barred == ()
    assert room_for(case_of({}), [SHELTER], DAY, answered=False).leaves[0].reason is Reason.NO_CONSENT


def test_who_is_never_to_be_informed_or_resembles_such_a_one_is_said_first_and_leaves() -> None:
    events = (consent(SHELTER, everything=True, purposes=NETWORK), consent(POLICE, everything=True, purposes=NETWORK))
    sends_him = Recipient("police", PartnerKind.POLICE, ("police", "Commissariat", "Marc Vidal"))
    resembles = Recipient("abri", PartnerKind.SHELTER, ("abri", "Paul Vidal"))
    case = case_of(WHO, *events, never_inform("Marc Vidal"))
    room = room_for(case, (sends_him, resembles), DAY, answered=False)
    assert room.stays == ()
    assert [(each.recipient.key, each.exact) for each in room.barred] == [("police", True), ("abri", False)]
    assert {each.reason for each in room.leaves} == {Reason.BLOCKED_RECIPIENT}
    assert room_for(case, (sends_him, resembles), DAY, answered=True).stays == (resembles,)


def test_for_each_is_decided_what_is_decided_for_each_alone() -> None:
    given_back = consent(POLICE, {Category.IDENTITY, Category.VIOLENCE}, NETWORK)
    resembles = Recipient("abri", PartnerKind.SHELTER, ("abri", "Paul Vidal"))
    sends_him = Recipient("parquet", PROSECUTOR.kind, ("parquet", "Marc Vidal"))
    there = (SHELTER, POLICE, PROSECUTOR, resembles, sends_him)
    case = case_of(
        WHO, consent(SHELTER, {Category.IDENTITY}, NETWORK), given_back, withdrawal(given_back, date(2026, 3, 5)),
        consent(PROSECUTOR, everything=True, purposes=NETWORK), never_inform("Marc Vidal"),
    )
    alone = tuple(decide(case, (each,), Purpose.NETWORK, DAY) for each in there)
    assert decide_for_each(case, there, Purpose.NETWORK, DAY, ReadOnce()) == alone
    assert {len(each.disclosure.shared) for each in alone} == {0, 2, 3}
    assert decide_for_each(case, (), Purpose.NETWORK, DAY) == ()


def test_on_the_screen_stands_what_all_who_stay_may_have_and_nothing_where_nobody_stays() -> None:
    case = case_of(
        WHO, consent(SHELTER, {Category.IDENTITY, Category.MATERIAL}, NETWORK),
        consent(POLICE, {Category.IDENTITY, Category.VIOLENCE}, NETWORK),
    )
    shown = shown_in_the_room(case, (SHELTER, POLICE), DAY)
    assert shown is not None and shown.paths == {"person.goes_by", "person.last_name"}
    assert shown_in_the_room(case, (), DAY) is None


ACTION = Action("a1", "Maison d’accueil", "Réserver une place", date(2026, 4, 1), "not_done", "complet", theirs=True)
OTHERS = Action("a2", "Commissariat", "Passer devant chez elle", None, "open")


def test_an_agency_takes_home_what_it_stayed_for_in_words_that_tell_nothing_else() -> None:
    case = case_of(WHO, consent(SHELTER, {Category.IDENTITY}, NETWORK))
    said = ToSay(
        2, "Amina part bientôt", "Une place", frozenset({"abri"}), ("Une place", "Parler des coups"),
        ((ACTION, frozenset({"abri"})), (OTHERS, frozenset({"police"})),
         (Action("a3", "X", "coups", None, "open"), frozenset({"abri"}))),
    )
    made = for_agency(SHELTER, "Maison", {DAY}, (("Jour", "10 mars"),), [(case, said, False)], may_say_known)
    require_seal(made)
    (situation,) = made.situations
    assert (situation.why, situation.wanted, situation.decisions) == ("Amina part bientôt", "Une place", ("Une place",))
    assert situation.actions == (ACTION,)
    assert theirs(made) == {"a1": ACTION}
    assert situation.disclosure.paths == {"person.goes_by", "person.last_name"}
    nothing = for_agency(POLICE, "Police", {DAY}, (), [(case, said, False)], may_say_all)
    assert nothing.situations == ()
    left = ToSay(2, stayed=frozenset({"police"}))
    assert for_agency(SHELTER, "Maison", {DAY}, (), [(case, left, False)], may_say_all).situations == ()


def test_a_reason_that_tells_more_than_it_may_is_left_out_and_the_action_stays() -> None:
    case = case_of(WHO, consent(SHELTER, {Category.IDENTITY}, NETWORK))
    telling = Action("a1", "Maison", "Une place", None, "not_done", "à cause des coups", theirs=True)
    said = ToSay(1, actions=((telling, frozenset({"abri"})),))
    (situation,) = for_agency(SHELTER, "Maison", {DAY}, (), [(case, said, False)], may_say_known).situations
    assert situation.actions == (telling.without_reason(),)


def test_of_a_case_that_is_not_on_the_agenda_only_old_actions_are_asked_about_and_who_she_is() -> None:
    case = case_of(WHO, consent(SHELTER, everything=True, purposes=NETWORK))
    said = ToSay(0, stayed=None, actions=((ACTION, frozenset({"abri"})),))
    (situation,) = for_agency(SHELTER, "Maison", {DAY}, (), [(case, said, False)], may_say_all).situations
    assert situation.disclosure.paths == {"person.goes_by", "person.last_name"}
    assert for_agency(SHELTER, "M", {DAY}, (), [(case, ToSay(0), False)], may_say_all).situations == ()


def test_a_consent_must_count_on_each_of_the_days() -> None:
    case = case_of(WHO, consent(SHELTER, everything=True, purposes=NETWORK, expires_on=date(2026, 3, 12)))
    said = ToSay(1)
    assert for_agency(SHELTER, "M", {DAY}, (), [(case, said, False)], may_say_all).situations
    both = {DAY, date(2026, 3, 13)}
    assert for_agency(SHELTER, "M", both, (), [(case, said, False)], may_say_all).situations == ()


def test_nobody_else_makes_copies_or_derives_what_an_agency_takes_home() -> None:
    made = for_agency(SHELTER, "Maison", {DAY}, (), [], may_say_all)
    with pytest.raises(TypeError, match="only the gate"):
        ForAgency(SHELTER, "Maison", DAY, (), (), seal=object())
    with pytest.raises(TypeError, match="not copied"):
        copy.copy(made)
    with pytest.raises(TypeError, match="not copied"):
        made.__setstate__([])
    with pytest.raises(TypeError, match="no subclasses"):
        type("Wider", (ForAgency,), {})


@given(
    grants=st.lists(st.tuples(
        st.sampled_from(AGENCIES), st.sets(st.sampled_from([*Category]), min_size=1, max_size=4), st.booleans(),
        st.sampled_from([*Purpose]), st.integers(-20, 20),
    ), max_size=6),
)
def test_whatever_she_agreed_to_nothing_is_shown_or_taken_home_that_one_of_those_there_may_not_have(
    grants: list[tuple[Recipient, set[Category], bool, Purpose, int]]
) -> None:
    events = [
        consent(who, categories, {purpose}, expires_on=DAY + timedelta(days), everything=everything)
        for who, categories, everything, purpose, days in grants if DAY + timedelta(days) >= date(2026, 3, 1)
    ]
    case = case_of(WHO, *events)
    room = room_for(case, AGENCIES, DAY, answered=False)
    assert {each.key for each in room.stays} | {each.recipient.key for each in room.leaves} == {
        each.key for each in AGENCIES
    }
    alone = {each.key: decide(case, (each,), Purpose.NETWORK, DAY).disclosure.paths for each in AGENCIES}
    assert {key for key, paths in alone.items() if paths} == {each.key for each in room.stays}
    shown = shown_in_the_room(case, room.stays, DAY)
    assert shown is None or all(shown.paths <= alone[each.key] for each in room.stays)
    for each, stayed in product(AGENCIES, (None, frozenset({"abri"}))):
        made = for_agency(each, each.key, {DAY}, (), [(case, ToSay(1, stayed=stayed), False)], may_say_all)
        paths = {path for situation in made.situations for path in situation.disclosure.paths}
        assert paths <= alone[each.key]
        assert not made.situations or stayed is None or each.key in stayed
