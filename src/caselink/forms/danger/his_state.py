"""Who he is: risk factors, and the four things that protect."""

from __future__ import annotations

from typing import Final

from caselink.domain.danger import FactorKind, Side
from caselink.forms.categories import Category as C
from caselink.forms.danger.making import declares
from caselink.i18n import N_

_risk = declares(Side.HIM, FactorKind.RISK)
_safety = declares(Side.HIM, FactorKind.SAFETY)

HIS_STATE: Final = (
    _risk(
        "manipulates", C.PERPETRATOR, "0", N_("Retourne l’histoire"),
        N_("Devant d’autres, raconte-t-il que c’est vous ?"), N_("Versions qui changent."),
    ),
    _risk(
        "unstable", C.PERPETRATOR, "0", N_("Sautes d’humeur"),
        N_("Change-t-il d’un coup, sans que vous sachiez pourquoi ?"), N_("Vu au poste, au guichet."),
    ),
    _risk(
        "persecution_ideas", C.PERPETRATOR, "3", N_("Se croit persécuté, sur des faits réels"), "", "",
        N_("Qui est contre vous ?"),
    ),
    _risk(
        "justifies_denies", C.PERPETRATOR, "1", N_("Nie ou se justifie"),
        N_("Dit-il que c’est votre faute, que ce n’est rien ?"), "", N_("Racontez ce jour-là."),
    ),
    _risk(
        "known_violence", C.PERPETRATOR, "RV", N_("Déjà violent avec d’autres"),
        N_("A-t-il été violent avec une autre compagne, avec d’autres gens ?"), N_("Antécédents, fichiers."),
    ),
    _risk(
        "psychiatric", C.PERPETRATOR, "3VR", N_("Troubles psychiques, soins arrêtés"),
        N_("A-t-il eu des soins psychiatriques, les a-t-il arrêtés ?"), N_("Hospitalisation."),
        N_("Avez-vous un suivi, un traitement ?"),
    ),
    _risk(
        "alcohol_drugs", C.PERPETRATOR, "3VR", N_("Alcool ou drogues"),
        N_("A-t-il bu ou pris quelque chose quand il est violent ?"), "", N_("Que consommez-vous, combien ?"),
    ),
    _risk(
        "job_loss", C.PERPETRATOR, "3V", N_("Emploi perdu ou menacé"),
        N_("A-t-il perdu son travail, ou va-t-il le perdre ?"), "", N_("Où en est votre travail ?"),
    ),
    _risk("no_followup_him", C.PERPETRATOR, "3", N_("Aucun suivi de lui"), "", "", N_("Qui vous suit, vous aide ?")),
    _risk(
        "police_or_official", C.PERPETRATOR, "3", N_("De la police ou y a des amis"),
        N_("Quel est son métier ? Connaît-il des gens au poste ?"), N_("Profession."),
        N_("Quel est votre métier ?"),
    ),
)

HIS_SAFETY: Final = (
    _safety(
        "takes_responsibility", C.PERPETRATOR, "3", N_("Reconnaît ses actes de lui-même"), "", "",
        N_("Qu’avez-vous fait ? (sans souffler les mots)"),
    ),
    _safety(
        "eviction_prepared", C.PERPETRATOR, "3", N_("Départ préparé, logement trouvé pour lui"), "",
        N_("Adresse vérifiée."), N_("Où dormirez-vous ?"),
    ),
    _safety(
        "employed", C.PERPETRATOR, "3", N_("A un emploi"), "", N_("Contrat, bulletins de paie."),
        N_("Quel travail avez-vous ?"),
    ),
    _safety(
        "social_support_him", C.PERPETRATOR, "3", N_("Entouré de gens qui l’aident à s’arrêter"), "", "",
        N_("Qui vous aide à ne pas recommencer ?"),
    ),
)
