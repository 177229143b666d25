"""The rows of a case: written from its document, read into a `Case`."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from caselink.domain.answers import Answer
from caselink.domain.case import Case, CaseStatus
from caselink.domain.events import KEEPING, Event
from caselink.domain.needs import NeedMark
from caselink.vault.database import Database
from caselink.vault.document import CaseDocument, DamagedDocument, Maps, Part, Record, digest
from caselink.vault.faults import damaged
from caselink.vault.ids import new_id, now
from caselink.vault.records import (
    ANSWER_COLUMNS,
    EVENT_COLUMNS,
    NEED_COLUMNS,
    answer_row,
    need_row,
    read_answer,
    read_need,
    spell,
)
from caselink.vault.reserved import CaseKey, Keyring, not_named, open_event, sealed_event, unknown_case
from caselink.vault.search import index_case, is_searched, searched_answers


def read_case(database: Database, case_id: str, keys: Keyring) -> Case:
    """The case of that id. Raises UserError where there is none or it is reserved to others, ValueError where its rows
    are not what was written."""
    key = keys.key_of(case_id)
    facts = database.one("SELECT reference, status, opened_at, changed_at FROM cases WHERE id = ?", case_id)
    if facts is None:
        raise unknown_case()
    reference, status, opened_at, changed_at = facts
    answers, entries, needs = (
        _from_rows(database, case_id) if key is None else from_maps(load_document(database, case_id, 0, key).maps())
    )
    events, sealed = read_events(database, case_id, key)
    return Case(
        id=case_id,
        reference=reference,
        status=CaseStatus(status),
        answers=answers,
        entries=entries,
        needs=needs,
        events=events,
        sealed=sealed,
        opened_at=opened_at,
        changed_at=changed_at,
        reserved=key is not None,
    )


def read_events(
    database: Database, case_id: str, key: CaseKey | None
) -> tuple[tuple[Event, ...], tuple[str, ...]]:
    """The events of a case in their order, and their digests as the audit chain holds them; raises ValueError."""
    events = database.all(f"SELECT {EVENT_COLUMNS} FROM events WHERE case_id = ? ORDER BY seq", case_id)
    sealed = database.all("SELECT digest FROM audit WHERE case_id = ? AND digest IS NOT NULL ORDER BY seq", case_id)
    return tuple(open_event(row, key) for row in events), tuple(row[0] for row in sealed)


_Content = tuple[dict[str, Answer], dict[str, tuple[str, ...]], dict[str, NeedMark]]
"""Answers by path, entries by section in their order, needs by item."""


def _from_rows(database: Database, case_id: str) -> _Content:
    answers = database.all(f"SELECT {ANSWER_COLUMNS} FROM answers WHERE case_id = ?", case_id)
    entries = database.all(
        "SELECT section, entry FROM entries WHERE case_id = ? ORDER BY section, position, entry", case_id
    )
    needs = database.all(f"SELECT {NEED_COLUMNS} FROM needs WHERE case_id = ?", case_id)
    return _content(answers, entries, needs)


def from_maps(maps: Maps) -> _Content:
    """What a case holds, read from its document; raises ValueError where a record is not what was written."""
    entries = [(*_split(Part.ENTRIES, key), record["position"]) for key, record in maps[Part.ENTRIES].items()]
    return _content(
        [(path, *answer_row(record)) for path, record in maps[Part.ANSWERS].items()],
        [(section, entry) for section, entry, _position in sorted(entries, key=itemgetter(0, 2, 1))],
        [(item, *need_row(record)) for item, record in maps[Part.NEEDS].items()],
    )


def _content(answers: list[Any], entries: list[Any], needs: list[Any]) -> _Content:
    ordered: dict[str, tuple[str, ...]] = {}
    for section, entry in entries:
        ordered[section] = (*ordered.get(section, ()), entry)
    return (
        {path: answer for path, answer in map(read_answer, answers) if path is not None},
        ordered,
        dict(read_need(row) for row in needs),
    )


def load_document(database: Database, case_id: str, peer: int, key: CaseKey | None) -> CaseDocument:
    """The document of a case, opened with its key where it is reserved.

    Raises UserError where there is no such case, or it is reserved and no key is given; VaultError where it is damaged.
    """
    row = database.one(
        "SELECT recipient, body, digest FROM cases LEFT JOIN documents ON case_id = id WHERE id = ?", case_id
    )
    if row is None:
        raise unknown_case()
    recipient, body, noted = row
    if recipient is not None and key is None:
        raise not_named()
    try:
        if body is None or digest(body) != noted:
            raise DamagedDocument
        return CaseDocument.load(body if key is None else key.open(body), peer)
    except (DamagedDocument, ValueError):
        database.mark_damaged()
        raise damaged() from None


def write_out(
    database: Database, case_id: str, document: CaseDocument, at: str, key: CaseKey | None
) -> None:
    """Write the pending records of a document as rows, the document itself, and what the case is found by.

    Of a reserved case only the sealed document is written, and whether it is closed.
    """
    pending = document.pending
    document.pending = {}
    status = pending.get((Part.CASE, "status"))
    if status is not None:
        database.run("UPDATE cases SET status = ? WHERE id = ?", str(status["v"]), case_id)
    write_document(database, case_id, document.export(), key)
    if key is None:
        write_rows(database, case_id, pending)
    database.run("UPDATE cases SET changed_at = ? WHERE id = ?", at, case_id)


def write_rows(database: Database, case_id: str, records: Mapping[tuple[Part, str], Record | None]) -> None:
    """Write records as plain rows, and index the case where it is new here or something it is found by changed."""
    for part, columns in _COLUMNS.items():
        changed = {key: record for (held, key), record in records.items() if held is part}
        gone = [(case_id, *_split(part, key)) for key, record in changed.items() if record is None]
        rows = [
            (case_id, *_split(part, key), *_row(part, record)) for key, record in changed.items() if record is not None
        ]
        database.run_many(columns.delete, gone)
        database.run_many(columns.write, rows)
    searched = {
        key: None if record is None else record["v"]
        for (part, key), record in records.items() if part is Part.ANSWERS and is_searched(key)
    }
    if (Part.CASE, "reference") in records:
        index_case(database, case_id, searched, is_new=True)
    elif searched:
        index_case(database, case_id, searched_answers(database, case_id), is_new=False)


def write_document(database: Database, case_id: str, body: bytes, key: CaseKey | None) -> None:
    """Write the bytes of a document, sealed where the case is reserved."""
    kept = body if key is None else key.seal(body)
    database.run(
        "INSERT INTO documents (case_id, digest, body) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET digest = excluded.digest, body = excluded.body",
        case_id, digest(kept), kept,
    )


def insert_event(database: Database, event: Event, body: str, key: CaseKey | None) -> None:
    """Append an event; its digest is the caller's to seal. What a worker decides about keeping the case is no contact
    with the person it is about: `changed_at` stays."""
    row_id, kept = (event.id, body) if key is None else (new_id(), sealed_event(key, event.id, body))
    database.run(
        f"INSERT INTO events ({EVENT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        row_id, event.case_id, event.kind.value, event.at, event.by, kept,
    )
    if event.kind not in KEEPING:
        database.run("UPDATE cases SET changed_at = ? WHERE id = ?", event.at, event.case_id)


def keep_draft(database: Database, case_id: str, path: str, text: str, user: str, key: CaseKey | None) -> None:
    """Keep a draft over the one that stood there."""
    spell(text)
    place, kept = (path, text) if key is None else (key.hidden(path), key.seal_json([path, text]))
    database.run(
        'INSERT INTO drafts (case_id, path, text, "by", at) VALUES (?, ?, ?, ?, ?) '
        'ON CONFLICT DO UPDATE SET text = excluded.text, "by" = excluded."by", at = excluded.at',
        case_id, place, kept, user, now(),
    )


def drop_draft(database: Database, case_id: str, path: str, key: CaseKey | None) -> None:
    """Forget a draft."""
    place = path if key is None else key.hidden(path)
    database.run("DELETE FROM drafts WHERE case_id = ? AND path = ?", case_id, place)


def read_drafts(database: Database, case_id: str, key: CaseKey | None) -> dict[str, str]:
    """The drafts of a case by path; raises ValueError where one is not what was written."""
    rows = database.all("SELECT path, text FROM drafts WHERE case_id = ? ORDER BY path", case_id)
    if key is None:
        return {str(path): str(text) for path, text in rows}
    return dict(sorted(open_draft(key, text) for _place, text in rows))


def open_draft(key: CaseKey, kept: str) -> tuple[str, str]:
    """Path and text of a draft of a reserved case; raises ValueError."""
    match key.open_json(kept):
        case [str(path), str(text)]:
            return path, text
    raise ValueError("not a draft")


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
