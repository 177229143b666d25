"""Taking back: what a worker's last change did, and what stands there instead once it is taken back.

Nothing of the history is rewritten: taking back is a change of its own. What somebody changed since stays.
"""

from __future__ import annotations

from dataclasses import dataclass

from caselink.vault.document import CaseDocument, Maps, Nature, Record
from caselink.vault.parts import UNDOABLE, Part


@dataclass(frozen=True, slots=True)
class Plan:
    """The change that is taken back, and the records to write for it."""

    change: str
    records: tuple[tuple[Part, str, Record | None], ...]


def plan_undo(document: CaseDocument, user: str) -> Plan | None:
    """How to take back this worker's last change of answers, entries or needs; None where there is none left.

    A change of which everything was erased since is none any more.
    """
    steps = document.history()
    undone = {step.stamp.undoes for step in steps}
    mine = [
        step for step in steps
        if step.stamp.by == user and step.stamp.nature is Nature.CHANGE and step.stamp.change not in undone
    ]
    for change in dict.fromkeys(step.stamp.change for step in mine):
        steps_of_it = [step for step in mine if step.stamp.change == change]
        before, after = document.maps_at(steps_of_it[-1].before), document.maps_at(steps_of_it[0].after)
        if before != after or before is None:
            records = () if before is None or after is None else _records(before, after, document.maps())
            return Plan(change, records) if records else None
    return None


def _records(before: Maps, after: Maps, now: Maps) -> tuple[tuple[Part, str, Record | None], ...]:
    wanted = [
        (part, key, before[part].get(key))
        for part in UNDOABLE
        for key in sorted(before[part].keys() | after[part].keys())
        if before[part].get(key) != after[part].get(key) == now[part].get(key)
    ]
    return tuple(_without_strays(wanted, now))


def _without_strays(
    wanted: list[tuple[Part, str, Record | None]], now: Maps
) -> list[tuple[Part, str, Record | None]]:
    """Leave out what would part an answer from its entry: one of the two was changed by somebody since."""
    answers, entries = set(now[Part.ANSWERS]), set(now[Part.ENTRIES])
    for part, key, record in wanted:
        held = {Part.ANSWERS: answers, Part.ENTRIES: entries}.get(part)
        if held is not None:
            (held.discard if record is None else held.add)(key)
    needed = {entry_key(path) for path in answers} - {None}
    kept = []
    for part, key, record in wanted:
        entry = entry_key(key) if part is Part.ANSWERS else None
        stray_answer = record is not None and entry is not None and entry not in entries
        needed_entry = part is Part.ENTRIES and record is None and key in needed
        if not stray_answer and not needed_entry:
            kept.append((part, key, record))
    return kept


def entry_key(path: str) -> str | None:
    """`children/<entry>` for the path of an answer in an entry, None for one outside."""
    parts = path.split(".")
    return f"{parts[0]}/{parts[1]}" if len(parts) == 3 else None
