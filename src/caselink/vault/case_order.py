"""The list of cases in another order than that of their references: read as a whole, then a page of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

from caselink.domain.case import CaseStatus
from caselink.domain.needs import NeedState
from caselink.names.folding import sorting_key
from caselink.vault.caseload import need_states
from caselink.vault.database import Database
from caselink.vault.parts import Part
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


def ordered_page(
    database: Database, reserved: ReservedHeads, search: str, order: CaseOrder, items: Collection[str], *,
    descending: bool, first: int, count: int,
) -> list[CaseHead]:
    """See `Vault.ordered_cases`; raises ValueError where a row is not what was written."""
    hidden = {head.id: head for head in reserved.matching(search)}
    to_do = _to_do(database, items) if order is CaseOrder.TO_DO else {}
    keyed = [(_key(order, raw, to_do.get(case_id, 0)), case_id) for case_id, raw in _found(database, search, order)]
    keyed += [
        (_key(order, getattr(head, order.value, ""), _count(head, items)), head.id) for head in hidden.values()
    ]
    keyed.sort(reverse=descending)
    held = held_cases(database)
    heads = [hidden.get(case_id) or _head(database, case_id) for _key_of, case_id in keyed[first : first + count]]
    return [replace(head, held=True) if head.id in held else head for head in heads]


def _found(database: Database, search: str, order: CaseOrder) -> list[tuple[str, str]]:
    words = query(search)
    column = "reference" if order is CaseOrder.TO_DO else order.value
    sql = f"SELECT id, {column} FROM cases WHERE recipient IS NULL"
    if words is None:
        return database.all(sql)
    return database.all(f"{sql} AND number IN (SELECT rowid FROM search WHERE search MATCH ?)", words)


def _key(order: CaseOrder, raw: str, to_do: int) -> tuple[object, ...]:
    if order is CaseOrder.NAME:
        return sorting_key(raw)
    return (to_do,) if order is CaseOrder.TO_DO else (raw,)


def _to_do(database: Database, items: Collection[str]) -> dict[str, int]:
    asked = ", ".join("?" for _item in items)
    return dict(database.all(
        f"SELECT owner, count(*) FROM records WHERE part = ? AND body ->> '$.state' = ? AND key IN ({asked}) "
        "GROUP BY owner", Part.NEEDS.value, NeedState.TO_DO.value, *items,
    ))


def _count(head: CaseHead, items: Collection[str]) -> int:
    return sum(head.needs.get(item) is NeedState.TO_DO for item in items)


def _head(database: Database, case_id: str) -> CaseHead:
    row = database.one("SELECT reference, name, status, changed_at FROM cases WHERE id = ?", case_id)
    if row is None:
        raise ValueError("a case that was just there has no row")
    reference, name, status, changed_at = row
    return CaseHead(case_id, reference, name, CaseStatus(status), changed_at, need_states(database, case_id))
