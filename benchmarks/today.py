"""The first page of a day among very many cases: processor time beside that of the caseload's first page."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from typing import Final

from benchmarks.figure import Figure
from benchmarks.large_vault import USER, LargeVault
from caselink.services.case_list import listed
from caselink.services.cases import caseload
from caselink.services.office import Office
from caselink.services.today import today_of
from caselink.vault.keys.unlocking import Unlocked
from caselink.vault.opening import open_with

_TIMES: Final = 5
_MOST_MS: Final = 16.0


def today(large: LargeVault, keys: Unlocked) -> Iterator[Figure]:
    """What the window asks the vault for on either page."""
    with open_with(large.folder, USER, lambda: keys) as vault:
        office = Office(vault)
        beside = _spent(lambda: listed(office, caseload(office).rows))
        asked = _spent(lambda: today_of(office, mine=True))
        yield Figure("what waits today, more than the caseload takes", asked - beside, "ms", _MOST_MS, "processor time")


def _spent(work: Callable[[], object]) -> float:
    """The median of a few runs, in milliseconds of this process."""
    work()
    spent = []
    for _time in range(_TIMES):
        before = time.process_time()
        work()
        spent.append((time.process_time() - before) * 1000)
    return statistics.median(spent)
