"""Erasing a case is a coordinator's decision, confirmed by its reference, and gives a certificate that names nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from caselink.domain.roles import Role
from caselink.errors import EventsAltered, UserError
from caselink.services.answers import record_answer, undo
from caselink.services.audit import audit_head
from caselink.services.cases import find_case, new_case
from caselink.services.erasing import erase_case
from caselink.services.office import Office, set_office_details
from caselink.services.register import entries
from caselink.services.reserving import reserve_case
from caselink.services.retention import hold_case, lift_hold
from caselink.vault import Vault, check
from caselink.vault.erasure.erased_list import told_here
from caselink.vault.erasure.erasing import noted
from tests.conftest import USER
from tests.services.switching import switched_off
from tests.vault.colleagues import add_colleague, seen_by


@pytest.fixture
def desk(vault: Vault) -> Office:
    office = Office(vault)
    set_office_details(office, "Association Le Fil", "", "", "FR")
    return office


@pytest.fixture
def case_id(desk: Office) -> str:
    return new_case(desk, "2026-0042", "Nour").id


def test_an_erased_case_is_gone_and_certified(desk: Office, case_id: str) -> None:
    certificate = erase_case(desk, case_id, " 2026-0042 ")
    assert (certificate.reference, certificate.by, certificate.office_name) == ("2026-0042", USER, "Association Le Fil")
    assert certificate.audit_head == audit_head(desk)
    assert certificate.listed
    with pytest.raises(UserError):
        find_case(desk, "2026-0042")
    assert entries(desk) == ()
    assert check(desk.vault).sound


@pytest.mark.parametrize("typed", ["", "2026-0043", "2026 0042", "oui", "2026-004"])
def test_without_the_reference_typed_nothing_is_erased(desk: Office, case_id: str, typed: str) -> None:
    with pytest.raises(UserError, match="rien n’a été effacé"):
        erase_case(desk, case_id, typed)
    assert find_case(desk, "2026-0042").id == case_id


def test_under_a_hold_nothing_is_erased(desk: Office, case_id: str) -> None:
    hold_case(desk, case_id, "Réquisition")
    with pytest.raises(UserError, match="suspendu"):
        erase_case(desk, case_id, "2026-0042")
    assert find_case(desk, "2026-0042").id == case_id
    lift_hold(desk, case_id)
    assert erase_case(desk, case_id, "2026-0042").reference == "2026-0042"


def test_a_hold_that_somebody_took_out_of_the_database_still_counts(desk: Office, case_id: str) -> None:
    hold_case(desk, case_id, "Réquisition")
    database = desk.vault.opened.database
    database.run("UPDATE meta SET working_on = ?", case_id)
    database.run("DELETE FROM events WHERE case_id = ?", case_id)
    database.run("UPDATE meta SET working_on = NULL")
    with pytest.raises(EventsAltered):
        erase_case(desk, case_id, "2026-0042")


def test_only_the_coordination_erases_and_a_reserved_case_only_who_is_named(desk: Office, case_id: str) -> None:
    worker = Office(seen_by(desk.vault, "ida", add_colleague(desk.vault, "ida", Role.WORKER)))
    other = Office(seen_by(desk.vault, "lea", add_colleague(desk.vault, "lea", Role.COORDINATOR)))
    with pytest.raises(UserError, match="coordination"):
        erase_case(worker, case_id, "2026-0042")
    reserve_case(desk, case_id, [USER])
    with pytest.raises(UserError, match="réservé"):
        erase_case(other, case_id, "2026-0042")
    assert erase_case(desk, case_id, desk.vault.case(case_id).reference).by == USER


def test_residence_that_is_no_longer_recorded_follows_to_older_copies(desk: Office, case_id: str) -> None:
    record_answer(desk, case_id, "residence.recording", "record")
    record_answer(desk, case_id, "residence.permit", "be_card_a")
    switched_off(desk, case_id)
    assert "residence.permit" not in desk.vault.case(case_id).answers
    notes = told_here(desk.vault.opened.database).erased
    assert (case_id, "residence.permit") in {(note.case_id, note.path) for note in notes}


def test_residence_that_was_cleared_before_is_gone_from_the_history_too(desk: Office, case_id: str) -> None:
    record_answer(desk, case_id, "residence.recording", "record")
    record_answer(desk, case_id, "residence.permit", "be_card_a")
    record_answer(desk, case_id, "residence.permit", None)
    switched_off(desk, case_id)
    assert "be_card_a" not in str(desk.vault.history(case_id))
    notes = len(noted(desk.vault.opened.database))
    record_answer(desk, case_id, "residence.recording", "advice_needed")
    record_answer(desk, case_id, "residence.recording", "do_not_record")
    assert len(noted(desk.vault.opened.database)) == notes
    assert undo(desk, case_id) is not None, "where nothing was recorded, nothing is forgotten"


def test_a_computer_that_takes_no_list_is_told_and_the_next_opening_writes_it(
    desk: Office, case_id: str, lists_of_this_computer: Path
) -> None:
    lists_of_this_computer.write_bytes(b"in the way")
    certificate = erase_case(desk, case_id, "2026-0042")
    assert not certificate.listed
    lists_of_this_computer.unlink()
    assert desk.vault.erasures_are_listed()
