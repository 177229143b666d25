"""Papers that the one they are about takes away: headings, and lines with room to tick. Plain, one page as a rule."""

from __future__ import annotations

from collections.abc import Iterator

from caselink.disclosure.outputs import Handed, require_seal
from caselink.documents import styles
from caselink.documents.pages import Frame, print_rows
from caselink.documents.rows import Column, Row, kept, rows_of, space


def write_handed(paper: Handed) -> bytes:
    """The paper as a PDF in memory, not encrypted, without metadata: no office, no reference, no number of its own."""
    require_seal(paper)
    return print_rows(_rows(paper), Frame("", "", ""))


def _rows(paper: Handed) -> Iterator[Row]:
    yield from rows_of(Column(paper.title, styles.TITLE))
    for heading, lines in paper.blocks:
        yield space(12)
        yield from kept(rows_of(Column(heading, styles.ENTRY)))
        for line in lines:
            yield from rows_of(Column(line, styles.VALUE), above=4)
