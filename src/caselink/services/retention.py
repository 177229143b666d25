"""How long cases are kept: reviews that fall due, a case kept after one, and legal holds.

A case without contact for two years is offered for review (CNIL: two years in the active base after the last contact,
then archive or anonymise); it is never erased without a worker's yes. A contact is an encounter, a consent given or
withdrawn, something that left, and the opening of the case. An answer that is noted or corrected is none, nor are
drafts, reading, reserving it and decisions about keeping it (decision 0043).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from caselink.clock import spelled
from caselink.domain.calendar import add_months
from caselink.domain.case import Case
from caselink.domain.events import NO_CONTACT, NOON, EventKind, standing_hold
from caselink.errors import UserError
from caselink.i18n import _
from caselink.services.encounters import encounters
from caselink.services.office import Office
from caselink.vault.retention import RestingCase

REVIEW_MONTHS: Final = (6, 120)
"""The shortest and the longest an office may set."""
_DEFAULT_MONTHS: Final = 24
_REASON: Final = "review.reason"
"""The path of the draft of a reason; no field of the form has it."""
_LONGEST_MONTH: Final = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """A case that waits for a decision: keep it or erase it. `since` is the day on which the review fell due, `begun`
    what somebody began to type as the reason to keep it."""

    case_id: str
    reference: str
    name: str
    last_contact: date
    since: date
    begun: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """A case that must be kept (a trial, a complaint): why, since when (UTC, ISO 8601), and who said so."""

    id: str
    reason: str
    at: str
    by: str


def reviews_due(office: Office) -> tuple[ReviewDue, ...]:
    """The cases whose review is due, those that wait longest first. Cases under a legal hold are not among them."""
    months = review_months(office)
    due = (
        ReviewDue(
            case.id, case.reference, case.name, office.local(case.contact_at).date(), _review_on(office, case, months),
            office.vault.drafts(case.id).get(_REASON, ""),
        )
        for case in _resting(office, months)
    )
    return tuple(sorted(due, key=lambda review: (review.since, review.reference)))


def count_reviews_due(office: Office) -> int:
    """How many `reviews_due` are there: asked each time the list of cases is shown."""
    return len(_resting(office, review_months(office)))


def last_contact(office: Office, case_id: str) -> date:
    """The day of the last contact; raises UserError where there is no such case for this worker."""
    return office.local(_contact_at(office.vault.case(case_id))).date()


def review_on(office: Office, case_id: str) -> date:
    """The day from which a case is offered for review; raises UserError where there is no such case for this worker."""
    case = office.vault.case(case_id)
    reviewed = [event.at for event in case.events if event.kind is EventKind.REVIEWED]
    return add_months(office.local(max([_contact_at(case), *reviewed])).date(), review_months(office))


def review_months(office: Office) -> int:
    """After how many months without contact a case is offered for review."""
    value = office.vault.setting("review_months")
    return value if isinstance(value, int) else _DEFAULT_MONTHS


def set_review_months(office: Office, months: int) -> None:
    """Set them; raises UserError outside 6 to 120 and for a worker who is no coordinator."""
    shortest, longest = REVIEW_MONTHS
    if not shortest <= months <= longest:
        raise UserError(_("Le délai de réexamen se règle entre {shortest} et {longest} mois. Rien n’a été "
                          "enregistré.").format(
            shortest=shortest, longest=longest
        ))
    with office.vault.change("review_months") as change:
        change.set_setting("review_months", months)


def keep_case(office: Office, case_id: str, reason: str) -> None:
    """Note that a case was reviewed and is kept, and why; it comes back for review after the same time."""
    body = {"reason": _said(reason)}
    with office.vault.change("case_kept", case_id) as change:
        change.add_event(case_id, EventKind.REVIEWED, body)
        change.drop_draft(case_id, _REASON)


def begin_reason(office: Office, case_id: str, text: str) -> None:
    """Keep what is being typed as the reason to keep a case, as the draft that it is; empty for nothing."""
    if text:
        office.vault.keep_draft(case_id, _REASON, text)
    else:
        office.vault.drop_draft(case_id, _REASON)


def hold_case(office: Office, case_id: str, reason: str) -> None:
    """Forbid the erasure of a case until the hold is lifted; raises UserError without a reason, or under a hold."""
    body = {"reason": _said(reason)}
    if hold_of(office, case_id) is not None:
        raise UserError(_("L’effacement de ce dossier est déjà suspendu : rien n’a été modifié."))
    with office.vault.change("case_held", case_id) as change:
        change.add_event(case_id, EventKind.HOLD_SET, body)


def lift_hold(office: Office, case_id: str) -> None:
    """Lift the hold of a case; raises UserError where it is under none."""
    hold = hold_of(office, case_id)
    if hold is None:
        raise UserError(_("L’effacement de ce dossier n’est pas suspendu : rien n’a été modifié."))
    with office.vault.change("hold_lifted", case_id) as change:
        change.add_event(case_id, EventKind.HOLD_LIFTED, {"hold": hold.id})


def hold_of(office: Office, case_id: str) -> Hold | None:
    """The legal hold that a case is under."""
    events = office.vault.events_of_kind(EventKind.HOLD_SET, case_id)
    hold = standing_hold([*events, *office.vault.events_of_kind(EventKind.HOLD_LIFTED, case_id)])
    return None if hold is None else Hold(hold.id, str(hold.body.get("reason", "")), hold.at, hold.by)


def _contact_at(case: Case) -> str:
    """The moment of the last contact, as `vault/retention.py` finds it for the list."""
    happened = [event.at for event in case.events if event.kind not in NO_CONTACT]
    met = [f"{encounter.on.isoformat()}{NOON}" for encounter in encounters(case)]
    return max([case.opened_at, *happened, *met])


def _resting(office: Office, months: int) -> list[RestingCase]:
    """The cases whose review is due, compared by moment alone: of many cases no day is worked out."""
    last = add_months(office.today(), -months) + _LONGEST_MONTH
    while add_months(last, months) > office.today():
        last -= timedelta(days=1)
    return office.vault.resting_cases(spelled(office.time.end_of(last)))


def _review_on(office: Office, case: RestingCase, months: int) -> date:
    return add_months(office.local(max(case.contact_at, case.reviewed_at)).date(), months)


def _said(reason: str) -> str:
    said = " ".join(reason.split())
    if not said:
        raise UserError(_("Dites en une ligne pourquoi : rien n’a été modifié."))
    return said
