"""Writing set lines on a page of reportlab, so that they look right and are read back right.

The picture comes from glyphs placed one by one. The text that a reader finds comes from three things, each tried with
several readers (tests/documents):

- every glyph stands for its own text, and stretches follow each other as they are read, glyphs inside a right-to-left
  stretch from left to right, as readers that trust the order of drawing expect;
- where glyphs and text do not match one to one, or right-to-left text stands in the line, the text is given once more
  as PDF's ActualText, for readers that guess the order from the places on the page;
- a reader may take a line for right-to-left when most of its words are, and turn the given text round: invisible
  left-to-right marks at its end keep that from happening.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from caselink.documents.fonts import Face
from caselink.documents.islands import NO_BREAK, RIGHT, as_read, mark_comes_last, with_island
from caselink.documents.passages import Passage
from caselink.documents.shaping import Glyph, legible
from caselink.documents.typesetting import Line, Run

_ARABIC_MARK: Final = "\u061c"
_JUST_BEFORE: Final = 0.1


@dataclass(slots=True)
class FaceUse:
    """Which glyphs of a face are used, and for which texts: one code of two bytes for each pair."""

    face: Face
    name: str
    codes: dict[tuple[int, str], int] = field(default_factory=dict)
    _advances: dict[int, float] = field(default_factory=dict)

    def code(self, index: int, text: str) -> str:
        """The code of that glyph standing for that text, as hexadecimal digits."""
        return f"{self.codes.setdefault((index, text), len(self.codes) + 1):04x}"

    def advance(self, index: int) -> float:
        """How far the face moves the pen after that glyph, in thousandths; asked of it once."""
        known = self._advances.get(index)
        if known is None:
            known = self._advances[index] = self.face.advance(index)
        return known


@dataclass(frozen=True, slots=True)
class Tagged:
    """A line that is marked on a page (from 0) by a number of that page, and the part of which it is one."""

    page: int
    mark: int
    passage: Passage


class Ink:
    """What is written on the pages of one canvas, and what the finished file must hold for it.

    `uses` are the faces to embed; `spoken` are the ActualText entries of each finished page, by name; `tagged` are the
    lines in reading order.
    """

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._after_leftward = False
        self._page: dict[str, str] = {}
        self._marks = 0
        self.tagged: list[Tagged] = []
        self.uses: dict[Face, FaceUse] = {}
        self.spoken: list[dict[str, str]] = []

    def write(self, line: Line, x: float, y: float, passage: Passage | None = None) -> None:
        """Write the line with its left edge at `x` and its baseline at `y` (points from the bottom left corner), as a
        line of that part of the paper; without one it is what surrounds it (a page number)."""
        if not line.runs:
            return
        opened = "/Artifact BMC"
        if passage is not None:
            opened = f"/{passage.tag} <</MCID {self._marks}>> BDC"
            self.tagged.append(Tagged(len(self.spoken), self._marks, passage))
            self._marks += 1
        self._canvas.setFillColor(HexColor(line.style.colour))
        operators = [*self._line(line, x, y)]
        self._canvas.addLiteral("\n".join([opened, "BT", *operators, "ET", "EMC"]))

    @contextmanager
    def beside(self) -> Iterator[None]:
        """What is drawn meanwhile is no part of the text: lines, grounds, pictures of the office."""
        self._canvas.addLiteral("/Artifact BMC")
        yield
        self._canvas.addLiteral("EMC")

    def end_page(self) -> None:
        """Close the page: what is written from here on stands on the next one."""
        self.spoken.append(self._page)
        self._page = {}
        self._marks = 0
        self._canvas.showPage()

    def _line(self, line: Line, x: float, y: float) -> Iterator[str]:
        line, island = with_island(line)
        for place, run in enumerate(line.runs):
            inside = island is not None and place in island
            if island is not None and place == island.start:
                yield self._opened(as_read(line, island))
                if not mark_comes_last(line):
                    yield self._start_mark(line, island, x, y)
            yield from self._run(run, x, y, line.style.size, spoken=inside)
            if island is not None and place == island.stop - 1:
                if mark_comes_last(line):
                    yield self._start_mark(line, island, x, y)
                yield "EMC"

    def _start_mark(self, line: Line, island: range, x: float, y: float) -> str:
        """An unseen letter that stands for nothing, a little left of the right-to-left text.

        Readers that go by places judge the direction of a given text by what stands first in it: a letter that stands
        for nothing leaves the text as it is. Readers that go by the order of drawing take a jump to the right for a
        space, so that it is drawn where it makes the smaller jump.
        """
        runs = line.runs[island.start : island.stop]
        shaped = next((run.shaped for run in runs if any(map(_is_right, run.shaped.glyphs))), runs[0].shaped)
        use = self._use(shaped.face)
        left = x + min(run.x for run in runs) - _JUST_BEFORE
        code = use.code(_inked(shaped.glyphs), "")
        return f"/{use.name} {line.style.size:g} Tf 3 Tr 1 0 0 1 {left:.3f} {y:.3f} Tm <{code}> Tj 0 Tr"

    def _run(self, run: Run, x: float, y: float, size: float, *, spoken: bool) -> Iterator[str]:
        use = self._use(run.shaped.face)
        glyphs = run.shaped.glyphs
        size *= use.face.scale
        yield f"/{use.name} {size:g} Tf 1 0 0 1 {x + run.x:.3f} {y:.3f} Tm"
        if run.leftward and not any(_is_right(glyph) for glyph in glyphs):
            yield from self._shown(use, _as_one(glyphs, run.shaped.text), size)
            return
        if run.leftward:
            yield from self._turn(use, glyphs, x + run.x, y)
            yield from self._shown(use, map(_held, glyphs), size)
            self._after_leftward = True
            return
        led = _lead(glyphs) if self._after_leftward else 0
        if led > 1:
            text = "".join(glyph.text for glyph in glyphs[:led])
            glyphs = (*_as_one(glyphs[:led], text), *glyphs[led:])
        if led < len(glyphs):
            self._after_leftward = False
        if spoken or (run.shaped.one_to_one and led < 2):
            yield from self._shown(use, glyphs, size)
            return
        yield self._opened(legible(run.shaped.text))
        yield from self._shown(use, glyphs, size)
        yield "EMC"

    def _turn(self, use: FaceUse, glyphs: tuple[Glyph, ...], x: float, y: float) -> Iterator[str]:
        """Tell a reader that goes by the order of drawing that right-to-left begins, where the first sign doesn't."""
        if not self._after_leftward and not _is_right(glyphs[0]):
            yield f"3 Tr <{use.code(_inked(glyphs), _ARABIC_MARK)}> Tj 0 Tr 1 0 0 1 {x:.3f} {y:.3f} Tm"

    def _shown(self, use: FaceUse, glyphs: Iterable[Glyph], size: float) -> Iterator[str]:
        """The operators that draw glyphs one after the other, raised ones apart."""
        for up, raised in groupby(glyphs, key=lambda glyph: glyph.up):
            shown = _array(use, raised)
            yield f"{up * size / 1000:.3f} Ts {shown} TJ 0 Ts" if up else f"{shown} TJ"

    def _opened(self, text: str) -> str:
        """The operator after which everything up to EMC stands for `text`; each use has a name of its own."""
        name = f"A{len(self._page)}"
        self._page[name] = text
        return f"/Span /{name} BDC"

    def _use(self, face: Face) -> FaceUse:
        return self.uses.setdefault(face, FaceUse(face, f"T{len(self.uses)}"))


