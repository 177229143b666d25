"""Invented people, places and sentences of the demo. Every name is made up; numbers are of the range that France keeps
free for fiction (ARCEP: 06 39 98, 01 99 00), addresses and mails lead nowhere."""

from __future__ import annotations

from typing import Final, NamedTuple

from caselink.domain.answers import Json


class Someone(NamedTuple):
    """First name, family name, country (ISO 3166) and languages (ISO 639), the preferred one first."""

    first: str
    last: str
    country: str
    languages: tuple[str, ...]


WOMEN: Final = (
    Someone("Sofia", "Marquelin", "pt", ("pt", "fr")),
    Someone("Nadège", "Okombila", "cd", ("fr", "ln")),
    Someone("Mirela", "Dobrunesca", "ro", ("ro", "fr")),
    Someone("Élodie", "Vassarlune", "fr", ("fr",)),
    Someone("Yasmin", "Haddourine", "sy", ("ar", "en")),
    Someone("Katrien", "Vandermollen", "be", ("nl", "fr")),
    Someone("Fatou", "Diarrassane", "gn", ("ff", "fr")),
    Someone("Oksana", "Verbytskova", "ua", ("uk", "ru")),
    Someone("Leïla", "Ferhanouche", "dz", ("kab", "fr")),
    Someone("Mariam", "Zadranyar", "af", ("prs", "en")),
    Someone("Gülay", "Karadenliz", "tr", ("tr",)),
    Someone("Aline", "Deschavande", "be", ("fr",)),
    Someone("Rosalinda", "Quisperón", "pe", ("es", "qu")),
    Someone("Priya", "Sandaramani", "in", ("hi", "en")),
    Someone("Hanane", "Ouzarifat", "ma", ("rif", "nl")),
    Someone("Camille", "Tourbrelle", "fr", ("fr",)),
    Someone("Awa", "Ndoyaneh", "sn", ("wo", "fr")),
    Someone("Svetla", "Dimovkova", "bg", ("bg", "tr")),
    Someone("Beatriz", "Sarmentina", "br", ("pt", "es")),
    Someone("Tigist", "Alemarash", "et", ("am", "ti")),
    Someone("Jovana", "Stankorić", "rs", ("sr", "rom")),
    Someone("Thi Lan", "Nguyêtha", "vn", ("vi", "fr")),
    Someone("Ewa", "Brzoskalska", "pl", ("pl", "fr")),
    Someone("Noor", "Al-Barkatin", "iq", ("ku", "ar")),
)

MEN: Final = (
    "Dario Marquelin", "Serge Okombila", "Ionel Dobrunesca", "Fabrice Vassarlune", "Bassel Haddourine",
    "Wouter Vandermollen", "Ibrahima Diarrassane", "Taras Verbytskov", "Rachid Ferhanouche", "Omid Zadranyar",
    "Cem Karadenliz", "Thierry Deschavande",
)

GIRLS_AND_BOYS: Final = (
    "Inès", "Noé", "Lina", "Elias", "Maya", "Adam", "Jade", "Sacha", "Nour", "Timéo", "Alba", "Ilyan", "Zélie", "Milo",
)

TOWNS: Final = ("Schaerbeek", "Ixelles", "Anderlecht", "Molenbeek", "Forest", "Uccle", "Laeken", "Evere", "Jette")

SCHOOLS: Final = ("école des Tilleuls", "école du Pont-Neuf", "crèche Les Lucioles", "Basisschool De Linde")

JOBS: Final = (
    "aide-ménagère", "vendeuse", "agente d’entretien", "comptable", "aide-soignante", "serveuse", "couturière",
    "institutrice", "garde d’enfants",
)

HER_WORDS: Final = (
    "« Je veux que ça s’arrête, sans le mettre dehors tout de suite. »",
    "« Je ne veux plus avoir peur quand la clé tourne dans la serrure. »",
    "« Je voudrais partir, mais pas sans les enfants. »",
    "« Il dit que sans lui je n’ai pas de papiers. Je veux savoir si c’est vrai. »",
    "« J’ai besoin de dormir une nuit entière, après je réfléchirai. »",
    "« Je veux un compte à moi, et travailler. »",
    "« Qu’on me croie. »",
    "« Je veux que quelqu’un m’explique ce qui se passe si je porte plainte. »",
)

