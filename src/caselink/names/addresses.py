"""Telephone numbers, mail addresses and postal addresses in a text, to compare with those of another."""

from __future__ import annotations

import re
from typing import Final

from caselink.names.folding import latin, numbers
from caselink.names.idle_words import STREET_WORDS, tells

_MAIL: Final = re.compile(r"([^\s<>@,;:()]+)@([^\s<>@,;:()]+\.[^\s<>@,;:().]+)")
_SHORTEST_NUMBER: Final = 6
_COMPARED_DIGITS: Final = 8
"""The end of a number: what comes before depends on where it is dialled from."""
_DOOR: Final = re.compile(r"[0-9]{1,3}[a-z]?")
_POST_CODE: Final = re.compile(r"[0-9]{4,5}")
Door = tuple[set[str], set[str]]
"""House numbers and words of a street."""


def ends_of_numbers(text: str) -> set[str]:
    """What tells the telephone numbers in a text, however they are dialled."""
    return {number[-_COMPARED_DIGITS:] for number in numbers(text) if len(number) >= _SHORTEST_NUMBER}


def mails(text: str) -> dict[str, str]:
    """The mail addresses in a text, each with what stands before its @."""
    return {f"{local}@{domain}".casefold(): local for local, domain in _MAIL.findall(text)}


def same_door(one: str, other: str) -> bool:
    """The same number in a street of the same name; a town in common is nothing."""
    return is_one_door(door(one), door(other))


def is_one_door(one: Door, other: Door) -> bool:
    """The same of two that were read before."""
    (doors, streets), (other_doors, other_streets) = one, other
    return bool(doors & other_doors and streets & other_streets)


def door(text: str) -> Door:
    """House numbers, and words that tell the street; none in a text that names no street."""
    doors: set[str] = set()
    words: set[str] = set()
    names_street = False
    for part in re.split(r"[,;\n]", text):
        for word in latin(part).split():
            if _POST_CODE.fullmatch(word):
                break
            names_street |= word in STREET_WORDS or word.endswith(("straat", "laan", "steenweg"))
            if _DOOR.fullmatch(word):
                doors.add(word)
            elif tells(word) and word not in STREET_WORDS:
                words.add(word)
    return (doors, words) if names_street else (set(), set())
