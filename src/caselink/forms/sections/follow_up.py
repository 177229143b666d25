"""What she did and plans, and what the professional proposes (TACTICS report).

A step says what it is about by its kind: every value of the entry takes that kind's category. Until the worker chose a
kind, it is held like what is most intimate.
"""

from __future__ import annotations

from typing import Final

from caselink.forms.categories import Category as C
from caselink.forms.schema import Field, Option, Section, Sensitivity
from caselink.forms.schema import Kind as K
from caselink.i18n import N_

STEP_KINDS: Final = (
    Option("safety_plan", N_("plan de sécurité"), C.VIOLENCE),
    Option("helpline", N_("appel à une ligne d’écoute"), C.VIOLENCE),
    Option("specialised_service", N_("service spécialisé"), C.VIOLENCE),
    Option("support_group", N_("groupe de parole"), C.VIOLENCE),
    Option("safe_contact", N_("moyen sûr de la joindre"), C.CONTACT),
    Option("complaint", N_("plainte"), C.JUSTICE),
    Option("hearing", N_("audience"), C.JUSTICE),
    Option("lawyer", N_("avocat, aide juridictionnelle"), C.JUSTICE),
    Option("protection_order", N_("mesure de protection"), C.JUSTICE),
    Option("divorce", N_("séparation, divorce"), C.JUSTICE),
    Option("certificate", N_("certificat médical"), C.HEALTH),
    Option("doctor", N_("soins"), C.HEALTH),
    Option("psychological_care", N_("soutien psychologique"), C.HEALTH),
    Option("health_coverage", N_("couverture santé"), C.HEALTH),
    Option("state_medical_aid", N_("aide médicale de l’État, aide médicale urgente"), C.RESIDENCE),
    Option("sexual_violence_care", N_("soins après une violence sexuelle"), C.INTIMATE),
    Option("shelter", N_("mise à l’abri, hébergement"), C.WHEREABOUTS),
    Option("moving", N_("déménagement"), C.WHEREABOUTS),
    Option("school", N_("école, crèche"), C.WHEREABOUTS),
    Option("employer", N_("employeur"), C.WHEREABOUTS),
    Option("postal_address", N_("domiciliation"), C.CONTACT),
    Option("housing_application", N_("demande de logement"), C.MATERIAL),
    Option("lease", N_("bail"), C.WHEREABOUTS),
    Option("bank", N_("banque"), C.MATERIAL),
    Option("family_benefits", N_("CAF, allocations familiales"), C.MATERIAL),
    Option("social_aid", N_("aide sociale"), C.MATERIAL),
    Option("debts", N_("dettes"), C.MATERIAL),
    Option("work", N_("emploi, formation"), C.WHEREABOUTS),
    Option("belongings", N_("affaires à récupérer"), C.FAMILY),
    Option("parental_authority", N_("autorité parentale, droit de visite"), C.FAMILY),
    Option("child_protection", N_("protection de l’enfant"), C.CHILD_HARM),
    Option("immigration_office", N_("préfecture, Office des étrangers"), C.RESIDENCE),
    Option("immigration_lawyer", N_("juriste en droit des étrangers"), C.RESIDENCE),
    Option("asylum", N_("asile"), C.RESIDENCE),
    Option("language_course", N_("cours de langue"), C.ACCESS),
    Option("interpreter", N_("interprète"), C.ACCESS),
    Option("child_care", N_("garde d’enfants"), C.WHEREABOUTS),
    Option("resource_person", N_("proche, personne de soutien"), C.ENTOURAGE),
    Option("help_for_him", N_("aide pour le mis en cause"), C.PERPETRATOR),
    Option("other", N_("autre, non classé"), C.INTIMATE),
)
"""Kinds of steps and of guidance, each with the category of what it reveals."""

_KIND: Final = Field(
    "kind", N_("Sorte"), K.CHOICE, C.INTIMATE, N_("Décide à qui l’entrée peut être transmise."), STEP_KINDS
)


def _text(name: str, label: str, kind: K, help_line: str) -> Field:
    return Field(name, label, kind, C.INTIMATE, help_line, sensitivity=Sensitivity.CLOSED)


STEPS: Final = Section(
    "steps",
    N_("Démarches de la personne"),
    (
        _KIND,
        _text("what", N_("Démarche"), K.TEXT, N_("Ce qu’elle a fait ou prévoit.")),
        Field(
            "state", N_("État"), K.CHOICE, C.INTIMATE, N_("Faite ou prévue, par elle."),
            (
                Option("planned", N_("prévue")),
                Option("under_way", N_("en cours")),
                Option("done", N_("faite")),
                Option("failed", N_("sans résultat")),
                Option("given_up", N_("abandonnée")),
            ),
        ),
        Field("on", N_("Quand"), K.DATE, C.INTIMATE, N_("Faite le, ou prévue pour le.")),
        _text("with_whom", N_("Avec qui"), K.TEXT, N_("Service ou personne.")),
        _text("result", N_("Résultat"), K.LONG_TEXT, N_("Ce qui en est sorti.")),
    ),
    repeating=True,
    entry_label=N_("une démarche"),
    category_from="kind",
)

GUIDANCE: Final = Section(
    "guidance",
    N_("Orientations proposées"),
    (
        _KIND,
        _text("what", N_("Orientation proposée"), K.LONG_TEXT, N_("Ce que le professionnel propose, en une phrase.")),
        _text("service", N_("Vers"), K.TEXT, N_("Structure partenaire ou ligne d’écoute.")),
        Field("on", N_("Proposée le"), K.DATE, C.INTIMATE, N_("Jour de la proposition.")),
        _text("by", N_("Par"), K.TEXT, N_("Professionnel qui la propose.")),
        Field(
            "answer", N_("Sa réponse"), K.CHOICE, C.INTIMATE, N_("Un refus se respecte."),
            (
                Option("agrees", N_("d’accord")),
                Option("thinking", N_("réfléchit")),
                Option("declines", N_("refuse")),
                Option("done", N_("a pris contact")),
            ),
        ),
        Field(
            "ask_again_on", N_("Lui redemander le"), K.DATE, C.INTIMATE,
            N_("Seulement si elle l’accepte."), lies_ahead=True,
        ),
    ),
    repeating=True,
    entry_label=N_("une orientation"),
    category_from="kind",
)
