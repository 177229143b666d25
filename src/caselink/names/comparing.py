"""Whether two names are the same, or alike enough for a worker to look twice (decision 23).

A match too many asks the worker to look twice; a match too few may send a letter to him. The rule is ours, the means
are libraries: `same_name` and `is_within` block a recipient, `near_name` warns.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Final

from caselink.names.idle_words import JOINING_WORDS, PARTICLES, tells
from caselink.names.listed import listed
from caselink.names.person import VOWELLESS, Name, Word, WordRole
from caselink.names.sounds import bones, nearly_sounds_alike, sound

_UNWRITTEN_VOWEL: Final = {
    **dict.fromkeys(listed("DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL TELUGU KANNADA MALAYALAM SINHALA"), "a"),
    "ETHIOPIC": "i",
}
"""Scripts whose letters hold a vowel that the library does not write."""
_LONGEST_RUN: Final = 4
_SHORTEST_WORD_IN_BONES: Final = 2
_SHORTEST_FAMILY_IN_BONES: Final = 3
_SHORTEST_NAME_IN_BONES: Final = 4
_SHORTEST_JOINED: Final = 6
_SHORTEST_ACRONYM: Final = 3


def same_name(one: Name, other: Name) -> bool:
    """True when both spell the same name, whatever the case, accents, punctuation, spacing, titles or order of words.
    """
    if not one.plain or not other.plain:
        return one.typed == other.typed != ""
    return "".join(one.plain) == "".join(other.plain) or one.without_titles == other.without_titles


def is_within(listed: Name, name: Name) -> bool:
    """True when all telling words of the listed name, two or more, stand in the other, whatever is between or before.
    """
    if sum(map(tells, listed.plain)) < 2 or listed.is_address:
        return False
    held = name.plain
    runs = {
        "".join(held[start:end])
        for start in range(len(held))
        for end in range(start + 1, min(start + _LONGEST_RUN, len(held)) + 1)
    }
    return _is_covered(listed.plain, runs)


def near_name(one: Name, other: Name) -> bool:
    """True when the names are alike but not the same: a family name in common, a spelling, a script, a word more or
    less, a slip of the fingers, an acronym. A first name in common is nothing."""
    if same_name(one, other) or one.is_address or other.is_address:
        return False
    return (
        _share_a_family(one, other)
        or _hold_each_other(one, other, _alike)
        or _same_written_otherwise(one, other)
        or _is_acronym(one, other)
        or _is_acronym(other, one)
    )


def may_be_one(one: Name, other: Name) -> bool:
    """True when both may be names of one person: the same, one within the other, or all words of the shorter alike by
    ear and script. What has one telling word, a first name say, is nobody's alone; Karima is not Karim."""
    if min(len(one.words), len(other.words)) < 2 or one.is_address or other.is_address:
        return False
    return (
        same_name(one, other) or is_within(one, other) or is_within(other, one)
        or _hold_each_other(one, other, _same_sound_or_bones) or _hold_each_other(other, one, _same_sound_or_bones)
        or _same_written_otherwise(one, other)
    )


def codes(name: Name) -> frozenset[str]:
    """What a name is looked up by, for each two of its telling words: two names that may be one share a code, whatever
    their script and the order of their words."""
    ways = [[word.across for word in name.every], [word.bones for word in name.every]]
    return frozenset(
        f"{way}{len(first)}{first}{second}"
        for way, words in zip("sb", ways, strict=True)
        for first, second in combinations(sorted({word for word in words if word}), 2)
    )


def holds(text: Name, name: Name) -> bool:
    """Whether a longer text holds every telling word of the name in any spelling, or its one, if no first name."""
    if name.is_address:
        return False
    if len(name.words) > 1:
        return all(any(_same_sound(word, held) for held in text.every) for word in name.words)
    return any(
        word.role is WordRole.FAMILY and held.role is not WordRole.GIVEN and _same_sound(word, held)
        for word in name.words for held in text.every
    )


