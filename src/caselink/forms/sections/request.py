"""Her request (WHO brief: intentions and expectations first; 16 essentials: told beforehand) and the professional who
sees her, with the legal obligations (TACTICS report)."""

from __future__ import annotations

from typing import Final

from caselink.forms.categories import Category as C
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.forms.schema import Field, Option, Section, Sensitivity, Standing
from caselink.forms.schema import Kind as K
from caselink.i18n import N_

REQUEST: Final = Section(
    "request",
    N_("Sa demande"),
    (
        Field(
            "own_words", N_("Ce qu’elle demande et attend, dans ses mots"), K.LONG_TEXT, C.INTIMATE,
            N_("Noter ses mots tels quels, dans sa langue si possible."),
            her_words=True, sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "asks_for", N_("La personne demande"), K.CHOICES, C.VIOLENCE,
            N_("Tout ce qu’elle a demandé, rien de plus."),
            (
                Option("safety", N_("être en sécurité")),
                Option("listening", N_("être écoutée")),
                Option("rights", N_("connaître ses droits"), C.JUSTICE),
                Option("complaint", N_("porter plainte"), C.JUSTICE),
                Option("protection", N_("une mesure de protection"), C.JUSTICE),
                Option("leaving", N_("préparer un départ")),
                Option("violence_to_stop", N_("que les violences cessent, sans partir")),
                Option("shelter", N_("un endroit où dormir"), C.MATERIAL),
                Option("housing", N_("un logement à elle"), C.MATERIAL),
                Option("belongings", N_("récupérer ses affaires"), C.FAMILY),
                Option("care", N_("des soins"), C.HEALTH),
                Option("children", N_("de l’aide pour ses enfants"), C.FAMILY),
                Option("children_safety", N_("protéger ses enfants"), C.CHILD_HARM),
                Option("residence", N_("de l’aide pour son séjour"), C.RESIDENCE),
                Option("money", N_("de l’argent, des droits sociaux"), C.MATERIAL),
                Option("work", N_("un travail"), C.MATERIAL),
                Option("language", N_("apprendre la langue"), C.ACCESS),
                Option("company", N_("quelqu’un à ses côtés"), C.ENTOURAGE),
                Option("help_for_him", N_("de l’aide pour lui"), C.PERPETRATOR),
                Option("undecided", N_("ne sait pas encore")),
            ),
        ),
        Field(
            "sent_by", N_("Conseil donné par"), K.CHOICE, C.ACCESS, N_("Qui lui a parlé du service."),
            (
                Option("herself", N_("démarche spontanée")),
                Option("relative", N_("un proche"), C.ENTOURAGE),
                Option("police", N_("police, gendarmerie"), C.JUSTICE),
                Option("justice", N_("justice, parquet"), C.JUSTICE),
                Option("health", N_("un service de santé"), C.HEALTH),
                Option("social_service", N_("un service social")),
                Option("association", N_("une association, un centre d’hébergement")),
                Option("school", N_("l’école, la crèche"), C.FAMILY),
                Option("helpline", N_("une ligne d’écoute")),
                Option("other", N_("un autre service")),
            ),
        ),
        Field(
            "seen_alone", N_("Entretien en tête-à-tête"), K.YES_NO, C.VIOLENCE,
            N_("Sans enfant, conjoint ni proche dans la pièce."),
        ),
        Field(
            "accompanied_by", N_("Accompagnement"), K.CHOICES, C.ENTOURAGE,
            N_("Qui l’accompagne ; ce peut être l’auteur des violences."),
            (
                Option("nobody", N_("personne")),
                Option("children", N_("ses enfants"), C.FAMILY),
                Option("relative", N_("de la famille")),
                Option("friend", N_("une amie, un ami")),
                Option("professional", N_("une professionnelle, un professionnel"), C.ACCESS),
                Option("interpreter", N_("une ou un interprète"), C.ACCESS),
                Option("perpetrator", N_("le mis en cause"), C.PERPETRATOR),
                Option("his_relative", N_("de la famille du mis en cause"), C.PERPETRATOR),
                Option("other", N_("une autre personne")),
            ),
        ),
        Field(
            "companion", N_("Nom de la personne qui accompagne"), K.TEXT, C.ENTOURAGE,
            N_("Et ce qui les lie, si elle le dit."),
        ),
        Field(
            "support_person_wanted", N_("Souhaite une personne de soutien"), K.YES_NO, C.ENTOURAGE,
            N_("Quelqu’un qui vient avec elle aux rendez-vous."),
        ),
        Field(
            "told_complaint_effects", N_("A reçu l’information sur les suites d’une plainte"), K.YES_NO, C.JUSTICE,
            N_("Avant toute plainte : ce que la plainte peut entraîner pour la personne."),
        ),
        Field(
            "told_complaint_effects_on", N_("Information donnée le"), K.DATE, C.JUSTICE,
            N_("Jour où cela lui a été expliqué."),
        ),
        Field(
            "told_reporting_duties", N_("A reçu l’information sur les obligations de signalement"), K.YES_NO, C.HEALTH,
            N_("Ce que les services de santé sont tenus de signaler, dit avant de les voir."),
        ),
        Field(
            "not_counted", N_("Ne pas compter dans les chiffres"), K.YES_NO, C.INTIMATE,
            N_("Elle n’entre alors dans aucun chiffre publié. L’aide est la même."), sensitivity=Sensitivity.CLOSED,
        ),
    ),
)

