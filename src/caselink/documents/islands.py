"""Islands: the part of a line that holds right-to-left text, and how it is told to readers that go by places.

Such readers put together what they find from left to right and guess the direction of a line by its words. What they
are told as the text of an island (PDF's ActualText) carries invisible marks that keep them from turning it round.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import groupby
from typing import Final

from caselink.documents.shaping import legible
from caselink.documents.typesetting import Line, Run

RIGHT: Final = ("R", "AL")
"""The directions of letters that are read from right to left."""

NO_BREAK: Final = "\u2060"
"""A sign without picture or width."""

_LEFT_MARK: Final = "\u200e"


def with_island(line: Line) -> tuple[Line, range | None]:
    """The line, and its runs from the first right-to-left one to the last; all of them in a right-to-left paragraph.

    What follows up to the next space belongs to it, such as a closing bracket: readers that go by places see a gap
    behind a given text and put a space there. The run in which that space stands is cut in two.
    """
    leftward = [place for place, run in enumerate(line.runs) if run.level]
    if not leftward:
        return line, None
    if line.leftward:
        return line, range(len(line.runs))
    runs = [*line.runs]
    after = leftward[-1] + 1
    while after < len(runs):
        head, tail = _cut_at_space(runs[after], line.style.size)
        runs[after : after + 1] = [part for part in (head, tail) if part is not None]
        after += head is not None
        if tail is not None:
            break
    return replace(line, runs=tuple(runs)), range(leftward[0], after)


def _cut_at_space(run: Run, size: float) -> tuple[Run | None, Run | None]:
    """The parts of a left-to-right run before and from its first space; None for a part that is empty."""
    glyphs = run.shaped.glyphs
    place = next((place for place, glyph in enumerate(glyphs) if glyph.text == " "), None)
    if place is None:
        return run, None
    if place == 0:
        return None, run
    head, tail = (
        replace(run.shaped, glyphs=part, text="".join(glyph.text for glyph in part))
        for part in (glyphs[:place], glyphs[place:])
    )
    return replace(run, shaped=head), replace(run, shaped=tail, x=run.x + head.advance * size / 1000)


def mark_comes_last(line: Line) -> bool:
    """Whether the unseen letter is drawn at the end: in a line that is right-to-left as a whole.

    Not where anything is raised, such as vowel signs: readers that go by places take that for the end of a line, and
    would judge the line without it.
    """
    return line.leftward and not any(glyph.up for run in line.runs for glyph in run.shaped.glyphs)


def as_read(line: Line, island: range) -> str:
    """The text of the island in reading order, with marks that keep readers from turning it or its brackets round."""
    text = legible("".join(run.shaped.text for run in line.runs[island.start : island.stop]))
    around = "".join(run.shaped.text for place, run in enumerate(line.runs) if place not in island)
    read: list[str] = []
    after_right = False
    for character in text:
        kind = unicodedata.bidirectional(character)
        after_right = kind in RIGHT or (after_right and kind != "L")
        if after_right and unicodedata.mirrored(character):
            read.append(_LEFT_MARK)
            after_right = False
        read.append(character)
    if island.stop < len(line.runs) and after_right:
        read.append(_LEFT_MARK)
    marked = "".join(read)
    right, left = _words(marked, RIGHT), _words(marked, ("L",)) + _words(around, ("L",))
    missing = max(0, right - left + 1)
    return marked + f"{NO_BREAK}{_LEFT_MARK}" * missing


def _words(text: str, kinds: tuple[str, ...]) -> int:
    """How many unbroken stretches of characters of these directions the text has."""
    return sum(inside for inside, _run in groupby(text, key=lambda sign: unicodedata.bidirectional(sign) in kinds))
