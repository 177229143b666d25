"""Making a vault while the disk refuses a call, or while the process is killed: all of it, or nothing."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Final

from caselink.errors import CaseLinkError
from caselink.services.office import open_office, open_office_with_recovery
from caselink.services.workers import code_may_be_lost
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.torture.calls import calls_and_lines
from tests.torture.disturbing import Moment, spread
from tests.torture.promise import Outcome, Share

CALLS: Final = ("mkdir", "rename", "link", "fsync", "pwrite64", "write", "ftruncate")


def fails_while_creating(_prepared: Prepared, folder: Path, share: Share) -> Outcome:
    """Each call in turn and all later ones of its sort are refused, or the process is killed at it."""
    every = _moments(folder / "undisturbed")
    total = Outcome(0, (), {"moments there are": len(every)} if share.part == 0 else {})
    for number in spread(len(every), share):
        for how in ("error=ENOSPC", "signal=KILL"):
            place = folder / f"{number}-{how}"
            place.mkdir()
            total += _disturbed(place, every[number], how)
    return total


def _moments(place: Path) -> list[Moment]:
    """The calls within the place where the vault is made, or on handles of files in it; those of Python's own start
    are refused as well, and end the process before it begins."""
    place.mkdir()
    trace = place.with_name("creating.trace")
    made = _run(place, "strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={','.join(CALLS)}")
    assert made.returncode == 0
    counted, every, begun = Counter[str](), [], False
    for call, line in calls_and_lines(trace):
        counted[call] += 1
        begun = begun or str(place) in line
        if begun:
            every.append((call, counted[call]))
    return every


def _run(place: Path, *under: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*under, sys.executable, "-B", "-m", "tests.vault.maker"], cwd=Path(__file__).parents[2],
        input=f"{place / 'office.caselink'}\n{USER}\n{PASSPHRASE}", text=True, capture_output=True, check=False,
        timeout=120,
    )


def _disturbed(place: Path, moment: Moment, how: str) -> Outcome:
    call, number = moment
    trace = place.with_name("disturbed.trace")
    until = "+" if how.startswith("error") else ""
    done = _run(
        place, "strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={call}",
        "-e", f"inject={call}:{how}:when={number}{until}",
    )
    name = f"{how} at {moment}"
    folder, left = place / "office.caselink", sorted(path.name for path in place.iterdir())
    if not folder.exists():
        swept = [each for each in left if not (how == "signal=KILL" and each.startswith(".caselink-work-"))]
        broken = [f"{name}: {swept} left behind"] if swept else []
        broken += [f"{name}: said that it was made"] if done.stdout else []
        return Outcome(1, tuple(broken), {"nothing": 1})
    return Outcome(1, tuple(f"{name}: {fault}" for fault in _faults(folder, done.stdout)), {"all of it": 1})


def _faults(folder: Path, code: str) -> list[str]:
    """What is wrong with a vault that is there."""
    try:
        office = open_office(folder, USER, PASSPHRASE)
        awaited = code_may_be_lost(office)
        office.close()
        if code:
            open_office_with_recovery(folder, code).close()
    except CaseLinkError as fault:
        return [repr(fault)]
    return [] if awaited else ["nobody asks whether the code was seen"]
