"""The exceptional grounds for sharing without her consent, as versioned data (docs/rules/legal-bases.md).

Every rule here is to be confirmed by counsel: `confirmed` stays False until it is. No ground ever carries residence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.domain.partners import PartnerKind as P
from caselink.i18n import N_, _


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One ground: whom it lets receive (nobody, where it is a duty of others that is only invoked), from when to when
    the text is in force, and who may rely on it."""

    id: str
    label: str
    country: str
    recipients: frozenset[P]
    relied_on_by: str
    valid_from: date
    valid_until: date | None = None
    confirmed: bool = False
    replaced_from: date | None = None
    """The day on which a new code was to take the place of this text. Until counsel confirms its new number it stays
    usable, and is marked wherever it is relied on."""
    conditions: tuple[str, ...] = ()
    """What the text asks for, in short: each is ticked by whoever decides (docs/rules/legal-bases.md)."""

    def in_force(self, day: date) -> bool:
        """Whether the text is in force on that day; first and last day count."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def may_have_ended(self, day: date) -> bool:
        """Whether on that day another text may stand in its place."""
        return not self.confirmed and self.replaced_from is not None and day >= self.replaced_from

    def words(self, day: date) -> str:
        """Its label in the chosen language, marked as unconfirmed where it may have ended on that day."""
        if not self.may_have_ended(day):
            return _(self.label)
        return _("{text} (à confirmer : un nouveau code pénal était annoncé)").format(text=_(self.label))


_NEW_BELGIAN_CODE: Final = date(2026, 4, 8)
"""Two years after the law of 29 February 2024 was published, as it says itself (docs/rules/legal-bases.md) [c]."""
_AUTHORITIES: Final = frozenset({P.PUBLIC_PROSECUTOR, P.JUSTICE, P.POLICE})

LEGAL_BASES: Final[dict[str, LegalBasis]] = {
    basis.id: basis
    for basis in (
        LegalBasis(
            "fr_penal_226_14_1", N_("Code pénal 226-14, 1° : mineur ou personne hors d’état de se protéger"), "FR",
            _AUTHORITIES | {P.CHILD_PROTECTION}, N_("toute personne"), date(1994, 3, 1),
            conditions=(
                N_("Mineur, ou personne qui ne peut pas se protéger en raison de son âge ou de son état"),
                N_("Privations, sévices ou violences dont vous avez connaissance"),
            ),
        ),
        LegalBasis(
            "fr_penal_226_14_3", N_("Code pénal 226-14, 3° : danger immédiat et emprise"), "FR",
            frozenset({P.PUBLIC_PROSECUTOR}), N_("professionnels de santé seulement"), date(2020, 8, 1),
            conditions=(
                N_("La décision est prise par une personne qui exerce une profession de santé"),
                N_("Vie en danger immédiat"),
                N_("Emprise qui empêche de se protéger soi-même"),
                N_("L’accord a été recherché ; sinon le signalement lui est annoncé"),
            ),
        ),
        LegalBasis(
            "fr_penal_223_6", N_("Code pénal 223-6 : porter secours"), "FR",
            _AUTHORITIES | {P.EMERGENCY, P.HEALTH}, N_("toute personne"), date(1994, 3, 1),
            conditions=(
                N_("Péril grave et immédiat, ou crime ou délit contre une personne qu’on peut empêcher"),
                N_("Agir ne met en danger ni vous ni d’autres"),
            ),
        ),
        LegalBasis(
            "fr_cpp_40", N_("Code de procédure pénale, article 40 : signalement au procureur"), "FR",
            frozenset({P.PUBLIC_PROSECUTOR}), N_("fonctionnaires et autorités constituées, selon leur statut"),
            date(1958, 12, 31),
            conditions=(
                N_("Vous êtes fonctionnaire ou autorité constituée"),
                N_("Crime ou délit appris dans vos fonctions"),
            ),
        ),
        LegalBasis(
            "fr_cpp_15_3", N_("Code de procédure pénale, article 15-3 : toute plainte doit être reçue"), "FR",
            frozenset(), N_("toute victime ; n’autorise aucune transmission"), date(2000, 6, 16),
        ),
        LegalBasis(
            "fr_child_report", N_("Information préoccupante (CRIP)"), "FR",
            frozenset({P.CHILD_PROTECTION, P.PUBLIC_PROSECUTOR}),
            N_("professionnels de la protection de l’enfance et structures partenaires"),
            date(2007, 3, 6),
            conditions=(
                N_("Enfant en danger, ou en risque de l’être"),
                N_("Les parents en sont informés, sauf intérêt contraire de l’enfant"),
            ),
        ),
        LegalBasis(
            "be_penal_458bis", N_("Code pénal 458bis : droit d’informer le procureur du Roi"), "BE",
            frozenset({P.PUBLIC_PROSECUTOR}),
            N_("dépositaires d’un secret ; un droit, pas une obligation"), date(2001, 4, 1),
            replaced_from=_NEW_BELGIAN_CODE,
            conditions=(
                N_("Infraction que vise l’article, contre une personne mineure ou rendue vulnérable"),
                N_(
                    "Danger grave et imminent que vous ne pouvez pas écarter, même avec d’autres ; ou danger sérieux "
                    "pour d’autres personnes vulnérables"
                ),
            ),
        ),
        LegalBasis(
            "be_penal_422bis", N_("Code pénal 422bis : porter secours"), "BE",
            _AUTHORITIES | {P.EMERGENCY, P.HEALTH}, N_("toute personne"), date(1961, 1, 16),
            replaced_from=_NEW_BELGIAN_CODE,
            conditions=(
                N_("Péril grave"),
                N_("Agir ne met en danger ni vous ni d’autres"),
            ),
        ),
        LegalBasis(
            "be_penal_458ter", N_("Code pénal 458ter : concertation de cas"), "BE",
            _AUTHORITIES | {P.VICTIM_SUPPORT, P.SOCIAL_SERVICE, P.CHILD_PROTECTION, P.HEALTH},
            N_("dépositaires d’un secret, dans une concertation organisée par la loi"), date(2017, 7, 27),
            replaced_from=_NEW_BELGIAN_CODE,
            conditions=(
                N_("Concertation organisée par la loi, ou avec l’autorisation motivée du procureur"),
                N_("Pour protéger l’intégrité d’une personne, ou prévenir une infraction que vise l’article"),
            ),
        ),
    )
}
