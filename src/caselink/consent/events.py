"""Grounds as the append-only events of a case hold them: written one by one, read all together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from caselink.consent.grounds import Consent, Grounds, LegalDecision, Lifted, MustNotReceive, Withdrawal
from caselink.domain.answers import Json
from caselink.domain.events import Event, EventKind
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ALL, ExcludedKind, Mode
from caselink.forms.purposes import Purpose

_EAST_OF_UTC: Final = timedelta(hours=14)
"""Where a day begins first: events hold moments in UTC, decisions the day of the office."""


def consent_body(consent: Consent) -> dict[str, Json]:
    """The body of the event that records a consent; withdrawals are events of their own."""
    return {
        "recipient": consent.recipient,
        "recipient_kind": consent.recipient_kind,
        "individual": consent.individual,
        "categories": [*([ALL] if consent.everything_else else []), *sorted(consent.categories)],
        "purposes": [*sorted(consent.purposes)],
        "given_on": consent.given_on.isoformat(),
        "expires_on": consent.expires_on.isoformat(),
        "mode": consent.mode.value,
        "language": consent.language,
        "interpreter": consent.interpreter,
        "emergency": consent.emergency,
    }


def withdrawal_body(consent_id: str, withdrawal: Withdrawal) -> dict[str, Json]:
    """The body of the event that records a withdrawal of a consent or a part of it."""
    return {
        "consent": consent_id,
        "on": withdrawal.on.isoformat(),
        "categories": [*sorted(withdrawal.categories)],
        "purposes": [*sorted(withdrawal.purposes)],
    }


def legal_body(decision: LegalDecision) -> dict[str, Json]:
    """The body of the event that records a decision to share on a legal ground."""
    return {
        "basis": decision.basis,
        "recipient": decision.recipient,
        "categories": [*sorted(decision.categories)],
        "decided_by": decision.decided_by,
        "reason": decision.reason,
        "on": decision.on.isoformat(),
        "told": decision.told,
    }


def legal_end_body(decision_id: str, on: date) -> dict[str, Json]:
    """The body of the event that ends a decision to share on a legal ground."""
    return {"decision": decision_id, "on": on.isoformat()}


def never_inform_body(entry: MustNotReceive) -> dict[str, Json]:
    """The body of the event that puts someone on the list of those never to inform."""
    return {"kind": entry.kind.value, "name": entry.name}


def lift_body(entry_id: str, reason: str) -> dict[str, Json]:
    """The body of the event that takes someone off that list."""
    return {"entry": entry_id, "reason": reason}


def read_grounds(events: Iterable[Event]) -> Grounds:
    """What the events of a case say about sharing, in the order they were recorded.

    Raises ValueError or KeyError for a body that is none: the caller refuses the case.
    """
    consents: dict[str, Event] = {}
    withdrawals: dict[str, list[Event]] = {}
    legal: dict[str, LegalDecision] = {}
    ended: dict[str, list[Event]] = {}
    avoided: dict[str, MustNotReceive] = {}
    lifted: dict[tuple[ExcludedKind, str], Lifted] = {}  # of a name that left it twice, the last time
    for event in events:
        match event.kind:
            case EventKind.CONSENT_GIVEN:
                consents[event.id] = event
            case EventKind.CONSENT_WITHDRAWN:
                _withdrawal(event, date.min)  # also one of a consent that nobody knows must read
                withdrawals.setdefault(_text(event, "consent"), []).append(event)
            case EventKind.LEGAL_GROUND:
                legal[event.id] = _legal(event)
            case EventKind.LEGAL_GROUND_ENDED:
                _counts_from(event, date.min)
                ended.setdefault(_text(event, "decision"), []).append(event)
            case EventKind.NEVER_INFORM:
                avoided[event.id] = MustNotReceive(event.id, ExcludedKind(_text(event, "kind")), _text(event, "name"))
            case EventKind.NEVER_INFORM_LIFTED:
                gone = avoided.pop(_text(event, "entry"), None)
                if gone is not None:
                    lifted[gone.kind, gone.name] = Lifted(gone, str(event.body.get("reason", "")), event.at, event.by)
            case (  # pragma: no branch (every kind is named, mypy sees to it)
                EventKind.LEFT | EventKind.HOLD_SET | EventKind.HOLD_LIFTED | EventKind.REVIEWED
                | EventKind.EXPORTED
            ):
                pass
    return Grounds(
        tuple(_consent(event, withdrawals.get(event.id, ())) for event in consents.values()),
        tuple(_ended(decision, ended.get(decision.id, ())) for decision in legal.values()),
        tuple(avoided.values()),
        tuple(each for each in lifted.values() if (each.entry.kind, each.entry.name) not in _listed(avoided.values())),
    )


def _listed(entries: Iterable[MustNotReceive]) -> set[tuple[ExcludedKind, str]]:
    return {(entry.kind, entry.name) for entry in entries}


def _consent(event: Event, withdrawals: Iterable[Event]) -> Consent:
    categories = _texts(event, "categories")
    given_on = date.fromisoformat(_text(event, "given_on"))
    return Consent(
        id=event.id,
        recipient=_text(event, "recipient"),
        categories=frozenset(Category(name) for name in categories if name != ALL),
        everything_else=ALL in categories,
        purposes=frozenset(Purpose(name) for name in _texts(event, "purposes")),
        given_on=given_on,
        expires_on=date.fromisoformat(_text(event, "expires_on")),
        mode=Mode(_text(event, "mode")),
        individual=event.body.get("individual") is True,
        language=_text(event, "language"),
        interpreter=_text(event, "interpreter"),
        emergency=event.body.get("emergency") is True,
        recipient_kind=_text(event, "recipient_kind"),
        withdrawals=tuple(_withdrawal(each, given_on) for each in withdrawals),
    )


def _withdrawal(event: Event, begun: date) -> Withdrawal:
    return Withdrawal(
        _counts_from(event, begun),
        frozenset(Category(name) for name in _texts(event, "categories")),
        frozenset(Purpose(name) for name in _texts(event, "purposes")),
    )


def _legal(event: Event) -> LegalDecision:
    return LegalDecision(
        id=event.id,
        basis=_text(event, "basis"),
        recipient=_text(event, "recipient"),
        categories=frozenset(Category(name) for name in _texts(event, "categories")),
        decided_by=_text(event, "decided_by"),
        reason=_text(event, "reason"),
        on=date.fromisoformat(_text(event, "on")),
        told=event.body.get("told") is True,
        noted_on=(datetime.fromisoformat(event.at) + _EAST_OF_UTC).date(),
    )


def _ended(decision: LegalDecision, ends: Iterable[Event]) -> LegalDecision:
    return replace(decision, ended_on=min((_counts_from(each, decision.on) for each in ends), default=None))


def _counts_from(event: Event, begun: date) -> date:
    """The day from which what was taken back is: the one it says, or, where a wrong clock dated it, the day on which
    that had begun. Nobody knows when it was, so it never counted."""
    on = date.fromisoformat(_text(event, "on"))
    return min(on, begun) if event.too_early else on


def _text(event: Event, key: str) -> str:
    value = event.body[key]
    if not isinstance(value, str):
        raise ValueError("an event holds something else than text")
    return value


def _texts(event: Event, key: str) -> list[str]:
    value = event.body[key]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("an event holds something else than a list of texts")
    return [str(item) for item in value]
