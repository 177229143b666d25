"""Backups made by themselves: verified before they count, rotated, looked into, restored beside."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from caselink.domain.answers import Answer
from caselink.errors import UserError, VaultDamaged, VaultError, WrongPassphrase
from caselink.vault import Vault, check, open_vault
from caselink.vault.backup.making import (
    BackupFile,
    copy_now,
    is_backup_due,
    list_backups,
    read_manifest_of,
    restore_beside,
    rotate,
)
from caselink.vault.backup.viewing import look_into
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.programs import needs_strace
from tests.torture.backing_up import kills_while_backing_up
from tests.torture.promise import Share
from tests.vault.disks import disk_that_takes, does_not_list, lists_what_is_gone, without_sync_of
from tests.vault.filling import A_NEED_CHANGED, add_case, aged, files

KILLS = 4
OLD = Path(__file__).parent / "old" / "format-1" / "format-1.caselink-backup"


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Looks lie there, and nothing else does."""
    folder = tmp_path_factory.mktemp("looks")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def make_one(vault: Vault) -> BackupFile:
    return copy_now(vault).finish()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "backups").iterdir())


def test_a_backup_counts_once_it_is_finished_and_holds_all_that_was_there(vault: Vault) -> None:
    case_id = add_case(vault)
    pending = copy_now(vault)
    assert list_backups(vault.folder) == ()
    made = pending.finish()
    assert list_backups(vault.folder) == (made,)
    assert names(vault.folder) == [made.path.name]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.caselink-backup", made.path.name)
    assert abs(made.made_at - datetime.now(UTC)) < timedelta(minutes=2)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    with look_into(made.path, USER, PASSPHRASE) as looked:
        assert looked.case(case_id) == vault.case(case_id)
        assert check(looked).sound


def test_what_is_written_between_two_slices_is_in_the_copy(vault: Vault) -> None:
    case_id = add_case(vault)
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "violence.own_words", Answer("long " * 450_000))
    number = 0

    def meanwhile() -> None:
        nonlocal number
        number += 1
        with vault.change("answer", case_id) as change:
            change.put_answer(case_id, "request.wishes", Answer(f"{number} " * 3000))

    made = copy_now(vault, meanwhile).finish()
    assert number >= 1
    assert read_manifest_of(made.path).audit_head == vault.audit_head()
    with look_into(made.path, None, PASSPHRASE) as looked:
        assert looked.case(case_id) == vault.case(case_id)
    assert check(vault).sound


def test_what_happens_after_the_copy_is_not_in_the_backup_but_makes_the_next_one_due(vault: Vault) -> None:
    assert is_backup_due(vault)
    case_id = add_case(vault)
    pending = copy_now(vault)
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer("later"))
    made = pending.finish()
    with look_into(made.path, None, PASSPHRASE) as looked:
        assert looked.case(case_id).value("request.wishes") is None
        assert not is_backup_due(looked)
    assert is_backup_due(vault)
    make_one(vault)
    assert not is_backup_due(vault)


def test_a_copy_that_is_not_sound_gets_no_name_and_costs_no_earlier_one(vault: Vault) -> None:
    add_case(vault)
    earlier = make_one(vault)
    vault.opened.database.run(A_NEED_CHANGED)
    with pytest.raises(VaultDamaged):
        make_one(vault)
    assert names(vault.folder) == [earlier.path.name]


def test_damage_met_while_copying_stops_writing_and_leaves_nothing(
    prepared_vault: Prepared, vault_folder: Path
) -> None:
    with prepared_vault.open(vault_folder) as vault:
        add_case(vault)
    path = vault_folder / "cases-1.db"
    content = bytearray(path.read_bytes())
    content[-6000] ^= 1
    path.write_bytes(content)
    with prepared_vault.open(vault_folder) as vault:
        with pytest.raises(VaultDamaged):
            make_one(vault)
        left = path.read_bytes()
        with pytest.raises(VaultError):
            vault.keep_place({})
    assert names(vault_folder) == []
    assert path.read_bytes() == left


