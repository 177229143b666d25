"""Who wrote something down, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from caselink.domain.answers import Answer
from caselink.services.office import Office


def utc_now() -> str:
    """This moment in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def stamped(office: Office, answer: Answer) -> Answer:
    """The answer with this worker and this moment."""
    return replace(answer, recorded_by=office.user, recorded_at=utc_now())
