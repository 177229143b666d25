"""Attachments beside the daily archives: once, copies of their own, and whatever is done to a vault follows there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from caselink.errors import VaultError
from caselink.vault import Vault, open_vault
from caselink.vault.backup.archive import named_beside, verify
from caselink.vault.backup.erasure import cleanse_backups
from caselink.vault.backup.making import copy_now, drop_bad, list_backups, restore
from caselink.vault.backup.side_files import BESIDE
from caselink.vault.checks.backups import check_backups
from caselink.vault.folder import Layout
from caselink.vault.keys.workers import renew_data_key
from caselink.vault.rescue.rescuing import rescue
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.vault.disks import disk_that_takes
from tests.vault.filling import add_case, aged, lengthened

CONTENT = b"certificat " * 500


def add(vault: Vault, case_id: str, content: bytes = CONTENT) -> str:
    with vault.change("file_added", case_id) as change:
        return change.add_attachment(case_id, "certificat.pdf", content)


def lying(vault: Vault) -> dict[str, bytes]:
    """What lies beside the archives."""
    folder = Layout(vault.folder).backups / BESIDE
    return {path.stem: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def archives(vault: Vault) -> list[Path]:
    return [file.path for file in list_backups(vault.folder)]


def test_each_lies_once_beside_all_archives_which_name_it_and_a_new_backup_reads_none_again(vault: Vault) -> None:
    case_id = add_case(vault)
    first = add(vault, case_id)
    size = aged(copy_now(vault).finish(), 2).size
    beside = Layout(vault.folder).backups / BESIDE / f"{first}.age"
    written = beside.stat()
    second = add(vault, case_id, CONTENT * 90)
    copy_now(vault).finish()
    assert (beside.stat().st_mtime_ns, beside.stat().st_ino) == (written.st_mtime_ns, written.st_ino)
    assert beside.stat().st_nlink == 1, "what harms the vault's own file does not harm it"
    newest, oldest = archives(vault)
    assert [sorted(named_beside(each)) for each in (oldest, newest)] == [
        [f"{first}.age"], sorted([f"{first}.age", f"{second}.age"]),
    ]
    assert lying(vault).keys() == {first, second}
    assert newest.stat().st_size < size + 40_000, "the larger file is not in the archive"
    assert all(state.sound for state in check_backups(vault.folder))


def test_its_bytes_are_the_same_after_backup_new_data_key_restore_and_rescue(
    vault: Vault, tmp_path: Path
) -> None:
    case_id = add_case(vault)
    made = add(vault, case_id)
    aged(copy_now(vault).finish(), 2)
    renew_data_key(vault)
    assert vault.attachment(made) == CONTENT
    copy_now(vault).finish()
    backups = archives(vault)
    sealed = Layout(vault.folder).attachment(made).read_bytes()
    vault.close()
    for number, archive in enumerate(backups):
        assert restore(archive, tmp_path / f"restored-{number}.caselink") == 0
        with open_vault(tmp_path / f"restored-{number}.caselink", USER, PASSPHRASE) as restored:
            assert restored.attachment(made) == CONTENT
            assert Layout(restored.folder).attachment(made).stat().st_nlink == 1
    Layout(vault.folder).attachment(made).write_bytes(sealed[::-1])
    report = rescue(lengthened(vault.folder), USER, PASSPHRASE, tmp_path / "rescued.caselink")
    assert report.problems == ()
    with open_vault(tmp_path / "rescued.caselink", USER, PASSPHRASE) as rescued:
        assert rescued.attachment(made) == CONTENT


def test_what_is_taken_away_or_erased_goes_from_beside_the_archives(vault: Vault) -> None:
    case_id, other = add_case(vault), add_case(vault, "2026-0002")
    gone, kept = add(vault, case_id), add(vault, other)
    aged(copy_now(vault).finish(), 2)
    with vault.change("file_removed", case_id) as change:
        change.remove_attachment(gone)
    cleanse_backups(vault)
    assert lying(vault).keys() == {kept}
    assert all(state.sound for state in check_backups(vault.folder))
    assert len(archives(vault)) == 2


def test_an_archive_carried_away_alone_restores_all_but_its_attachments_and_says_how_many(
    prepared_vault: Prepared, vault: Vault, tmp_path: Path
) -> None:
    made = add(vault, add_case(vault))
    copy_now(vault).finish()
    away = tmp_path / "stick"
    away.mkdir()
    alone = Path(shutil.copy(archives(vault)[0], away))
    assert restore(alone, tmp_path / "new.caselink") == 1
    with prepared_vault.open(tmp_path / "new.caselink") as restored:
        assert restored.count_cases() == 1
        with pytest.raises(VaultError, match="a disparu"):
            restored.attachment(made)


def test_one_that_rots_is_found_and_copied_anew_from_the_vault(vault: Vault) -> None:
    made = add(vault, add_case(vault))
    copy_now(vault).finish()
    place = Layout(vault.folder).backups
    sound = lying(vault)[made]
    (place / BESIDE / f"{made}.age").write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
    with pytest.raises(VaultError):
        verify(archives(vault)[0])
    assert [state.sound for state in check_backups(vault.folder)] == [False]
    drop_bad(place)
    copy_now(vault).finish()
    assert lying(vault) == {made: sound}
    assert all(state.sound for state in check_backups(vault.folder))


def test_what_is_half_written_or_named_by_nobody_is_swept_and_nothing_while_an_archive_is_damaged(vault: Vault) -> None:
    made = add(vault, add_case(vault))
    copy_now(vault).finish()
    place = Layout(vault.folder).backups / BESIDE
    stray = [place / f"{made}.age.new", place / f"{made[:-4]}0000.age"]
    for path in stray:
        path.write_bytes(b"x")
    bad = archives(vault)[0].with_name("2020-01-01T00-00-00Z.caselink-backup")
    bad.write_bytes(b"PK")
    copy_now(vault).finish()
    assert all(path.exists() for path in stray[1:])
    bad.unlink()
    copy_now(vault).finish()
    assert lying(vault).keys() == {made}


def test_a_full_disk_leaves_nothing_beside_of_the_backup_that_was_not_made(vault: Vault) -> None:
    case_id = add_case(vault)
    made = add(vault, case_id)
    aged(copy_now(vault).finish(), 2)
    add(vault, case_id, bytes(3_000_000))
    with pytest.raises(VaultError), disk_that_takes(1_000_000):
        copy_now(vault).finish()
    assert lying(vault).keys() == {made}
    assert all(state.sound for state in check_backups(vault.folder))
