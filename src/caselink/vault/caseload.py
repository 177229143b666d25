"""The list of cases: a page at a time, found by words, and the next free reference."""

from __future__ import annotations

from dataclasses import dataclass

from caselink.domain.case import CaseStatus
from caselink.domain.needs import NeedState
from caselink.vault.database import Database
from caselink.vault.search import query


@dataclass(frozen=True, slots=True)
class CaseHead:
    """A line of the caseload. `changed_at` is a moment in UTC (ISO 8601)."""

    id: str
    reference: str
    name: str
    status: CaseStatus
    changed_at: str
    needs: dict[str, NeedState]


def case_page(database: Database, search: str, limit: int, after: str | None) -> list[CaseHead]:
    """See `Vault.case_page`; raises ValueError where a row is not what was written."""
    conditions, values = [], []
    if (words := query(search)) is not None:
        conditions.append("number IN (SELECT rowid FROM search WHERE search MATCH ?)")
        values.append(words)
    if after is not None:
        conditions.append("reference < ?")
        values.append(after)
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    sql = f"SELECT id, reference, name, status, changed_at FROM cases {where} ORDER BY reference DESC LIMIT ?"
    return [
        CaseHead(case_id, reference, name, CaseStatus(status), changed_at, _need_states(database, case_id))
        for case_id, reference, name, status, changed_at in database.all(sql, *values, limit)
    ]


def count_cases(database: Database, search: str) -> int:
    """How many cases match; an empty search matches all."""
    words = query(search)
    if words is None:
        row = database.one("SELECT count(*) FROM cases")
    else:
        row = database.one("SELECT count(*) FROM search WHERE search MATCH ?", words)
    return 0 if row is None else int(row[0])


def next_reference(database: Database, year: int) -> str:
    """The first free reference of that year after the last one."""
    row = database.one(
        "SELECT max(CAST(substr(reference, 6) AS INTEGER)) FROM cases "
        "WHERE reference GLOB ? AND length(reference) < 15", f"{year:04d}-[0-9]*",
    )
    following = 1 if row is None or row[0] is None else int(row[0]) + 1
    while database.one("SELECT 1 FROM cases WHERE reference = ?", f"{year:04d}-{following:04d}"):
        following += 1
    return f"{year:04d}-{following:04d}"


def _need_states(database: Database, case_id: str) -> dict[str, NeedState]:
    rows = database.all("SELECT item, state FROM needs WHERE case_id = ?", case_id)
    return {item: NeedState(state) for item, state in rows}
