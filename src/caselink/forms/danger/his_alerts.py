"""The alerts: what he did or holds that outranks everything else."""

from __future__ import annotations

from typing import Final

from caselink.domain.danger import FactorKind, Side
from caselink.forms.categories import Category as C
from caselink.forms.danger.making import declares
from caselink.i18n import N_

_alert = declares(Side.HIM, FactorKind.ALERT)

HIS_ALERTS: Final = (
    _alert(
        "strangulation", C.VIOLENCE, "01VP", N_("Étranglement"),
        N_("Vous a-t-il serré le cou, empêchée de respirer ?"),
        N_("Marques au cou, voix changée, certificat."),
        N_("Où étaient vos mains ?"),
    ),
    _alert(
        "threat_kill_her", C.VIOLENCE, "03VPR", N_("Menace de la tuer"),
        N_("A-t-il dit qu’il vous tuerait ? Avec quels mots, comment ?"),
        N_("Messages, témoins."),
        N_("Qu’avez-vous dit ce jour-là ?"),
    ),
    _alert(
        "threat_kill_children", C.CHILD_HARM, "0R", N_("Menace de tuer les enfants"),
        N_("A-t-il dit qu’il tuerait un enfant ? Avec quels mots ?"),
        N_("Messages, paroles des enfants."),
        N_("Qu’avez-vous dit des enfants ce jour-là ?"),
    ),
    _alert(
        "weapon_used", C.VIOLENCE, "0V", N_("Arme montrée ou utilisée"),
        N_("A-t-il pris un couteau, une arme, un objet pour vous faire peur ou mal ?"),
        N_("Procès-verbal, blessures."),
    ),
    _alert(
        "firearm_access", C.PERPETRATOR, "3VRL", N_("Arme à feu à sa portée"),
        N_("A-t-il une arme à feu, en emprunte-t-il une, chasse-t-il ?"),
        N_("Fichier des détenteurs, permis de chasse, métier armé."),
        N_("Où est gardée l’arme ?"), state=True,
    ),
    _alert(
        "lost_all_resents", C.PERPETRATOR, "3", N_("A tout perdu et lui en veut"),
        N_("A-t-il perdu travail, logement, enfants, et dit-il que c’est à cause de vous ?"), "",
        N_("Qu’avez-vous perdu ? À qui la faute, selon vous ?"), state=True,
    ),
    _alert(
        "found_her", C.WHEREABOUTS, "3R", N_("L’a suivie ou retrouvée, cherche son adresse"),
        N_("Vous a-t-il suivie, retrouvée, demandé votre adresse à d’autres ?"),
        N_("Balise, téléphone vérifié, visites au foyer ou à l’école."),
    ),
    _alert(
        "breach_measure", C.JUSTICE, "03V", N_("Interdiction non respectée"),
        N_("Est-il venu ou vous a-t-il contactée malgré une interdiction ?"),
        N_("Ordonnance, procès-verbal."),
        N_("Qu’est-ce qui vous est interdit ?"),
    ),
    _alert(
        "suicide_threat_him", C.PERPETRATOR, "01V", N_("Menace de se tuer"),
        N_("Parle-t-il de se tuer, a-t-il un plan, le dit-il si vous partez ?"),
        N_("Messages, lettre."),
        N_("Avez-vous des idées noires ? Pensez-vous à mourir ?"),
    ),
    _alert(
        "escalation", C.VIOLENCE, "03MPR", N_("De plus en plus souvent ou grave"),
        N_("Est-ce plus souvent ou plus grave qu’avant ? Depuis quand ?"),
        N_("Dates des appels, certificats."), state=True,
    ),
)
