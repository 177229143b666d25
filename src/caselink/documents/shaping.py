"""Shaping: from a stretch of characters in one face, script and direction to the glyphs that are drawn.

Every glyph keeps the text that it stands for, so that what is copied or searched in the document is what was typed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import uharfbuzz as hb  # type: ignore[import-untyped]

from caselink.documents.fonts import Face, main_face

_SPACES: Final = {"\u00a0": " ", "\u202f": " ", "\u2007": " "}


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph: its number in the face, how far it moves the pen, how it is shifted, and the text it stands for.

    Lengths are in thousandths of the font size. Where several glyphs draw one text, one carries it, the others "".
    """

    index: int
    advance: float
    right: float
    up: float
    text: str


@dataclass(frozen=True, slots=True)
class Shaped:
    """The glyphs of a stretch in the order they stand on the page, left to right.

    `one_to_one` is True where reading the glyphs' texts in logical order gives back the stretch.
    """

    face: Face
    glyphs: tuple[Glyph, ...]
    text: str
    one_to_one: bool

    @property
    def advance(self) -> float:
        """The width of it all, in thousandths of the size that the text around it has."""
        return self.face.scale * sum(glyph.advance for glyph in self.glyphs)


@lru_cache(maxsize=8192)
def shape(face: Face, text: str, script: str, *, rightward: bool) -> Shaped:
    """Shape a stretch. `rightward` is False for right-to-left; the result is in visual order all the same."""
    infos = _harfbuzz(face, text, script, rightward, hb.BufferClusterLevel.CHARACTERS)
    starts = [info[0] for info in infos]
    expected = sorted(set(starts), reverse=not rightward)
    separate = starts == expected
    if not separate:
        infos = _harfbuzz(face, text, script, rightward, hb.BufferClusterLevel.MONOTONE_GRAPHEMES)
    return Shaped(face, tuple(_with_texts(face, text, infos)), text, separate)


@lru_cache(maxsize=1024)
def shape_unknown(cluster: str, *, bold: bool) -> Shaped:
    """What is drawn for characters that no face has: their numbers in brackets, standing for the characters."""
    shown = "".join(f"[U+{ord(character):04X}]" for character in cluster)
    drawn = shape(main_face(bold=bold), shown, "Latn", rightward=True)
    first, *rest = drawn.glyphs
    glyphs = (replace(first, text=legible(cluster)), *(replace(glyph, text="") for glyph in rest))
    return Shaped(drawn.face, glyphs, cluster, False)


def legible(text: str) -> str:
    """The text as PDF can hold it: halves of surrogate pairs become U+FFFD, unbreakable spaces plain ones."""
    if text.isascii():
        return text
    return "".join(
        "\ufffd" if "\ud800" <= character <= "\udfff" else _SPACES.get(character, character) for character in text
    )


_Placed = tuple[int, int, int, int, int]


def _harfbuzz(face: Face, text: str, script: str, rightward: bool, level: hb.BufferClusterLevel) -> list[_Placed]:
    """Cluster, glyph, advance and shifts of each glyph, in visual order."""
    buffer = hb.Buffer()
    buffer.cluster_level = level
    buffer.add_str(text)
    buffer.direction = "ltr" if rightward else "rtl"
    buffer.script = script or "Latn"
    buffer.language = "und"
    hb.shape(face.font, buffer)
    return [
        (info.cluster, info.codepoint, position.x_advance, position.x_offset, position.y_offset)
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def _with_texts(face: Face, text: str, infos: list[_Placed]) -> list[Glyph]:
    """Each cluster's text on its first glyph that has a width, or on its first glyph."""
    starts = sorted({info[0] for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    carriers: dict[int, int] = {}
    for place, info in enumerate(infos):
        held = carriers.get(info[0])
        if held is None or (infos[held][2] == 0 and info[2] != 0):
            carriers[info[0]] = place
    return [
        Glyph(
            index, face.scaled(advance), face.scaled(right), face.scaled(up),
            legible(text[cluster : ends[cluster]]) if carriers[cluster] == place else "",
        )
        for place, (cluster, index, advance, right, up) in enumerate(infos)
    ]
