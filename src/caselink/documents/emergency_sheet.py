"""Numbers and steps in danger, on one page that hangs beside the telephone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caselink.disclosure.outputs import CaseFree, require_seal
from caselink.documents import styles
from caselink.documents.pages import Frame, print_rows
from caselink.documents.rows import LEFT, WIDTH, Row, TextColumn, rows_of, space

_LABELS: Final = 150.0
_VALUES: Final = LEFT + _LABELS + 12
_VALUE_WIDTH: Final = WIDTH - _LABELS - 12


def write_emergency_sheet(sheet: CaseFree) -> bytes:
    """The page as a PDF in memory, not encrypted: it is made to be printed. Without metadata.

    The first paragraph are the numbers, the others stand at the end; the facts are the steps.
    """
    require_seal(sheet)
    return print_rows(_rows(sheet), Frame(sheet.title, "", sheet.title))


def _rows(sheet: CaseFree) -> Iterator[Row]:
    numbers, *last = sheet.paragraphs
    yield from rows_of(TextColumn(sheet.title, styles.TITLE))
    yield from rows_of(TextColumn(numbers, styles.TITLE), above=6)
    yield space(10, rule=styles.HAIRLINE)
    for label, value in sheet.facts:
        yield from rows_of(
            TextColumn(label, styles.ENTRY, LEFT, _LABELS), TextColumn(value, styles.VALUE, _VALUES, _VALUE_WIDTH),
            above=6,
        )
    yield space(10, rule=styles.HAIRLINE)
    for paragraph in last:
        yield from rows_of(TextColumn(paragraph, styles.NOTE), above=3)
