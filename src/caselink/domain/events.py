"""Append-only events of a case: consents, withdrawals, legal grounds, names never to inform, what left, and what was
decided about keeping the case.

The digest of each stands in the audit chain (decision 30), so that an older page of the database put back can't undo a
withdrawal unseen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from caselink.domain.answers import Json


class EventKind(StrEnum):
    """What happened. The bodies are read and written by `consent/events.py`, `services/register.py` and
    `services/retention.py`."""

    CONSENT_GIVEN = "consent_given"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    LEGAL_GROUND = "legal_ground"
    LEGAL_GROUND_ENDED = "legal_ground_ended"
    NEVER_INFORM = "never_inform"
    NEVER_INFORM_LIFTED = "never_inform_lifted"
    LEFT = "left"
    HOLD_SET = "hold_set"
    HOLD_LIFTED = "hold_lifted"
    REVIEWED = "reviewed"
    EXPORTED = "exported"


KEEPING: Final = frozenset({EventKind.HOLD_SET, EventKind.HOLD_LIFTED, EventKind.REVIEWED})
"""Decisions about keeping a case: they say nothing about sharing, and are no contact with the person."""
NO_CONTACT: Final = KEEPING | {EventKind.EXPORTED}
"""What is done about a case without any contact with the person."""
NOON: Final = "T12:00:00.000+00:00"
"""What makes a moment (UTC) of a day of which no hour is known."""


@dataclass(frozen=True, slots=True)
class Event:
    """One fact that is never changed. `at` is a moment in UTC (ISO 8601), `by` the worker who recorded it.

    `too_early` says of an event that was read that its moment has not come: a clock far ahead dated it, and the day was
    taken back since. It is no part of the fact.
    """

    id: str
    case_id: str
    kind: EventKind
    at: str
    by: str
    body: Mapping[str, Json]
    too_early: bool = field(default=False, compare=False)

    def digest(self) -> str:
        """SHA-256 (hex) over the whole event in one canonical spelling."""
        spelled = json.dumps(
            [self.id, self.case_id, self.kind.value, self.at, self.by, dict(self.body)],
            ensure_ascii=False, sort_keys=True, separators=(",", ":"),
        )
        return hashlib.sha256(spelled.encode("utf-8", "surrogatepass")).hexdigest()


def standing_hold(events: Collection[Event]) -> Event | None:
    """The legal hold that the case of these events is under: set, and not lifted."""
    lifted = {event.body.get("hold") for event in events if event.kind is EventKind.HOLD_LIFTED}
    return next((event for event in events if event.kind is EventKind.HOLD_SET and event.id not in lifted), None)
