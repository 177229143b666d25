"""A new data key: a new database file that counts from one rename on, with everything in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from caselink.domain.roles import Role
from caselink.errors import UserError, VaultError
from caselink.vault import Vault, check, open_vault
from caselink.vault.database import Database
from caselink.vault.keys import workers
from caselink.vault.keys.keys import DataKey
from caselink.vault.keys.rekeying import renew
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.programs import needs_strace
from tests.torture.changing import kills_while_changing_the_data_key
from tests.torture.promise import Share
from tests.vault.colleagues import add_colleague, seen_by
from tests.vault.disks import AFTER_THE_COMMIT, at_the_commit, committed_then, does_not_give, interrupt
from tests.vault.filling import A_NEED_CHANGED, add_case, files

KILLS = 4


def test_a_new_data_key_takes_everything_along_and_the_vault_goes_on(vault: Vault) -> None:
    case_id = add_case(vault)
    before, rows, old = vault.case(case_id), list(vault.audit()), vault.opened.data_key
    workers.renew_data_key(vault)
    new = vault.opened.data_key
    assert (new.generation, new.database, new.key == old.key) == (2, "cases-2.db", False)
    assert sorted(path.name for path in vault.folder.glob("cases-*.db")) == ["cases-2.db"]
    assert vault.case(case_id) == before
    assert list(vault.audit())[:-1] == rows
    assert [entry.action for entry in vault.audit()][-1] == "data_key_renewed"
    add_case(vault, "2026-0002")
    assert check(vault).problems == ()
    folder = vault.folder
    vault.close()
    with open_vault(folder, USER, PASSPHRASE) as again:
        assert again.count_cases() == 2
        assert check(again).problems == ()


def test_the_key_of_before_opens_nothing_that_is_there_now(vault: Vault) -> None:
    old, folder = vault.opened.data_key, vault.folder
    workers.renew_data_key(vault)
    vault.close()
    with pytest.raises(VaultError):
        Database.open(folder, DataKey(2, old.key, "cases-2.db"))
    with open_vault(folder, USER, PASSPHRASE) as again:
        assert again.count_cases() == 0


def test_what_is_refused_or_not_sound_leaves_the_vault_as_it_was(vault: Vault) -> None:
    add_case(vault)
    before = files(vault.folder)

    def refuse(_database: Database) -> None:
        raise UserError("no")

    with pytest.raises(UserError):
        renew(vault, "data_key_renewed", refuse)
    with pytest.raises(VaultError):
        renew(vault, "data_key_renewed", lambda database: database.run(A_NEED_CHANGED))
    assert files(vault.folder) == before
    assert check(vault).problems == ()
    add_case(vault, "2026-0002")


@pytest.mark.parametrize("role", [Role.WORKER, Role.READ_ONLY])
def test_who_coordinates_nothing_may_not(vault: Vault, role: Role) -> None:
    hers = seen_by(vault, "ida", add_colleague(vault, role=role))
    before = files(vault.folder)
    for change in (workers.renew_data_key, workers.revoke_recovery, lambda vault: workers.remove(vault, USER)):
        with pytest.raises(UserError):
            change(hers)
    assert files(vault.folder) == before


def test_a_number_that_a_file_bears_already_is_not_taken(vault: Vault) -> None:
    stray = vault.folder / "cases-7.db"
    stray.write_bytes(b"somebody else's")
    workers.renew_data_key(vault)
    assert vault.opened.data_key.database == "cases-8.db"
    assert not stray.exists()


def test_a_newer_file_of_nobody_is_left_alone_by_opening(prepared_vault: Prepared, vault_folder: Path) -> None:
    stray = vault_folder / "cases-7.db"
    stray.write_bytes(b"somebody else's")
    with open_vault(vault_folder, USER, PASSPHRASE) as vault:
        assert vault.opened.data_key == prepared_vault.data_key
    assert stray.read_bytes() == b"somebody else's"


@pytest.mark.parametrize("then", AFTER_THE_COMMIT)
def test_once_the_data_key_is_renamed_the_vault_goes_on_with_it_whatever_is_raised(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, then: Callable[[], None]
) -> None:
    case_id = add_case(vault)
    with monkeypatch.context() as disk:
        committed_then(disk, then)
        try:
            workers.renew_data_key(vault)
        except KeyboardInterrupt:
            assert then is interrupt
    assert vault.opened.data_key.database == "cases-2.db"
    vault.keep_place({"case": case_id})
    vault.close()
    with open_vault(vault.folder, USER, PASSPHRASE) as again:
        assert again.place() == {"case": case_id}
        assert check(again).problems == ()


@pytest.mark.parametrize("renamed", [False, True])
def test_where_the_disk_does_not_say_which_data_key_counts_both_databases_stay_and_nothing_more_is_written(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, renamed: bool
) -> None:
    add_case(vault)

    def fail(rename: Callable[[], Path]) -> Path:
        does_not_give(disk, "data.key.age")
        if renamed:
            rename()
        raise OSError

    with monkeypatch.context() as disk, pytest.raises(VaultError, match="ouvrez-le de nouveau"):
        at_the_commit(disk, fail)
        workers.renew_data_key(vault)
    assert sorted(path.name for path in vault.folder.glob("cases-*.db")) == ["cases-1.db", "cases-2.db"]
    with pytest.raises(VaultError):
        vault.keep_place({})
    vault.close()
    with open_vault(vault.folder, USER, PASSPHRASE) as again:
        assert again.opened.data_key.generation == 1 + renamed
        assert again.count_cases() == 1
        assert check(again).problems == ()


@needs_strace
def test_killed_while_changing_the_data_key_every_passphrase_opens_the_old_or_the_new_file(
    prepared_vault: Prepared, tmp_path: Path
) -> None:
    outcome = kills_while_changing_the_data_key(prepared_vault, tmp_path, Share(KILLS))
    assert outcome.broken == ()
    assert outcome.tried == KILLS
    assert outcome.met["old"] > 0 < outcome.met["new"]
