"""One case out of a damaged vault: from its document where that reads, else from its rows, written into a sound one."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

from caselink.domain.case import CaseStatus
from caselink.i18n import _
from caselink.vault.case_keys import open_case_key, put
from caselink.vault.case_rows import write_document, write_rows
from caselink.vault.database import Database, Row
from caselink.vault.document import CaseDocument, DamagedDocument, Nature, Part, Record, Stamp, digest
from caselink.vault.ids import new_id
from caselink.vault.keys import recipient_of
from caselink.vault.reserved import CaseKey
from caselink.vault.salvage import Salvage
from caselink.vault.undoing import entry_key

_SEALED: Final = b"age-encryption.org/"
_FACTS: Final = ("reference", "status", "opened_at", "changed_at", "recipient")
_NEED: Final = ("state", "partner", "owner", "due", "ask_again_on", "outcome", "by", "at")


class Outcome(Enum):
    """What became of a case."""

    WHOLE = auto()
    INCOMPLETE = auto()
    LOST = auto()


@dataclass(frozen=True, slots=True)
class Rescuer:
    """Who rescues, with which keys, when (UTC, ISO 8601), and which workers have a key in the new vault."""

    user: str
    identities: tuple[str, ...]
    at: str
    workers: frozenset[str]


@dataclass
class _Found:
    """What of a case still reads. `facts` are those of its row: reference, status, opened, changed, recipient."""

    case_id: str
    number: int | None
    facts: dict[str, str | None]
    body: bytes | None
    holders: dict[str, bytes]

    @property
    def is_reserved(self) -> bool:
        return bool(self.facts.get("recipient") or self.holders or (self.body or b"").startswith(_SEALED))


def save_case(salvage: Salvage, database: Database, case_id: str, who: Rescuer, *, at_least_its_name: bool) -> Outcome:
    """Write what reads of a case into the new database, inside its transaction; its events are the caller's.

    With `at_least_its_name` a case of which nothing reads is opened all the same: there are events to keep for it.
    """
    found = _find(salvage, case_id, who)
    if found.is_reserved:
        return _save_reserved(database, found, who)
    document = None if found.body is None else _load(found.body)
    outcome = Outcome.WHOLE
    if document is None:
        outcome = Outcome.INCOMPLETE
        records = dict(_records(salvage, case_id, who))
        if not records and not found.facts and not at_least_its_name:
            return Outcome.LOST
        document = _rebuilt(records, who)
    document, body = _named(database, document, found, who)
    _insert_case(database, found, document, None, who)
    write_document(database, case_id, body, None)
    maps = document.maps()
    write_rows(database, case_id, {(part, key): record for part in Part for key, record in maps[part].items()})
    return outcome


def _find(salvage: Salvage, case_id: str, who: Rescuer) -> _Found:
    rows = salvage.read(
        f"SELECT number, reference, status, opened_at, changed_at, {salvage.recipient} FROM cases WHERE id = ?", case_id
    )
    number, *facts = rows[0] if rows else (None,)
    documents = salvage.read("SELECT body, digest FROM documents WHERE case_id = ?", case_id)
    body = bytes(documents[0][0]) if documents and digest(documents[0][0]) == documents[0][1] else None
    keys: list[Row] | None = []
    if salvage.has_today:
        keys = salvage.read("SELECT worker, identity FROM case_keys WHERE case_id = ?", case_id)
    holders = {str(name): bytes(sealed) for name, sealed in keys or () if name in who.workers}
    return _Found(case_id, number, dict(zip(_FACTS, facts, strict=False)), body, holders)


def _save_reserved(database: Database, found: _Found, who: Rescuer) -> Outcome:
    """Sealed as it was, for those who had its key. What nobody can open any more is lost."""
    sealed = found.holders.get(who.user)
    identity = None if sealed is None else open_case_key(sealed, who.identities)
    recipient = recipient_of(identity) if identity is not None else found.facts.get("recipient")
    if not recipient or not found.holders:
        return Outcome.LOST
    key = CaseKey(recipient, identity or "")
    outcome = Outcome.WHOLE
    document = None
    if found.body is not None and identity is not None:
        document = _load_sealed(found.body, key)
    if found.body is None or (identity is not None and document is None):
        if not found.facts:
            return Outcome.LOST
        outcome = Outcome.INCOMPLETE
        document, body = _named(database, _rebuilt({}, who), found, who)
        found.body = key.seal(body)
    elif document is None and not found.facts:
        return Outcome.LOST
    _insert_case(database, found, document, recipient, who)
    database.run(
        "INSERT INTO documents (case_id, digest, body) VALUES (?, ?, ?)", found.case_id, digest(found.body), found.body
    )
    for worker, held in found.holders.items():
        put(database, found.case_id, worker, held)
    return outcome


def _load_sealed(body: bytes, key: CaseKey) -> CaseDocument | None:
    try:
        return _load(key.open(body))
    except ValueError:
        return None


def _load(body: bytes) -> CaseDocument | None:
    try:
        return CaseDocument.load(body)
    except DamagedDocument:
        return None


def _records(salvage: Salvage, case_id: str, who: Rescuer) -> Iterator[tuple[tuple[Part, str], Record]]:
    """The records of a case out of its rows, as far as they read."""
    for section, entry, position in _rows(salvage, "section, entry, position", "entries", case_id):
        yield (Part.ENTRIES, f"{section}/{entry}"), {"position": position, "by": who.user, "at": who.at}
    for path, value, source, by, at, form in _rows(salvage, 'path, value, source, "by", at, form', "answers", case_id):
        yield (Part.ANSWERS, path), {"v": json.loads(value), "source": source, "by": by, "at": at, "form": form}
    columns = 'item, state, partner, owner, due, ask_again_on, outcome, "by", at'
    for item, *row in _rows(salvage, columns, "needs", case_id):
        yield (Part.NEEDS, item), dict(zip(_NEED, row, strict=True))


def _rows(salvage: Salvage, columns: str, table: str, case_id: str) -> list[Row]:
    return salvage.read(f"SELECT {columns} FROM {table} WHERE case_id = ?", case_id) or []


def _rebuilt(records: Mapping[tuple[Part, str], Record], who: Rescuer) -> CaseDocument:
    """A document whose history begins here; answers whose entry does not read get one of that id."""
    document = CaseDocument.new(0)
    for number, ((part, key), record) in enumerate(records.items(), start=1):
        entry = entry_key(key) if part is Part.ANSWERS else None
        if entry is not None and document.get(Part.ENTRIES, entry) is None:
            document.put(Part.ENTRIES, entry, {"position": 1000 + number, "by": who.user, "at": who.at})
        document.put(part, key, record)
    return document


def _named(
    database: Database, document: CaseDocument, found: _Found, who: Rescuer
) -> tuple[CaseDocument, bytes]:
    """The document with a reference that no other case bears, its status and its opening; and its bytes."""
    given = _said(document, "reference") or found.facts.get("reference")
    reference = given or _("référence perdue")
    number = 1
    while database.one("SELECT 1 FROM cases WHERE reference = ?", reference):
        number += 1
        reference = f"{given or _('référence perdue')} ({number})"
    status, opened_at = _said(document, "status"), _said(document, "opened_at")
    if (reference, bool(status), bool(opened_at)) == (_said(document, "reference"), True, True):
        return document, found.body or document.export()
    document.put(Part.CASE, "reference", {"v": reference})
    if not opened_at:
        document.put(Part.CASE, "opened_at", {"v": found.facts.get("opened_at") or who.at})
    if not status:
        kept = found.facts.get("status")
        kept = kept if kept in set(CaseStatus) else CaseStatus.OPEN.value
        document.put(Part.CASE, "status", {"v": kept, "by": who.user, "at": who.at})
    document.commit(Stamp(who.user, new_id(), Nature.OPENED), int(time.time()))
    return document, document.export()


def _said(document: CaseDocument, key: str) -> str | None:
    record: Any = document.get(Part.CASE, key)
    return None if record is None else str(record["v"])


def _insert_case(
    database: Database, found: _Found, document: CaseDocument | None, recipient: str | None, who: Rescuer
) -> None:
    said = {key: None if document is None else _said(document, key) for key in ("reference", "status", "opened_at")}
    facts = {key: value or found.facts.get(key) for key, value in said.items()}
    number = found.number
    if number is not None and database.one("SELECT 1 FROM cases WHERE number = ?", number):
        number = None
    database.run(
        "INSERT INTO cases (number, id, reference, name, status, opened_at, changed_at, recipient) "
        "VALUES (?, ?, ?, '', ?, ?, ?, ?)",
        number, found.case_id, facts["reference"], facts["status"], facts["opened_at"],
        found.facts.get("changed_at") or who.at, recipient,
    )
