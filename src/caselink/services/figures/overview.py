"""The exact figures of a period as the page shows them, each number with its cases."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from caselink.figures.counting import Counted, Counting
from caselink.figures.wording import WordedTable, of_exact
from caselink.names.folding import sorting_key
from caselink.services.figures.asking import FiguresAsked
from caselink.services.figures.publishing import inside_notes
from caselink.services.figures.reading import read_facts
from caselink.services.office import Office


@dataclass(frozen=True, slots=True)
class FiguresShown:
    """One table of the page, counted and in words."""

    counted: Counted
    table: WordedTable

    def cases_of(self, row: int) -> frozenset[str]:
        """The cases behind a row; behind the total for the last one."""
        if row >= len(self.table.keys):
            return frozenset(self.counted.total.cases)
        cell = self.counted.cells.get(self.table.keys[row])
        return frozenset() if cell is None else frozenset(cell.cases)


@dataclass(frozen=True, slots=True)
class Overview:
    """All tables of a period, and what is to be known of them."""

    shown: tuple[FiguresShown, ...]
    notes: tuple[str, ...]


def overview(
    office: Office, asked: FiguresAsked, worker: str = "", give_way: Callable[[], None] = lambda: None
) -> Overview:
    """Count; with a worker only the cases that she sees to."""
    facts = read_facts(office, asked.tables, give_way, owners=bool(worker))
    names = office.names_of(worker) if worker else frozenset[str]()
    mine = [each for each in facts if each.owners & names] if worker else facts
    shown, counting = [], Counting(mine, asked.period)
    for each in asked.tables:
        give_way()
        counted = counting.table(each)
        shown.append(FiguresShown(counted, of_exact(counted)))
    return Overview(tuple(shown), inside_notes(office))


def references(office: Office, cases: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Id and reference of these cases, by reference."""
    found = office.vault.references_of(cases)
    return tuple(sorted(found.items(), key=lambda pair: sorting_key(pair[1])))
