"""What closing a case means for what leaves: nothing by itself, and what she agreed to before is asked again."""

from __future__ import annotations

from datetime import datetime

from caselink.consent.grounds import Consent
from caselink.disclosure.gate import grounds_of
from caselink.disclosure.outputs import Disclosure
from caselink.domain.answers import Json
from caselink.domain.case import Case, CaseStatus
from caselink.errors import UserError
from caselink.i18n import _
from caselink.services.consent_lines import ConsentState, long_day, state_of
from caselink.services.office import Office


def expect_open(case: Case, *, closed_case: bool) -> None:
    """Raises UserError for a closed case, unless somebody says that its form is to leave all the same."""
    if case.status is CaseStatus.CLOSED and not closed_case:
        raise UserError(_(
            "Ce dossier est clos : rien n’a été préparé. Rouvrez-le, ou confirmez que la fiche doit partir quand même."
        ))


def reopened_at(office: Office, case_id: str) -> datetime | None:
    """The moment (UTC) at which a case was opened again last; None where it never was.

    Taken from what was written: the history of a document knows moments to the second only, and a consent given and a
    case closed and opened again within one would stay unsaid.
    """
    moves = (CaseStatus.CLOSED.value, CaseStatus.OPEN.value)
    for change in office.vault.history(case_id).changes:
        for record in change.records:
            if record.key == "status" and (_status(record.before), _status(record.after)) == moves:
                return datetime.fromisoformat(str((record.after or {}).get("at", change.at)))
    return None

def to_ask_again(office: Office, case: Case) -> tuple[Consent, ...]:
    """Her consents that still count although they are older than the last opening again of the case.

    One of the very moment of the opening is asked again rather than believed.
    """
    counting = [
        consent for consent in grounds_of(case).consents
        if state_of(consent, office.today()) in (ConsentState.ACTIVE, ConsentState.PARTLY_WITHDRAWN)
    ]
    reopened = reopened_at(office, case.id) if counting and case.status is CaseStatus.OPEN else None
    if reopened is None:
        return ()
    recorded = {event.id: datetime.fromisoformat(event.at) for event in case.events}
    return tuple(consent for consent in counting if recorded[consent.id] <= reopened)


def ask_again(office: Office, case: Case, disclosure: Disclosure) -> str:
    """A sentence where what would leave rests on such a consent; empty otherwise."""
    used = {basis for shared in disclosure.shared for basis in shared.bases}
    older = [consent for consent in to_ask_again(office, case) if f"consent:{consent.id}" in used]
    if not older:
        return ""
    days = ", ".join(long_day(day) for day in sorted({consent.given_on for consent in older}))
    return _(
        "Son accord du {days} date d’avant la clôture de ce dossier, rouvert depuis : redemandez-le-lui avant "
        "d’envoyer."
    ).format(days=days)


def _status(record: dict[str, Json] | None) -> Json:
    return None if record is None else record.get("v")
