"""The partner form on paper, empty: for where there is no computer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caselink.disclosure.outputs import CaseFree, require_seal
from caselink.documents import styles
from caselink.documents.blocks import heading
from caselink.documents.pages import Frame, print_rows
from caselink.documents.rows import LEFT, WIDTH, Row, TextColumn, rows_of, ruled, space

LONG: Final = "\n"
"""What stands for several lines to write on."""
_LABEL: Final = 150.0
_ANSWER: Final = LEFT + _LABEL + 8
_WRITE: Final = 17.0


def write_blank_form(form: CaseFree) -> bytes:
    """The form as a PDF in memory, not encrypted, without metadata: it is made to be printed.

    A fact without an answer is the title of a section; an answer is what can be ticked, nothing for a line to write on,
    or `LONG` for several.
    """
    require_seal(form)
    return print_rows(_rows(form), Frame(form.title, form.paragraphs[0], ""))


def _rows(form: CaseFree) -> Iterator[Row]:
    yield from rows_of(TextColumn(form.title, styles.TITLE))
    for paragraph in form.paragraphs[1:]:
        yield from rows_of(TextColumn(paragraph, styles.NOTE), above=3)
    for label, answer in form.facts:
        if answer == "#":
            yield from heading(label)
        elif answer.strip():
            yield from rows_of(
                TextColumn(label, styles.FACT_LABEL, LEFT, _LABEL),
                TextColumn(answer, styles.FACT, _ANSWER, WIDTH - _LABEL - 8), above=3,
            )
        else:
            yield from ruled(rows_of(TextColumn(label, styles.FACT_LABEL), above=5), styles.HAIRLINE, 3)
            for _line in range(2 if answer == LONG else 0):
                yield space(_WRITE, rule=styles.HAIRLINE)