def _is_covered(words: tuple[str, ...], runs: set[str]) -> bool:
    """Whether the words, one by one or run together, are all among the runs; those that tell nothing may be missing."""
    if not words:
        return True
    for end in range(1, min(_LONGEST_RUN, len(words)) + 1):
        if "".join(words[:end]) in runs and _is_covered(words[end:], runs):
            return True
    return not tells(words[0]) and _is_covered(words[1:], runs)


def _share_a_family(left: Name, right: Name) -> bool:
    return any(_may_be_family(a, b) and _same_sound(a, b) for a in left.every for b in right.every)


def _may_be_family(one: Word, other: Word) -> bool:
    return WordRole.FAMILY in (one.role, other.role) and WordRole.GIVEN not in (one.role, other.role)


def _same_sound(one: Word, other: Word) -> bool:
    if one.plain == other.plain:
        return True
    if not one.latin or not other.latin:
        return False
    if one.script == other.script:
        return one.sound == other.sound
    if VOWELLESS & {one.script, other.script}:
        return len(one.bones) >= _SHORTEST_FAMILY_IN_BONES and one.bones == other.bones
    return one.sound == other.sound or (
        "CJK" not in (one.script, other.script) and _across(one, other) == _across(other, one)
    )


def _across(one: Word, other: Word) -> str:
    """The sound of a word that is compared with one of another script."""
    vowels = {_UNWRITTEN_VOWEL.get(one.script), _UNWRITTEN_VOWEL.get(other.script)} - {None}
    return "".join(sign for sign in one.across if sign not in vowels)


def _hold_each_other(left: Name, right: Name, alike: Callable[[Word, Word], bool]) -> bool:
    """Whether every telling word of one stands in the other, as far as ear and fingers go."""
    fewer, more = sorted((left, right), key=lambda name: len(name.words))
    if len(fewer.words) < 2:
        return any(_may_be_alone(a, b) and alike(a, b) for a in fewer.words for b in more.every)
    rest = list(more.every)
    for word in fewer.words:
        met = next((other for other in rest if alike(word, other)), None)
        if met is None:
            return False
        rest.remove(met)
    return True


def _may_be_alone(one: Word, other: Word) -> bool:
    return _may_be_family(one, other) or one.role == other.role == WordRole.ALONE


def _same_sound_or_bones(one: Word, other: Word) -> bool:
    if _same_sound(one, other):
        return True
    if VOWELLESS & {one.script, other.script} and one.script != other.script:
        return len(one.bones) >= _SHORTEST_WORD_IN_BONES and one.bones == other.bones
    return False


def _alike(one: Word, other: Word) -> bool:
    if VOWELLESS & {one.script, other.script} and one.script != other.script:
        return _same_sound_or_bones(one, other)
    return _same_sound(one, other) or (bool(one.latin and other.latin) and nearly_sounds_alike(one.latin, other.latin))


def _same_written_otherwise(left: Name, right: Name) -> bool:
    """The whole name with other spaces, or in a script that leaves vowels out."""
    one, other = "".join(left.latin), "".join(right.latin)
    if min(len(one), len(other)) >= _SHORTEST_JOINED and sound(one) == sound(other):
        return True
    if not ({word.script for word in left.words} ^ {word.script for word in right.words}) & VOWELLESS:
        return False
    return any(len(each) >= _SHORTEST_NAME_IN_BONES for each in _all_bones(left) & _all_bones(right))


def _all_bones(name: Name) -> set[str]:
    """All consonants of a name, with the articles that Arabic writes onto a word and without."""
    is_bare = any(word.script in VOWELLESS for word in name.words)
    return {
        "".join(word.bones for word in name.words), "".join(bones(word, is_bare=is_bare) for word in name.latin),
    }


def _is_acronym(short: Name, long: Name) -> bool:
    """Whether one word of the short name is made of the first letters of the long one, with or without particles."""
    if len(long.latin) < _SHORTEST_ACRONYM:
        return False
    initials = {
        "".join(word[0] for word in long.latin if word not in idle) for idle in ((), PARTICLES, JOINING_WORDS)
    }
    dotted = "".join(short.latin) if all(len(word) == 1 for word in short.latin) else ""
    return any(len(word) >= _SHORTEST_ACRONYM and word in initials for word in (*short.latin, dotted))
