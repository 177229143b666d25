"""How a word of Latin letters sounds, so that spellings of one name meet: three codes, each wider than the one before.

Ours: the known codes (Soundex, Metaphone) are made for English. The letters are those of `folding.latin`.
"""

from __future__ import annotations

import re
from typing import Final

from rapidfuzz.distance import OSA

_Steps = tuple[tuple[re.Pattern[str], str], ...]


def _steps(*pairs: tuple[str, str]) -> _Steps:
    return tuple((re.compile(pattern), sound) for pattern, sound in pairs)


_SOUND: Final = _steps(
    (r"(.)\1+", r"\1"),
    (r"^x(?=[aeiou])", "s"),
    (r"tsch|tch|sch", "sh"),
    (r"ch(?=ris|r[yo]|lo)", "k"),
    (r"ch|c?sh|sz|cz", "S"),
    (r"ph", "f"),
    (r"kh", "h"),
    (r"dj|dzh|zh|dz", "j"),
    (r"gh|gu(?=[ei])", "g"),
    (r"([tdrb])h", r"\1"),
    (r"(?:[tc]s|c|s)k(?=[iy]j?$)", "sk"),
    (r"ck|cq|qu|q|c(?![eiy])", "k"),
    (r"c|z", "s"),
    (r"x", "ks"),
    (r"w|o?u(?=[aeiy])|f+$", "v"),
    (r"dt", "t"),
    (r"(?:ts|tz)$", "s"),
    (r"ou|oo|oe", "u"),
    (r"eau|au", "o"),
    (r"ee|ie|ij|y", "i"),
    (r"a[iy]|e[iy]|ae", "e"),
    (r"(?<=[^aeiou])e$|h$", ""),
    (r"(.)\1+", r"\1"),
)
_BETWEEN_VOWELS: Final = _steps((r"(?<=[aeiouy])h(?=[aeiouy])", ""))
_LOOSE: Final = _steps((r"[ei]+", "i"), (r"i[ou](?=.)", "i"), (r"[ouv]+", "u"), (r"h|'", ""), (r"(.)\1+", r"\1"))
_BONES: Final = _steps(
    (r"(.)\1+", r"\1"),
    (r"ch$", "k"),
    (r"tsch|tch|sch|ch|sh|sz|cz|t[sz]|x", "s"),
    (r"ph", "f"),
    (r"kh", "h"),
    (r"dj|zh|dz", "j"),
    (r"([tdrbgsc])h", r"\1"),
    (r"ck|[qc]", "k"),
    (r"z", "s"),
    (r"p", "b"),
    (r"[aeiouyvw]+|h$", ""),
)
_HARD_OR_SOFT: Final = str.maketrans("jgbdS", "ikpts")
_BARE_BONES: Final = _steps((r"sh", "s"), (r"ck|[qc]", "k"), (r"z", "s"), (r"p", "b"), (r"[aeiouyvw]+|h$", ""))
_LONG_ENOUGH_FOR_VOWELS: Final = 6
_SHORTEST_FOR_A_SLIP: Final = 5
_SHORTEST_FOR_A_WRONG_LETTER: Final = 6
_SHORTEST_FOR_TWO: Final = 10


def sound(word: str) -> str:
    """The spelling forgotten: Kurt is Curt, Aly is Ali, Youssef is Yusef."""
    return _through(_SOUND, word)


def loose(word: str) -> str:
    """Near vowels forgotten too: Kader is Kadir, Morad is Mourad."""
    return _through(_LOOSE, sound(_through(_BETWEEN_VOWELS, word)))


def bones(word: str, *, is_bare: bool) -> str:
    """Consonants alone, for scripts that write no more than these: Mohamed is mhmd.

    A bare word comes from such a script: two of its letters are never one sound.
    """
    return _through(_BARE_BONES if is_bare else _BONES, word)


def across(word: str) -> str:
    """A name that went from one script to another: Julia is Юлия, Kim is 김."""
    return loose(word).translate(_HARD_OR_SOFT)


def nearly_sounds_alike(one: str, other: str) -> bool:
    """Whether two words of Latin letters that sound otherwise are one name with other vowels, or one of them a slip of
    the fingers."""
    shorter = min(len(one), len(other))
    if max(len(one), len(other)) >= _LONG_ENOUGH_FOR_VOWELS and loose(one) == loose(other):
        return True
    return _is_slip(one, other, shorter) or _is_slip(sound(one), sound(other), shorter)


def _is_slip(one: str, other: str, shorter: int) -> bool:
    """A letter left out, doubled or changed places with the next; a wrong one where enough others are right."""
    limit = 2 if shorter >= _SHORTEST_FOR_TWO else 1
    if shorter < _SHORTEST_FOR_A_SLIP or OSA.distance(one, other, score_cutoff=limit) > limit:
        return False
    return shorter >= _SHORTEST_FOR_A_WRONG_LETTER or len(one) != len(other) or sorted(one) == sorted(other)


def _through(steps: _Steps, word: str) -> str:
    for pattern, replacement in steps:
        word = pattern.sub(replacement, word)
    return word
