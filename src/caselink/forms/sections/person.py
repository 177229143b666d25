"""Who she is, what she speaks, what lets her come (WHO brief, TACTICS report, 16 essentials)."""

from __future__ import annotations

from typing import Final

from caselink.forms.categories import Category as C
from caselink.forms.codes import COUNTRY_OPTIONS, LANGUAGE_OPTIONS
from caselink.forms.schema import Field, Option, Section, Sensitivity, Standing
from caselink.forms.schema import Kind as K
from caselink.forms.sections.names import latin_name
from caselink.i18n import N_

PERSON: Final = Section(
    "person",
    N_("La personne"),
    (
        Field(
            "goes_by", N_("Nom choisi"), K.TEXT, C.IDENTITY,
            N_("Comme la personne veut être appelée ; ce nom titre le dossier."),
            searched=True,
        ),
        Field(
            "first_names", N_("Prénoms"), K.TEXT, C.IDENTITY,
            N_("Comme sur ses papiers, si elle le souhaite."), searched=True,
        ),
        Field("last_name", N_("Nom de famille"), K.TEXT, C.IDENTITY, N_("Comme sur ses papiers."), searched=True),
        Field("birth_name", N_("Nom de naissance"), K.TEXT, C.IDENTITY, N_("S’il est différent."), searched=True),
        latin_name(C.IDENTITY, searched=True),
        Field(
            "birth", N_("Naissance ou âge"), K.BIRTH, C.IDENTITY,
            N_("Une date, même incomplète, ou l’âge qu’elle dit avoir."),
        ),
        Field(
            "age_band", N_("Tranche d’âge"), K.CHOICE, C.IDENTITY, N_("Quand ni date ni âge ne sont dits."),
            (
                Option("under_18", N_("moins de 18 ans")),
                Option("from_18_to_24", N_("18 à 24 ans")),
                Option("from_25_to_34", N_("25 à 34 ans")),
                Option("from_35_to_49", N_("35 à 49 ans")),
                Option("from_50_to_64", N_("50 à 64 ans")),
                Option("from_65", N_("65 ans et plus")),
            ),
        ),
        Field(
            "gender", N_("Genre"), K.CHOICE, C.IDENTITY, N_("Comme elle se présente."),
            (
                Option("woman", N_("femme")),
                Option("man", N_("homme")),
                Option("non_binary", N_("non binaire"), C.INTIMATE),
                Option("own_words", N_("dans ses mots"), C.INTIMATE),
            ),
        ),
        Field(
            "gender_words", N_("Genre, dans ses mots"), K.TEXT, C.INTIMATE, N_("Tel qu’elle le dit."),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "form_of_address", N_("Comment s’adresser à elle"), K.TEXT, C.INTIMATE, N_("Madame, prénom, pronoms."),
            sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "nationality", N_("Nationalité"), K.CHOICES, C.RESIDENCE, N_("Facultatif ; une ou plusieurs."),
            COUNTRY_OPTIONS, option_names="country",
        ),
        Field(
            "country_of_origin", N_("Pays d’origine"), K.CHOICE, C.RESIDENCE, N_("Facultatif ; celui qu’elle nomme."),
            COUNTRY_OPTIONS, option_names="country",
        ),
        Field(
            "customs", N_("Usages et convictions à respecter"), K.LONG_TEXT, C.INTIMATE,
            N_("Ce qui compte pour elle pendant un entretien, un soin, un accueil."), sensitivity=Sensitivity.CLOSED,
        ),
    ),
    names=Standing.PERSON,
)

_LEVELS: Final = (
    Option("none", N_("pas du tout")),
    Option("little", N_("un peu")),
    Option("everyday", N_("au quotidien")),
    Option("fluent", N_("couramment")),
)

LANGUAGE: Final = Section(
    "language",
    N_("Langues"),
    (
        Field(
            "spoken", N_("Langues parlées"), K.CHOICES, C.ACCESS, N_("Toutes celles qu’elle parle."),
            LANGUAGE_OPTIONS, option_names="language",
        ),
        Field(
            "preferred", N_("Langue préférée"), K.CHOICE, C.ACCESS, N_("Celle où elle dit le mieux ce qui compte."),
            LANGUAGE_OPTIONS, option_names="language",
        ),
        Field("french", N_("Français parlé"), K.CHOICE, C.ACCESS, N_("Comme elle l’estime."), _LEVELS),
        Field("dutch", N_("Néerlandais parlé"), K.CHOICE, C.ACCESS, N_("Comme elle l’estime."), _LEVELS),
        Field("english", N_("Anglais parlé"), K.CHOICE, C.ACCESS, N_("Comme elle l’estime."), _LEVELS),
        Field(
            "reads_in", N_("Lit en"), K.CHOICES, C.ACCESS, N_("Langues de ses papiers : accord, plan de sécurité."),
            LANGUAGE_OPTIONS, option_names="language",
        ),
        Field(
            "reading", N_("Lecture"), K.CHOICE, C.ACCESS, N_("Pour choisir entre un écrit, un dessin et la voix."),
            (
                Option("easily", N_("lit sans peine")),
                Option("with_difficulty", N_("lit avec peine")),
                Option("does_not_read", N_("ne lit pas")),
            ),
        ),
        Field(
            "file_language", N_("Langue du dossier administratif"), K.CHOICE, C.ACCESS,
            N_("À Bruxelles, cette langue décide du service, francophone ou néerlandophone."),
            (
                Option("fr", N_("français")),
                Option("nl", N_("néerlandais")),
                Option("both", N_("les deux")),
                Option("neither", N_("aucune des deux")),
            ),
        ),
        Field(
            "interpreter_needed", N_("Interprète nécessaire"), K.YES_NO, C.ACCESS,
            N_("Neutre, tenu au secret ; jamais un proche ni un enfant."),
        ),
        Field(
            "interpreter_gender", N_("Genre souhaité de l’interprète"), K.CHOICE, C.ACCESS,
            N_("Lui poser la question."),
            (
                Option("woman", N_("une femme")),
                Option("man", N_("un homme")),
                Option("no_preference", N_("sans préférence")),
            ),
        ),
        Field(
            "interpreter_by_phone", N_("Interprète par téléphone accepté"), K.YES_NO, C.ACCESS,
            N_("Parfois plus discret qu’une personne du quartier."),
        ),
        Field(
            "sign_language", N_("Langue des signes"), K.CHOICE, C.HEALTH, N_("Si elle signe, laquelle."),
            (
                Option("none", N_("non")),
                Option("lsf", N_("langue des signes française")),
                Option("lsfb", N_("langue des signes de Belgique francophone")),
                Option("vgt", N_("langue des signes flamande")),
                Option("international", N_("signes internationaux")),
                Option("other", N_("autre langue des signes")),
            ),
        ),
        Field(
            "people_to_avoid", N_("Interprètes et personnes à éviter"), K.LONG_TEXT, C.PERPETRATOR,
            N_("Noms à ne pas solliciter pour traduire."), sensitivity=Sensitivity.CLOSED,
        ),
        Field(
            "communities_to_avoid", N_("Communautés à éviter"), K.LONG_TEXT, C.RESIDENCE,
            N_("Où l’on pourrait la reconnaître ; cela peut dire d’où elle vient."),
        ),
        Field(
            "he_has_interpreted", N_("Le mis en cause a déjà traduit pour elle"), K.YES_NO, C.VIOLENCE,
            N_("Ce qui a été dit alors est à reprendre sans lui."),
        ),
    ),
)

