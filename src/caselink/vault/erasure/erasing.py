"""Erasing for good: a whole case, or parts of it that must not be kept, here and in every older copy.

What was erased is noted by case, path and moment (the table `erased`), never by what it was. A copy of the vault that
lacks a note is from before it, and is made to follow (docs/decisions/0020-erasure-reaches-copies.md).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from caselink.domain.events import standing_hold
from caselink.errors import EventsAltered, UnderHold, UserError
from caselink.vault import case_rows
from caselink.vault.clock import row_moment, time_of
from caselink.vault.database import Database
from caselink.vault.document import CaseDocument
from caselink.vault.document_store import DocumentStore
from caselink.vault.erasure import redaction
from caselink.vault.faults import damaged
from caselink.vault.ids import at_or_after
from caselink.vault.parts import CASE_PARTS, Part
from caselink.vault.places import forget_places
from caselink.vault.reserved import tally
from caselink.vault.reserved.access import forget_rows, working_on
from caselink.vault.reserved.keyring import CaseKey, Keyring
from caselink.vault.trail import audit

ERASURES: Final = ("case_erased", "case_erased_again")
"""What the audit chain calls the erasure of a case: by a worker, and in an older copy that follows."""
ANSWERS: Final = "answers_erased"
ANSWERS_AGAIN: Final = "answers_erased_again"
"""The same of answers."""
_WHOLE: Final = ""
ATTACHMENT: Final = "attachments."
ASSESSMENT: Final = "assessments."
"""What the path of a note begins with where it is of an attachment or an assessment."""
_BY_NAME: Final = {part.value: part for part in CASE_PARTS if part not in (Part.CASE, Part.ANSWERS, Part.ENTRIES)}
"""What the path of a note begins with where it is of no answer: no section of the form is called like a part."""


@dataclass(frozen=True, slots=True)
class Erased:
    """One note: the case, what of it, who erased it and when (UTC, ISO 8601). `path` is that of an answer,
    `needs.<item>` or of another part `<part>.<id>`, or "" for the whole case.

    `reference_digest` tells for a whole case that its reference is not to be given again.
    """

    case_id: str
    path: str
    reference_digest: str | None
    at: str
    by: str

    @property
    def place(self) -> tuple[str, str]:
        """What the note is of."""
        return self.case_id, self.path


def reference_digest(database: Database, reference: str) -> str:
    """SHA-256 (hex) over the office and a reference."""
    row = database.one("SELECT office_id FROM meta")
    return hashlib.sha256(f"{'' if row is None else row[0]}\n{reference}".encode()).hexdigest()


def was_erased(database: Database, reference: str) -> bool:
    """Whether a case of that reference was erased."""
    digest = reference_digest(database, reference)
    return database.one("SELECT 1 FROM erased WHERE reference_digest = ?", digest) is not None


def noted(database: Database) -> tuple[Erased, ...]:
    """All that was erased from this vault."""
    rows = database.all('SELECT case_id, path, reference_digest, at, "by" FROM erased ORDER BY case_id, path')
    return tuple(Erased(*row) for row in rows)


def erase_case(database: Database, case_id: str, at: str, by: str) -> tuple[str, ...]:
    """Delete everything of a case but its rows in the audit chain, and note it. Must run inside a transaction.

    Gives the ids of its attachments: their files go once the transaction is committed.
    """
    row = database.one("SELECT reference FROM cases WHERE id = ?", case_id)
    digest = None if row is None else reference_digest(database, str(row[0]))
    attachments = _delete(database, case_id, "" if row is None else str(row[0]))
    database.run("DELETE FROM erased WHERE case_id = ?", case_id)
    _note(database, Erased(case_id, _WHOLE, digest, at, by))
    return attachments


def expect_erasable(database: Database, case_id: str, key: CaseKey | None) -> None:
    """Raises UnderHold where a legal hold forbids to take away for good what the case holds, and EventsAltered where
    its events are not those that the audit chain sealed, or a hold could have been taken out of them."""
    try:
        events, sealed = case_rows.read_events(database, case_id, key)
    except ValueError:
        database.mark_damaged()
        raise damaged() from None
    if tuple(event.digest() for event in events) != sealed:
        raise EventsAltered
    if standing_hold(events) is not None:
        raise UnderHold


def place_of(path: str) -> redaction.Place:
    """Where an answer, or the record `<part>.<key>`, of that path stands in a document."""
    name, _dot, key = path.partition(".")
    return (_BY_NAME[name], key) if name in _BY_NAME else (Part.ANSWERS, path)


def stood(
    database: Database, case_id: str, document: CaseDocument, paths: Collection[str], key: CaseKey | None
) -> tuple[str, ...]:
    """Those of the paths where an answer, a need or a draft stands, or an answer or a need ever stood."""
    known, typed = redaction.written(document), case_rows.read_drafts(database, case_id, key)
    return tuple(path for path in paths if place_of(path) in known or path in typed)


def note_paths(
    database: Database, case_id: str, paths: Collection[str], at: str, by: str, listed: Iterable[Erased]
) -> None:
    """Note that these were erased at that moment, and forget where in the case somebody was.

    A note that is held or `listed` is not replaced by one of before it, or the list that has the later one would erase
    at the next opening what was written since.
    """
    last = {note.place: note.at for note in latest([*noted(database), *listed])}
    _note_all(database, [
        Erased(case_id, path, None, at_or_after(at, last.get((case_id, path), "")), by) for path in paths
    ])
    forget_places(database, case_id)


def missing(database: Database, erased: Iterable[Erased]) -> tuple[Erased, ...]:
    """Those of the notes that this database lacks, or holds from an earlier moment, case by case."""
    held = {note.place: note.at for note in noted(database)}
    return tuple(
        note for note in latest(erased)
        if note.at > held.get(note.place, "") and (note.path == _WHOLE or (note.case_id, _WHOLE) not in held)
    )


def latest(erased: Iterable[Erased]) -> list[Erased]:
    """The last note of each place, case by case; of a case that is gone as a whole nothing else counts."""
    last = {note.place: note for note in sorted(erased, key=lambda note: note.at)}
    gone = {case_id for case_id, path in last if path == _WHOLE}
    kept = (note for note in last.values() if note.path == _WHOLE or note.case_id not in gone)
    return sorted(kept, key=lambda note: note.place)


def erase_in(database: Database, erased: Iterable[Erased], keys: Keyring | None = None) -> tuple[str, ...]:
    """Erase in an open database of today's format what these notes say and it still holds, in one transaction.

    Each case gets a row in the audit chain. Answers of a reserved case are erased where `keys` open it; otherwise the
    note stays missing for a worker who can. Gives the ids of attachments whose files are to go. Raises VaultError.
    """
    lacking = missing(database, erased)
    if not lacking:
        return ()
    attachments: list[str] = []
    with database.transaction():
        head = audit.read_head(database)
        if head is None:
            database.mark_damaged()
            raise damaged()
        for case_id, of_case in groupby(lacking, key=lambda note: note.case_id):
            notes = list(of_case)
            if notes[0].path == _WHOLE:
                attachments += _erase_again(database, notes[0])
                head.append(row_moment(database), notes[0].by, ERASURES[1], case_id, None)
                head.write()
            elif not _is_here(database, case_id):
                _note_all(database, notes)
            elif (gone := _erase_parts_again(database, case_id, notes, keys)) is not None:
                attachments += gone
                head.append(row_moment(database), notes[0].by, ANSWERS_AGAIN, case_id, None)
                head.write()
    return tuple(attachments)


def _erase_again(database: Database, note: Erased) -> tuple[str, ...]:
    attachments = erase_case(database, note.case_id, note.at, note.by)
    _note(database, note)
    return attachments


def _erase_parts_again(
    database: Database, case_id: str, notes: list[Erased], keys: Keyring | None
) -> tuple[str, ...] | None:
    """What was written after the erasure stays. None where nobody here can open the case."""
    try:
        key = (keys or Keyring(database, "", ())).key_of(case_id)
    except UserError:
        return None
    here = {str(row[0]) for row in database.all("SELECT id FROM files WHERE case_id = ?", case_id)}
    gone = here & {note.path.removeprefix(ATTACHMENT) for note in notes}
    database.run_many("DELETE FROM files WHERE id = ?", [(each,) for each in gone])
    _forget_answers(database, case_id, notes, key)
    _note_all(database, notes)
    return tuple(gone)


def _forget_answers(database: Database, case_id: str, notes: list[Erased], key: CaseKey | None) -> None:
    store = DocumentStore(database, secrets.randbits(63))
    document = store.open(case_id, key)
    forget_places(database, case_id)
    if not stood(database, case_id, document, [note.path for note in notes], key):
        return
    for note in notes:
        case_rows.drop_draft(database, case_id, note.path, key)
    forgotten: dict[redaction.Place, str | None] = {place_of(note.path): note.at for note in notes}
    document = redaction.forget(document, forgotten, notes[0].by, int(time_of(database).timestamp()), store.peer)
    before = database.one("SELECT changed_at FROM cases WHERE id = ?", case_id)
    case_rows.write_out(database, store, case_id, document, "" if before is None else before[0], key)


def _delete(database: Database, case_id: str, reference: str) -> tuple[str, ...]:
    attachments = tuple(str(row[0]) for row in database.all("SELECT id FROM files WHERE case_id = ?", case_id))
    forget_rows(database, case_id)
    for table in ("drafts", "files", "case_keys", "reservations"):
        database.run(f"DELETE FROM {table} WHERE case_id = ?", case_id)
    for table in ("updates", "documents"):
        database.run(f"DELETE FROM {table} WHERE owner = ?", case_id)
    tally.forget(database, case_id)
    with working_on(database, case_id):
        database.run("DELETE FROM events WHERE case_id = ?", case_id)
    database.run("DELETE FROM cases WHERE id = ?", case_id)
    forget_places(database, case_id, reference)
    return attachments


def _is_here(database: Database, case_id: str) -> bool:
    return database.one("SELECT 1 FROM cases WHERE id = ?", case_id) is not None


def _note_all(database: Database, notes: Iterable[Erased]) -> None:
    for note in notes:
        _note(database, note)


def _note(database: Database, note: Erased) -> None:
    database.run(
        'INSERT OR REPLACE INTO erased (case_id, path, reference_digest, at, "by") VALUES (?, ?, ?, ?, ?)',
        note.case_id, note.path, note.reference_digest, note.at, note.by,
    )
