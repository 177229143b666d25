"""Roles in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from caselink.domain.roles import Role
from caselink.i18n import N_, _

ROLE_LABELS: Final[Mapping[Role, str]] = {
    Role.COORDINATOR: N_("Coordination"),
    Role.WORKER: N_("Travail social"),
    Role.READ_ONLY: N_("Lecture seule"),
}

ROLE_HELP: Final[Mapping[Role, str]] = {
    Role.COORDINATOR: N_("Tient les dossiers, et gère en plus l’équipe, les clés et les réglages du service."),
    Role.WORKER: N_("Tient les dossiers : réponses, accords, transmissions."),
    Role.READ_ONLY: N_("Voit les dossiers, n’y change rien."),
}
"""One line each."""

def role_words(role: str) -> str:
    """A role by its id in words; the id itself of one that is not known here."""
    return next((_(label) for each, label in ROLE_LABELS.items() if each == role), role)


WHAT_ROLES_CANNOT: Final = N_(
    "Un rôle met de l’ordre entre collègues. Il n’arrête pas une personne qui ouvre le coffre avec un autre programme "
    ": seul un dossier réservé, dont elle n’a pas la clé, lui reste fermé."
)
