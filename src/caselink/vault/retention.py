"""Which cases have rested for long, read from the rows alone: no case is loaded for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from caselink.domain.events import NO_CONTACT, NOON, EventKind
from caselink.vault.database import Database
from caselink.vault.parts import Part
from caselink.vault.reserved.heads import ReservedHeads

_NO_CONTACT: Final = ", ".join(f"'{kind.value}'" for kind in sorted(NO_CONTACT))
_CONTACT: Final = (
    "max(opened_at, coalesce((SELECT max(at) FROM events WHERE case_id = cases.id AND kind NOT IN "
    f"({_NO_CONTACT})), ''), coalesce((SELECT max(body ->> '$.on') || '{NOON}' FROM records "
    f"WHERE owner = cases.id AND part = '{Part.ENCOUNTERS.value}'), ''))"
)
"""When somebody was last in contact with her: the case was opened, she was met or heard, she agreed or withdrew,
something left. Answers that were noted or corrected are none."""


@dataclass(frozen=True, slots=True)
class RestingCase:
    """A case without contact for long; moments are in UTC (ISO 8601), `reviewed_at` empty where it never was."""

    id: str
    reference: str
    name: str
    contact_at: str
    reviewed_at: str


def resting_cases(database: Database, reserved: ReservedHeads, before: str) -> list[RestingCase]:
    """The cases that this worker may see, last in contact and reviewed before that moment (UTC, as the rows hold it)
    and under no legal hold, by reference."""
    heads = {head.id: head for head in reserved.all()}
    rows = database.all(
        f"SELECT id, reference, name, recipient IS NOT NULL, {_CONTACT} FROM cases WHERE opened_at < ?", before
    )
    held, reviewed, resting = held_cases(database), _reviewed(database), []
    for case_id, reference, name, is_reserved, at in rows:
        head, contact = heads.get(case_id), str(at)
        if is_reserved and head is None:
            continue
        if head is not None:
            contact = max(contact, f"{head.seen_on}{NOON}" if head.seen_on else "")
        if contact < before and case_id not in held and reviewed.get(case_id, "") < before:
            shown = name if head is None else head.name
            resting.append(RestingCase(case_id, reference, shown, contact, reviewed.get(case_id, "")))
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
