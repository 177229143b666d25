"""What opening a vault of very many cases adds to the check of the passphrase."""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterator

from benchmarks.figure import Figure, seconds
from benchmarks.large_vault import PASSPHRASE, USER, LargeVault
from caselink.vault.keys.unlocking import Unlocked, unlock
from caselink.vault.opening import open_vault, open_with

_TIMES = 5
_MOST_MS = 150.0


def opening(large: LargeVault, _keys: Unlocked) -> Iterator[Figure]:
    """In each of five runs the passphrase alone, then the whole opening with it, then the opening without it.

    The promise is judged by the last: it is what opening adds, free of the scatter of two scrypt runs. The database
    is dropped from the system's cache before, as after a start of the computer.
    """
    alone, whole, added, warm = [], [], [], []
    for _time in range(_TIMES):
        keys = []
        alone.append(seconds(lambda: keys.append(unlock(large.folder, USER, PASSPHRASE))))  # noqa: B023 - runs at once
        (unlocked,) = keys
        _forget(large)
        whole.append(seconds(lambda: open_vault(large.folder, USER, PASSPHRASE).close()))
        _forget(large)
        added.append(seconds(lambda: open_with(large.folder, USER, lambda: unlocked).close()))  # noqa: B023
        warm.append(seconds(lambda: open_with(large.folder, USER, lambda: unlocked).close()))  # noqa: B023
    passphrase, all_of_it = statistics.median(alone), statistics.median(whole)
    yield Figure("the passphrase alone", passphrase * 1000, "ms")
    yield Figure("opening with the passphrase", all_of_it * 1000, "ms", note=f"{all_of_it / passphrase:.2f} × that")
    yield Figure("what opening adds, file not in the cache", statistics.median(added) * 1000, "ms", _MOST_MS)
    yield Figure("what opening adds, file in the cache", statistics.median(warm) * 1000, "ms", _MOST_MS)


def _forget(large: LargeVault) -> None:
    """Ask the system to read the database from the disk next time (Linux)."""
    if not hasattr(os, "posix_fadvise"):
        return
    for path in large.folder.glob("cases-*.db"):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
