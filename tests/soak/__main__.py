"""`make soak [SIZE=n]`: openings, locks, hides, kills, a slow and a full disk, midnights and clocks that jump.

Prints what the end of the day costs in relation to its beginning, and ends with 1 where a ratio is above its limit or
something was lost. Twenty minutes on two idle cores; SIZE is how many cases are opened.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from caselink.demo.people import PARTNERS
from caselink.demo.showcase import showcase
from caselink.services.cases import new_case
from caselink.services.imports import import_document
from caselink.services.office import Office
from tests import quick_age
from tests.conftest import Prepared, prepare
from tests.torture.clocks import jumping_clocks
from tests.torture.disturbing import fresh_copy
from tests.torture.promise import Keep, Share
from tests.torture.saving import failing_disk, kills_while_saving
from tests.torture.slow_disks import SYNC_MS, faults, sit

OPENINGS: Final = 1_000
SAID: Final = 20
"""How often in all the process that opens cases says what it costs."""
CASES: Final = 5
ENDS: Final = 6
"""Locks, and hides, on a disk of each speed."""
LIMITS: Final = {
    "memory": 1.05, "processor": 1.25, "widgets": 1.0, "objects of Qt in Python": 1.0, "files open": 1.0,
    "threads": 1.0, "files in the vault": 1.0, "lock": 1.5, "hide": 1.5, "lock, slow disk": 1.5, "hide, slow disk": 1.5,
}
"""The most that the end of the day may cost in relation to its beginning, once everything was opened for the first
time."""
SHARES: Final[tuple[tuple[str, Keep, int], ...]] = (
    ("killed while saving", kills_while_saving, 60), ("full and failing disk", failing_disk, 12),
    ("clocks that jump", jumping_clocks, 60),
)


@dataclass(frozen=True, slots=True)
class Ratio:
    """What something cost at the beginning and at the end."""

    name: str
    first: float
    last: float

    @property
    def value(self) -> float:
        """The end in relation to the beginning."""
        return self.last / self.first if self.first else 1.0

    @property
    def holds(self) -> bool:
        """Whether that is within its limit."""
        return self.value <= LIMITS[self.name]


def main(words: Sequence[str]) -> int:
    """Live through the day; 1 where a ratio is above its limit or something was lost."""
    asked = argparse.ArgumentParser(prog="make soak")
    asked.add_argument("--size", type=int, default=OPENINGS, help="how many cases are opened")
    size = asked.parse_args(words).size
    quick_age.install()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="caselink-soak-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        prepared = prepare(folder / "prepared.caselink")
        ratios, lost = openings(prepared, folder, max(size, SAID))
        for more, broken in (ends(prepared, folder), shares(prepared, folder)):
            ratios += more
            lost += broken
    say("\n| | first | last | ratio | limit |\n| --- | ---: | ---: | ---: | ---: |")
    for ratio in ratios:
        say(f"| {ratio.name} | {ratio.first:.2f} | {ratio.last:.2f} | {ratio.value:.3f} | {LIMITS[ratio.name]} |")
    for each in lost:
        say(f"BROKEN {each}")
    return 0 if not lost and all(ratio.holds for ratio in ratios) else 1


def openings(prepared: Prepared, folder: Path, size: int) -> tuple[list[Ratio], list[str]]:
    """One process that opens case after case."""
    vault = filled(prepared, folder / "day.caselink")
    key = prepared.data_key
    told = {
        "vault": str(vault), "keys": [key.generation, key.key, key.database, prepared.identity], "openings": size,
        "say_after": size // SAID,
    }
    seen: list[dict[str, Any]] = []
    lost: list[str] = []
    with subprocess.Popen(
        (sys.executable, "-m", "tests.soak.sitting"), text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(told))
        process.stdin.close()
        for line in process.stdout:
            match json.loads(line):
                case "done":
                    break
                case str(fault):
                    lost.append(fault)
                case figures:
                    seen.append(figures)
                    say(f"{figures['openings']} openings, {figures['memory'] // 1024} MB")
    if len(seen) != SAID:
        return [], [*lost, "the day was not lived through"]
    first, last = seen[1], seen[-1]  # by the first of them not all was opened once
    spent = [later["processor"] - earlier["processor"] for earlier, later in pairwise(seen)]
    ratios = [Ratio(name, first[name], last[name]) for name in LIMITS if name in first and name != "processor"]
    return [*ratios, Ratio("processor", min(spent[:3]), min(spent[-3:]))], lost


def filled(prepared: Prepared, folder: Path) -> Path:
    """A vault with some cases that have everything."""
    prepared.copy_to(folder)
    with prepared.open(folder) as vault:
        office = Office(vault)
        story = showcase(office.today())
        cases = [{**story, "reference": f"JOUR-{number}"} for number in range(CASES)]
        document = {"partners": [dict(each) for each in PARTNERS], "cases": cases}
        result = import_document(office, json.dumps(document, ensure_ascii=False).encode(), update=False)
        if result.problems:
            raise ValueError(str(result.problems[0]))
    return folder


def ends(prepared: Prepared, folder: Path) -> tuple[list[Ratio], list[str]]:
    """Ten answers, then a lock or hide-at-once; again and again on one vault, on a quick disk and a slow one."""
    ratios: list[Ratio] = []
    lost: list[str] = []
    for name, sync_ms in (("", 0), (", slow disk", SYNC_MS)):
        for how in ("lock", "hide"):
            vault = prepared.copy_to(folder / f"{how}{sync_ms}.caselink")
            with prepared.open(vault) as opened:
                case_id = new_case(Office(opened)).id
            lived = [*_lived(prepared, vault, case_id, how, sync_ms, lost)]
            half = len(lived) // 2
            ratios.append(Ratio(f"{how}{name}", sum(lived[:half]) / half, sum(lived[-half:]) / half))
            say(f"{how}{name}: {max(lived):.2f} s at most")
    return ratios, lost


def _lived(prepared: Prepared, vault: Path, case_id: str, how: str, sync_ms: int, lost: list[str]) -> Iterator[float]:
    for number in range(ENDS):
        copy = fresh_copy(vault)
        sat = sit(prepared, copy, case_id, 10, how, sync_ms)
        lost += faults(prepared, copy, case_id, sat, f"{how} {number} at {sync_ms} ms")
        yield sat.lived


def shares(prepared: Prepared, folder: Path) -> tuple[list[Ratio], list[str]]:
    """What `make torture` tries at length, a little of each."""
    lost: list[str] = []
    for name, keep, size in SHARES:
        place = folder / name.replace(" ", "-")
        place.mkdir()
        outcome = keep(prepared, place, Share(size))
        say(f"{name}: {outcome.tried} tried, {len(outcome.broken)} broken")
        lost += outcome.broken
    return [], lost


def say(text: str) -> None:
    """One line at once, also into a file."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
