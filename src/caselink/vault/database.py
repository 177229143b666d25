"""The connection: SQLCipher 4 with everything set that was measured to matter, and its errors in our words.

Only here is sqlcipher3 used. A connection belongs to the thread that made it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlite  # type: ignore[import-untyped]

from caselink.errors import CaseLinkError, VaultError
from caselink.i18n import _
from caselink.vault.faults import damaged, said, translated, vault_error
from caselink.vault.folder import expect_encrypted
from caselink.vault.keys.keys import DataKey, is_raw_key
from caselink.vault.open_files import OpenFiles
from caselink.vault.schema import APPLICATION_ID, FORMAT, TABLES

Row = tuple[Any, ...]
Parameters = Sequence[str | int | bytes | None]

_SCHEMA: Final = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
_ENDS: Final = "SELECT id, seq, hash FROM seats ORDER BY id"
_SLICE: Final = 500
"""Pages copied at a time between two other requests: 35 ms at most, measured with 10,000 cases (166 MB)."""
_ATTACH_AND_DETACH: Final = (24, 25)
_SETTINGS: Final = (
    "cipher_compatibility = 4",
    "journal_mode = DELETE",
    "synchronous = EXTRA",
    "locking_mode = EXCLUSIVE",
    "journal_size_limit = 0",
    "trusted_schema = OFF",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "foreign_keys = ON",
    "cell_size_check = ON",
    "mmap_size = 0",
    "cache_size = -65536",
)
_HELD: Final = {
    "journal_mode": "delete", "synchronous": 3, "locking_mode": "exclusive", "trusted_schema": 0,
    "secure_delete": 1, "temp_store": 2, "foreign_keys": 1,
}
"""What the settings must read back as: a misspelt pragma is silently ignored."""


class Database:
    """One open database. After damage was met nothing more is written through it."""

    def __init__(self, connection: sqlite.Connection) -> None:
        self._connection = connection
        self._damaged = False
        self._files: OpenFiles | None = None

    @classmethod
    def open(
        cls, folder: Path, data_key: DataKey, *, read_only: bool = False, number: int = FORMAT
    ) -> Database:
        """Open a database that must be there, of the format of that number.

        Raises VaultError where it is damaged, plaintext or newer, OlderFormat where it is older, VaultUnreachable where
        it may not be written or not even read.
        """
        path = folder / data_key.database
        expect_encrypted(path)
        database = _connect(path, data_key.key, "ro" if read_only else "rw")
        try:
            database._expect_ours(number)
            database._apply(_SETTINGS)
            database._expect_settings()
            if not read_only:
                database._expect_to_be_written()
        except CaseLinkError:
            database.close()
            raise
        return database

    @classmethod
    def make(cls, path: Path, key: str, tables: str = TABLES, number: int = FORMAT) -> Database:
        """Set up the tables in an empty file; the caller closes it and looks at its header."""
        database = cls.make_blank(path, key)
        with translated(database.mark_damaged):
            database._connection.executescript(tables)
        database._apply((f"application_id = {APPLICATION_ID}", f"user_version = {number}"))
        return database

    @classmethod
    def make_blank(cls, path: Path, key: str) -> Database:
        """An encrypted database without tables, in an empty file: the target of a copy."""
        database = _connect(path, key, "rw")
        database._apply(_SETTINGS)
        database._expect_settings()
        return database

    @classmethod
    def open_damaged(cls, path: Path, key: str) -> Database:
        """A copy of a damaged database, for `try_all` alone: opened without looking whether anything in it reads.

        `writable_schema` lets SQLite open a file that is shorter than it says; nothing is written all the same.
        """
        database = _connect(path, key, "rw")
        for setting in ("cipher_compatibility = 4", "writable_schema = ON", "temp_store = MEMORY", "query_only = ON"):
            database.try_all(f"PRAGMA {setting}")
        return database

    @classmethod
    def make_scratch(cls, path: Path, key: str) -> Database:
        """Like `make_blank`, for a copy that nobody relies on until it was checked: it is written through as it comes,
        in small pieces, and the caller asks the disk to keep it."""
        database = _connect(path, key, "rw")
        database._apply((*_SETTINGS, "synchronous = OFF", "journal_mode = OFF", "cache_size = -2048"))
        return database

    @classmethod
    def in_memory(cls, tables: str) -> Database:
        """A database of this process alone, that no disk ever holds."""
        connection = sqlite.connect(":memory:", isolation_level=None)
        connection.executescript(tables)
        return cls(connection)

    def run(self, sql: str, *parameters: str | int | bytes | None) -> None:
        """Run one statement; raises VaultError, and UserError never."""
        try:
            self._connection.execute(sql, parameters)
        except sqlite.Error as fault:
            raise self._said(fault) from None

    def run_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Run one statement for each row of parameters."""
        with translated(self.mark_damaged):
            self._connection.executemany(sql, rows)

    def one(self, sql: str, *parameters: str | int | bytes | None) -> Row | None:
        """The first row, or None."""
        try:
            row: Row | None = self._connection.execute(sql, parameters).fetchone()
        except sqlite.Error as fault:
            raise self._said(fault) from None
        return row

    def all(self, sql: str, *parameters: str | int | bytes | None) -> list[Row]:
        """All rows."""
        try:
            rows: list[Row] = self._connection.execute(sql, parameters).fetchall()
        except sqlite.Error as fault:
            raise self._said(fault) from None
        return rows

    def try_all(self, sql: str, *parameters: str | int | bytes | None) -> list[Row] | None:
        """All rows; None where the file does not give them. SQLCipher then refuses this connection all that follows."""
        try:
            rows: list[Row] = self._connection.execute(sql, parameters).fetchall()
        except sqlite.Error:
            self._damaged = True
            return None
        return rows

    def each(self, sql: str, *parameters: str | int | bytes | None) -> Iterator[Row]:
        """The rows one after the other, without holding them all."""
        with translated(self.mark_damaged):
            cursor = self._connection.execute(sql, parameters)
        while True:
            with translated(self.mark_damaged):
                rows = cursor.fetchmany(200)
            if not rows:
                return
            yield from rows

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Whatever is raised inside, or while committing, leaves the old state, and so does damage that
        was met meanwhile, also by another thread in a copy of this database.

        Raises VaultGone where the file at its path is another one by now: just after the commit, too, which nobody
        would find then."""
        self._expect_writable()
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self._expect_writable()
            self.run("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        if self._files is not None:
            self._files.expect_there()
            self._files.note_written()

    def watch(self, files: OpenFiles) -> None:
        """From now on nothing is written where these files are not those at their path any more."""
        self._files = files

    def expect_at_its_place(self) -> None:
        """Raises VaultGone where the files at their path are others by now."""
        if self._files is not None:
            self._files.expect_there()

    def was_touched(self) -> bool:
        """Whether somebody else may have written into the file: to be asked between two transactions."""
        return self._files is not None and self._files.were_touched()

    def was_overwritten(self) -> bool:
        """Whether the file says something else than this connection remembers, which is gone from its memory then."""
        if self._files is None or self._files.have_another_size():
            return True
        remembered = self.all(_ENDS)
        self.run("PRAGMA shrink_memory")
        try:
            differs = self.all(_ENDS) != remembered or bool(self.all("PRAGMA cipher_integrity_check"))
        except VaultError:
            return True
        if not differs:
            self._files.forgive()
        return differs

    @contextlib.contextmanager
    def part(self) -> Iterator[None]:
        """Part of the running transaction, all or nothing by itself."""
        self.expect_sound()
        self.run("SAVEPOINT part")
        try:
            yield
        except BaseException:
            self._undo_part()
            raise
        self.run("RELEASE part")

    @property
    def in_transaction(self) -> bool:
        """Whether one is running."""
        return bool(self._connection.in_transaction)

    def copy_to(self, target: Database, between: Callable[[], None] | None = None) -> None:
        """SQLite's own backup call: the only safe way to copy an open database.

        With `between` it goes in slices of about 2 MB, and calls that after each: what it reads and writes through
        this connection meanwhile is in the copy too (SQLite's promise for one connection), and what it raises ends
        the copy.
        """
        with translated(self.mark_damaged):
            if between is None:
                self._connection.backup(target._connection)
            else:
                self._connection.backup(target._connection, pages=_SLICE, progress=_after_slice(between), sleep=0)

    @property
    def is_damaged(self) -> bool:
        """Whether damage was met."""
        return self._damaged

    def mark_damaged(self) -> None:
        """Nothing more is written through this connection. From any thread."""
        self._damaged = True

    def expect_sound(self) -> None:
        """To be asked before anything of the vault is written, also beside the database; raises VaultDamaged."""
        if self._damaged:
            raise damaged()

    def _expect_writable(self) -> None:
        self.expect_sound()
        if self._files is not None:
            self._files.expect_there()

    def close(self) -> None:
        """Close it; what was not committed is gone."""
        with contextlib.suppress(sqlite.Error):
            self._connection.close()

    def _said(self, fault: sqlite.Error) -> Exception:
        return said(fault, self.mark_damaged)

    def _roll_back(self) -> None:
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except sqlite.Error:
            self._damaged = True

    def _undo_part(self) -> None:
        """Where a fault ended the whole transaction nothing of it is left."""
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK TO part")
                self._connection.execute("RELEASE part")
        except sqlite.Error:
            self._damaged = True

    def _apply(self, settings: Iterable[str]) -> None:
        for setting in settings:
            self.run(f"PRAGMA {setting}")

    def _expect_settings(self) -> None:
        for name, expected in _HELD.items():
            row = self.one(f"PRAGMA {name}")
            if row is None or row[0] != expected:
                raise RuntimeError(f"setting {name} is not held")

    def _expect_to_be_written(self) -> None:
        """A file that may only be read SQLite opens all the same, and says so at the first statement that would change
        something; this one changes nothing."""
        self.run("DELETE FROM meta WHERE 0")

    def _expect_ours(self, number: int) -> None:
        """The key fits, it is a database of ours, and of that format."""
        application, version = self.one("PRAGMA application_id"), self.one("PRAGMA user_version")
        if application != (APPLICATION_ID,) or version is None:
            raise VaultError(_("Cette base de données n’est pas celle d’un coffre CaseLink : rien n’y a été écrit. "
                               "Restaurez une sauvegarde vérifiée dans un autre répertoire."))
        if version[0] > FORMAT:
            raise VaultError(_(
                "Ce coffre a été écrit par une version plus récente de CaseLink : mettez CaseLink à jour. "
                "Rien n’a été modifié."
            ))
        if version[0] < 1 or version[0] > number:
            raise damaged()
        if version[0] < number:
            raise OlderFormat(version[0])


class OlderFormat(VaultError):
    """The database was written in an older format, and is to be migrated before it is read."""

    def __init__(self, number: int) -> None:
        super().__init__(_(
            "Ce coffre a été écrit par une version plus ancienne de CaseLink : ouvrez-le d’abord avec votre phrase de "
            "passe, il sera mis au format d’aujourd’hui. Rien n’a été modifié."
        ))
        self.number = number


def schema_of(database: Database) -> list[tuple[str, str]]:
    """Name and text of every table, index and trigger."""
    return [(str(name), str(sql)) for name, sql in database.all(_SCHEMA)]


@cache
def schema_of_format(tables: str = TABLES) -> list[tuple[str, str]]:
    """The same of a vault just made with these tables, read from an empty database in memory."""
    connection = sqlite.connect(":memory:", isolation_level=None)
    try:
        connection.executescript(tables)
        return [(str(name), str(sql)) for name, sql in connection.execute(_SCHEMA).fetchall()]
    finally:
        connection.close()


def _after_slice(between: Callable[[], None]) -> Callable[[int, int, int], None]:
    """Not after the last one: what is written then is not in the copy any more."""
    def progress(_status: int, remaining: int, _pages: int) -> None:
        if remaining:
            between()

    return progress


def _connect(path: Path, key: str, mode: str) -> Database:
    if not is_raw_key(key):
        raise VaultError(_("La clé des données de ce coffre est endommagée : rien n’a été modifié. Restaurez une "
                           "sauvegarde vérifiée dans un autre répertoire."))
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    try:
        connection = sqlite.connect(uri, uri=True, isolation_level=None)
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        connection.set_authorizer(_allow)
    except sqlite.Error as fault:
        raise vault_error(fault) from None
    return Database(connection)


def _allow(action: int, *_details: object) -> int:
    """No other file can be attached to this connection, whatever SQL reaches it."""
    denied: int = sqlite.SQLITE_DENY
    allowed: int = sqlite.SQLITE_OK
    return denied if action in _ATTACH_AND_DETACH else allowed
