"""Runs the promises at full size on two processes and prints one table of figures: `make torture [ONLY=name] [SIZE=n]`.

Ends with 1 when one is broken.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from functools import cache
from pathlib import Path
from typing import Final

from tests.conftest import Prepared, prepare
from tests.torture.promise import Outcome, Promise, Share
from tests.torture.promises import PROMISES

_PROCESSES: Final = 2
_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
_MOST_SHOWN: Final = 20
Figure = tuple[Outcome, float]
"""What came of a promise, and the seconds it took on one core."""


def main(words: Sequence[str]) -> int:
    """Try the promises that are asked for; 1 where one is broken."""
    asked = argparse.ArgumentParser(prog="make torture")
    asked.add_argument("--only", default="", help="names of promises, with commas between")
    asked.add_argument("--size", type=int, default=0, help="at most this size of each")
    told = asked.parse_args(words)
    names = {promise.name: promise for promise in PROMISES}
    chosen = [names[name] for name in told.only.split(",") if name] or [*PROMISES]
    began = time.monotonic()
    figures = _try(chosen, told.size)
    say(_table(figures.items()))
    say(f"{_PROCESSES} processes, {time.monotonic() - began:.0f} s")
    broken = [fault for outcome, _seconds in figures.values() for fault in outcome.broken]
    for fault in broken[:_MOST_SHOWN]:
        say(f"BROKEN {fault}")
    return 1 if broken else 0


def _try(chosen: Iterable[Promise], size: int) -> dict[Promise, Figure]:
    """Give out all parts, those of few parts first so that both processes end together, and add up what comes back."""
    figures = {promise: (Outcome(0), 0.0) for promise in chosen}
    order = sorted(figures, key=lambda promise: promise.parts)
    with ProcessPoolExecutor(_PROCESSES, multiprocessing.get_context("spawn")) as pool:
        running = {
            pool.submit(keep, promise.name, share): promise for promise in order for share in promise.shares(size)
        }
        for number, future in enumerate(as_completed(running), 1):
            promise = running[future]
            outcome, seconds = _figure(future)
            before, spent = figures[promise]
            figures[promise] = (before + outcome, spent + seconds)
            tried, faults = figures[promise][0].tried, len(figures[promise][0].broken)
            say(f"[{number}/{len(running)}] {promise.name}: {tried} tried, {faults} broken, {seconds:.0f} s")
    return figures


def _figure(future: Future[Figure]) -> Figure:
    """What a part found; what it raised breaks the promise."""
    fault = future.exception()
    return future.result() if fault is None else (Outcome(0, (f"{type(fault).__name__}: {fault}",)), 0.0)


@cache
def prepared() -> Prepared:
    """One vault for each process, copied for each part."""
    return prepare(Path(tempfile.mkdtemp(prefix="caselink-torture-")) / "office.caselink")


def keep(name: str, share: Share) -> Figure:
    """Try one part of a promise, in a folder of its own."""
    (promise,) = (promise for promise in PROMISES if promise.name == name)
    began = time.monotonic()
    place = None if promise.on_disk or not os.access(_MEMORY, os.W_OK) else _MEMORY
    with tempfile.TemporaryDirectory(prefix=f"caselink-{name}-", dir=place, ignore_cleanup_errors=True) as folder:
        outcome = promise.keep(prepared(), Path(folder), share)
    return outcome, time.monotonic() - began


def _table(figures: Iterable[tuple[Promise, Figure]]) -> str:
    lines = ["", "| promise | tried | broken | met | seconds |", "| --- | ---: | ---: | --- | ---: |"]
    for promise, (outcome, seconds) in figures:
        met = ", ".join(f"{name} {count}" for name, count in outcome.met.items())
        lines.append(
            f"| `{promise.name}`: {promise.words} | {outcome.tried} | {len(outcome.broken)} | {met} | {seconds:.0f} |"
        )
    return "\n".join(lines)


def say(text: str) -> None:
    """One line at once, also into a file."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
