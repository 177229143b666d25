"""What of a case still reads in a damaged vault, looked up by its index and, where that does not read, row by row."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from caselink.vault.case_keys import open_case_key
from caselink.vault.database import Row
from caselink.vault.document import digest
from caselink.vault.keys import recipient_of
from caselink.vault.reservations import Reservation, latest
from caselink.vault.reserved import CaseKey
from caselink.vault.salvage import Salvage

_SEALED: Final = b"age-encryption.org/"
_FACTS: Final = ("reference", "status", "opened_at", "changed_at", "recipient")
_KEYS: Final = {"cases": "id", "documents": "case_id"}


@dataclass(frozen=True, slots=True)
class Rescuer:
    """Who rescues, with which keys, when (UTC, ISO 8601), and which workers have a key in the new vault."""

    user: str
    identities: tuple[str, ...]
    at: str
    workers: frozenset[str]


@dataclass
class Found:
    """What of a case still reads. `facts` are those of its row: reference, status, opened, changed, recipient.

    `holders` are the sealed keys of a reserved case by worker, `key` is that of the rescuer, where she has one.
    """

    case_id: str
    number: int | None
    facts: dict[str, str | None]
    body: bytes | None
    holders: dict[str, bytes]
    recipient: str | None
    key: CaseKey | None
    is_reserved: bool


class Finder:
    """Looks the cases up, one after the other. `told` is what the list beside the database says of reserved cases."""

    def __init__(self, salvage: Salvage, who: Rescuer, told: Iterable[Reservation]) -> None:
        self._salvage = salvage
        self._who = who
        self._told = {each.case_id: each for each in latest(told) if each.recipient}
        self._numbers: dict[str, dict[str, int]] = {}

    def numbers(self, table: str) -> dict[str, int]:
        """The row numbers of `cases` or `documents` by case, read through the table alone, without its index."""
        if table not in self._numbers:
            rows = self._salvage.numbered(f"{table} NOT INDEXED", f"rowid, {_KEYS[table]}", "rowid")
            self._numbers[table] = {str(case_id): int(number) for number, case_id in rows}
        return self._numbers[table]

    def case_ids(self) -> set[str]:
        """The cases that any readable row speaks of, beside events and audit."""
        found = set(self.numbers("cases")) | set(self.numbers("documents"))
        for table in ("answers", "needs", "case_keys") if self._salvage.has_today else ("answers", "needs"):
            found |= {str(row[0]) for row in self._salvage.keyed(table, "DISTINCT case_id", "case_id")}
        for table, key in _KEYS.items():
            found |= {str(row[0]) for row in self._salvage.keyed(table, key, key)}
        return found

    def find(self, case_id: str, *, has_sealed_events: bool) -> Found:
        """What reads of this case."""
        columns = f"number, reference, status, opened_at, changed_at, {self._salvage.recipient}"
        number, *rest = self._row("cases", columns, case_id) or (None,)
        facts = dict(zip(_FACTS, rest, strict=False))
        document = self._row("documents", "body, digest", case_id)
        body = bytes(document[0]) if document is not None and digest(document[0]) == document[1] else None
        recipient, holders, key = self._keys(case_id, facts, body)
        reserved = bool(recipient or holders or has_sealed_events or (body or b"").startswith(_SEALED))
        return Found(case_id, number, facts, body, holders, recipient, key, reserved)

    def _row(self, table: str, columns: str, case_id: str) -> Row | None:
        rows = self._salvage.read(f"SELECT {columns} FROM {table} WHERE {_KEYS[table]} = ?", case_id)
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
        if key is not None and body is not None and not facts and not _opens(key, body):
            return None, {}, None  # the list is older than the document
        known = {name: sealed for name, sealed in held.items() if name in self._who.workers}
        return (noted if key is None else key.recipient), known or held, key

    def _own_key(self, held: dict[str, bytes], recipient: str | None) -> CaseKey | None:
        sealed = held.get(self._who.user)
        identity = None if sealed is None else open_case_key(sealed, self._who.identities)
        if identity is None or recipient not in (None, recipient_of(identity)):
            return None
        return CaseKey(recipient_of(identity), identity)


def _opens(key: CaseKey, body: bytes) -> bool:
    try:
        key.open(body)
    except ValueError:
        return False
    return True
