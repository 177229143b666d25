"""Ids and moments as the vault writes them."""

from __future__ import annotations

import re
import secrets
import threading
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from caselink.clock import computer_now, spelled

_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


_NEAR: Final = 1000
"""Milliseconds by which a clock may have run back for ids to go on in order all the same."""


class _Counter:
    """The millisecond and the number in it of the last id: what is made later has the greater id, also at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self, milliseconds: int) -> int:
        """60 bits that order: milliseconds since 1970, then 12 that count on from a random number."""
        with self._lock:
            fresh = milliseconds << 12 | secrets.randbits(11)
            goes_on = 0 <= self._last - fresh < _NEAR << 12
            self._last = self._last + 1 if goes_on else fresh
            return self._last


_COUNTER: Final = _Counter()


def new_id() -> str:
    """A UUIDv7 (RFC 9562): 48 bits of milliseconds since 1970, 12 that count within one, 62 random ones; those of one
    process are in the order in which they were made. Never printed on a document.
    """
    ordered = _COUNTER.next(int(computer_now().timestamp() * 1000))
    bits = (ordered >> 12 & (1 << 48) - 1) << 80 | 0x7 << 76 | (ordered & 0xFFF) << 64
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
