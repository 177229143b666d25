"""Kinds of partner agencies, languages, hours: the words for them."""

from __future__ import annotations

from typing import Final

from caselink.domain.partners import Partner, PartnerKind
from caselink.i18n import N_, _, language_name

KIND_LABELS: Final = {
    PartnerKind.POLICE: N_("Police, gendarmerie"),
    PartnerKind.JUSTICE: N_("Justice"),
    PartnerKind.PUBLIC_PROSECUTOR: N_("Parquet"),
    PartnerKind.LAWYER: N_("Avocat, aide juridique"),
    PartnerKind.VICTIM_SUPPORT: N_("Aide aux victimes"),
    PartnerKind.SHELTER: N_("Hébergement, mise à l’abri"),
    PartnerKind.HOUSING: N_("Logement"),
    PartnerKind.HEALTH: N_("Santé"),
    PartnerKind.CHILD_PROTECTION: N_("Protection de l’enfance"),
    PartnerKind.IMMIGRATION_LAW: N_("Droit des étrangers (conseil)"),
    PartnerKind.IMMIGRATION_AUTHORITY: N_("Administration du séjour"),
    PartnerKind.SOCIAL_SERVICE: N_("Service social, aides"),
    PartnerKind.EMPLOYMENT: N_("Emploi"),
    PartnerKind.EDUCATION: N_("École, formation"),
    PartnerKind.INTERPRETING: N_("Interprétariat"),
    PartnerKind.PERPETRATOR_SERVICE: N_("Service pour auteurs"),
    PartnerKind.HELPLINE: N_("Ligne d’écoute"),
    PartnerKind.EMERGENCY: N_("Urgence"),
    PartnerKind.EMBASSY: N_("Ambassade, consulat"),
    PartnerKind.DIRECTORY: N_("Annuaire en ligne"),
    PartnerKind.OTHER: N_("Autre"),
}

WEEKDAYS: Final = (
    N_("lundi"), N_("mardi"), N_("mercredi"), N_("jeudi"), N_("vendredi"), N_("samedi"), N_("dimanche"),
)

SERVES_LABELS: Final = {
    "women": N_("femmes"), "men": N_("hommes"), "victims": N_("victimes"), "perpetrators": N_("auteurs"),
    "professionals": N_("professionnels"), "relatives": N_("proches"), "children": N_("enfants"),
    "migrants": N_("personnes migrantes"),
}

LANGUAGES_OFFERED: Final = (
    "fr", "nl", "en", "de", "ar", "tr", "es", "pt", "it", "ro", "bg", "pl", "ru", "uk", "sq", "fa", "ps", "ur", "hi",
    "bn", "ne", "so", "ti", "am", "ln", "sw", "wo", "ff", "vi", "zh", "tl",
)
"""ISO 639-1 codes offered first; others stay as they are."""


def languages_words(codes: tuple[str, ...]) -> str:
    """"français, arabe"."""
    return ", ".join(language_name(code) for code in codes)


def search_text(partner: Partner) -> str:
    """Everything one may look for a partner by."""
    kind = _(KIND_LABELS[partner.kind])
    parts = (*partner.names(), kind, partner.area, partner.note, *partner.phones, languages_words(partner.languages))
    return " ".join(part for part in parts if part)
