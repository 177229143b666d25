"""Who wrote something down, and when."""

from __future__ import annotations

from dataclasses import replace

from caselink.domain.answers import Answer
from caselink.services.office import Office


def utc_now(office: Office) -> str:
    """This moment in the office's vault in UTC, ISO 8601, to the second."""
    return office.vault.clock.now().isoformat(timespec="seconds")


def stamped(office: Office, answer: Answer) -> Answer:
    """The answer with this worker and this moment."""
    return replace(answer, recorded_by=office.user, recorded_at=utc_now(office))
