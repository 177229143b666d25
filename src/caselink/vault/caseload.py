"""The list of cases: a page at a time, found by words, reserved ones among them, and the next free reference."""

from __future__ import annotations

from dataclasses import replace

from caselink.domain.case import CaseStatus
from caselink.domain.needs import NeedState
from caselink.vault.database import Database
from caselink.vault.erasing import was_erased
from caselink.vault.keeping import held_cases
from caselink.vault.parts import Part
from caselink.vault.reserved_heads import CaseHead, ReservedHeads
from caselink.vault.search import query


def case_page(
    database: Database, reserved: ReservedHeads, search: str, limit: int, after: str | None
) -> list[CaseHead]:
    """See `Vault.case_page`; raises ValueError where a row is not what was written."""
    conditions, values = ["recipient IS NULL"], []
    if (words := query(search)) is not None:
        conditions.append("number IN (SELECT rowid FROM search WHERE search MATCH ?)")
        values.append(words)
    if after is not None:
        conditions.append("reference < ?")
        values.append(after)
    where = " AND ".join(conditions)
    sql = f"SELECT id, reference, name, status, changed_at FROM cases WHERE {where} ORDER BY reference DESC LIMIT ?"
    page = [
        CaseHead(case_id, reference, name, CaseStatus(status), changed_at, _need_states(database, case_id))
        for case_id, reference, name, status, changed_at in database.all(sql, *values, limit)
    ]
    page += [head for head in reserved.matching(search) if after is None or head.reference < after]
    held = held_cases(database)
    shown = sorted(page, key=lambda head: head.reference, reverse=True)[:limit]
    return [replace(head, held=True) if head.id in held else head for head in shown]


def count_cases(database: Database, reserved: ReservedHeads, search: str) -> int:
    """How many cases match that this worker may see; an empty search matches all."""
    words = query(search)
    if words is None:
        row = database.one("SELECT (SELECT count(*) FROM cases) - (SELECT count(DISTINCT case_id) FROM case_keys)")
    else:
        row = database.one("SELECT count(*) FROM search WHERE search MATCH ?", words)
    return (0 if row is None else int(row[0])) + len(reserved.matching(search))


def next_reference(database: Database, year: int) -> str:
    """The first free reference of that year after the last one; none that an erased case bore."""
    row = database.one(
        "SELECT max(CAST(substr(reference, 6) AS INTEGER)) FROM cases "
        "WHERE reference GLOB ? AND length(reference) < 15", f"{year:04d}-[0-9]*",
    )
    following = 1 if row is None or row[0] is None else int(row[0]) + 1
    while _is_taken(database, f"{year:04d}-{following:04d}"):
        following += 1
    return f"{year:04d}-{following:04d}"


def _is_taken(database: Database, reference: str) -> bool:
    return database.one("SELECT 1 FROM cases WHERE reference = ?", reference) is not None or was_erased(
        database, reference
    )


def _need_states(database: Database, case_id: str) -> dict[str, NeedState]:
    rows = database.all(
        "SELECT key, body ->> '$.state' FROM records WHERE owner = ? AND part = ?", case_id, Part.NEEDS.value
    )
    return {item: NeedState(state) for item, state in rows}
