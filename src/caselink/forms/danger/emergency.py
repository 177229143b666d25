"""In danger now: what to do, step by step, by country. Data, each step with its source; what counsel has yet to confirm
says so on the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.forms.legal_bases import LEGAL_BASES, LegalBasis
from caselink.i18n import N_, _


@dataclass(frozen=True, slots=True)
class EmergencyStep:
    """One step: its title, what to do in whole sentences, where that comes from. `confirmed` is False where counsel has
    yet to say that it holds."""

    id: str
    title: str
    lines: tuple[str, ...]
    source: str
    confirmed: bool = True


_SAFETY: Final = EmergencyStep(
    "safety", N_("Mettre à l’abri"),
    (N_("D’abord un lieu sûr, loin de lui : une pièce fermée, un autre bâtiment. Les enfants avec elle."),), "ours",
)
_NEVER: Final = EmergencyStep(
    "words", N_("Dire, ne pas dire"),
    (
        N_("Dire : où, qui est en danger, s’il est là, s’il a une arme, s’il y a des enfants."),
        N_("Jamais : de médiation, d’échange avec lui, de promesse."),
    ),
    "brussels",
)

EMERGENCY_STEPS: Final[dict[str, tuple[EmergencyStep, ...]]] = {
    "FR": (
        _SAFETY,
        EmergencyStep(
            "call", N_("Appeler"), (N_("17 ou 112. Sans pouvoir parler : 114 par SMS. Blessée : 15 ou 18."),),
            "service-public.fr",
        ),
        _NEVER,
        EmergencyStep(
            "him", N_("Qui l’éloigne"),
            (
                N_("La police peut le placer en garde à vue ; le parquet ou un juge peut l’évincer du logement."),
            ),
            "service-public.fr",
        ),
        EmergencyStep(
            "leaves", N_("Si elle part"),
            (N_("Plainte ou main courante ; demander au juge que l’adresse des enfants reste cachée."),),
            "declicviolence.fr", confirmed=False,
        ),
        EmergencyStep(
            "belongings", N_("Récupérer ses affaires"),
            (N_("La police peut l’accompagner, sans décision d’huissier ; elle peut refuser : noter qui et quand."),),
            "tactics", confirmed=False,
        ),
        EmergencyStep("tonight", N_("Cette nuit"), (N_("115, et l’assistance sociale du commissariat."),), "tactics"),
        EmergencyStep(
            "vulnerable", N_("Enceinte, âgée, handicapée, enfants"),
            (N_("Prévenir le procureur. Pour un enfant : 119, ou la cellule du département (CRIP)."),),
            "tactics", confirmed=False,
        ),
        EmergencyStep(
            "medical", N_("Soins"),
            (N_("Étranglement ou coup à la tête : un médecin le jour même. Constatations : hôpital ou UMJ."),),
            "centrefemminsaguenay", confirmed=False,
        ),
        EmergencyStep(
            "animals", N_("Animaux"), (N_("L’ordonnance de protection peut les lui laisser."),), "loi 2024-536",
            confirmed=False,
        ),
    ),
    "BE": (
        _SAFETY,
        EmergencyStep("call", N_("Appeler"), (N_("112, ou 101 pour la police."),), "brussels"),
        _NEVER,
        EmergencyStep(
            "him", N_("Qui l’éloigne"),
            (N_("Le procureur du Roi, après l’avoir entendu ; l’ordre peut être oral et vaut tout de suite."),),
            "vlaanderen.be",
        ),
        EmergencyStep(
            "leaves", N_("Si elle part"),
            (
                N_("Si son séjour dépend de lui : un avocat tout de suite, avant toute démarche."),
                N_("Sans titre de séjour : lui dire le risque d’arrestation avant d’aller à la police."),
            ),
            "brussels",
        ),
        EmergencyStep(
            "tonight", N_("Cette nuit"), (N_("0800 30 030, jour et nuit ; CPVCF et CAW à leurs heures."),), "brussels",
        ),
        EmergencyStep(
            "vulnerable", N_("Enceinte, âgée, handicapée, enfants"),
            (N_("Le Code pénal permet d’informer le procureur du Roi : un droit, jamais le séjour."),),
            "elfri.be", confirmed=False,
        ),
        EmergencyStep(
            "medical", N_("Soins"),
            (N_("Centre de prise en charge des violences sexuelles : jour et nuit, gratuit, sans plainte."),),
            "loi 2024004825", confirmed=False,
        ),
    ),
}
"""By country of the office."""


def steps_of(country: str) -> tuple[EmergencyStep, ...]:
    """The steps of that country; none where there is no list of it."""
    return EMERGENCY_STEPS.get(country, ())


def bases_of(country: str, on: date) -> tuple[str, ...]:
    """The texts on which something may be said without her consent there, in words: each with who may rely on it, and
    that counsel has yet to confirm it."""
    found = (basis for basis in LEGAL_BASES.values() if basis.country == country and basis.recipients)
    return tuple(_basis_words(basis, on) for basis in found)


def _basis_words(basis: LegalBasis, on: date) -> str:
    said = _("{text} ({who})").format(text=basis.words(on), who=_(basis.relied_on_by))
    return said if basis.confirmed or basis.may_have_ended(on) else _("{text} – à confirmer").format(text=said)
