"""The screen of the room, attacked: everybody reads it, so that it says what all who stay may have and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from caselink.domain.meetings import Attendee, Promise
from caselink.forms.categories import Category
from caselink.services.answers import record_answer
from caselink.services.consents import withdraw
from caselink.services.meetings.holding import hold, note_action, record_meeting, set_state
from caselink.services.meetings.planning import PutForward, new_meeting, put_forward
from caselink.services.meetings.records import find_meeting
from caselink.services.meetings.room import meetings_soon, prepared, room_case, undone_by_agency
from caselink.services.today import today_of
from tests.services.meetings.network import HELD, Network, consent, later, plan


def test_words_typed_for_a_case_stand_there_only_where_all_who_stay_may_have_them(network: Network) -> None:
    office = network.office
    put_forward(office, network.meeting, PutForward(
        network.amina.id, why="Elle vit rue des Exemples 12", wanted="Parler de l’hébergement"
    ))
    shown = room_case(office, network.meeting, 0)
    assert (shown.name, shown.why, shown.wanted) == ("Amina", "", "Parler de l’hébergement")
    assert "Exemples" not in repr(shown) and "frappée" not in repr(shown)


def test_why_somebody_leaves_and_who_is_barred_is_told_to_the_office_alone(network: Network) -> None:
    office = network.office
    withdraw(office, network.amina.id, network.to_abri)
    shown = room_case(office, network.meeting, 0)
    assert shown.leaves == ("Maison d’accueil", "Mairie") and "retiré" not in repr(shown)
    assert [each.why for each in prepared(office, network.meeting).cases[0].leaves] == ["accord retiré", "pas d’accord"]
    made = new_meeting(office, plan(
        office, invited=[{"partner": "police", "person": "Marc Vidal"}], cases=[{"case": "2026-0043"}]
    ))
    shown = room_case(office, made, 0)
    assert (shown.stays, shown.leaves, shown.name) == ((), ("Police locale",), "")
    assert "Vidal" not in repr(shown) and "Béatrice" not in repr(shown)
    assert "à ne jamais informer" in prepared(office, made).cases[0].barred[0]


def test_what_was_agreed_at_another_meeting_stands_there_only_where_all_who_stay_heard_it(network: Network) -> None:
    office = network.office
    hold(office, replace(
        find_meeting(office, network.meeting), attended=(Attendee("abri", "Léa", Promise.SIGNED),)
    ))
    note_action(office, network.meeting, network.amina.id, "abri", "Garder la chambre 4")
    with_both = new_meeting(office, plan(office, at="16:00"))
    assert room_case(office, with_both, 0).actions == ()
    alone = new_meeting(office, plan(office, at="18:00", invited=["abri"]))
    assert [each.what for each in room_case(office, alone, 0).actions] == ["Garder la chambre 4"]


def test_a_reason_that_not_all_may_have_is_left_out(network: Network) -> None:
    office = network.office
    record_meeting(office, network.meeting, HELD)
    (action,) = room_case(office, network.meeting, 0).actions
    set_state(office, network.amina.id, action.id, "not_done", "elle est rue des Exemples 12")
    (action,) = room_case(office, network.meeting, 0).actions
    assert (action.state, action.why) == ("not_done", "")
    assert undone_by_agency(office) == (("Maison d’accueil", 1, 0, {"not_done": 1}),)


def test_what_is_new_is_what_was_noted_since_the_last_meeting_and_all_may_have(network: Network) -> None:
    office = network.office
    record_answer(office, network.amina.id, "family.relationship", "spouse")
    consent(office, network.amina.id, "abri", Category.FAMILY)
    assert room_case(office, network.meeting, 0).new == ()
    consent(office, network.amina.id, "police", Category.FAMILY)
    assert len(room_case(office, network.meeting, 0).new) == 1


def test_meetings_to_come_are_those_of_the_next_month_that_were_not_held(network: Network) -> None:
    office = network.office
    new_meeting(office, plan(office, on=later(office, 40), cases=[]))
    assert [(line.meeting.id, line.cases) for line in meetings_soon(office)] == [(network.meeting, 2)]
    new_meeting(office, plan(office, on=later(office, 9), cases=[]))
    assert [line.meeting.id for line in today_of(office, mine=True).meetings] == [network.meeting]
    record_meeting(office, network.meeting, HELD)
    assert [line.meeting.on for line in meetings_soon(office)] == [office.today() + timedelta(9)]
    assert today_of(office, mine=True).meetings == ()
