"""A change to a vault by a process of its own, which is killed at a moment, or to which the disk refuses a call.

A moment is a call to the system that writes, renames or waits for the disk, and which one of its sort it is. What the
process acknowledged, by ending with 0, is there afterwards.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from caselink.errors import UserError, VaultError
from tests.conftest import PASSPHRASE, USER
from tests.torture.calls import calls_made
from tests.torture.promise import ALL, Outcome, Share

CALLS: Final = ("rename", "unlink", "fsync", "pwrite64", "write", "ftruncate")

Moment = tuple[str, int]
"""A call, and which one of its sort in the life of the process."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change, the passphrase or code that comes with it, and what holds of the vault after a kill.

    `looked_at` opens it and tells which state was met, `old` or `new`; it raises AssertionError or VaultError for one
    that is neither.
    """

    name: str
    new: str
    looked_at: Callable[[Path, Change], str]
    identity: str = ""
    """What opens the vault in place of the usual passphrase, which is another one in a vault of an older format."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a disturbed process ended: its exit code, and whether the moment came at which it was to be disturbed."""

    code: int
    reached: bool


def run(folder: Path, change: Change, *under: str) -> int:
    """Run the change in a process of its own, under a tool where one is named; gives its exit code."""
    asked = {
        "folder": str(folder), "user": USER, "passphrase": PASSPHRASE, "identity": change.identity,
        "change": change.name, "new": change.new,
    }
    done = subprocess.run(
        [*under, sys.executable, "-B", "-m", "tests.vault.changer"], cwd=Path(__file__).parents[2],
        input=json.dumps(asked), text=True, capture_output=True, check=False, timeout=120,
    )
    return done.returncode


def moments(folder: Path, change: Change) -> list[Moment]:
    """Every moment of that change, in the order in which they come; runs it once, undisturbed, and leaves it done."""
    trace = folder.with_name("moments.trace")
    assert run(folder, change, "strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={','.join(CALLS)}") == 0
    counted, every = Counter[str](), []
    for call in calls_made(trace):
        counted[call] += 1
        every.append((call, counted[call]))
    return every


def kill_while(folder: Path, change: Change, moment: Moment) -> Ended:
    """Run the change and kill it at that moment."""
    call, number = moment
    code, _trace = _disturbed(folder, change, call, f"signal=KILL:when={number}")
    return Ended(code, code == -signal.SIGKILL)


def fail_while(folder: Path, change: Change, moment: Moment, error: str) -> Ended:
    """Run the change while the disk refuses that call and all later ones of its sort."""
    call, number = moment
    code, trace = _disturbed(folder, change, call, f"error={error}:when={number}+")
    return Ended(code, "(INJECTED)" in trace)


def _disturbed(folder: Path, change: Change, call: str, how: str) -> tuple[int, str]:
    trace = folder.with_name("disturbed.trace")
    strace = ("strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={call}", "-e", f"inject={call}:{how}")
    return run(folder, change, *strace), trace.read_text()


def spread(count: int, share: Share) -> Sequence[int]:
    """The part's numbers below `count`: each once for `ALL`, else as many as the size says, spread evenly over them, or
    round and round where there are fewer."""
    size = count if share.size == ALL else share.size
    if size <= count:
        every = [number * (count - 1) // max(size - 1, 1) for number in range(size)]
    else:
        every = [number % count for number in range(size)]
    return every[share.part :: share.parts]


def kills_while_changing(change: Change, original: Path, share: Share) -> Outcome:
    """Kill the change at each of its moments, or at so many from the first to the last, each time in a fresh copy."""
    every, total = _undisturbed(change, original, share)
    for number in spread(len(every), share):
        copy = fresh_copy(original)
        ended = kill_while(copy, change, every[number])
        total += _looked_at(copy, change, f"{change.name} killed at {every[number]}", ended)
    return total


def fails_while_changing(change: Change, original: Path, share: Share) -> Outcome:
    """The same with a disk that refuses the call of that moment and all later ones of its sort."""
    every, total = _undisturbed(change, original, share)
    for number in spread(len(every), share):
        copy = fresh_copy(original)
        ended = fail_while(copy, change, every[number], "EIO")
        total += _looked_at(copy, change, f"{change.name} without {every[number]}", ended)
    return total


def _undisturbed(change: Change, original: Path, share: Share) -> tuple[list[Moment], Outcome]:
    """The moments of the change, which leaves the new state where nothing comes between; counted by the first part."""
    copy = fresh_copy(original)
    every = moments(copy, change)
    found = _looked_at(copy, change, f"{change.name} undisturbed", Ended(0, reached=False))
    return every, found + Outcome(0, (), {"moments there are": len(every)} if share.part == 0 else {})


def _looked_at(folder: Path, change: Change, what: str, ended: Ended) -> Outcome:
    """What came of it. It was tried where its moment came; where that did not come, or nothing was minded, the change
    is acknowledged, and must be there."""
    tried = int(ended.reached)
    try:
        state = change.looked_at(folder, change)
    except (VaultError, UserError, AssertionError) as fault:
        return Outcome(tried, (f"{what}: {fault!r}",))
    if ended.code == 0 and state != "new":
        return Outcome(tried, (f"{what}: acknowledged, and not there",))
    if ended.code != 0 and not tried:
        return Outcome(0, (f"{what}: ended by itself with {ended.code}",))
    return Outcome(tried, (), {state: tried})


def fresh_copy(original: Path) -> Path:
    """A fresh copy beside it, in place of the one before."""
    folder = original.with_name("copy.caselink")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(original, folder)
    return folder
