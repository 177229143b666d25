"""The answer slip: one page with form fields, nothing of hers but the number of the form that it answers.

The form itself never travels back. Fields are plain ones that Acrobat, Firefox, Edge, pdf.js and Okular fill alike; no
script, no button.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from caselink.disclosure.outputs import CaseFree, require_seal
from caselink.documents import styles
from caselink.documents.first_page import letterhead_rows
from caselink.documents.letterhead import Letterhead
from caselink.documents.pages import Frame, print_rows
from caselink.documents.paper import A4
from caselink.documents.rows import LEFT, WIDTH, Row, TextColumn, rows_of, space
from caselink.documents.seal import strip_metadata
from caselink.forms.slips import ANSWER, ANSWERS, FORM_ID, LONGEST, TEXTS
from caselink.i18n import _

_FIRST: Final = 230.0
"""How far beneath the top of the page the first field stands, in points."""
_STEP: Final = 52.0
_HIGH: Final = 20.0
_COMBO: Final = 1 << 17
_READ_ONLY: Final = 1


def write_reply_slip(slip: CaseFree, letterhead: Letterhead) -> bytes:
    """The slip as a PDF in memory, never encrypted: it holds nothing. Labels stand above their fields."""
    require_seal(slip)
    pdf = print_rows(_rows(slip, letterhead), Frame("", "", letterhead.document_id, drawn=False))
    return _with_fields(pdf, slip.document_id)


def _labels() -> list[tuple[str, str]]:
    return [
        (FORM_ID, _("Numéro de la fiche")), (ANSWER, _("Votre réponse")), *((name, _(words)) for name, words in
                                                                          TEXTS.items()),
    ]


def _rows(slip: CaseFree, letterhead: Letterhead) -> Iterator[Row]:
    head = [*letterhead_rows(letterhead, slip.title)]
    for paragraph in slip.paragraphs:
        head += rows_of(TextColumn(paragraph, styles.VALUE), above=6)
    yield from head
    used = sum(row.above + row.height for row in head) - head[0].above
    gap = _FIRST - 45 - styles.FACT_LABEL.leading - used
    for _name, label in _labels():
        yield space(gap)
        yield from rows_of(TextColumn(label, styles.FACT_LABEL))
        yield space(_HIGH + 4, rule=styles.HAIRLINE)
        gap = _STEP - styles.FACT_LABEL.leading - _HIGH - 4


def _with_fields(pdf: bytes, form_id: str) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        font = document.make_indirect(Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
        ))
        fields = []
        for place, (name, label) in enumerate(_labels()):
            top = A4[1] - _FIRST - place * _STEP - 3
            field = Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, T=String(name), TU=String(label), F=4,
                Rect=Array([LEFT, top - _HIGH, LEFT + WIDTH, top]), DA=String("/Helv 11 Tf 0 g"),
                MK=Dictionary(BC=Array([0.6])), P=page.obj,
            )
            if name == ANSWER:
                field.FT, field.Ff = Name.Ch, _COMBO
                field.Opt = Array([Array([String(state), String(_(words))]) for state, words in ANSWERS.items()])
            else:
                field.FT = Name.Tx
                field.MaxLen = LONGEST
            if name == FORM_ID:
                field.V, field.Ff = String(form_id), _READ_ONLY
            fields.append(document.make_indirect(field))
        page.obj.Annots = Array(fields)
        document.Root.AcroForm = Dictionary(
            Fields=Array(fields), NeedAppearances=True, DR=Dictionary(Font=Dictionary(Helv=font)),
            DA=String("/Helv 11 Tf 0 g"),
        )
        strip_metadata(document)
        document.save(written, deterministic_id=True)
    return written.getvalue()
