"""The certificate of an erasure: one page that names the case by its reference alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caselink.disclosure.outputs import CaseFree, require_seal
from caselink.documents import styles
from caselink.documents.pages import Frame, print_rows
from caselink.documents.rows import LEFT, WIDTH, Ground, Row, TextColumn, rows_of, space
from caselink.i18n import _

_LABELS: Final = 118.0
_VALUES: Final = LEFT + _LABELS + 14
_VALUE_WIDTH: Final = WIDTH - _LABELS - 14
_CALM: Final = Ground(styles.BAND, styles.ACCENT)


def write_certificate(certificate: CaseFree) -> bytes:
    """The certificate as a PDF in memory, without metadata. Not encrypted: it is kept with the office's papers.

    The first paragraph stands under the title, the facts beneath it, the other paragraphs at the end.
    """
    require_seal(certificate)
    foot = _("Ce certificat ne contient ni nom ni réponse.")
    return print_rows(_rows(certificate), Frame(certificate.title, foot, certificate.document_id))


def _rows(certificate: CaseFree) -> Iterator[Row]:
    first, *last = certificate.paragraphs
    yield space(10, ground=_CALM)
    yield from rows_of(TextColumn(certificate.title, styles.TITLE), ground=_CALM)
    yield from rows_of(TextColumn(first, styles.PURPOSE), ground=_CALM)
    yield space(12, ground=_CALM)
    yield space(8)
    for label, value in certificate.facts:
        yield from rows_of(
            TextColumn(label, styles.LABEL, LEFT, _LABELS), TextColumn(value, styles.VALUE, _VALUES, _VALUE_WIDTH),
            above=10,
        )
    yield space(18, rule=styles.HAIRLINE)
    for paragraph in last:
        yield from rows_of(TextColumn(paragraph, styles.NOTE), above=5)
