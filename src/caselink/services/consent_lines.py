"""Her consents as the window lists them, in whole sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caselink.consent.events import read_grounds
from caselink.consent.grounds import Consent, Withdrawal
from caselink.domain.case import Case
from caselink.forms.categories import CATEGORIES, Category
from caselink.forms.consent_terms import MODES
from caselink.forms.purposes import PURPOSES, Purpose
from caselink.forms.texts import day_text
from caselink.i18n import _
from caselink.services.office import Office
from caselink.services.recipients import recipient_name


class ConsentState(StrEnum):
    """Where a consent stands today."""

    ACTIVE = "active"
    PARTLY_WITHDRAWN = "partly_withdrawn"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One consent in the worker's words. `taken_back` are the parts that she withdrew, `language` that of
    the talk (BCP 47; empty where nobody noted it)."""

    id: str
    recipient: str
    """A short name of the directory, or the name of a person where it is `individual`."""
    recipient_name: str
    individual: bool
    categories: tuple[Category, ...]
    everything_else: bool
    purposes: tuple[Purpose, ...]
    given_on: date
    expires_on: date
    state: ConsentState
    state_text: str
    sentence: str
    taken_back: tuple[str, ...]
    language: str


def consents(office: Office, case: Case) -> tuple[ConsentLine, ...]:
    """Her consents, newest first."""
    today = office.today()
    found = read_grounds(case.events).consents
    return tuple(_line(office, consent, today) for consent in reversed(found))


def newest_consents(office: Office, case: Case, count: int) -> tuple[tuple[ConsentLine, ...], int]:
    """The last of her consents, newest first, and how many there are."""
    today, found = office.today(), read_grounds(case.events).consents
    return tuple(_line(office, consent, today) for consent in found[::-1][:count]), len(found)


def state_of(consent: Consent, today: date) -> ConsentState:
    """Where a consent stands on that day."""
    counted = [part for part in consent.withdrawals if part.on <= today]
    if any(not part.categories and not part.purposes for part in counted):
        return ConsentState.WITHDRAWN
    if today > consent.last_day:
        return ConsentState.EXPIRED
    if today < consent.given_on:
        return ConsentState.NOT_YET
    return ConsentState.PARTLY_WITHDRAWN if counted else ConsentState.ACTIVE


def long_day(day: date) -> str:
    """A day written out in the chosen language."""
    return day_text(day)


def _line(office: Office, consent: Consent, today: date) -> ConsentLine:
    state = state_of(consent, today)
    categories = tuple(category for category in Category if category in consent.categories)
    purposes = tuple(purpose for purpose in Purpose if purpose in consent.purposes)
    name = recipient_name(office, consent)
    return ConsentLine(
        consent.id, consent.recipient, name, consent.individual, categories, consent.everything_else, purposes,
        consent.given_on, consent.last_day, state, _state_text(consent, state),
        _sentence(consent, name, categories, purposes, state), _taken_back(consent), consent.language,
    )


def _sentence(
    consent: Consent, name: str, categories: tuple[Category, ...], purposes: tuple[Purpose, ...], state: ConsentState,
) -> str:
    """What does not hold any more stands in the past: nobody reads it as leave to send."""
    what = [_("les renseignements courants")] if consent.everything_else else []
    what += [_(CATEGORIES[category].label).lower() for category in categories]
    past = _("{name} pouvait recevoir : {what} — pour : {purposes}. Accord donné {mode} le {day}, il ne vaut plus.")
    now = _("{name} peut recevoir : {what} — pour : {purposes}. Accord donné {mode} le {day}.")
    return (past if state in (ConsentState.WITHDRAWN, ConsentState.EXPIRED) else now).format(
        name=name,
        what=", ".join(what),
        purposes=", ".join(_(PURPOSES[purpose].label) for purpose in purposes),
        mode=_(MODES[consent.mode]),
        day=long_day(consent.given_on),
    )


def _state_text(consent: Consent, state: ConsentState) -> str:
    last = long_day(consent.last_day)
    match state:
        case ConsentState.WITHDRAWN:
            return _("retiré")
        case ConsentState.EXPIRED:
            return _("expiré le {day}").format(day=last)
        case ConsentState.NOT_YET:
            return _("à partir du {day}").format(day=long_day(consent.given_on))
        case ConsentState.PARTLY_WITHDRAWN:
            return _("retiré en partie, valable jusqu’au {day}").format(day=last)
        case ConsentState.ACTIVE:
            return _("valable jusqu’au {day}").format(day=last)


def _taken_back(consent: Consent) -> tuple[str, ...]:
    return tuple(
        _("le {day} : {what}").format(
            day=long_day(part.on),
            what=_part(part),
        )
        for part in consent.withdrawals
    )


def _part(part: Withdrawal) -> str:
    """What one withdrawal takes back: categories, and for which purposes only."""
    what = ", ".join(_(CATEGORIES[category].label) for category in sorted(part.categories)) or _("tout l’accord")
    if not part.purposes:
        return what
    purposes = ", ".join(_(PURPOSES[purpose].label) for purpose in sorted(part.purposes))
    return _("{what}, pour {purposes} seulement").format(what=what, purposes=purposes)
