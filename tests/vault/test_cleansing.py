"""What was erased from the vault is erased from its backups too."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from caselink.domain.roles import Role
from caselink.errors import VaultDamaged, VaultError
from caselink.vault import Vault, check, open_vault
from caselink.vault.backup.archive import lay_down, write_archive
from caselink.vault.backup.erasure import Cleansed, cleanse_backups, plan_cleansing
from caselink.vault.backup.making import copy_now, is_backup_due, list_backups, restore, restore_beside
from caselink.vault.database import Database
from caselink.vault.erasure.erasing import erase_case, noted
from caselink.vault.ids import now
from caselink.vault.keys.keys import new_identity
from tests.conftest import PASSPHRASE, USER
from tests.vault.changer import open_with_identity
from tests.vault.colleagues import add_colleague, seen_by
from tests.vault.disks import disk_that_takes
from tests.vault.filling import A_NEED_CHANGED, add_case, aged
from tests.vault.old_vaults import old_vault
from tests.vault.plain_pages import plain_pages

CANARY = "Ombelliférine"


def erase(vault: Vault, case_id: str, at: datetime | None = None) -> None:
    with vault.change("case_erased", case_id):
        erase_case(vault.opened.database, case_id, now() if at is None else at.isoformat(), vault.user)


def hours_ago(hours: int) -> str:
    return (datetime.now(UTC) - timedelta(hours=hours)).isoformat()


def written_before(path: Path, ago: timedelta) -> None:
    moment = (datetime.now(UTC) - ago).timestamp()
    os.utime(path, (moment, moment))


def unsound(archive: Path, work: Path, vault: Vault) -> None:
    """The same backup as a program would have made it that wrote a wrong row: it unpacks, and is not sound."""
    manifest = lay_down(archive, work)
    database = Database.open(work, vault.opened.data_key)
    database.run(A_NEED_CHANGED)
    database.close()
    archive.unlink()
    write_archive(work, archive, manifest)


def without(archive: Path, work: Path, *names: str) -> None:
    """The same backup of a vault that had lost these files already."""
    manifest = lay_down(archive, work)
    for name in names:
        (work / name).unlink()
    archive.unlink()
    write_archive(work, archive, manifest)


def filled(vault: Vault) -> str:
    """A vault with two backups, whose one case of two is erased since."""
    add_case(vault, "2026-0001", "Stays")
    case_id = add_case(vault, "2026-0002", CANARY)
    with vault.change("file_added", case_id) as change:
        change.add_attachment(case_id, "certificat.pdf", b"of the case that is erased")
    for days in (2, 1):
        aged(copy_now(vault).finish(), days)
    erase(vault, case_id)
    return case_id


def is_inside(archive: Path, vault: Vault, place: Path) -> bool:
    """Whether the case is in it, on any page or by its attachment; nothing else than that case has one."""
    restore(archive, place)
    on_a_page = CANARY.encode() in plain_pages(place / "cases-1.db", vault.opened.data_key.key)
    return on_a_page or any((place / "attachments").iterdir())


def test_every_backup_is_rewritten_without_what_was_erased(vault: Vault, tmp_path: Path) -> None:
    filled(vault)
    before = list_backups(vault.folder)
    assert is_inside(before[0].path, vault, tmp_path / "with.caselink")
    assert cleanse_backups(vault) == Cleansed(rewritten=2)
    after = list_backups(vault.folder)
    assert len(after) == 3
    assert {file.path for file in before} < {file.path for file in after}
    for number, file in enumerate(after):
        place = tmp_path / f"{number}.caselink"
        assert not is_inside(file.path, vault, place)
        with open_vault(place, USER, PASSPHRASE) as restored:
            assert restored.count_cases() == 1
            assert check(restored).sound
    assert plan_cleansing(vault) is None
    assert cleanse_backups(vault) == Cleansed()


def test_what_was_begun_is_taken_up_again(vault: Vault, tmp_path: Path) -> None:
    filled(vault)
    plan = plan_cleansing(vault)
    assert plan is not None
    copy_now(vault).finish()
    replace(plan, outdated=plan.outdated[:1]).run()
    again = plan_cleansing(vault)
    assert again is not None
    assert again.outdated == plan.outdated[1:]
    again.run()
    assert plan_cleansing(vault) is None
    assert not any(is_inside(file.path, vault, tmp_path / file.path.stem) for file in list_backups(vault.folder))


def test_what_is_damaged_goes_but_only_once_a_newer_backup_is_there(vault: Vault) -> None:
    filled(vault)
    newest, older = list_backups(vault.folder)
    for file in (newest, older):
        file.path.write_bytes(file.path.read_bytes()[:-40])
    plan = plan_cleansing(vault)
    assert plan is not None
    assert plan.run() == Cleansed()
    assert {file.path for file in list_backups(vault.folder)} == {newest.path, older.path}
    made = copy_now(vault).finish()
    done = plan.run()
    assert done == Cleansed(dropped=2)
    assert done.sentence.startswith("2 sauvegardes")
    assert list_backups(vault.folder) == (made,)
    assert check(vault).sound


def test_one_flipped_bit_in_the_newest_backup_keeps_neither_backups_nor_cleansing_back(vault: Vault) -> None:
    filled(vault)
    newest, older = list_backups(vault.folder)
    content = bytearray(newest.path.read_bytes())
    content[content.rfind(b"manifest.json") - 46 + 8] ^= 1  # the ZIP's own word for: encrypted
    newest.path.write_bytes(content)
    assert is_backup_due(vault)
    assert cleanse_backups(vault) == Cleansed(rewritten=1, dropped=1)
    assert older.path in {file.path for file in list_backups(vault.folder)}
    assert not is_backup_due(vault)


def test_a_damaged_backup_that_is_the_newest_of_all_stays_and_is_told(vault: Vault) -> None:
    filled(vault)
    newest, older = list_backups(vault.folder)
    newest.path.write_bytes(newest.path.read_bytes()[:-40])
    made = aged(copy_now(vault).finish(), 5)
    plan = plan_cleansing(vault)
    assert plan is not None
    with pytest.raises(VaultError, match="1 sauvegarde n’a pas pu"):
        plan.run()
    assert [file.path for file in list_backups(vault.folder)] == [newest.path, older.path, made.path]
    assert plan_cleansing(vault).outdated == (newest.path,)  # type: ignore[union-attr]


def test_a_backup_for_other_keys_waits_for_who_has_them_and_goes_before_the_24_hours_are_over(vault: Vault) -> None:
    add_case(vault, "2026-0001", "Stays")
    case_id = add_case(vault, "2026-0002", CANARY)
    made = [aged(copy_now(vault).finish(), days) for days in (3, 2, 1)]
    foreign = {file.path for file in made}
    erase(vault, case_id, datetime.now(UTC) - timedelta(hours=19))
    for file in made:
        written_before(file.path, timedelta(hours=30))
    mine = copy_now(vault).finish()
    plan = plan_cleansing(vault)
    assert plan is not None
    stranger = replace(plan, identities=(new_identity(),))
    assert stranger.run() == Cleansed()
    assert {file.path for file in list_backups(vault.folder)} == {*foreign, mine.path}
    late = replace(stranger, notes=tuple(replace(note, at=hours_ago(21)) for note in stranger.notes))
    assert late.run() == Cleansed(dropped=3)
    assert list_backups(vault.folder) == (mine,)


def test_a_backup_for_other_keys_is_cleansed_in_a_session_that_has_them(vault: Vault) -> None:
    filled(vault)
    ida = seen_by(vault, "ida", add_colleague(vault, "ida", Role.COORDINATOR))
    assert cleanse_backups(ida) == Cleansed()
    assert len(list_backups(vault.folder)) == 3
    plan = plan_cleansing(vault)
    assert plan is not None
    assert plan.run() == Cleansed(rewritten=2)


def test_an_unsound_backup_is_dropped_and_keeps_nothing_back_behind_it(vault: Vault, tmp_path: Path) -> None:
    filled(vault)
    newest, older = list_backups(vault.folder)
    unsound(newest.path, tmp_path / "work", vault)
    assert cleanse_backups(vault) == Cleansed(rewritten=1, dropped=1)
    assert not newest.path.exists()
    assert not is_inside(older.path, vault, tmp_path / "again.caselink")


def test_a_backup_of_a_vault_that_had_lost_files_is_cleansed_and_keeps_all_else(vault: Vault, tmp_path: Path) -> None:
    stays = add_case(vault, "2026-0001", "Stays")
    case_id = add_case(vault, "2026-0002", CANARY)
    with vault.change("attachments", stays) as change:
        lost, kept = (change.add_attachment(stays, name, name.encode()) for name in ("lost", "kept"))
    made = aged(copy_now(vault).finish(), 1)
    without(made.path, tmp_path / "work", f"attachments/{lost}.age", "keys/recovery.age")
    erase(vault, case_id)
    assert cleanse_backups(vault) == Cleansed(rewritten=1)
    restore(made.path, tmp_path / "again.caselink")
    with open_vault(tmp_path / "again.caselink", USER, PASSPHRASE) as restored:
        assert restored.attachment(kept) == b"kept"
        assert restored.references().keys() == {stays}


def test_an_unsound_backup_that_is_the_newest_of_all_stays_and_the_vault_is_not_called_damaged(
    vault: Vault, tmp_path: Path
) -> None:
    filled(vault)
    newest, older = list_backups(vault.folder)
    unsound(newest.path, tmp_path / "work", vault)
    aged(copy_now(vault).finish(), 5)
    plan = plan_cleansing(vault)
    assert plan is not None
    with pytest.raises(VaultError, match="n’a pas pu être refaite") as told:
        plan.run()
    assert not isinstance(told.value, VaultDamaged)
    assert newest.path.exists()
    assert not is_inside(older.path, vault, tmp_path / "again.caselink")


def test_a_backup_of_an_older_format_is_cleansed_like_any_other(tmp_path: Path) -> None:
    old = old_vault(1)
    folder = old.laid_down(tmp_path / "office.caselink")
    with open_with_identity(folder, old.user, old.identity) as vault:
        vault.say_clock_is_right()  # it is months since anybody worked in it
        put_away = aged(list_backups(folder)[0], 3)
        older = folder / "backups" / "2026-01-10T08-00-00Z.caselink-backup"
        shutil.copy(old.archive, older)
        case_id = min(vault.references())
        erase(vault, case_id)
        assert cleanse_backups(vault) == Cleansed(rewritten=2)
        assert plan_cleansing(vault) is None
    for number, path in enumerate((put_away.path, older)):
        restore(path, again := tmp_path / f"{number}.caselink")
        assert len(list(again.glob("cases-*.db"))) == 1
        with open_with_identity(again, old.user, old.identity) as restored:
            assert case_id not in restored.references()
            assert check(restored).sound


def test_a_restored_folder_that_is_migrated_keeps_no_backup_with_the_erased_case(tmp_path: Path) -> None:
    old = old_vault(1)
    folder = old.laid_down(tmp_path / "office.caselink")
    with open_with_identity(folder, old.user, old.identity) as vault:
        vault.say_clock_is_right()
        case_id = min(vault.references())
        erase(vault, case_id)
        assert vault.erasures_are_listed()
    restored = restore_beside(old.archive, folder)
    with open_with_identity(restored, old.user, old.identity) as vault:
        vault.say_clock_is_right()
        assert case_id not in vault.references()
        (put_away,) = [aged(file, 1) for file in list_backups(restored)]
        assert cleanse_backups(vault) == Cleansed(rewritten=1)
    lay_down(put_away.path, tmp_path / "again")
    with open_with_identity(tmp_path / "again", old.user, old.identity) as vault:
        assert [note.case_id for note in noted(vault.opened.database)] == [case_id]
        assert not [entry for entry in vault.audit() if entry.action == "migrated"][1:]


def test_a_backup_that_waits_for_who_reads_a_reserved_case_is_not_written_again_each_round(vault: Vault) -> None:
    case_id = add_case(vault, "2026-0002", CANARY)
    ida = seen_by(vault, "ida", add_colleague(vault, "ida", Role.COORDINATOR))
    with vault.change("case_reserved", case_id) as change:
        change.reserve(case_id, [USER])
    waiting = aged(copy_now(vault).finish(), 2)
    with vault.change("answer", case_id) as change:
        change.erase_answers(case_id, ["housing.status"])
    before = waiting.path.stat()
    assert cleanse_backups(ida) == Cleansed()
    assert waiting.path.stat().st_ino == before.st_ino
    assert waiting.path.stat().st_mtime_ns == before.st_mtime_ns
    plan = plan_cleansing(vault)
    assert plan is not None
    assert plan.run() == Cleansed(rewritten=1)


def test_a_full_disk_leaves_the_backups_as_they_were(vault: Vault) -> None:
    filled(vault)
    plan = plan_cleansing(vault)
    assert plan is not None
    copy_now(vault).finish()
    before = [(file.path, file.path.read_bytes()) for file in list_backups(vault.folder)]
    with pytest.raises(VaultError), disk_that_takes(30_000):
        plan.run()
    assert [(file.path, file.path.read_bytes()) for file in list_backups(vault.folder)] == before
    assert vault.role is Role.COORDINATOR
    assert plan.run() == Cleansed(rewritten=2)
