"""Passphrases of random words, offered to a new worker."""

from __future__ import annotations

import secrets
from functools import cache
from typing import Final

from caselink.paths import resources_folder

WORDS_IN_A_PASSPHRASE: Final = 6
BITS: Final = 77
"""What six words of the list are worth at least (docs/rules/guarding.md); the list holds some 7,300."""

_BETWEEN: Final = "-"
_FILE: Final = "wordlist.txt"


def new_passphrase(words: int = WORDS_IN_A_PASSPHRASE) -> str:
    """That many random words of the list, with a hyphen between them, drawn from the system's own random source.

    Plain small letters only, so that it can be read out on the telephone and typed on any keyboard. Raises ValueError
    for fewer than six words.
    """
    if words < WORDS_IN_A_PASSPHRASE:
        raise ValueError("a passphrase has at least six words")
    return _BETWEEN.join(secrets.choice(word_list()) for _ in range(words))


@cache
def word_list() -> tuple[str, ...]:
    """The words, in alphabetical order, without the lines that say where they come from."""
    lines = (resources_folder() / _FILE).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
