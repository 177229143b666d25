"""The audit chain: who did what when, without names and without answers, each row bound to the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from caselink.vault.database import Database

START: Final = (0, "")
"""Where every chain begins."""
_COLUMNS: Final = "seq, moment, user, action, case_id, digest, previous, hash"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One row. `digest` seals an event of a case, and is None for everything else that was done."""

    seq: int
    moment: str
    """UTC, ISO 8601."""
    user: str
    action: str
    case_id: str | None
    digest: str | None
    previous: str
    hash: str

    def expected_hash(self) -> str:
        """SHA-256 (hex) over the row and the hash of the one before it."""
        spelled = json.dumps(
            [self.seq, self.moment, self.user, self.action, self.case_id, self.digest, self.previous],
            ensure_ascii=True, separators=(",", ":"),
        )
        return hashlib.sha256(spelled.encode()).hexdigest()


class AuditHead:
    """The end of the chain while a transaction appends to it."""

    def __init__(self, database: Database, seq: int, last_hash: str) -> None:
        self._database = database
        self.seq = seq
        self.hash = last_hash

    def append(self, moment: str, user: str, action: str, case_id: str | None, digest: str | None) -> None:
        """Add a row at the end."""
        bare = AuditEntry(self.seq + 1, moment, user, action, case_id, digest, self.hash, "")
        self.seq, self.hash = bare.seq, bare.expected_hash()
        self._database.run(
            f"INSERT INTO audit ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            bare.seq, moment, user, action, case_id, digest, bare.previous, self.hash,
        )

    def write(self) -> None:
        """Keep the end of the chain apart from it, so that a chain cut short is noticed."""
        self._database.run("UPDATE meta SET audit_seq = ?, audit_hash = ?", self.seq, self.hash)


def read_head(database: Database) -> AuditHead | None:
    """The end of the chain, or None where the last row is not the one that was written last."""
    noted = database.one("SELECT audit_seq, audit_hash FROM meta")
    last = database.one(f"SELECT {_COLUMNS} FROM audit ORDER BY seq DESC LIMIT 1")
    if noted is None:
        return None
    if last is None:
        return AuditHead(database, 0, "") if noted == (0, "") else None
    entry = AuditEntry(*last)
    if noted != (entry.seq, entry.hash) or entry.hash != entry.expected_hash():
        return None
    return AuditHead(database, entry.seq, entry.hash)


def entries(database: Database) -> Iterator[AuditEntry]:
    """The chain from its beginning."""
    for row in database.each(f"SELECT {_COLUMNS} FROM audit ORDER BY seq"):
        yield AuditEntry(*row)


def newest(database: Database, limit: int, before: int | None) -> list[AuditEntry]:
    """The last rows of the chain, newest first, at most `limit`, those before the row of that number where given."""
    sql = f"SELECT {_COLUMNS} FROM audit WHERE ? IS NULL OR seq < ? ORDER BY seq DESC LIMIT ?"
    return [AuditEntry(*row) for row in database.all(sql, before, before, limit)]


def row_of_hash(database: Database, digits: str) -> AuditEntry | None:
    """The row whose hash begins with these hexadecimal digits; the first where several do."""
    sql = f"SELECT {_COLUMNS} FROM audit WHERE substr(hash, 1, ?) = ? ORDER BY seq LIMIT 1"
    row = database.one(sql, len(digits), digits)
    return None if row is None else AuditEntry(*row)


def is_linked(database: Database) -> bool:
    """Whether every row follows the one before it, none is missing, and the end is where it was noted."""
    return linked_end(database, START) is not None


def linked_end(database: Database, known: tuple[int, str]) -> tuple[int, str] | None:
    """The end of the chain (number and hash), walked from a row that is known to be linked (`START` for the beginning).

    None where a row does not follow the one before it, one is missing, or the end is not where it was noted.
    """
    seq, last_hash = known
    rows = database.each(f"SELECT {_COLUMNS} FROM audit WHERE seq > ? ORDER BY seq", seq)
    for entry in (AuditEntry(*row) for row in rows):
        if entry.seq != seq + 1 or entry.previous != last_hash or entry.hash != entry.expected_hash():
            return None
        seq, last_hash = entry.seq, entry.hash
    head = read_head(database)
    return (seq, last_hash) if head is not None and (head.seq, head.hash) == (seq, last_hash) else None
