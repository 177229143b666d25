"""A page of the office for itself: facts, a table, what is to be done."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final

from caselink.disclosure.outputs import CaseFree, OfficePage, require_seal
from caselink.documents import styles
from caselink.documents.first_page import letterhead_rows
from caselink.documents.letterhead import Letterhead
from caselink.documents.pages import Frame, print_rows
from caselink.documents.passages import Group
from caselink.documents.rows import LEFT, WIDTH, Row, TextColumn, kept, rows_of, ruled, space
from caselink.documents.typesetting import set_line
from caselink.i18n import _

_LABEL: Final = 150.0
_GAP: Final = 6.0
"""Points between two columns."""


def write_office_page(page: OfficePage, letterhead: Letterhead) -> bytes:
    """The page as a PDF in memory: not encrypted yet, without metadata."""
    require_seal(page)
    return print_rows(_rows(page, letterhead), Frame(page.title, _("Confidentiel."), letterhead.document_id))


def write_processing_record(record: CaseFree, letterhead: Letterhead) -> bytes:
    """The same of a page about the office alone, which names no case: facts and sentences."""
    require_seal(record)
    rows = [*letterhead_rows(letterhead, record.title), *_facts(record.facts), *_end(record.paragraphs)]
    return print_rows(rows, Frame(record.title, "", letterhead.document_id))


def _rows(page: OfficePage, letterhead: Letterhead) -> Iterator[Row]:
    yield from letterhead_rows(letterhead, page.title)
    yield from _facts(page.facts)
    yield from _table(page)
    yield from _end(page.paragraphs)


def _facts(facts: tuple[tuple[str, str], ...]) -> Iterator[Row]:
    for label, value in facts:
        yield from rows_of(
            TextColumn(label, styles.FACT_LABEL, LEFT, _LABEL),
            TextColumn(value, styles.FACT, LEFT + _LABEL + 8, WIDTH - _LABEL - 8), above=4,
        )


def _table(page: OfficePage) -> Iterator[Row]:
    if not page.rows:
        return
    spans = [*pairwise(accumulate((LEFT, *column_widths(page.heads, page.rows))))]
    yield space(8)
    table = Group("Table")
    first = Group("TR", table)
    yield from kept(ruled(rows_of(*(
        TextColumn(head, styles.SMALL_LABEL, left, right - left - _GAP, tag="TH", inside=first)
        for head, (left, right) in zip(page.heads, spans, strict=True)
    )), styles.HAIRLINE, 2))
    for row in page.rows:
        line = Group("TR", table)
        yield from rows_of(*(
            TextColumn(text, styles.NOTE, left, right - left - _GAP, tag="TD", inside=line)
            for text, (left, right) in zip(row, spans, strict=True)
        ), above=2)


def column_widths(heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[float, ...]:
    """How wide each column is, in points, together as wide as the page: its longest word whole, then the more the more
    it has to say."""
    columns = [*zip(heads, *rows, strict=True)]
    least = [max(map(_widest_word, column)) + _GAP for column in columns]
    if sum(least) >= WIDTH:
        return tuple(width * WIDTH / sum(least) for width in least)
    said = [sum(map(len, column)) for column in columns]
    return tuple(width + (WIDTH - sum(least)) * much / sum(said) for width, much in zip(least, said, strict=True))


@lru_cache(maxsize=4096)
def _widest_word(text: str) -> float:
    return max((set_line(word, styles.NOTE).width for word in text.split(" ")), default=0.0)


def _end(paragraphs: tuple[str, ...]) -> Iterator[Row]:
    for paragraph in paragraphs:
        yield from rows_of(TextColumn(paragraph, styles.VALUE), above=8)
