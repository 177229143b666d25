"""Complaint, measures, hearings (TACTICS report), and what keeps her from services (Brussels sheet, WHO brief)."""

from __future__ import annotations

from typing import Final

from caselink.forms.categories import Category as C
from caselink.forms.schema import Field, Option, Section, Sensitivity
from caselink.forms.schema import Kind as K
from caselink.i18n import N_

PROTECTION_JUSTICE: Final = Section(
    "protection_justice",
    N_("Protection et justice"),
    (
        Field(
            "wants_complaint", N_("Souhaite porter plainte"), K.CHOICE, C.JUSTICE, N_("C’est elle qui décide."),
            (
                Option("yes", N_("oui")),
                Option("undecided", N_("hésite")),
                Option("later", N_("plus tard")),
                Option("no", N_("non")),
            ),
        ),
        Field(
            "complaint", N_("Plainte"), K.CHOICE, C.JUSTICE, N_("Une plainte doit être prise."),
            (
                Option("none", N_("aucune")),
                Option("in_preparation", N_("en préparation")),
                Option("logged", N_("main courante ou simple déclaration")),
                Option("refused", N_("refusée par le service")),
                Option("filed", N_("déposée")),
                Option("withdrawn", N_("retirée")),
            ),
        ),
        Field("complaint_on", N_("Date de la plainte"), K.DATE, C.JUSTICE, N_("Date du dépôt ou du refus.")),
        Field(
            "complaint_place", N_("Plainte : lieu"), K.TEXT, C.JUSTICE,
            N_("Commissariat, brigade, zone de police, parquet."),
        ),
        Field(
            "complaint_number", N_("Numéro de plainte"), K.TEXT, C.JUSTICE, N_("Numéro de procédure."), searched=True,
        ),
        Field("complaint_contact", N_("Plainte : qui s’en occupe"), K.TEXT, C.JUSTICE, N_("Nom et ligne directe.")),
        Field(
            "has_news", N_("A des nouvelles de sa plainte"), K.YES_NO, C.JUSTICE,
            N_("Elle sait où en est la procédure."),
        ),
        Field(
            "outcome", N_("Suites de la plainte"), K.CHOICE, C.JUSTICE, N_("Ce qui est connu."),
            (
                Option("enquiry", N_("enquête en cours")),
                Option("dropped", N_("classée sans suite")),
                Option("alternative", N_("mesure alternative")),
                Option("trial", N_("jugement prévu")),
                Option("convicted", N_("condamnation")),
                Option("acquitted", N_("relaxe, acquittement")),
            ),
        ),
        Field(
            "measures", N_("Mesures de protection"), K.CHOICES, C.JUSTICE, N_("Celles qui sont en vigueur."),
            (
                Option("none", N_("aucune")),
                Option("asked", N_("demandée, en attente")),
                Option("protection_order", N_("ordonnance de protection")),
                Option("no_contact", N_("interdiction de contact ou de paraître")),
                Option("eviction", N_("éviction du mis en cause du domicile")),
                Option("judicial_supervision", N_("contrôle judiciaire")),
                Option("bracelet", N_("bracelet anti-rapprochement")),
                Option("emergency_phone", N_("téléphone grave danger, alarme mobile")),
                Option("detention", N_("détention")),
            ),
        ),
        Field(
            "measures_until", N_("Mesures jusqu’au"), K.DATE, C.JUSTICE,
            N_("La première qui prend fin."), lies_ahead=True,
        ),
        Field(
            "measures_respected", N_("Mesures respectées"), K.YES_NO, C.PERPETRATOR, N_("Par lui."),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "earlier_decisions", N_("Décisions de justice"), K.LONG_TEXT, C.JUSTICE, N_("À montrer à qui intervient."),
        ),
        Field(
            "next_hearing_on", N_("Prochaine audience"), K.DATE, C.JUSTICE, N_("Jour de l’audience."), lies_ahead=True,
        ),
        Field(
            "hearing", N_("Audience : juridiction et objet"), K.TEXT, C.JUSTICE,
            N_("Par exemple : juge aux affaires familiales."),
        ),
        Field("has_lawyer", N_("A un avocat"), K.YES_NO, C.JUSTICE, N_("À elle, pas commun avec lui.")),
        Field("lawyer", N_("Nom de l’avocat"), K.TEXT, C.JUSTICE, N_("Et barreau.")),
        Field("lawyer_phone", N_("Téléphone de l’avocat"), K.PHONE, C.JUSTICE, N_("Ligne directe si elle est connue.")),
        Field(
            "legal_aid", N_("Aide juridictionnelle ou juridique"), K.CHOICE, C.JUSTICE, N_("Où en est la demande."),
            (
                Option("none", N_("non demandée")),
                Option("asked", N_("demandée")),
                Option("granted", N_("accordée")),
                Option("refused", N_("refusée")),
            ),
        ),
        Field(
            "medical_certificate", N_("Certificat médical pour la justice"), K.CHOICE, C.HEALTH,
            N_("Unité médico-judiciaire ou médecin requis."),
            (
                Option("none", N_("aucun")),
                Option("asked", N_("demandé")),
                Option("done", N_("établi")),
            ),
        ),
        Field("certificate_on", N_("Date du certificat"), K.DATE, C.HEALTH, N_("Date de l’examen.")),
        Field(
            "incapacity_days", N_("Jours d’incapacité (ITT)"), K.COUNT, C.HEALTH, N_("Nombre du certificat "
                                                                                     "(incapacité totale de "
                                                                                     "travail), à ne pas confondre "
                                                                                     "avec l’arrêt."),
        ),
    ),
)

