"""The office's zone is the vault's, whatever the computer is set to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine

from caselink.domain.partners import Partner, PartnerKind
from caselink.domain.roles import Role
from caselink.errors import UserError
from caselink.forms.purposes import Purpose
from caselink.services.answers import record_answer
from caselink.services.cases import new_case
from caselink.services.consents import give_consent
from caselink.services.directory import save_partner
from caselink.services.office import Office, create_office
from caselink.services.retention import last_contact
from caselink.services.sharing import preview
from caselink.services.zones import office_zone, set_office_zone, zone_choices
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.vault.colleagues import add_colleague, seen_by

Setter = Callable[[str], None]
LATE = datetime(2027, 1, 31, 23, 30, tzinfo=UTC)


@pytest.fixture
def computer_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Setter]:
    """Sets the zone of this computer."""

    def be_in(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield be_in
    monkeypatch.undo()
    time.tzset()


def test_a_new_vault_keeps_the_zone_of_the_computer_it_was_made_on(
    computer_in: Setter, tmp_path: Path
) -> None:
    computer_in("Europe/Brussels")
    office, _code = create_office(tmp_path / "office.caselink", USER, PASSPHRASE)
    try:
        computer_in("America/Cayenne")
        assert office.vault.setting("office_zone") == "Europe/Brussels"
        assert office_zone(office) == "Europe/Brussels"
    finally:
        office.close()


def test_an_older_vault_keeps_the_zone_with_its_next_change(
    computer_in: Setter, prepared_vault: Prepared, vault_folder: Path
) -> None:
    with prepared_vault.open(vault_folder) as vault:
        vault.opened.database.run("DELETE FROM records WHERE owner = 'office'")
    computer_in("Indian/Reunion")
    with prepared_vault.open(vault_folder) as vault, vault.change("answer"):
        pass
    computer_in("Europe/Paris")
    with prepared_vault.open(vault_folder) as vault:
        assert office_zone(Office(vault)) == "Indian/Reunion"


def test_days_are_the_office_s_on_a_computer_in_another_zone(
    computer_in: Setter, prepared_office: Prepared, tmp_path: Path
) -> None:
    folder = prepared_office.copy_to(tmp_path / "office.caselink")
    computer_in("America/Cayenne")
    with time_machine.travel(LATE, tick=False), prepared_office.open(folder) as vault:
        office = Office(vault)
        office.vault.say_clock_is_right()
        set_office_zone(office, "Europe/Paris")
        assert office.today() == date(2027, 2, 1)
        save_partner(office, Partner("abri", "Maison d’accueil", PartnerKind.SHELTER))
        case = new_case(office, "2026-0001", "Amina").id
        record_answer(office, case, "contact.safe_number", "0470 12 34 56")
        give_consent(
            office, case, recipient="abri", everything_else=True, purposes=[Purpose.HOUSING],
            given_on=date(2027, 1, 1), expires_on=date(2027, 1, 31),
        )
        assert not preview(office, case, "abri", Purpose.HOUSING).shared
        assert last_contact(office, case) == date(2027, 2, 1)
        set_office_zone(office, "America/Guadeloupe")
        assert office.today() == date(2027, 1, 31)
        assert preview(office, case, "abri", Purpose.HOUSING).shared


def test_only_a_zone_is_kept_and_only_the_coordination_sets_it(prepared_vault: Prepared, vault_folder: Path) -> None:
    with prepared_vault.open(vault_folder) as vault:
        office = Office(vault)
        for wrong in ("", "Europe/Atlantis", "../../etc/passwd", "/etc/localtime"):
            with pytest.raises(UserError):
                set_office_zone(office, wrong)
        slot = add_colleague(vault, role=Role.WORKER)
        with pytest.raises(UserError):
            set_office_zone(Office(seen_by(vault, "ida", slot)), "Europe/Paris")


def test_the_zone_that_is_kept_can_always_be_chosen_again() -> None:
    assert ("Europe/Brussels", "Bruxelles") in zone_choices("Europe/Paris")
    assert "Asia/Tokyo" in dict(zone_choices("Asia/Tokyo"))
