"""What is due for a case, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class DeadlineKind(StrEnum):
    """Where a deadline comes from."""

    PERMIT = "permit"
    PROTECTION_ORDER = "protection_order"
    HEARING = "hearing"
    EMERGENCY_PHONE = "emergency_phone"
    END_OF_SHELTER = "end_of_shelter"
    ANSWER_DUE = "answer_due"
    NEED_DUE = "need_due"
    NEXT_STEP = "next_step"
    CONSENT_END = "consent_end"
    DANGER_REVIEW = "danger_review"
    CASE_REVIEW = "case_review"
    ASK_AGAIN = "ask_again"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing that is due. `source` is the path or record that it follows from; `at` is in the office's zone.

    `item` names the need, `partner` the short name of the agency and `text` the words that it is about, where there are
    any. `owner` is who of the office sees to it, None for the whole office.
    """

    id: str
    case_id: str
    case: str
    kind: DeadlineKind
    on: date
    source: str
    at: time | None = None
    item: str = ""
    partner: str = ""
    text: str = ""
    owner: str | None = None
    snoozed_until: date | None = None
    reason: str = ""

    @property
    def shows_on(self) -> date:
        """The day on which it wants to be looked at: its own, or a later one that somebody put it off to."""
        return self.on if self.snoozed_until is None else max(self.on, self.snoozed_until)

    def overdue(self, today: date) -> bool:
        """Whether its day is past, and the day that it was put off to."""
        return self.shows_on < today
