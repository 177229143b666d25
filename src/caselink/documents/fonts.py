"""The fonts that documents are written with: shipped with the program, static, each found by the letters it has.

Regular and bold are files of their own: a variable font silently prints bold as regular.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import uharfbuzz as hb  # type: ignore[import-untyped]

from caselink.paths import resources_folder

_WITH_BOLD: Final = (
    "NotoSans",
    "NotoNaskhArabic",
    "NotoSansDevanagari",
    "NotoSansHebrew",
    "NotoSansArmenian",
    "NotoSansGeorgian",
    "NotoSansEthiopic",
    "NotoSansBengali",
    "NotoSansTamil",
)
_ONE_WEIGHT: Final = (
    "NotoSansSymbols2",
    "NotoSansMath",
    "NotoSansThai",
    "NotoSansKhmer",
    "NotoSansLao",
    "NotoSansMyanmar",
    "NotoSansGurmukhi",
    "NotoSansSinhala",
    "NotoSansGujarati",
    "NotoSansTelugu",
    "NotoSansKannada",
    "NotoSansMalayalam",
    "NotoSansOriya",
    "NotoSansTifinagh",
    "NotoSansNKo",
    "NotoSansSyriac",
    "NotoSansAdlam",
    "NotoSansVai",
    "NotoSansOsmanya",
    "NotoSansThaana",
    "NotoSansHanifiRohingya",
    "NotoSansChakma",
    "NotoSansSylotiNagri",
    "NotoSansMeeteiMayek",
    "NotoSansOlChiki",
    "NotoSansLisu",
    "NotoSansCanadianAboriginal",
    "NotoSerifTibetan",
    "DroidSansFallback",
    "NanumGothicCoding",
)
"""Met less often: one weight of each, or the program would double (decision 28)."""
_SCALES: Final = {"NotoNaskhArabic": 1.2, "NotoSansSymbols2": 0.95}
_KOREAN: Final = frozenset((*range(0x1100, 0x1200), *range(0x3130, 0x3190), *range(0xAC00, 0xD7A4)))
_LEFT_TO_OTHERS: Final = {"DroidSansFallback": _KOREAN}
"""What a face has a few letters of, but not the script: a name would come in two hands."""
_TYPOGRAPHIC: Final = (0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x20AC)
_LATIN: Final = "Latn"
_NEUTRAL_SCRIPTS: Final = frozenset({"", "Zyyy", "Zinh", "Zzzz"})


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font file. Lengths are in thousandths of the font size, as PDF counts them."""

    name: str
    face: hb.Face
    font: hb.Font
    letters: frozenset[int] = field(repr=False)
    thousandths: float
    """How many thousandths of the font size one unit of the font is."""
    scale: float = 1.0
    """How much larger than the others it is set: a face may draw its letters small for their size."""

    def has(self, cluster: str) -> bool:
        """Whether it can draw every character of the cluster, as typed, put together or taken apart into letter and
        accents."""
        return all(map(self._has_letter, cluster)) or all(map(self._has_letter, unicodedata.normalize("NFC", cluster)))

    def scaled(self, units: int) -> float:
        """A length of the font in thousandths of the font size."""
        return units * self.thousandths

    def advance(self, glyph: int) -> float:
        """How far the glyph moves the pen."""
        return self.scaled(self.font.get_glyph_h_advance(glyph))

    def glyph(self, character: str) -> int:
        """The glyph that the character has without shaping; 0 where there is none."""
        return self.font.get_nominal_glyph(ord(character)) or 0

    def _has_letter(self, character: str) -> bool:
        if ord(character) in self.letters or is_invisible(character):
            return True
        apart = unicodedata.normalize("NFD", character)
        return apart != character and all(ord(part) in self.letters for part in apart)


def main_face(*, bold: bool) -> Face:
    """The face of the program's own words."""
    return _load(_names(bold=bold)[0])


@cache
def plain_letters(*, bold: bool) -> frozenset[str]:
    """Letters, digits and signs of western languages that the main face draws one by one, from left to right, each by
    itself: a text of nothing else needs no looking for faces, scripts and clusters."""
    face = main_face(bold=bold)
    codes = (*range(0x20, 0x7F), *range(0xA0, 0x180), *_TYPOGRAPHIC)
    return frozenset(
        sign for sign in map(chr, codes)
        if ord(sign) in face.letters and not is_invisible(sign) and script_of(sign) in ("", _LATIN)
    )


def code_face() -> Face:
    """The face of codes that are typed from paper: every letter as wide as the others, and none like another."""
    return _load("NotoSansMono-Regular")


def faces(*, bold: bool) -> Iterator[Face]:
    """Every face of that weight, in the order in which they are asked for a letter, read when it is asked."""
    return map(_load, _names(bold=bold))


def _names(*, bold: bool) -> tuple[str, ...]:
    weight = "Bold" if bold else "Regular"
    return (*(f"{family}-{weight}" for family in _WITH_BOLD), *(f"{family}-Regular" for family in _ONE_WEIGHT))


@cache
def face_for(cluster: str, *, bold: bool) -> Face | None:
    """The first face that has every character of the cluster, or None where none has."""
    return next((face for face in faces(bold=bold) if face.has(cluster)), None)


@cache
def script_of(character: str) -> str:
    """The four-letter script of the character, or "" for what every script uses (digits, spaces, signs)."""
    buffer = hb.Buffer()
    buffer.add_str(character)
    buffer.guess_segment_properties()
    script = buffer.script or ""
    return "" if script in _NEUTRAL_SCRIPTS else str(script)


@cache
def is_invisible(character: str) -> bool:
    """Whether the character is there only to steer the others: joiners, direction marks, variation selectors."""
    code = ord(character)
    return (
        unicodedata.category(character) == "Cf"
        and not 0x600 <= code <= 0x605
        and code not in (0x6DD, 0x8E2, 0xFFF9, 0xFFFA, 0xFFFB)
    ) or code in (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x3164, 0xFFA0) or (
        0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF
    )


@cache
def _load(name: str) -> Face:
    return _read(resources_folder() / "fonts" / f"{name}.ttf", name)


def _read(file: Path, name: str) -> Face:
    face = hb.Face(hb.Blob(file.read_bytes()))
    family = name.partition("-")[0]
    letters = frozenset(face.unicodes) - _LEFT_TO_OTHERS.get(family, frozenset())
    return Face(name, face, hb.Font(face), letters, 1000 / int(face.upem), _SCALES.get(family, 1.0))
