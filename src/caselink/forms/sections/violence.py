"""What she lives through (frontline guide, Brussels sheet). Institutional violence is not his act."""

from __future__ import annotations

from typing import Final

from caselink.forms.categories import Category as C
from caselink.forms.schema import Field, Option, Section, Sensitivity
from caselink.forms.schema import Kind as K
from caselink.i18n import N_


def _field(
    name: str, label: str, kind: K, category: C, help_line: str, options: tuple[Option, ...] = (), *,
    her_words: bool = False,
) -> Field:
    """A field that stays closed on a shared screen until the worker opens its section."""
    return Field(name, label, kind, category, help_line, options, sensitivity=Sensitivity.CLOSED, her_words=her_words)


VIOLENCE: Final = Section(
    "violence",
    N_("Violences"),
    (
        _field(
            "own_words", N_("Ce qu’elle en dit, dans ses mots"), K.LONG_TEXT, C.INTIMATE,
            N_("Ses mots tels quels ; ne pas insister, ne pas faire répéter."), her_words=True,
        ),
        _field(
            "types", N_("Types de violence"), K.CHOICES, C.VIOLENCE,
            N_("Tous ceux qu’elle décrit, même sans les nommer."),
            (
                Option("coercive_control", N_("contrôle coercitif")),
                Option("physical", N_("physique")),
                Option("psychological", N_("psychologique")),
                Option("sexual", N_("sexuelle"), C.INTIMATE),
                Option("economic", N_("économique")),
                Option("honour_based", N_("liée à l’honneur"), C.INTIMATE),
                Option("cyber", N_("numérique")),
                Option("verbal", N_("verbale")),
                Option("institutional", N_("institutionnelle (le fait d’un service)")),
                Option("administrative", N_("administrative")),
                Option("spiritual", N_("spirituelle"), C.INTIMATE),
                Option("forced_marriage", N_("mariage forcé"), C.INTIMATE),
                Option("on_objects", N_("sur des objets")),
                Option("on_animals", N_("sur des animaux")),
            ),
        ),
        _field(
            "facts", N_("Faits"), K.LONG_TEXT, C.VIOLENCE,
            N_("Brièvement, avec les dates ; l’intime reste dans ses mots."),
        ),
        _field(
            "institution", N_("Service en cause"), K.TEXT, C.RESIDENCE,
            N_("Pour une violence institutionnelle : quel service, quels faits."),
        ),
        _field("since", N_("Depuis"), K.DATE, C.VIOLENCE, N_("Même une année suffit.")),
        _field(
            "frequency", N_("Fréquence"), K.CHOICE, C.VIOLENCE, N_("Ces derniers mois."),
            (
                Option("once", N_("une fois")),
                Option("sometimes", N_("parfois")),
                Option("monthly", N_("chaque mois")),
                Option("weekly", N_("chaque semaine")),
                Option("daily", N_("chaque jour")),
            ),
        ),
        _field("last_time", N_("Dernière fois"), K.DATE, C.VIOLENCE, N_("Jour, mois ou année.")),
        _field("getting_worse", N_("S’aggravent"), K.YES_NO, C.VIOLENCE, N_("Plus souvent ou plus fort qu’avant.")),
        _field(
            "alerts", N_("Signes de danger"), K.CHOICES, C.VIOLENCE,
            N_("Chacun suffit pour appeler un service spécialisé."),
            (
                Option("threats_to_kill", N_("menaces de mort")),
                Option("strangling", N_("étranglement")),
                Option("weapon", N_("arme montrée ou utilisée"), C.PERPETRATOR),
                Option("threats_to_children", N_("menaces sur les enfants"), C.CHILD_HARM),
                Option("followed", N_("l’a suivie ou retrouvée")),
                Option("watched", N_("la surveille")),
                Option("worse_since_leaving", N_("s’aggravent depuis le départ")),
                Option("during_pregnancy", N_("pendant une grossesse"), C.HEALTH),
                Option("his_suicide_threats", N_("il menace de se tuer"), C.PERPETRATOR),
                Option("ignores_measures", N_("il ne respecte pas les mesures"), C.PERPETRATOR),
                Option("threats_to_animals", N_("menaces sur des animaux ou leur mort")),
            ),
        ),
        _field(
            "recent_sexual_violence", N_("Violence sexuelle récente"), K.YES_NO, C.INTIMATE,
            N_("Des soins et des preuves sont possibles pendant quelques jours."),
        ),
        _field(
            "his_phase", N_("Cycle : de son côté à lui"), K.CHOICE, C.PERPETRATOR, N_("Où il en est aujourd’hui."),
            (
                Option("tension", N_("tension")),
                Option("aggression", N_("agression")),
                Option("justification", N_("justification")),
                Option("reconciliation", N_("réconciliation")),
            ),
        ),
        _field(
            "her_phase", N_("Cycle : de son côté à elle"), K.CHOICE, C.VIOLENCE, N_("Ce qu’elle ressent aujourd’hui."),
            (
                Option("anxiety", N_("angoisse")),
                Option("anger_and_shame", N_("colère et honte")),
                Option("responsibility", N_("se sent responsable")),
                Option("hope", N_("espoir")),
            ),
        ),
        _field(
            "vulnerabilities", N_("Moyens de pression utilisés"), K.CHOICES, C.VIOLENCE,
            N_("Ce qui est utilisé contre elle, et les situations qui l’exposent."),
            (
                Option("isolation", N_("isolement")),
                Option("outing_threat", N_("menace de révéler son orientation ou son identité"), C.INTIMATE),
                Option("sex_work", N_("travail du sexe, exploitation sexuelle"), C.INTIMATE),
                Option("trafficking", N_("traite, travail forcé"), C.INTIMATE),
                Option("home_for_services", N_("logement contre services"), C.INTIMATE),
                Option("permit", N_("titre de séjour"), C.RESIDENCE),
                Option("asylum_sabotaged", N_("dossier d’asile saboté"), C.RESIDENCE),
                Option("threat_to_denounce", N_("menace de la dénoncer"), C.RESIDENCE),
                Option("discredited_as_ill", N_("fait passer pour malade"), C.HEALTH),
                Option("forced_medication", N_("médicaments imposés"), C.HEALTH),
                Option("substances_as_control", N_("alcool ou drogues comme emprise"), C.HEALTH),
                Option("dependent_on_substances", N_("addiction"), C.HEALTH),
                Option("aids_removed", N_("aides techniques retirées"), C.HEALTH),
                Option("he_is_carer", N_("dépend de lui pour ses soins"), C.HEALTH),
                Option("suicidal", N_("idées suicidaires, se fait du mal"), C.HEALTH),
                Option("pregnant", N_("grossesse"), C.HEALTH),
                Option("money", N_("dépendance matérielle"), C.MATERIAL),
                Option("no_home", N_("sans chez-soi"), C.MATERIAL),
                Option("precarious", N_("conditions de vie précaires"), C.MATERIAL),
                Option("language", N_("barrière de la langue"), C.ACCESS),
                Option("minor", N_("minorité"), C.IDENTITY),
                Option("older", N_("grand âge"), C.IDENTITY),
            ),
        ),
        _field(
            "evidence", N_("Preuves"), K.CHOICES, C.VIOLENCE, N_("Ce qui existe, sans l’ouvrir ici."),
            (
                Option("none", N_("aucune")),
                Option("messages", N_("messages")),
                Option("emails", N_("courriels")),
                Option("calls", N_("journal d’appels, messages vocaux")),
                Option("photos", N_("photos"), C.INTIMATE),
                Option("recordings", N_("enregistrements")),
                Option("certificates", N_("certificats médicaux"), C.HEALTH),
                Option("witnesses", N_("témoins"), C.ENTOURAGE),
                Option("diary", N_("journal tenu par elle")),
                Option("papers", N_("courriers, relevés")),
                Option("objects", N_("objets abîmés")),
                Option("earlier_reports", N_("plaintes ou mains courantes"), C.JUSTICE),
            ),
        ),
        _field(
            "evidence_saved", N_("Preuves mises à l’abri"), K.CHOICE, C.VIOLENCE,
            N_("Hors du téléphone et du domicile."),
            (
                Option("yes", N_("oui")),
                Option("partly", N_("en partie")),
                Option("no", N_("non")),
            ),
        ),
    ),
)
