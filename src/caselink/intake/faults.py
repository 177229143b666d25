"""Faults of a document that comes in: where each stands, and one sentence about it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Final

MOST_FAULTS: Final = 100
"""Faults that are listed; a document with more is told to be mended in rounds."""

_LONGEST_KEY: Final = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its place (`cases[417].answers.housing.status`, empty for the whole document) and a sentence."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place} : {self.sentence}" if self.place else self.sentence


class Enough(Exception):
    """The list of faults is full: whoever reads the document stops there, whatever is left of it."""


@dataclass(slots=True)
class DocumentFaults:
    """Collects the first `MOST_FAULTS` faults while a document is read; `more` where there was one more."""

    listed: list[Fault] = field(default_factory=list)
    more: bool = False

    def add(self, place: str, sentence: str) -> None:
        """Note one more fault; raises Enough where the list is full."""
        if len(self.listed) == MOST_FAULTS:
            self.more = True
            raise Enough
        self.listed.append(Fault(place, sentence))


def shown_key(key: str) -> str:
    """A key of a stranger's document, short and without anything that a terminal would obey."""
    kept = "".join("�" if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in key[:_LONGEST_KEY])
    return kept + ("…" if len(key) > _LONGEST_KEY else "")
