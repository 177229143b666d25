"""The rows of a case: written from its document, read into a `Case`."""

from __future__ import annotations

from typing import Any

from caselink.domain.case import Case, CaseStatus
from caselink.domain.events import Event
from caselink.errors import UserError
from caselink.i18n import _
from caselink.vault.database import Database
from caselink.vault.document import CaseDocument, DamagedDocument, Nature, Part, digest
from caselink.vault.faults import damaged
from caselink.vault.ids import now
from caselink.vault.records import (
    ANSWER_COLUMNS,
    EVENT_COLUMNS,
    NEED_COLUMNS,
    answer_row,
    need_row,
    read_answer,
    read_event,
    read_need,
    spell,
)
from caselink.vault.search import index_case, is_searched, searched_answers


def read_case(database: Database, case_id: str) -> Case:
    """The case of that id. Raises UserError where there is none, ValueError where its rows are not what was written."""
    facts = database.one("SELECT reference, status, opened_at, changed_at FROM cases WHERE id = ?", case_id)
    if facts is None:
        raise _unknown_case()
    reference, status, opened_at, changed_at = facts
    answers = database.all(f"SELECT {ANSWER_COLUMNS} FROM answers WHERE case_id = ?", case_id)
    needs = database.all(f"SELECT {NEED_COLUMNS} FROM needs WHERE case_id = ?", case_id)
    events = database.all(f"SELECT {EVENT_COLUMNS} FROM events WHERE case_id = ? ORDER BY seq", case_id)
    sealed = database.all("SELECT digest FROM audit WHERE case_id = ? AND digest IS NOT NULL ORDER BY seq", case_id)
    return Case(
        id=case_id,
        reference=reference,
        status=CaseStatus(status),
        answers={path: answer for path, answer in map(read_answer, answers) if path is not None},
        entries=_read_entries(database, case_id),
        needs=dict(read_need(row) for row in needs),
        events=tuple(read_event(row) for row in events),
        sealed=tuple(row[0] for row in sealed),
        opened_at=opened_at,
        changed_at=changed_at,
    )


def _read_entries(database: Database, case_id: str) -> dict[str, tuple[str, ...]]:
    entries: dict[str, tuple[str, ...]] = {}
    rows = database.all(
        "SELECT section, entry FROM entries WHERE case_id = ? ORDER BY section, position, entry", case_id
    )
    for section, entry in rows:
        entries[section] = (*entries.get(section, ()), entry)
    return entries


def load_document(database: Database, case_id: str, peer: int) -> CaseDocument:
    """The document of a case. Raises UserError where there is no such case, VaultError where it is damaged."""
    expect_case(database, case_id)
    row = database.one("SELECT body, digest FROM documents WHERE case_id = ?", case_id)
    try:
        if row is None or digest(row[0]) != row[1]:
            raise DamagedDocument
        return CaseDocument.load(row[0], peer)
    except DamagedDocument:
        database.mark_damaged()
        raise damaged() from None


def write_out(database: Database, case_id: str, document: CaseDocument, nature: Nature, at: str) -> None:
    """Write the pending records of a document as rows, the document itself, and what the case is found by."""
    pending = document.pending
    document.pending = {}
    for part, columns in _COLUMNS.items():
        changed = {key: record for (held, key), record in pending.items() if held is part}
        gone = [(case_id, *_split(part, key)) for key, record in changed.items() if record is None]
        rows = [
            (case_id, *_split(part, key), *_row(part, record)) for key, record in changed.items() if record is not None
        ]
        database.run_many(columns.delete, gone)
        database.run_many(columns.write, rows)
    status = pending.get((Part.CASE, "status"))
    if status is not None:
        database.run("UPDATE cases SET status = ? WHERE id = ?", str(status["v"]), case_id)
    _write_document(database, case_id, document, forget_history=nature is Nature.ERASED)
    searched = {
        key: None if record is None else record["v"]
        for (part, key), record in pending.items() if part is Part.ANSWERS and is_searched(key)
    }
    if (Part.CASE, "reference") in pending:
        index_case(database, case_id, searched, is_new=True)
    elif searched:
        index_case(database, case_id, searched_answers(database, case_id), is_new=False)
    database.run("UPDATE cases SET changed_at = ? WHERE id = ?", at, case_id)


def insert_event(database: Database, event: Event, body: str) -> None:
    """Append an event; its digest is the caller's to seal."""
    database.run(
        f"INSERT INTO events ({EVENT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        event.id, event.case_id, event.kind.value, event.at, event.by, body,
    )
    database.run("UPDATE cases SET changed_at = ? WHERE id = ?", event.at, event.case_id)


def keep_draft(database: Database, case_id: str, path: str, text: str, user: str) -> None:
    """Keep a draft over the one that stood there."""
    expect_case(database, case_id)
    spell(text)
    database.run(
        'INSERT INTO drafts (case_id, path, text, "by", at) VALUES (?, ?, ?, ?, ?) '
        'ON CONFLICT DO UPDATE SET text = excluded.text, "by" = excluded."by", at = excluded.at',
        case_id, path, text, user, now(),
    )


def drop_draft(database: Database, case_id: str, path: str) -> None:
    """Forget a draft."""
    database.run("DELETE FROM drafts WHERE case_id = ? AND path = ?", case_id, path)


def expect_case(database: Database, case_id: str) -> None:
    """Raises UserError where there is no case of that id."""
    if database.one("SELECT 1 FROM cases WHERE id = ?", case_id) is None:
        raise _unknown_case()


def _unknown_case() -> UserError:
    return UserError(_("Ce dossier n’existe pas, ou plus, dans ce coffre."))


def _write_document(database: Database, case_id: str, document: CaseDocument, *, forget_history: bool) -> None:
    body = document.export(forget_history=forget_history)
    database.run(
        "INSERT INTO documents (case_id, digest, body) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET digest = excluded.digest, body = excluded.body",
        case_id, digest(body), body,
    )


class _Statements:
    """How the rows of one part are written and taken away."""

    def __init__(self, table: str, key: tuple[str, ...], columns: str) -> None:
        names = ("case_id", *key, *(name.strip() for name in columns.split(",")))
        same = " AND ".join(f"{name} = ?" for name in ("case_id", *key))
        self.write = f"INSERT OR REPLACE INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        self.delete = f"DELETE FROM {table} WHERE {same}"


_COLUMNS = {
    Part.ANSWERS: _Statements("answers", ("path",), 'value, source, "by", at, form'),
    Part.ENTRIES: _Statements("entries", ("section", "entry"), "position"),
    Part.NEEDS: _Statements("needs", ("item",), 'state, partner, owner, due, ask_again_on, outcome, "by", at'),
}


def _split(part: Part, key: str) -> tuple[str, ...]:
    return tuple(key.split("/", 1)) if part is Part.ENTRIES else (key,)


def _row(part: Part, record: dict[str, Any]) -> tuple[Any, ...]:
    if part is Part.ANSWERS:
        return answer_row(record)
    if part is Part.NEEDS:
        return need_row(record)
    return (record["position"],)
