"""Runs the measurements and prints one table: `make bench [ONLY=saving,listing] [SIZE=100000]`.

Ends with 1 where a promise is not kept.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from benchmarks.figure import Figure
from benchmarks.large_vault import PASSPHRASE, USER, LargeVault, large_vault
from benchmarks.listing import listing
from benchmarks.lists import lists
from benchmarks.meeting import meeting
from benchmarks.opening import opening
from benchmarks.saving import saving
from benchmarks.searching import searching
from benchmarks.today import today
from benchmarks.window import window
from caselink.vault.keys.unlocking import Unlocked, unlock

_MEASURED: Final[dict[str, Callable[[LargeVault, Unlocked], Iterator[Figure]]]] = {
    "opening": opening, "saving": saving, "searching": searching, "listing": listing, "lists": lists, "today": today,
    "meeting": meeting, "window": window,
}


def main(words: Sequence[str]) -> int:
    """Measure what is asked for; 1 where a promise is not kept."""
    asked = argparse.ArgumentParser(prog="make bench")
    asked.add_argument("--only", default="", help="names of measurements, with commas between")
    asked.add_argument("--size", type=int, default=100_000, help="cases in the large vault")
    told = asked.parse_args(words)
    large = large_vault(told.size)
    keys = unlock(large.folder, USER, PASSPHRASE)
    chosen = [name for name in told.only.split(",") if name] or [*_MEASURED]
    say(f"A vault of {large.cases} cases", "", "| measured | value | at most | |", "| --- | ---: | ---: | --- |")
    kept = True
    for name in chosen:
        for figure in _MEASURED[name](large, keys):
            kept = kept and figure.kept
            say(_line(name, figure))
    return 0 if kept else 1


def _line(name: str, figure: Figure) -> str:
    digits = 2 if figure.unit == "×" else 1
    most = "" if figure.most is None else f"{round(figure.most, 1):g} {figure.unit}"
    fault = "" if figure.kept else " **not kept**"
    return f"| `{name}`: {figure.words} | {figure.value:.{digits}f} {figure.unit} | {most} | {figure.note}{fault} |"


def say(*lines: str) -> None:
    """Lines at once, also into a file."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
