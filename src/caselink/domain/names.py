"""Comparing names as people mistype them, for the list of those who must never be informed."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher

_NEAR = 0.84


def plain(name: str) -> str:
    """Letters and digits only, without case, accents, doubled spaces or punctuation."""
    spread = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(
        character if character.isalnum() else " " for character in spread if not unicodedata.combining(character)
    )
    return " ".join(kept.split())


def same_name(one: str, other: str) -> bool:
    """True when both spell the same name, whatever the case, accents, punctuation or order of its words."""
    left, right = sorted(plain(one).split()), sorted(plain(other).split())
    return bool(left) and left == right


def near_name(one: str, other: str) -> bool:
    """True when the names are alike enough for a worker to look twice: a typing fault, or one inside the other."""
    left, right = plain(one), plain(other)
    if not left or not right or same_name(one, other):
        return False
    fewer, more = sorted((set(left.split()), set(right.split())), key=len)
    if fewer <= more and any(len(word) > 2 for word in fewer):
        return True
    first, second = sorted((" ".join(sorted(left.split())), " ".join(sorted(right.split()))))
    return SequenceMatcher(None, first, second).ratio() >= _NEAR