ACCESS: Final = Section(
    "access",
    N_("Accès"),
    (
        Field(
            "mobility", N_("Mobilité"), K.CHOICES, C.ACCESS, N_("Comment elle peut venir."),
            (
                Option("on_foot", N_("à pied")),
                Option("public_transport", N_("transports en commun")),
                Option("bicycle", N_("vélo")),
                Option("own_car", N_("sa voiture")),
                Option("driven_by_relatives", N_("des proches la conduisent"), C.ENTOURAGE),
                Option("depends_on_him", N_("dépend du mis en cause")),
                Option("adapted_transport", N_("transport adapté"), C.HEALTH),
                Option("none", N_("aucun moyen")),
            ),
        ),
        Field(
            "computer_access", N_("Accès à un ordinateur"), K.CHOICE, C.ACCESS,
            N_("Pour les démarches en ligne, sans être vue."),
            (
                Option("own", N_("le sien, sûr")),
                Option("shared", N_("partagé ou surveillé")),
                Option("phone_only", N_("téléphone seulement")),
                Option("public", N_("dans un lieu public")),
                Option("none", N_("aucun")),
            ),
        ),
        Field(
            "disability", N_("Handicap"), K.CHOICES, C.HEALTH, N_("Ce qu’elle souhaite en dire."),
            (
                Option("none", N_("aucun")),
                Option("motor", N_("moteur")),
                Option("hearing", N_("auditif")),
                Option("sight", N_("visuel")),
                Option("intellectual", N_("intellectuel")),
                Option("psychological", N_("psychique")),
                Option("neurodivergent", N_("neurodivergence")),
                Option("chronic_illness", N_("maladie chronique")),
                Option("other", N_("autre")),
            ),
        ),
        Field(
            "adjustments", N_("Adaptations utiles"), K.CHOICES, C.HEALTH, N_("Ce qui rend le service accessible."),
            (
                Option("step_free", N_("accès sans marche")),
                Option("large_print", N_("gros caractères")),
                Option("braille", N_("braille")),
                Option("easy_to_read", N_("facile à lire et à comprendre")),
                Option("signing", N_("langue des signes")),
                Option("audio", N_("enregistrement audio")),
                Option("quiet_place", N_("lieu calme, pauses")),
                Option("companion", N_("accompagnement")),
                Option("other", N_("autre")),
            ),
        ),
        Field(
            "child_care", N_("Garde d’enfants pendant les rendez-vous"), K.CHOICE, C.ACCESS, N_("Qui garde, pas où."),
            (
                Option("not_needed", N_("inutile")),
                Option("available", N_("possible")),
                Option("none", N_("aucune")),
            ),
        ),
        Field(
            "times", N_("Moments possibles"), K.CHOICES, C.ACCESS, N_("Quand elle peut venir sans risque."),
            (
                Option("mornings", N_("matin")),
                Option("afternoons", N_("après-midi")),
                Option("evenings", N_("soir")),
                Option("school_hours", N_("heures d’école")),
                Option("weekends", N_("fin de semaine")),
            ),
        ),
        Field(
            "times_note", N_("Précisions sur les moments"), K.TEXT, C.ACCESS, N_("Par exemple : jamais le mercredi."),
        ),
        Field(
            "meeting_forms", N_("Formes de rendez-vous possibles"), K.CHOICES, C.ACCESS,
            N_("Ce qui est sûr pour elle."),
            (
                Option("at_the_office", N_("au bureau")),
                Option("neutral_place", N_("dans un lieu public neutre")),
                Option("at_a_partner", N_("dans une structure partenaire")),
                Option("outreach", N_("là où elle se trouve")),
                Option("phone", N_("par téléphone")),
                Option("video", N_("en visio")),
            ),
        ),
    ),
)
