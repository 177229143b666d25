"""What she agreed to and what stands against it, read from the append-only events of her case.

Sources: docs/rules/consent.md and docs/rules/categories.md; the three months of a legal
decision are ours (docs/decisions/0006-grounds-in-time.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from caselink.domain.answers import Json
from caselink.domain.calendar import add_months
from caselink.domain.events import Event, EventKind
from caselink.domain.partners import PartnerKind
from caselink.forms.categories import Category, is_explicit
from caselink.forms.purposes import Purpose
from caselink.i18n import N_

ALL: Final = "all"
"""In a list of categories: every category that is not explicit for that recipient."""

DEFAULT_MONTHS: Final = 3
LONGEST_MONTHS: Final = 12
EMERGENCY_DAYS: Final = 7
LEGAL_DECISION_MONTHS: Final = 3
_EAST_OF_UTC: Final = timedelta(hours=14)
"""Where a day begins first: events hold moments in UTC, decisions the day of the office."""


class Mode(StrEnum):
    """How she agreed."""

    SPOKEN = "spoken"
    WRITTEN = "written"


MODES: Final[dict[Mode, str]] = {Mode.SPOKEN: N_("de vive voix"), Mode.WRITTEN: N_("par écrit")}


class Avoided(StrEnum):
    """Who someone on the list of those never to inform is."""

    PERPETRATOR = "perpetrator"
    FAMILY = "family"
    EMPLOYER = "employer"
    PARTNER = "partner"
    PARTNER_CONTACT = "partner_contact"
    INTERPRETER = "interpreter"
    OTHER = "other"


AVOIDED: Final[dict[Avoided, str]] = {
    Avoided.PERPETRATOR: N_("mis en cause"),
    Avoided.FAMILY: N_("sa famille à lui"),
    Avoided.EMPLOYER: N_("son employeur à lui"),
    Avoided.PARTNER: N_("structure partenaire"),
    Avoided.PARTNER_CONTACT: N_("personne dans une structure"),
    Avoided.INTERPRETER: N_("interprète"),
    Avoided.OTHER: N_("autre personne"),
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom something would go to: a partner by its short name, or an individual (`kind` is None) by name.

    `names` are all names it goes by, contacts included; they are compared with the list of those never to inform.
    `said` is all else that is written of it, where somebody listed may stand: numbers, addresses, roles, notes.
    """

    key: str
    kind: PartnerKind | None
    names: tuple[str, ...]
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What she took back of one consent, from its day on. Empty `categories` and `purposes` mean all of it."""

    on: date
    categories: frozenset[Category] = frozenset()
    purposes: frozenset[Purpose] = frozenset()

    def takes_back(self, category: Category, purpose: Purpose) -> bool:
        """Whether it takes back that category for that purpose."""
        return (not self.categories or category in self.categories) and (not self.purposes or purpose in self.purposes)


@dataclass(frozen=True, slots=True)
class Consent:
    """Her agreement: to whom, what, what for, from when to when, and how she gave it."""

    id: str
    recipient: str
    categories: frozenset[Category]
    everything_else: bool
    """True for "all": every category that is not explicit for this recipient."""
    purposes: frozenset[Purpose]
    given_on: date
    expires_on: date
    mode: Mode = Mode.SPOKEN
    individual: bool = False
    language: str = ""
    interpreter: str = ""
    emergency: bool = False
    recipient_kind: str = ""
    """What sort of agency the partner was when she agreed; a partner that became another sort is not covered."""
    withdrawals: tuple[Withdrawal, ...] = ()

    @property
    def last_day(self) -> date:
        """The last day on which it can count, whatever was recorded: twelve months on at the latest."""
        return min(self.expires_on, latest_expiry(self.given_on))

    def covers(self, category: Category, recipient: Recipient) -> bool:
        """Whether she named that category for that recipient; an explicit one only by its own tick."""
        if category in self.categories:
            return True
        return self.everything_else and not is_explicit(category, recipient.kind)

    def withdrawn(self, category: Category, purpose: Purpose, on: date) -> bool:
        """Whether that part was taken back by that day; a withdrawal counts from its day."""
        return any(part.on <= on and part.takes_back(category, purpose) for part in self.withdrawals)


@dataclass(frozen=True, slots=True)
class LegalDecision:
    """An exceptional ground that someone of the office decided to rely on, for one recipient."""

    id: str
    basis: str
    recipient: str
    categories: frozenset[Category]
    decided_by: str
    reason: str
    on: date
    told: bool
    ended_on: date | None = None
    """The day from which the office does not rely on it any more."""
    noted_on: date | None = None
    """The day on which it was recorded, in the zone where that day comes latest; None before it is."""

    @property
    def last_day(self) -> date:
        """The last day on which it counts: three months on, or the day before it was ended."""
        longest = add_months(self.on, LEGAL_DECISION_MONTHS)
        return longest if self.ended_on is None else min(longest, self.ended_on - timedelta(days=1))

    def counts_on(self, day: date) -> bool:
        """Whether it still counts on that day. One dated ahead of the day it was recorded was decided by nobody."""
        dated_ahead = self.noted_on is not None and self.on > self.noted_on
        return self.on <= day <= self.last_day and not dated_ahead


@dataclass(frozen=True, slots=True)
class NeverInform:
    """Someone who must never be informed about this case."""

    id: str
    kind: Avoided
    name: str


@dataclass(frozen=True, slots=True)
class Lifted:
    """Someone who was on that list and stands on it no more: why, when (a moment in UTC) and who decided it."""

    entry: NeverInform
    reason: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """All that her events say about sharing."""

    consents: tuple[Consent, ...] = ()
    legal: tuple[LegalDecision, ...] = ()
    never_inform: tuple[NeverInform, ...] = ()
    lifted: tuple[Lifted, ...] = ()


def default_expiry(given_on: date, *, emergency: bool = False) -> date:
    """The last day of a consent for which nothing else was said: three months, seven days in an emergency."""
    if emergency:
        return given_on + timedelta(days=EMERGENCY_DAYS - 1)
    return add_months(given_on, DEFAULT_MONTHS)


def latest_expiry(given_on: date) -> date:
    """The last day that a consent of that day can ever have: twelve months on."""
    return add_months(given_on, LONGEST_MONTHS)


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


def never_inform_body(entry: NeverInform) -> dict[str, Json]:
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
    avoided: dict[str, NeverInform] = {}
    lifted: dict[tuple[Avoided, str], Lifted] = {}  # of a name that left it twice, the last time
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
                avoided[event.id] = NeverInform(event.id, Avoided(_text(event, "kind")), _text(event, "name"))
            case EventKind.NEVER_INFORM_LIFTED:
                gone = avoided.pop(_text(event, "entry"), None)
                if gone is not None:
                    lifted[gone.kind, gone.name] = Lifted(gone, str(event.body.get("reason", "")), event.at, event.by)
            case (  # pragma: no branch (every kind is named, mypy sees to it)
                EventKind.LEFT | EventKind.HOLD_SET | EventKind.HOLD_LIFTED | EventKind.REVIEWED
            ):
                pass
    return Grounds(
        tuple(_consent(event, withdrawals.get(event.id, ())) for event in consents.values()),
        tuple(_ended(decision, ended.get(decision.id, ())) for decision in legal.values()),
        tuple(avoided.values()),
        tuple(each for each in lifted.values() if (each.entry.kind, each.entry.name) not in _listed(avoided.values())),
    )


def _listed(entries: Iterable[NeverInform]) -> set[tuple[Avoided, str]]:
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
