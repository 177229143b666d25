"""What a key press in the search costs until the rows are read that the window shows: each beginning of a name, a
number, a reference, as it is typed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.large_vault import USER, LargeVault
from caselink.services.office import Office
from caselink.ui.pages.caseload.model import CaseRows
from caselink.ui.pieces.listing import Asked
from caselink.vault.keys.unlocking import Unlocked
from caselink.vault.opening import open_with

_TYPED = ("amina", "élodie", "nadia 042", "Nom77", "0470 077", "2026-0777", "zzzz")
_TIMES = 20
_MOST_MS = 16.0
"""One frame."""


def searching(large: LargeVault, keys: Unlocked) -> Iterator[Figure]:
    """At the 95th percentile, in processor time: what else the computer does counts for nothing."""
    with open_with(large.folder, USER, lambda: keys) as vault:
        office = Office(vault)
        every: list[float] = []
        for word in _TYPED:
            keyed = [word[:length] for length in range(1, len(word) + 1)]
            taken = [_ms(office, typed) for _time in range(_TIMES) for typed in keyed]
            every += taken
            yield Figure(f"each key of « {word} »", _late(taken), "ms", _MOST_MS)
        yield Figure("each key of all of them", _late(every), "ms", _MOST_MS)


def _ms(office: Office, typed: str) -> float:
    began = time.process_time()
    CaseRows()(office, Asked(typed))
    return (time.process_time() - began) * 1000


def _late(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]
