"""The audit trail: who did what when, without names and without answers, each row bound to the one before.

Every seat has a chain of its own: two copies of a vault that work apart never write the same row. A chain begins where
the one of the copy it was made from stood (`parent`). Numbers go up over all chains that a copy knows, so they put the
rows of all seats into one order that keeps what was known before what was done. The rows of vaults before format 3 are
a chain without a seat.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from heapq import merge
from itertools import starmap
from typing import Final

from caselink.vault.database import Database
from caselink.vault.ids import new_id

AUDIT_COLUMNS: Final = "seat, seq, moment, user, action, case_id, digest, previous, hash"
"""The columns of a row, in the order of `AuditEntry`."""
OF_BEFORE: Final = ""
"""The seat of rows that were written before seats had chains of their own."""
UNLOCKED: Final = "unlocked"
"""The row of somebody who came to her desk. It changes nothing, so that no backup is due for it."""
_BEHIND_ALL: Final = 2**62
_PART: Final = ":"

Ends = Mapping[str, tuple[int, str]]
"""Number and hash of the last row of each seat's chain, as far as it was walked."""
START: Final[Ends] = {}
"""Where every chain begins."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One row. `digest` seals an event of a case, and is None for everything else that was done."""

    seat: str
    seq: int
    moment: str
    """UTC, ISO 8601."""
    user: str
    action: str
    case_id: str | None
    digest: str | None
    previous: str
    hash: str

    @property
    def act(self) -> str:
        """The id of what was done."""
        return self.action.partition(_PART)[0]

    @property
    def whom(self) -> str:
        """The user name of the worker it was done to, where a row says so; empty for all else."""
        return "".join(self.action.split(_PART)[1:2])

    @property
    def became(self) -> str:
        """What that worker became by it, where a row says so: a role by its id."""
        return "".join(self.action.split(_PART)[2:3])

    def expected_hash(self) -> str:
        """SHA-256 (hex) over the row and the hash of the one before it."""
        values = [self.seq, self.moment, self.user, self.action, self.case_id, self.digest, self.previous]
        if self.seat != OF_BEFORE:
            values.insert(0, self.seat)
        return hashlib.sha256(json.dumps(values, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


def done_to(action: str, whom: str, became: str = "") -> str:
    """An action as a row holds it that says to which worker it was done, and what she became."""
    return _PART.join((action, whom, became) if became else (action, whom))


class AuditHead:
    """The end of a seat's chain while a transaction appends to it. `last` is the last number of all chains."""

    def __init__(self, database: Database, seat: str, last: int, last_hash: str, parent: str | None = None) -> None:
        self._database = database
        self._parent = parent
        self.seat = seat
        self.seq = last
        self.hash = last_hash

    def append(self, moment: str, user: str, action: str, case_id: str | None, digest: str | None) -> tuple[str, int]:
        """Add a row at the end; gives its seat and number."""
        bare = AuditEntry(self.seat, self.seq + 1, moment, user, action, case_id, digest, self.hash, "")
        self.seq, self.hash = bare.seq, bare.expected_hash()
        self._database.run(
            f"INSERT INTO audit ({AUDIT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            self.seat, bare.seq, moment, user, action, case_id, digest, bare.previous, self.hash,
        )
        return self.seat, bare.seq

    def is_the_end(self) -> bool:
        """Whether the chain still ends where this says, so that a transaction may go on from here."""
        noted = self._database.one("SELECT seq, hash FROM seats WHERE id = ?", self.seat)
        return noted == (self.seq, self.hash)

    def write(self) -> None:
        """Keep the end of the chain apart from it, so that a chain cut short is noticed."""
        if self._parent is not None:
            self._database.run(
                "INSERT INTO seats (id, parent, seq, hash) VALUES (?, ?, ?, ?)",
                self.seat, self._parent, self.seq, self.hash,
            )
            self._parent = None
        else:
            self._database.run("UPDATE seats SET seq = ?, hash = ? WHERE id = ?", self.seq, self.hash, self.seat)


def read_head(database: Database) -> AuditHead | None:
    """The end of this seat's chain, or of a new one where it has none yet.

    None where the last row of any chain is not the one that was written last. A copy without a seat of its own gets one
    for what is written now.
    """
    meta = database.one("SELECT seat_id FROM meta")
    if meta is None or not _ends_are_noted(database):
        return None
    last = _last_end(database)
    seat = str(meta[0]) or new_id()
    own = database.one("SELECT hash FROM seats WHERE id = ?", seat)
    if own is None:
        return AuditHead(database, seat, *last, parent=last[1])
    return AuditHead(database, seat, last[0], str(own[0]))


def last_hash(database: Database) -> str | None:
    """The hash of the last row of all, empty where there is none; None as `read_head`."""
    return _last_end(database)[1] if _ends_are_noted(database) else None


def entries(database: Database) -> Iterator[AuditEntry]:
    """All rows in their order."""
    return _merged(database, "ORDER BY seq")


def newest_first(database: Database, before: int = _BEHIND_ALL) -> Iterator[AuditEntry]:
    """The rows before that number, from the last to the first."""
    return _merged(database, f"AND seq < {before} ORDER BY seq DESC")


def newest(database: Database, limit: int, before: int | None) -> list[AuditEntry]:
    """The last rows, newest first, those before the row of that number where given: at most `limit`, and those that
    bear the same number as the last of them in another seat's chain."""
    found: list[AuditEntry] = []
    for entry in newest_first(database, _BEHIND_ALL if before is None else before):
        if len(found) >= limit and entry.seq != found[-1].seq:
            break
        found.append(entry)
    return found


def _merged(database: Database, which: str) -> Iterator[AuditEntry]:
    """The rows of all seats in one order. Those of each seat lie in the table one behind the other: a change writes one
    page for its row, and none more for an index of that order."""
    sql = f"SELECT {AUDIT_COLUMNS} FROM audit WHERE seat = ? {which}"
    chains = [starmap(AuditEntry, database.each(sql, seat)) for seat in sorted(_seats(database))]
    return merge(*chains, key=lambda entry: (entry.seq, entry.seat), reverse=which.endswith("DESC"))


def _last_end(database: Database) -> tuple[int, str]:
    """Number and hash of the last row of all, as noted."""
    seq, last = database.one("SELECT seq, hash FROM seats ORDER BY seq DESC, id DESC LIMIT 1") or (0, "")
    return int(seq), str(last)


def row_of_hash(database: Database, digits: str) -> AuditEntry | None:
    """The row whose hash begins with these hexadecimal digits; the first where several do."""
    sql = f"SELECT {AUDIT_COLUMNS} FROM audit WHERE substr(hash, 1, ?) = ? ORDER BY seq, seat LIMIT 1"
    row = database.one(sql, len(digits), digits)
    return None if row is None else AuditEntry(*row)


class BreakKind(StrEnum):
    """How a chain breaks."""

    GONE = "gone"
    REWRITTEN = "rewritten"
    """The row is not what its hash says."""
    UNLINKED = "unlinked"
    """It does not follow the one before it."""
    CUT = "cut"
    LONGER = "longer"
    OTHER_END = "other_end"
    NO_END = "no_end"


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a chain does not hold: the number of the row. `end` is its last number as noted, `rows` how
    many there are."""

    kind: BreakKind
    row: int
    rows: int = 0
    end: int = 0


def walk(database: Database, known: Ends = START) -> tuple[Ends, Break | None]:
    """Walk every chain from where it is known to be linked, and say where the first one breaks."""
    if database.one("SELECT 1 FROM meta") is None:
        return known, Break(BreakKind.NO_END, 1)
    noted = {str(seat): (str(parent), int(seq), str(last)) for seat, parent, seq, last in database.all(
        "SELECT id, parent, seq, hash FROM seats"
    )}
    if not _seats(database) <= noted.keys():
        return known, Break(BreakKind.NO_END, 1)
    ends: dict[str, tuple[int, str]] = {}
    for seat, (parent, end, end_hash) in sorted(noted.items()):
        begin = known.get(seat) or _begin(database, parent)
        if begin is None:
            row = database.one("SELECT min(seq) FROM audit WHERE seat = ?", seat)
            return ends, Break(BreakKind.UNLINKED, int(row[0] or 1) if row else 1)
        ends[seat], broken = _walk_chain(database, seat, begin, end, end_hash)
        if broken is not None:
            return ends, broken
    return ends, None


def _begin(database: Database, parent: str) -> tuple[int, str] | None:
    """Number and hash of the row that a chain continues; None for one that no chain holds."""
    if not parent:
        return 0, ""
    row = database.one("SELECT seq FROM audit WHERE hash = ?", parent)
    return None if row is None else (int(row[0]), parent)


def _walk_chain(
    database: Database, seat: str, known: tuple[int, str], end: int, end_hash: str
) -> tuple[tuple[int, str], Break | None]:
    seq, last = known
    sql = f"SELECT {AUDIT_COLUMNS} FROM audit WHERE seat = ? AND seq > ? ORDER BY seq"
    for entry in (AuditEntry(*row) for row in database.each(sql, seat, seq)):
        if entry.hash != entry.expected_hash():
            return (seq, last), Break(BreakKind.REWRITTEN, entry.seq)
        if entry.previous != last:
            gone = entry.seq != seq + 1
            return (seq, last), Break(BreakKind.GONE if gone else BreakKind.UNLINKED, seq + 1 if gone else entry.seq)
        seq, last = entry.seq, entry.hash
    if (seq, last) == (end, end_hash):
        return (seq, last), None
    if seq < end:
        return (seq, last), Break(BreakKind.CUT, seq + 1, seq, end)
    if seq > end:
        return (seq, last), Break(BreakKind.LONGER, end + 1, seq, end)
    return (seq, last), Break(BreakKind.OTHER_END, seq, seq, end)


def _ends_are_noted(database: Database) -> bool:
    """Whether the last row of each chain is there, whole, and the one that was noted as its end."""
    noted = database.all("SELECT id, seq, hash FROM seats")
    if _seats(database) != {str(row[0]) for row in noted}:
        return False
    for seat, seq, last in noted:
        row = database.one(f"SELECT {AUDIT_COLUMNS} FROM audit WHERE seat = ? ORDER BY seq DESC LIMIT 1", str(seat))
        if row is None:
            return False
        entry = AuditEntry(*row)
        if (entry.seq, entry.hash) != (seq, last) or entry.hash != entry.expected_hash():
            return False
    return True


def _seats(database: Database) -> set[str]:
    """Whose rows there are, found by one look at the index for each."""
    rows = database.all(
        "WITH RECURSIVE found (seat) AS (SELECT min(seat) FROM audit UNION ALL "
        "SELECT (SELECT min(seat) FROM audit WHERE seat > found.seat) FROM found WHERE found.seat IS NOT NULL) "
        "SELECT seat FROM found WHERE seat IS NOT NULL"
    )
    return {str(row[0]) for row in rows}
