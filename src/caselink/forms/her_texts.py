"""Texts of papers of hers in other languages than the office's: who has read each, and what is said of one nobody read.

French is what they are written in. A translation is a draft until somebody whose language it is has read the very words
that stand there: a review names them by their digest, and a changed word makes a draft of them again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.i18n import H_, LANGUAGES, _, text_in

PAGE: Final = H_("page {number}/{count}")
_DRAFT: Final = H_("Traduction provisoire : personne dont c’est la langue ne l’a encore relue.")
_REVIEWED: Final = H_("Traduction relue par {who}, le {day}.")


@dataclass(frozen=True, slots=True)
class Review:
    """Who has read the texts of a paper in a language, and when. `digest` is `digest_of` what was read."""

    language: str
    digest: str
    by: str
    on: date


REVIEWS: Final[tuple[Review, ...]] = ()
"""Every review there was. None yet: each translation says so on its page."""


def digest_of(language: str, texts: Iterable[str]) -> str:
    """What a review says it has read: the first sixteen digits of SHA-256 over the words in that language."""
    words = "\n".join(text_in(language, text) for text in texts)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def told_of_text(language: str, texts: Iterable[str], reviews: Iterable[Review] = REVIEWS) -> tuple[str, ...]:
    """What the foot of a paper says of its translation, in its own language and then in that of the office, so that
    both know; nothing of French, in which it is written."""
    if language == LANGUAGES[0]:
        return ()
    digest = digest_of(language, texts)
    read = next((each for each in reviews if (each.language, each.digest) == (language, digest)), None)
    if read is None:
        said = (text_in(language, _DRAFT), _(_DRAFT))
    else:
        day = f"{read.on:%d/%m/%Y}"  # figures alone are read in every language
        said = (text_in(language, _REVIEWED).format(who=read.by, day=day), _(_REVIEWED).format(who=read.by, day=day))
    return tuple(dict.fromkeys(said))
