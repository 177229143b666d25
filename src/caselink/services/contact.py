"""The safe-contact line at the top of every case page: may I call her now, and how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from caselink.domain.case import Case
from caselink.domain.needs import NeedState
from caselink.forms.needs import NEEDS
from caselink.forms.texts import clock_text, time_of
from caselink.i18n import N_, _
from caselink.services.consent_lines import long_day

_CHANNELS: Final = {
    "call": ("may_call", N_("appels")),
    "text": ("may_text", N_("SMS")),
    "voicemail": ("may_voicemail", N_("messagerie vocale")),
    "email": ("may_email", N_("courriel")),
    "post": ("may_post", N_("courrier")),
}
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to reach her; `allowed` is None where nobody asked."""

    id: str
    label: str
    allowed: bool | None


@dataclass(frozen=True, slots=True)
class CaseHeader:
    """What stands above every page of a case.

    `call_now` is True, False, or None where it is not known. `code_word` is shown only when asked for.
    """

    reference: str
    name: str
    call_now: bool | None
    sentence: str
    number: str
    channels: tuple[Channel, ...]
    code_word: str
    phone_watched: bool | None
    next_due: str
    altered: str = ""
    """A sentence where its events are not those that were recorded, or something of a reserved case is missing."""


def case_name(case: Case) -> str:
    """The name she goes by, else her names, else nothing."""
    goes_by = case.value("person.goes_by")
    if isinstance(goes_by, str):
        return goes_by
    parts = (case.value("person.first_names"), case.value("person.last_name"))
    return " ".join(part for part in parts if isinstance(part, str))


def header(case: Case, now: datetime) -> CaseHeader:
    """The line for this case at that local moment."""
    call_now, sentence = _calling(case, now)
    watched = case.value("contact.phone_watched")
    return CaseHeader(
        case.reference, case_name(case), call_now, sentence, _text(case, "contact.safe_number"),
        tuple(Channel(key, _(label), _yes(case, f"contact.{name}")) for key, (name, label) in _CHANNELS.items()),
        _text(case, "contact.code_word"), watched if isinstance(watched, bool) else None, _next_due(case, now.date()),
        "" if case.events_match_the_chain() else _(
            "⚠ Ce dossier n’est plus entier : des accords, des retraits, des transmissions ou des changements "
            "manquent, sont de trop ou ne sont plus tels qu’ils ont été enregistrés. Rien n’en est transmis. Gardez ce "
            "coffre tel quel et comparez avec une sauvegarde vérifiée."
        ),
    )


def _calling(case: Case, now: datetime) -> tuple[bool | None, str]:
    allowed, clock, days = _yes(case, "contact.may_call"), now.time(), case.value("contact.days")
    start, until = _time(case, "contact.call_from"), _time(case, "contact.call_until")
    if allowed is False:
        return False, _("ne jamais appeler")
    if allowed is None:
        return None, _("appels : pas encore demandé")
    if isinstance(days, tuple) and days and _WEEKDAYS[now.weekday()] not in days:
        return False, _("ne pas appeler aujourd’hui")
    if start is None and until is None:
        hours = _text(case, "contact.hours")  # in words, which no clock can be held against
        return (None, _("appeler seulement : {hours}").format(hours=hours)) if hours else (True, _("appel possible"))
    if (start is None or start <= clock) and (until is None or clock < until):
        if until is None:
            return True, _("appel possible")
        return True, _("appel possible jusqu’à {hour}").format(hour=clock_text(until))
    return False, _("ne pas appeler maintenant ({start} – {until})").format(
        start=clock_text(start) if start else "…", until=clock_text(until) if until else "…"
    )


def _next_due(case: Case, today: date) -> str:
    open_needs = [
        (mark.due, item) for item, mark in case.needs.items() if mark.due and mark.state is NeedState.TO_DO
    ]
    if not open_needs:
        return ""
    due, item = min(open_needs)
    label = _(NEEDS[item].label)
    if due < today:
        return _("En retard : {need}, prévu le {day}").format(need=label, day=long_day(due))
    return _("Prochaine échéance : {need}, le {day}").format(need=label, day=long_day(due))


def _yes(case: Case, path: str) -> bool | None:
    value = case.value(path)
    return value if isinstance(value, bool) else None


def _text(case: Case, path: str) -> str:
    value = case.value(path)
    return value if isinstance(value, str) else ""


def _time(case: Case, path: str) -> time | None:
    value = case.value(path)
    return time_of(value) if isinstance(value, str) else None
