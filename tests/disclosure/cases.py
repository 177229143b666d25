"""Cases, consents and recipients for the tests of the gate, built as the vault reads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count

from caselink.consent.events import consent_body, legal_body, never_inform_body, withdrawal_body
from caselink.consent.grounds import Consent, LegalDecision, MustNotReceive, Recipient, Withdrawal
from caselink.domain.answers import Answer, Json, Value
from caselink.domain.case import Case
from caselink.domain.events import Event, EventKind
from caselink.domain.needs import NeedMark, NeedState
from caselink.domain.partners import PartnerKind
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ExcludedKind
from caselink.forms.purposes import Purpose

DAY = date(2026, 3, 10)
SHELTER = Recipient("abri", PartnerKind.SHELTER, ("abri", "Maison d’accueil"))
POLICE = Recipient("police", PartnerKind.POLICE, ("police", "Commissariat"))
PROSECUTOR = Recipient("parquet", PartnerKind.PUBLIC_PROSECUTOR, ("parquet",))
SISTER = Recipient("Une sœur", None, ("Une sœur",))

_CASE = "case-1"
_numbers = count(1)
LATER_THAN_ALL = "2026-12-01T09:00:00+00:00"
"""When the office wrote it down: no day that these tests name had yet to come."""


def event(kind: EventKind, body: Mapping[str, Json], at: str = LATER_THAN_ALL) -> Event:
    return Event(f"e{next(_numbers)}", _CASE, kind, at, "amal", body)


def consent(
    recipient: Recipient = SHELTER,
    categories: set[Category] | None = None,
    purposes: set[Purpose] | None = None,
    given_on: date = date(2026, 3, 1),
    expires_on: date = date(2026, 6, 1),
    *,
    everything: bool = False,
    sort_recorded: bool = False,
) -> Event:
    given = Consent(
        "", recipient.key, frozenset(categories or ()), everything, frozenset(purposes or {Purpose.HOUSING}),
        given_on, expires_on, individual=recipient.kind is None,
        recipient_kind=recipient.kind.value if sort_recorded and recipient.kind else "",
    )
    return event(EventKind.CONSENT_GIVEN, consent_body(given))


def withdrawal(
    given: Event,
    on: date,
    categories: set[Category] | None = None,
    purposes: set[Purpose] | None = None,
) -> Event:
    part = Withdrawal(on, frozenset(categories or ()), frozenset(purposes or ()))
    return event(EventKind.CONSENT_WITHDRAWN, withdrawal_body(given.id, part))


def legal(
    basis: str, recipient: Recipient, categories: set[Category], on: date = DAY, at: str = LATER_THAN_ALL
) -> Event:
    decision = LegalDecision("", basis, recipient.key, frozenset(categories), "chef de service", "danger", on, False)
    return event(EventKind.LEGAL_GROUND, legal_body(decision), at)


def never_inform(name: str, kind: ExcludedKind = ExcludedKind.PERPETRATOR) -> Event:
    return event(EventKind.NEVER_INFORM, never_inform_body(MustNotReceive("", kind, name)))


def case_of(
    answers: Mapping[str, Value],
    *events: Event,
    needs: Mapping[str, NeedState] | None = None,
    entries: Mapping[str, tuple[str, ...]] | None = None,
) -> Case:
    return Case(
        _CASE,
        "2026-0001",
        answers={path: Answer(value) for path, value in answers.items()},
        entries=entries or {},
        needs={item: NeedMark(state) for item, state in (needs or {}).items()},
        events=events,
        sealed=tuple(each.digest() for each in events),
    )
