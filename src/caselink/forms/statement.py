"""The attestation of a professional by country: what the law wants written, and what is left to the hand.

Guilt, a diagnosis and hearsay told as fact have no place in it (model of stop-violences-femmes).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from caselink.i18n import N_

LONGEST: Final = 4000
"""Characters of what is typed: more is not copied out by hand."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One model: its title, the rules, what is filled in by hand before and behind what was seen."""

    title: str
    rules: tuple[str, ...]
    blanks: tuple[str, ...]
    end: tuple[str, ...]


_RULES: Final = (
    N_("Seulement ce que vous avez vu ou entendu vous-même, avec le jour et le lieu ; ses mots entre guillemets."),
    N_("Ni culpabilité, ni diagnostic, ni ce qu’un autre a rapporté comme un fait."),
    N_("À elle seule, à sa demande ; gardez-en une copie. Joignez la copie d’un papier d’identité à vous."),
)
_BLANKS: Final = (
    N_("Nom, prénoms : ……………………………………………"), N_("Date et lieu de naissance : ……………………………………………"),
    N_("Profession : ……………………………………………"),
    N_("Domicile (si celui du service suffit : à vérifier) : ……………………………………………"),
    N_("Lien de parenté, d’alliance, de subordination, de travail ou d’intérêts avec les parties : ……………………………………………"),
    N_("Pour l’affaire entre : …………………………………………… et ……………………………………………"),
)
STATEMENTS: Final = {
    "FR": Statement(
        N_("Attestation (article 202 du code de procédure civile) : brouillon"), _RULES, _BLANKS,
        (
            N_("« Cette attestation est établie en vue de sa production en justice ; j’ai connaissance qu’une fausse "
               "attestation de ma part m’expose à des sanctions pénales. »"),
            N_("Fait à ……………………, le ……………………        Signature"),
        ),
    ),
    "BE": Statement(
        N_("Déclaration écrite (article 961/1 et 961/2 du Code judiciaire) : brouillon"), _RULES, _BLANKS,
        (
            N_("« Cette déclaration est établie en vue de sa production en justice ; je sais qu’une fausse déclaration "
               "m’expose à des peines. »"),
            N_("Fait à ……………………, le ……………………        Signature"),
        ),
    ),
    "": Statement(
        N_("Attestation : brouillon"), _RULES, _BLANKS,
        (
            N_("« Cette attestation est établie pour être produite en justice ; je sais qu’une fausse attestation est "
               "punie. »"),
            N_("Fait à ……………………, le ……………………        Signature"),
        ),
    ),
}
"""By the country of the office."""
