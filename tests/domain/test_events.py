"""The legal hold of a case is the one that was set and not lifted."""

from __future__ import annotations

from caselink.domain.events import Event, EventKind, standing_hold


def event(name: str, kind: EventKind, **body: str) -> Event:
    return Event(name, "case", kind, "2026-01-01T00:00:00.000+00:00", "solene", body)


def test_a_hold_stands_until_it_is_lifted_whichever_came_first() -> None:
    first, second = event("h1", EventKind.HOLD_SET), event("h2", EventKind.HOLD_SET)
    lifts_first = event("l1", EventKind.HOLD_LIFTED, hold="h1")
    assert standing_hold([]) is None
    assert standing_hold([first]) == first
    assert standing_hold([first, lifts_first]) is None
    assert standing_hold([lifts_first, first]) is None, "two copies may have been merged"
    assert standing_hold([first, lifts_first, second]) == second
    assert standing_hold([event("r", EventKind.REVIEWED), first, event("l2", EventKind.HOLD_LIFTED)]) == first
