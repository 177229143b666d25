"""Each child, and who decides for them (TACTICS report)."""

from __future__ import annotations

from typing import Final

from caselink.forms.categories import Category as C
from caselink.forms.schema import Field, Option, Section, Sensitivity
from caselink.forms.schema import Kind as K
from caselink.forms.sections.names import latin_name
from caselink.i18n import N_

CHILDREN: Final = Section(
    "children",
    N_("Enfants"),
    (
        Field("first_name", N_("Prénom"), K.TEXT, C.FAMILY, N_("Le prénom suffit."), searched=True),
        Field("last_name", N_("Nom"), K.TEXT, C.FAMILY, N_("S’il est utile."), searched=True),
        latin_name(C.FAMILY, searched=True),
        Field("birth", N_("Naissance ou âge"), K.BIRTH, C.FAMILY, N_("Une date, même incomplète, ou l’âge dit.")),
        Field("is_his", N_("Enfant du mis en cause"), K.YES_NO, C.FAMILY, N_("Filiation telle qu’elle la dit.")),
        Field(
            "lives_with", N_("Vit avec"), K.CHOICE, C.FAMILY, N_("Aujourd’hui."),
            (
                Option("her", N_("elle")),
                Option("him", N_("lui")),
                Option("both_in_turn", N_("l’un puis l’autre")),
                Option("both_together", N_("les deux ensemble")),
                Option("relatives", N_("des proches"), C.WHEREABOUTS),
                Option("placed", N_("lieu de placement"), C.CHILD_HARM),
                Option("abroad", N_("resté au pays, à l’étranger"), C.RESIDENCE),
                Option("other", N_("autre")),
            ),
        ),
        Field(
            "school", N_("École ou crèche"), K.TEXT, C.WHEREABOUTS,
            N_("Permet de les retrouver : seulement si c’est utile."),
        ),
        Field(
            "witnessed", N_("A vu ou entendu les violences"), K.YES_NO, C.CHILD_HARM,
            N_("Présent, même dans une autre pièce."),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "suffered", N_("A subi des violences"), K.YES_NO, C.CHILD_HARM,
            N_("Directement, sous quelque forme que ce soit."),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "harm_note", N_("Ce qui a été vu ou dit"), K.LONG_TEXT, C.CHILD_HARM,
            N_("Les faits et les mots, sans interroger l’enfant."),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "measure", N_("Mesure de protection"), K.CHOICE, C.CHILD_HARM, N_("Décidée ou demandée pour cet enfant."),
            (
                Option("none", N_("aucune")),
                Option("report_made", N_("information ou signalement transmis")),
                Option("enquiry", N_("évaluation en cours")),
                Option("help_at_home", N_("aide éducative à domicile")),
                Option("placement", N_("placement")),
                Option("judge", N_("juge des enfants ou tribunal de la jeunesse saisi")),
                Option("other", N_("autre")),
            ),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "follow_up", N_("Suivi de l’enfant"), K.YES_NO, C.CHILD_HARM,
            N_("Un professionnel le voit déjà."), sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "contact_arrangements", N_("Droit de visite"), K.CHOICE, C.FAMILY, N_("Ce qui est décidé ou pratiqué."),
            (
                Option("none", N_("aucun")),
                Option("agreed", N_("à l’amiable")),
                Option("ordered", N_("fixé par un juge")),
                Option("supervised", N_("en lieu neutre, encadré")),
                Option("suspended", N_("suspendu")),
            ),
        ),
        Field(
            "abduction_risk", N_("Risque d’enlèvement"), K.YES_NO, C.CHILD_HARM,
            N_("Menace dite, passeport confisqué, départ préparé."),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "papers_held_by", N_("Papiers de l’enfant détenus par"), K.CHOICE, C.CHILD_HARM,
            N_("Passeport ou carte d’identité."),
            (
                Option("her", N_("elle")),
                Option("him", N_("lui")),
                Option("other", N_("une autre personne")),
                Option("none", N_("aucun papier"), C.RESIDENCE),
            ),
        ),
        Field("special_needs", N_("Besoins particuliers"), K.TEXT, C.HEALTH, N_("Santé, handicap, traitement.")),
    ),
    repeating=True,
    entry_label=N_("un enfant"),
)

PARENTAL_AUTHORITY: Final = Section(
    "parental_authority",
    N_("Autorité parentale"),
    (
        Field(
            "exercised_by", N_("Exercée par"), K.CHOICE, C.FAMILY, N_("En droit, pas dans les faits."),
            (
                Option("both", N_("les deux parents")),
                Option("her", N_("elle seule")),
                Option("him", N_("lui seul")),
                Option("third_party", N_("un tiers ou un service"), C.CHILD_HARM),
                Option("differs", N_("selon l’enfant")),
            ),
        ),
        Field("contested", N_("Contestée"), K.YES_NO, C.FAMILY, N_("Par l’un ou l’autre.")),
        Field("decisions", N_("Décisions"), K.LONG_TEXT, C.FAMILY, N_("Ce que le juge a décidé, et quand.")),
        Field("decided_on", N_("Date de la dernière décision"), K.DATE, C.FAMILY,
            N_("Date du jugement ou de l’accord.")),
        Field("court", N_("Juridiction"), K.TEXT, C.JUSTICE, N_("Tribunal saisi pour la famille.")),
        Field(
            "travel_ban", N_("Interdiction de sortie du territoire"), K.CHOICE, C.CHILD_HARM,
            N_("Pour un ou plusieurs enfants."),
            (
                Option("none", N_("aucune")),
                Option("asked", N_("demandée")),
                Option("in_force", N_("en vigueur")),
            ),
        ),
        Field(
            "handover_place", N_("Lieu de remise des enfants"), K.TEXT, C.WHEREABOUTS,
            N_("Où les enfants passent de l’un à l’autre."),
        ),
        Field("handover_safe", N_("Remise sans danger"), K.YES_NO, C.FAMILY, N_("Pour elle et pour les enfants.")),
    ),
)
