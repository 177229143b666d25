"""From rows to pages: where pages break, what stands at their head and foot, and writing them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from caselink.documents.ink import Ink
from caselink.documents.paper import A4, print_pages
from caselink.documents.passages import Spot
from caselink.documents.rows import LEFT, WIDTH, Cell, Row
from caselink.documents.styles import ACCENT, FOOT, FOOT_BOLD, HAIRLINE
from caselink.documents.typesetting import Line, Style, forget_words, set_line, set_text
from caselink.forms.her_texts import PAGE
from caselink.i18n import _, language, text_in

_TOP: Final = A4[1] - 45
_TOP_LATER: Final = A4[1] - 72
_HEAD: Final = A4[1] - 46
_BOTTOM: Final = 66.0
FIRST_PAGE: Final = _TOP - _BOTTOM
"""How high the first page is, in points."""
_FOOT_RULE: Final = 52.0
_FOOT_LINE: Final = 39.0
_BLEED: Final = 12.0
_GAP: Final = 12.0
_STRIP: Final = 8.0
"""Points above and beneath what stands on a page of its own height."""
_BAR_GAP: Final = 3.0
"""Points above and beneath a bar."""
_MORE: Final = "…"
_MORE_THAN_A_LINE: Final = 400
"""So many characters fit in no line, however small and narrow they are."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the text: at the head of every page but the first, and at the foot of each."""

    head: str
    foot: str
    mark: str
    """The id of the document, beside the page number."""
    drawn: bool = True
    """False for a page that bears neither head nor foot."""
    language: str = ""
    """In which it is written and its pages are numbered; empty for that of the interface."""


def print_rows(rows: Iterable[Row], frame: Frame) -> bytes:
    """The rows on as many pages as they need, as a PDF that is not encrypted yet."""
    try:
        return _print_pages(paginate(list(rows)), frame)
    finally:
        forget_words()


def print_with_places(rows: Iterable[Row], frame: Frame) -> tuple[bytes, tuple[Spot, ...]]:
    """The same, and where on its pages each answer stands: to be looked at before it leaves."""
    try:
        pages = paginate(list(rows))
        return _print_pages(pages, frame), tuple(_places(pages))
    finally:
        forget_words()


def print_strip(rows: Sequence[Row]) -> bytes:
    """The rows on one page that is just as high as they are, as a picture shows them in the window."""
    height = sum(row.above + row.height for row in rows) + 2 * _STRIP

    def draw(canvas: Canvas, ink: Ink) -> None:
        _draw_rows(canvas, ink, _below(rows, height - _STRIP))
        ink.end_page()

    try:
        return print_pages(draw, size=(A4[0], height))
    finally:
        forget_words()


def _places(pages: Sequence[Sequence[Row]]) -> Iterator[Spot]:
    for number, page in enumerate(pages):
        for row, top in _with_tops(page, first=number == 0):
            for cell in row.cells:
                size = cell.line.style.size
                high = A4[1] - (top - row.drop - cell.down) - size * 0.85
                for path in cell.passage.paths:
                    yield Spot(path, number, _left(cell), high, cell.line.width, size * 1.15)


def _with_tops(page: Sequence[Row], *, first: bool) -> Iterator[tuple[Row, float]]:
    """The rows of a page with the height of their upper edge."""
    return _below(page, _TOP if first else _TOP_LATER)


def _below(rows: Sequence[Row], top: float) -> Iterator[tuple[Row, float]]:
    for place, row in enumerate(rows):
        if place:
            top -= row.above
        yield row, top
        top -= row.height


def _print_pages(pages: Sequence[Sequence[Row]], frame: Frame) -> bytes:
    def draw(canvas: Canvas, ink: Ink) -> None:
        for number, page in enumerate(pages, start=1):
            if number > 1 and frame.drawn:
                _draw_head(canvas, ink, frame)
            _draw_page(canvas, ink, page, first=number == 1)
            if frame.drawn:
                _draw_foot(canvas, ink, frame, number, len(pages))
            ink.end_page()

    return print_pages(draw, frame.language)


