"""What is known of the person she names (frontline guide, TACTICS report).

He is called *mis en cause*: not guilty until judged.
"""

from __future__ import annotations

from typing import Final

from caselink.forms.categories import Category as C
from caselink.forms.schema import Field, Option, Section, Sensitivity, Standing
from caselink.forms.schema import Kind as K
from caselink.forms.sections.names import latin_name
from caselink.i18n import N_


def _field(
    name: str, label: str, kind: K, help_line: str, options: tuple[Option, ...] = (), *, searched: bool = False
) -> Field:
    """A field about him: closed on a shared screen, and never licensed by her agreement alone."""
    return Field(
        name, label, kind, C.PERPETRATOR, help_line, options, sensitivity=Sensitivity.CLOSED, searched=searched
    )


PERPETRATOR: Final = Section(
    "perpetrator",
    N_("Mis en cause"),
    (
        _field(
            "first_names", N_("Prénoms"), K.TEXT,
            N_("Pour reconnaître un conflit d’intérêts."), searched=True,
        ),
        _field(
            "last_name", N_("Nom"), K.TEXT,
            N_("À reporter dans la liste « à ne jamais informer »."), searched=True,
        ),
        latin_name(C.PERPETRATOR, searched=True, sensitivity=Sensitivity.CLOSED),
        _field("birth", N_("Naissance ou âge"), K.BIRTH, N_("Une date, même incomplète, ou un âge.")),
        _field(
            "works_in", N_("Milieu professionnel"), K.CHOICES,
            N_("Par son métier : accès à des dossiers ? une arme ?"),
            (
                Option("police", N_("police, gendarmerie")),
                Option("army", N_("armée")),
                Option("security", N_("sécurité privée")),
                Option("weapon_by_trade", N_("porte une arme par métier")),
                Option("justice", N_("justice")),
                Option("health", N_("santé")),
                Option("social_work", N_("social")),
                Option("local_authority", N_("collectivité, commune")),
                Option("other", N_("autre")),
            ),
        ),
        _field("occupation", N_("Métier"), K.TEXT, N_("Et lieu de travail s’il est utile.")),
        _field("weapon", N_("Détient une arme"), K.YES_NO, N_("Chez lui ou à portée.")),
        _field(
            "weapon_kinds", N_("Armes"), K.CHOICES, N_("Déclarées ou non."),
            (
                Option("firearm", N_("arme à feu")),
                Option("blade", N_("arme blanche")),
                Option("other", N_("autre")),
            ),
        ),
        _field(
            "where", N_("Où il est"), K.CHOICE, N_("À la date de la fiche."),
            (
                Option("common_home", N_("au domicile commun")),
                Option("elsewhere", N_("ailleurs")),
                Option("in_custody", N_("en garde à vue")),
                Option("in_prison", N_("en détention")),
                Option("in_hospital", N_("à l’hôpital")),
                Option("abroad", N_("à l’étranger")),
                Option("not_located", N_("non localisé")),
            ),
        ),
        _field(
            "where_note", N_("Où le trouver"), K.TEXT,
            N_("Adresse ou habitudes, si elles servent à la protéger."),
        ),
        _field(
            "knows_where_she_is", N_("Sait où elle se trouve"), K.YES_NO,
            N_("Ou peut le savoir par des proches."),
        ),
        _field(
            "difficulties", N_("Difficultés connues"), K.CHOICES,
            N_("Dites par elle ou établies ; sans diagnostic."),
            (
                Option("alcohol", N_("alcool")),
                Option("drugs", N_("drogues")),
                Option("psychiatric", N_("suivi psychiatrique")),
                Option("job_loss", N_("perte d’emploi")),
                Option("debts", N_("dettes")),
                Option("no_home", N_("sans logement")),
            ),
        ),
        _field(
            "help_offered", N_("Aide qui lui a été proposée"), K.CHOICE,
            N_("Le prendre en charge protège aussi."),
            (
                Option("no", N_("non")),
                Option("offered", N_("proposée")),
                Option("accepted", N_("acceptée")),
                Option("refused", N_("refusée")),
                Option("under_way", N_("en cours")),
            ),
        ),
        _field(
            "help_with", N_("Aide : par quel service"), K.TEXT, N_("Jamais le service qui l’accompagne, elle."),
        ),
    ),
    names=Standing.ACCUSED,
)
