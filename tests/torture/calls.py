"""Which calls to the system a process made, as strace wrote them down."""

from __future__ import annotations

from collections import Counter
from pathlib import Path


def calls_in(trace: Path) -> Counter[str]:
    """How often each was made."""
    lines = trace.read_text().splitlines()
    return Counter(line.split("(")[0].split()[-1] for line in lines if "(" in line and "resumed" not in line)
