"""Several processes that want the same vault at once: one has it, the others hear so, and no write is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from caselink.vault import check
from tests.conftest import Prepared
from tests.torture.promise import Outcome, Share
from tests.vault.filling import add_case

_RACERS = 3
_WRITES = 3
_SLOWEST = 2.0
"""Seconds within which whoever comes second must hear it."""


def races(prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """In each race three processes open, add one to a number and close, three times each; every third race one of them
    is killed. All numbers that were said are different, and the last one is there."""
    original = prepared.copy_to(folder / "original.caselink")
    with prepared.open(original) as vault:
        case_id = add_case(vault)
    total = Outcome(0)
    for number in share.numbers:
        shutil.rmtree(folder / "race.caselink", ignore_errors=True)
        race = shutil.copytree(original, folder / "race.caselink")
        said = _race(prepared, race, killed=number % 3 == 2)
        numbers = [int(line) for line in said if line.isdecimal()]
        waits = [float(line.split()[2]) for line in said if line.startswith("in use")]
        broken = []
        with prepared.open(race) as vault:
            kept = vault.case(case_id).value("x-a.number")
            if len(set(numbers)) != len(numbers):
                broken.append(f"race {number}: a number was said twice")
            if kept not in (len(numbers), len(numbers) + 1) or not isinstance(kept, int) or kept < max(numbers):
                broken.append(f"race {number}: {len(numbers)} writes were acknowledged, {kept} are there")
            if not check(vault).sound:
                broken.append(f"race {number}: not sound")
        broken += [f"race {number}: it took {wait} s to hear who has it" for wait in waits if wait > _SLOWEST]
        total += Outcome(1, tuple(broken), {"met a vault in use": len(waits), "writes": len(numbers)})
    return total


def _race(prepared: Prepared, folder: Path, *, killed: bool) -> list[str]:
    """What all of them said."""
    key = prepared.data_key
    told = [str(folder), str(key.generation), key.key, key.database, prepared.identity, str(_WRITES)]
    racers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.vault.racer"], text=True, cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for _racer in range(_RACERS)
    ]
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("\n".join(told))
        racer.stdin.close()
        racer.stdin = None
    said = []
    if killed:
        first = racers[0]
        assert first.stdout is not None
        said.append(first.stdout.readline().rstrip("\n"))
        first.kill()
    for racer in racers:
        said += racer.communicate(timeout=120)[0].split("\n")[:-1]
    return said
