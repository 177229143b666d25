"""Figures on paper: each table with its chart and its definition. Those that may leave, and exact ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from caselink.disclosure.outputs import Aggregate, OfficeFigures, require_seal
from caselink.documents import styles
from caselink.documents.charts import chart_rows
from caselink.documents.first_page import letterhead_rows
from caselink.documents.letterhead import Letterhead
from caselink.documents.pages import Frame, print_rows
from caselink.documents.rows import Row, TextColumn, kept, rows_of
from caselink.figures.wording import WordedTable, of_public
from caselink.i18n import N_, _

TITLE: Final = N_("Chiffres")
INSIDE: Final = N_("Chiffres, pour le service seul")


def write_statistics(figures: Aggregate, letterhead: Letterhead, period: str) -> bytes:
    """What may leave, as a PDF in memory, not encrypted."""
    require_seal(figures)
    return _print(map(of_public, figures.tables), letterhead, period, _(TITLE), ())


def write_office_figures(figures: OfficeFigures, letterhead: Letterhead, period: str) -> bytes:
    """Exact counts, as a PDF in memory, not encrypted: it says that it is for the office alone."""
    require_seal(figures)
    return _print(figures.tables, letterhead, period, _(INSIDE), figures.notes)


def _print(
    tables: Iterable[WordedTable], letterhead: Letterhead, period: str, title: str, notes: tuple[str, ...]
) -> bytes:
    rows = [*letterhead_rows(letterhead, title), *_rows(tables, period, title, notes)]
    head = f"{title} · {period}"
    return print_rows(rows, Frame(head, " ".join(notes[:1]), letterhead.document_id))


def _rows(tables: Iterable[WordedTable], period: str, title: str, notes: tuple[str, ...]) -> Iterator[Row]:
    yield from kept(rows_of(TextColumn(title, styles.TITLE)))
    yield from rows_of(TextColumn(period, styles.PURPOSE))
    for note in notes:
        yield from rows_of(TextColumn(note, styles.VALUE_BOLD), above=4)
    for table in tables:
        yield from kept(rows_of(TextColumn(table.title, styles.HEADING), above=14))
        yield from kept(rows_of(TextColumn(table.definition, styles.NOTE)))
        yield from chart_rows(table)
