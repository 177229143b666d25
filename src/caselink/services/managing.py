"""What the window shows of a case beside its form: status, who may open it, how long it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caselink.domain.case import CaseStatus
from caselink.domain.roles import Role
from caselink.services.closing import to_ask_again
from caselink.services.office import Office
from caselink.services.reserving import reserved_to
from caselink.services.retention import Hold, hold_of, last_contact, review_on
from caselink.services.workers import Worker, workers


@dataclass(frozen=True, slots=True)
class Management:
    """One case as it is kept. `reserved_to` is None where the whole office may open it."""

    case_id: str
    reference: str
    status: CaseStatus
    reserved_to: tuple[str, ...] | None
    colleagues: tuple[Worker, ...]
    user: str
    role: Role
    last_contact: date
    review_on: date
    hold: Hold | None
    held_since: date | None
    to_ask_again: int
    """How many of her consents still count although the case was closed since they were given."""


def management(office: Office, case_id: str) -> Management:
    """How that case is kept. Raises UserError where there is no such case for this worker."""
    case, hold = office.vault.case(case_id), hold_of(office, case_id)
    return Management(
        case_id=case_id,
        reference=case.reference,
        status=case.status,
        reserved_to=reserved_to(office, case_id),
        colleagues=workers(office),
        user=office.user,
        role=office.vault.role,
        last_contact=last_contact(office, case_id),
        review_on=review_on(office, case_id),
        hold=hold,
        held_since=None if hold is None else office.local(hold.at).date(),
        to_ask_again=len(to_ask_again(office, case)),
    )
