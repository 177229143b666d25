"""Three questions about the help, to be answered without a name."""

from __future__ import annotations

from collections.abc import Iterator

from caselink.disclosure.outputs import CaseFree, require_seal
from caselink.documents import styles
from caselink.documents.pages import Frame, print_rows
from caselink.documents.rows import Row, TextColumn, rows_of


def write_survey_sheet(sheet: CaseFree) -> bytes:
    """The sheet as a PDF in memory, not encrypted: nothing on it tells whose it is, or when it was printed."""
    require_seal(sheet)
    return print_rows(_rows(sheet), Frame(sheet.title, "", "", drawn=False))


def _rows(sheet: CaseFree) -> Iterator[Row]:
    first, *last = sheet.paragraphs
    yield from rows_of(TextColumn(sheet.title, styles.TITLE))
    yield from rows_of(TextColumn(first, styles.VALUE), above=6)
    for question, boxes in sheet.facts:
        yield from rows_of(TextColumn(question, styles.ASKED), above=24, keep=True)
        yield from rows_of(TextColumn(boxes, styles.ASKED), above=10)
    for paragraph in last:
        yield from rows_of(TextColumn(paragraph, styles.VALUE), above=24)
