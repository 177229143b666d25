"""The rows of a case and of the office: written from their document, read into a `Case`."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final, cast

from caselink.domain.answers import Answer
from caselink.domain.case import Case, CaseStatus
from caselink.domain.danger import Assessment
from caselink.domain.events import Event
from caselink.domain.needs import NeedMark
from caselink.vault.attachments import FACTS
from caselink.vault.database import Database
from caselink.vault.document import CaseDocument, Maps, Record
from caselink.vault.document_store import DocumentStore, load_document
from caselink.vault.events import events_of_case
from caselink.vault.ids import now
from caselink.vault.opposites import note_opposites
from caselink.vault.parts import IN_ROWS, OFFICE, RECORDS, Part
from caselink.vault.records import in_order, read_answer, read_assessment, read_need, spell
from caselink.vault.reserved import tally
from caselink.vault.reserved.keyring import CaseKey, Keyring, unknown_case
from caselink.vault.search import index_case, is_searched, searched_answers

_DAY: Final = len("2026-01-05")
_NOT_WHOLE: Final = ("",)
"""What no events match: in place of the digests of a reserved case of which something is missing."""


def read_case(database: Database, case_id: str, keys: Keyring) -> Case:
    """The case of that id. Raises UserError where there is none or it is reserved to others, ValueError where its rows
    are not what was written."""
    key = keys.key_of(case_id)
    facts = database.one("SELECT reference, status, opened_at, changed_at FROM cases WHERE id = ?", case_id)
    if facts is None:
        raise unknown_case()
    reference, status, opened_at, changed_at = facts
    maps = read_maps(database, case_id, key)
    events, sealed = read_events(database, case_id, key)
    return replace(
        case_of(case_id, reference, maps, events=events), status=CaseStatus(status), sealed=sealed, opened_at=opened_at,
        changed_at=changed_at, reserved=key is not None,
    )


def case_of(case_id: str, reference: str, maps: Maps, *, events: tuple[Event, ...]) -> Case:
    """An open case of these records; raises ValueError where one is not what was written."""
    answers, entries, needs, assessments = from_maps(maps)
    records: dict[str, Mapping[str, Record]] = {part.value: maps[part] for part in RECORDS if maps[part]}
    if maps[Part.ATTACHMENTS]:
        records[Part.ATTACHMENTS.value] = {
            key: {name: record[name] for name in FACTS if name in record}
            for key, record in maps[Part.ATTACHMENTS].items()
        }
    return Case(
        case_id, reference, answers=answers, entries=entries, needs=needs, assessments=assessments, records=records,
        events=events,
    )


def read_events(
    database: Database, case_id: str, key: CaseKey | None
) -> tuple[tuple[Event, ...], tuple[str, ...]]:
    """The events of a case in their order, and their digests as the audit chain holds them; raises ValueError.

    Of a reserved case that is not all that its tally tells, digests that no events match: nothing leaves then.
    """
    sealed = database.all(
        "SELECT digest FROM audit WHERE case_id = ? AND digest IS NOT NULL ORDER BY seq, seat", case_id
    )
    events = events_of_case(database, case_id, key)
    if not tally.holds(database, case_id, key, events):
        return events, _NOT_WHOLE
    return events, tuple(row[0] for row in sealed)


DraftRow = tuple[str, str, str, str, str]
"""Case, path, text, by whom, when."""

_Content = tuple[dict[str, Answer], dict[str, tuple[str, ...]], dict[str, NeedMark], tuple[Assessment, ...]]
"""Answers by path, entries by section in their order, needs by item, assessments in their order."""


def read_maps(database: Database, case_id: str, key: CaseKey | None) -> Maps:
    """What a case holds: from its rows, or from its document where it is reserved. Raises as `load_document`."""
    return rows_of(database, case_id) if key is None else load_document(database, case_id, 0, key).maps()


def rows_of(database: Database, owner: str) -> Maps:
    """The rows of a case, or of the office, by part and key; raises ValueError."""
    maps: Maps = {part.value: {} for part in Part}
    rows = database.all("SELECT part, key, body FROM records WHERE owner = ?", owner)
    records = json.loads(f"[{','.join(row[2] for row in rows)}]")  # all at once: a third of the time of one by one
    for (part, key, _body), record in zip(rows, records, strict=True):
        maps[part][key] = record
    return maps


def records_of_part(
    database: Database, part: Part, keys: Collection[str], having: Collection[str],
    among: Collection[str] | None = None,
) -> Iterator[tuple[str, str, Record]]:
    """The rows of one part of all cases, or of those: case, key and record, as `ReadVault.records` gives them. Raises
    ValueError."""
    asked = [" OR ".join("key GLOB ?" for _key in keys)]
    asked += [" OR ".join("json_extract(body, '$.' || ?) IS NOT NULL" for _value in having)] if having else []
    asked += [f"owner IN ({', '.join('?' * len(among))})"] if among is not None else []
    sql = f"SELECT owner, key, body FROM records WHERE part = ? AND ({') AND ('.join(asked)})"
    for owner, key, body in database.all(sql, part.value, *keys, *having, *(among or ())):
        yield str(owner), str(key), json.loads(body)


def record_of(database: Database, owner: str, part: Part, key: str) -> Record | None:
    """One record from its row, or None; raises ValueError."""
    row = database.one("SELECT body FROM records WHERE owner = ? AND part = ? AND key = ?", owner, part.value, key)
    record: Record | None = None if row is None else json.loads(row[0])
    return record


def from_maps(maps: Maps) -> _Content:
    """What a case holds, read from its records; raises ValueError where one is not what was written."""
    answers = (read_answer(path, record) for path, record in maps[Part.ANSWERS].items())
    ordered: dict[str, tuple[str, ...]] = {}
    entries = maps[Part.ENTRIES]
    for key in sorted(entries, key=lambda key: (cast(int, entries[key]["position"]), key)):
        section, entry = key.split("/", 1)
        ordered[section] = (*ordered.get(section, ()), entry)
    return (
        {path: answer for path, answer in answers if path is not None},
        ordered,
        {item: read_need(record) for item, record in maps[Part.NEEDS].items()},
        in_order(read_assessment(key, record) for key, record in maps[Part.ASSESSMENTS].items()),
    )


def write_out(
    database: Database, store: DocumentStore, owner: str, document: CaseDocument, at: str, key: CaseKey | None
) -> None:
    """Write the pending records of a document as rows, the document itself, and what the case is found by.

    Of a reserved case only the sealed document is written, and whether it is closed.
    """
    pending = document.pending
    document.pending = {}
    status = pending.get((Part.CASE, "status"))
    if status is not None:
        database.run("UPDATE cases SET status = ? WHERE id = ?", str(status["v"]), owner)
    store.write(owner, document, key)
    if key is None:
        write_rows(database, owner, pending)
    if owner != OFFICE:
        database.run("UPDATE cases SET changed_at = ? WHERE id = ?", at, owner)


def write_rows(database: Database, owner: str, records: Mapping[tuple[Part, str], Record | None]) -> None:
    """Write records as plain rows, and index the case where it is new here or something it is found by changed."""
    plain = [(part, key, record) for (part, key), record in records.items() if part in IN_ROWS]
    gone = [(owner, part.value, key) for part, key, record in plain if record is None]
    if gone:
        database.run_many("DELETE FROM records WHERE owner = ? AND part = ? AND key = ?", gone)
    database.run_many(
        "INSERT OR REPLACE INTO records (owner, part, key, body) VALUES (?, ?, ?, ?)",
        [(owner, part.value, key, spell(record)) for part, key, record in plain if record is not None],
    )
    searched: dict[str, object] = {
        key: None if record is None else record["v"]
        for part, key, record in plain if part is Part.ANSWERS and is_searched(key)
    }
    is_new = (Part.CASE, "reference") in records
    if not (is_new or searched):
        return
    if not is_new:  # which may leave none: the last one was taken back or erased
        searched = searched_answers(database, owner)
    if index_case(database, owner, searched, is_new=is_new):
        note_opposites(database, owner, searched)


def keep_draft(database: Database, case_id: str, path: str, text: str, user: str, key: CaseKey | None) -> None:
    """Keep a draft over the one that stood there."""
    insert_draft(database, draft_row(case_id, path, text, user, now(), key))


def draft_row(case_id: str, path: str, text: str, user: str, at: str, key: CaseKey | None) -> DraftRow:
    """A draft as its row holds it, of a reserved case by nobody and on that day; raises ValueError for text that is no
    Unicode."""
    spell(text)
    if key is None:
        return case_id, path, text, user, at
    return case_id, key.hidden(path), key.seal_json([path, text], draft_place(case_id)), "", at[:_DAY]


def insert_draft(database: Database, row: DraftRow) -> None:
    """Write such a row over the one that stood there."""
    database.run(
        'INSERT INTO drafts (case_id, path, text, "by", at) VALUES (?, ?, ?, ?, ?) '
        'ON CONFLICT DO UPDATE SET text = excluded.text, "by" = excluded."by", at = excluded.at', *row,
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
    return dict(sorted(open_draft(key, case_id, text) for _place, text in rows))


def draft_place(case_id: str) -> str:
    """Where the seal of a draft holds."""
    return f"draft {case_id}"


def open_draft(key: CaseKey, case_id: str, kept: str) -> tuple[str, str]:
    """Path and text of a draft of a reserved case; raises ValueError."""
    match key.open_json(kept, draft_place(case_id)):
        case [str(path), str(text)]:
            return path, text
    raise ValueError("not a draft")
