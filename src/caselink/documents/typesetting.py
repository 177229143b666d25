"""Setting a text in lines: which face and direction each stretch has, where lines break, what stands where.

Nothing here reads markup: every character that was typed is a character that is printed. Lines are broken first, then
each line is put in order and shaped, so that a right-to-left stretch that runs over two lines stays readable.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from caselink.documents.bidi import base_level, has_right_to_left, levels, line_levels, visual_order
from caselink.documents.fonts import Face, face_for, is_invisible, main_face, plain_letters, script_of
from caselink.documents.shaping import Shaped, shape, shape_unknown

_PARAGRAPHS: Final = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_SPACES: Final = " \u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"
"""White space at which a line may break; unbreakable spaces are not among it."""
_TOKENS: Final = re.compile(f"[^{_SPACES}]*[{_SPACES}]*")
_A_HAIR: Final = 0.01
"""Points by which sums of widths differ from a width."""
_BREAK_AFTER: Final = re.compile(r"(?<=[^\W_]{2}[-/–—])(?=[^\W_])")


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is printed. Lengths in points (1/72 inch), the colour as `#rrggbb`."""

    size: float
    leading: float
    bold: bool = False
    colour: str = "#1B2027"
    leftward: bool = False
    """Whether its paragraphs are read from right to left whatever they begin with: those of a page that is."""


@dataclass(frozen=True, slots=True)
class Run:
    """A shaped stretch of a line; `x` is its left edge in points from the left edge of the line."""

    shaped: Shaped
    level: int
    x: float

    @property
    def leftward(self) -> bool:
        """Whether it is read from right to left."""
        return self.level % 2 == 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its runs in the order they are read, its text as typed, its width in points."""

    runs: tuple[Run, ...]
    text: str
    leftward: bool
    """Whether the paragraph is read from right to left: such lines stand at the right."""
    width: float
    style: Style


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Characters from `start` to `end` that share face, script and level; no face where none has them."""

    start: int
    end: int
    face: Face | None
    script: str
    level: int


def set_text(text: str, style: Style, width: float) -> tuple[Line, ...]:
    """The lines of a text, its paragraphs kept, none wider than `width` points unless a single letter is."""
    return tuple(line for paragraph in _PARAGRAPHS.split(text) for line in _set_paragraph(paragraph, style, width))


def set_line(text: str, style: Style) -> Line:
    """The whole text in one line, line ends taken for spaces."""
    return next(_set_paragraph(_PARAGRAPHS.sub(" ", text), style, float("inf")))


def has_letters_for(text: str) -> bool:
    """Whether every sign of the text can be drawn; one that can't is printed by its number."""
    return all(
        face_for(text[first:after], bold=False) is not None
        for first, after in _drawable(text, _clusters(text), 0, len(text), bold=False)
        if text[first:after].strip()
    )


def _set_paragraph(text: str, style: Style, width: float) -> Iterator[Line]:
    text = text.replace("\t", " ")
    mixed = style.leftward or has_right_to_left(text)
    base = 1 if style.leftward else base_level(text) if mixed else 0
    embedding = levels(text, base) if mixed else [0] * len(text)
    clusters = _clusters(text)

    def set_from(start: int, end: int) -> Line:
        of_line = line_levels(text, embedding, start, end, base) if mixed else embedding[start:end]
        return _line(text, clusters, start, end, of_line, base, style)

    for start, end in _breaks(text, clusters, style, width):
        rest = start
        while mixed and set_from(rest, end).width > width + _A_HAIR:
            cut = _last_that_fits(text, clusters, rest, end, lambda first, after: set_from(first, after).width <= width)
            if cut is None:
                break
            yield set_from(rest, _trimmed(text, rest, cut))
            rest = cut
        yield set_from(rest, end)


def _last_that_fits(
    text: str, clusters: list[int], start: int, end: int, fits: Callable[[int, int], bool]
) -> int | None:
    """Where a line ends that came out wider than its words, whose signs stand elsewhere among right-to-left text: after
    the last white space up to which it fits, else after the last letter; None where not even one does."""
    inner = [place for place in clusters if start < place < end and fits(start, _trimmed(text, start, place))]
    spaces = [place for place in inner if text[place - 1] in _SPACES]
    return max(spaces or inner, default=None)


def _line(
    text: str, clusters: list[int], start: int, end: int, of_line: list[int], base: int, style: Style
) -> Line:
    stretches = list(_stretches(text, clusters, start, end, of_line, style.bold))
    shaped = [_shape(text, stretch, style.bold) for stretch in stretches]
    left = 0.0
    edges = [0.0] * len(shaped)
    for index in visual_order([stretch.level for stretch in stretches]):
        edges[index] = left
        left += shaped[index].advance * style.size / 1000
    runs = tuple(
        Run(each, stretch.level, edge) for each, stretch, edge in zip(shaped, stretches, edges, strict=True)
    )
    return Line(runs, text[start:end], base == 1, left, style)


def _clusters(text: str) -> list[int]:
    """Where a letter with all that belongs to it starts; the last number is the end of the text."""
    if plain_letters(bold=False).issuperset(text):
        return [*range(len(text) + 1)]
    starts = [
        place
        for place, character in enumerate(text)
        if place == 0 or not _belongs_to_the_letter_before(character)
    ]
    return [*starts, len(text)]


