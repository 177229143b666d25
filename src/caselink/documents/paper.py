"""A canvas that holds nothing but what is written on it: no program name, no dates, no font of its own."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Final

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from caselink.documents.embedding import embed
from caselink.documents.ink import Ink
from caselink.documents.seal import strip_metadata
from caselink.documents.structure import give_structure
from caselink.i18n import language

A4: Final = (595.276, 841.89)
"""Width and height in points."""


class _Paper(Canvas):
    """reportlab's canvas without the font (Helvetica, not embedded) that it sets at the top of every page."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


def print_pages(draw: Callable[[Canvas, Ink], None], spoken: str = "", size: tuple[float, float] = A4) -> bytes:
    """The PDF that `draw` wrote on pages of that size (points), in that language or the chosen one, fonts embedded and
    metadata gone, in memory. Not encrypted: it is sealed next."""
    raw = io.BytesIO()
    canvas = _Paper(raw, pagesize=size, pageCompression=0, invariant=1)
    ink = Ink(canvas)
    draw(canvas, ink)
    canvas.save()
    finished = io.BytesIO()
    with pikepdf.open(raw) as document:
        embed(document, ink.uses.values(), ink.spoken)
        strip_metadata(document)
        give_structure(document, ink.tagged, spoken or language())
        document.save(finished, deterministic_id=True)
    return finished.getvalue()
