"""Saving one answer, with its history, rows and audit, against one raw commit of the same bytes.

The raw commit is what any program pays that keeps as many bytes safe: the same SQLCipher with the same settings (the
same journal, the same four syncs), one UPDATE of whole pages in a table that holds nothing else, as many pages as make
the same number of bytes written, database and journal together, as Linux counts them for this process
(`/proc/self/io`, `wchar`). The two are measured in turn, so that both have the same disk at the same moment.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figure import Figure, seconds
from benchmarks.large_vault import USER, LargeVault, rich_case
from caselink.domain.answers import Answer
from caselink.services.answers import record_answer
from caselink.services.office import Office
from caselink.vault import Vault
from caselink.vault.database import Database
from caselink.vault.folder import write_new
from caselink.vault.keys.keys import DataKey
from caselink.vault.keys.unlocking import Unlocked
from caselink.vault.opening import open_with

_ROUNDS = 10
_IN_A_ROUND = 20
_CHANGES = 200
_MOST_RATIO = 1.5
_MANY_CHANGES = 4_000
_MOST_GROWTH = 1.2
_PAGE_CONTENT = 3_900
"""Bytes of a row that has a page for itself: 4096 less 80 that SQLCipher keeps, less the heads of page and row."""
_PAGES = 400


def saving(large: LargeVault, keys: Unlocked) -> Iterator[Figure]:
    """Answers of a case of sixty answers and two hundred changes, in the large vault."""
    folder = large.copy()
    with open_with(folder, USER, lambda: keys) as vault:
        case_id = rich_case(vault, _CHANGES)
        office = Office(vault)
        texts = iter(_texts())

        def save() -> None:
            with vault.change("answer", case_id) as change:
                change.put_answer(case_id, "x-office.field-7", Answer(next(texts)))

        def record() -> None:
            record_answer(office, case_id, "request.own_words", next(texts))

        yield from _against_raw("saving one answer", save, folder, _MOST_RATIO)
        yield from _against_raw("recording it as the window does", record, folder, _MOST_RATIO)
        yield Figure("the case's document", _document_size(vault, case_id) / 1024, "KiB")
        yield _growth(vault)


def _growth(vault: Vault) -> Figure:
    """An answer in a case that was changed four thousand times, against one in a case just opened; the two in turn."""
    old, new = rich_case(vault, _MANY_CHANGES, "2027-0002"), rich_case(vault, 0, "2027-0003")
    texts = _texts()

    def save(case_id: str) -> float:
        def once() -> None:
            with vault.change("answer", case_id) as change:
                change.put_answer(case_id, "x-office.field-7", Answer(next(texts)))

        return seconds(once)

    pairs = [(save(old), save(new)) for _time in range(_ROUNDS * _IN_A_ROUND)]
    ours, theirs = (sum(times) / len(pairs) * 1000 for times in zip(*pairs, strict=True))
    note = f"{ours:.2f} ms and {theirs:.2f} ms on average, what is folded together from time to time included"
    return Figure("an answer after 4,000 changes, in answers of a new case", ours / theirs, "×", _MOST_GROWTH, note)


def _against_raw(
    words: str, save: Callable[[], None], folder: Path, most: float
) -> Iterator[Figure]:
    """Ten rounds, each with a raw commit of as many bytes as a save writes by then: the document grows with each."""
    raw, rounds, ours, theirs, written = RawCommits(folder), [], [], [], []
    for _round in range(_ROUNDS):
        written.append(statistics.median(_written(save) for _time in range(5)))
        raw.match(written[-1])
        pairs = [(seconds(save), seconds(raw.commit)) for _time in range(_IN_A_ROUND)]
        ours.append(statistics.median(one for one, _other in pairs) * 1000)
        theirs.append(statistics.median(other for _one, other in pairs) * 1000)
        rounds.append(ours[-1] / theirs[-1])
    raw.close()
    note = (
        f"{statistics.median(ours):.2f} ms and {statistics.median(theirs):.2f} ms; "
        f"in the last round {written[-1] / 1024:.0f} KiB and {raw.written / 1024:.0f} KiB"
    )
    yield Figure(f"{words}, in raw commits", statistics.median(rounds), "×", most, note)


class RawCommits:
    """Whole pages overwritten in a database like ours."""

    def __init__(self, folder: Path) -> None:
        key = DataKey.make(1)
        path = folder.with_name("raw.db")
        path.unlink(missing_ok=True)
        write_new(path, b"")
        self._database = Database.make_blank(path, key.key)
        self._database.run("CREATE TABLE pages (id INTEGER PRIMARY KEY, body BLOB)")
        self._chance = random.Random(1)  # noqa: S311 - bytes to write
        with self._database.transaction():
            for number in range(_PAGES):
                self._database.run("INSERT INTO pages VALUES (?, ?)", number, self._page())
        self.pages, self.written = 1, 0.0

    def match(self, wanted: float) -> None:
        """Choose how many pages a commit overwrites: those whose bytes come nearest to what is wanted."""
        def bytes_of(pages: int) -> float:
            self.pages = pages
            return statistics.median(_written(self.commit) for _time in range(3))

        each = (bytes_of(20) - bytes_of(10)) / 10
        self.written = bytes_of(max(1, round((wanted - bytes_of(10)) / each) + 10))

    def commit(self) -> None:
        """One transaction."""
        with self._database.transaction():
            self._database.run_many(
                "UPDATE pages SET body = ? WHERE id = ?",
                [(self._page(), number) for number in self._chance.sample(range(_PAGES), self.pages)],
            )

    def close(self) -> None:
        """Done."""
        self._database.close()

    def _page(self) -> bytes:
        return self._chance.randbytes(_PAGE_CONTENT)


def _written(work: Callable[[], object]) -> int:
    """Bytes that this process hands to the system meanwhile."""
    before = _counted()
    work()
    return _counted() - before


def _counted() -> int:
    lines = Path("/proc/self/io").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("wchar"))


def _texts() -> Iterator[str]:
    chance = random.Random(3)  # noqa: S311 - words
    while True:
        yield " ".join(chance.choice(("loyer", "école", "mardi", "rappeler", "avocate")) for _word in range(6))


def _document_size(vault: Vault, case_id: str) -> int:
    row = vault.opened.database.one("SELECT length(body) FROM documents WHERE owner = ?", case_id)
    return 0 if row is None else int(row[0])
