"""What a coordinator does about workers, as services say it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from caselink.domain.needs import NeedState
from caselink.domain.roles import Role
from caselink.errors import UserError, VaultError, WrongPassphrase
from caselink.services import workers
from caselink.services.audit import audit_lines
from caselink.services.cases import new_case
from caselink.services.handing_over import look_at
from caselink.services.history import history_by_change
from caselink.services.needs import set_need
from caselink.services.office import Office, open_office, open_office_with_recovery
from caselink.services.today import today_of
from caselink.services.worker_card import WorkerCard, set_worker_card, worker_card
from tests.conftest import PASSPHRASE, USER, Prepared

HERS = "tiroir ombre colibri sept fenêtre prairie"
NEW = "navire lampe orage tisser demain coquelicot"


def shown(office: Office) -> list[tuple[str, Role, bool, int]]:
    return [(each.name, each.role, each.is_me, each.reserved_only) for each in workers.workers(office)]


def test_workers_are_listed_by_name_without_the_recovery_code(office: Office) -> None:
    workers.add_worker(office, "ida", Role.READ_ONLY, HERS, PASSPHRASE)
    assert shown(office) == [(USER, Role.COORDINATOR, True, 0), ("ida", Role.READ_ONLY, False, 0)]
    assert all(each.added_at.endswith("+00:00") for each in workers.workers(office))
    assert workers.has_recovery(office)
    workers.remove_worker(office, "ida", PASSPHRASE)
    assert shown(office) == [(USER, Role.COORDINATOR, True, 0)]


def test_ones_own_passphrase_changes_only_for_who_knows_it(office: Office) -> None:
    for current in ("", HERS):
        with pytest.raises(WrongPassphrase):
            workers.change_passphrase(office, USER, NEW, current)
    workers.change_passphrase(office, USER, NEW, PASSPHRASE)
    workers.change_passphrase(office, USER, HERS, NEW)
    office.close()
    with pytest.raises(WrongPassphrase):
        open_office(office.folder, USER, PASSPHRASE)
    open_office(office.folder, USER, HERS).close()


def test_somebody_elses_passphrase_changes_for_a_coordinator_and_for_the_recovery_code(
    office: Office, prepared_vault: Prepared
) -> None:
    workers.add_worker(office, "ida", Role.WORKER, HERS, PASSPHRASE)
    workers.change_passphrase(office, "ida", NEW, PASSPHRASE)
    office.close()
    hers = open_office(office.folder, "ida", NEW)
    with pytest.raises(UserError):
        workers.change_passphrase(hers, USER, HERS, NEW)
    hers.close()
    by_code = open_office_with_recovery(office.folder, prepared_vault.code)
    workers.change_passphrase(by_code, USER, HERS, prepared_vault.code)
    by_code.close()
    open_office(office.folder, USER, HERS).close()


@pytest.mark.parametrize(
    ("name", "passphrase"),
    [("ida", "too short"), ("Zélie", HERS), ("recovery", HERS), (USER, HERS), ("ida", "a" * 20)],
)
def test_a_worker_who_will_not_do_is_not_added(office: Office, name: str, passphrase: str) -> None:
    with pytest.raises(UserError) as caught:
        workers.add_worker(office, name, Role.WORKER, passphrase, PASSPHRASE)
    assert not isinstance(caught.value, VaultError)
    assert shown(office) == [(USER, Role.COORDINATOR, True, 0)]


def test_a_passphrase_that_will_not_do_changes_nothing(office: Office) -> None:
    for name, passphrase in ((USER, "short"), ("nobody", NEW)):
        with pytest.raises(UserError):
            workers.change_passphrase(office, name, passphrase, PASSPHRASE)


def test_a_new_recovery_code_replaces_the_one_of_before_until_it_is_revoked(
    office: Office, prepared_vault: Prepared
) -> None:
    code = workers.renew_recovery(office, PASSPHRASE)
    assert code != prepared_vault.code
    with pytest.raises(UserError):
        workers.remove_worker(office, USER, PASSPHRASE)
    office.close()
    with pytest.raises(WrongPassphrase):
        open_office_with_recovery(office.folder, prepared_vault.code)
    again = open_office_with_recovery(office.folder, code)
    with pytest.raises(UserError):
        workers.revoke_recovery(again, code)
    again.close()
    mine = open_office(office.folder, USER, PASSPHRASE)
    workers.revoke_recovery(mine, PASSPHRASE)
    workers.renew_data_key(mine, PASSPHRASE)
    assert not workers.has_recovery(mine)
    assert [entry.action for entry in mine.vault.audit()][-4:] == [
        "recovery_renewed", "recovery_used", "recovery_revoked", "data_key_renewed",
    ]
    mine.close()


def test_a_recovery_code_is_never_a_passphrase_that_somebody_chose(office: Office, prepared_vault: Prepared) -> None:
    office.close()
    by_code = open_office_with_recovery(office.folder, prepared_vault.code)
    for current in ("", prepared_vault.code):
        with pytest.raises(UserError):
            workers.change_passphrase(by_code, "recovery", NEW, current)
    by_code.close()
    open_office_with_recovery(office.folder, prepared_vault.code).close()


CHANGES: Final[dict[str, Callable[[Office, str], object]]] = {
    "a key for somebody": lambda office, own: workers.add_worker(office, "lea", Role.WORKER, NEW, own),
    "no key any more": lambda office, own: workers.remove_worker(office, "ida", own),
    "another role": lambda office, own: workers.set_role(office, "ida", Role.COORDINATOR, own),
    "another passphrase": lambda office, own: workers.change_passphrase(office, "ida", NEW, own),
    "a new code": workers.renew_recovery,
    "no code any more": workers.revoke_recovery,
    "a new key": workers.renew_data_key,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_nothing_about_keys_changes_for_who_only_sits_at_an_open_screen(
    office: Office, change: Callable[[Office, str], object]
) -> None:
    workers.add_worker(office, "ida", Role.WORKER, HERS, PASSPHRASE)
    before = _keys(office)
    for typed in ("", HERS, NEW):
        with pytest.raises(WrongPassphrase):
            change(office, typed)
    assert _keys(office) == before
    change(office, PASSPHRASE)
    assert _keys(office) != before


def _keys(office: Office) -> tuple[object, ...]:
    """Who has a key, the key files, and how often the audit trail says that something changed."""
    files = {file.name: file.read_bytes() for file in office.folder.glob("keys/*")}
    return shown(office), files, len(list(office.vault.audit()))


def test_it_is_said_that_old_copies_stay_readable() -> None:
    assert "sauvegardes comprises" in workers.OLD_COPIES


def test_papers_name_a_worker_the_same_way_after_another_name(office: Office) -> None:
    card = WorkerCard("Ines Toubal", "référente", "04 00 00 00 01")
    set_worker_card(office, card)
    workers.rename_worker(office, USER, "amal-t", PASSPHRASE)
    assert worker_card(office) == card
    workers.rename_worker(office, "amal-t", "amal-u", PASSPHRASE)
    assert worker_card(office) == card


def test_who_got_another_name_finds_what_she_did_and_what_waits_for_her_under_both(office: Office) -> None:
    workers.add_worker(office, "ida", Role.WORKER, HERS, PASSPHRASE)
    case_id = new_case(office, "2026-0001").id
    set_need(office, case_id, "lawyer", NeedState.TO_DO, owner="ida", due=office.today())
    with pytest.raises(WrongPassphrase):
        workers.rename_worker(office, "ida", "ida-b", HERS)
    with pytest.raises(UserError):
        workers.rename_worker(office, "ida", "con", PASSPHRASE)
    workers.rename_worker(office, "ida", "ida-b", PASSPHRASE)
    workers.rename_worker(office, USER, "amal-t", PASSPHRASE)
    assert [(each.name, each.formerly, each.is_me) for each in workers.workers(office)] == [
        ("amal-t", (USER,), True), ("ida-b", ("ida",), False),
    ]
    assert {(change.by, change.who) for change in history_by_change(office, case_id)} == {
        (USER, f"{USER} (aujourd’hui amal-t)")
    }
    by = [(line.user, line.who) for line in audit_lines(office)]
    assert by[0] == (USER, f"{USER} (aujourd’hui amal-t)")
    assert look_at(office, "ida-b").needs == 1, "what she sees to is handed over as hers"
    set_need(office, case_id, "safe_phone", NeedState.DONE)
    assert history_by_change(office, case_id)[0].who == "amal-t"
    assert today_of(office, mine=True).due == ()
    office.close()
    hers = open_office(office.folder, "ida-b", HERS)
    assert [line.deadline.item for line in today_of(hers, mine=True).due] == ["lawyer"]
    hers.close()
