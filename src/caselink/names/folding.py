"""Names and numbers as they are compared, searched and sorted, however they are typed (decision 23).

`plain` keeps the script and forgets case, accents, punctuation and invisible signs. `latin` writes any script in the
letters a to z. `digits` are those of the numbers in a text, whatever stands between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from anyascii import anyascii

from caselink.names.idle_words import PARTICLES
from caselink.names.listed import listed

_APART: Final = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n", "ħ": "h",
        # Arabic as Persian and Urdu keyboards write it, and the line that stretches a word.
        "ی": "ي", "ى": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ـ": "",
    }
)  # fmt: skip
_LOOKS_LATIN: Final = str.maketrans(
    {
        # Cyrillic and Greek letters that look like Latin ones.
        "а": "a", "в": "b", "е": "e", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p", "с": "c", "т": "t", "у": "y",
        "х": "x", "і": "i", "ј": "j", "ѕ": "s", "һ": "h", "ԝ": "w", "ԁ": "d", "ԛ": "q", "ӏ": "l", "ɡ": "g",
        "α": "a", "β": "b", "ε": "e", "ζ": "z", "η": "h", "ι": "i", "κ": "k", "μ": "m", "ν": "v", "ο": "o", "ρ": "p",
        "τ": "t", "υ": "y", "χ": "x",
    }
)  # fmt: skip
_SAID: Final = str.maketrans(
    {
        "х": "h", "щ": "sh", "ц": "ts", "χ": "h", "υ": "i", "خ": "h", "ذ": "d", "ث": "t", "غ": "g", "כ": "k", "ך": "k",
        "ח": "h", "ש": "sh", "צ": "s", "ץ": "s", "ב": "b", "פ": "p", "च": "ch", "छ": "ch", "श": "sh", "ष": "sh",
    }
)  # fmt: skip
"""Letters that the library writes as nobody's papers do: Takhiri, Tachiri, khhn for Tahiri and Cohen."""
_SAID_TOGETHER: Final = (
    ("ου", "ou"), ("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("γι", "y"), ("γε", "ye"), ("ευ", "ev"),
    ("αυ", "av"),
)
"""The same for pairs of Greek letters."""

_NUMBER: Final = re.compile(r"(?<!\w)(?:\+|00)?[0-9](?:[ .\-/()\u00a0\u202f]{0,3}[0-9]){2,}(?!\w)")
_OWN_ZERO: Final = re.compile(r"\(0\)")
_TWO_DIGIT_COUNTRIES: Final = listed("""
20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91
92 93 94 95 98
""")
"""Country codes of the telephone (ITU-T E.164); 1 and 7 have one digit, all others three."""


def plain(text: str) -> str:
    """Words of letters, vowel signs and digits: no case, accents, invisible signs, punctuation or doubled spaces.

    Letters that look or are written alike (œ and oe, Cyrillic а and Latin a) become the same.
    """
    return " ".join(_spread(text).translate(_LOOKS_LATIN).split())


def latin(text: str) -> str:
    """The words of a text in the letters a to z and digits, whatever its script; empty where it has none."""
    return " ".join(letters for _word, letters in words(text) if letters)


def words(text: str) -> list[tuple[str, str]]:
    """Each word of a text as `plain` and as `latin` write it."""
    return [(word.translate(_LOOKS_LATIN), _in_latin(word)) for word in _spread(text).split()]


def numbers(text: str) -> tuple[str, ...]:
    """The digits of each number of three digits or more, as dialled within its country: 0 and not +33 or 0033."""
    western = "".join(_digit(sign) for sign in text)
    return tuple(_at_home(found.group()) for found in _NUMBER.finditer(_OWN_ZERO.sub("", western)))


def found_by(text: str) -> str:
    """All that a text is found by: its words, the same in Latin letters, joined, and the digits of its numbers."""
    ways = [plain(text), latin(text), *_runs(text), *numbers(text)]
    return "\n".join(dict.fromkeys(way for way in ways if way))


def _runs(text: str) -> Iterator[str]:
    """What may be typed as one word: particles with the word behind them, and what only a mark parts (O’Brien)."""
    before = ""
    for chunk in text.split():
        words = plain(chunk).split()
        if words and all(word in PARTICLES for word in words):
            before += "".join(words)
        elif before or len(words) > 1:
            yield before + "".join(words)
            before = ""


def sorting_key(text: str) -> tuple[str, str, str]:
    """The order of a list: É stands by E and not behind Z, every script by its sound; accents decide between equals."""
    return latin(text), unicodedata.normalize("NFKD", text).casefold(), text


def _spread(text: str) -> str:
    """The letters of a text by themselves, small, with a space for everything else."""
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", seen).casefold()).translate(_APART)
    return "".join(_kept(sign) for sign in apart if not unicodedata.combining(sign))


def _kept(character: str) -> str:
    """Vowel signs of Indian scripts are part of the word; everything that is no letter, sign or digit parts words."""
    return character if character.isalnum() or unicodedata.category(character) in ("Mn", "Mc") else " "


def _in_latin(word: str) -> str:
    """A word with Latin letters among its own is Latin with letters that look so; any other is written by its sound.

    Signs of Chinese and Korean are words of their own: the library begins each with a capital.
    """
    if any("a" <= sign <= "z" for sign in word):
        word = word.translate(_LOOKS_LATIN)
    for pair, letters in _SAID_TOGETHER:
        word = word.replace(pair, letters)
    letters = anyascii(unicodedata.normalize("NFC", word.translate(_SAID)))
    return " ".join("".join(sign for sign in part if sign.isalnum()) for part in _parted(letters).split()).casefold()


def _parted(letters: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", letters)


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def _at_home(number: str) -> str:
    digits = "".join(sign for sign in number if sign.isdigit())
    if number.startswith("+"):
        return _without_country(digits)
    return _without_country(digits[2:]) if digits.startswith("00") and len(digits) > 9 else digits


def _without_country(digits: str) -> str:
    if digits[0] in "17":
        return "0" + digits[1:]
    return "0" + digits[2 if digits[:2] in _TWO_DIGIT_COUNTRIES else 3 :]
