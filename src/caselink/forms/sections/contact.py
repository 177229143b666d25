"""How she can be reached without danger, and the people around her (Brussels sheet, TACTICS report)."""

from __future__ import annotations

from typing import Final

from caselink.forms.categories import Category as C
from caselink.forms.codes import LANGUAGE_OPTIONS, TIME_OPTIONS
from caselink.forms.schema import Field, Option, Section, Sensitivity, Standing
from caselink.forms.schema import Kind as K
from caselink.forms.sections.names import latin_name
from caselink.i18n import N_

CONTACT: Final = Section(
    "contact",
    N_("La joindre sans danger"),
    (
        Field(
            "means", N_("Moyens de communication"), K.CHOICES, C.CONTACT, N_("Ceux qui sont sûrs aujourd’hui."),
            (
                Option("call", N_("appel")),
                Option("text_message", N_("SMS")),
                Option("messaging", N_("messagerie")),
                Option("email", N_("courriel")),
                Option("post", N_("courrier")),
                Option("in_person", N_("en personne seulement")),
                Option("through_partner", N_("par une structure partenaire")),
                Option("through_resource_person", N_("par une personne ressource"), C.ENTOURAGE),
            ),
        ),
        Field(
            "safe_number", N_("Numéro sûr"), K.PHONE, C.CONTACT,
            N_("Un téléphone qu’elle seule consulte."), searched=True,
        ),
        Field("may_call", N_("Appel possible"), K.YES_NO, C.CONTACT, N_("Au numéro sûr, aux heures dites.")),
        Field("may_text", N_("SMS possibles"), K.YES_NO, C.CONTACT, N_("Un message peut être lu par un autre.")),
        Field(
            "may_voicemail", N_("Message vocal possible"), K.YES_NO, C.CONTACT, N_("Un répondeur peut être écouté."),
        ),
        Field("may_email", N_("Courriels possibles"), K.YES_NO, C.CONTACT, N_("À l’adresse sûre seulement.")),
        Field("may_post", N_("Courriers possibles"), K.YES_NO, C.CONTACT, N_("À l’adresse postale sûre seulement.")),
        Field(
            "may_keep_paper", N_("Peut garder un papier"), K.YES_NO, C.CONTACT,
            N_("Un papier qu’il trouve dit qu’elle se prépare."),
        ),
        Field("safe_email", N_("Courriel sûr"), K.EMAIL, C.CONTACT, N_("Une boîte dont lui n’a pas le mot de passe.")),
        Field(
            "safe_post_address", N_("Adresse postale sûre"), K.LONG_TEXT, C.WHEREABOUTS,
            N_("Domiciliation ou adresse d’un tiers de confiance."), sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "hours", N_("Heures où elle est joignable"), K.TEXT, C.CONTACT,
            N_("Dans ses mots : pendant l’école, avant 17 h."),
        ),
        Field(
            "days", N_("Jours où elle est joignable"), K.CHOICES, C.CONTACT, N_("Sans réponse : tous les jours."),
            (
                Option("monday", N_("lundi")),
                Option("tuesday", N_("mardi")),
                Option("wednesday", N_("mercredi")),
                Option("thursday", N_("jeudi")),
                Option("friday", N_("vendredi")),
                Option("saturday", N_("samedi")),
                Option("sunday", N_("dimanche")),
            ),
        ),
        Field(
            "call_from", N_("Appel possible à partir de"), K.CHOICE, C.CONTACT,
            N_("Première heure sûre de la journée."),
            TIME_OPTIONS, option_names="time",
        ),
        Field(
            "call_until", N_("Appel possible jusqu’à"), K.CHOICE, C.CONTACT,
            N_("Dernière heure sûre de la journée."),
            TIME_OPTIONS, option_names="time",
        ),
        Field(
            "code_word", N_("Mot de code"), K.TEXT, C.CONTACT,
            N_("Pour vérifier que c’est elle, ou dire qu’elle n’est pas seule."),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "caller_says", N_("Se présenter comme"), K.TEXT, C.CONTACT,
            N_("Ce que dit l’appelant si quelqu’un d’autre décroche."),
        ),
        Field(
            "keep_from", N_("À qui ne rien dire"), K.CHOICES, C.CONTACT, N_("Les noms vont dans le champ suivant."),
            (
                Option("perpetrator", N_("le mis en cause")),
                Option("his_family", N_("sa famille à lui")),
                Option("her_family", N_("sa famille à elle")),
                Option("children", N_("ses enfants")),
                Option("neighbours", N_("le voisinage")),
                Option("employer", N_("son employeur à elle")),
                Option("community", N_("sa communauté"), C.RESIDENCE),
                Option("services", N_("certains services")),
            ),
        ),
        Field(
            "who_must_not_know", N_("Qui ne doit rien savoir"), K.LONG_TEXT, C.PERPETRATOR,
            N_("Noms, à reporter aussi dans la liste « à ne jamais informer »."), sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "phone_watched", N_("Téléphone surveillé"), K.YES_NO, C.CONTACT,
            N_("Consulté, partagé, localisé ou sous logiciel espion."),
        ),
        Field(
            "accounts_shared", N_("Comptes ou cloud partagés avec lui"), K.YES_NO, C.CONTACT,
            N_("Photos, agenda, localisation, mots de passe."),
        ),
        Field(
            "post_opened", N_("Courrier ouvert par un autre"), K.YES_NO, C.CONTACT,
            N_("La boîte aux lettres n’est pas sûre."),
        ),
    ),
)

