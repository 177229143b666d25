"""From format 2 to 3: one table for the records of all parts, updates beside documents, a document of the office's own,
attachments in the document of their case, a chain of the audit trail for each seat, events beside their row of it.

What is sealed of a reserved case stays as it is: the first of those named who opens the vault seals it anew.
"""

from __future__ import annotations

import json
import secrets
from itertools import zip_longest
from typing import Final

from caselink.clock import computer_now
from caselink.vault.database import Database
from caselink.vault.document import CaseDocument, DamagedDocument, Nature, Record, Stamp
from caselink.vault.document_store import digest
from caselink.vault.faults import damaged
from caselink.vault.ids import new_id
from caselink.vault.keys.keys import DataKey
from caselink.vault.opposites import note_opposites
from caselink.vault.parts import OFFICE, Part
from caselink.vault.records import spell
from caselink.vault.search import index_case, searched_answers
from caselink.vault.trail.audit import OF_BEFORE

_SAME: Final = {
    "workers": "name, role, recipient, slot_digest, added_at, place",
    "former_workers": "name, removed_at",
    "cases": "number, id, reference, name, status, opened_at, changed_at, recipient",
    "case_keys": "case_id, worker, identity",
    "drafts": 'case_id, path, text, "by", at',
    "erased": 'case_id, path, reference_digest, at, "by"',
}
_META: Final = "only, generation, office_id, seat_id, seat_home, made_at, data_key_digest, working_on"
_RESERVATIONS: Final = "reservations"
_BY_NOBODY: Final = ""
"""Who wrote the office's partners and settings of before: it was not kept."""


def pour(old: Database, new: Database, data_key: DataKey) -> None:  # noqa: ARG001 - every step takes the key
    """All rows. Raises VaultDamaged where a document or an event is not what was written."""
    ((*meta, identity, seq, last_hash),) = old.all(f"SELECT {_META}, office_identity, audit_seq, audit_hash FROM meta")
    new.run(
        f"INSERT INTO meta ({_META}, office_identity, list_identity) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?)",
        *meta, identity,
    )
    for table, columns in _SAME.items():
        places = ", ".join("?" for _column in columns.split(","))
        new.run_many(f"INSERT INTO {table} ({columns}) VALUES ({places})", old.each(f"SELECT {columns} FROM {table}"))
    _pour_office(old, new, str(meta[5]))
    documents = old.each(
        "SELECT case_id, digest, body, recipient IS NOT NULL FROM documents JOIN cases ON id = case_id"
    )
    for case_id, noted, body, is_reserved in documents:
        if digest(body) != noted:
            raise damaged()
        if is_reserved:
            _insert_document(new, str(case_id), body)
        else:
            _pour_case(old, new, str(case_id), body)
    _pour_files(old, new)
    _pour_chain(old, new, int(seq), str(last_hash))


def _pour_office(old: Database, new: Database, made_at: str) -> None:
    document = CaseDocument.new(secrets.randbits(63))
    who: Record = {"by": _BY_NOBODY, "at": made_at}
    for short_name, body in old.all("SELECT short_name, body FROM partners ORDER BY short_name"):
        document.put(Part.PARTNERS, str(short_name), {"body": json.loads(body), **who})
    for key, value in old.all("SELECT key, value FROM settings ORDER BY key"):
        if key == _RESERVATIONS:
            _pour_reservations(new, json.loads(value))
        else:
            document.put(Part.SETTINGS, str(key), {"v": json.loads(value), **who})
    document.commit(Stamp(_BY_NOBODY, new_id(), Nature.OPENED), int(computer_now().timestamp()))
    _insert_document(new, OFFICE, document.export())
    _insert_records(new, OFFICE, document)


def _pour_reservations(new: Database, noted: dict[str, list[str]]) -> None:
    new.run_many(
        'INSERT INTO reservations (case_id, at, "by", followed) VALUES (?, ?, ?, ?)',
        [(case_id, at, by, int("followed" in more)) for case_id, (at, by, *more) in noted.items()],
    )


def _pour_case(old: Database, new: Database, case_id: str, body: bytes) -> None:
    try:
        document = CaseDocument.load(body, secrets.randbits(63))
    except DamagedDocument as fault:
        raise damaged() from fault
    attachments = old.all(
        'SELECT id, name, identity, digest, "by", at FROM attachments WHERE case_id = ? ORDER BY at, id', case_id
    )
    for attachment, name, identity, noted, by, at in attachments:
        document.put(
            Part.ATTACHMENTS, str(attachment), {"name": name, "identity": identity, "digest": noted, "by": by, "at": at}
        )
        document.commit(Stamp(str(by), new_id(), Nature.OPENED), int(computer_now().timestamp()))
    _insert_document(new, case_id, document.export() if attachments else body)
    _insert_records(new, case_id, document)
    answers = searched_answers(new, case_id)
    index_case(new, case_id, answers, is_new=True)
    note_opposites(new, case_id, answers)


def _insert_document(new: Database, owner: str, body: bytes) -> None:
    new.run("INSERT INTO documents (owner, digest, body) VALUES (?, ?, ?)", owner, digest(body), body)


def _insert_records(new: Database, owner: str, document: CaseDocument) -> None:
    new.run_many(
        "INSERT INTO records (owner, part, key, body) VALUES (?, ?, ?, ?)",
        [
            (owner, part, key, spell(record))
            for part, records in document.maps().items() if part != Part.CASE
            for key, record in records.items()
        ],
    )


def _pour_files(old: Database, new: Database) -> None:
    """Of a reserved case the names and keys stay sealed, until somebody who opens them puts them into its document."""
    rows = old.all(
        'SELECT attachments.id, case_id, attachments.name, identity, digest, "by", at, recipient IS NOT NULL '
        "FROM attachments JOIN cases ON cases.id = case_id"
    )
    new.run_many(
        "INSERT INTO files (id, case_id, digest, of_before) VALUES (?, ?, ?, ?)",
        [
            (attachment, case_id, noted, json.dumps([name, identity, by, at]) if is_reserved else None)
            for attachment, case_id, name, identity, noted, by, at, is_reserved in rows
        ],
    )


def _pour_chain(old: Database, new: Database, seq: int, last_hash: str) -> None:
    """The chain of before keeps its hashes and has no seat; the rows of each case and its events are in one order."""
    if seq:
        new.run("INSERT INTO seats (id, parent, seq, hash) VALUES (?, '', ?, ?)", OF_BEFORE, seq, last_hash)
    columns = "seq, moment, user, action, case_id, digest, previous, hash"
    new.run_many(
        f"INSERT INTO audit (seat, {columns}) VALUES ('', ?, ?, ?, ?, ?, ?, ?, ?)",
        old.each(f"SELECT {columns} FROM audit ORDER BY seq"),
    )
    sealed = old.each(
        "SELECT case_id, seq FROM audit WHERE digest IS NOT NULL "
        "AND case_id NOT IN (SELECT case_id FROM erased WHERE path = '') ORDER BY case_id, seq"
    )
    events = old.each('SELECT id, case_id, kind, at, "by", body FROM events ORDER BY case_id, seq')
    for event, row in zip_longest(events, sealed):
        if event is None or row is None or event[1] != row[0]:
            raise damaged()
        new.run(
            "INSERT INTO events (seat, seq, id, case_id, kind, at, \"by\", body) VALUES ('', ?, ?, ?, ?, ?, ?, ?)",
            row[1], *event,
        )
