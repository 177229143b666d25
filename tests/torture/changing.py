"""Changing keys while the process is killed: at each moment the old keys open the vault or the new ones do.

A moment is a call to the system that writes, renames or waits for the disk; the process is killed as it makes it.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from caselink.domain.roles import Role
from caselink.errors import UserError, VaultError
from caselink.vault import Vault, check, open_vault, open_with_recovery, users, workers
from caselink.vault.codes import new_code
from caselink.vault.keys import make_slot
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.torture.calls import calls_in
from tests.torture.promise import Keep, Outcome, Share
from tests.vault.changer import OTHER, open_with_identity
from tests.vault.filling import add_case
from tests.vault.old_vaults import OLD_VAULTS, OldVault

CALLS: Final = ("rename", "unlink", "fsync", "pwrite64", "write", "ftruncate")
OTHERS: Final = "tiroir ombre colibri sept fenêtre prairie"
NEW: Final = "navire lampe orage tisser demain coquelicot"

Moment = tuple[str, int]
"""A call, and which one of its sort in the life of the process."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of keys, the passphrase or code that comes with it, and what holds of the vault after a kill.

    `looked_at` opens it and tells which state was met; it raises AssertionError or VaultError for one that is neither.
    """

    name: str
    new: str
    looked_at: Callable[[Path, Change], str]
    identity: str = ""
    """What opens the vault in place of the usual passphrase, which is another one in a vault of an older format."""


def run(folder: Path, change: Change, *under: str) -> int:
    """Run the change in a process of its own, under a tool where one is named; gives its exit code."""
    asked = {
        "folder": str(folder), "user": USER, "passphrase": PASSPHRASE, "identity": change.identity,
        "change": change.name, "new": change.new,
    }
    done = subprocess.run(
        [*under, sys.executable, "-B", "-m", "tests.vault.changer"], cwd=Path(__file__).parents[2],
        input=json.dumps(asked), text=True, capture_output=True, check=False, timeout=120,
    )
    return done.returncode


def moments(folder: Path, change: Change) -> dict[str, int]:
    """How often that change makes each call; runs it once, undisturbed, and leaves it done."""
    trace = folder.with_name("moments.trace")
    assert run(folder, change, "strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={','.join(CALLS)}") == 0
    counted = calls_in(trace)
    return {call: counted[call] for call in CALLS if counted[call]}


def kill_while(folder: Path, change: Change, moment: Moment) -> bool:
    """Run the change and kill it at that moment; False where it never came."""
    call, number = moment
    return _disturbed(folder, change, call, f"signal=KILL:when={number}") == -signal.SIGKILL


def fail_while(folder: Path, change: Change, moment: Moment, error: str) -> bool:
    """Run the change while the disk refuses that call and all later ones of its sort; False where it never minded."""
    call, number = moment
    return _disturbed(folder, change, call, f"error={error}:when={number}+") != 0


def _disturbed(folder: Path, change: Change, call: str, how: str) -> int:
    strace = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{how}")
    return run(folder, change, *strace)


def kills_while_changing(change: Change, original: Path, share: Share) -> Outcome:
    """Kill the change at calls of each sort in turn, the last renaming first, each time in a fresh copy."""
    folder = original.with_name("copy.caselink")
    shutil.copytree(original, folder)
    counted, chance = moments(folder, change), share.chance
    total = Outcome(0, (), {f"{change.name}: {change.looked_at(folder, change)} when not killed": 1})
    for number in share.numbers:
        call = [*counted][number % len(counted)]
        moment = (call, chance.randint(1, counted[call]) if number else counted[call])
        shutil.rmtree(folder)
        shutil.copytree(original, folder)
        killed = kill_while(folder, change, moment)
        total += Outcome(0, (), {"killed": int(killed)})
        total += _looked_at(folder, change, f"{change.name} killed at {moment}")
    return total


def sound(vault: Vault) -> None:
    """The vault is whole, its case is there, and nothing is left lying about."""
    assert check(vault).problems == ()
    names = {str(path.relative_to(vault.folder)) for path in vault.folder.rglob("*") if path.is_file()}
    database = vault.opened.data_key.database
    recovery = {"keys/recovery.age"} if workers.has_recovery(vault) else set()
    keys = {f"keys/{worker.name}.age" for worker in workers.workers(vault)} | recovery
    extra = names - keys - {"data.key.age", "erased.age", "lock", database, f"{database}-journal"}
    assert not {name for name in extra if not name.startswith("backups/")}
    assert keys <= names
    assert set(users(vault.folder)) == {worker.name for worker in workers.workers(vault)}


def opens(folder: Path, user: str, passphrase: str) -> bool:
    """Whether that passphrase opens the vault, soundly and more than once."""
    try:
        open_vault(folder, user, passphrase).close()
    except (VaultError, UserError):
        return False
    with open_vault(folder, user, passphrase) as vault:
        assert vault.count_cases() == 1
        sound(vault)
    return True


def code_opens(folder: Path, code: str) -> bool:
    """Whether that recovery code opens the vault, with its case in it."""
    try:
        with open_with_recovery(folder, code) as vault:
            assert vault.count_cases() == 1
            assert check(vault).problems == ()
    except (VaultError, UserError):
        return False
    return True


def after_passphrase(folder: Path, change: Change) -> str:
    """Hers of before or the new one opens, not both; her colleague's does whatever she did."""
    assert opens(folder, OTHER, OTHERS)
    old, new = opens(folder, USER, PASSPHRASE), opens(folder, USER, change.new)
    assert old is not new
    return "new" if new else "old"