RESOURCE_PERSONS: Final = Section(
    "resource_persons",
    N_("Personnes ressources"),
    (
        Field("name", N_("Nom"), K.TEXT, C.ENTOURAGE, N_("Une personne en qui elle a confiance.")),
        latin_name(C.ENTOURAGE),
        Field(
            "link", N_("Lien avec elle"), K.CHOICE, C.ENTOURAGE, N_("Qui est cette personne pour elle."),
            (
                Option("parent", N_("parent")),
                Option("sibling", N_("sœur ou frère")),
                Option("adult_child", N_("enfant majeur")),
                Option("other_family", N_("autre famille")),
                Option("friend", N_("amie ou ami")),
                Option("neighbour", N_("voisinage")),
                Option("colleague", N_("collègue")),
                Option("community", N_("association ou communauté")),
                Option("professional", N_("professionnelle ou professionnel")),
                Option("other", N_("autre")),
            ),
        ),
        Field("phone", N_("Numéro"), K.PHONE, C.ENTOURAGE, N_("Numéro de cette personne.")),
        Field(
            "may_be_called", N_("Appel possible"), K.YES_NO, C.ENTOURAGE,
            N_("Par votre service, si elle-même ne répond pas."),
        ),
        Field("hours", N_("Heures où l’appeler"), K.TEXT, C.ENTOURAGE, N_("Moments où cette personne peut parler.")),
        Field(
            "languages", N_("Langues"), K.CHOICES, C.ENTOURAGE, N_("Langues que cette personne parle."),
            LANGUAGE_OPTIONS, option_names="language",
        ),
        Field("knows", N_("Connaît la situation"), K.YES_NO, C.ENTOURAGE, N_("Sinon, ne rien lui dire.")),
        Field(
            "is_support_person", N_("Personne de soutien"), K.YES_NO, C.ENTOURAGE, N_("L’accompagne aux rendez-vous."),
        ),
        Field(
            "agrees", N_("Accepte d’être nommée"), K.YES_NO, C.ENTOURAGE,
            N_("Si cette personne refuse, rien sur elle n’est transmis."),
        ),
        Field("note", N_("Remarque"), K.TEXT, C.ENTOURAGE, N_("Par exemple : a une clé, peut garder des papiers.")),
    ),
    repeating=True,
    entry_label=N_("une personne ressource"),
    agreement="agrees",
    names=Standing.CONTACT,
)
