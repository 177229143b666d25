"""The keys by which offices know each other's papers: how one is read out on the telephone."""

from __future__ import annotations

import base64
import hashlib
from typing import Final

_GROUPS: Final = 6
_GROUP: Final = 4


def fingerprint(public_key: bytes) -> str:
    """A key as it is read out by telephone: six groups of four letters and digits, 120 bits, `K7M2-9QXD-…`.

    Base 32 has neither 0 nor 1 nor 8 nor 9, which are heard or read for something else.
    """
    letters = base64.b32encode(hashlib.sha256(public_key).digest()).decode("ascii")
    return "-".join(letters[place : place + _GROUP] for place in range(0, _GROUPS * _GROUP, _GROUP))


def same_fingerprint(one: str, other: str) -> bool:
    """Whether two are the same, however they were typed: case, spaces and dashes are not heard."""
    return bool(_plain(one)) and _plain(one) == _plain(other)


def _plain(typed: str) -> str:
    return "".join(sign for sign in typed.upper() if sign.isalnum())
