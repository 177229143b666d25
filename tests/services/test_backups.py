"""Backups as the window and the commands use them."""

from __future__ import annotations

from pathlib import Path

import pytest

from caselink.errors import UserError
from caselink.services.backups import (
    Cleansed,
    cleanse_backups,
    contents,
    copy_now,
    is_backup_due,
    list_backups,
    look_into,
    plan_cleansing,
    rescue,
    restore_beside,
)
from caselink.services.cases import new_case
from caselink.services.clock import note_unlocked
from caselink.services.office import Office, open_office
from tests.conftest import PASSPHRASE, USER
from tests.vault.filling import lengthened


def test_the_newest_backup_says_when_it_was_made_and_how_many_cases_are_in_it(office: Office) -> None:
    new_case(office, "2026-0001", "Amina")
    assert is_backup_due(office)
    made = copy_now(office).finish()
    new_case(office, "2026-0002", "Zélie")
    assert list_backups(office.folder) == (made,)
    looked = look_into(made.path, USER, PASSPHRASE)
    found = contents(looked)
    assert (found.made_at.replace(microsecond=0), found.cases) == (made.made_at, 1)
    with pytest.raises(UserError):
        new_case(looked, "2026-0003", "Nobody")
    looked.close()
    assert not looked.folder.exists()
    with pytest.raises(TypeError):
        contents(office)


def test_no_backup_is_due_because_somebody_unlocked(office: Office) -> None:
    copy_now(office).finish()
    note_unlocked(office)
    note_unlocked(office)
    assert not is_backup_due(office)
    new_case(office, "2026-0001", "Amina")
    note_unlocked(office)
    assert is_backup_due(office)


def test_a_backup_says_in_a_sentence_whose_key_file_is_lost_and_counts_all_the_same(office: Office) -> None:
    new_case(office, "2026-0001", "Amina")
    assert copy_now(office).finish().lost.sentence == ""
    (office.folder / "keys" / "recovery.age").unlink()
    new_case(office, "2026-0002", "Zélie")
    made = copy_now(office).finish()
    assert "code de secours" in made.lost.sentence
    assert list_backups(office.folder)[0] == made
    assert not is_backup_due(office)
    new_case(office, "2026-0003", "Inès")


def test_a_backup_restored_beside_opens_as_an_office_of_its_own(office: Office) -> None:
    new_case(office, "2026-0001", "Amina")
    folder = restore_beside(copy_now(office).finish().path, office.folder)
    restored = open_office(folder, USER, PASSPHRASE)
    assert restored.vault.count_cases() == 1
    restored.close()


def test_nothing_is_cleansed_where_nothing_was_erased(office: Office) -> None:
    copy_now(office).finish()
    assert plan_cleansing(office) is None
    assert cleanse_backups(office) == Cleansed()
    assert len(list_backups(office.folder)) == 1


def test_a_closed_vault_is_rescued_whole(office: Office, tmp_path: Path) -> None:
    new_case(office, "2026-0001", "Amina")
    office.close()
    report = rescue(lengthened(office.folder), USER, PASSPHRASE, tmp_path / "new.caselink")
    assert (report.cases, report.incomplete, report.lost, report.problems) == (1, 0, 0, ())
