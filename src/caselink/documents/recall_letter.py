"""The letter that calls documents back: it names them by their ids and days alone, nothing of the person."""

from __future__ import annotations

from collections.abc import Iterator

from caselink.disclosure.outputs import CaseFree, require_seal
from caselink.documents import styles
from caselink.documents.first_page import letterhead_rows
from caselink.documents.letterhead import Letterhead
from caselink.documents.pages import Frame, print_rows
from caselink.documents.rows import LEFT, WIDTH, Row, TextColumn, rows_of, space
from caselink.i18n import _


def write_recall_letter(letter: CaseFree, letterhead: Letterhead) -> bytes:
    """The letter as a PDF in memory: not encrypted yet, without metadata."""
    require_seal(letter)
    return print_rows(_rows(letter, letterhead), Frame("", _("Confidentiel."), letterhead.document_id))


def _rows(letter: CaseFree, letterhead: Letterhead) -> Iterator[Row]:
    yield from letterhead_rows(letterhead, letter.title)
    yield from rows_of(TextColumn(letterhead.recipient_name, styles.RECIPIENT))
    first, *others = letter.paragraphs
    yield from rows_of(TextColumn(first, styles.VALUE), above=14)
    yield space(6)
    for mark, day in letter.facts:
        yield from rows_of(
            TextColumn(mark, styles.VALUE_BOLD, LEFT + 12, 160),
            TextColumn(day, styles.VALUE, LEFT + 172, WIDTH - 172), above=2,
        )
    for paragraph in others:
        yield from rows_of(TextColumn(paragraph, styles.VALUE), above=10)
    yield from rows_of(TextColumn(", ".join(letterhead.caller), styles.VALUE_BOLD), above=18)
