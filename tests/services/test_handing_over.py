"""A worker goes on leave: what she sees to is a colleague's in one step, reserved cases as their rules say."""

from __future__ import annotations

from datetime import timedelta

import pytest

from caselink.domain.deadlines import DeadlineKind
from caselink.domain.needs import NeedState
from caselink.domain.roles import Role
from caselink.errors import UserError
from caselink.services.cases import new_case
from caselink.services.deadlines import deadlines_of, record_deadline
from caselink.services.encounters import encounters, record_encounter
from caselink.services.handing_over import hand_over, look_at
from caselink.services.history import take_back
from caselink.services.needs import set_need
from caselink.services.office import Office
from caselink.services.reserving import reserve_case
from caselink.services.today import today_of
from caselink.vault import Vault
from tests.conftest import USER
from tests.vault.colleagues import add_colleague, seen_by


@pytest.fixture
def desk(vault: Vault) -> Office:
    return Office(vault)


def test_needs_deadlines_and_next_steps_are_the_colleagues_and_the_note_presses_today(desk: Office) -> None:
    ida = Office(seen_by(desk.vault, "ida", add_colleague(desk.vault)))
    today = desk.today()
    first, second, hers = (new_case(desk, f"2026-{number:04}", "Nour").id for number in (1, 2, 3))
    late = (today - timedelta(1)).isoformat()
    set_need(desk, first, "lawyer", NeedState.TO_DO, owner=USER, due=today)
    set_need(desk, first, "school_informed", NeedState.DONE, owner=USER, outcome="école dite")
    mine = record_deadline(desk, first, {"kind": "hearing", "on": late, "owner": USER, "what": "audience"})
    record_encounter(desk, second, {"on": late, "next": "rappeler", "next_on": today.isoformat()})
    set_need(desk, hers, "lawyer", NeedState.TO_DO, owner="ida", due=today)
    assert look_at(desk, USER, "ida") == look_at(desk, USER)

    done = hand_over(desk, USER, "ida", "  en congé\njusqu’au 15 ")
    assert (done.cases, done.needs, done.deadlines, done.stays) == (("2026-0001", "2026-0002"), 1, 2, ())
    case = desk.vault.case(first)
    assert (case.needs["lawyer"].owner, case.needs["school_informed"].owner) == ("ida", USER)
    due = {each.id: each for each in deadlines_of(case, today)}
    assert (due[mine].owner, due[mine].text) == ("ida", "audience")
    for case_id in (first, second):
        (note,) = (
            each for each in deadlines_of(desk.vault.case(case_id), today) if each.kind is DeadlineKind.OWN
        )
        assert (note.on, note.owner) == (today, "ida")
        assert note.text == f"Suivi jusqu’ici par {USER}\N{NO-BREAK SPACE}: en congé jusqu’au 15"
    (step,) = (each for each in deadlines_of(desk.vault.case(second), today) if each.kind is DeadlineKind.NEXT_STEP)
    assert (step.owner, step.text) == ("ida", "rappeler")
    assert [each.by for each in encounters(desk.vault.case(second))] == [USER], "who saw her stays as it was"
    assert today_of(desk, mine=True).due_count == 0
    assert {line.deadline.case for line in today_of(ida, mine=True).due} == {"2026-0001", "2026-0002", "2026-0003"}
    assert take_back(desk, first) is not None
    assert desk.vault.case(first).needs["lawyer"].owner == USER


def test_handing_over_again_writes_no_second_note_and_a_colleague_hands_on_what_she_was_given(desk: Office) -> None:
    for name in ("ida", "noa"):
        add_colleague(desk.vault, name)
    case_id = new_case(desk, "2026-0001", "Nour").id
    record_encounter(desk, case_id, {"on": desk.today().isoformat()})

    def notes() -> list[tuple[str, str | None]]:
        return [(each.text, each.owner) for each in deadlines_of(desk.vault.case(case_id), desk.today())]

    assert hand_over(desk, USER, "ida", "").cases == ("2026-0001",)
    assert (hand_over(desk, USER, "ida", "").cases, hand_over(desk, USER, "noa", "").cases) == ((), ())
    assert notes() == [(f"Suivi jusqu’ici par {USER}", "ida")]
    assert hand_over(desk, "ida", "noa", "").cases == ("2026-0001",)
    assert sorted(notes()) == [(f"Suivi jusqu’ici par {USER}", "noa"), ("Suivi jusqu’ici par ida", "noa")]
    assert hand_over(desk, "ida", "noa", "").cases == ()


def test_a_reserved_case_goes_to_one_of_its_named_alone(desk: Office) -> None:
    for name in ("ida", "noa"):
        add_colleague(desk.vault, name)
    case_id = new_case(desk, "2026-0001", "Nour").id
    set_need(desk, case_id, "lawyer", NeedState.TO_DO, owner=USER)
    reserve_case(desk, case_id, [USER, "noa"])
    reference = desk.vault.case(case_id).reference
    left = hand_over(desk, USER, "ida", "")
    assert (left.cases, left.stays) == ((), (reference,))
    assert desk.vault.case(case_id).needs["lawyer"].owner == USER
    assert hand_over(desk, USER, "noa", "").cases == (reference,)
    assert desk.vault.case(case_id).needs["lawyer"].owner == "noa"


def test_who_may_not_is_refused_and_nothing_changes(desk: Office) -> None:
    ida = Office(seen_by(desk.vault, "ida", add_colleague(desk.vault)))
    add_colleague(desk.vault, "leo", Role.READ_ONLY)
    case_id = new_case(desk, "2026-0001", "Nour").id
    set_need(desk, case_id, "lawyer", NeedState.TO_DO, owner=USER)
    for office, worker, colleague in (
        (ida, USER, "ida"), (desk, USER, USER), (desk, USER, "personne"), (desk, USER, "leo"),
    ):
        with pytest.raises(UserError, match="rien n’a été modifié"):
            hand_over(office, worker, colleague, "")
    assert desk.vault.case(case_id).needs["lawyer"].owner == USER
    assert hand_over(desk, "ida", USER, "").cases == (), "the coordination may, for somebody else"
