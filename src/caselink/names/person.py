"""A name read into its telling words, and which of them is the family's: a shared first name alone is no likeness.

How names are written decides, not a list of surnames: a comma or capitals (HADDAD Karim; Haddad, Karim), a particle
(Karim El Haddad), a known first name beside it, and else the place: first names come first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Final

from caselink.names import sounds
from caselink.names.addresses import Door, door, ends_of_numbers, mails
from caselink.names.folding import latin, plain, words
from caselink.names.given import FAMILY_FIRST, GIVEN_NAMES
from caselink.names.idle_words import PARTICLES, TITLES, tells
from caselink.names.listed import listed

VOWELLESS: Final = listed("ARABIC HEBREW SYRIAC THAI TIFINAGH")
"""Scripts that leave vowels out, or that the library writes without them."""
_KNOWN: Final = GIVEN_NAMES | {sounds.sound(name) for name in GIVEN_NAMES if len(name) > 3}
_ARTICLE_AND_MORE: Final = 4


class WordRole(Enum):
    """What a word is in a name, as far as it can be told."""

    FAMILY = "family"
    GIVEN = "given"
    FIRST = "first"
    """Stands where first names stand, and is not known as one."""
    ALONE = "alone"
    """A known first name that is all there is: it may be a family's too."""


@dataclass(frozen=True)
class Word:
    """One telling word: as `plain` writes it, as `latin` does, the script it was written in."""

    plain: str
    latin: str
    script: str
    role: WordRole

    @cached_property
    def sound(self) -> str:
        """The spelling forgotten."""
        return sounds.sound(self.latin)

    @cached_property
    def across(self) -> str:
        """To compare with a word of another script."""
        return sounds.across(self.latin)

    @cached_property
    def bones(self) -> str:
        """Consonants alone."""
        return sounds.bones(self.latin, is_bare=self.script in VOWELLESS)


class Name:
    """A name as it was typed, taken apart when it is asked for."""

    def __init__(self, typed: str) -> None:
        self._typed = typed

    @cached_property
    def typed(self) -> str:
        """Without spaces, to compare a name that has no letters (a sign, an emoji) as it stands."""
        return "".join(unicodedata.normalize("NFKC", self._typed).split())

    @cached_property
    def is_address(self) -> bool:
        """Whether it is an address, whose words are nobody's name."""
        return bool(self.mails or self.door[0])

    @cached_property
    def mails(self) -> dict[str, str]:
        """The mail addresses in it, each with what stands before its @."""
        return mails(self._typed)

    @cached_property
    def ends_of_numbers(self) -> set[str]:
        """What tells the telephone numbers in it."""
        return ends_of_numbers(self._typed)

    @cached_property
    def door(self) -> Door:
        """House numbers and street, where it names one."""
        return door(self._typed)

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """Its words as `folding.plain` writes them."""
        return tuple(plain(self._typed).split())

    @cached_property
    def latin(self) -> tuple[str, ...]:
        """Its words in Latin letters."""
        return tuple(latin(self._typed).split())

    @cached_property
    def without_titles(self) -> list[str]:
        """Its words in the order of the alphabet; all of them where titles are all there is."""
        every = sorted(self.plain)
        return [word for word in every if word not in TITLES] or every

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its telling words."""
        chunks, roles = self._parts
        alone = sum(chunk.tells for chunk in chunks) == 1
        return tuple(
            word for chunk, role in zip(chunks, roles, strict=True) for word in chunk.telling(role, alone=alone)
        )

    @cached_property
    def every(self) -> tuple[Word, ...]:
        """Its telling words, and those with the particles before them as one: vandenberg."""
        return (*self.words, *_runs(*self._parts))

    @cached_property
    def _parts(self) -> tuple[list[_Chunk], list[WordRole]]:
        chunks = [chunk for part in self._typed.replace(",", " , ").split() for chunk in _chunks(part)]
        return chunks, _roles(chunks)


class ReadOnce:
    """Names by how they were typed, each taken apart once: for one piece of work that compares many with many."""

    def __init__(self) -> None:
        self._read: dict[str, Name] = {}

    def __call__(self, typed: str) -> Name:
        """The name that is typed so."""
        return self._read.setdefault(typed, Name(typed))


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What stands between two spaces; of one word, or of several with hyphens."""

    typed: str
    words: tuple[str, ...]
    spoken: tuple[str, ...]
    script: str

    @property
    def latin(self) -> str:
        return " ".join(each for each in self.spoken if each)

    @property
    def tells(self) -> bool:
        return any(tells(word) for word in self.words)

    @property
    def is_title(self) -> bool:
        return bool(self.words) and all(word in TITLES for word in self.words)

    @property
    def is_particle(self) -> bool:
        return bool(self.words) and all(word in PARTICLES for word in self.words)

    @property
    def is_initial(self) -> bool:
        return len(self.words) == 1 and len(self.words[0]) == 1 and self.words[0].isascii()

    @property
    def is_capital(self) -> bool:
        return self.typed.isupper() and len(self.typed) > 1

    @property
    def is_known(self) -> bool:
        return all(part in _KNOWN or sounds.sound(part) in _KNOWN for part in self.latin.split())

    def telling(self, role: WordRole, *, alone: bool) -> Iterator[Word]:
        """Its telling words. A Chinese or Korean name that is one word begins with the family's."""
        for word, letters in zip(self.words, self.spoken, strict=True):
            signs = letters.split()
            if len(signs) > 1 and alone:
                yield Word(word[:1], signs[0], self.script, WordRole.FAMILY)
                yield Word(word[1:], "".join(signs[1:]), self.script, WordRole.GIVEN)
            elif tells(word):
                yield Word(word, _without_article("".join(signs), word), self.script, role)


