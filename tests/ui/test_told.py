"""What the coordination is told without having asked: over every page, until it was seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from caselink.domain.roles import Role
from caselink.services.answers import record_answer
from caselink.services.cases import new_case
from caselink.services.office import Office
from caselink.services.reserving import reserve_case
from caselink.ui.shell.vault_thread import VaultThread
from tests.conftest import Prepared
from tests.ui.conftest import Seat, open_seat
from tests.vault.colleagues import add_colleague, seen_by

HERS, HIS = "2026-0001", "2026-0002"


def two_cases(office: Office) -> None:
    record_answer(office, new_case(office, HERS).id, "person.latin_name", "Karim Benali")
    record_answer(office, new_case(office, HIS).id, "perpetrator.first_names", "Karim")


def name_him(office: Office) -> None:
    case_id = office.vault.case_id_of(HIS)
    assert case_id is not None
    record_answer(office, case_id, "perpetrator.last_name", "Benali")


def test_a_name_in_an_opposite_role_is_said_where_it_is_typed_and_gone_once_it_was_seen(seat: Seat) -> None:
    seat.ask(two_cases)
    case_id = seat.ask(lambda office: office.vault.case_id_of(HIS))
    assert case_id is not None
    seat.window.open_case(case_id)
    seat.settle()
    told = seat.window.told
    assert not told.isVisible()
    page = seat.window.case_page
    assert page is not None
    page.store.change(lambda office: record_answer(office, case_id, "perpetrator.last_name", "Benali"))
    seat.settle()
    assert told.isVisible()
    assert HERS in told.words.text()
    assert "Benali" not in told.words.text()
    assert [button.text() for button in told.case_buttons if button.isVisible()] == [
        f"Décider qui voit {HIS}…", f"Décider qui voit {HERS}…",
    ]
    seat.click(told.case_buttons[1])
    page = seat.window.case_page
    assert page is not None
    assert page.managing is not None
    assert page.store.case_id == seat.ask(lambda office: office.vault.case_id_of(HERS))
    page.managing.close()
    seat.settle()
    seat.click(told.seen_button)
    assert not told.isVisible()
    seat.show("register")
    assert not told.isVisible()


@pytest.mark.parametrize("role", [Role.WORKER, Role.COORDINATOR])
def test_of_opposite_roles_and_of_reservations_the_coordination_alone_is_told(
    prepared_office: Prepared, tmp_path: Path, qtbot: QtBot, thread: VaultThread, role: Role
) -> None:
    folder = prepared_office.copy_to(tmp_path / "seat.caselink")
    with prepared_office.open(folder) as vault:
        office = Office(vault)
        slot = add_colleague(vault, role=role)
        two_cases(office)
        name_him(office)
        secret = new_case(office, "2026-0003")
        reserve_case(office, secret.id, [office.user])
        reference = vault.references()[secret.id]
    seat = open_seat(prepared_office, folder, qtbot, thread, lambda vault: seen_by(vault, "ida", slot))
    told = seat.window.told
    assert told.isVisible() is (role is Role.COORDINATOR)
    if told.isVisible():
        assert HERS in told.words.text()
        seat.click(told.seen_button)
        assert reference in told.words.text()
        assert not [button for button in told.case_buttons if button.isVisible()]
        seat.click(told.seen_button)
    assert not told.isVisible()
