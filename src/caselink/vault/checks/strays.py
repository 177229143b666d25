"""What lies in a vault's folder and is none of its files: above all the conflict copies of programs that synchronise
folders, in which somebody's work may lie that the vault does not have (decision 40).

A conflict copy of the database opens with today's data key as long as that is the same. Its audit trail says who did
something on which days that the vault's own does not tell. Nothing is written, neither there nor here.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from caselink.errors import CaseLinkError
from caselink.vault.checks.side_files import foreign_key_files
from caselink.vault.database import Database
from caselink.vault.folder import DATABASE_NAME, PROPOSED, Layout
from caselink.vault.keys.keys import DataKey
from caselink.vault.plain_files import is_plain
from caselink.vault.stray_journal import ASIDE
from caselink.vault.trail import audit

_OURS: Final = frozenset({"keys", "attachments", "backups", "data.key.age", "lock", "typed", "erased.age"})
_OF_A_DATABASE: Final = re.compile(r"cases-[0-9]{1,9}\.db(-journal|-wal|-shm)?")
_COPY_OF_A_DATABASE: Final = re.compile(r"cases-[0-9]{1,9}.+\.db|cases-[0-9]{1,9}\.db.+")
_COPY_OF_THE_KEY: Final = re.compile(r"data\.key.+")
_OF_THE_SYSTEM: Final = frozenset({"desktop.ini", "thumbs.db"})


class StrayKind(StrEnum):
    """What such a file looks like."""

    DATABASE = "database"
    """A copy of the cases."""
    KEY = "key"
    """A copy of the data key, or a key file of nobody."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Work:
    """Something that was done according to a copy, and that the vault knows nothing of. `moment` is UTC (ISO 8601)."""

    by: str
    moment: str
    case_id: str | None


@dataclass(frozen=True, slots=True)
class Stray:
    """One file that does not belong there, by its name in the folder. `work` is None where it can't be looked into with
    today's keys: then nobody can tell what is in it."""

    name: str
    kind: StrayKind
    work: tuple[Work, ...] | None = ()


def strays(database: Database, layout: Layout, data_key: DataKey) -> tuple[Stray, ...]:
    """Every one of them, by name; raises VaultError for damage of the open database."""
    found = [Stray(path.name, _kind(path.name)) for path in _foreign(layout)]
    found += [Stray(f"keys/{name}", StrayKind.KEY) for name in foreign_key_files(database, layout)]
    if any(each.kind is StrayKind.DATABASE for each in found):
        known = frozenset(str(row[0]) for row in database.each("SELECT hash FROM audit"))
        found = [
            replace(each, work=_work_in(layout.folder, replace(data_key, database=each.name), known))
            if each.kind is StrayKind.DATABASE else each for each in found
        ]
    return tuple(sorted(found, key=lambda each: each.name))


def copies_of_the_database(folder: Path) -> tuple[Path, ...]:
    """The conflict copies of the database in a vault's folder, by name. Needs no passphrase; raises nothing."""
    with contextlib.suppress(OSError):
        return tuple(path for path in _foreign(Layout(folder)) if _kind(path.name) is StrayKind.DATABASE)
    return ()


def is_copy_of_the_database(path: Path) -> bool:
    """Whether a file is called as such a copy is."""
    return _kind(path.name) is StrayKind.DATABASE and DATABASE_NAME.fullmatch(path.name) is None


def _foreign(layout: Layout) -> Iterator[Path]:
    """What is called as no file of a vault is, nor one that a system lays into every folder."""
    for path in sorted(layout.folder.iterdir()):
        name = path.name.removesuffix(PROPOSED)
        ours = name in _OURS or _OF_A_DATABASE.fullmatch(name.removesuffix(ASIDE)) is not None
        if not ours and not name.startswith(".") and name.casefold() not in _OF_THE_SYSTEM:
            yield path


def _kind(name: str) -> StrayKind:
    if _COPY_OF_A_DATABASE.fullmatch(name):
        return StrayKind.DATABASE
    return StrayKind.KEY if _COPY_OF_THE_KEY.fullmatch(name) else StrayKind.OTHER


def _work_in(folder: Path, data_key: DataKey, known: frozenset[str]) -> tuple[Work, ...] | None:
    """What was done in it and is not among those rows; None where it does not open, or its trail does not hold."""
    if not is_plain(folder / data_key.database):
        return None
    with contextlib.suppress(CaseLinkError, OSError, ValueError), contextlib.ExitStack() as stack:
        copy = stack.enter_context(contextlib.closing(Database.open(folder, data_key, read_only=True)))
        if audit.walk(copy)[1] is None:
            return tuple(
                Work(entry.user, entry.moment, entry.case_id)
                for entry in audit.entries(copy)
                if entry.hash not in known and entry.action != audit.UNLOCKED
            )
    return None
