"""What a promise is, how much of it is tried, and what came of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.conftest import Prepared

ALL: Final = 10_000
"""More than there are of calls, statements or pages: each of them once."""


@dataclass(frozen=True, slots=True)
class Share:
    """How much to try: `size` in all, of which this is part number `part` of `parts`."""

    size: int
    part: int = 0
    parts: int = 1

    @property
    def numbers(self) -> range:
        """Which of the `size` attempts are this part's."""
        return range(self.part, self.size, self.parts)

    @property
    def chance(self) -> random.Random:
        """The same choices each time for the same part."""
        return random.Random(2026 + self.part)  # noqa: S311 - to be told again, not a secret


@dataclass(frozen=True, slots=True)
class Outcome:
    """How often it was tried, how it was broken (nothing where it holds), and counts that say what was met."""

    tried: int
    broken: tuple[str, ...] = ()
    met: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            self.tried + other.tried, self.broken + other.broken, dict(Counter(self.met) + Counter(other.met))
        )


Keep = Callable[[Prepared, Path, Share], Outcome]
"""Tries a share of a promise in an empty folder, with a prepared vault to copy."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise by its name, in words, at full size, and in how many parts it is tried."""

    name: str
    words: str
    size: int
    keep: Keep
    parts: int = 1
    on_disk: bool = False
    """Whether it needs a disk of its own time, where it falls into a moment by chance. A kill or a refusal at a chosen
    call is the same wherever the files lie: the kernel keeps what a killed process wrote."""

    def shares(self, most: int) -> list[Share]:
        """The parts of it, at full size or at most that size where it is not 0."""
        size = min(self.size, most or self.size)
        return [Share(size, part, self.parts) for part in range(self.parts)]