PROFESSIONAL: Final = Section(
    "professional",
    N_("Professionnel"),
    (
        Field("name", N_("Nom"), K.TEXT, C.IDENTITY, N_("Qui remplit la fiche avec elle.")),
        Field("agency", N_("Structure"), K.TEXT, C.IDENTITY, N_("Service ou association.")),
        Field("role", N_("Fonction"), K.TEXT, C.IDENTITY, N_("Par exemple : travail social, droit.")),
        Field("phone", N_("Téléphone"), K.PHONE, C.IDENTITY, N_("Numéro où les structures partenaires rappellent.")),
        Field("email", N_("Courriel"), K.EMAIL, C.IDENTITY, N_("Adresse professionnelle.")),
        Field("seen_on", N_("Date de l’entretien"), K.DATE, C.IDENTITY, N_("Jour où la fiche est remplie.")),
        Field(
            "place", N_("Lieu de l’entretien"), K.TEXT, C.WHEREABOUTS,
            N_("Où elle a été vue ; cela peut dire où la trouver."),
        ),
        Field(
            "report_considered", N_("Signalement envisagé"), K.YES_NO, C.JUSTICE,
            N_("Obligation légale : personne en danger."),
        ),
        Field(
            "report_made", N_("Signalement fait"), K.CHOICE, C.JUSTICE, N_("Où en est le signalement."),
            (
                Option("no", N_("non")),
                Option("in_preparation", N_("en préparation")),
                Option("made", N_("fait")),
            ),
        ),
        Field(
            "report_to", N_("Signalement adressé à"), K.CHOICES, C.JUSTICE, N_("Autorités qui l’ont reçu."),
            (
                Option("public_prosecutor", N_("procureur")),
                Option("police", N_("police ou gendarmerie")),
                Option("child_protection", N_("protection de l’enfance"), C.CHILD_HARM),
                Option("hierarchy", N_("hiérarchie")),
                Option("other", N_("autre")),
            ),
        ),
        Field("report_on", N_("Date du signalement"), K.DATE, C.JUSTICE, N_("Jour de l’envoi.")),
        Field(
            "report_ground", N_("Fondement du signalement"), K.CHOICES, C.JUSTICE,
            N_("Texte invoqué ; à faire confirmer par un juriste."),
            (
                *(
                    Option(basis.id, basis.label, C.CHILD_HARM if basis.id == "fr_child_report" else None)
                    for basis in LEGAL_BASES.values()
                ),
                Option("other", N_("autre texte")),
            ),
        ),
        Field(
            "report_told", N_("La personne en a reçu l’information"), K.YES_NO, C.JUSTICE,
            N_("Avant l’envoi, sauf danger pour elle."),
        ),
        Field(
            "report_note", N_("Motif du signalement"), K.LONG_TEXT, C.CHILD_HARM,
            N_("Les faits nécessaires, rien de plus."),
            sensitivity=Sensitivity.CLOSED,
        ),
    ),
    names=Standing.WORKER,
)
