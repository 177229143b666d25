"""What of a case still reads in a damaged vault, looked up by its index and, where that does not read, row by row."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from caselink.vault.database import Row
from caselink.vault.document import Record
from caselink.vault.document_store import FOLD_AFTER, StoredDocument, digest, place
from caselink.vault.keys.case_keys import open_case_key
from caselink.vault.parts import OFFICE
from caselink.vault.rescue.damaged_reader import DamagedReader
from caselink.vault.reserved.keyring import CaseKey
from caselink.vault.reserved.reservations import Reservation, latest
from caselink.vault.reserved.tally import is_tally, owner_of

_SEALED: Final = b"age-encryption.org/"
_FACTS: Final = ("reference", "status", "opened_at", "changed_at", "recipient")


@dataclass(frozen=True, slots=True)
class Rescuer:
    """Who rescues, with which keys, when (UTC, ISO 8601), and which workers have a key in the new vault."""

    user: str
    identities: tuple[str, ...]
    at: str
    workers: frozenset[str]


@dataclass(frozen=True, slots=True)
class SavedFile:
    """The file of an attachment: its digest, empty where it is lost. `record` is what a vault of format 1 or 2 kept of
    it beside the document, `of_before` the same where it is sealed."""

    id: str
    digest: str
    record: Record | None
    of_before: str | None


@dataclass
class Found:
    """What of a case still reads. `facts` are those of its row: reference, status, opened, changed, recipient.

    `document` is its document as far as it reads without a gap, and `all_read` says whether that is all that was there.
    `holders` are the sealed keys of a reserved case by worker, `key` is that of the rescuer, where she has one, and
    `tally` the row that tells how much there is of it.
    """

    case_id: str
    number: int | None
    facts: dict[str, str | None]
    document: StoredDocument | None
    all_read: bool
    holders: dict[str, bytes]
    recipient: str | None
    key: CaseKey | None
    is_reserved: bool
    tally: bytes | None


class Finder:
    """Looks the cases up, one after the other. `told` is what the list beside the database says of reserved cases."""

    def __init__(self, salvage: DamagedReader, who: Rescuer, told: Iterable[Reservation]) -> None:
        self._salvage = salvage
        self._who = who
        self._told = {each.case_id: each for each in latest(told) if each.recipient}
        self._numbers: dict[str, dict[str, int]] = {}

    def numbers(self, table: str) -> dict[str, int]:
        """The row numbers of `cases` or `documents` by case, read through the table alone, without its index."""
        if table not in self._numbers:
            rows = self._salvage.numbered(f"{table} NOT INDEXED", f"rowid, {self._key_of(table)}", "rowid")
            self._numbers[table] = {str(case_id): int(number) for number, case_id in rows}
        return self._numbers[table]

    def case_ids(self) -> set[str]:
        """The cases that any readable row speaks of, beside events and audit."""
        found = set(self.numbers("cases")) | set(self.numbers("documents"))
        for table, key in self._tables():
            found |= {str(row[0]) for row in self._salvage.keyed(table, f"DISTINCT {key}", key)}
        return {owner for owner in found if owner != OFFICE and not is_tally(owner)}

    def _tables(self) -> Iterator[tuple[str, str]]:
        """Those that speak of cases, and the column that does."""
        if self._salvage.has_records:
            yield from (("records", "owner"), ("updates", "owner"), ("case_keys", "case_id"), ("files", "case_id"))
        else:
            yield from (("answers", "case_id"), ("needs", "case_id"))
            if self._salvage.has_today:
                yield "case_keys", "case_id"
        for table in ("cases", "documents"):
            yield table, self._key_of(table)

    def _key_of(self, table: str) -> str:
        return "id" if table == "cases" else "owner" if self._salvage.has_records else "case_id"

    def find(self, case_id: str, *, has_sealed_events: bool) -> Found:
        """What reads of this case."""
        columns = f"number, reference, status, opened_at, changed_at, {self._salvage.recipient}"
        number, *rest = self._row("cases", columns, case_id) or (None,)
        facts = dict(zip(_FACTS, rest, strict=False))
        document, all_read = self.document(case_id)
        body = None if document is None else document.pieces[0][1]
        recipient, holders, key = self._keys(case_id, facts, body)
        reserved = bool(recipient or holders or has_sealed_events or (body or b"").startswith(_SEALED))
        row = self._row("documents", "body", owner_of(case_id)) if reserved else None
        return Found(
            case_id, number, facts, document, all_read, holders, recipient, key, reserved,
            None if row is None else bytes(row[0]),
        )

    def document(self, owner: str) -> tuple[StoredDocument | None, bool]:
        """The pieces of a document from the snapshot on, up to the first that does not read; whether these are all."""
        row = self._row("documents", "body, digest", owner)
        if row is None or digest(bytes(row[0])) != row[1]:
            return None, False
        pieces = [(0, bytes(row[0]), str(row[1]))]
        if not self._salvage.has_records:
            return StoredDocument(tuple(pieces)), True
        sql = "SELECT number, body, digest FROM updates WHERE owner = ?"
        rows = self._salvage.read(f"{sql} ORDER BY number", owner)
        for number in range(1, FOLD_AFTER + 1) if rows is None else ():
            one = self._salvage.read(f"{sql} AND number = ?", owner, number)
            if not one:
                break
            pieces.append((number, bytes(one[0][1]), str(one[0][2])))
        pieces += [(int(number), bytes(body), str(noted)) for number, body, noted in rows or ()]
        stored = StoredDocument(tuple(pieces))
        return (stored, True) if rows is not None and stored.is_as_noted() else (stored.readable_part(), False)

    def _row(self, table: str, columns: str, case_id: str) -> Row | None:
        key = self._key_of(table)
        rows = self._salvage.read(f"SELECT {columns} FROM {table} WHERE {key} = ?", case_id)
        if not rows and (number := self.numbers(table).get(case_id)) is not None:
            rows = self._salvage.read(f"SELECT {columns} FROM {table} NOT INDEXED WHERE rowid = ?", number)
        return rows[0] if rows else None

    def _keys(
        self, case_id: str, facts: dict[str, str | None], body: bytes | None
    ) -> tuple[str | None, dict[str, bytes], CaseKey | None]:
        """Recipient, sealed keys by worker and the rescuer's own key, out of the rows, else out of the list."""
        noted = facts.get("recipient")
        rows: list[Row] | None = []
        if self._salvage.has_today:
            rows = self._salvage.read("SELECT worker, identity FROM case_keys WHERE case_id = ?", case_id)
        held = {str(name): bytes(sealed) for name, sealed in rows or ()}
        told = self._told.get(case_id)
        if not held and told is not None and (told.recipient == noted or not facts):
            noted = told.recipient
            held = {name: base64.b64decode(sealed) for name, sealed in told.keys}
        key = self._own_key(held, noted)
        if key is not None and body is not None and not facts and not _opens(key, case_id, body):
            return None, {}, None  # the list is older than the document
        known = {name: sealed for name, sealed in held.items() if name in self._who.workers}
        return (noted if key is None else key.recipient), known or held, key

    def _own_key(self, held: dict[str, bytes], recipient: str | None) -> CaseKey | None:
        sealed = held.get(self._who.user)
        spelled = None if sealed is None else open_case_key(sealed, self._who.identities)
        key = None if spelled is None else CaseKey.read(spelled)
        return None if key is None or recipient not in (None, key.recipient) else key


def _opens(key: CaseKey, case_id: str, body: bytes) -> bool:
    try:
        key.open(body, place(case_id, 0))
    except ValueError:
        return False
    return True
