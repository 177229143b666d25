"""The answer to who asks what an office knows of him: it says neither that anybody is known nor that nobody is.

Names and day are written in by hand, so that nothing of a case can stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from caselink.disclosure.outputs import CaseFree, require_seal
from caselink.documents import styles
from caselink.documents.pages import Frame, print_rows
from caselink.documents.rows import Row, TextColumn, rows_of, space


def write_access_letter(letter: CaseFree) -> bytes:
    """The letter as a PDF in memory, not encrypted: it goes out by post."""
    require_seal(letter)
    return print_rows(_rows(letter), Frame("", "", ""))


def _rows(letter: CaseFree) -> Iterator[Row]:
    for label, value in letter.facts:
        yield from rows_of(TextColumn(label, styles.OFFICE))
        yield from rows_of(TextColumn(value, styles.LABEL))
    yield space(40)
    yield from rows_of(TextColumn(letter.title, styles.RECIPIENT))
    yield space(10)
    for paragraph in letter.paragraphs:
        yield from rows_of(TextColumn(paragraph, styles.VALUE), above=9)
