"""Passphrases made of ordinary words, offered to workers and put on what is sent."""

from __future__ import annotations

import secrets
from functools import cache
from typing import Final

from diceware.wordlist import WordList, get_wordlist_path

WORDS: Final = 6
"""Six words out of 7,776 are 77.5 bits, behind scrypt (security-facts.md, *guessing*)."""
_LIST: Final = "fr"


def new_passphrase() -> str:
    """Six French words drawn by the system's generator, in lower case, a hyphen between them."""
    return "-".join(secrets.choice(_words()) for _word in range(WORDS))


@cache
def _words() -> tuple[str, ...]:
    return tuple(sorted({word.lower() for word in WordList(get_wordlist_path(_LIST))}))
