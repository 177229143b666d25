"""The form's words where they are said to herself, on her own copy: "vous", not "elle".

Everything else of the form speaks of her to somebody else, or names a thing and nobody.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Field, Option
from caselink.i18n import N_

TO_HER: Final[dict[str, str]] = {
    "Sa demande": N_("Votre demande"),
    "La personne": N_("Vous"),
    "La joindre sans danger": N_("Vous joindre sans danger"),
    "Démarches de la personne": N_("Vos démarches"),
    "Ce qu’elle demande et attend, dans ses mots": N_("Ce que vous demandez et attendez, dans vos mots"),
    "La personne demande": N_("Vous demandez"),
    "connaître ses droits": N_("connaître vos droits"),
    "un logement à elle": N_("un logement à vous"),
    "récupérer ses affaires": N_("récupérer vos affaires"),
    "de l’aide pour ses enfants": N_("de l’aide pour vos enfants"),
    "protéger ses enfants": N_("protéger vos enfants"),
    "de l’aide pour son séjour": N_("de l’aide pour votre séjour"),
    "quelqu’un à ses côtés": N_("quelqu’un à vos côtés"),
    "ne sait pas encore": N_("vous ne savez pas encore"),
    "ses enfants": N_("vos enfants"),
    "dans ses mots": N_("dans vos mots"),
    "Genre, dans ses mots": N_("Genre, dans vos mots"),
    "Comment s’adresser à elle": N_("Comment s’adresser à vous"),
    "Heures où elle est joignable": N_("Heures où vous êtes joignable"),
    "Jours où elle est joignable": N_("Jours où vous êtes joignable"),
    "sa famille à elle": N_("votre famille"),
    "son employeur à elle": N_("votre employeur"),
    "sa communauté": N_("votre communauté"),
    "son propre logement": N_("votre propre logement"),
    "logement fourni par l’employeur": N_("logée par votre employeur"),
    "Avec qui elle vit": N_("Avec qui vous vivez"),
    "elle": N_("vous"),
    "elle seule": N_("vous, sans l’autre parent"),
    "Pays où elle vit ou cherche de l’aide": N_("Pays où vous vivez ou cherchez de l’aide"),
    "membre de sa famille": N_("membre de votre famille"),
    "membre de sa belle-famille": N_("membre de votre belle-famille"),
    "Vit avec lui": N_("Vous vivez avec lui"),
    "Soutien dans son entourage": N_("Soutien dans votre entourage"),
    "pour qu’elle reste": N_("pour que vous restiez"),
    "pour qu’elle retire sa plainte": N_("pour que vous retiriez votre plainte"),
    "opposition de la famille à ses choix": N_("opposition de la famille à vos choix"),
    "menaces sur sa famille au pays": N_("menaces sur votre famille au pays"),
    "Que noter sur son séjour": N_("Que noter sur votre séjour"),
    "Menace de la dénoncer": N_("Menace de vous dénoncer"),
    "menace de la dénoncer": N_("menace de vous dénoncer"),
    "Le mis en cause a déjà traduit pour elle": N_("Le mis en cause a déjà traduit pour vous"),
    "sa voiture": N_("votre voiture"),
    "là où elle se trouve": N_("là où vous vous trouvez"),
    "Il connaît son lieu de travail": N_("Il connaît votre lieu de travail"),
    "Il contrôle son argent": N_("Il contrôle votre argent"),
    "à son nom": N_("à votre nom"),
    "à elle": N_("à vous"),
    "faites par lui à son nom à elle": N_("faites par lui à votre nom"),
    "en son nom": N_("en votre nom"),
    "Comment elle se sent, dans ses mots": N_("Comment vous vous sentez, dans vos mots"),
    "toujours sur ses gardes": N_("toujours sur vos gardes"),
    "Il l’empêche de se soigner": N_("Il vous empêche de vous soigner"),
    "Ce qu’elle en dit, dans ses mots": N_("Ce que vous en dites, dans vos mots"),
    "Cycle : de son côté à elle": N_("Cycle : de votre côté"),
    "menace de révéler son orientation ou son identité": N_("menace de révéler votre orientation ou votre identité"),
    "dépend de lui pour ses soins": N_("dépend de lui pour vos soins"),
    "journal tenu par elle": N_("journal tenu par vous"),
    "A des nouvelles de sa plainte": N_("Des nouvelles de votre plainte"),
    "Ce qui l’empêche de venir ou de demander": N_("Ce qui vous empêche de venir ou de demander"),
    "peur de perdre ses enfants": N_("peur de perdre vos enfants"),
    "Obstacles, dans ses mots": N_("Obstacles, dans vos mots"),
    "Sa réponse": N_("Votre réponse"),
    "Lui redemander le": N_("Vous redemander le"),
}
"""Labels of sections, questions and options that speak of her, in the language of the source, by what they say to her.
`tests/forms` finds one that is missing, and one that the form no longer has."""


@cache
def label_to_her(label: str) -> str:
    """The label as it is said to her, in the language of the source."""
    return TO_HER.get(label, label)


def title_to_her(section_id: str) -> str:
    """The same of the title of a section, by its id; "" where the form has none."""
    section = PARTNER_FORM.section(section_id)
    return "" if section is None else label_to_her(section.label)


def field_to_her(field: Field) -> Field:
    """The question with its options as they are said to her."""
    options = tuple(_option(each) for each in field.options)
    return replace(field, label=label_to_her(field.label), options=options)


def _option(option: Option) -> Option:
    return replace(option, label=label_to_her(option.label))
