"""The recovery code: made to be printed, kept in a safe, and typed years later.

26 random characters of Crockford's base32 (130 bits: no I, L, O, U) and two that tell a typing fault apart, in groups
of four: `K7QP-….-…`. The code as printed is the passphrase of `keys/recovery.age`.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from caselink.errors import UserError
from caselink.i18n import _

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM: Final = 26
_GROUP: Final = 4
_READ_AS: Final = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_code() -> str:
    """A fresh code, as it is printed."""
    characters = "".join(secrets.choice(_ALPHABET) for _place in range(_RANDOM))
    return _grouped(characters + _check_characters(characters))


def read_code(typed: str) -> str:
    """The code as printed, from what was typed: lower case, spaces and other dashes are fine, and I, L, O too.

    Raises UserError where it can't be a code: too short, too long, or a character mistaken.
    """
    plain = "".join(character for character in typed.upper() if character.isalnum()).translate(_READ_AS)
    characters, check = plain[:_RANDOM], plain[_RANDOM:]
    if len(plain) != _RANDOM + 2 or not set(plain) <= set(_ALPHABET) or check != _check_characters(characters):
        raise UserError(_(
            "Ce code de secours comporte une faute de frappe : rien n’a été ouvert. "
            "Comparez-le caractère par caractère avec la feuille imprimée."
        ))
    return _grouped(plain)


def _check_characters(characters: str) -> str:
    number = int.from_bytes(hashlib.sha256(characters.encode("ascii", "replace")).digest()[:2], "big")
    return _ALPHABET[number >> 11] + _ALPHABET[number >> 6 & 31]


def _grouped(characters: str) -> str:
    return "-".join(characters[start : start + _GROUP] for start in range(0, len(characters), _GROUP))
