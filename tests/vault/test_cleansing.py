"""What was erased from the vault is erased from its backups too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from caselink.domain.roles import Role
from caselink.errors import VaultError
from caselink.vault import Vault, check, open_vault
from caselink.vault.backups import copy_now, list_backups, restore
from caselink.vault.cleansing import cleanse_backups, plan_cleansing
from caselink.vault.erasing import erase_case
from caselink.vault.ids import now
from caselink.vault.keys import new_identity
from tests.conftest import PASSPHRASE, USER
from tests.vault.filling import add_case, aged
from tests.vault.plain_pages import plain_pages
from tests.vault.test_crashes import disk_that_takes

CANARY = "Ombelliférine"


def erase(vault: Vault, case_id: str) -> None:
    with vault.change("case_erased", case_id):
        erase_case(vault.opened.database, case_id, now(), vault.user)


def filled(vault: Vault) -> str:
    """A vault with two backups, whose one case of two is erased since."""
    add_case(vault, "2026-0001", "Stays")
    case_id = add_case(vault, "2026-0002", CANARY)
    for days in (2, 1):
        aged(copy_now(vault).finish(), days)
    erase(vault, case_id)
    return case_id


def is_inside(archive: Path, vault: Vault, place: Path) -> bool:
    restore(archive, place)
    return CANARY.encode() in plain_pages(place / "cases-1.db", vault.opened.data_key.key)


def test_every_backup_is_rewritten_without_what_was_erased(vault: Vault, tmp_path: Path) -> None:
    filled(vault)
    before = list_backups(vault.folder)
    assert is_inside(before[0].path, vault, tmp_path / "with.caselink")
    assert cleanse_backups(vault) == 2
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
    assert cleanse_backups(vault) == 0


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


def test_what_no_key_opens_and_what_is_damaged_goes_but_only_once_a_new_backup_is_there(vault: Vault) -> None:
    filled(vault)
    newest, older = list_backups(vault.folder)
    older.path.write_bytes(older.path.read_bytes()[:-40])
    plan = plan_cleansing(vault)
    assert plan is not None
    stranger = replace(plan, identities=(new_identity(),))
    assert stranger.run() == 0
    assert {file.path for file in list_backups(vault.folder)} == {newest.path, older.path}
    made = copy_now(vault).finish()
    assert stranger.run() == 0
    assert list_backups(vault.folder) == (made,)
    assert check(vault).sound


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
    assert plan.run() == 2
