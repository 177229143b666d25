"""What was measured, against what is promised."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured number and the most that it may be; None where nothing is promised, and it is shown only."""

    words: str
    value: float
    unit: str
    most: float | None = None
    note: str = ""

    @property
    def kept(self) -> bool:
        """Whether the promise holds."""
        return self.most is None or self.value <= self.most


def seconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median_ms(work: Callable[[], object], times: int) -> float:
    """The median of so many runs, in milliseconds."""
    return statistics.median(seconds(work) for _time in range(times)) * 1000
