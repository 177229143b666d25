"""Whether what is written twice says the same: documents and rows, events and audit chain, rows and search index."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from caselink.vault import case_rows
from caselink.vault.database import Database
from caselink.vault.document import CaseDocument, DamagedDocument, Maps, Part, digest
from caselink.vault.records import ANSWER_COLUMNS, EVENT_COLUMNS, NEED_COLUMNS, answer_row, need_row
from caselink.vault.resealing import PLAIN_ROWS
from caselink.vault.reserved import CaseKey, Keyring, is_sealed, open_event
from caselink.vault.search import case_name, indexed_words, searched_answers
from caselink.vault.undoing import entry_key


def documents_agree(database: Database, keys: Keyring) -> Iterator[bool]:
    """For each case, whether its document is whole and says what its rows say. Holds one case at a time.

    Of a reserved case no row may be left; its document is read by who holds its key, others compare its digest.
    """
    mine = keys.mine()
    rows = database.each(
        "SELECT case_id, body, digest, recipient IS NOT NULL FROM documents JOIN cases ON id = case_id"
    )
    for case_id, body, noted, is_reserved in rows:
        if digest(body) != noted:
            yield False
        elif is_reserved:
            yield _is_bare(database, str(case_id)) and _is_whole(database, str(case_id), body, mine.get(case_id))
        else:
            maps = _maps(body, None)
            yield maps is not None and _agrees(database, str(case_id), maps)


def _maps(body: bytes, key: CaseKey | None) -> Maps | None:
    try:
        return CaseDocument.load(body if key is None else key.open(body)).maps()
    except (DamagedDocument, ValueError):
        return None


def _agrees(database: Database, case_id: str, maps: Maps) -> bool:
    answers = database.all(f"SELECT {ANSWER_COLUMNS} FROM answers WHERE case_id = ?", case_id)
    entries = database.all("SELECT section || '/' || entry, position FROM entries WHERE case_id = ?", case_id)
    needs = database.all(f"SELECT {NEED_COLUMNS} FROM needs WHERE case_id = ?", case_id)
    return (
        _facts_agree(database, case_id, maps)
        and database.one("SELECT 1 FROM case_keys WHERE case_id = ?", case_id) is None
        and {row[0]: tuple(row[1:]) for row in answers}
        == {path: answer_row(record) for path, record in maps[Part.ANSWERS].items()}
        and dict(entries) == {key: record["position"] for key, record in maps[Part.ENTRIES].items()}
        and {row[0]: tuple(row[1:]) for row in needs}
        == {item: need_row(record) for item, record in maps[Part.NEEDS].items()}
    )


def _is_bare(database: Database, case_id: str) -> bool:
    """Whether nothing of a reserved case stands readable, and somebody holds a key of it."""
    counts = " + ".join(f"(SELECT count(*) FROM {table} WHERE case_id = ?1)" for table in PLAIN_ROWS)
    return database.one(
        f"SELECT {counts}, name, (SELECT count(*) FROM case_keys WHERE case_id = ?1) > 0 FROM cases WHERE id = ?1",
        case_id,
    ) == (0, "", 1)


def _is_whole(database: Database, case_id: str, body: bytes, key: CaseKey | None) -> bool:
    """Whether everything that is sealed of a reserved case opens and makes sense, for who holds its key."""
    if key is None:
        return True
    maps = _maps(body, key)
    try:
        case_rows.read_drafts(database, case_id, key)
        for name, identity in database.all("SELECT name, identity FROM attachments WHERE case_id = ?", case_id):
            key.open_json(name), key.open_json(identity)
        return maps is not None and _facts_agree(database, case_id, maps) and bool(case_rows.from_maps(maps))
    except ValueError:
        return False


def _facts_agree(database: Database, case_id: str, maps: Maps) -> bool:
    said = maps[Part.CASE]
    facts = database.one("SELECT reference, opened_at, status FROM cases WHERE id = ?", case_id)
    return (
        facts == tuple(said.get(key, {}).get("v") for key in ("reference", "opened_at", "status"))
        and {entry_key(path) for path in maps[Part.ANSWERS]} - {None} <= set(maps[Part.ENTRIES])
    )


def events_agree(database: Database, keys: Keyring) -> bool:
    """Whether the events of every case are those that the audit chain sealed, in their order.

    What is reserved to others is compared by kind, moment and worker. Those of an erased case are gone.
    """
    mine = keys.mine()
    closed = {row[0] for row in database.all("SELECT id FROM cases WHERE recipient IS NOT NULL")} - mine.keys()
    sealed = database.each(
        'SELECT case_id, action, moment, user, digest FROM audit WHERE digest IS NOT NULL '
        "AND case_id NOT IN (SELECT case_id FROM erased WHERE path = '') ORDER BY case_id, seq"
    )
    held = database.each(f"SELECT {EVENT_COLUMNS} FROM events ORDER BY case_id, seq")
    for row, noted in zip_longest(held, sealed):
        if row is None or noted is None or (row[1], row[2], row[3], row[4]) != noted[:4]:
            return False
        if row[1] in closed:
            if not is_sealed(row[5]):
                return False
        elif open_event(row, mine.get(row[1])).digest() != noted[4]:
            return False
    return True


def index_agrees(database: Database) -> bool:
    """Whether every case that is open to all is found by its reference, its name and its searched answers as they are,
    and nothing else is found."""
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
    return name == case_name(answers) and indexed == (reference, name, indexed_words(answers))
