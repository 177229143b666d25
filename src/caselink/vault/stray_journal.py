"""A journal that is not the database's beside which it lies: it must not be rolled into it.

A killed process leaves the journal of its last change, and SQLite takes that change back from it at the next opening.
Where a program that synchronises folders put another database in the place of the one that was open, that journal would
destroy it. The lock says which file the killed process had open; where it was another one, both ways are tried on a
copy, and the journal is put aside where the database is whole without it.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from caselink.errors import VaultError
from caselink.held_files import move_over
from caselink.paths import temporary_folder
from caselink.vault.database import Database
from caselink.vault.folder import Layout
from caselink.vault.keys.keys import DataKey
from caselink.vault.lock import VaultLock
from caselink.vault.plain_files import copy_bytes, is_plain
from caselink.vault.trail import audit
from caselink.vault.workplace import LOOKS, workplace

ASIDE: Final = ".aside"
"""How the name ends of a journal that was put aside."""


def put_aside(layout: Layout, data_key: DataKey, lock: VaultLock) -> None:
    """Look whose journal lies there, before the database is opened. Raises OSError where there is no room to look."""
    path = layout.database(data_key.database)
    journal = path.with_name(f"{path.name}-journal")
    if not is_plain(journal) or journal.stat().st_size == 0 or not is_plain(path):
        return
    if not lock.left_another(path):
        return
    with workplace(temporary_folder(), LOOKS) as work:
        for name in ("with", "without"):
            (work / name).mkdir(mode=0o700)
            copy_bytes(path, work / name / path.name)
        copy_bytes(journal, work / "with" / journal.name)
        alone = _end_of(work / "without", data_key)
        if alone is not None and alone != _end_of(work / "with", data_key):
            move_over(journal, _free(journal))


def _end_of(folder: Path, data_key: DataKey) -> str | None:
    """The end of the audit chain in the database there; None where that is not sound."""
    try:
        with contextlib.closing(Database.open(folder, data_key)) as database:
            if database.all("PRAGMA cipher_integrity_check") or database.all("PRAGMA integrity_check") != [("ok",)]:
                return None
            return audit.last_hash(database)
    except VaultError:
        return None


def _free(journal: Path) -> Path:
    path = journal.with_name(f"{journal.name}{ASIDE}")
    number = 1
    while path.exists() or path.is_symlink():
        number += 1
        path = journal.with_name(f"{journal.name}{ASIDE}-{number}")
    return path
