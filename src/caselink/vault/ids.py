"""Ids and moments as the vault writes them."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from caselink.clock import computer_now, spelled

_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def new_id() -> str:
    """A UUIDv7 (RFC 9562): 48 bits of milliseconds since 1970, then 74 random bits. Never printed on a document."""
    milliseconds = int(computer_now().timestamp() * 1000)
    bits = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | secrets.randbits(12) << 64
    return str(UUID(int=bits | 0b10 << 62 | secrets.randbits(62)))


def is_id(text: str) -> bool:
    """Whether the text is spelled as a UUID."""
    return _UUID.fullmatch(text) is not None


def now() -> str:
    """This moment by the computer's clock, as the vault writes it. What time counts in a vault says its own clock."""
    return spelled(computer_now())


def at_or_after(at: str, last: str) -> str:
    """A moment that was read off the clock, or a millisecond after the last one known ("" for none) where that is not
    earlier: where the clock of one computer runs behind, what is done there is still the last word."""
    if at > last:
        return at
    try:
        return (datetime.fromisoformat(last) + timedelta(milliseconds=1)).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError):
        return at
