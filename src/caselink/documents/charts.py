"""Charts: a bar for each row of a table with its count at the end, readable without colour; the same in the window and
on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from caselink.documents import styles
from caselink.documents.pages import print_strip
from caselink.documents.rows import LEFT, WIDTH, Bar, Row, TextColumn, kept, rows_of, ruled
from caselink.figures.wording import HIDDEN_SIGN, Cell, WordedTable

_LABEL: Final = 190.0
_BARS: Final = 150.0
"""Points of the words, and of the longest bar."""
_GAP: Final = 8.0
_THINNEST: Final = 1.5
"""Points of a bar that counts least: what is not none is to be seen."""
_KEPT: Final = 12
"""Rows of a table that are not broken over two pages."""


def chart_rows(table: WordedTable) -> list[Row]:
    """The chart of a table: the words of each row, its bar, its count, and what else the table says of it."""
    rows = [row for each in _lines(table) for row in each]
    return kept(rows[:-1]) + rows[-1:] if len(rows) <= _KEPT else [*kept(rows[:2]), *rows[2:]]


def chart_picture(table: WordedTable) -> bytes:
    """The same as a PDF of one page, for the window alone."""
    return print_strip(chart_rows(table))


def cell_text(cell: Cell) -> str:
    """A cell in words; what is hidden by its sign."""
    return HIDDEN_SIGN if cell is None else str(cell)


def _lines(table: WordedTable) -> Iterator[list[Row]]:
    at = table.counts_at
    heads = [" · ".join(head for head in table.columns[:at] if head), *table.columns[at:]]
    yield ruled(_line(heads, heads=True), styles.HAIRLINE, 1)
    longest = max((count for row in table.rows[:-1] if isinstance(count := row[at], int)), default=0)
    for row in table.rows[:-1]:
        texts = [" · ".join(str(word) for word in row[:at]), *map(cell_text, row[at:])]
        count = row[at]
        bar = count / longest * _BARS if isinstance(count, int) and longest else 0.0
        yield _line(texts, bar=max(bar, _THINNEST) if count else 0.0)
    total = table.rows[-1]
    yield _line([str(total[0]), *map(cell_text, total[at:])], bold=True)


def _line(texts: list[str], *, bar: float = 0.0, heads: bool = False, bold: bool = False) -> list[Row]:
    style = styles.SMALL_LABEL if heads else styles.FACT_BOLD if bold else styles.FACT
    left = LEFT + _LABEL + _BARS + 2 * _GAP
    step = (LEFT + WIDTH - left) / max(1, len(texts) - 1)
    columns = [TextColumn(texts[0], style, LEFT, _LABEL)]
    columns += [
        TextColumn(text, style, left + place * step, step - _GAP / 2, right=len(texts) > 2)
        for place, text in enumerate(texts[1:])
    ]
    rows = rows_of(*columns)
    if bar:
        rows[0] = replace(rows[0], bars=(Bar(LEFT + _LABEL + _GAP, bar, styles.ACCENT),))
    return rows
