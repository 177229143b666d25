"""Risk factors on her side, those of the children, and those of what is around."""

from __future__ import annotations

from typing import Final

from caselink.domain.danger import FactorKind, Side
from caselink.forms.categories import Category as C
from caselink.forms.danger.making import declares
from caselink.i18n import N_

_hers = declares(Side.HER, FactorKind.RISK)
_children = declares(Side.CHILDREN, FactorKind.RISK)
_context = declares(Side.CONTEXT, FactorKind.RISK)

HERS: Final = (
    _hers(
        "her_fear", C.VIOLENCE, "VP0", N_("Sa propre peur"),
        N_("De quoi le croyez-vous capable ? Avez-vous peur aujourd’hui ?"),
        N_("Peut être plus basse que le danger."),
    ),
    _hers(
        "fear_children", C.CHILD_HARM, "R", N_("Sa peur pour les enfants"),
        N_("Que craignez-vous pour les enfants ?"),
    ),
    _hers(
        "injured_now", C.HEALTH, "L", N_("Blessure non soignée"),
        N_("Avez-vous mal, à la tête, au cou ? Avez-vous vu quelqu’un ?"), N_("Blessures visibles."),
    ),
    _hers(
        "pregnant_or_birth", C.HEALTH, "03VR", N_("Grossesse ou enfant de moins de deux ans"),
        N_("Êtes-vous enceinte ? Avez-vous un enfant de moins de deux ans ?"), N_("Carnet de santé."),
    ),
    _hers(
        "suicidal_her", C.HEALTH, "0R", N_("Pensées suicidaires"),
        N_("Pensez-vous à mourir ? Vous y pousse-t-il ?"), N_("Ordonnances, passages aux urgences."),
    ),
    _hers("self_harm", C.HEALTH, "0", N_("Se fait du mal"), N_("Vous arrive-t-il de vous faire du mal ?")),
    _hers(
        "addiction_her", C.HEALTH, "0", N_("Dépendance à un produit"),
        N_("Prenez-vous quelque chose pour tenir ?"),
    ),
    _hers(
        "care_dependent", C.HEALTH, "1", N_("Dépend de lui pour ses soins"),
        N_("Est-ce lui qui vous lave, vous déplace, vous soigne ?"), N_("Déclaré comme aidant."),
    ),
    _hers(
        "no_network", C.ENTOURAGE, "0VL", N_("Personne sur qui compter"),
        N_("Qui pourriez-vous appeler cette nuit ?"),
    ),
    _hers(
        "permit_dependent", C.RESIDENCE, "01", N_("Séjour lié à lui"),
        N_("Votre droit d’être ici dépend-il de lui ?"), N_("Titre de séjour, si elle veut le montrer."),
    ),
    _hers(
        "money_dependent", C.MATERIAL, "0", N_("Sans argent à elle"),
        N_("Avez-vous un revenu et un compte à vous ?"),
    ),
    _hers(
        "precarious_home", C.MATERIAL, "01", N_("Sans logement sûr"),
        N_("Où dormez-vous ? Devez-vous donner quelque chose en échange ?"),
    ),
    _hers(
        "language_barrier", C.ACCESS, "01", N_("Barrière de la langue"),
        N_("Pouvez-vous appeler à l’aide dans la langue d’ici ?"), N_("Interprète nécessaire."),
    ),
)

CHILDREN: Final = (
    _children(
        "child_violence", C.CHILD_HARM, "RV", N_("Violences sur les enfants"),
        N_("Frappe-t-il un enfant, le prive-t-il de quelque chose ?"), N_("Marques, école, médecin."),
        N_("Comment punissez-vous les enfants ?"),
    ),
    _children(
        "child_sexualised", C.CHILD_HARM, "V", N_("Gestes ou propos sexuels envers un enfant"),
        N_("A-t-il envers un enfant des gestes ou des mots qui vous inquiètent ?"), N_("Paroles de l’enfant."),
    ),
    _children(
        "child_witness", C.CHILD_HARM, "V", N_("Enfants témoins"),
        N_("Les enfants ont-ils vu, entendu ? Se sont-ils interposés ?"), N_("École."),
        N_("Où étaient les enfants ?"),
    ),
    _children(
        "child_leverage", C.CHILD_HARM, "1VR", N_("Enfants comme moyen de pression"),
        N_("Menace-t-il de les garder, de les emmener, de vous les faire enlever ?"), N_("Non-représentation."),
        N_("Que voulez-vous pour les enfants ?"),
    ),
    _children(
        "unsafe_handover", C.CHILD_HARM, "3", N_("Remise des enfants sans sécurité"),
        N_("Où, et devant qui, les enfants passent-ils de l’un à l’autre ?"), N_("Jugement."),
    ),
)

CONTEXT: Final = (
    _context(
        "separation", C.FAMILY, "03VRP", N_("Séparation, faite ou annoncée"),
        N_("Êtes-vous séparés, ou voulez-vous partir ? Le sait-il ?"), N_("Audience, requête."),
        N_("Que ferez-vous si elle part ?"),
    ),
    _context(
        "lives_together", C.WHEREABOUTS, "3", N_("Vit avec lui ou il a les clés"),
        N_("Vit-il avec vous ? A-t-il encore les clés ?"),
    ),
    _context(
        "police_court_step", C.JUSTICE, "0", N_("Convocation, garde à vue, sortie prochaine"),
        N_("Doit-il être entendu, jugé, ou sortir bientôt ?"), N_("Convocation, jour de sortie."),
    ),
    _context(
        "earlier_reports", C.JUSTICE, "3R", N_("Plaintes ou appels avant"),
        N_("Avez-vous déjà appelé, porté plainte ?"), N_("Récépissés, interventions."),
    ),
    _context(
        "honour_family", C.INTIMATE, "0", N_("Famille qui surveille, s’oppose ou menace"),
        N_("Des proches vous surveillent-ils, vous menacent-ils si vous partez ?"),
    ),
    _context(
        "forced_marriage", C.INTIMATE, "0", N_("Mariage imposé ou promis"),
        N_("Avez-vous pu dire non à ce mariage ?"),
    ),
    _context(
        "restrictive_beliefs", C.INTIMATE, "0", N_("Croyances invoquées pour la retenir"),
        N_("Que veut dire partir, pour vous et pour les vôtres ?"),
    ),
    _context(
        "reprisals", C.VIOLENCE, "0", N_("Représailles craintes"),
        N_("Que risquez-vous, vous ou les vôtres, si vous parlez ?"),
    ),
)
