"""Every key file that there is or was laid over every other one, in its place or beside it as `.new`: before and after
each change of keys, and where the change was cut short."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from caselink.domain.roles import Role
from caselink.errors import UserError, VaultError
from caselink.vault import Vault, open_vault, open_with_recovery
from caselink.vault.folder import PROPOSED, RECOVERY
from caselink.vault.keys import workers
from caselink.vault.keys.keys import make_slot
from caselink.vault.keys.recovery_code import new_code
from caselink.vault.keys.renaming import rename
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.quick_age import remembering
from tests.torture.disturbing import Change, kill_while
from tests.torture.promise import Outcome, Share
from tests.vault.changer import OTHER, RENAMED
from tests.vault.filling import add_case, files

LEA: Final = "lea"
GONE: Final = "marc"
NEW: Final = "navire lampe orage tisser demain coquelicot"
_RENAMES: Final = 3
"""At which of its renamings a change is cut short."""


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


def staffed_vault(prepared: Prepared, folder: Path) -> Staffed:
    """Four workers and the code, one case."""
    told = {USER: [PASSPHRASE], RECOVERY: [prepared.code]}
    with prepared.open(folder) as vault:
        case_id = add_case(vault)
        with vault.change("case_reserved", case_id) as change:
            change.reserve(case_id, {USER})
        for name, role in ((OTHER, Role.WORKER), (GONE, Role.WORKER), (LEA, Role.READ_ONLY)):
            told[name] = [new_code()]
            workers.add(vault, name, role, make_slot(told[name][0]))
    return Staffed(folder, case_id, told)


@dataclass(frozen=True)
class Trial:
    """One key file laid under one other name."""

    staffed: Staffed
    file: str
    content: bytes
    target: str
    suffix: str

    def keep(self, work: Path) -> None:
        """Nobody opens it there. What is only laid beside takes nothing from anybody, and once the right file is back
        everything is as it was. Raises AssertionError."""
        said = f"{self.file} as {self.target}{self.suffix}"
        copy = self.staffed.copied_to(work / "copy.caselink")
        place = copy.folder / "keys" / f"{self.target}.age{self.suffix}"
        right = place.read_bytes() if place.exists() else None
        place.write_bytes(self.content)
        assert not copy.opens(self.target, self.staffed.passphrases[_owner(self.file)]), said
        if right is not None:
            place.write_bytes(right)
        assert copy.hers_reads(), said
        assert copy.opens(RECOVERY, self.staffed.passphrases[RECOVERY]), said


def trials(staffed: Staffed, before: dict[str, bytes], owners: Collection[str] = ()) -> Iterator[Trial]:
    """All of them, of the key files that lie there and of those of before; or of these owners alone."""
    keys = {f"{name}~": content for name, content in before.items()} | files(staffed.folder / "keys")
    for file, content in keys.items():
        if not owners or _owner(file) in owners:
            for target in sorted(staffed.passphrases.keys() - _who(_owner(file))):
                for suffix in ("", PROPOSED):
                    yield Trial(staffed, file, content, target, suffix)


def _who(name: str) -> set[str]:
    """All that she who bears that name is or was called."""
    return {OTHER, RENAMED} if name in (OTHER, RENAMED) else {name}


def _owner(file: str) -> str:
    return file.removesuffix("~").removesuffix(PROPOSED).removesuffix(".age")


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


def name(vault: Vault, told: dict[str, list[str]]) -> None:
    rename(vault, OTHER, RENAMED)
    told[RENAMED] = told[OTHER]


CHANGES: Final = (nothing, passphrase, reset, code, removal, name)
CUT_SHORT: Final = ("passphrase", "reset", "recovery", "remove", "add", "rename")


def after(prepared: Prepared, staffed: Staffed, change: Callable[[Vault, dict[str, list[str]]], None]) -> list[Trial]:
    """The trials after that change."""
    before = files(staffed.folder / "keys")
    with prepared.open(staffed.folder) as vault:
        change(vault, staffed.passphrases)
    return list(trials(staffed, before))


def cut_short(staffed: Staffed, change: str, work: Path) -> list[Trial]:
    """The trials where that change was cut short; none where it never was."""
    new = new_code()
    whose = {"passphrase": USER, "reset": OTHER, "recovery": RECOVERY, "rename": OTHER}.get(change, LEA)
    if change == "rename":
        staffed.passphrases[RENAMED] = staffed.passphrases[OTHER]
    elif whose != LEA:
        staffed.passphrases[whose].append(new)
    before = files(staffed.folder / "keys")
    found: list[Trial] = []
    for number in range(1, _RENAMES + 1):
        copy = staffed.copied_to(work / f"{number}.caselink")
        if kill_while(copy.folder, Change(change, new, lambda _folder, _change: ""), ("rename", number)).reached:
            found += trials(copy, before, (LEA, whose))
    return found


def key_files(prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """This share of all trials."""
    every: list[Trial] = []
    for number, change in enumerate(CHANGES):
        every += after(prepared, staffed_vault(prepared, prepared.copy_to(folder / f"after-{number}.caselink")), change)
    for change_cut in CUT_SHORT:
        place = folder / change_cut
        place.mkdir()
        every += cut_short(staffed_vault(prepared, prepared.copy_to(place / "office.caselink")), change_cut, place)
    tried, broken = 0, []
    with remembering():
        for trial in every[share.part : share.size : share.parts]:
            tried += 1
            try:
                trial.keep(folder)
            except AssertionError as fault:
                broken.append(str(fault))
    return Outcome(tried, tuple(broken), dict(Counter({"trials there are": len(every)})) if share.part == 0 else {})
