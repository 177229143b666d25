"""Documents as the database keeps them: a snapshot and the updates since, folded together from time to time.

Saving an answer writes its update alone, so it costs the same in a case with thousands of changes as in a new one. Each
piece has its SHA-256 beside it: pages of two states mixed are noticed before Loro reads them. Of a reserved case the
pieces are sealed with its key.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from loro import VersionVector

from caselink.vault.database import Database
from caselink.vault.document import CaseDocument, DamagedDocument
from caselink.vault.faults import damaged
from caselink.vault.parts import OFFICE
from caselink.vault.reserved import tally
from caselink.vault.reserved.keyring import CaseKey, not_named, unknown_case

FOLD_AFTER: Final = 16
"""Updates after which the next write is a snapshot: reading more of them would take noticeably longer."""
_MOST_HELD: Final = 4


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """The pieces of a document, oldest first, with what was noted of each. The first is the snapshot, number 0."""

    pieces: tuple[tuple[int, bytes, str], ...]

    @property
    def last(self) -> tuple[int, str]:
        """Number and digest of the last piece."""
        number, _body, noted = self.pieces[-1]
        return number, noted

    def is_as_noted(self) -> bool:
        """Whether each piece has the digest noted with it and none is missing between them."""
        return [number for number, *_rest in self.pieces] == [*range(len(self.pieces))] and all(
            digest(body) == noted for _number, body, noted in self.pieces
        )

    def readable_part(self) -> StoredDocument:
        """The pieces up to the first that is not as noted, or missing."""
        good = 0
        for at, (number, body, noted) in enumerate(self.pieces):
            if number != at or digest(body) != noted:
                break
            good = at + 1
        return StoredDocument(self.pieces[:good])

    def load(self, owner: str, peer: int, key: CaseKey | None) -> CaseDocument:
        """Read it; raises DamagedDocument."""
        if not self.pieces or not self.is_as_noted():
            raise DamagedDocument
        try:
            snapshot, *updates = [
                body if key is None else key.open(body, place(owner, number)) for number, body, _noted in self.pieces
            ]
        except ValueError as fault:
            raise DamagedDocument from fault
        return CaseDocument.load(snapshot, peer, updates)


def digest(body: bytes) -> str:
    """SHA-256 (hex)."""
    return hashlib.sha256(body).hexdigest()


def place(owner: str, number: int) -> str:
    """Where a piece belongs: its seal holds there alone."""
    return f"document {owner} {number}"


def stored_document(database: Database, owner: str) -> StoredDocument:
    """The pieces of a document as they stand; none where there is none."""
    rows = database.all("SELECT 0, body, digest FROM documents WHERE owner = ?", owner)
    rows += database.all("SELECT number, body, digest FROM updates WHERE owner = ? ORDER BY number", owner)
    return StoredDocument(tuple((int(number), bytes(body), str(noted)) for number, body, noted in rows))


def load_document(database: Database, owner: str, peer: int, key: CaseKey | None) -> CaseDocument:
    """The document of a case, opened with its key where it is reserved, or the office's.

    Raises UserError where there is no such case, or it is reserved and no key is given; VaultError where it is damaged.
    """
    _expect_readable(database, owner, key)
    try:
        return stored_document(database, owner).load(owner, peer, key)
    except DamagedDocument:
        database.mark_damaged()
        raise damaged() from None


def write_snapshot(database: Database, owner: str, body: bytes, key: CaseKey | None) -> str:
    """Write a document whole, sealed where the case is reserved, in place of all its pieces. Gives its digest."""
    kept = body if key is None else key.seal(body, place(owner, 0))
    noted = digest(kept)
    database.run("DELETE FROM updates WHERE owner = ?", owner)
    database.run(
        "INSERT INTO documents (owner, digest, body) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET digest = excluded.digest, body = excluded.body",
        owner, noted, kept,
    )
    return noted


def write_new_office(database: Database) -> None:
    """An empty document of the office's own, which all copies of a vault begin from."""
    write_snapshot(database, OFFICE, CaseDocument.new(secrets.randbits(63)).export(), None)


def write_stored(database: Database, owner: str, stored: StoredDocument) -> None:
    """Write the pieces of a document just as they are."""
    for number, body, noted in stored.pieces:
        if number == 0:
            database.run("INSERT INTO documents (owner, digest, body) VALUES (?, ?, ?)", owner, noted, body)
        else:
            _insert_update(database, owner, number, body, noted)


@dataclass(slots=True)
class _Held:
    document: CaseDocument
    version: VersionVector
    last: tuple[int, str]


class DocumentStore:
    """The documents that this opening of a vault writes; the last few stay in memory.

    One that another way of writing has touched since is read again. `peer` is who writes: one number for each opening.
    """

    def __init__(self, database: Database, peer: int) -> None:
        self._database = database
        self.peer = peer
        self._held: OrderedDict[str, _Held] = OrderedDict()

    def new(self, owner: str) -> CaseDocument:
        """One that the database does not have yet."""
        document = CaseDocument.new(self.peer)
        self._hold(owner, document, (-1, ""))
        return document

    def open(self, owner: str, key: CaseKey | None) -> CaseDocument:
        """The document to write in; raises as `load_document`."""
        held = self._held.get(owner)
        if held is not None and held.last == self._last(owner):
            _expect_readable(self._database, owner, key)
            self._held.move_to_end(owner)
            return held.document
        document = load_document(self._database, owner, self.peer, key)
        self._hold(owner, document, self._last(owner))
        return document

    def write(self, owner: str, document: CaseDocument, key: CaseKey | None) -> None:
        """Keep what was committed in it since it was opened or written; whole, where it is another than was opened."""
        held = self._held.get(owner)
        if held is None or held.document is not document:
            held = self._hold(owner, document, (FOLD_AFTER, ""))
        number = held.last[0] + 1
        if not 0 < number <= FOLD_AFTER:
            tally.expect_next_piece(self._database, owner, key)
            held.last = 0, write_snapshot(self._database, owner, document.export(), key)
        else:
            update = document.updates_since(held.version)
            kept = update if key is None else key.seal(update, place(owner, number))
            held.last = number, digest(kept)
            _insert_update(self._database, owner, number, kept, held.last[1])
        tally.note_piece(self._database, owner, key, *held.last)
        held.version = document.version
        while len(self._held) > _MOST_HELD:
            self._held.popitem(last=False)

    def forget(self) -> None:
        """What is in memory may say more than the database: a change was not committed."""
        self._held.clear()

    def _hold(self, owner: str, document: CaseDocument, last: tuple[int, str]) -> _Held:
        held = _Held(document, document.version, last)
        self._held[owner] = held
        self._held.move_to_end(owner)
        return held

    def _last(self, owner: str) -> tuple[int, str]:
        row = self._database.one(
            "SELECT number, digest FROM updates WHERE owner = ?1 UNION ALL "
            "SELECT 0, digest FROM documents WHERE owner = ?1 ORDER BY 1 DESC LIMIT 1", owner,
        )
        return (-1, "") if row is None else (int(row[0]), str(row[1]))


def _insert_update(database: Database, owner: str, number: int, body: bytes, noted: str) -> None:
    database.run(
        "INSERT INTO updates (owner, number, digest, body) VALUES (?, ?, ?, ?)", owner, number, noted, body
    )


def _expect_readable(database: Database, owner: str, key: CaseKey | None) -> None:
    if owner == OFFICE:
        return
    row = database.one("SELECT recipient FROM cases WHERE id = ?", owner)
    if row is None:
        raise unknown_case()
    if row[0] is not None and key is None:
        raise not_named()
