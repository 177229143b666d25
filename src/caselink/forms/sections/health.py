"""Her health, written as she tells it and as it is seen (Brussels sheet, WHO brief, 16 essentials)."""

from __future__ import annotations

from typing import Final

from caselink.forms.categories import Category as C
from caselink.forms.schema import Field, Option, Section, Sensitivity
from caselink.forms.schema import Kind as K
from caselink.i18n import N_

_SIGNS_HELP: Final = N_("Vus ou dits ; leur absence ne prouve rien.")

HEALTH: Final = Section(
    "health",
    N_("Santé"),
    (
        Field(
            "coverage", N_("Couverture santé"), K.CHOICE, C.HEALTH, N_("À quel titre elle est couverte."),
            (
                Option("own", N_("en son nom")),
                Option("through_him", N_("par lui")),
                Option("solidarity", N_("complémentaire solidaire, intervention majorée")),
                Option("state_medical_aid", N_("aide médicale de l’État (AME)"), C.RESIDENCE),
                Option("urgent_medical_aid", N_("aide médicale urgente (CPAS)"), C.RESIDENCE),
                Option("reception_network", N_("prise en charge par le réseau d’accueil (Fedasil)"), C.RESIDENCE),
                Option("none", N_("aucune")),
                Option("other", N_("autre")),
            ),
        ),
        Field(
            "injuries", N_("Blessures"), K.CHOICE, C.HEALTH, N_("Les plus récentes."),
            (
                Option("none", N_("aucune visible ni dite")),
                Option("untreated", N_("présentes, non soignées")),
                Option("treated", N_("présentes, soignées")),
                Option("past", N_("anciennes")),
            ),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "injuries_note", N_("Description des blessures"), K.LONG_TEXT, C.HEALTH,
            N_("Où, quand, comment ; ce qui est vu et ce qui est dit."),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "certificates", N_("Certificats d’un médecin"), K.CHOICES, C.HEALTH,
            N_("Hors certificat demandé par la justice."),
            (
                Option("none", N_("aucun")),
                Option("descriptive", N_("certificat descriptif")),
                Option("hospital", N_("compte rendu d’hôpital")),
                Option("psychological", N_("attestation psychologique")),
                Option("photos", N_("photos jointes"), C.INTIMATE),
            ),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "psychological_state", N_("Comment elle se sent, dans ses mots"), K.LONG_TEXT, C.INTIMATE,
            N_("Ses mots tels quels."), her_words=True,
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "psychological_signs", N_("Signes psychiques"), K.CHOICES, C.HEALTH, _SIGNS_HELP,
            (
                Option("depression", N_("dépression")),
                Option("anxiety", N_("angoisse")),
                Option("sleep", N_("sommeil troublé")),
                Option("tiredness", N_("épuisement")),
                Option("trembling", N_("tremblements")),
                Option("pain", N_("maux de tête ou de ventre")),
                Option("breathing", N_("hyperventilation, palpitations")),
                Option("watchfulness", N_("toujours sur ses gardes")),
            ),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "bodily_signs", N_("Signes sur le corps"), K.CHOICES, C.HEALTH, _SIGNS_HELP,
            (
                Option("repeated_injuries", N_("blessures répétées")),
                Option("bruises", N_("bleus, coupures, morsures")),
                Option("fractures", N_("fractures, luxations")),
                Option("burns", N_("brûlures")),
                Option("teeth", N_("dents cassées")),
                Option("hearing", N_("surdité")),
                Option("head", N_("traumatisme crânien")),
                Option("neck", N_("marques au cou")),
            ),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "behavioural_signs", N_("Signes dans le comportement"), K.CHOICES, C.HEALTH, _SIGNS_HELP,
            (
                Option("avoidance", N_("évitement")),
                Option("postponed", N_("rendez-vous reportés")),
                Option("excuses", N_("s’excuse souvent, se sent coupable")),
                Option("confused_requests", N_("demandes confuses ou insistantes")),
                Option("nervousness", N_("nervosité")),
                Option("phone_stress", N_("tension dès que le téléphone sonne")),
                Option("sedatives", N_("somnifères, antidouleurs")),
            ),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "trauma_signs", N_("Signes de psychotraumatisme"), K.YES_NO, C.HEALTH,
            N_("Repérés par un professionnel ou dits par elle."), sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "suicidal_thoughts", N_("Idées suicidaires"), K.YES_NO, C.HEALTH,
            N_("Poser la question simplement. Urgence : 15, 112. Écoute : 3114, BE 0800 32 123."),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field("self_harm", N_("Se fait du mal"), K.YES_NO, C.HEALTH, N_("Dit ou vu."), sensitivity=Sensitivity.CLOSED),
        Field("has_doctor", N_("A un médecin"), K.YES_NO, C.HEALTH, N_("Qu’elle voit sans lui.")),
        Field(
            "doctor", N_("Nom du médecin"), K.TEXT, C.WHEREABOUTS,
            N_("Permet de la retrouver : seulement si c’est utile."),
        ),
        Field(
            "follow_up", N_("Suivi en cours"), K.CHOICES, C.HEALTH, N_("Qui l’accompagne déjà."),
            (
                Option("none", N_("aucun")),
                Option("doctor", N_("médecin")),
                Option("psychologist", N_("psychologue")),
                Option("psychiatrist", N_("psychiatre")),
                Option("midwife", N_("sage-femme")),
                Option("trauma_centre", N_("centre de psychotraumatologie")),
                Option("addiction_centre", N_("service d’addictologie")),
                Option("sexual_violence_centre", N_("centre de prise en charge des violences sexuelles"), C.INTIMATE),
                Option("other", N_("autre")),
            ),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "pregnancy_followed", N_("Grossesse suivie"), K.YES_NO, C.HEALTH,
            N_("Si elle est enceinte."), sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "medication", N_("Traitement"), K.TEXT, C.HEALTH,
            N_("Médicaments à ne pas interrompre."), sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "addiction", N_("Addictions"), K.CHOICES, C.HEALTH, N_("Sans jugement ; souvent une façon de tenir."),
            (
                Option("none", N_("aucune")),
                Option("alcohol", N_("alcool")),
                Option("medicines", N_("médicaments")),
                Option("drugs", N_("drogues")),
                Option("tobacco", N_("tabac")),
                Option("other", N_("autre")),
            ),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "addiction_help_wanted", N_("Souhaite une aide pour une addiction"), K.YES_NO, C.HEALTH,
            N_("Seulement si elle le demande."), sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "care_prevented", N_("Il l’empêche de se soigner"), K.YES_NO, C.VIOLENCE,
            N_("Rendez-vous empêchés, médicaments ou carte de santé confisqués."),
        ),
    ),
)
