"""The consent form: one page in her language, and the same in that of the office behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from caselink.disclosure.outputs import Handed, require_seal
from caselink.documents import styles
from caselink.documents.pages import FIRST_PAGE, Frame, print_rows
from caselink.documents.rows import LEFT, WIDTH, Row, TextColumn, kept, rows_of, space
from caselink.documents.typesetting import Style
from caselink.i18n import RIGHT_TO_LEFT

_GAP: Final = 20.0
_HALF: Final = (WIDTH - _GAP) / 2
_BY_HAND: Final = 17.0
"""Points of a line that is written by hand."""


def write_consent_form(hers: Handed, ours: Handed | None) -> bytes:
    """The form as a PDF in memory, not encrypted, without metadata: a block without lines, and an empty line, are left
    to be filled in by hand. `ours` is the same in the office's language where that is another one."""
    require_seal(hers)
    rows = [*_page(hers)]
    if ours is not None:
        require_seal(ours)
        used = sum(row.above + row.height for row in rows)
        rows += [space(max(FIRST_PAGE - used - 0.1, 0.0)), *_page(ours)]
    return print_rows(rows, Frame("", "", "", language=hers.language))


def _page(paper: Handed) -> Iterator[Row]:
    yield from rows_of(*_columns(paper, paper.title, styles.TITLE, paper.beside))
    for heading, lines in paper.blocks:
        yield space(5)
        if heading:
            yield from kept(rows_of(*_columns(paper, heading, styles.BOX_BOLD)))
        for line in lines:
            if line:
                yield from rows_of(*_columns(paper, line, styles.BOX), above=1)
            if paper.beside or not line:
                yield space(_BY_HAND, rule=styles.HAIRLINE)
        if not lines:
            yield space(_BY_HAND - 4, rule=styles.HAIRLINE)
    yield space(5)
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