def test_a_full_disk_is_a_sentence_and_nothing_is_lost(vault: Vault) -> None:
    add_case(vault)
    earlier = aged(make_one(vault), 3)
    add_case(vault, "2026-0002")
    database = (vault.folder / "cases-1.db").stat().st_size
    for limit in (1000, database // 2, database - 1, database + 2000):
        with pytest.raises(VaultError) as caught, disk_that_takes(limit):
            make_one(vault)
        assert not isinstance(caught.value, VaultDamaged), limit
        assert names(vault.folder) == [earlier.path.name], limit
    assert check(vault).sound
    add_case(vault, "2026-0003")
    newest = make_one(vault)
    assert list_backups(vault.folder) == (newest, earlier)


def test_whoever_interrupts_the_copy_leaves_nothing(vault: Vault) -> None:
    case_id = add_case(vault)
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "violence.own_words", Answer("long " * 450_000))

    def stop() -> None:
        raise UserError("stop")

    with pytest.raises(UserError):
        copy_now(vault, stop)
    assert names(vault.folder) == []
    assert check(vault).sound


@needs_strace
def test_a_kill_in_the_middle_leaves_no_backup_that_is_not_whole_and_no_rest_after_the_next(
    prepared_vault: Prepared, tmp_path: Path
) -> None:
    outcome = kills_while_backing_up(prepared_vault, tmp_path, Share(KILLS))
    assert outcome.broken == ()
    assert outcome.tried == KILLS
    assert outcome.met["old"] > 0 < outcome.met["new"]


def test_old_backups_go_and_foreign_files_stay(vault: Vault) -> None:
    place = vault.folder / "backups"
    now = datetime.now(UTC)
    for day in range(1, 200):
        (place / (now - timedelta(days=day)).strftime("%Y-%m-%dT%H-%M-%SZ.caselink-backup")).write_bytes(b"x")
    others = {"notes.txt", "2026-13-45T00-00-00Z.caselink-backup", "2026-01-01.caselink-backup"}
    for name in others:
        (place / name).write_bytes(b"hers")
    rotate(place, now)
    assert others <= set(names(vault.folder))
    assert 15 <= len(list_backups(vault.folder)) <= 18
    assert now - list_backups(vault.folder)[0].made_at < timedelta(days=1, minutes=1)


def test_backups_are_listed_without_a_passphrase_and_without_a_vault_that_opens(vault: Vault) -> None:
    first = aged(make_one(vault), 1)
    second = make_one(vault)
    assert list_backups(vault.folder) == (second, first)
    assert second.made_at > first.made_at
    (vault.folder / "data.key.age").unlink()
    assert list_backups(vault.folder) == (second, first)
    assert list_backups(vault.folder / "nowhere") == ()


