"""The consent form that she reads and signs: its headings and boxes, beside what is read aloud (`forms.spoken`)."""

from __future__ import annotations

from typing import Final

from caselink.forms.spoken import CRIMINAL_FILE, FOR_WHOM, HOW_LONG, SPOKEN_CATEGORIES, SPOKEN_PURPOSES, TO_KNOW
from caselink.i18n import H_

TITLE: Final = H_("Votre accord")
ASKED_BY: Final = H_("Qui demande : {office}")
ON_PAPER: Final = H_("Ce qui est sur le papier")
ONE_BY_ONE: Final = H_("Ce que vous acceptez une chose à la fois")
WHY: Final = H_("Pourquoi")
KNOW: Final = H_("Ce que vous devez savoir")
DECIDE: Final = H_("Vous décidez")
DECISIONS: Final = (H_("oui"), H_("oui, à une partie"), H_("non"), H_("plus tard"))
UNDERSTOOD: Final = H_("Ce que j’ai compris, avec mes mots")
INTERPRETER: Final = H_("Interprète")
PRESENT: Final = H_("Qui était là")
DAY: Final = H_("Jour")
SIGNED: Final = H_("Signature, ou une marque")
COPIES: Final = (H_("une copie pour moi"), H_("pas de copie : ce n’est pas sûr"))
ALOUD: Final = H_("Un oui dit à voix haute vaut autant que ce papier signé.")

CONSENT_TEXTS: Final = (
    TITLE, ASKED_BY, ON_PAPER, ONE_BY_ONE, WHY, KNOW, DECIDE, *DECISIONS, UNDERSTOOD, INTERPRETER, PRESENT, DAY, SIGNED,
    *COPIES, ALOUD, *SPOKEN_CATEGORIES.values(), *SPOKEN_PURPOSES.values(), FOR_WHOM, HOW_LONG, *TO_KNOW, CRIMINAL_FILE,
)
"""Every sentence of the program that can stand on it."""
