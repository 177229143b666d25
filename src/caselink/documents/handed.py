"""Papers that the one they are about takes away: headings, and lines with room to tick. Plain, one page as a rule.

In a language that is read from right to left the whole page is: every line begins at the right edge. Where the program
has no text in her language, the left half is in the office's and the right one is left to be written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from caselink.disclosure.outputs import Handed, require_seal
from caselink.documents import styles
from caselink.documents.pages import Frame, print_rows
from caselink.documents.rows import LEFT, WIDTH, Row, TextColumn, kept, rows_of, space
from caselink.documents.typesetting import Style
from caselink.i18n import RIGHT_TO_LEFT

_GAP: Final = 20.0
_HALF: Final = (WIDTH - _GAP) / 2
_BY_HAND: Final = 9.0
"""Points left beneath a line that is written down once more by hand."""


def write_handed(paper: Handed) -> bytes:
    """The paper as a PDF in memory, not encrypted, without metadata: no office, no reference, no number of its own."""
    require_seal(paper)
    return print_rows(_rows(paper), Frame("", "", "", language=paper.language))


def _rows(paper: Handed) -> Iterator[Row]:
    yield from rows_of(*_columns(paper, paper.title, styles.TITLE, paper.beside))
    for heading, lines in paper.blocks:
        yield space(12)
        yield from kept(rows_of(*_columns(paper, heading, styles.ENTRY)))
        for line in lines:
            yield from rows_of(*_columns(paper, line, styles.VALUE), above=4)
            if paper.beside:
                yield space(_BY_HAND, rule=styles.HAIRLINE)
    if paper.notes:
        yield space(14)
    for note in paper.notes:  # each in a language of its own, and read as that is
        yield from rows_of(TextColumn(note, styles.NOTE, right=paper.language in RIGHT_TO_LEFT))


def _columns(paper: Handed, text: str, style: Style, beside: str = "") -> Iterator[TextColumn]:
    if paper.beside:
        yield TextColumn(text, style, LEFT, _HALF)
        yield TextColumn(beside, style, LEFT + _HALF + _GAP, _HALF)
    elif paper.language in RIGHT_TO_LEFT:
        yield TextColumn(text, replace(style, leftward=True), right=True)
    else:
        yield TextColumn(text, style)
