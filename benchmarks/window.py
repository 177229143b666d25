"""The window on a large vault: when the first rows stand there, and how soon it is gone."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.large_vault import USER, LargeVault
from caselink.vault.unlocking import Unlocked

_TIMES = 5


def window(large: LargeVault, keys: Unlocked) -> Iterator[Figure]:
    """A session process offscreen: keys given → first rows shown; panic key → process gone; lock → process gone."""
    runs = {ending: [_session(large, keys, ending) for _time in range(_TIMES)] for ending in ("panic", "lock")}
    shown = [run["shown"] - run["unlocked"] for each in runs.values() for run in each]
    yield Figure("keys at hand to first rows shown", statistics.median(shown) * 1000, "ms", 1000.0)
    for ending, words in (("panic", "panic key to no process left"), ("lock", "lock to no process left")):
        gone = [run["gone"] - run["asked"] for run in runs[ending]]
        yield Figure(words, statistics.median(gone) * 1000, "ms", 200.0 if ending == "panic" else 1000.0,
                     note=f"slowest {max(gone) * 1000:.0f} ms")


def _session(large: LargeVault, keys: Unlocked, ending: str) -> dict[str, float]:
    """The moments of one session, on the clock that all processes share."""
    key = keys.data_key
    told = {
        "vault": str(large.folder), "user": USER, "keys": [key.generation, key.key, key.database, *keys.identities],
        "ending": ending,
    }
    done = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.one_session"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, cwd=Path(__file__).parents[1],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.stdin is not None
    assert done.stdout is not None
    with done:
        done.stdin.write(json.dumps(told))
        done.stdin.close()
        done.stdin = None
        said = {line.split()[0]: float(line.split()[1]) for line in done.stdout}
        done.wait()
        return {**said, "gone": time.monotonic()}