BARRIERS: Final = Section(
    "barriers",
    N_("Obstacles"),
    (
        Field(
            "kinds", N_("Ce qui l’empêche de venir ou de demander"), K.CHOICES, C.ACCESS, N_("Tout ce qu’elle nomme."),
            (
                Option("language", N_("langue")),
                Option("cost", N_("coût"), C.MATERIAL),
                Option("he_holds_insurance", N_("il détient l’assurance ou la carte de santé"), C.HEALTH),
                Option("he_holds_money", N_("il détient l’argent"), C.MATERIAL),
                Option("papers", N_("papiers"), C.RESIDENCE),
                Option("transport", N_("transport")),
                Option("time_off", N_("pas de temps libre au travail ou à la maison")),
                Option("child_care", N_("pas de garde d’enfants")),
                Option("isolation", N_("isolement"), C.VIOLENCE),
                Option("he_watches", N_("il la surveille"), C.VIOLENCE),
                Option("distrust", N_("méfiance envers les services")),
                Option("fear_of_strangers", N_("peur des inconnus")),
                Option("fear_of_men", N_("peur des hommes"), C.INTIMATE),
                Option("stigma", N_("regard des autres"), C.INTIMATE),
                Option("shame", N_("honte"), C.INTIMATE),
                Option("past_discrimination", N_("discrimination déjà vécue"), C.INTIMATE),
                Option("fear_of_reprisals", N_("peur des représailles"), C.VIOLENCE),
                Option("fear_of_her_deportation", N_("peur d’être expulsée"), C.RESIDENCE),
                Option("fear_of_his_deportation", N_("peur qu’il soit expulsé"), C.RESIDENCE),
                Option("fear_of_losing_children", N_("peur de perdre ses enfants"), C.FAMILY),
                Option("disability", N_("lieux ou documents non accessibles"), C.HEALTH),
                Option("digital", N_("démarches en ligne")),
            ),
        ),
        Field(
            "own_words", N_("Obstacles, dans ses mots"), K.LONG_TEXT, C.INTIMATE, N_("Ses mots tels quels."),
            her_words=True,
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "discrimination", N_("Discriminations vécues"), K.LONG_TEXT, C.INTIMATE,
            N_("Où, par qui ; pour ne pas l’y renvoyer."),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "refused_help_earlier", N_("Une aide proposée n’a pas convenu"), K.YES_NO, C.CONTACT,
            N_("Ne pas insister ; convenir d’un rappel."),
        ),
    ),
)
