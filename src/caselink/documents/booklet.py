"""The directory to hand out: A5 or A6, to be folded, with a plain cover and nothing of a case.

Pages are set as any other, with larger letters, then put on A4 sheets as a booklet is folded: an A5 one sheet by sheet,
an A6 one two sheets on each, to be cut along the middle first. Marks at the edges say where.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import pikepdf

from caselink.disclosure.outputs import CaseFree, require_seal
from caselink.documents import styles
from caselink.documents.pages import FIRST_PAGE, Frame, print_rows
from caselink.documents.paper import A4
from caselink.documents.rows import Row, TextColumn, kept, rows_of, space
from caselink.documents.seal import strip_metadata
from caselink.documents.typesetting import Style

SIZES: Final = {"a5": 1.38, "a6": 1.9}
"""How much larger the letters are set, so that they are read once the page is that small."""
_LARGE: Final = 1.4
_MARK: Final = 12.0
_ABOVE_TITLE: Final = 220.0


def write_booklet(booklet: CaseFree, size: str, large: bool) -> bytes:
    """The booklet as a PDF in memory, not encrypted, without metadata. `size` is one of `SIZES`."""
    require_seal(booklet)
    scale = SIZES[size] * (_LARGE if large else 1.0)
    return _folded(print_rows(_rows(booklet, scale), Frame("", "", "", drawn=False)), size)


def _rows(booklet: CaseFree, scale: float) -> Iterator[Row]:
    """The title alone on the cover, then each service whole; the paragraphs at the end."""
    title = rows_of(TextColumn(booklet.title, _larger(styles.TITLE, scale * 0.8)))
    yield space(_ABOVE_TITLE)
    yield from title
    yield space(FIRST_PAGE - _ABOVE_TITLE - sum(row.above + row.height for row in title) - 0.1)
    name, number, line = (_larger(each, scale * 0.95) for each in (styles.FACT_BOLD, styles.BOX_NUMBER, styles.FACT))
    for service, said in booklet.facts:
        lines = said.split("\n")
        rows = [*rows_of(TextColumn(service, name), above=12)]
        texts = (TextColumn(text, line if place else number) for place, text in enumerate(lines))
        rows += [row for text in texts for row in rows_of(text)]
        yield from (*kept(rows[:-1]), rows[-1])
    for paragraph in booklet.paragraphs:
        yield from rows_of(TextColumn(paragraph, line), above=16)


def _larger(style: Style, scale: float) -> Style:
    return replace(style, size=style.size * scale, leading=max(style.leading, style.size * 1.3) * scale)


def folding(count: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """For each sheet of a booklet of that many pages its front and its back, left and right page each, from 0; pages
    beyond the last are blank."""
    whole = -(-count // 4) * 4
    return [
        ((whole - 1 - place, place), (place + 1, whole - 2 - place)) for place in range(0, whole // 2, 2)
    ]


def _folded(pdf: bytes, size: str) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as pages, pikepdf.new() as sheets:
        sides = folding(len(pages.pages))
        if size == "a5":
            for front, back in sides:
                _sheet(sheets, pages, [front], lying=True)
                _sheet(sheets, pages, [back], lying=True)
        else:
            for place in range(0, len(sides), 2):
                for side in range(2):
                    _sheet(sheets, pages, [each[side] for each in sides[place : place + 2]], lying=False)
        strip_metadata(sheets)
        sheets.save(written, deterministic_id=True)
    return written.getvalue()


def _sheet(
    sheets: pikepdf.Pdf, pages: pikepdf.Pdf, halves: Sequence[tuple[int, int]], *, lying: bool
) -> None:
    """One side of a sheet of A4: one row of two pages lying down (A5), or two rows upright (A6)."""
    width, height = (A4[1], A4[0]) if lying else A4
    page = sheets.add_blank_page(page_size=(width, height))
    rows = 1 if lying else 2
    for row, pair in enumerate(halves):
        top = height - row * height / rows
        for column, number in enumerate(pair):
            if number < len(pages.pages):
                left = column * width / 2
                page.add_overlay(
                    pages.pages[number], pikepdf.Rectangle(left, top - height / rows, left + width / 2, top)
                )
    page.contents_add(_marks(width, height, rows).encode("ascii"))


def _marks(width: float, height: float, rows: int) -> str:
    """Short lines at the edges: where to fold, and for two rows where to cut."""
    middle, across = width / 2, height / 2
    lines = [(middle, 0.0, middle, _MARK), (middle, height - _MARK, middle, height)]
    if rows == 2:
        lines += [(0.0, across, _MARK, across), (width - _MARK, across, width, across)]
        lines += [(middle, across - _MARK / 2, middle, across + _MARK / 2)]
    drawn = "\n".join(f"{x:.1f} {y:.1f} m {to_x:.1f} {to_y:.1f} l S" for x, y, to_x, to_y in lines)
    return f"q 0.6 G 0.5 w [3 2] 0 d\n{drawn}\nQ"
