"""What the delivered directory says of numbers for an emergency, in the language of whoever reads it.

An agency is called as it calls itself, in any language; these entries are called after what they are for.
"""

from __future__ import annotations

from typing import Final

from caselink.i18n import H_, N_, language, text_in

_DELIVERED: Final = frozenset({
    H_("Urgence"), H_("Police, urgence"), H_("Police et gendarmerie, urgence"), H_("Urgence par SMS"), H_("Pompiers"),
    H_("SAMU"), H_("Écoute violences conjugales"), H_("1712, ligne d’écoute sur les violences et la maltraitance"),
    H_("Enfance en danger"), H_("Urgence sociale, hébergement"), H_("Violences numériques"),
    N_("Danger immédiat."), N_("Danger immédiat : police, secours, pompiers, dans toute l’Union européenne."),
    N_("Par SMS, quand parler est impossible ; aussi pour les personnes sourdes."), N_("Urgence médicale."),
    N_("Secours."), N_("Ligne d’écoute, jour et nuit."),
    N_(
        "Questions sur les violences, les abus et la maltraitance d’enfants. N’est pas un numéro d’urgence."
    ),
})


def delivered_words(words: str, code: str = "") -> str:
    """These words of the directory in that language, else in the chosen one; what an office wrote stays as it is."""
    plain = words.replace("\N{NO-BREAK SPACE}", " ")
    return text_in(code or language(), plain) if plain in _DELIVERED else words
