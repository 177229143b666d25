"""Which calls to the system a process made, as strace wrote them down."""

from __future__ import annotations

from collections import Counter
from pathlib import Path


def calls_made(trace: Path) -> list[str]:
    """Their names, in the order in which they began."""
    return [call for call, _line in calls_and_lines(trace)]


def calls_and_lines(trace: Path) -> list[tuple[str, str]]:
    """The same, each with the line that tells of it."""
    lines = trace.read_text().splitlines()
    return [(line.split("(")[0].split()[-1], line) for line in lines if "(" in line and "resumed" not in line]


def calls_in(trace: Path) -> Counter[str]:
    """How often each was made."""
    return Counter(calls_made(trace))
