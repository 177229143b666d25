"""Events of cases in their rows: appended beside their row of the audit trail, read in the order of that trail."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from caselink.domain.events import NO_CONTACT, Event, EventKind
from caselink.vault.database import Database, Row
from caselink.vault.ids import new_id
from caselink.vault.records import EVENT_COLUMNS
from caselink.vault.reserved import tally
from caselink.vault.reserved.keyring import SEALED_EVENT, CaseKey, Keyring, is_sealed, open_event, sealed_event

_ORDER = "ORDER BY seq, seat"
_NEWEST = "ORDER BY seq DESC, seat DESC"


def insert_event(
    database: Database, event: Event, seal: tuple[str, int], body: str, key: CaseKey | None, *, told: str,
    changed_at: str,
) -> None:
    """Append an event beside its row of the audit trail (seat and number), with the moment that this tells. The case
    was `changed_at` then, but what a worker decides about keeping it is no contact with the person it is about."""
    row_id, kind, kept = event.id, event.kind.value, body
    if key is not None:
        row_id = new_id()
        kind, kept = sealed_event(key, event, body)
    database.run(
        f"INSERT INTO events (seat, seq, {EVENT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        *seal, row_id, event.case_id, kind, told, event.by, kept,
    )
    tally.note_event(database, key, event, seal)
    if event.kind not in NO_CONTACT:
        database.run("UPDATE cases SET changed_at = ? WHERE id = ?", changed_at, event.case_id)


def events_of_case(database: Database, case_id: str, key: CaseKey | None) -> tuple[Event, ...]:
    """All events of a case; raises ValueError where one is not what was written."""
    rows = database.all(f"SELECT {EVENT_COLUMNS} FROM events WHERE case_id = ? {_ORDER}", case_id)
    return tuple(open_event(row, key) for row in rows)


def events_of_kinds(
    database: Database, keys: Keyring, kinds: Collection[EventKind], case_id: str | None = None,
    among: Collection[str] | None = None,
) -> list[Event]:
    """The events of these kinds that this worker may see, of one case, of those cases or of all, in their order.

    Raises UserError for a case that is reserved to others, ValueError where an event is not what was written.
    """
    if case_id is not None:
        key = keys.key_of(case_id)
        events = list(events_of_case(database, case_id, key)) if key is not None else _opened(
            _rows(database, kinds, case_id), {}
        )
    else:
        events = _opened(_rows(database, kinds, among=among), keys.mine())
    return [event for event in events if event.kind in kinds]


def newest_of_kind(
    database: Database, keys: Keyring, kind: EventKind, count: int
) -> tuple[list[Event], int]:
    """The last events of that kind that this worker may see, newest first, and how many there are in all.

    Raises as `events_of_kinds`.
    """
    rows = database.all(
        f"SELECT seq, seat, {EVENT_COLUMNS} FROM events WHERE kind = ? {_NEWEST} LIMIT ?", kind.value, count
    )
    total = int(database.all("SELECT count(*) FROM events WHERE kind = ?", kind.value)[0][0])
    sealed = _sealed_of_kind(database, keys, kind)
    events = sorted([(row[:2], open_event(row[2:], None)) for row in rows] + sealed, key=lambda each: each[0])
    return [event for _place, event in reversed(events)][:count], total + len(sealed)


def _sealed_of_kind(database: Database, keys: Keyring, kind: EventKind) -> list[tuple[Row, Event]]:
    """Those of this worker's reserved cases, whose kind only opening them tells, each with its place in the order."""
    mine = keys.mine()
    if not mine:
        return []
    rows = database.all(f"SELECT seq, seat, {EVENT_COLUMNS} FROM events WHERE kind = ?", SEALED_EVENT)
    opened = [(row[:2], open_event(row[2:], mine[row[3]])) for row in rows if row[3] in mine]
    return [(place, event) for place, event in opened if event.kind is kind]


def _opened(rows: Iterable[Row], mine: Mapping[str, CaseKey]) -> list[Event]:
    return [open_event(row, mine.get(row[1])) for row in rows if row[1] in mine or not is_sealed(row[5])]


def _rows(
    database: Database, kinds: Iterable[EventKind], case_id: str | None = None, among: Collection[str] | None = None
) -> list[Row]:
    """Those of these kinds, and all whose kind is hidden."""
    named = ", ".join(f"'{kind}'" for kind in (*(kind.value for kind in kinds), SEALED_EVENT))
    parameters = tuple(among or ()) if case_id is None else (case_id,)
    if case_id is None and among is None:
        return database.all(f"SELECT {EVENT_COLUMNS} FROM events WHERE kind IN ({named}) {_ORDER}")
    # SQLite would rather read all events of these kinds, of a hundred thousand cases for a page of fifty.
    return database.all(
        f"SELECT {EVENT_COLUMNS} FROM events INDEXED BY events_of_case WHERE case_id IN "
        f"({', '.join('?' * len(parameters))}) AND kind IN ({named}) {_ORDER}", *parameters
    )
