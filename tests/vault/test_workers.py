"""Workers come, go and change their passphrases; whoever has a key opens the vault, nobody else does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from caselink.domain.roles import Role
from caselink.errors import UserError, VaultError, WrongPassphrase
from caselink.vault import Vault, check, create, open_vault, open_with_recovery, users
from caselink.vault.backup.making import backup, copy_now, restore
from caselink.vault.database import Database
from caselink.vault.folder import RECOVERY, Layout
from caselink.vault.keys import workers
from caselink.vault.keys.case_keys import open_case_key, seal_for
from caselink.vault.keys.keys import Slot, make_slot, new_identity, open_data_key, open_slot, seal_data_key
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.programs import needs_strace
from tests.torture.changing import (
    change_of,
    kills_while_changing_passphrase,
    opens,
    with_two_workers,
)
from tests.torture.disturbing import fail_while
from tests.torture.promise import Share
from tests.vault.changer import CHANGES
from tests.vault.colleagues import add_colleague, seen_by
from tests.vault.disks import disk_that_takes
from tests.vault.filling import add_case, files

KILLS = 4
HERS = "phrase de passe de ida, sept mots"
NEW = "navire lampe orage tisser demain coquelicot"
CODE = "AFD3-M4FP-ZP70-2H1V-HSX4-M5HG-0BME"


def actions(vault: Vault) -> list[tuple[str, str]]:
    return [(entry.user, entry.action) for entry in vault.audit()]


def key_files(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in files(folder).items() if name.startswith(("keys", "data.key"))}


def reserved(vault: Vault, reference: str, *names: str) -> str:
    case_id = add_case(vault, reference)
    with vault.change("case_reserved", case_id) as change:
        change.reserve(case_id, names)
    return case_id


def readers(vault: Vault, case_id: str) -> set[str]:
    rows = vault.opened.database.all("SELECT worker FROM case_keys WHERE case_id = ?", case_id)
    return {str(row[0]) for row in rows}


def test_a_new_worker_opens_the_vault_with_her_own_passphrase(vault: Vault) -> None:
    case_id = add_case(vault)
    add_colleague(vault, role=Role.READ_ONLY)
    assert check(vault).problems == ()
    assert actions(vault)[-1] == (USER, "worker_added:ida:read_only")
    folder, case = vault.folder, vault.case(case_id)
    vault.close()
    assert users(folder) == (USER, "ida")
    with open_vault(folder, "ida", HERS) as hers:
        assert (hers.user, hers.role) == ("ida", Role.READ_ONLY)
        assert hers.case(case_id) == case
        with pytest.raises(UserError):
            add_case(hers, "2026-0002")
    with pytest.raises(WrongPassphrase):
        open_vault(folder, "ida", PASSPHRASE)


@pytest.mark.parametrize("name", [USER, RECOVERY, "Zélie", ""])
def test_a_name_that_is_taken_or_none_is_not_added(vault: Vault, name: str) -> None:
    before = files(vault.folder / "keys")
    with pytest.raises(UserError):
        workers.add(vault, name, Role.WORKER, make_slot(NEW))
    assert files(vault.folder / "keys") == before
    assert actions(vault) == []


def test_a_changed_passphrase_opens_and_the_one_of_before_does_not(vault: Vault) -> None:
    folder = vault.folder
    case_id = reserved(vault, "2026-0001", USER)
    workers.change_own(vault, make_slot(NEW, vault.opened.identities))
    assert check(vault).problems == ()
    assert (USER, "passphrase_changed") in actions(vault)[-2:]
    answers = vault.case(case_id).answers
    vault.close()
    before = key_files(folder)
    with pytest.raises(WrongPassphrase):
        open_vault(folder, USER, PASSPHRASE)
    assert key_files(folder) == before
    with open_vault(folder, USER, NEW) as again:
        assert again.case(case_id).answers == answers
        assert [action for _user, action in actions(again)].count("passphrase_changed") == 1
    assert key_files(folder) == before


def test_an_old_key_file_put_back_opens_nothing(vault: Vault) -> None:
    slot = Path(vault.folder / "keys" / f"{USER}.age")
    old, folder = slot.read_bytes(), vault.folder
    workers.change_own(vault, make_slot(NEW, vault.opened.identities))
    vault.close()
    slot.write_bytes(old)
    with pytest.raises(VaultError) as caught:
        open_vault(folder, USER, PASSPHRASE)
    assert not isinstance(caught.value, WrongPassphrase)


def test_a_copy_made_before_still_opens_with_the_passphrase_of_its_day(vault: Vault, tmp_path: Path) -> None:
    add_case(vault)
    backup(vault, tmp_path / "copy.zip")
    workers.change_own(vault, make_slot(NEW, vault.opened.identities))
    workers.renew_data_key(vault)
    restore(tmp_path / "copy.zip", tmp_path / "again.caselink")
    with open_vault(tmp_path / "again.caselink", USER, PASSPHRASE) as again:
        assert again.count_cases() == 1


def test_whoever_is_removed_opens_nothing_that_is_written_from_then_on(vault: Vault) -> None:
    slot = add_colleague(vault)
    case_id = reserved(vault, "2026-0001", USER, "ida")
    folder = vault.folder
    kept = (folder / "keys" / "ida.age").read_bytes()
    workers.remove(vault, "ida")
    assert check(vault).problems == ()
    assert (USER, "worker_removed:ida") in actions(vault)[-2:]
    assert readers(vault, case_id) == {USER, RECOVERY}
    vault.close()
    assert users(folder) == (USER,)
    assert sorted(path.name for path in folder.glob("cases-*")) == ["cases-2.db"]
    (folder / "keys" / "ida.age").write_bytes(kept)
    with pytest.raises(VaultError):
        open_vault(folder, "ida", HERS)
    with pytest.raises(VaultError):
        open_data_key((folder / "data.key.age").read_bytes(), slot.identity)
    with open_vault(folder, USER, PASSPHRASE):
        assert users(folder) == (USER,)


def test_a_name_that_was_given_up_is_never_given_again(vault: Vault) -> None:
    add_colleague(vault)
    workers.remove(vault, "ida")
    with pytest.raises(UserError, match="ida-2"):
        workers.add(vault, "ida", Role.WORKER, make_slot(HERS))
    workers.add(vault, "ida-2", Role.WORKER, make_slot(HERS))
    folder = vault.folder
    vault.close()
    for user, passphrase in ((USER, PASSPHRASE), ("ida-2", HERS)):
        with open_vault(folder, user, passphrase) as again:
            assert check(again).problems == ()


def test_a_name_under_which_something_was_done_is_not_given_either(vault: Vault) -> None:
    hers = seen_by(vault, "ida", add_colleague(vault))
    add_case(hers)
    vault.opened.database.run("DELETE FROM workers WHERE name = 'ida'")
    with pytest.raises(UserError, match="déjà été donné"):
        workers.add(vault, "ida", Role.WORKER, make_slot(HERS))


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_a_name_that_windows_keeps_for_itself_is_given_to_nobody(vault: Vault, tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="Windows"):
        workers.add(vault, name, Role.WORKER, make_slot(HERS))
    with pytest.raises(UserError, match="Windows"):
        create(tmp_path / "other.caselink", name, PASSPHRASE)
    assert not (vault.folder / "keys" / f"{name}.age").exists()


def test_one_coordinator_stays_and_nobody_removes_herself(vault: Vault) -> None:
    hers = seen_by(vault, "ida", add_colleague(vault, role=Role.COORDINATOR))
    workers.set_role(vault, "ida", Role.WORKER)
    with pytest.raises(UserError):
        workers.set_role(vault, USER, Role.READ_ONLY)
    with pytest.raises(UserError):
        workers.remove(vault, USER)
    with pytest.raises(UserError):
        workers.remove(hers, USER)
    workers.set_role(vault, "ida", Role.COORDINATOR)
    workers.set_role(vault, USER, Role.WORKER)
    with pytest.raises(UserError):
        workers.set_role(vault, USER, Role.COORDINATOR)
    assert [(worker.name, worker.role) for worker in workers.workers(vault)] == [
        (USER, Role.WORKER), ("ida", Role.COORDINATOR),
    ]
    assert (vault.folder / "cases-1.db").exists()


def test_a_passphrase_given_by_somebody_else_leaves_open_what_that_one_can_open(vault: Vault) -> None:
    slot = add_colleague(vault)
    both = reserved(vault, "2026-0001", USER, "ida")
    ines = add_colleague(vault, "ines")
    workers.revoke_recovery(vault)
    theirs = reserved(seen_by(vault, "ida", slot), "2026-0002", "ida", "ines")
    assert {worker.name: worker.reserved_only for worker in workers.workers(vault)} == {USER: 0, "ida": 0, "ines": 0}
    workers.reset(vault, "ida", make_slot(NEW))
    assert (USER, "passphrase_reset:ida") in actions(vault)[-2:]
    assert (readers(vault, both), readers(vault, theirs)) == ({USER, "ida"}, {"ines"})
    assert seen_by(vault, "ines", ines).case(theirs).answers
    folder = vault.folder
    vault.close()
    with pytest.raises(WrongPassphrase):
        open_vault(folder, "ida", HERS)
    with open_vault(folder, "ida", NEW) as again:
        assert again.case(both).answers
        with pytest.raises(UserError):
            again.case(theirs)


def test_the_only_one_who_can_open_a_reserved_case_is_not_removed_while_there_is_no_recovery_code(
    vault: Vault, prepared_vault: Prepared
) -> None:
    hers = seen_by(vault, "ida", add_colleague(vault))
    case_id = reserved(hers, "2026-0001", "ida")
    workers.revoke_recovery(vault)
    with pytest.raises(UserError):
        workers.remove(vault, "ida")
    assert (vault.folder / "cases-2.db").exists()
    workers.renew_recovery(vault, make_slot(CODE))
    assert readers(vault, case_id) == {"ida"}
    folder = vault.folder
    vault.close()
    open_vault(folder, "ida", HERS).close()
    with open_with_recovery(folder, CODE) as again:
        assert readers(again, case_id) == {"ida", RECOVERY}
        workers.remove(again, "ida")
        assert again.case(case_id).answers
        assert check(again).problems == ()
    with pytest.raises(VaultError):
        open_with_recovery(folder, prepared_vault.code)


def test_the_recovery_code_does_not_replace_itself_and_each_use_stands_in_the_audit_chain(
    vault_folder: Path, prepared_vault: Prepared
) -> None:
    with open_with_recovery(vault_folder, prepared_vault.code) as vault:
        case_id = reserved(vault, "2026-0001", USER)
        before = files(vault_folder)
        with pytest.raises(UserError):
            workers.renew_recovery(vault, make_slot(CODE))
        with pytest.raises(UserError):
            workers.revoke_recovery(vault)
        assert files(vault_folder) == before
    with open_with_recovery(vault_folder, prepared_vault.code) as vault:
        assert vault.case(case_id).answers
        used = [entry for entry in vault.audit() if entry.action == "recovery_used"]
        assert [entry.user for entry in used] == [RECOVERY, RECOVERY]


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_code(
    vault_folder: Path, prepared_vault: Prepared
) -> None:
    with prepared_vault.open(vault_folder) as vault:
        case_id = reserved(vault, "2026-0001", USER)
    with open_with_recovery(vault_folder, prepared_vault.code) as vault:
        workers.reset(vault, USER, make_slot(NEW))
    with open_vault(vault_folder, USER, NEW) as vault:
        assert vault.case(case_id).answers
        assert check(vault).problems == ()


def test_a_revoked_code_opens_nothing_and_is_not_revoked_twice(vault: Vault, prepared_vault: Prepared) -> None:
    workers.revoke_recovery(vault)
    assert not workers.has_recovery(vault)
    with pytest.raises(UserError):
        workers.revoke_recovery(vault)
    folder = vault.folder
    vault.close()
    with pytest.raises(UserError):
        open_with_recovery(folder, prepared_vault.code)


def test_the_key_file_of_a_stranger_opens_nothing(vault_folder: Path, prepared_vault: Prepared) -> None:
    stranger = make_slot(NEW)
    (vault_folder / "keys" / "stranger.age").write_bytes(stranger.content)
    before = files(vault_folder)
    with pytest.raises(VaultError):
        open_vault(vault_folder, "stranger", NEW)
    assert files(vault_folder) == before

    row = prepared_vault.open(vault_folder)
    recipients = [str(each[0]) for each in row.opened.database.all("SELECT recipient FROM workers")]
    row.close()
    sealed = seal_data_key(prepared_vault.data_key, [*recipients, stranger.recipient])
    (vault_folder / "data.key.age").write_bytes(sealed)
    assert users(vault_folder) == (USER,), "nobody is offered to unlock with it once somebody opened the vault"
    (vault_folder / "keys" / "stranger.age.stray").rename(vault_folder / "keys" / "stranger.age")
    with pytest.raises(VaultError):
        open_vault(vault_folder, "stranger", NEW)
    with open_vault(vault_folder, USER, PASSPHRASE), pytest.raises(VaultError):
        open_data_key((vault_folder / "data.key.age").read_bytes(), stranger.identity)


def test_a_key_file_holds_the_identities_of_before_below_its_own_and_lets_the_oldest_go() -> None:
    before = tuple(new_identity() for _each in range(13))
    slot = make_slot(NEW, before)
    assert open_slot(slot.content, NEW) == (slot.identity, *before[:12])
    assert open_slot(make_slot(NEW).content, NEW)[1:] == ()


def test_a_case_key_is_opened_by_whom_it_was_sealed_to() -> None:
    case, hers, other = (new_identity() for _each in range(3))
    slot = make_slot(NEW)
    sealed = seal_for(case, slot.recipient)
    assert open_case_key(sealed, [hers, slot.identity]) == case
    assert open_case_key(sealed, [hers, other]) is None
    assert open_case_key(sealed[:-1], [slot.identity]) is None
    assert open_case_key(b"", [slot.identity]) is None


def test_a_full_disk_leaves_the_keys_as_they_were_or_changes_them(prepared_vault: Prepared, tmp_path: Path) -> None:
    said = []
    for room in (0, 200, 500, 20_000, 400_000):
        folder = prepared_vault.copy_to(tmp_path / f"{room}.caselink")
        with prepared_vault.open(folder) as vault:
            add_case(vault)
            for change in ("add", "passphrase", "data key"):
                try:
                    with disk_that_takes(room):
                        CHANGES[change](vault, NEW)
                except VaultError as fault:
                    said.append(fault.sentence)
            assert vault.count_cases() == 1
        opened = [passphrase for passphrase in (PASSPHRASE, NEW) if opens(folder, USER, passphrase)]
        assert len(opened) == 1, room
    assert 3 < len(said) < 15


@needs_strace
def test_killed_while_changing_a_passphrase_the_old_or_the_new_one_opens(
    prepared_vault: Prepared, tmp_path: Path
) -> None:
    outcome = kills_while_changing_passphrase(prepared_vault, tmp_path, Share(KILLS))
    assert outcome.broken == ()
    assert outcome.tried == KILLS
    assert outcome.met["old"] > 0 < outcome.met["new"]


@needs_strace
def test_a_commit_that_the_disk_did_not_confirm_counts_or_does_not_but_never_half(
    prepared_vault: Prepared, tmp_path: Path
) -> None:
    folder = with_two_workers(prepared_vault, tmp_path / "office.caselink")
    change = change_of(prepared_vault, "add")
    sync_after_the_journal_went = ("fsync", 7)
    assert fail_while(folder, change, sync_after_the_journal_went, "EIO").code != 0
    assert change.looked_at(folder, change) == "new"


@pytest.mark.parametrize("changed", [workers.change_own, lambda vault, slot: workers.reset(vault, USER, slot)])
def test_the_passphrase_of_before_opens_nothing_of_today_with_the_key_files_of_any_backup(
    vault: Vault, prepared_vault: Prepared, changed: Callable[[Vault, Slot], None]
) -> None:
    folder, hers = vault.folder, vault
    before = copy_now(vault).finish()
    if changed is not workers.change_own:
        vault.close()
        hers = open_with_recovery(folder, prepared_vault.code)
    changed(hers, make_slot(NEW, vault.opened.identities))
    case_id = add_case(hers)
    hers.close()
    restore(before.path, folder.with_name("of-before.caselink"))
    old = Layout(folder.with_name("of-before.caselink"))
    identities = open_slot(old.slot(USER).read_bytes(), PASSPHRASE)
    with pytest.raises(VaultError):
        open_data_key((folder / "data.key.age").read_bytes(), *identities)
    old_key = open_data_key(old.data_key.read_bytes(), *identities)
    (today,) = folder.glob("cases-*.db")
    with pytest.raises(VaultError):
        Database.open(folder, replace(old_key, database=today.name))
    with open_vault(folder, USER, NEW) as again:
        assert again.case(case_id).answers
        assert check(again).problems == ()
