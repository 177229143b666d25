"""The list of cases: a page at a time, found by words, reserved ones among them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

from caselink.domain.case import CaseStatus
from caselink.domain.needs import NeedState
from caselink.vault.database import Database
from caselink.vault.parts import Part
from caselink.vault.records import danger_mark
from caselink.vault.reserved.heads import CaseHead, ReservedHeads
from caselink.vault.retention import held_cases
from caselink.vault.search import query

_HEAD: Final = "number, id, reference, name, status, changed_at"
_BEHIND_ALL: Final = "\U0010ffff"
MANY: Final = 1_000
"""Cases found, from which on the next ones are looked at instead of all, and which are counted no further: somebody who
types the first letters of a name waits for rows, not for a number."""
_AT_ONCE: Final = 400
_STEPS: Final = 5


def case_page(
    database: Database, reserved: ReservedHeads, search: str, limit: int, after: str | None
) -> list[CaseHead]:
    """See `Vault.case_page`; raises ValueError where a row is not what was written."""
    page = [head_of(database, row) for row in _rows(database, query(search), limit, after or _BEHIND_ALL)]
    page += [head for head in reserved.matching(search) if after is None or head.reference < after]
    held = held_cases(database)
    shown = sorted(page, key=lambda head: head.reference, reverse=True)[:limit]
    return [replace(head, held=True) if head.id in held else head for head in shown]


def _rows(database: Database, words: str | None, limit: int, before: str) -> list[tuple[str, ...]]:
    """The next cases by reference, the last first, of those that the words find."""
    if words is None:
        return [row[1:] for row in _next_cases(database, before, limit)]
    if _count(database, words) == MANY and (found := _among_the_next(database, words, limit, before)) is not None:
        return found
    sql = (
        f"SELECT {_HEAD} FROM cases WHERE recipient IS NULL AND reference < ? AND number IN "
        "(SELECT rowid FROM search WHERE search MATCH ?) ORDER BY reference DESC LIMIT ?"
    )
    return [row[1:] for row in database.all(sql, before, words, limit)]


def _among_the_next(database: Database, words: str, limit: int, before: str) -> list[tuple[str, ...]] | None:
    """A full page of them, from the next few hundred cases: where many are found that is faster than sorting all.

    None where these few hundred hold no full page.
    """
    found: list[tuple[str, ...]] = []
    for _step in range(_STEPS):
        cases = _next_cases(database, before, _AT_ONCE)
        if not cases:
            return found
        numbers = [case[0] for case in cases]
        matching = database.all(
            "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?", words, min(numbers), max(numbers)
        )
        rowids = {row[0] for row in matching}
        found += [case[1:] for case in cases if case[0] in rowids]
        if len(found) >= limit:
            return found[:limit]
        before = cases[-1][2]
    return None


def _next_cases(database: Database, before: str, limit: int) -> list[tuple[Any, ...]]:
    sql = f"SELECT {_HEAD} FROM cases WHERE recipient IS NULL AND reference < ? ORDER BY reference DESC LIMIT ?"
    return database.all(sql, before, limit)


def _count(database: Database, words: str) -> int:
    """How many they find, `MANY` where it is more."""
    row = database.one("SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)", words, MANY)
    return 0 if row is None else int(row[0])


def count_cases(database: Database, reserved: ReservedHeads, search: str) -> int:
    """How many cases match that this worker may see, of a search `MANY` at most; an empty search matches all."""
    words = query(search)
    hidden = len(reserved.matching(search))
    if words is not None:
        return min(_count(database, words) + hidden, MANY)
    row = database.one("SELECT (SELECT count(*) FROM cases) - (SELECT count(DISTINCT case_id) FROM case_keys)")
    return (0 if row is None else int(row[0])) + hidden


def head_of(database: Database, row: tuple[str, ...]) -> CaseHead:
    """The line of a case that is open to all: id, reference, name, status and moment of its row, and what its records
    say of needs and danger. Raises ValueError where one is not what was written."""
    case_id, reference, name, status, changed_at = row
    records = database.all(
        "SELECT part, key, body FROM records WHERE owner = ? AND part IN (?, ?)",
        case_id, Part.NEEDS.value, Part.ASSESSMENTS.value,
    )
    needs = {key: NeedState(json.loads(body)["state"]) for part, key, body in records if part == Part.NEEDS.value}
    made = {key: json.loads(body) for part, key, body in records if part == Part.ASSESSMENTS.value}
    return CaseHead(case_id, reference, name, CaseStatus(status), changed_at, needs, danger_mark(made))
