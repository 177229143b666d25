"""What may stand in text that people type: any script, any sign, but nothing that hides or reverses what is read."""

from __future__ import annotations

import unicodedata
from typing import Final

from caselink.i18n import _

LONGEST_LINE: Final = 2_000
"""Characters in a field of one line."""
LONGEST_TEXT: Final = 50_000
"""Characters in a field of many lines."""

_REVERSING: Final = frozenset("\u202d\u202e")
"""Bidirectional overrides: what is read on screen would not be what is kept."""
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


def name_as_kept(name: str) -> str:
    """A name that is compared later: one space between words, letters and their accents in one piece (NFC)."""
    return unicodedata.normalize("NFC", " ".join(name.split()))


def _is_refused(sign: str, many_lines: bool) -> bool:
    if sign in "\n\t" or sign in _LINE_ENDS:
        return not many_lines
    point = ord(sign)
    no_character = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return no_character or sign in _REVERSING or unicodedata.category(sign) in ("Cc", "Cs")
