"""Work and money (Brussels sheet, TACTICS report, 16 essentials)."""

from __future__ import annotations

from typing import Final

from caselink.forms.categories import Category as C
from caselink.forms.schema import Field, Option, Section
from caselink.forms.schema import Kind as K
from caselink.i18n import N_

WORK_MONEY: Final = Section(
    "work_money",
    N_("Travail et ressources"),
    (
        Field(
            "situation", N_("Situation professionnelle"), K.CHOICE, C.MATERIAL, N_("Aujourd’hui."),
            (
                Option("employed", N_("emploi salarié")),
                Option("self_employed", N_("activité indépendante")),
                Option("works_for_him", N_("travaille pour lui ou sa famille")),
                Option("undeclared", N_("travail non déclaré")),
                Option("seeking", N_("en recherche d’emploi")),
                Option("studying", N_("en études ou en formation")),
                Option("at_home", N_("à la maison, sans emploi")),
                Option("parental_leave", N_("congé maternité ou parental"), C.HEALTH),
                Option("sick_leave", N_("en arrêt maladie"), C.HEALTH),
                Option("unfit", N_("en invalidité"), C.HEALTH),
                Option("retired", N_("retraite")),
                Option("no_right_to_work", N_("sans droit au travail"), C.RESIDENCE),
                Option("sex_work", N_("travail du sexe"), C.INTIMATE),
                Option("none", N_("sans emploi")),
            ),
        ),
        Field("occupation", N_("Métier"), K.TEXT, C.MATERIAL, N_("Métier ou dernier emploi.")),
        Field(
            "employer", N_("Employeur et lieu de travail"), K.TEXT, C.WHEREABOUTS,
            N_("Permet de la retrouver : seulement si c’est utile."),
        ),
        Field(
            "he_knows_workplace", N_("Il connaît son lieu de travail"), K.YES_NO, C.VIOLENCE,
            N_("Il peut y venir ou y téléphoner."),
        ),
        Field("employer_knows", N_("Employeur prévenu"), K.YES_NO, C.VIOLENCE, N_("De la situation, avec son accord.")),
        Field("seeking_work", N_("Cherche un travail"), K.YES_NO, C.MATERIAL, N_("Aujourd’hui.")),
        Field(
            "training_wanted", N_("Souhaite une formation"), K.YES_NO, C.MATERIAL,
            N_("Langue, métier, diplôme à faire reconnaître."),
        ),
        Field(
            "resources", N_("Ressources"), K.CHOICES, C.MATERIAL, N_("Ce qu’elle reçoit elle-même."),
            (
                Option("none", N_("aucune")),
                Option("wage", N_("salaire")),
                Option("self_employment", N_("activité indépendante")),
                Option("unemployment", N_("chômage")),
                Option("social_aid", N_("RSA, revenu d’intégration")),
                Option("family_benefits", N_("prestations familiales")),
                Option("disability", N_("allocation de handicap, invalidité"), C.HEALTH),
                Option("sick_pay", N_("indemnités de maladie"), C.HEALTH),
                Option("pension", N_("retraite, pension")),
                Option("maintenance", N_("pension alimentaire")),
                Option("asylum_allowance", N_("allocation pour demandeurs d’asile"), C.RESIDENCE),
                Option("grant", N_("bourse")),
                Option("from_relatives", N_("aide de proches"), C.ENTOURAGE),
                Option("from_him", N_("argent donné par lui")),
                Option("other", N_("autre")),
            ),
        ),
        Field(
            "monthly_income", N_("Revenu par mois, en euros"), K.COUNT, C.MATERIAL,
            N_("Ce dont elle dispose vraiment."),
        ),
        Field(
            "bank_account", N_("Compte bancaire"), K.CHOICE, C.MATERIAL,
            N_("À quel nom est le compte qu’elle utilise."),
            (
                Option("own", N_("à son nom")),
                Option("joint", N_("commun avec lui")),
                Option("his", N_("à son nom à lui")),
                Option("third_party", N_("d’un tiers")),
                Option("none", N_("aucun")),
            ),
        ),
        Field(
            "he_controls_money", N_("Il contrôle son argent"), K.YES_NO, C.VIOLENCE,
            N_("Carte, code, comptes rendus exigés."),
        ),
        Field(
            "safe_payment", N_("Aide versée sans qu’il le voie"), K.TEXT, C.WHEREABOUTS,
            N_("Comment lui remettre une aide en sûreté."),
        ),
        Field(
            "caf", N_("CAF, allocations familiales"), K.CHOICE, C.MATERIAL,
            N_("Prestations familiales et de logement."),
            (
                Option("none", N_("pas de droits")),
                Option("not_asked_for", N_("non demandées")),
                Option("asked_for", N_("demandées")),
                Option("received", N_("versées")),
            ),
        ),
        Field(
            "caf_received_by", N_("CAF versée à"), K.CHOICE, C.MATERIAL, N_("Sur quel compte l’argent arrive."),
            (
                Option("her", N_("elle")),
                Option("him", N_("lui")),
                Option("joint", N_("un compte commun")),
                Option("third_party", N_("un tiers")),
            ),
        ),
        Field(
            "social_aid", N_("Aide sociale"), K.CHOICES, C.MATERIAL, N_("RSA, CPAS, secours : à part de la CAF."),
            (
                Option("none", N_("aucune")),
                Option("asked", N_("demandée")),
                Option("rsa", N_("RSA")),
                Option("cpas", N_("CPAS, revenu d’intégration")),
                Option("cpas_equivalent", N_("CPAS, aide équivalente"), C.RESIDENCE),
                Option("emergency", N_("secours ponctuel")),
                Option("food", N_("aide alimentaire")),
                Option("refused", N_("refusée")),
            ),
        ),
        Field("wages_owed", N_("Salaires dus"), K.YES_NO, C.MATERIAL, N_("Heures ou mois non payés.")),
        Field("wages_owed_note", N_("Salaires dus : précisions"), K.TEXT, C.MATERIAL, N_("Période et montant.")),
        Field(
            "maintenance", N_("Pension alimentaire"), K.CHOICE, C.MATERIAL, N_("Pour elle ou les enfants."),
            (
                Option("not_asked_for", N_("non demandée")),
                Option("asked_for", N_("demandée")),
                Option("paid", N_("payée")),
                Option("partly_paid", N_("payée en partie")),
                Option("unpaid", N_("impayée")),
            ),
        ),
        Field(
            "debts", N_("Dettes"), K.CHOICES, C.MATERIAL, N_("À qui elles sont, et de quoi."),
            (
                Option("none", N_("aucune")),
                Option("hers", N_("à elle")),
                Option("joint", N_("communes")),
                Option("made_by_him", N_("faites par lui à son nom à elle"), C.VIOLENCE),
                Option("rent", N_("loyers")),
                Option("energy", N_("énergie")),
                Option("tax", N_("impôts")),
            ),
        ),
    ),
)
