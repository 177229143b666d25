"""Where and with whom she lives (Brussels sheet, TACTICS report). Some answers say where to find her."""

from __future__ import annotations

from typing import Final

from caselink.forms.categories import Category as C
from caselink.forms.codes import COUNTRIES
from caselink.forms.schema import Field, Option, Section, Sensitivity
from caselink.forms.schema import Kind as K
from caselink.i18n import N_

HOUSING: Final = Section(
    "housing",
    N_("Hébergement-logement"),
    (
        Field(
            "status", N_("Situation de logement"), K.CHOICE, C.MATERIAL, N_("Où elle dort aujourd’hui."),
            (
                Option("home_with_him", N_("domicile commun, avec lui")),
                Option("home_without_him", N_("domicile commun, lui est parti")),
                Option("own_home", N_("son propre logement")),
                Option("with_relatives", N_("chez des proches"), C.WHEREABOUTS),
                Option("emergency_shelter", N_("hébergement d’urgence"), C.WHEREABOUTS),
                Option("shelter", N_("foyer, maison d’accueil, centre d’hébergement"), C.WHEREABOUTS),
                Option("hotel", N_("hôtel"), C.WHEREABOUTS),
                Option("hospital", N_("hôpital, maternité"), C.WHEREABOUTS),
                Option("employer_home", N_("logement fourni par l’employeur"), C.WHEREABOUTS),
                Option("reception_centre", N_("centre d’accueil pour demandeurs d’asile"), C.RESIDENCE),
                Option("in_exchange", N_("hébergement en échange de services"), C.INTIMATE),
                Option("no_home", N_("sans logement")),
                Option("other", N_("autre")),
            ),
        ),
        Field("safe_tonight", N_("Endroit sûr pour ce soir"), K.YES_NO, C.MATERIAL, N_("Selon elle.")),
        Field(
            "until", N_("Hébergement jusqu’au"), K.DATE, C.WHEREABOUTS,
            N_("Fin prévue de l’hébergement actuel."), lies_ahead=True,
        ),
        Field(
            "with_whom", N_("Avec qui elle vit"), K.CHOICES, C.FAMILY, N_("Personnes qui dorment au même endroit."),
            (
                Option("alone", N_("personne d’autre")),
                Option("perpetrator", N_("le mis en cause")),
                Option("children", N_("ses enfants")),
                Option("his_family", N_("sa famille à lui")),
                Option("her_family", N_("sa famille à elle"), C.WHEREABOUTS),
                Option("friends", N_("des amis"), C.WHEREABOUTS),
                Option("other_residents", N_("d’autres personnes hébergées"), C.WHEREABOUTS),
            ),
        ),
        Field(
            "tenure", N_("Titre d’occupation"), K.CHOICE, C.MATERIAL, N_("À quel titre le logement est occupé."),
            (
                Option("owner", N_("propriétaire")),
                Option("joint_owner", N_("copropriétaire avec lui")),
                Option("tenant", N_("locataire du privé")),
                Option("social_tenant", N_("locataire social")),
                Option("lodged", N_("hébergement gratuit"), C.WHEREABOUTS),
                Option("none", N_("sans titre")),
            ),
        ),
        Field(
            "lease_in_name_of", N_("Bail au nom de"), K.CHOICE, C.MATERIAL, N_("Qui a signé le bail ou l’acte."),
            (
                Option("hers", N_("elle")),
                Option("his", N_("lui")),
                Option("joint", N_("tous les deux")),
                Option("third_party", N_("un tiers")),
            ),
        ),
        Field("town", N_("Commune"), K.TEXT, C.WHEREABOUTS, N_("Où elle vit aujourd’hui.")),
        Field(
            "countries", N_("Pays où elle vit ou cherche de l’aide"), K.CHOICES, C.WHEREABOUTS,
            N_("S’il en est d’autres que celui du service."), COUNTRIES, option_names="country",
        ),
        Field(
            "address", N_("Adresse"), K.LONG_TEXT, C.WHEREABOUTS, N_("Seulement si elle sert à l’aider."),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "address_confidential", N_("Adresse à garder confidentielle"), K.YES_NO, C.CONTACT,
            N_("Ne figure sur aucun courrier."),
        ),
        Field(
            "domiciliation", N_("Domiciliation"), K.CHOICE, C.CONTACT,
            N_("Adresse administrative qui cache la sienne."),
            (
                Option("none", N_("aucune")),
                Option("asked", N_("demandée")),
                Option("in_place", N_("en place")),
            ),
        ),
        Field(
            "domiciliation_at", N_("Domiciliée chez"), K.TEXT, C.CONTACT,
            N_("Service ou avocat qui reçoit son courrier."),
        ),
        Field(
            "shelter_asked", N_("Hébergement d’urgence demandé"), K.YES_NO, C.MATERIAL,
            N_("Au 115, à une maison d’accueil, à une association."),
        ),
        Field(
            "shelter_asked_since", N_("Hébergement demandé depuis"), K.DATE, C.MATERIAL,
            N_("Date de la première demande."),
        ),
        Field(
            "shelter_answer", N_("Réponse à la demande d’hébergement"), K.CHOICE, C.MATERIAL,
            N_("La dernière réponse reçue."),
            (
                Option("waiting", N_("en attente")),
                Option("refused", N_("refusée, pas de place")),
                Option("accepted", N_("acceptée"), C.WHEREABOUTS),
            ),
        ),
        Field(
            "application", N_("Demande de logement"), K.CHOICE, C.MATERIAL, N_("Logement social ou prioritaire."),
            (
                Option("none", N_("aucune")),
                Option("in_preparation", N_("en préparation")),
                Option("filed", N_("déposée")),
                Option("granted", N_("acceptée"), C.WHEREABOUTS),
            ),
        ),
        Field(
            "application_number", N_("Numéro de la demande de logement"), K.TEXT, C.MATERIAL,
            N_("Numéro unique ou de dossier."),
        ),
        Field("left_home", N_("A quitté le domicile commun"), K.YES_NO, C.MATERIAL, N_("Même pour quelques nuits.")),
        Field("left_home_since", N_("Départ le"), K.DATE, C.MATERIAL, N_("Date du départ.")),
        Field(
            "belongings_left", N_("Affaires restées au domicile"), K.YES_NO, C.MATERIAL,
            N_("Papiers, vêtements, médicaments, objets d’enfant."),
        ),
        Field("pets", N_("Animaux à mettre à l’abri"), K.YES_NO, C.MATERIAL, N_("On reste parfois pour un animal.")),
    ),
)

