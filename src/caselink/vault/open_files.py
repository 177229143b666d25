"""Whether the files that a vault was opened from still lie at its path: asked before and after each commit.

A program that synchronises folders renames, replaces and deletes files whoever has them open. SQLite holds on to the
file it opened and never looks again: it would go on saving into one that nobody finds any more. By `stat` alone, so
that saving costs no more; a file is read only where something about it changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from caselink.errors import VaultGone
from caselink.i18n import _
from caselink.vault.keys.keys import digest
from caselink.vault.lock import VaultLock
from caselink.vault.plain_files import read_bytes


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the system says of a file without opening it."""

    number: tuple[int, int]
    """Device and inode; the inode is 0 where the file system gives no numbers, and tells nothing then."""
    content: tuple[int, int]
    """Size, and when it was written (nanoseconds)."""


class OpenFiles:
    """The database of an open vault, its data key and its lock. Belongs to the thread of the vault."""

    def __init__(self, database: Path, data_key: Path, lock: VaultLock, noted_key: Callable[[], str]) -> None:
        """`noted_key` reads from the open database the digest of the `data.key.age` that belongs to it. Raises OSError
        where the files are not there."""
        self._database_path = database
        self._key_path = data_key
        self._lock = lock
        self._noted_key = noted_key
        self._database = _seen(database)
        self._key: _Seen | None = _seen(data_key)
        self._known_key = digest(read_bytes(data_key))
        self._times_tell = True
        lock.note_database(database)

    def expect_there(self) -> None:
        """Raises VaultGone where another file lies at one of the paths, or none."""
        found = _seen_or_none(self._database_path)
        if found is None:
            raise VaultGone(_missing())
        if not _is_same(found, self._database):
            raise VaultGone(_replaced())
        if not self._lock.is_at_its_place():
            raise VaultGone(_replaced())
        self._expect_key()

    def note_written(self) -> None:
        """This process has just written to the database. One that took its place in this very moment stays another."""
        found = _seen_or_none(self._database_path)
        if found is not None and _is_same(found, self._database):
            self._database = _Seen(self._database.number, found.content)

    def were_touched(self) -> bool:
        """Whether somebody else wrote to the database since, by its size and time; for a moment at which this process
        writes nothing."""
        found = _seen_or_none(self._database_path)
        if found is None or found.content == self._database.content:
            return False
        return self._times_tell or self.have_another_size()

    def have_another_size(self) -> bool:
        """Whether it was cut or lengthened since, by whoever touched it."""
        found = _seen_or_none(self._database_path)
        return found is None or found.content[0] != self._database.content[0]

    def forgive(self) -> None:
        """The database was found to be as it was written: this disk tells times that mean nothing."""
        self._times_tell = False
        self.note_written()

    def _expect_key(self) -> None:
        """A program that puts the same file back does no harm; another one opens another database, or nothing."""
        found = _seen_or_none(self._key_path)
        if found is not None and found == self._key:
            return
        try:
            content = digest(read_bytes(self._key_path))
        except OSError:
            raise VaultGone(_missing()) from None
        if content != self._known_key and content != self._noted_key():
            raise VaultGone(_replaced())
        self._key, self._known_key = found, content


def overwritten() -> VaultGone:
    """Another program wrote into the very file that is open."""
    return VaultGone(_(
        "Un autre programme a écrit dans le fichier du coffre pendant qu’il était ouvert : plus rien n’y est écrit."
    ))


def _missing() -> str:
    return _(
        "Le coffre n’est plus à sa place : un logiciel de synchronisation, ou quelqu’un, l’a déplacé ou supprimé "
        "pendant qu’il était ouvert. Plus rien n’y est écrit."
    )


def _replaced() -> str:
    return _(
        "Le coffre ouvert n’est plus celui qui se trouve à sa place : un logiciel de synchronisation, ou quelqu’un, "
        "l’a remplacé par un autre. Plus rien n’y est écrit."
    )


def _seen(path: Path) -> _Seen:
    found = path.lstat()
    return _Seen((found.st_dev, found.st_ino), (found.st_size, found.st_mtime_ns))


def _seen_or_none(path: Path) -> _Seen | None:
    try:
        return _seen(path)
    except OSError:
        return None


def _is_same(found: _Seen, before: _Seen) -> bool:
    return found.number == before.number or 0 in (found.number[1], before.number[1])
