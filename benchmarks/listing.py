"""The caseload of very many cases: its first page, the next ones, a search."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.figure import Figure, median_ms
from benchmarks.large_vault import USER, LargeVault
from caselink.services.case_list import CaseFilter, listed, ordered_ids
from caselink.services.cases import caseload
from caselink.services.office import Office
from caselink.vault.keys.unlocking import Unlocked
from caselink.vault.opening import open_with

_TIMES = 15
_MOST_BY_DANGER = 1.5
_MOST_MS = 100.0
"""What a worker feels as at once, on a computer that does nothing else."""


def listing(large: LargeVault, keys: Unlocked) -> Iterator[Figure]:
    """As the services give it to window and commands: a page of fifty, and how many there are in all."""
    with open_with(large.folder, USER, lambda: keys) as vault:
        office = Office(vault)
        asked: dict[str, Callable[[], object]] = {
            "first page of the caseload": lambda: caseload(office),
            "first page with what waits in each, as the window shows it": lambda: listed(
                office, caseload(office).rows
            ),
            "a page in the middle": lambda: caseload(office, after="2026-050000"),
            "search for a reference": lambda: caseload(office, "2026-07777"),
            "search for a name that many bear": lambda: caseload(office, "amina"),
            "search for the first letters of a name": lambda: caseload(office, "él"),
            "search for two words": lambda: caseload(office, "nadia 042"),
            "search for what is nowhere": lambda: caseload(office, "zzzz"),
        }
        for words, ask in asked.items():
            ask()
            yield Figure(words, median_ms(ask, _TIMES), "ms", _MOST_MS)
        yield from _by_danger(office)
        late = median_ms(lambda: ordered_ids(office, which=CaseFilter.LATE), 3)
        yield Figure("what is late, looked for in all cases", late, "ms")


def _by_danger(office: Office) -> Iterator[Figure]:
    """All cases in the order of their danger, and those of one level, beside the same by what is to be done in each,
    which reads as much of every case and was there before."""
    before = median_ms(lambda: ordered_ids(office, column="total"), 5)
    for words, ask in (
        ("all cases, the gravest first", lambda: ordered_ids(office, column="danger")),
        ("all cases of one level", lambda: ordered_ids(office, which=CaseFilter.HIGH)),
    ):
        spent = median_ms(ask, 5)
        said = f"{words}, in those by what is to be done"
        yield Figure(said, spent / before, "×", _MOST_BY_DANGER, f"{spent:.0f} ms")
