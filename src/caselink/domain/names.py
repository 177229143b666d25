"""Comparing names as people mistype them, for the list of those who must never be informed.

A match too many asks the worker to look twice; a match too few may send a letter to him. So the comparison is wide.
"""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from typing import Final

_NEAR: Final = 0.84
_SHORTEST_TELLING: Final = 3
"""Letters of a word that says something about who it is."""

_ALIKE: Final = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
        # Cyrillic and Greek letters that look like Latin ones.
        "а": "a", "в": "b", "е": "e", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p", "с": "c", "т": "t", "у": "y",
        "х": "x", "і": "i", "ј": "j", "ѕ": "s", "һ": "h", "ԝ": "w", "ԁ": "d", "ԛ": "q", "ӏ": "l", "ɡ": "g",
        "α": "a", "β": "b", "ε": "e", "ζ": "z", "η": "h", "ι": "i", "κ": "k", "μ": "m", "ν": "v", "ο": "o", "ρ": "p",
        "τ": "t", "υ": "y", "χ": "x",
    }
)  # fmt: skip
_SAY_NOTHING: Final = frozenset(
    "monsieur madame mademoiselle maître docteur mme mlle mrs den der des les del van von dit dite née "
    "association asbl centre service maison accueil police commissariat hôpital clinique école mairie foyer "
    "aide social sociale publique public"
    .translate(str.maketrans("îéôè", "ieoe"))
    .split()
)
"""Titles, particles and words of agencies: sharing one of these is no likeness."""


def plain(name: str) -> str:
    """Words of letters, vowel signs and digits: no case, accents, invisible signs, punctuation or doubled spaces.

    Letters that look or are written alike (œ and oe, Cyrillic а and Latin a) become the same.
    """
    seen = "".join(each for each in name if unicodedata.category(each) != "Cf")
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", seen).casefold()).translate(_ALIKE)
    kept = "".join(_kept(each) for each in spread if not unicodedata.combining(each))
    return " ".join(kept.split())


def same_name(one: str, other: str) -> bool:
    """True when both spell the same name, whatever the case, accents, punctuation, spacing or order of its words."""
    left, right = plain(one).split(), plain(other).split()
    if not left or not right:
        return _as_typed(one) == _as_typed(other) != ""
    return sorted(left) == sorted(right) or "".join(left) == "".join(right)


def near_name(one: str, other: str) -> bool:
    """True when the names are alike enough for a worker to look twice: a typing fault, or a telling word in both."""
    left, right = plain(one), plain(other)
    if not left or not right or same_name(one, other):
        return False
    if any(_tells(word) for word in set(left.split()) & set(right.split())):
        return True
    first, second = sorted((" ".join(sorted(left.split())), " ".join(sorted(right.split()))))
    return SequenceMatcher(None, first, second).ratio() >= _NEAR


def _kept(character: str) -> str:
    """Vowel signs of Indian scripts are part of the word; everything that is no letter, sign or digit parts words."""
    return character if character.isalnum() or unicodedata.category(character) in ("Mn", "Mc") else " "


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST_TELLING and word not in _SAY_NOTHING


def _as_typed(name: str) -> str:
    """What is left of a name without letters (a sign, an emoji), to be compared as it stands."""
    return "".join(unicodedata.normalize("NFKC", name).split())
