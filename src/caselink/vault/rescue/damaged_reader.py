"""Reading what still reads of a damaged database: a new connection after each page that does not, never a write."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from caselink.vault.database import Database, Row
from caselink.vault.keys.keys import DataKey
from caselink.vault.plain_files import open_plain

_PAGE: Final = 4096
_SMALL_STEP: Final = 64
_SMALL_STEPS: Final = 400
_LAST: Final = 2**40


class DamagedReader:
    """The rows that a damaged database still gives. Belongs to one thread; `close` at the end."""

    def __init__(self, path: Path, data_key: DataKey) -> None:
        self._path = path
        self._key = data_key.key
        self._database = Database.open_damaged(path, self._key)
        self._met_damage = False
        version = self.read("PRAGMA user_version")
        self.format = version[0][0] if version else None
        """The format of the vault; None where not even the first page reads."""

    @property
    def has_today(self) -> bool:
        """Whether it has the tables that came with format 2."""
        return self.format != 1

    @property
    def has_records(self) -> bool:
        """Whether it has the tables that came with format 3."""
        return self.format not in (1, 2)

    @property
    def recipient(self) -> str:
        """The column of `cases` that came with format 2."""
        return "recipient" if self.has_today else "NULL"

    def reads_schema(self) -> bool:
        """Whether the list of tables reads to its end; with a page of it gone SQLite gives no row of any table."""
        rows = self.read("SELECT name FROM sqlite_schema")
        return rows is not None and {"meta", "cases", "documents"} <= {str(row[0]) for row in rows}

    def close(self) -> None:
        """Close the connection."""
        self._database.close()

    def read(self, sql: str, *parameters: str | int) -> list[Row] | None:
        """All rows of a query; None where a page that it needs does not read."""
        rows = self._database.try_all(sql, *parameters)
        if rows and not self._still_reads():
            rows = None  # SQLCipher gives a page that does not read as zeros first, and refuses only what comes after
        if rows is None:
            self._met_damage = True
            self._database.close()
            self._database = Database.open_damaged(self._path, self._key)
        return rows

    def _still_reads(self) -> bool:
        """Whether the file gives its first page still, and not the memory of this connection."""
        self._database.try_all("PRAGMA shrink_memory")
        return self._database.try_all("SELECT count(*) FROM sqlite_schema") is not None

    def with_gaps(self, ask: Callable[[], Iterable[Row]]) -> tuple[list[Row], bool]:
        """The rows that this asks for, and whether all that it asks for could be read."""
        self._met_damage = False
        return list(ask()), not self._met_damage

    def numbered(self, table: str, columns: str, number: str, which: str = "TRUE") -> Iterator[Row]:
        """The readable rows of a table by a whole number, the first of the columns, that no two of those meant share
        (`which` in SQL says which); damage is skipped."""
        select = f"SELECT {columns} FROM {table} WHERE {which} AND {number}"
        at, many = 1, 512
        while True:
            rows = self.read(f"{select} >= ? ORDER BY {number} LIMIT ?", at, many)
            if rows is None and many > 1:
                many = max(1, many // 8)
            elif rows is None:
                beyond = self._beyond(f"{select} >= ? ORDER BY {number} LIMIT 1", at)
                if beyond is None:
                    return
                at, many = beyond, 512
            elif not rows:
                return
            else:
                yield from rows
                at = int(rows[-1][0]) + 1

    def keyed(self, table: str, columns: str, keys: str) -> list[Row]:
        """The readable rows of a table by its textual key: from its beginning and from its end up to the damage."""
        rows = self.read(f"SELECT {columns} FROM {table} ORDER BY {keys}")
        if rows is not None:
            return rows
        descending = ", ".join(f"{key} DESC" for key in keys.split(", "))
        return list(dict.fromkeys([*self._until_damage(table, columns, keys),
                                   *reversed(self._until_damage(table, columns, descending))]))

    def _until_damage(self, table: str, columns: str, order: str) -> list[Row]:
        found: list[Row] = []
        many = 512
        while many:
            rows = self.read(f"SELECT {columns} FROM {table} ORDER BY {order} LIMIT ? OFFSET ?", many, len(found))
            if rows is None:
                many //= 8
            elif rows:
                found += rows
            else:
                break
        return found

    def _beyond(self, sql: str, at: int) -> int | None:
        """The first number behind a damaged place, by a query for the first from a number on: step by step at first,
        then in strides."""
        step, steps, tried = 1, 0, at + 1
        while tried < _LAST:
            rows = self.read(sql, tried)
            if rows is not None:
                return self._first_readable(sql, tried - step, tried) if rows else None
            steps += 1
            step = min(step * 2, _SMALL_STEP) if steps < _SMALL_STEPS else step * 2
            tried += step
        return None

    def _first_readable(self, sql: str, damaged: int, readable: int) -> int | None:
        while readable - damaged > 1:
            middle = (damaged + readable) // 2
            if self.read(sql, middle) is None:
                damaged = middle
            else:
                readable = middle
        rows = self.read(sql, readable)
        return int(rows[0][0]) if rows else None


def copy_what_reads(source: Path, target: Path) -> None:
    """Copy a file of a failing disk page by page; a page that the disk does not give is left empty. Raises OSError
    where the file can't be opened or the copy not be written."""
    with os.fdopen(open_plain(source), "rb", buffering=0) as file, target.open("xb") as copy:
        target.chmod(0o600)
        for start in range(0, os.fstat(file.fileno()).st_size, _PAGE):
            copy.write(_page(file.fileno(), start))


def _page(handle: int, start: int) -> bytes:
    try:
        os.lseek(handle, start, os.SEEK_SET)
        return os.read(handle, _PAGE)
    except OSError:
        return bytes(_PAGE)