FACTS: Final = (
    "Cris et insultes chaque jour, porte bloquée, téléphone confisqué le soir.",
    "Gifles et coups depuis la naissance du premier enfant ; vaisselle brisée.",
    "Il compte les trajets, lit les messages, appelle au travail plusieurs fois par jour.",
    "Menaces de garder les enfants, papiers cachés, argent remis ticket par ticket.",
    "Poussée dans l’escalier ; bleus au bras vus par une collègue.",
    "Messages de menace depuis la séparation, attente devant l’école.",
)

HOURS: Final = (
    "pendant l’école, de 9 h à 15 h", "le matin, quand il travaille", "après 18 h, jamais le week-end",
    "à la pause de midi", "le mercredi après-midi",
)

CODE_WORDS: Final = ("mimosa", "parapluie bleu", "la recette", "tante Odile", "le colis", "mardi sans faute")

GUIDANCE: Final = (
    ("specialised_service", "Un premier rendez-vous avec une association, quand elle le voudra."),
    ("lawyer", "Une consultation gratuite d’avocat pour connaître ses droits."),
    ("bank", "Ouvrir un compte à son nom, relevés en ligne seulement."),
    ("certificate", "Faire constater les blessures, même sans plainte."),
    ("safety_plan", "Préparer un sac et un lieu de repli."),
    ("psychological_care", "Un suivi psychologique dans sa langue."),
    ("language_course", "Un cours de français aux heures d’école."),
)

PARTNERS: Final[tuple[dict[str, Json], ...]] = (
    {
        "short_name": "Deux Rives", "name": "Maison d’accueil Les Deux Rives (fictive)", "kind": "shelter",
        "domains": ["housing", "safety"], "country": "BE", "area": "Bruxelles", "languages": ["fr", "ar", "en"],
        "hours": {"always": True}, "phones": ["01 99 00 10 10"], "takes_children": True,
        "contacts": [{"name": "Odile Charmette", "role": "accueil", "phone": "01 99 00 10 11", "email": ""}],
    },
    {
        "short_name": "Police locale", "name": "Assistance policière aux victimes, zone fictive", "kind": "police",
        "domains": ["justice", "safety"], "country": "BE", "area": "Bruxelles", "languages": ["fr", "nl"],
        "hours": {"openings": [{"days": [0, 1, 2, 3, 4], "start": "08:30", "until": "17:00"}]},
        "phones": ["01 99 00 20 20"],
    },
    {
        "short_name": "Parquet", "name": "Parquet (fictif)", "kind": "public_prosecutor", "domains": ["justice"],
        "country": "BE", "area": "Bruxelles", "languages": ["fr", "nl"], "phones": ["01 99 00 21 21"],
    },
    {
        "short_name": "Maison du Canal", "name": "Maison médicale du Canal (fictive)", "kind": "health",
        "domains": ["health"], "country": "BE", "area": "Bruxelles", "languages": ["fr", "tr", "ar"],
        "hours": {"openings": [{"days": [0, 1, 2, 3, 4], "start": "08:00", "until": "18:30"}]},
        "phones": ["01 99 00 30 30"], "free": True,
    },
    {
        "short_name": "Permanence étrangers", "name": "Permanence droit des étrangers (fictive)",
        "kind": "immigration_law", "domains": ["residence"], "country": "BE", "area": "Bruxelles",
        "languages": ["fr", "en", "es"],
        "hours": {"by_appointment": True}, "phones": ["01 99 00 40 40"], "free": True,
    },
    {
        "short_name": "Passerelle", "name": "Mission emploi Passerelle (fictive)", "kind": "employment",
        "domains": ["integration", "money"], "country": "BE", "area": "Bruxelles", "languages": ["fr", "nl", "en"],
        "hours": {"openings": [{"days": [0, 1, 3, 4], "start": "09:00", "until": "16:00"}]},
        "phones": ["01 99 00 50 50"],
    },
    {
        "short_name": "Aide à l’enfance", "name": "Service d’aide à l’enfance (fictif)", "kind": "child_protection",
        "domains": ["children"], "country": "BE", "area": "Bruxelles", "languages": ["fr", "nl"],
        "phones": ["01 99 00 60 60"], "takes_children": True,
    },
    {
        "short_name": "Interprètes", "name": "Interprètes sociaux (fictif)", "kind": "interpreting",
        "domains": ["support"], "country": "BE", "area": "Bruxelles",
        "languages": ["ar", "tr", "uk", "prs", "ff", "ro", "fr"], "phones": ["01 99 00 70 70"],
    },
)
"""Partners of the demo, as the import document writes them; their names say that they are fictional."""
