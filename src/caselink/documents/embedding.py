"""Putting the used glyphs of each face into the finished file, with the text that each of them stands for.

reportlab's own embedding knows one glyph for each character. Shaped text has glyphs without a character of their own,
so that fonts are embedded here: glyphs by number, as a composite font with codes that `Ink` gave out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pikepdf
import uharfbuzz as hb  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, String

from caselink.documents.fonts import Face
from caselink.documents.ink import FaceUse

_NOT_NEEDED: Final = ("GSUB", "GPOS", "GDEF", "name", "OS/2", "post", "cmap", "kern", "MATH", "DSIG", "gasp")
_SUBSET: Final = "AAAAAA"
_SYMBOLIC: Final = 4
_MOST_IN_A_BLOCK: Final = 100
_CMAP: Final = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{blocks}endcmap\n"
    "CMapName currentdict /CMap defineresource pop\nend\nend\n"
)


def embed(document: pikepdf.Pdf, uses: Iterable[FaceUse], spoken: Sequence[Mapping[str, str]]) -> None:
    """Give every page of the document the fonts that were used, and the texts named on it.

    `spoken` has one entry for each page. Fonts that the document names but that are not among `uses` are dropped:
    nothing is printed in a font that is not embedded.
    """
    fonts = document.make_indirect(Dictionary({f"/{use.name}": _font(document, use) for use in uses}))
    for page, texts in zip(document.pages, spoken, strict=True):
        resources = Dictionary(Font=fonts)
        if texts:
            resources.Properties = Dictionary(
                {f"/{name}": document.make_indirect(Dictionary(ActualText=_text(text))) for name, text in texts.items()}
            )
        pictures = page.obj.get("/Resources", Dictionary()).get("/XObject")
        if pictures is not None:
            resources.XObject = pictures
        page.obj.Resources = resources


def _font(document: pikepdf.Pdf, use: FaceUse) -> pikepdf.Object:
    numbers, program = _subset(use)
    name = Name(f"/{_SUBSET}+{use.face.name}")
    glyphs = bytearray(2)
    widths = [0]
    for index, _text_of in use.codes:
        glyphs += numbers[index].to_bytes(2, "big")
        widths.append(round(use.face.advance(index)))
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=document.make_indirect(_descriptor(document, use.face, name, program)),
        CIDToGIDMap=document.make_stream(bytes(glyphs)),
        DW=0,
        W=Array([0, Array(widths)]),
    )
    return document.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([document.make_indirect(descendant)]),
            ToUnicode=document.make_stream(_to_unicode(use.codes).encode("ascii")),
        )
    )


def _subset(use: FaceUse) -> tuple[Mapping[int, int], bytes]:
    """The new number of each used glyph, and a font file with these glyphs alone."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update({0, *(index for index, _text_of in use.codes)})
    wanted.flags = hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    for tag in _NOT_NEEDED:
        wanted.drop_table_tag_set.add(int.from_bytes(tag.ljust(4).encode("ascii"), "big"))
    plan = hb.SubsetPlan(use.face.face, wanted)
    return dict(plan.old_to_new_glyph_mapping.items()), bytes(plan.execute().blob.data)


def _descriptor(document: pikepdf.Pdf, face: Face, name: Name, program: bytes) -> Dictionary:
    extents = face.font.get_font_extents("ltr")
    highest, lowest = round(face.scaled(extents.ascender)), round(face.scaled(extents.descender))
    stream = document.make_stream(program)
    stream.Length1 = len(program)
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=_SYMBOLIC,
        FontBBox=Array([-1000, lowest, 3000, highest]),
        ItalicAngle=0,
        Ascent=highest,
        Descent=lowest,
        CapHeight=714,
        StemV=80,
        FontFile2=stream,
    )


def _to_unicode(codes: Mapping[tuple[int, str], int]) -> str:
    """The table by which readers find the text of each code; "" for codes that stand for nothing of their own."""
    entries = [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for (_index, text), code in codes.items()]
    blocks = ""
    for start in range(0, len(entries), _MOST_IN_A_BLOCK):
        block = entries[start : start + _MOST_IN_A_BLOCK]
        blocks += f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n"
    return _CMAP.format(blocks=blocks)


def _text(text: str) -> String:
    """A text as PDF writes it, in UTF-16 whatever it holds."""
    return String(text)