def _array(use: FaceUse, glyphs: Iterable[Glyph]) -> str:
    """The glyphs as PDF's array of codes and corrections, in thousandths of the font size."""
    parts: list[str] = []
    codes = ""
    owed = 0.0
    for glyph in glyphs:
        owed += glyph.right
        if abs(owed) >= 0.5:
            parts.append(f"<{codes}> {-owed:.0f}" if codes else f"{-owed:.0f}")
            codes = ""
            owed -= round(owed)
        codes += use.code(glyph.index, glyph.text)
        owed += glyph.advance - use.advance(glyph.index) - glyph.right
    if codes:
        parts.append(f"<{codes}>")
    if abs(owed) >= 0.5:
        parts.append(f"{-owed:.0f}")
    return f"[{' '.join(parts)}]"


def _lead(glyphs: tuple[Glyph, ...]) -> int:
    """How many glyphs at the start of a run a reader in right-to-left would take along: all before a plain letter."""
    for place, glyph in enumerate(glyphs):
        if len(glyph.text) == 1 and unicodedata.bidirectional(glyph.text) in ("L", "EN"):
            return place
    return len(glyphs)


def _as_one(glyphs: tuple[Glyph, ...], text: str) -> Iterator[Glyph]:
    """The same glyphs, the first standing for the whole text."""
    first, *rest = glyphs
    yield replace(first, text=legible(text))
    yield from (replace(glyph, text="") for glyph in rest)


def _is_right(glyph: Glyph) -> bool:
    """Whether a reader takes the glyph for a right-to-left letter: it stands for a single such character."""
    return len(glyph.text) == 1 and unicodedata.bidirectional(glyph.text) in RIGHT


def _held(glyph: Glyph) -> Glyph:
    """The glyph such that a sign in right-to-left text doesn't end it, for readers that go by the order of drawing.

    They take any single sign beyond ASCII's for left-to-right; one that stands for two characters they leave in place.
    """
    if len(glyph.text) != 1 or glyph.text < "\x80" or "\u0590" <= glyph.text <= "\u08ff" or _is_right(glyph):
        return glyph
    return replace(glyph, text=glyph.text + NO_BREAK)


def _inked(glyphs: tuple[Glyph, ...]) -> int:
    """The number of a glyph that is sure to have ink: what has none is nothing to a reader."""
    letters = (glyph.index for glyph in glyphs if glyph.advance and glyph.text.strip())
    return next(letters, glyphs[0].index)
