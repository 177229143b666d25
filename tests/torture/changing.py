"""Changing keys while the process is killed: at each moment the old keys open the vault or the new ones do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from caselink.domain.roles import Role
from caselink.errors import UserError, VaultError
from caselink.vault import Vault, check, open_vault, open_with_recovery, users
from caselink.vault.keys import workers
from caselink.vault.keys.keys import make_slot
from caselink.vault.keys.recovery_code import new_code
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.torture.disturbing import Change, fails_while_changing, kills_while_changing
from tests.torture.promise import Keep, Outcome, Share
from tests.vault.changer import OTHER, RENAMED, open_with_identity
from tests.vault.filling import add_case
from tests.vault.old_vaults import OLD_VAULTS, OldVault

OTHERS: Final = "tiroir ombre colibri sept fenêtre prairie"
NEW: Final = "navire lampe orage tisser demain coquelicot"
WORKERS: Final = ("add", "remove", "reset", "recovery", "revoke", "rename")
"""The changes to who opens the vault."""


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


def after_rename(folder: Path, _change: Change) -> str:
    """Whatever key file lies there, its name and her passphrase open the vault; then one of her names alone does."""
    offered = [name for name in (OTHER, RENAMED) if name in users(folder)]
    with open_vault(folder, offered[0], OTHERS) as vault:
        bears = vault.user
        sound(vault)
    assert opens(folder, USER, PASSPHRASE)
    assert {name for name in (OTHER, RENAMED) if opens(folder, name, OTHERS)} == {bears}
    return "old" if bears == OTHER else "new"


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
        "rename": after_rename,
        "recovery": partial(after_recovery, code=prepared.code), "revoke": partial(after_recovery, code=prepared.code),
        "data key": after_data_key,
    }
    return Change(name, new_code() if name == "recovery" else NEW, looked_at[name])


def kills(prepared: Prepared, folder: Path, share: Share, *, name: str) -> Outcome:
    """The change of that name, killed as often as the share says."""
    original = with_two_workers(prepared, folder / "original.caselink")
    return kills_while_changing(change_of(prepared, name), original, share)


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
    """Adding, removing, giving a new passphrase or name, renewing and revoking the code, each killed as often as the
    share says; only the first of them where it says less often than there are changes."""
    total = Outcome(0)
    for name in WORKERS[: share.size]:
        (folder / name).mkdir()
        total += kills(prepared, folder / name, share, name=name)
    return total


def failing_disk_while_changing(prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """Each change while the disk refuses a call from then on, as often as the share says; only the first of them where
    it says less often than there are changes."""
    total = Outcome(0)
    for name in ("passphrase", *WORKERS, "data key")[: share.size]:
        (folder / name).mkdir()
        original = with_two_workers(prepared, folder / name / "original.caselink")
        total += fails_while_changing(change_of(prepared, name), original, share)
    return total