FAMILY: Final = Section(
    "family",
    N_("Situation familiale"),
    (
        Field(
            "situation", N_("Situation familiale"), K.CHOICE, C.FAMILY, N_("Comme elle la décrit."),
            (
                Option("married", N_("mariage")),
                Option("civil_partnership", N_("PACS, cohabitation légale")),
                Option("living_together", N_("union libre")),
                Option("religious_marriage", N_("mariage religieux ou coutumier")),
                Option("separated", N_("séparation de fait")),
                Option("divorced", N_("divorce")),
                Option("widowed", N_("veuvage")),
                Option("single", N_("célibataire")),
            ),
        ),
        Field(
            "relationship", N_("Lien avec le mis en cause"), K.CHOICE, C.FAMILY, N_("Ce qu’il est pour elle."),
            (
                Option("spouse", N_("époux, épouse")),
                Option("former_spouse", N_("ancien époux, ancienne épouse")),
                Option("companion", N_("compagne, compagnon")),
                Option("former_companion", N_("ancienne compagne, ancien compagnon")),
                Option("father_of_children", N_("autre parent des enfants, sans vie commune")),
                Option("relative", N_("membre de sa famille")),
                Option("in_law", N_("membre de sa belle-famille")),
                Option("other", N_("autre")),
            ),
        ),
        Field("together_since", N_("Ensemble depuis"), K.DATE, C.FAMILY, N_("Début de la relation.")),
        Field("lives_with_him", N_("Vit avec lui"), K.YES_NO, C.FAMILY, N_("Aujourd’hui.")),
        Field(
            "separation", N_("Séparation"), K.CHOICE, C.FAMILY, N_("Annoncer un départ est un moment de danger."),
            (
                Option("together", N_("en couple")),
                Option("planned", N_("séparation envisagée"), C.VIOLENCE),
                Option("announced", N_("séparation annoncée"), C.VIOLENCE),
                Option("separated", N_("séparés")),
                Option("back_together", N_("de nouveau ensemble")),
            ),
        ),
        Field("separated_since", N_("Depuis"), K.DATE, C.FAMILY, N_("Date de la séparation.")),
        Field(
            "divorce", N_("Divorce ou séparation de droit"), K.CHOICE, C.JUSTICE, N_("Où en est la procédure."),
            (
                Option("none", N_("aucune procédure")),
                Option("considered", N_("envisagé")),
                Option("under_way", N_("en cours")),
                Option("granted", N_("prononcé")),
            ),
        ),
        Field(
            "support", N_("Soutien dans son entourage"), K.CHOICE, C.ENTOURAGE, N_("Selon elle."),
            (
                Option("none", N_("aucun")),
                Option("little", N_("un peu")),
                Option("strong", N_("solide")),
            ),
        ),
        Field("children_count", N_("Nombre d’enfants"), K.COUNT, C.FAMILY, N_("À sa charge, nés d’elle ou non.")),
        Field("dependants", N_("Autres personnes à charge"), K.TEXT, C.FAMILY, N_("Parent âgé, frère, sœur.")),
        Field("pregnant", N_("Grossesse"), K.YES_NO, C.HEALTH, N_("En cours."), sensitivity=Sensitivity.CLOSED),
        Field(
            "due_on", N_("Naissance prévue"), K.DATE, C.HEALTH,
            N_("Mois ou date du terme."), sensitivity=Sensitivity.CLOSED, lies_ahead=True,
        ),
        Field(
            "pressures", N_("Pressions familiales ou religieuses"), K.CHOICES, C.VIOLENCE,
            N_("De sa famille à elle, de sa famille à lui ou d’une communauté."),
            (
                Option("to_stay", N_("pour qu’elle reste")),
                Option("to_withdraw", N_("pour qu’elle retire sa plainte"), C.JUSTICE),
                Option("opposition", N_("opposition de la famille à ses choix")),
                Option("restrictive_beliefs", N_("croyances invoquées pour la contrôler"), C.INTIMATE),
                Option("religious", N_("pression religieuse"), C.INTIMATE),
                Option("honour", N_("honneur de la famille"), C.INTIMATE),
                Option("forced_marriage", N_("mariage forcé ou arrangé"), C.INTIMATE),
                Option("genital_mutilation", N_("mutilation sexuelle, subie ou redoutée"), C.INTIMATE),
                Option("dowry", N_("dot"), C.INTIMATE),
                Option("no_language", N_("interdiction d’apprendre la langue")),
                Option("no_work", N_("interdiction de travailler")),
                Option("no_going_out", N_("interdiction de sortir seule")),
                Option("family_abroad", N_("menaces sur sa famille au pays"), C.RESIDENCE),
            ),
            sensitivity=Sensitivity.CLOSED,
        ),
    ),
)
