"""A key file opens under the name of its owner alone: whoever lays it under another name becomes nobody else by it.

Done with `cp` and nothing more, by a colleague who reaches the vault's folder and has a passphrase of her own.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from caselink.errors import VaultError
from caselink.services.office import Office
from caselink.services.workers import change_passphrase
from caselink.vault import Vault, check
from caselink.vault.backup.making import copy_now
from caselink.vault.backup.viewing import look_into
from caselink.vault.checks.checking import check_folder
from caselink.vault.folder import RECOVERY
from caselink.vault.keys.keys import make_slot
from caselink.vault.keys.unlocking import foreign_key_file
from tests.conftest import USER, Prepared
from tests.programs import needs_strace
from tests.quick_age import remembering
from tests.torture.key_files import CHANGES, CUT_SHORT, LEA, NEW, Staffed, Trial, after, cut_short, staffed_vault
from tests.vault.changer import OTHER
from tests.vault.filling import files


@pytest.fixture(autouse=True)
def _each_key_file_is_opened_once() -> Iterator[None]:
    with remembering():
        yield


@pytest.fixture
def staffed(prepared_vault: Prepared, vault_folder: Path) -> Staffed:
    return staffed_vault(prepared_vault, vault_folder)


def some(every: list[Trial]) -> list[Trial]:
    """A third of them, the same ones each time; `make torture ONLY=keyfiles` tries all."""
    return random.Random(2026).sample(every, len(every) // 3)  # noqa: S311 - to be told again, not a secret


@pytest.mark.parametrize("change", CHANGES)
def test_no_key_file_opens_under_another_name(
    prepared_vault: Prepared, staffed: Staffed, tmp_path: Path,
    change: Callable[[Vault, dict[str, list[str]]], None],
) -> None:
    for trial in some(after(prepared_vault, staffed, change)):
        trial.keep(tmp_path)


@needs_strace
@pytest.mark.parametrize("name", CUT_SHORT)
def test_no_key_file_opens_under_another_name_where_a_change_of_keys_was_cut_short(
    staffed: Staffed, tmp_path: Path, name: str
) -> None:
    every = cut_short(staffed, name, tmp_path)
    assert every
    for trial in some(every):
        trial.keep(tmp_path)


@pytest.mark.parametrize("target", [USER, OTHER, RECOVERY])
def test_a_foreign_key_file_is_said_by_opening_and_by_the_check_and_nothing_is_written(
    staffed: Staffed, target: str
) -> None:
    keys = staffed.folder / "keys"
    (keys / f"{target}.age").write_bytes((keys / f"{LEA}.age").read_bytes())
    before = files(staffed.folder)
    with pytest.raises(VaultError) as caught:
        staffed.open(target, staffed.passphrases[LEA][0])
    assert caught.value.sentence == foreign_key_file(target).sentence
    assert files(staffed.folder) == before
    report = check_folder(staffed.folder, LEA, staffed.passphrases[LEA][0])
    assert not report.sound
    assert {problem for problem in report.problems if f"keys/{target}.age" in problem} == set(report.problems)
    if target != RECOVERY:
        report = check_folder(staffed.folder, target, staffed.passphrases[LEA][0])
        assert report.problems == (caught.value.sentence,)


def test_a_key_file_of_nobody_is_named_by_the_check(staffed: Staffed) -> None:
    (staffed.folder / "keys" / "ghost.age").write_bytes(make_slot(NEW).content)
    (problem,) = check_folder(staffed.folder, LEA, staffed.passphrases[LEA][0]).problems
    assert "keys/ghost.age" in problem


def test_a_backup_with_foreign_key_files_in_it_opens_under_no_other_name(
    prepared_vault: Prepared, staffed: Staffed
) -> None:
    keys = staffed.folder / "keys"
    for target in (USER, RECOVERY):
        (keys / f"{target}.age").write_bytes((keys / f"{LEA}.age").read_bytes())
    with prepared_vault.open(staffed.folder) as vault:
        made = copy_now(vault).finish()
    for target in (USER, RECOVERY):
        with pytest.raises(VaultError):
            look_into(made.path, target, staffed.passphrases[LEA][0])


def test_who_changes_the_passphrase_at_an_unlocked_desk_needs_the_one_of_the_desk(
    prepared_vault: Prepared, staffed: Staffed
) -> None:
    keys = staffed.folder / "keys"
    with prepared_vault.open(staffed.folder) as vault:
        (keys / f"{USER}.age").write_bytes((keys / f"{LEA}.age").read_bytes())
        before = files(staffed.folder)
        with pytest.raises(VaultError) as caught:
            change_passphrase(Office(vault), USER, NEW, staffed.passphrases[LEA][0])
        assert caught.value.sentence == foreign_key_file(USER).sentence
        assert files(staffed.folder) == before
        assert not check(vault).sound
