"""Answers, entries and needs as a worker records them, on a real vault."""

from __future__ import annotations

from datetime import timedelta

import pytest

from caselink.consent.events import read_grounds
from caselink.domain.answers import NoAnswer
from caselink.domain.needs import Domain, NeedState
from caselink.errors import UserError
from caselink.forms.consent_terms import Mode
from caselink.forms.purposes import Purpose
from caselink.services.answers import add_entry, drafts, keep_draft, record_answer, remove_entry, undo
from caselink.services.cases import caseload, find_case, new_case, next_reference, read_case
from caselink.services.consents import give_consent, withdraw
from caselink.services.needs import picture, set_need
from tests.services.conftest import Desk
from tests.services.switching import switched_off


def state(desk: Desk, item: str) -> NeedState:
    return read_case(desk.office, desk.case.id).need_state(item)


def test_an_answer_is_read_back_with_who_and_when(desk: Desk) -> None:
    record_answer(desk.office, desk.case.id, "person.last_name", "Bénali")
    answer = read_case(desk.office, desk.case.id).answers["person.last_name"]
    assert (answer.value, answer.recorded_by) == ("Bénali", "amal")
    assert answer.recorded_at


def test_not_wishing_to_say_is_kept_and_is_no_value(desk: Desk) -> None:
    case = record_answer(desk.office, desk.case.id, "person.last_name", {"state": "declined"})
    assert case.answers["person.last_name"].value is NoAnswer.DECLINED
    assert case.value("person.last_name") is None


def test_a_value_that_the_form_does_not_take_changes_nothing(desk: Desk) -> None:
    record_answer(desk.office, desk.case.id, "person.last_name", "Bénali")
    with pytest.raises(UserError):
        record_answer(desk.office, desk.case.id, "person.last_name", "a\x00b")
    assert read_case(desk.office, desk.case.id).value("person.last_name") == "Bénali"


def test_an_unknown_field_is_said_in_a_sentence(desk: Desk) -> None:
    with pytest.raises(UserError, match="rien n’a été enregistré"):
        record_answer(desk.office, desk.case.id, "person.shoe_size", 38)


def test_residence_is_not_asked_before_the_choice_to_record_it(desk: Desk) -> None:
    with pytest.raises(UserError, match="ne pas noter"):
        record_answer(desk.office, desk.case.id, "residence.expires_on", "2026-12")


def test_choosing_not_to_record_residence_takes_its_answers_away(desk: Desk) -> None:
    office, case_id = desk.office, desk.case.id
    record_answer(office, case_id, "residence.recording", "record")
    record_answer(office, case_id, "residence.expires_on", "2026-12")
    case = switched_off(office, case_id)
    assert case.value("residence.expires_on") is None
    assert case.value("residence.recording") == "do_not_record"


def test_undo_takes_back_the_last_change_only(desk: Desk) -> None:
    record_answer(desk.office, desk.case.id, "person.last_name", "Bénali")
    record_answer(desk.office, desk.case.id, "person.last_name", "Faux")
    case = undo(desk.office, desk.case.id)
    assert case is not None
    assert case.value("person.last_name") == "Bénali"


def test_a_child_taken_away_by_mistake_comes_back_with_her_answers(desk: Desk) -> None:
    case, entry = add_entry(desk.office, desk.case.id, "children")
    record_answer(desk.office, case.id, f"children.{entry}.first_name", "Sami")
    assert remove_entry(desk.office, case.id, "children", entry).entries.get("children", ()) == ()
    restored = undo(desk.office, case.id)
    assert restored is not None
    assert restored.value(f"children.{entry}.first_name") == "Sami"


def test_a_draft_stays_until_the_field_is_left(desk: Desk) -> None:
    keep_draft(desk.office, desk.case.id, "person.last_name", "Bén")
    assert drafts(desk.office, desk.case.id) == {"person.last_name": "Bén"}
    record_answer(desk.office, desk.case.id, "person.last_name", "Bénali")
    assert drafts(desk.office, desk.case.id) == {}


def test_a_child_need_turns_green_only_with_a_line_on_what_was_done(desk: Desk) -> None:
    set_need(desk.office, desk.case.id, "child_protection", NeedState.TO_DO)
    for outcome in (None, "  "):
        with pytest.raises(UserError, match="ce qui a été fait"):
            set_need(desk.office, desk.case.id, "child_protection", NeedState.DONE, outcome=outcome)
    assert state(desk, "child_protection") is NeedState.TO_DO
    set_need(desk.office, desk.case.id, "child_protection", NeedState.DONE, outcome="signalement envoyé")
    assert state(desk, "child_protection") is NeedState.DONE


def test_an_answer_proposes_a_need_and_leaves_the_decision(desk: Desk) -> None:
    case = record_answer(desk.office, desk.case.id, "work_money.bank_account", "none")
    lines = {line.item: line for domain in picture(case, desk.office.today()) for line in domain.lines}
    assert lines["own_account"].offered
    assert lines["own_account"].state is NeedState.NOT_ASSESSED


def test_what_nobody_assessed_is_counted_as_such_and_never_green(desk: Desk) -> None:
    domains = picture(desk.case, desk.office.today())
    assert [each.domain for each in domains] == [*Domain]
    for domain in domains:
        assert domain.count.not_assessed == len(domain.lines)
        assert domain.count.done == 0


def test_the_caseload_counts_needs_by_domain(desk: Desk) -> None:
    set_need(desk.office, desk.case.id, "complaint", NeedState.TO_DO)
    set_need(desk.office, desk.case.id, "lawyer", NeedState.DONE)
    (row,) = caseload(desk.office, "Amina").rows
    justice = next(count for domain, count in row.needs.items() if domain.value == "justice")
    assert (justice.to_do, justice.done) == (1, 1)


def test_the_next_reference_is_the_lowest_free_one_of_the_year(desk: Desk) -> None:
    year = desk.office.today().year + 1  # in which nothing stands yet, whenever this runs
    for number in ("0107", "0042"):
        new_case(desk.office, f"{year}-{number}")
    assert desk.office.vault.next_reference(year) == f"{year}-0043"
    assert next_reference(desk.office) == desk.office.vault.next_reference(year - 1)


def test_a_consent_is_not_taken_back_before_the_day_it_was_given(desk: Desk) -> None:
    given_on = desk.office.today() - timedelta(3)
    case = give_consent(
        desk.office, desk.case.id, recipient="abri", categories=[], everything_else=True, purposes=[Purpose.HOUSING],
        mode=Mode.SPOKEN, given_on=given_on,
    )
    (consent,) = read_grounds(case.events).consents
    with pytest.raises(UserError, match="avant le jour"):
        withdraw(desk.office, desk.case.id, consent.id, on=given_on - timedelta(1))
    assert read_grounds(desk.office.vault.case(desk.case.id).events).consents == (consent,)
    assert withdraw(desk.office, desk.case.id, consent.id, on=given_on).case.events[-1].body["on"] == str(given_on)


def test_a_reference_is_given_once(desk: Desk) -> None:
    with pytest.raises(UserError, match="déjà"):
        new_case(desk.office, "2026-0042")


@pytest.mark.parametrize("reference", ["", " ", "a" * 41, "a\x00b", "<b>", "a\nb"])
def test_a_reference_that_is_none_is_refused(desk: Desk, reference: str) -> None:
    with pytest.raises(UserError):
        new_case(desk.office, reference)


def test_an_unknown_case_is_said_in_a_sentence(desk: Desk) -> None:
    with pytest.raises(UserError, match="Aucun dossier"):
        find_case(desk.office, "1999-0001")