def paginate(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of each page. Rows kept together go to the next page together, unless they fill more than one."""
    pages: list[list[Row]] = [[]]
    room = _TOP - _BOTTOM
    for chain in _chains(rows):
        needed = sum(row.above + row.height for row in chain)
        if needed > room and pages[-1]:
            pages.append([])
            room = _TOP_LATER - _BOTTOM
        for row in chain:
            taken = row.height + (row.above if pages[-1] else 0.0)
            if taken > room and pages[-1]:
                pages.append([])
                room, taken = _TOP_LATER - _BOTTOM, row.height
            pages[-1].append(row)
            room -= taken
    return pages


def _chains(rows: Sequence[Row]) -> list[list[Row]]:
    chains: list[list[Row]] = []
    linked = False
    for row in rows:
        if linked:
            chains[-1].append(row)
        else:
            chains.append([row])
        linked = row.keep
    return chains


def _draw_page(canvas: Canvas, ink: Ink, page: Sequence[Row], *, first: bool) -> None:
    _draw_rows(canvas, ink, _with_tops(page, first=first))


def _draw_rows(canvas: Canvas, ink: Ink, rows: Iterable[tuple[Row, float]]) -> None:
    for row, top in rows:
        if row.ground or row.beside or row.pictures or row.rule or row.bars:
            with ink.beside():
                _draw_ground(canvas, row, top)
        for cell in row.cells:
            ink.write(cell.line, _left(cell), top - row.drop - cell.down, cell.passage)


def _draw_ground(canvas: Canvas, row: Row, top: float) -> None:
    bottom = top - row.height
    for ground in (*((row.ground,) if row.ground else ()), *row.beside):
        left = LEFT if ground.left is None else ground.left
        width = WIDTH if ground.left is None else ground.width
        height = row.height if ground.height is None else ground.height
        lower = bottom if ground.height is None else top - ground.down - height
        canvas.setFillColor(HexColor(ground.tint))
        canvas.rect(left - _BLEED, lower - 0.1, width + 2 * _BLEED, height + 0.2, stroke=0, fill=1)
        canvas.setFillColor(HexColor(ground.bar))
        canvas.rect(left - _BLEED, lower - 0.1, 3, height + 0.2, stroke=0, fill=1)
    for picture in row.pictures:
        canvas.drawImage(
            ImageReader(io.BytesIO(picture.content)), picture.left, bottom, picture.width, row.height, mask="auto",
            preserveAspectRatio=True, anchor="w",
        )
    for bar in row.bars:
        canvas.setFillColor(HexColor(bar.tint))
        canvas.rect(bar.left, bottom + _BAR_GAP, bar.width, row.height - 2 * _BAR_GAP, stroke=0, fill=1)
    if row.rule:
        _rule(canvas, row.rule, bottom + 2)


def _draw_head(canvas: Canvas, ink: Ink, frame: Frame) -> None:
    ink.write(shortened(frame.head, FOOT_BOLD, WIDTH), LEFT, _HEAD)
    with ink.beside():
        _rule(canvas, ACCENT, _HEAD - 7)


def _draw_foot(canvas: Canvas, ink: Ink, frame: Frame, number: int, count: int) -> None:
    with ink.beside():
        _rule(canvas, HAIRLINE, _FOOT_RULE)
    said = _("{mark}  ·  page {number}/{count}") if frame.mark else text_in(frame.language or language(), PAGE)
    page = set_line(said.format(mark=frame.mark, number=number, count=count), FOOT_BOLD)
    ink.write(shortened(frame.foot, FOOT, WIDTH - page.width - _GAP), LEFT, _FOOT_LINE)
    ink.write(page, LEFT if page.leftward else LEFT + WIDTH - page.width, _FOOT_LINE)


def shortened(text: str, style: Style, width: float) -> Line:
    """The text in one line, with a sign of continuation where there is more than fits."""
    start = set_line(text[:_MORE_THAN_A_LINE], style)
    if start.width <= width and len(text) <= _MORE_THAN_A_LINE:
        return start
    room = width - set_line(_MORE, style).width
    return set_line(set_text(start.text, style, room)[0].text + _MORE, style)


def _rule(canvas: Canvas, colour: str, height: float) -> None:
    canvas.setStrokeColor(HexColor(colour))
    canvas.setLineWidth(0.6)
    canvas.line(LEFT, height, LEFT + WIDTH, height)


def _left(cell: Cell) -> float:
    return cell.left + cell.width - cell.line.width if cell.right else cell.left
