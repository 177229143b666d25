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
from benchmarks.large_vault import PASSPHRASE, USER, LargeVault, large_vault
from caselink.vault.keys.unlocking import Unlocked, unlock

_TIMES = 5
_FEW = 100
_MOST_RATIO = 1.5


def window(large: LargeVault, keys: Unlocked) -> Iterator[Figure]:
    """A session process offscreen: keys given → first rows shown; panic key → process gone; lock → process gone.

    The first rows are compared with those of a vault of a hundred cases, in turn: building the window takes the same
    time for both.
    """
    small = large_vault(_FEW)
    keys_of_small = unlock(small.folder, USER, PASSPHRASE)
    runs: dict[str, list[dict[str, float]]] = {"panic": [], "lock": [], "few": []}
    for _time in range(_TIMES):
        runs["panic"].append(_session(large, keys, "panic"))
        runs["few"].append(_session(small, keys_of_small, "lock"))
        runs["lock"].append(_session(large, keys, "lock"))
    many, few = _to_rows(runs["panic"] + runs["lock"]), _to_rows(runs["few"])
    note = f"{many:.0f} ms and {few:.0f} ms"
    yield Figure(f"first rows, in those of {_FEW} cases", many / few, "×", _MOST_RATIO, note)
    for ending, most in (("panic", 200.0), ("lock", None)):
        gone = [(run["gone"] - run["asked"]) * 1000 for run in runs[ending]]
        note = f"slowest {max(gone):.0f} ms"
        yield Figure(f"{ending} key to no process left", statistics.median(gone), "ms", most, note)


def _to_rows(runs: list[dict[str, float]]) -> float:
    """From keys at hand to the first rows, in milliseconds."""
    return statistics.median(run["shown"] - run["unlocked"] for run in runs) * 1000


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
