"""What something may be shared for, and the categories that each purpose may need at most (docs/rules/purposes.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from caselink.forms.categories import Category as C
from caselink.i18n import N_


class Purpose(StrEnum):
    """Why a partner needs it. Statistics is no purpose of consent."""

    SAFETY = "safety"
    HOUSING = "housing"
    COMPLAINT = "complaint"
    CARE = "care"
    CHILD_PROTECTION = "child_protection"
    RESIDENCE = "residence"
    RESOURCES_INTEGRATION = "resources_integration"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class PurposeFacts:
    """The purpose in the worker's words and what it may need at most; anything else is withheld as not needed."""

    label: str
    categories: frozenset[C]


_BASICS: Final = frozenset({C.IDENTITY, C.CONTACT, C.FAMILY, C.ACCESS})

PURPOSES: Final[dict[Purpose, PurposeFacts]] = {
    Purpose.SAFETY: PurposeFacts(
        N_("mise en sécurité"),
        _BASICS | {C.WHEREABOUTS, C.CHILD_HARM, C.ENTOURAGE, C.HEALTH, C.VIOLENCE, C.PERPETRATOR, C.JUSTICE},
    ),
    Purpose.HOUSING: PurposeFacts(
        N_("hébergement-logement"), _BASICS | {C.WHEREABOUTS, C.MATERIAL, C.HEALTH, C.RESIDENCE, C.VIOLENCE}
    ),
    Purpose.COMPLAINT: PurposeFacts(
        N_("plainte et procédure"),
        _BASICS | {C.CHILD_HARM, C.HEALTH, C.VIOLENCE, C.INTIMATE, C.PERPETRATOR, C.JUSTICE},
    ),
    Purpose.CARE: PurposeFacts(N_("soins et certificat"), _BASICS | {C.HEALTH, C.VIOLENCE, C.INTIMATE}),
    Purpose.CHILD_PROTECTION: PurposeFacts(
        N_("protection de l’enfant"),
        _BASICS | {C.WHEREABOUTS, C.CHILD_HARM, C.ENTOURAGE, C.VIOLENCE, C.PERPETRATOR, C.JUSTICE},
    ),
    Purpose.RESIDENCE: PurposeFacts(N_("séjour"), _BASICS | {C.MATERIAL, C.RESIDENCE, C.VIOLENCE, C.JUSTICE}),
    Purpose.RESOURCES_INTEGRATION: PurposeFacts(N_("ressources et insertion"), _BASICS | {C.MATERIAL, C.RESIDENCE}),
    Purpose.NETWORK: PurposeFacts(N_("coordination en réseau"), frozenset(C) - {C.INTIMATE}),
}
