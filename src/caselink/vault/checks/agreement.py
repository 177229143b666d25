"""Whether what is written twice says the same: documents and rows, events and audit trail, rows and search index."""

from __future__ import annotations

from collections.abc import Iterator

from caselink.vault import attachments, case_rows
from caselink.vault.database import Database
from caselink.vault.document import DamagedDocument, Maps
from caselink.vault.document_store import stored_document
from caselink.vault.events import events_of_case
from caselink.vault.opposites import opposites_agree
from caselink.vault.parts import IN_ROWS, OFFICE, Part
from caselink.vault.records import EVENT_COLUMNS
from caselink.vault.reserved import tally
from caselink.vault.reserved.keyring import CaseKey, Keyring, is_sealed, open_event
from caselink.vault.search import case_name, search_row, searched_answers
from caselink.vault.undoing import entry_key


def documents_agree(database: Database, keys: Keyring) -> Iterator[bool]:
    """For the office and each case, whether its document is whole and says what its rows say. Holds one at a time.

    Of a reserved case no row may be left; its document is read by who holds its key, others compare its digests.
    """
    mine = keys.mine()
    rows = database.each(
        "SELECT owner, recipient IS NOT NULL FROM documents LEFT JOIN cases ON id = owner WHERE id IS NOT NULL OR "
        "owner = ?", OFFICE,
    )
    for owner, is_reserved in rows:
        if is_reserved:
            yield _is_bare(database, str(owner)) and _is_whole(database, str(owner), mine.get(owner))
        else:
            maps = _maps(database, str(owner), None)
            yield maps is not None and _agrees(database, str(owner), maps)


def _maps(database: Database, owner: str, key: CaseKey | None) -> Maps | None:
    try:
        return stored_document(database, owner).load(owner, 0, key).maps()
    except DamagedDocument:
        return None


def _agrees(database: Database, owner: str, maps: Maps) -> bool:
    held = case_rows.rows_of(database, owner)
    if any(held[part] != maps[part] for part in IN_ROWS):
        return False
    if owner == OFFICE:
        return True
    return (
        _facts_agree(database, owner, maps)
        and _files_agree(database, owner, maps)
        and database.one("SELECT 1 FROM case_keys WHERE case_id = ?", owner) is None
    )


def tallies_hold(database: Database, keys: Keyring) -> Iterator[bool]:
    """For each reserved case, whether all that was counted of it is there, nothing else, and in that order: for who
    holds its key. Others compare the numbers."""
    mine = keys.mine()
    for (case_id,) in database.each("SELECT id FROM cases WHERE recipient IS NOT NULL ORDER BY id"):
        key = mine.get(str(case_id))
        if key is None:
            yield tally.counts_agree(database, str(case_id))
        else:
            yield tally.holds(database, str(case_id), key, events_of_case(database, str(case_id), key))


def _is_bare(database: Database, case_id: str) -> bool:
    """Whether nothing of a reserved case stands readable, and somebody holds a key of it."""
    return database.one(
        "SELECT (SELECT count(*) FROM records WHERE owner = ?1), name, "
        "(SELECT count(*) FROM case_keys WHERE case_id = ?1) > 0 FROM cases WHERE id = ?1", case_id,
    ) == (0, "", 1)


def _is_whole(database: Database, case_id: str, key: CaseKey | None) -> bool:
    """Whether everything that is sealed of a reserved case opens and makes sense, for who holds its key."""
    if key is None:
        return stored_document(database, case_id).is_as_noted()
    maps = _maps(database, case_id, key)
    if maps is None:
        return False
    try:
        case_rows.read_drafts(database, case_id, key)
        maps[Part.ATTACHMENTS].update(attachments.of_format_2(database, case_id, key))
        return _facts_agree(database, case_id, maps) and _files_agree(database, case_id, maps) and bool(
            case_rows.from_maps(maps)
        )
    except ValueError:
        return False


def _facts_agree(database: Database, case_id: str, maps: Maps) -> bool:
    said = maps[Part.CASE]
    facts = database.one("SELECT reference, opened_at, status FROM cases WHERE id = ?", case_id)
    return (
        facts == tuple(said.get(key, {}).get("v") for key in ("reference", "opened_at", "status"))
        and {entry_key(path) for path in maps[Part.ANSWERS]} - {None} <= set(maps[Part.ENTRIES])
    )


def _files_agree(database: Database, case_id: str, maps: Maps) -> bool:
    """A file that a rescue did not find any more has no digest."""
    rows = database.all("SELECT id, digest FROM files WHERE case_id = ?", case_id)
    files = {str(key): str(noted) for key, noted in rows}
    records = maps[Part.ATTACHMENTS]
    return files.keys() == records.keys() and all(
        noted in ("", records[key]["digest"]) for key, noted in files.items()
    )


def events_agree(database: Database, keys: Keyring) -> bool:
    """Whether each event stands beside the row of the audit trail that sealed it, and none of the rows lacks its event.

    What is reserved to others is compared by worker. The trail may tell less of the moment than the event, of which the
    digest holds it. Those of an erased case are gone.
    """
    mine = keys.mine()
    closed = {row[0] for row in database.all("SELECT id FROM cases WHERE recipient IS NOT NULL")} - mine.keys()
    rows = database.each(
        f"SELECT {', '.join(f'events.{column}' for column in EVENT_COLUMNS.split(', '))}, "
        "audit.case_id, moment, user, digest FROM audit LEFT JOIN events ON events.seat = audit.seat "
        "AND events.seq = audit.seq WHERE digest IS NOT NULL "
        "AND audit.case_id NOT IN (SELECT case_id FROM erased WHERE path = '')"
    )
    count = 0
    for *row, case_id, moment, user, digest in rows:
        count += 1
        if (row[1], row[4]) != (case_id, user) or moment > row[3]:
            return False
        if case_id in closed:
            if not is_sealed(row[5]):
                return False
        elif open_event(tuple(row), mine.get(case_id)).digest() != digest:
            return False
    return database.one("SELECT count(*) FROM events") == (count,)


def index_agrees(database: Database) -> bool:
    """Whether every case that is open to all is found by its reference, its name and its searched answers as they are,
    nothing else is found, and what is noted of names in opposite roles is so."""
    if not opposites_agree(database):
        return False
    open_cases = database.one("SELECT count(*) FROM cases WHERE recipient IS NULL")
    if database.one("SELECT count(*) FROM search") != open_cases:
        return False
    return all(
        _is_indexed(database, *row)
        for row in database.each("SELECT number, id, reference, name FROM cases WHERE recipient IS NULL")
    )


def _is_indexed(database: Database, number: int, case_id: str, reference: str, name: str) -> bool:
    answers = searched_answers(database, case_id)
    indexed = database.one("SELECT reference, name, words FROM search WHERE rowid = ?", number)
    return name == case_name(answers) and indexed == search_row(reference, answers)