def after_reset(folder: Path, change: Change) -> str:
    """Whoever did it opens the vault; then her colleague's passphrase of before or the new one does."""
    assert opens(folder, USER, PASSPHRASE)
    old, new = opens(folder, OTHER, OTHERS), opens(folder, OTHER, change.new)
    assert old is not new
    return "new" if new else "old"


def after_add(folder: Path, change: Change) -> str:
    """Whoever did it opens the vault, and so does her new colleague, or she is not there."""
    assert opens(folder, USER, PASSPHRASE)
    there = "ines" in users(folder)
    assert opens(folder, "ines", change.new) is there
    return "new" if there else "old"


def after_removal(folder: Path, _change: Change) -> str:
    """Whoever did it opens the vault, and her colleague does in the generation of before alone."""
    assert opens(folder, USER, PASSPHRASE)
    there = opens(folder, OTHER, OTHERS)
    assert there is (folder / "cases-1.db").exists()
    return "old" if there else "new"


def after_recovery(folder: Path, change: Change, code: str) -> str:
    """The code of before or the new one opens the vault, not both, or none once it was revoked: before she has opened
    it, who could finish what was cut short, and after."""
    codes = {"old": code, "new": change.new}
    opened = [name for name, each in codes.items() if code_opens(folder, each)]
    assert opens(folder, USER, PASSPHRASE)
    assert [name for name, each in codes.items() if code_opens(folder, each)] == opened
    with open_vault(folder, USER, PASSPHRASE) as vault:
        sound(vault)
    assert len(opened) == 1 or (change.name == "revoke" and not opened)
    return opened[0] if opened else "new"


def after_data_key(folder: Path, _change: Change) -> str:
    """Everybody's passphrase opens the vault of one generation."""
    assert opens(folder, USER, PASSPHRASE)
    assert opens(folder, OTHER, OTHERS)
    (database,) = folder.glob("cases-*.db")
    return "old" if database.name == "cases-1.db" else "new"


def with_two_workers(prepared: Prepared, folder: Path) -> Path:
    """A copy with a case and a second worker."""
    prepared.copy_to(folder)
    with prepared.open(folder) as vault:
        add_case(vault)
        workers.add(vault, OTHER, Role.WORKER, make_slot(OTHERS))
    return folder


def change_of(prepared: Prepared, name: str) -> Change:
    """The change of that name, to a vault that `with_two_workers` makes."""
    looked_at: dict[str, Callable[[Path, Change], str]] = {
        "passphrase": after_passphrase, "reset": after_reset, "add": after_add, "remove": after_removal,
        "recovery": partial(after_recovery, code=prepared.code), "revoke": partial(after_recovery, code=prepared.code),
        "data key": after_data_key,
    }
    return Change(name, new_code() if name == "recovery" else NEW, looked_at[name])


def kills(prepared: Prepared, folder: Path, share: Share, *, name: str) -> Outcome:
    """The change of that name, killed as often as the share says."""
    original = with_two_workers(prepared, folder / "original.caselink")
    return kills_while_changing(change_of(prepared, name), original, share)


def failing_disk_while_changing(prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """Each change while the disk refuses a call from then on: at most `size` calls of a sort, in turn."""
    total = Outcome(0)
    for name in ("passphrase", "add", "reset", "remove", "recovery", "revoke", "data key"):
        original = with_two_workers(prepared, folder / f"{name}.caselink")
        change, copy = change_of(prepared, name), folder / "copy.caselink"
        shutil.copytree(original, copy)
        refused = [(call, count) for call, count in moments(copy, change).items() if call != "write"]
        for moment in ((call, number) for call, count in refused for number in share.numbers if number < count):
            shutil.rmtree(copy)
            shutil.copytree(original, copy)
            fail_while(copy, change, (moment[0], moment[1] + 1), "EIO")
            total += _looked_at(copy, change, f"{name} without {moment}")
        shutil.rmtree(copy)
    return total


def _looked_at(folder: Path, change: Change, what: str) -> Outcome:
    try:
        return Outcome(1, (), {f"{change.name}: {change.looked_at(folder, change)}": 1})
    except (VaultError, UserError, AssertionError) as fault:
        return Outcome(1, (f"{what}: {fault!r}",))


def kills_while_migrating(_prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """The genuine vault of each older format, opened and killed as often."""
    total = Outcome(0)
    for old in OLD_VAULTS:
        original = old.laid_down(folder / f"format-{old.number}" / "original.caselink")
        change = Change("migration", "", partial(after_migration, old=old), old.identity)
        total += kills_while_changing(change, original, share)
    return total


def after_migration(folder: Path, _change: Change, old: OldVault) -> str:
    """The vault opens and holds all it did; which state was met before that."""
    met = "old" if (folder / old.database).exists() and len([*folder.glob("cases-*.db")]) == 1 else "new"
    for _time in range(2):
        with open_with_identity(folder, old.user, old.identity) as vault:
            old.expect_all(vault)
    return met


kills_while_changing_passphrase: Keep = partial(kills, name="passphrase")
kills_while_changing_the_data_key: Keep = partial(kills, name="data key")


def kills_while_changing_workers(prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """Adding, removing, giving a new passphrase, renewing and revoking the code, each killed as often."""
    total = Outcome(0)
    for name in ("add", "remove", "reset", "recovery", "revoke"):
        (folder / name).mkdir()
        total += kills(prepared, folder / name, share, name=name)
    return total