def _belongs_to_the_letter_before(character: str) -> bool:
    """Accents, signs without a picture, and the second and third part of a Korean syllable typed apart."""
    category = unicodedata.category(character)
    return category.startswith("M") or is_invisible(character) or "\u1160" <= character <= "\u11ff"


def _stretches(
    text: str, clusters: list[int], start: int, end: int, of_line: list[int], bold: bool
) -> Iterator[_Stretch]:
    part = text[start:end]
    if part and plain_letters(bold=bold).issuperset(part) and not any(of_line):
        script = "Latn" if any(map(script_of, part)) else ""
        yield _Stretch(start, end, main_face(bold=bold), script, 0)
        return
    current: _Stretch | None = None
    for first, after in _drawable(text, clusters, start, end, bold):
        level = of_line[first - start]
        cluster = text[first:after]
        previous = current.face if current is not None and current.level == level else None
        face = _face(cluster, previous, bold)
        script = script_of(cluster[0])
        if current is not None and _joins(current, face, script, level):
            current = _Stretch(current.start, after, face, current.script or script, level)
            continue
        if current is not None:
            yield current
        current = _Stretch(first, after, face, script, level)
    if current is not None:
        yield current


def _drawable(text: str, clusters: list[int], start: int, end: int, bold: bool) -> Iterator[tuple[int, int]]:
    """The clusters from `start` to `end`; one whose characters no single face has, character by character."""
    inner = clusters[bisect_right(clusters, start) : bisect_left(clusters, end)]
    for first, after in pairwise([start, *inner, end] if start < end else []):
        if after - first > 1 and face_for(text[first:after], bold=bold) is None:
            yield from ((place, place + 1) for place in range(first, after))
        else:
            yield first, after


def _face(cluster: str, previous: Face | None, bold: bool) -> Face | None:
    """The face of a cluster. What all scripts share stays in the face before it, where that one has it."""
    if previous is not None and not script_of(cluster[0]) and previous.has(cluster):
        return previous
    return face_for(cluster, bold=bold)


def _joins(current: _Stretch, face: Face | None, script: str, level: int) -> bool:
    same_script = not script or not current.script or script == current.script
    return current.face is face and current.level == level and same_script and face is not None


def _shape(text: str, stretch: _Stretch, bold: bool) -> Shaped:
    part = text[stretch.start : stretch.end]
    if stretch.face is None:
        return shape_unknown(part, bold=bold)
    return shape(stretch.face, part, stretch.script, rightward=stretch.level % 2 == 0)


def _breaks(text: str, clusters: list[int], style: Style, width: float) -> Iterator[tuple[int, int]]:
    """Start and end of each line, white space at its end left out."""
    room = width * 1000 / style.size
    start, used = 0, 0.0
    for first, after in _pieces(text, clusters, style, room):
        bare = first + len(text[first:after].rstrip(_SPACES))
        needed = _width(text[first:bare], style.bold)
        if used + needed > room and first > start:
            yield start, _trimmed(text, start, first)
            start, used = first, 0.0
        used += needed + _width(text[bare:after], style.bold)
    yield start, _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(_SPACES))


def _pieces(text: str, clusters: list[int], style: Style, room: float) -> Iterator[tuple[int, int]]:
    """What a line can't break inside of: words with the white space after them; too long words in parts."""
    for token in _TOKENS.finditer(text):
        if not token.group():
            continue
        first = token.start()
        for part in _BREAK_AFTER.split(token.group()):
            after = first + len(part)
            if _width(part.rstrip(_SPACES), style.bold) <= room:
                yield first, after
            else:
                yield from _chopped(text, clusters, first, after, style.bold, room)
            first = after


def _chopped(
    text: str, clusters: list[int], first: int, after: int, bold: bool, room: float
) -> Iterator[tuple[int, int]]:
    """A word wider than a line, cut between letters: measured alone, where most are widest, and with those before
    them, which a sign that follows may turn into something wider."""
    start, used = first, 0.0
    inner = clusters[bisect_right(clusters, first) : bisect_left(clusters, after)]
    for begin, end in pairwise([first, *inner, after]):
        needed = _width(text[begin:end], bold)
        if begin > start and (used + needed > room or _width(text[start:end], bold) > room):
            yield start, begin
            start, used = begin, 0.0
        used += needed
    yield start, after


def forget_words() -> None:
    """What was shaped and measured for a paper holds its words: nothing of it stays once that is written."""
    for remembered in (_width, shape, shape_unknown):
        remembered.cache_clear()


@lru_cache(maxsize=16384)
def _width(text: str, bold: bool) -> float:
    """The width of a piece in thousandths of the font size, its direction guessed from each stretch."""
    if not text:
        return 0.0
    stretches = _stretches(text, _clusters(text), 0, len(text), [0] * len(text), bold)
    return sum(_shape_for_width(text, stretch, bold) for stretch in stretches)


def _shape_for_width(text: str, stretch: _Stretch, bold: bool) -> float:
    leftward = unicodedata.bidirectional(text[stretch.start]) in ("R", "AL")
    return _shape(text, _Stretch(stretch.start, stretch.end, stretch.face, stretch.script, int(leftward)), bold).advance
