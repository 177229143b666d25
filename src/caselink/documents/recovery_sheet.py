"""The recovery sheet: the code of the vault on one page, to be printed and locked away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caselink.disclosure.outputs import CaseFree, require_seal
from caselink.documents import styles
from caselink.documents.fonts import code_face
from caselink.documents.pages import Frame, print_rows
from caselink.documents.passages import PARAGRAPH, Passage
from caselink.documents.rows import LEFT, WIDTH, Cell, Ground, Row, TextColumn, rows_of, space
from caselink.documents.shaping import shape
from caselink.documents.typesetting import Line, Run, Style
from caselink.i18n import _

_CODE: Final = Style(30, 46, colour=styles.INK)
_GROUPS_A_LINE: Final = 4
_LABELS: Final = 118.0
_VALUES: Final = LEFT + _LABELS + 14
_VALUE_WIDTH: Final = WIDTH - _LABELS - 14
_CALM: Final = Ground(styles.BAND, styles.ACCENT)
_WARNING: Final = Ground(styles.WARNING_GROUND, styles.WARNING)


def write_recovery_sheet(sheet: CaseFree) -> bytes:
    """The sheet as a PDF in memory, one A4 page, not encrypted: it is made to be printed. Without metadata.

    The first fact is the code; the other facts stand beneath it. The first paragraph stands above the code, the
    others at the end, set apart.
    """
    require_seal(sheet)
    frame = Frame(sheet.title, _("Confidentiel : à garder sous clé, loin de l’ordinateur."), sheet.title)
    return print_rows(_rows(sheet), frame)


def _rows(sheet: CaseFree) -> Iterator[Row]:
    (_label, code), *facts = sheet.facts
    first, *last = sheet.paragraphs
    yield space(10, ground=_CALM)
    yield from rows_of(TextColumn(sheet.title, styles.TITLE), ground=_CALM)
    yield from rows_of(TextColumn(first, styles.PURPOSE), ground=_CALM)
    yield space(12, ground=_CALM)
    yield space(26)
    yield from _code_rows(code)
    yield space(18, rule=styles.HAIRLINE)
    for label, value in facts:
        yield from rows_of(
            TextColumn(label, styles.LABEL, LEFT, _LABELS), TextColumn(value, styles.VALUE, _VALUES, _VALUE_WIDTH),
            above=12,
        )
    yield space(22)
    yield space(7, ground=_WARNING)
    for paragraph in last:
        yield from rows_of(TextColumn(paragraph, styles.VALUE_BOLD), ground=_WARNING)
    yield space(8, ground=_WARNING)


def _code_rows(code: str) -> Iterator[Row]:
    """The groups, so many on a line. A line ends without a dash: readers take one there for a hyphen and drop it."""
    groups = code.split("-")
    for start in range(0, len(groups), _GROUPS_A_LINE):
        line = _code_line("-".join(groups[start : start + _GROUPS_A_LINE]))
        cell = Cell(line, LEFT, WIDTH, Passage(PARAGRAPH, line.text))
        yield Row((cell,), _CODE.leading, (_CODE.leading + _CODE.size * 0.72) / 2)


def _code_line(text: str) -> Line:
    shaped = shape(code_face(), text, "Latn", rightward=True)
    return Line((Run(shaped, 0, 0.0),), text, False, shaped.advance * _CODE.size / 1000, _CODE)
