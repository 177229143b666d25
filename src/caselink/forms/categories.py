"""Disclosure categories: what consent is given for (docs/rules/categories.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from caselink.domain.partners import PartnerKind
from caselink.i18n import N_


class Category(StrEnum):
    """What a value reveals; consent is asked and given for each."""

    IDENTITY = "identity"
    CONTACT = "contact"
    WHEREABOUTS = "whereabouts"
    MATERIAL = "material"
    FAMILY = "family"
    CHILD_HARM = "child_harm"
    ENTOURAGE = "entourage"
    ACCESS = "access"
    HEALTH = "health"
    RESIDENCE = "residence"
    VIOLENCE = "violence"
    INTIMATE = "intimate"
    PERPETRATOR = "perpetrator"
    JUSTICE = "justice"


@dataclass(frozen=True, slots=True)
class CategoryFacts:
    """How a category is named to the worker, and whether it must be ticked by itself.

    `explicit`: never in "everything", ticked for each recipient. `explicit_for_the_criminal_file`: so for police and
    justice alone, because what they receive he or his lawyer may read. `caution`: one line shown beside the tick.
    """

    label: str
    holds: str
    explicit: bool = False
    explicit_for_the_criminal_file: bool = False
    caution: str = ""


CATEGORIES: Final[dict[Category, CategoryFacts]] = {
    Category.IDENTITY: CategoryFacts(N_("Identité"), N_("noms, naissance, genre dans l’usage")),
    Category.CONTACT: CategoryFacts(
        N_("Moyens de la joindre"), N_("canaux sûrs, horaires, mot de code"), explicit_for_the_criminal_file=True,
        caution=N_("Police et justice : le numéro sûr peut être lu par lui ou par son avocat."),
    ),
    Category.WHEREABOUTS: CategoryFacts(
        N_("Lieux où la trouver"),
        N_("adresse, hébergement, école, travail, remise des enfants, médecin"), explicit=True,
        caution=N_("Ce qui permet de la retrouver. Proposer une domiciliation."),
    ),
    Category.MATERIAL: CategoryFacts(
        N_("Situation matérielle"), N_("logement, bail, travail, revenus, compte, aides, dettes")
    ),
    Category.FAMILY: CategoryFacts(N_("Famille"), N_("situation, enfants, autorité parentale, droit de visite")),
    Category.CHILD_HARM: CategoryFacts(
        N_("Violences et enfants"), N_("subies, vues, mesures de protection de l’enfant"), explicit=True
    ),
    Category.ENTOURAGE: CategoryFacts(
        N_("Entourage"), N_("personnes ressources, personne de soutien"), explicit=True,
        caution=N_("L’accord de ces personnes est demandé aussi."),
    ),
    Category.ACCESS: CategoryFacts(
        N_("Accès"), N_("langues, interprète, mobilité, ordinateur, garde d’enfants, horaires possibles")
    ),
    Category.HEALTH: CategoryFacts(
        N_("Santé"), N_("couverture, blessures, grossesse, traumatisme, addiction, handicap"), explicit=True
    ),
    Category.RESIDENCE: CategoryFacts(
        N_("Séjour"), N_("titre, nationalité, pays d’origine, asile, et tout ce qui les révèle"), explicit=True,
        caution=N_("Ne sort jamais sans son accord exprès, même en cas de danger."),
    ),
    Category.VIOLENCE: CategoryFacts(
        N_("Violences"), N_("types, dates, fréquence, preuves, ce qui augmente le danger pour elle")
    ),
    Category.INTIMATE: CategoryFacts(
        N_("Intime"), N_("violences sexuelles, orientation, travail du sexe, mariage forcé, honneur, ses propres mots"),
        explicit=True,
    ),
    Category.PERPETRATOR: CategoryFacts(
        N_("Mis en cause"), N_("identité, armes, ce qui le rend dangereux"), explicit=True,
        caution=N_("Son accord à elle ne suffit pas : votre service doit avoir son propre fondement."),
    ),
    Category.JUSTICE: CategoryFacts(N_("Justice"), N_("plainte, mesures, audiences, avocat")),
}


def is_explicit(category: Category, recipient_kind: PartnerKind | None) -> bool:
    """Whether that category is ticked by itself for such a recipient; None stands for an individual."""
    facts = CATEGORIES[category]
    if facts.explicit:
        return True
    if recipient_kind is None:
        return False
    return facts.explicit_for_the_criminal_file and recipient_kind.feeds_the_criminal_file
