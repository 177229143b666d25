"""Conflict copies and other files that do not belong in a vault's folder: named, with whose work may lie in them."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from caselink.domain.needs import NeedState
from caselink.domain.roles import Role
from caselink.errors import UserError, VaultError
from caselink.services.backup_copies import check
from caselink.services.backups import look_into
from caselink.services.cases import caseload, find_case, new_case
from caselink.services.consent_lines import long_day
from caselink.services.needs import set_need
from caselink.services.notices import note_seen, notices
from caselink.services.office import open_office, users_of
from caselink.services.reserving import reserve_case
from caselink.services.strays import Hers, StrayKind, copies_of_the_database, strays
from caselink.services.workers import add_worker, renew_data_key
from tests.conftest import PASSPHRASE, USER
from tests.services.conftest import Desk

HERS = "tiroir ombre colibri sept fenêtre prairie"
DAY = datetime.now(UTC).date() + timedelta(days=1)
"""The day after today: what was worked then stands after all that the vault saw."""


@pytest.fixture
def conflict(desk: Desk) -> Path:
    """Ida worked on two days in what became a conflict copy; the vault went on without that."""
    office = desk.office
    add_worker(office, "ida", Role.WORKER, HERS, PASSPHRASE)
    folder = office.folder
    database = folder / office.vault.opened.data_key.database
    before = folder.parent / "before.db"
    shutil.copyfile(database, before)
    office.close()
    for days in (0, 1):
        with time_machine.travel(f"{DAY + timedelta(days=days)}T10:00:00+00:00"):
            hers = open_office(folder, "ida", HERS)
            new_case(hers, f"2026-7{days}", "Nour")
            if days:
                set_need(hers, find_case(hers, "2026-0042").id, "lawyer", NeedState.TO_DO)
            hers.close()
    copy = folder / "cases-1 (conflicted copy of PC2).db"
    database.rename(copy)
    before.rename(database)
    return copy


def test_a_conflict_copy_is_named_with_who_worked_in_it_on_which_days_and_can_be_looked_into(conflict: Path) -> None:
    folder = conflict.parent
    content = conflict.read_bytes()
    for name in ("data.key (conflict).age", "notes.txt", ".stfolder", "Thumbs.db"):
        (folder / name).write_bytes(b"x")
    shutil.copyfile(folder / "keys" / f"{USER}.age", folder / "keys" / f"{USER}-pc2.age")
    (folder / "cases-1.sync-conflict-20261130.db").write_bytes(b"not a database")
    assert users_of(folder) == (USER, "ida"), "a copy of a key file is nobody"
    office = open_office(folder, USER, PASSPHRASE)
    found = {each.name: each for each in strays(office)}
    assert {name: each.kind for name, each in found.items()} == {
        conflict.name: StrayKind.DATABASE, "cases-1.sync-conflict-20261130.db": StrayKind.DATABASE,
        "data.key (conflict).age": StrayKind.KEY, f"keys/{USER}-pc2.age.stray": StrayKind.KEY,
        "notes.txt": StrayKind.OTHER,
    }
    assert found[conflict.name].work == (Hers("ida", (DAY, DAY + timedelta(days=1)), ("2026-0042",)),)
    assert found["cases-1.sync-conflict-20261130.db"].work is None, "nobody can tell"
    said = (conflict.name, "ida", f"{long_day(DAY)}, {long_day(DAY + timedelta(days=1))}")
    assert all(part in found[conflict.name].sentence for part in said)
    told = [each.words for each in notices(office)]
    assert found[conflict.name].sentence in told
    left = note_seen(office, next(each for each in notices(office) if each.words == found[conflict.name].sentence))
    assert found[conflict.name].sentence not in [each.words for each in left], "told once"
    assert found["notes.txt"].sentence in [each.words for each in left]
    assert [row.reference for row in caseload(office).rows] == ["2026-0042"]
    office.close()
    assert copies_of_the_database(folder) == tuple(sorted([conflict, folder / "cases-1.sync-conflict-20261130.db"]))
    looked = look_into(conflict, "ida", HERS)
    assert [row.reference for row in caseload(looked).rows] == ["2026-71", "2026-70", "2026-0042"]
    assert looked.read_only and looked.is_backup
    assert strays(looked) == ()
    with pytest.raises(UserError):
        new_case(looked, "2026-99")
    looked.close()
    with pytest.raises(VaultError):
        look_into(folder / "cases-1.sync-conflict-20261130.db", "ida", HERS)
    assert conflict.read_bytes() == content


def test_a_copy_that_knows_nothing_more_says_so_and_one_of_another_key_that_nobody_can_tell(desk: Desk) -> None:
    office = desk.office
    database = office.folder / office.vault.opened.data_key.database
    copy = office.folder / "cases-1_conflict-20261130-101010.db"
    shutil.copyfile(database, copy)
    new_case(office, "2026-0043")
    (found,) = strays(office)
    assert found.work == ()
    assert "aussi dans le coffre" in found.sentence
    assert check(office).sound, "what lies beside says nothing of the cases"
    renew_data_key(office, PASSPHRASE)
    (found,) = strays(office)
    assert found.work is None
    with pytest.raises(VaultError):
        look_into(copy, USER, PASSPHRASE)


def test_what_was_reserved_since_is_closed_in_a_copy_too(desk: Desk) -> None:
    office, folder = desk.office, desk.office.folder
    add_worker(office, "ida", Role.WORKER, HERS, PASSPHRASE)
    copy = folder / "cases-1 (1).db"
    shutil.copyfile(folder / office.vault.opened.data_key.database, copy)
    reserve_case(office, desk.case.id, [USER])
    office.close()
    looked = look_into(copy, "ida", HERS)
    assert caseload(looked).rows == ()
    looked.close()
