"""The list of cases: a page at a time, found by words, reserved ones among them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from caselink.domain.case import CaseStatus
from caselink.domain.needs import NeedState
from caselink.vault.database import Database
from caselink.vault.document import Record
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


def case_page(
    database: Database, reserved: ReservedHeads, search: str, limit: int, after: str | None
) -> list[CaseHead]:
    """See `Vault.case_page`; raises ValueError where a row is not what was written."""
    page = heads_from(database, _rows(database, query(search), limit, after or _BEHIND_ALL))
    page += [head for head in reserved.matching(search) if after is None or head.reference < after]
    held = held_cases(database)
    shown = sorted(page, key=lambda head: head.reference, reverse=True)[:limit]
    return [replace(head, held=True) if head.id in held else head for head in shown]


def _rows(database: Database, words: str | None, limit: int, before: str) -> list[tuple[str, ...]]:
    """The next cases by reference, the last first, of those that the words find."""
    if words is None:
        return [row[1:] for row in _next_cases(database, before, limit)]
    are_many = _count(database, words) == MANY
    if are_many and (found := _among_the_next(database, words, limit, before)) is not None:
        return found
    number = "+number" if are_many else "number"  # the plus has SQLite walk along the references: it sorts none then
    sql = (
        f"SELECT {_HEAD} FROM cases WHERE recipient IS NULL AND reference < ? AND {number} IN "
        "(SELECT rowid FROM search WHERE search MATCH ?) ORDER BY reference DESC LIMIT ?"
    )
    return [row[1:] for row in database.all(sql, before, words, limit)]


def _among_the_next(database: Database, words: str, limit: int, before: str) -> list[tuple[str, ...]] | None:
    """A full page of them, or the last one, from the next few hundred cases: where half of all are found, say, nothing
    is read of the others. None where these few hundred hold no full page.
    """
    cases = _next_cases(database, before, _AT_ONCE)
    if not cases:
        return []
    numbers = [case[0] for case in cases]
    matching = database.all(
        "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?", words, min(numbers), max(numbers)
    )
    rowids = {row[0] for row in matching}
    found = [case[1:] for case in cases if case[0] in rowids]
    return found[:limit] if len(found) >= limit or len(cases) < _AT_ONCE else None


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


def heads_from(database: Database, rows: Sequence[tuple[str, ...]]) -> list[CaseHead]:
    """The lines of cases that are open to all, in that order: id, reference, name, status and moment of their rows, and
    what their records say of needs and danger. Raises ValueError where one is not what was written."""
    heads: list[CaseHead] = []
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        needs: dict[str, dict[str, NeedState]] = {row[0]: {} for row in some}
        made: dict[str, dict[str, Record]] = {row[0]: {} for row in some}
        records = database.all(
            f"SELECT owner, part, key, body FROM records WHERE owner IN ({', '.join('?' * len(some))}) "
            "AND part IN (?, ?)", *needs, Part.NEEDS.value, Part.ASSESSMENTS.value,
        )
        bodies = json.loads(f"[{','.join(row[3] for row in records)}]")  # all at once: a third of the time
        for (owner, part, key, _body), body in zip(records, bodies, strict=True):
            if part == Part.NEEDS.value:
                needs[owner][key] = NeedState(body["state"])
            else:
                made[owner][key] = body
        heads += [
            CaseHead(
                case_id, reference, name, CaseStatus(status), changed_at, needs[case_id], danger_mark(made[case_id])
            )
            for case_id, reference, name, status, changed_at in some
        ]
    return heads