def _chunks(typed: str) -> Iterator[_Chunk]:
    if typed == ",":
        yield _Chunk(",", (), (), "")
    elif found := words(typed):
        written, spoken = zip(*found, strict=True)
        yield _Chunk(typed.strip("().:;"), written, spoken, _script(typed))


def _roles(chunks: list[_Chunk]) -> list[WordRole]:
    told = [place for place, chunk in enumerate(chunks) if chunk.tells]
    if len(told) < 2:
        return [_only(chunks, place) for place in range(len(chunks))]
    family, is_marked = _family(chunks, told)
    return [
        WordRole.FAMILY if place in family else WordRole.GIVEN if is_marked or chunk.is_known else WordRole.FIRST
        for place, chunk in enumerate(chunks)
    ]


def _only(chunks: list[_Chunk], place: int) -> WordRole:
    """What the one telling word of a name is."""
    if any(each.is_title or each.is_particle for each in chunks[:place]) or not chunks[place].is_known:
        return WordRole.FAMILY
    return WordRole.GIVEN if any(each.is_initial for each in chunks[place + 1 :]) else WordRole.ALONE


def _family(chunks: list[_Chunk], told: list[int]) -> tuple[set[int], bool]:
    """Which of two telling words or more are the family's, and whether the way of writing marks them as such."""
    comma = next((place for place, chunk in enumerate(chunks) if chunk.typed == ","), -1)
    if told[0] < comma < told[-1]:
        return {place for place in told if place < comma}, True
    capitals = {place for place in told if chunks[place].is_capital}
    if capitals and len(capitals) < len(told):
        return capitals, True
    particle = next((place for place in range(told[0], told[-1]) if chunks[place].is_particle), None)
    if particle is not None:
        return {place for place in told if place > particle}, False
    known = [chunks[place].is_known for place in told]
    if chunks[told[0]].latin in FAMILY_FIRST and not known[0] and not known[-1]:
        return {told[0]}, False
    return _beside_known(told, known), False


def _beside_known(told: list[int], known: list[bool]) -> set[int]:
    """What follows the known first names, or comes before them; where none is known, all but the first word."""
    leading = known.index(False) if False in known else len(known) - 1
    if leading:
        return set(told[leading:])
    return set(told[: known.index(True)] if True in known else told[1:])


def _runs(chunks: list[_Chunk], roles: list[WordRole]) -> Iterator[Word]:
    """Each telling word with the particles before it, and what stands between two spaces, as one word."""
    before: list[str] = []
    for chunk, role in zip(chunks, roles, strict=True):
        if chunk.is_particle:
            before += chunk.words
        elif chunk.tells:
            if before or len(chunk.words) > 1:
                heard = chunk.latin.replace(" ", "")
                yield Word("".join([*before, *chunk.words]), "".join([*before, heard]), chunk.script, role)
            before = []


def _without_article(letters: str, word: str) -> str:
    """A word in Latin letters, without the article that Arabic writes onto it."""
    return letters.removeprefix("l") if word.startswith("ال") and len(word) > _ARTICLE_AND_MORE else letters


def _script(text: str) -> str:
    """The script of a word as Unicode names it; a word with one Latin letter is Latin."""
    scripts = [unicodedata.name(sign, "").partition(" ")[0] for sign in text if sign.isalpha()]
    return "LATIN" if "LATIN" in scripts or not scripts else scripts[0]
