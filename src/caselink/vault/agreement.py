"""Whether what is written twice says the same: documents and rows, rows and search index."""

from __future__ import annotations

from collections.abc import Iterator

from caselink.vault.database import Database
from caselink.vault.document import CaseDocument, DamagedDocument, Maps, Part, digest
from caselink.vault.records import ANSWER_COLUMNS, NEED_COLUMNS, answer_row, need_row
from caselink.vault.search import case_name, indexed_words, searched_answers
from caselink.vault.undoing import entry_key


def documents_agree(database: Database) -> Iterator[bool]:
    """For each case, whether its document is whole and says what its rows say. Holds one case at a time."""
    for case_id, body, noted in database.each("SELECT case_id, body, digest FROM documents"):
        try:
            maps = CaseDocument.load(body).maps() if digest(body) == noted else None
        except DamagedDocument:
            maps = None
        yield maps is not None and _agrees(database, str(case_id), maps)


def _agrees(database: Database, case_id: str, maps: Maps) -> bool:
    facts = database.one("SELECT reference, opened_at, status FROM cases WHERE id = ?", case_id)
    answers = database.all(f"SELECT {ANSWER_COLUMNS} FROM answers WHERE case_id = ?", case_id)
    entries = database.all("SELECT section || '/' || entry, position FROM entries WHERE case_id = ?", case_id)
    needs = database.all(f"SELECT {NEED_COLUMNS} FROM needs WHERE case_id = ?", case_id)
    said = maps[Part.CASE]
    return (
        facts == tuple(said.get(key, {}).get("v") for key in ("reference", "opened_at", "status"))
        and {row[0]: tuple(row[1:]) for row in answers}
        == {path: answer_row(record) for path, record in maps[Part.ANSWERS].items()}
        and dict(entries) == {key: record["position"] for key, record in maps[Part.ENTRIES].items()}
        and {row[0]: tuple(row[1:]) for row in needs}
        == {item: need_row(record) for item, record in maps[Part.NEEDS].items()}
        and {entry_key(path) for path in maps[Part.ANSWERS]} - {None} <= set(maps[Part.ENTRIES])
    )


def index_agrees(database: Database) -> bool:
    """Whether every case is found by its reference, its name and its searched answers as they are, and by no others."""
    if database.one("SELECT count(*) FROM search") != database.one("SELECT count(*) FROM cases"):
        return False
    return all(
        _is_indexed(database, *row)
        for row in database.each("SELECT number, id, reference, name FROM cases")
    )


def _is_indexed(database: Database, number: int, case_id: str, reference: str, name: str) -> bool:
    answers = searched_answers(database, case_id)
    indexed = database.one("SELECT reference, name, words FROM search WHERE rowid = ?", number)
    return name == case_name(answers) and indexed == (reference, name, indexed_words(answers))