def test_a_backup_that_goes_away_meanwhile_hides_no_other_one(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    gone, stays = aged(make_one(vault), 1), make_one(vault)
    gone.path.unlink()
    lists_what_is_gone(monkeypatch, gone.path)
    assert list_backups(vault.folder) == (stays,)
    assert not is_backup_due(vault)


def test_a_folder_that_does_not_say_what_is_in_it_costs_no_backup(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending = copy_now(vault)
    with monkeypatch.context() as disk:
        does_not_list(disk, vault.folder / "backups")
        made = pending.finish()
        with pytest.raises(VaultError):
            list_backups(vault.folder)
    assert list_backups(vault.folder) == (made,)


def test_a_backup_never_holds_backups(vault: Vault) -> None:
    make_one(vault)
    size = make_one(vault).size
    assert make_one(vault).size == size


def test_a_look_writes_nothing_and_needs_nobodys_lock(vault: Vault) -> None:
    case_id = add_case(vault)
    made = make_one(vault)
    before = files(vault.folder)
    with look_into(made.path, USER, PASSPHRASE) as looked:
        assert looked.read_only
        assert looked.made_at.replace(microsecond=0) == made.made_at
        looked.keep_place({"page": "cases"})
        with pytest.raises(UserError), looked.change("answer", case_id) as change:
            change.put_answer(case_id, "request.wishes", Answer("x"))
        with pytest.raises(UserError):
            looked.keep_draft(case_id, "request.wishes", "x")
        with pytest.raises(UserError):
            copy_now(looked)
    assert files(vault.folder) == before


def test_a_look_on_another_computer_follows_the_list_in_the_folder_of_the_vault(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stays, erased = add_case(vault), add_case(vault, "2026-0002")
    made = make_one(vault)
    with vault.change("case_erased") as change:
        change.erase_case(erased)
    assert vault.erasures_are_listed()
    monkeypatch.setattr("caselink.vault.erasure.erased_list.data_folder", lambda: tmp_path / "another computer")
    with look_into(made.path, USER, PASSPHRASE) as looked:
        assert looked.references().keys() == {stays}


def test_a_wrong_passphrase_or_a_stranger_sees_nothing(vault: Vault) -> None:
    made = make_one(vault)
    with pytest.raises(WrongPassphrase):
        look_into(made.path, USER, "not the passphrase at all")
    with pytest.raises(UserError):
        look_into(made.path, "nobody", PASSPHRASE)


def test_the_recovery_code_looks_into_a_backup_too(vault: Vault, prepared_vault: Prepared) -> None:
    with look_into(make_one(vault).path, "recovery", prepared_vault.code.lower()) as looked:
        assert looked.user == "recovery"


def test_a_damaged_backup_is_a_sentence(vault: Vault) -> None:
    made = make_one(vault)
    content = bytearray(made.path.read_bytes())
    content[len(content) // 2] ^= 1
    made.path.write_bytes(content)
    with pytest.raises(VaultError):
        look_into(made.path, USER, PASSPHRASE)
    assert not is_backup_due(vault)


def test_what_a_killed_look_left_goes_at_the_next_one(vault: Vault, own_temporary_folder: Path) -> None:
    made = make_one(vault)
    script = (
        "import os, sys, tempfile; from pathlib import Path; from tests import quick_age; quick_age.install()\n"
        "from caselink.vault.backup.viewing import look_into\n"
        "tempfile.tempdir = sys.argv[2]\n"
        "look_into(Path(sys.argv[1]), 'amal', sys.argv[3]); os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run(
        [sys.executable, "-c", script, made.path, own_temporary_folder, PASSPHRASE], check=False, timeout=60,
        cwd=Path(__file__).parents[2],
    )
    assert killed.returncode == -9
    assert len(list(own_temporary_folder.iterdir())) == 1
    with look_into(made.path, USER, PASSPHRASE):
        assert len(list(own_temporary_folder.iterdir())) == 1
        with look_into(made.path, USER, PASSPHRASE):
            assert len(list(own_temporary_folder.iterdir())) == 2


def test_a_backup_of_format_1_can_be_looked_into_and_restored(tmp_path: Path) -> None:
    with look_into(OLD, USER, PASSPHRASE) as looked:
        assert looked.count_cases() == 3
        assert check(looked).sound
    assert not (OLD.parents[1] / "lock").exists(), "where no vault is, nothing is laid"
    with open_vault(restore_beside(OLD, tmp_path / "office.caselink"), USER, PASSPHRASE) as restored:
        assert restored.count_cases() == 3


def test_a_restored_vault_lies_beside_under_a_name_that_says_so(vault: Vault) -> None:
    add_case(vault)
    made = make_one(vault)
    first, second = (restore_beside(made.path, vault.folder) for _time in range(2))
    assert first != second
    for folder in (first, second):
        assert folder.parent == vault.folder.parent
        assert folder.name.startswith("office")
        assert "restauré" in folder.name
        assert f"{made.made_at.astimezone():%Y-%m-%d}" in folder.name
        assert folder.suffix == ".caselink"
        with open_vault(folder, USER, PASSPHRASE) as restored:
            assert restored.count_cases() == 1
            assert restored.seat_id != vault.seat_id


def test_a_disk_that_waits_for_no_names_has_its_backup_and_its_restored_vault(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_case(vault)
    with monkeypatch.context() as disk:
        without_sync_of(disk, vault.folder / "backups")
        made = make_one(vault)
    with monkeypatch.context() as disk:
        without_sync_of(disk, vault.folder.parent)
        folder = restore_beside(made.path, vault.folder)
    with open_vault(folder, USER, PASSPHRASE) as restored:
        assert restored.count_cases() == 1


def test_a_folder_that_takes_no_backup_is_a_sentence(vault: Vault) -> None:
    place = vault.folder / "backups"
    place.rmdir()
    place.write_bytes(b"")
    with pytest.raises(VaultError):
        make_one(vault)
    os.remove(place)  # noqa: PTH107 - plain, as somebody who tidies up does
    assert make_one(vault).path.parent == place


def test_the_trail_says_who_made_a_backup_and_who_looked_into_one(prepared_vault: Prepared, vault: Vault) -> None:
    add_case(vault)
    made = make_one(vault)
    assert [row.action for row in vault.audit()][-1] == "backup_made"
    assert not is_backup_due(vault), "the row is in the backup"
    vault.close()
    with look_into(made.path, USER, PASSPHRASE):
        pass
    with prepared_vault.open(vault.folder) as again:
        last = [*again.audit()][-1]
        assert (last.user, last.action) == (USER, "backup_looked_at")
        assert check(again).sound
