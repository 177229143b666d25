"""Events of a case in words: consents, withdrawals, legal grounds, names never to inform, what left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.domain.events import Event
from caselink.forms.categories import CATEGORIES, Category
from caselink.forms.consent_terms import ALL
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.forms.purposes import PURPOSES, Purpose
from caselink.forms.texts import day_text
from caselink.i18n import N_, _
from caselink.services.office import Office
from caselink.services.register import kind_label

_TITLES: Final[Mapping[str, str]] = {
    "consent_given": N_("Accord donné"),
    "consent_withdrawn": N_("Accord retiré"),
    "legal_ground": N_("Cadre légal invoqué"),
    "legal_ground_ended": N_("Cadre légal terminé"),
    "never_inform": N_("À ne jamais informer"),
    "never_inform_lifted": N_("Peut de nouveau être informé"),
    "left": N_("Transmis"),
    "hold_set": N_("Effacement suspendu"),
    "hold_lifted": N_("Suspension de l’effacement levée"),
    "reviewed": N_("Conservation décidée"),
    "exported": N_("Dossier exporté"),
}


@dataclass(frozen=True, slots=True)
class EventWords:
    """What happened, and about whom or what."""

    what: str
    about: str


class EventTeller:
    """Tells the events of one case; of a kind or body that it does not know it says only that it was."""

    def __init__(self, office: Office, case: Case) -> None:
        self._bodies = {event.id: event.body for event in case.events}
        self._partners = {partner.short_name: partner.name for partner in office.vault.partners()}

    def words(self, event: Event) -> EventWords:
        """The words of one event."""
        kind, body = str(event.kind), event.body
        title = _(_TITLES[kind]) if kind in _TITLES else _("Autre fait noté ({kind})").format(kind=kind)
        return EventWords(title, " · ".join(part for part in self._parts(kind, body) if part))

    def _parts(self, kind: str, body: Mapping[str, Json]) -> tuple[str, ...]:
        match kind:
            case "consent_given":
                until = _until(body.get("expires_on"))
                return self._recipient(body), _categories(body), _purposes(body.get("purposes")), until
            case "consent_withdrawn":
                consent = self._bodies.get(_text(body, "consent"), {})
                what = _categories(body) or _("tout l’accord")
                return self._recipient(consent), what, _purposes(body.get("purposes"))
            case "legal_ground":
                return self._recipient(body), _basis(body), _categories(body)
            case "legal_ground_ended":
                decision = self._bodies.get(_text(body, "decision"), {})
                return self._recipient(decision), _basis(decision)
            case "never_inform":
                return (_text(body, "name"),)
            case "never_inform_lifted":
                return _text(self._bodies.get(_text(body, "entry"), {}), "name"), _text(body, "reason")
            case "left":
                document = f"{kind_label(body)} {_text(body, 'document')}"
                return _text(body, "recipient_name"), _purposes([body.get("purpose")]), document
            case "hold_lifted":
                return (_text(self._bodies.get(_text(body, "hold"), {}), "reason"),)
        return (_text(body, "reason"),)

    def _recipient(self, body: Mapping[str, Json]) -> str:
        key = _text(body, "recipient")
        return key if body.get("individual") is True else self._partners.get(key, key)


def _text(body: Mapping[str, Json], key: str) -> str:
    value = body.get(key)
    return value if isinstance(value, str) else ""


def _categories(body: Mapping[str, Json]) -> str:
    listed = body.get("categories")
    names = [str(name) for name in listed] if isinstance(listed, list) else []
    said = [_("les renseignements courants")] if ALL in names else []
    said += [_(CATEGORIES[Category(name)].label) if name in set(Category) else name for name in names if name != ALL]
    return ", ".join(said)


def _purposes(listed: Json) -> str:
    names = [str(name) for name in listed] if isinstance(listed, list) else []
    return ", ".join(_(PURPOSES[Purpose(name)].label) if name in set(Purpose) else name for name in names)


def _basis(body: Mapping[str, Json]) -> str:
    basis = LEGAL_BASES.get(_text(body, "basis"))
    return _text(body, "basis") if basis is None else _(basis.label)


def _until(raw: Json) -> str:
    try:
        return _("jusqu’au {day}").format(day=day_text(date.fromisoformat(str(raw))))
    except ValueError:
        return ""
