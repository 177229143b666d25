"""Reading the database of a vault that may be too damaged to open. Nothing is written to it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from caselink.errors import VaultDamaged
from caselink.paths import temporary_folder
from caselink.vault.database import Database
from caselink.vault.folder import expect_plain_database, expect_vault
from caselink.vault.keys.unlocking import Unlocked, expect_hers, the_user, unlock
from caselink.vault.lock import VaultLock
from caselink.vault.plain_files import copy_bytes
from caselink.vault.workplace import LOOKS, workplace


@dataclass(frozen=True, slots=True)
class ClosedVault:
    """Its database, the file of it (of a copy, where that one is read), and the keys of whoever opened it."""

    database: Database
    file: Path
    keys: Unlocked


@contextlib.contextmanager
def read_closed(folder: Path, user: str | None, passphrase: str) -> Iterator[ClosedVault]:
    """The database as it lies there, held against other openers. What a killed process left half written is read in a
    copy, where SQLite may first take the unfinished change back.

    Raises VaultError where it can't be read at all or the key file is not hers, VaultInUse, WrongPassphrase and
    UserError as `open_vault`.
    """
    layout = expect_vault(folder)
    user = the_user(folder, user)
    lock = VaultLock.acquire(layout.lock, user)
    try:
        keys = unlock(folder, user, passphrase)
        path = layout.database(keys.data_key.database)
        expect_plain_database(path)
        journal = path.with_name(f"{path.name}-journal")
        if not journal.exists() or journal.stat().st_size == 0:
            with contextlib.closing(Database.open(folder, keys.data_key, read_only=True)) as database:
                _expect_hers(database, keys)
                yield ClosedVault(database, path, keys)
            return
        with workplace(temporary_folder(), LOOKS) as work:
            for file in (path, journal):
                copy_bytes(file, work / file.name)
            with contextlib.closing(Database.open(work, keys.data_key, read_only=False)) as database:
                _expect_hers(database, keys)
                yield ClosedVault(database, work / path.name, keys)
    finally:
        lock.release()


def _expect_hers(database: Database, keys: Unlocked) -> None:
    """Where her row does not read, the damage is what is looked at."""
    with contextlib.suppress(VaultDamaged):
        expect_hers(database, keys)
