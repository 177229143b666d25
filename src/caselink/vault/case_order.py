"""The list of cases in another order than that of their references: read as a whole."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from caselink.domain.case import CaseStatus
from caselink.domain.danger import DangerMark, Level
from caselink.domain.needs import NeedState
from caselink.names.folding import sorting_key
from caselink.vault.caseload import heads_from
from caselink.vault.database import Database
from caselink.vault.document import Record
from caselink.vault.parts import Part
from caselink.vault.records import danger_mark
from caselink.vault.reserved.heads import CaseHead, ReservedHeads
from caselink.vault.retention import held_cases
from caselink.vault.search import query


class CaseOrder(StrEnum):
    """What cases are sorted by."""

    REFERENCE = "reference"
    NAME = "name"
    CHANGED = "changed_at"
    TO_DO = "to_do"
    """How many needs are to be done, of those that are asked about."""
    DANGER = "danger"
    """How grave the danger was when it was last assessed; those never assessed come last."""


_COUNTED: Final = frozenset({CaseOrder.TO_DO, CaseOrder.DANGER})
_AT_ONCE: Final = 400
_NEVER: Final = len(Level)
"""Behind every level."""


def ordered(
    database: Database, reserved: ReservedHeads, search: str, order: CaseOrder, items: Collection[str], *,
    descending: bool,
) -> list[tuple[str, CaseStatus]]:
    """See `Vault.cases_in_order`; raises ValueError where a row is not what was written."""
    hidden = {head.id: head for head in reserved.matching(search)}
    counts = _counts(database, order, items)
    otherwise = _NEVER if order is CaseOrder.DANGER else 0
    found = _found(database, search, order)
    keyed = [
        (_key(order, raw, counts.get(case_id, otherwise)), case_id, CaseStatus(status))
        for case_id, raw, status in found
    ]
    keyed += [
        (_key(order, str(getattr(head, order.value, "")), _count(head, order, items)), head.id, head.status)
        for head in hidden.values()
    ]
    keyed.sort(reverse=descending)
    return [(case_id, status) for _key_of, case_id, status in keyed]


def heads_of(database: Database, reserved: ReservedHeads, case_ids: Collection[str]) -> list[CaseHead]:
    """See `Vault.case_heads`; raises ValueError where a row is not what was written."""
    hidden, held = {head.id: head for head in reserved.all()}, held_cases(database)
    rows = _rows(database, [case_id for case_id in case_ids if case_id not in hidden])
    known = hidden | {head.id: head for head in heads_from(database, [*rows])}
    heads = [known[case_id] for case_id in case_ids]
    return [replace(head, held=True) if head.id in held else head for head in heads]


def _found(database: Database, search: str, order: CaseOrder) -> list[tuple[str, str, str]]:
    words = query(search)
    column = "reference" if order in _COUNTED else order.value
    sql = f"SELECT id, {column}, status FROM cases WHERE recipient IS NULL"
    if words is None:
        return database.all(sql)
    return database.all(f"{sql} AND number IN (SELECT rowid FROM search WHERE search MATCH ?)", words)


def _key(order: CaseOrder, raw: str, count: int) -> tuple[object, ...]:
    if order is CaseOrder.NAME:
        return sorting_key(raw)
    return (count,) if order in _COUNTED else (raw,)


def _counts(database: Database, order: CaseOrder, items: Collection[str]) -> dict[str, int]:
    """By case, the number that it is sorted by, where it is sorted by one."""
    if order is CaseOrder.TO_DO:
        return _to_do(database, items)
    return _ranks(database) if order is CaseOrder.DANGER else {}


def _ranks(database: Database) -> dict[str, int]:
    made: dict[str, dict[str, Record]] = {}
    rows = database.each("SELECT owner, key, body FROM records WHERE part = ?", Part.ASSESSMENTS.value)
    for owner, key, body in rows:
        made.setdefault(str(owner), {})[str(key)] = json.loads(body)
    return {owner: _rank(danger_mark(records)) for owner, records in made.items()}


def _rank(mark: DangerMark | None) -> int:
    return _NEVER if mark is None else mark.level.rank


def _to_do(database: Database, items: Collection[str]) -> dict[str, int]:
    asked = ", ".join("?" for _item in items)
    return dict(database.all(
        f"SELECT owner, count(*) FROM records WHERE part = ? AND body ->> '$.state' = ? AND key IN ({asked}) "
        "GROUP BY owner", Part.NEEDS.value, NeedState.TO_DO.value, *items,
    ))


def _count(head: CaseHead, order: CaseOrder, items: Collection[str]) -> int:
    if order is CaseOrder.DANGER:
        return _rank(head.danger)
    return sum(head.needs.get(item) is NeedState.TO_DO for item in items)


def _rows(database: Database, case_ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for first in range(0, len(case_ids), _AT_ONCE):
        some = case_ids[first : first + _AT_ONCE]
        asked = ", ".join("?" * len(some))
        yield from database.all(
            f"SELECT id, reference, name, status, changed_at FROM cases WHERE id IN ({asked})", *some
        )
