"""What a partner would get if she agreed to this: judged by the gate as if it were recorded, before it is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from caselink.consent.events import consent_body
from caselink.consent.grounds import Consent
from caselink.disclosure.gate import decide, grounds_of, is_blocked
from caselink.domain.events import NOON, Event, EventKind
from caselink.forms.categories import Category
from caselink.forms.purposes import Purpose
from caselink.services.consents import consent_problem
from caselink.services.office import Office
from caselink.services.preview import shared_lines
from caselink.services.recipients import resolve

_UNSAVED = "unsaved"


@dataclass(frozen=True, slots=True)
class WouldGet:
    """Questions by section, without their answers, for all the purposes together; `now` of them leave already."""

    sections: tuple[tuple[str, tuple[str, ...]], ...]
    count: int
    now: int
    blocked: bool


def would_get(
    office: Office, case_id: str, *, recipient: str, individual: bool, categories: Collection[Category],
    everything_else: bool, purposes: Collection[Purpose], given_on: date, expires_on: date,
) -> WouldGet:
    """What that recipient would get today by her consents with this one among them. Nothing is written.

    Raises UserError for an unknown partner and a consent that can't be, EventsAltered as the gate does.
    """
    case = office.vault.sealed_case(case_id)
    addressed, _name = resolve(office, recipient, individual=individual)
    kind = "" if addressed.kind is None else addressed.kind.value
    consent = Consent(
        "", addressed.key, frozenset(categories), everything_else, frozenset(purposes), given_on, expires_on,
        individual=individual, recipient_kind=kind,
    )
    if consent_problem(consent, office.today()) is not None:
        return WouldGet((), 0, 0, blocked=False)
    at = f"{office.today().isoformat()}{NOON}"
    event = Event(_UNSAVED, case.id, EventKind.CONSENT_GIVEN, at, office.user, consent_body(consent))
    agreed = replace(case, events=(*case.events, event), sealed=(*case.sealed, event.digest()))
    sections: dict[str, dict[str, None]] = {}
    paths, before = set[str](), set[str]()
    for purpose in Purpose:
        if purpose in consent.purposes:
            disclosure = decide(agreed, (addressed,), purpose, office.today()).disclosure
            for line in shared_lines(agreed, disclosure.shared, office.today()):
                sections.setdefault(line.place.section, {})[line.place.field] = None
            paths |= disclosure.paths
            before |= decide(case, (addressed,), purpose, office.today()).disclosure.paths
    listed = tuple((section, tuple(fields)) for section, fields in sections.items())
    return WouldGet(listed, len(paths), len(before), is_blocked(grounds_of(case), addressed))
