"""Consents, withdrawals, legal decisions and names never to inform, as the gate judges them.

Sources: docs/rules/consent.md and docs/rules/categories.md; the three months of a legal
decision are ours (docs/decisions/0006-grounds-in-time.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from caselink.domain.calendar import add_months
from caselink.domain.partners import PartnerKind
from caselink.forms.categories import Category, is_explicit
from caselink.forms.consent_terms import ExcludedKind, Mode
from caselink.forms.purposes import Purpose

DEFAULT_MONTHS: Final = 3
LONGEST_MONTHS: Final = 12
EMERGENCY_DAYS: Final = 7
LEGAL_DECISION_MONTHS: Final = 3


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
class MustNotReceive:
    """Someone who must never be informed about this case."""

    id: str
    kind: ExcludedKind
    name: str


@dataclass(frozen=True, slots=True)
class Lifted:
    """Someone who was on that list and stands on it no more: why, when (a moment in UTC) and who decided it."""

    entry: MustNotReceive
    reason: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """All that her events say about sharing."""

    consents: tuple[Consent, ...] = ()
    legal: tuple[LegalDecision, ...] = ()
    never_inform: tuple[MustNotReceive, ...] = ()
    lifted: tuple[Lifted, ...] = ()


def default_expiry(given_on: date, *, emergency: bool = False) -> date:
    """The last day of a consent for which nothing else was said: three months, seven days in an emergency."""
    if emergency:
        return given_on + timedelta(days=EMERGENCY_DAYS - 1)
    return add_months(given_on, DEFAULT_MONTHS)


def latest_expiry(given_on: date) -> date:
    """The last day that a consent of that day can ever have: twelve months on."""
    return add_months(given_on, LONGEST_MONTHS)
