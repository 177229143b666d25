"""Append-only events of a case: consents, withdrawals, legal grounds, names never to inform, what left.

The digest of each stands in the audit chain (decision 6), so that an older page of the database put back can't undo a
withdrawal unseen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from caselink.domain.answers import Json


class EventKind(StrEnum):
    """What happened. The bodies are read and written by `forms/grounds.py` and `services/register.py`."""

    CONSENT_GIVEN = "consent_given"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    LEGAL_GROUND = "legal_ground"
    LEGAL_GROUND_ENDED = "legal_ground_ended"
    NEVER_INFORM = "never_inform"
    NEVER_INFORM_LIFTED = "never_inform_lifted"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Event:
    """One fact that is never changed. `at` is a moment in UTC (ISO 8601), `by` the worker who recorded it."""

    id: str
    case_id: str
    kind: EventKind
    at: str
    by: str
    body: Mapping[str, Json]

    def digest(self) -> str:
        """SHA-256 (hex) over the whole event in one canonical spelling."""
        spelled = json.dumps(
            [self.id, self.case_id, self.kind.value, self.at, self.by, dict(self.body)],
            ensure_ascii=False, sort_keys=True, separators=(",", ":"),
        )
        return hashlib.sha256(spelled.encode("utf-8", "surrogatepass")).hexdigest()
