"""A key file opens under the name of its owner alone: whoever lays it under another name becomes nobody else by it.

Done with `cp` and nothing more, by a colleague who reaches the vault's folder and has a passphrase of her own.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import pytest

from caselink.domain.roles import Role
from caselink.errors import UserError, VaultError
from caselink.services.office import Office
from caselink.services.workers import change_passphrase
from caselink.vault import Vault, check, open_vault, open_with_recovery
from caselink.vault.backup.making import copy_now
from caselink.vault.backup.viewing import look_into
from caselink.vault.checks.checking import check_folder
from caselink.vault.folder import PROPOSED, RECOVERY
from caselink.vault.keys import workers
from caselink.vault.keys.keys import make_slot
from caselink.vault.keys.recovery_code import new_code
from caselink.vault.keys.unlocking import foreign_key_file
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.programs import needs_strace
from tests.torture.disturbing import Change, kill_while
from tests.vault.changer import OTHER
from tests.vault.filling import add_case, files

LEA = "lea"
GONE = "marc"
NEW = "navire lampe orage tisser demain coquelicot"


@dataclass(frozen=True)
class Staffed:
    """A closed vault, a case in it reserved to the coordinator, and the passphrases that open or opened it by name.

    Those of her colleagues are well-formed codes: so they open key files where the recovery code is asked for too.
    """

    folder: Path
    case_id: str
    passphrases: dict[str, list[str]]

    def copied_to(self, folder: Path) -> Staffed:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        return Staffed(folder, self.case_id, self.passphrases)

    def open(self, name: str, passphrase: str) -> Vault:
        return (
            open_with_recovery(self.folder, passphrase) if name == RECOVERY
            else open_vault(self.folder, name, passphrase)
        )

    def opens(self, name: str, passphrases: list[str]) -> bool:
        """Whether one of these opens the vault under that name."""
        for passphrase in passphrases:
            try:
                self.open(name, passphrase).close()
            except (VaultError, UserError):
                continue
            return True
        return False

    def hers_reads(self) -> bool:
        """Whether the coordinator, by one of her passphrases, reads the case that is reserved to her."""
        for passphrase in self.passphrases[USER]:
            try:
                with self.open(USER, passphrase) as vault:
                    return bool(vault.case(self.case_id).answers) and not vault.opened.database.is_damaged
            except VaultError:
                continue
        return False


@pytest.fixture
def staffed(prepared_vault: Prepared, vault_folder: Path) -> Staffed:
    told = {USER: [PASSPHRASE], RECOVERY: [prepared_vault.code]}
    with prepared_vault.open(vault_folder) as vault:
        case_id = add_case(vault)
        with vault.change("case_reserved", case_id) as change:
            change.reserve(case_id, {USER})
        for name, role in ((OTHER, Role.WORKER), (GONE, Role.WORKER), (LEA, Role.READ_ONLY)):
            told[name] = [new_code()]
            workers.add(vault, name, role, make_slot(told[name][0]))
    return Staffed(vault_folder, case_id, told)


def expect_each_under_no_other_name(
    staffed: Staffed, before: dict[str, bytes], work: Path, owners: Collection[str] = ()
) -> None:
    """Lay each key file that there is or was over each other one, with and without `.new`, and try to open it there.

    What is only laid beside takes nothing from anybody; what lies in the place of a key is told by the check, and once
    the right file is back everything is as it was.
    """
    found = files(staffed.folder / "keys")
    keys = {f"{name}~": content for name, content in before.items()} | found
    for file, content in keys.items():
        owner = file.removesuffix("~").removesuffix(PROPOSED).removesuffix(".age")
        for target in staffed.passphrases.keys() - {owner} if not owners or owner in owners else ():
            for suffix in ("", PROPOSED):
                said = f"{file} as {target}{suffix}"
                copy = staffed.copied_to(work / "copy.caselink")
                place = copy.folder / "keys" / f"{target}.age{suffix}"
                place.write_bytes(content)
                assert not copy.opens(target, staffed.passphrases[owner]), said
                if place.name in found:
                    place.write_bytes(found[place.name])
                assert copy.hers_reads(), said
                assert copy.opens(RECOVERY, staffed.passphrases[RECOVERY]), said


def nothing(_vault: Vault, _told: dict[str, list[str]]) -> None:
    pass


def passphrase(vault: Vault, told: dict[str, list[str]]) -> None:
    workers.change_own(vault, make_slot(NEW, vault.opened.identities))
    told[USER].append(NEW)


def reset(vault: Vault, told: dict[str, list[str]]) -> None:
    told[OTHER].append(new_code())
    workers.reset(vault, OTHER, make_slot(told[OTHER][-1]))


def code(vault: Vault, told: dict[str, list[str]]) -> None:
    told[RECOVERY].append(new_code())
    workers.renew_recovery(vault, make_slot(told[RECOVERY][-1]))


def removal(vault: Vault, _told: dict[str, list[str]]) -> None:
    workers.remove(vault, GONE)


@pytest.mark.parametrize("change", [nothing, passphrase, reset, code, removal])
def test_no_key_file_opens_under_another_name(
    prepared_vault: Prepared, staffed: Staffed, tmp_path: Path,
    change: Callable[[Vault, dict[str, list[str]]], None],
) -> None:
    before = files(staffed.folder / "keys")
    with prepared_vault.open(staffed.folder) as vault:
        change(vault, staffed.passphrases)
    expect_each_under_no_other_name(staffed, before, tmp_path)


@needs_strace
@pytest.mark.parametrize("name", ["passphrase", "reset", "recovery", "remove", "add"])
def test_no_key_file_opens_under_another_name_where_a_change_of_keys_was_cut_short(
    staffed: Staffed, tmp_path: Path, name: str
) -> None:
    new = new_code()
    whose = {"passphrase": USER, "reset": OTHER, "recovery": RECOVERY}.get(name, LEA)
    if whose != LEA:
        staffed.passphrases[whose].append(new)
    before = files(staffed.folder / "keys")
    cut = 0
    for number in range(1, 4):
        copy = staffed.copied_to(tmp_path / f"{number}.caselink")
        if kill_while(copy.folder, Change(name, new, lambda _folder, _change: ""), ("rename", number)).reached:
            cut += 1
            expect_each_under_no_other_name(copy, before, tmp_path, (LEA, whose))
    assert cut


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
