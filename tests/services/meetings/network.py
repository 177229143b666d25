"""A network around one case: a shelter that may have some of it, police that may have other things, a mayor's office
that may have nothing, and someone who must never be informed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from caselink.consent.events import read_grounds
from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.domain.partners import Partner, PartnerKind
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ExcludedKind, Mode
from caselink.forms.purposes import Purpose
from caselink.services.answers import record_answer
from caselink.services.cases import new_case
from caselink.services.consents import give_consent, never_inform
from caselink.services.directory import save_partner
from caselink.services.meetings.planning import new_meeting
from caselink.services.office import Office


@dataclass(frozen=True)
class Network:
    """An office, its two cases, and one meeting about both on this very day."""

    office: Office
    amina: Case
    bea: Case
    meeting: str
    to_abri: str
    """Her consent that the shelter hears it."""


def consent(office: Office, case_id: str, recipient: str, *categories: Category) -> str:
    """Her agreement that this agency hears that at meetings; gives its id."""
    give_consent(
        office, case_id, recipient=recipient, categories=categories, everything_else=False,
        purposes=[Purpose.NETWORK], mode=Mode.SPOKEN,
    )
    return read_grounds(office.vault.case(case_id).events).consents[-1].id


def plan(office: Office, **changed: Json) -> dict[str, Json]:
    """A meeting of today, as a file of `meeting new` has it."""
    return {
        "on": office.today().isoformat(), "at": "14:00", "place": "Mairie", "kind": "network", "chair": "Odette Roux",
        "invited": ["abri", "police", "mairie"],
        "cases": [
            {"case": "2026-0042", "by": "abri", "why": "Elle cherche une place", "wanted": "Une chambre"},
            {"case": "2026-0043", "by": "police"},
        ], **changed,
    }


def network(office: Office) -> Network:
    """Make it."""
    save_partner(office, Partner("abri", "Maison d’accueil", PartnerKind.SHELTER))
    save_partner(office, Partner("police", "Police locale", PartnerKind.POLICE))
    save_partner(office, Partner("mairie", "Mairie", PartnerKind.OTHER))
    amina, bea = new_case(office, "2026-0042", "Amina"), new_case(office, "2026-0043", "Béatrice")
    record_answer(office, amina.id, "housing.address", "rue des Exemples 12")
    record_answer(office, amina.id, "violence.facts", "Il l’a frappée devant témoin")
    to_abri = consent(office, amina.id, "abri", Category.IDENTITY, Category.WHEREABOUTS)
    consent(office, amina.id, "police", Category.IDENTITY, Category.VIOLENCE)
    consent(office, bea.id, "police", Category.IDENTITY)
    never_inform(office, bea.id, ExcludedKind.PERPETRATOR, "Marc Vidal")
    made = new_meeting(office, plan(office))
    return Network(office, office.vault.case(amina.id), office.vault.case(bea.id), made, to_abri)


def later(office: Office, days: int) -> str:
    """A day to come, as a file has it."""
    return (office.today() + timedelta(days)).isoformat()


HELD: dict[str, Json] = {
    "attended": [
        {"partner": "abri", "name": "Léa Petit", "signed": True},
        {"partner": "police", "name": "Jean Dupré", "signed": "aloud"},
        {"partner": "mairie", "name": "Zoé Blanc", "signed": False},
    ],
    "decisions": [{"case": "2026-0042", "text": "Elle est prioritaire pour une chambre"}],
    "actions": [{"case": "2026-0042", "partner": "abri", "what": "Garder la chambre 4", "due": "2099-01-04"}],
}
