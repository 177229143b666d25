"""Which cases have rested for long, read from the rows alone: no case is loaded for it."""

from __future__ import annotations

from dataclasses import dataclass

from caselink.domain.events import EventKind
from caselink.vault.database import Database
from caselink.vault.reserved.heads import ReservedHeads


@dataclass(frozen=True, slots=True)
class RestingCase:
    """A case that nobody changed for long; moments are in UTC (ISO 8601), `reviewed_at` empty where it never was."""

    id: str
    reference: str
    name: str
    changed_at: str
    reviewed_at: str


def resting_cases(database: Database, reserved: ReservedHeads, before: str) -> list[RestingCase]:
    """The cases that this worker may see, last changed and reviewed before that moment (UTC, as the rows hold it) and
    under no legal hold, by reference."""
    rows = database.all(
        "SELECT id, reference, name, changed_at FROM cases WHERE changed_at < ? AND recipient IS NULL", before
    )
    rows += [
        (head.id, head.reference, head.name, head.changed_at) for head in reserved.all() if head.changed_at < before
    ]
    held, reviewed = held_cases(database), _reviewed(database)
    resting = (
        RestingCase(case_id, reference, name, changed_at, reviewed.get(case_id, ""))
        for case_id, reference, name, changed_at in rows
        if case_id not in held and reviewed.get(case_id, "") < before
    )
    return sorted(resting, key=lambda case: case.reference)


def _reviewed(database: Database) -> dict[str, str]:
    rows = database.all(
        "SELECT case_id, max(at) FROM events WHERE kind = ? GROUP BY case_id", EventKind.REVIEWED.value
    )
    return {str(case_id): str(at) for case_id, at in rows}


def held_cases(database: Database) -> set[str]:
    """The cases under a legal hold: the last of the holds set and lifted is one set. Reserved ones say it too."""
    rows = database.all(
        "SELECT case_id, kind FROM events WHERE kind IN (?, ?) ORDER BY seq, seat",
        EventKind.HOLD_SET.value, EventKind.HOLD_LIFTED.value,
    )
    last = {str(case_id): str(kind) for case_id, kind in rows}
    return {case_id for case_id, kind in last.items() if kind == EventKind.HOLD_SET.value}
