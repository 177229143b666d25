"""Cell keys: each count is moved a little, by a chance that is always the same for the same people.

Every person has a record key; that of a cell is their sum, and a table of probabilities says by how much its count is
moved. The same people give the same number in every table; one more or less gives another chance altogether, so that
the difference of two tables tells nothing certain (INSEE: ckm; ABS: TableBuilder). Parameters of the table: moved by at
most 5, variance 2, no published 1 to 4, mean 0 (after the R package ptable: D = 5, V = 2, js = 4, the entropy as large
as it can be). It stands here as numbers, not as the program that found them: the same on every computer.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

MOST: Final = 5
"""By how much a count is moved at most."""
CHANCES: Final = 10_000
"""What the chances of a row are counted in."""
_KEYS: Final = 1 << 64

MOVES: Final[tuple[tuple[tuple[int, int], ...], ...]] = (
    ((0, 10000),),
    ((0, 8000), (5, 2000)),
    ((0, 6000), (5, 4000)),
    ((0, 4000), (5, 6000)),
    ((0, 2000), (5, 8000)),
    ((0, 629), (5, 6738), (6, 2174), (7, 411), (8, 45), (9, 3)),
    ((5, 5204), (6, 2303), (7, 1124), (8, 605), (9, 359), (10, 235), (11, 170)),
    ((5, 1571), (6, 2409), (7, 2585), (8, 1936), (9, 1015), (10, 372), (11, 95), (12, 17)),
    ((5, 343), (6, 1104), (7, 2214), (8, 2764), (9, 2151), (10, 1043), (11, 315), (12, 59), (13, 7)),
    ((5, 53), (6, 303), (7, 1045), (8, 2197), (9, 2812), (10, 2191), (11, 1040), (12, 300), (13, 53), (14, 6)),
    (
        (5, 5), (6, 52), (7, 298), (8, 1038), (9, 2196), (10, 2822), (11, 2196), (12, 1038), (13, 298), (14, 52),
        (15, 5),
    ),
)
"""For each count up to ten what it becomes, with how many chances of ten thousand; larger ones move as ten does."""


def record_key(secret: bytes, case: str) -> int:
    """The key of one person: from the office's secret and the id of the case, on every computer the same."""
    return int.from_bytes(hmac.digest(secret, case.encode(), hashlib.sha256)[:8], "big")


def cell_key(secret: bytes, cases: Iterable[str]) -> int:
    """The key of the people of one cell."""
    return sum(record_key(secret, case) for case in set(cases)) % _KEYS


def chances(count: int) -> dict[int, int]:
    """What a count can become, with how many chances of ten thousand."""
    last = len(MOVES) - 1
    moved = max(0, count - last)
    return {value + moved: share for value, share in MOVES[min(count, last)]}


def moved(count: int, key: int) -> int:
    """The count as it is published, for a cell of that key."""
    place = key * CHANCES // _KEYS
    for value, until in zip(chances(count), accumulate(chances(count).values()), strict=True):
        if place < until:
            return value
    raise ValueError("a key is a number of 64 bits")


def gain() -> float:
    """How well somebody guesses at best who knows everybody in a cell but one: the chance to be right whether she is in
    it, where half would be no gain (half of one plus the largest distance between the chances of two neighbours)."""
    def apart(count: int) -> float:
        one, more = chances(count), chances(count + 1)
        return sum(abs(one.get(value, 0) - more.get(value, 0)) for value in {*one, *more}) / 2 / CHANCES

    return (1 + max(map(apart, range(len(MOVES))))) / 2
