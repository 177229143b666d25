"""What may stand in text that people type: any script, any sign, but nothing that hides or reverses what is read."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from caselink.i18n import _

LONGEST_LINE: Final = 2_000
"""Characters in a field of one line."""
LONGEST_TEXT: Final = 50_000
"""Characters in a field of many lines."""

_REVERSING: Final = frozenset("\u202d\u202e")
"""Bidirectional overrides: what is read on screen would not be what is kept."""
_LINE_END: Final = re.compile("\r\n?")
_HARD_SPACES: Final = frozenset("\u00a0\u202f")
"""Put between the groups of a number on purpose."""
_LINE_ENDS: Final = frozenset("\u2028\u2029")


def text_fault(text: str, longest: int, *, many_lines: bool) -> str | None:
    """One sentence on why this text can't be kept, or None. `longest` is in characters. The text is not repeated."""
    if len(text) > longest:
        sentence = _("le texte est trop long ({length} signes, {longest} au plus).")
        return sentence.format(length=len(text), longest=longest)
    if not text.strip():
        return _("le texte est vide.")
    if any(_is_refused(sign, many_lines) for sign in text):
        return _("le texte contient un caractère invisible qui ne peut pas être gardé.")
    return None


def as_text(text: str) -> str:
    """Typed or imported text as it is kept: line ends of any system as `\n`, letters with their accents in one piece
    (NFC), without the mark that some programs put at the beginning of a file. Nothing else is changed."""
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", text.replace("\ufeff", "")))


def as_signs(text: str) -> str:
    """Typed or imported number, date or mail address as it is kept: also without invisible marks, with our digits, and
    with plain dashes and spaces."""
    return "".join(_plain_sign(sign) for sign in as_text(text) if unicodedata.category(sign) != "Cf").strip(" ")


def name_as_kept(name: str) -> str:
    """A name that is compared later: one space between words, letters and their accents in one piece (NFC)."""
    return unicodedata.normalize("NFC", " ".join(name.split()))


def _plain_sign(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    kind = unicodedata.category(sign)
    if kind == "Zs":
        return sign if sign in _HARD_SPACES else " "
    return "-" if kind == "Pd" or sign == "\u2212" else sign


def _is_refused(sign: str, many_lines: bool) -> bool:
    if sign in "\n\t" or sign in _LINE_ENDS:
        return not many_lines
    point = ord(sign)
    no_character = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return no_character or sign in _REVERSING or unicodedata.category(sign) in ("Cc", "Cs")
