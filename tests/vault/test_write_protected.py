"""Where nothing can be written everything can be read, by as many as like, and nothing is called damaged."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest

from caselink.domain.answers import Answer
from caselink.errors import UserError, VaultInUse, VaultUnreachable
from caselink.vault import Vault, check, check_folder, open_vault
from caselink.vault.backup.making import backup, is_backup_due, restore
from caselink.vault.lock import VaultLock
from caselink.vault.rescue.rescuing import rescue
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.torture.saving import run_and_kill
from tests.vault.changer import open_with_identity
from tests.vault.disks import disk_that_takes
from tests.vault.filling import add_case, files, lengthened
from tests.vault.old_vaults import OLD_VAULTS, OldVault
from tests.vault.protected import obeying_modes, write_protected


@pytest.fixture
def filled(prepared_vault: Prepared, vault_folder: Path) -> Path:
    with prepared_vault.open(vault_folder) as vault:
        add_case(vault)
    return vault_folder


def expect_read_only(vault: Vault) -> None:
    """All of it reads, it is whole, and a change is refused without a word of damage."""
    (case_id,) = vault.references()
    assert vault.case(case_id).value("person.goes_by") == "Élodie"
    assert vault.read_only
    assert not vault.is_backup
    assert check(vault).problems == ()
    assert not is_backup_due(vault)
    with pytest.raises(UserError, match="lecture seule"), vault.change("answer", case_id) as change:
        change.put_answer(case_id, "person.goes_by", Answer("Autre"))
    vault.keep_place({"page": "caseload"})


def test_a_write_protected_vault_is_read_where_it_lies_and_left_as_it_is(filled: Path) -> None:
    before = files(filled)
    with write_protected(filled):
        with open_vault(filled, USER, PASSPHRASE) as vault:
            assert vault.folder == filled
            expect_read_only(vault)
        report = check_folder(filled, USER, PASSPHRASE)
    assert report.sound
    assert report.cases == 1
    assert files(filled) == before


def test_several_read_at_once_and_nobody_who_can_write_comes_between(filled: Path) -> None:
    with contextlib.ExitStack() as readers:
        with write_protected(filled):
            first, second = (readers.enter_context(open_vault(filled, USER, PASSPHRASE)) for _reader in range(2))
            assert VaultLock.holder(filled / "lock") is None
        for reader in (first, second):
            expect_read_only(reader)
        with pytest.raises(VaultInUse):
            open_vault(filled, USER, PASSPHRASE)
    with open_vault(filled, USER, PASSPHRASE) as vault:
        assert not vault.read_only
        with write_protected(filled), pytest.raises(VaultInUse, match=USER):
            open_vault(filled, USER, PASSPHRASE)


def test_a_full_disk_keeps_nobody_from_reading(filled: Path) -> None:
    with disk_that_takes(0), open_vault(filled, USER, PASSPHRASE) as vault:
        expect_read_only(vault)
    with open_vault(filled, USER, PASSPHRASE) as vault:
        assert not vault.read_only


@pytest.mark.parametrize(("name", "mode"), [("cases-1.db", 0o444), ("", 0o555)])
def test_a_database_or_a_folder_that_alone_is_protected_is_read(filled: Path, name: str, mode: int) -> None:
    with obeying_modes():
        (filled / name).chmod(mode)
        with open_vault(filled, USER, PASSPHRASE) as vault:
            expect_read_only(vault)


def test_a_change_that_a_killed_process_left_half_written_is_taken_back_in_a_copy(
    prepared_vault: Prepared, filled: Path
) -> None:
    killed_in_the_middle_of_a_save(prepared_vault, filled)
    before = files(filled)
    with write_protected(filled), open_vault(filled, USER, PASSPHRASE) as vault:
        assert vault.folder != filled
        expect_read_only(vault)
        copy = vault.folder
    assert not copy.exists()
    assert files(filled) == before


def killed_in_the_middle_of_a_save(prepared: Prepared, folder: Path) -> None:
    """With a journal that is to be taken back."""
    journal = folder / "cases-1.db-journal"
    for start in range(2, 40_000, 1000):
        run_and_kill(prepared, folder, start, 1, 0.001 * (start % 7))
        if journal.exists() and journal.stat().st_size:
            return
    raise AssertionError("never killed in the middle of a save")


@pytest.mark.parametrize("old", OLD_VAULTS, ids=lambda old: f"format-{old.number}")
def test_an_older_vault_is_read_as_today_in_a_copy(old: OldVault, tmp_path: Path) -> None:
    folder = old.laid_down(tmp_path / "old" / "office.caselink")
    before = files(folder)
    with write_protected(folder), open_with_identity(folder, old.user, old.identity) as vault:
        assert check(vault).problems == ()
        assert sorted(vault.references().values()) == sorted(old.expected["cases"])
        assert vault.read_only
    assert files(folder) == before


def test_what_was_erased_since_is_not_shown_by_an_older_copy_that_is_protected(
    prepared_vault: Prepared, filled: Path, tmp_path: Path
) -> None:
    older = tmp_path / "stick" / "office.caselink"
    shutil.copytree(filled, older)
    with prepared_vault.open(filled) as vault, vault.change("case_erased") as change:
        (case_id,) = vault.references()
        change.erase_case(case_id)
    before = files(older)
    with write_protected(older), open_vault(older, USER, PASSPHRASE) as vault:
        assert vault.references() == {}
    assert files(older) == before


def test_a_protected_vault_can_be_copied_elsewhere(filled: Path, tmp_path: Path) -> None:
    with write_protected(filled), open_vault(filled, USER, PASSPHRASE) as vault:
        backup(vault, tmp_path / "copy.zip")
    restore(tmp_path / "copy.zip", tmp_path / "again.caselink")
    with open_vault(tmp_path / "again.caselink", USER, PASSPHRASE) as again:
        assert again.count_cases() == 1
        assert not again.read_only


def test_a_damaged_image_that_is_protected_is_rescued(filled: Path, tmp_path: Path) -> None:
    lengthened(filled)
    before = files(filled)
    with write_protected(filled):
        report = rescue(filled, USER, PASSPHRASE, tmp_path / "rescued.caselink")
    assert (report.cases, report.incomplete, report.lost) == (1, 0, 0)
    assert files(filled) == before


@pytest.mark.parametrize("name", ["lock", "data.key.age", "cases-1.db", "keys/amal.age"])
def test_what_could_not_be_read_is_not_called_damaged(filled: Path, name: str) -> None:
    (filled / name).chmod(0)
    with obeying_modes():
        with pytest.raises(VaultUnreachable) as told:
            open_vault(filled, USER, PASSPHRASE)
        assert "endommag" not in told.value.sentence
        report = check_folder(filled, USER, PASSPHRASE)
    assert report.sound is None
    assert report.problems == (told.value.sentence,)
