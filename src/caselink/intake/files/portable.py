"""PDFs that strangers made: looked at, shown, and written anew without author, device and place. Runs apart."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from typing import Final

import pikepdf

from caselink.intake.files.faults import Active, Locked, TooLarge, TooLong

MOST_PAGES: Final = 2_000
_MOST_FIELDS: Final = 20
_LARGEST_INSIDE: Final = 8_000_000
"""Bytes of a file inside that is read."""
_CARRIED: Final = ("caselink.json", "caselink.json.sig")
"""Bytes of one of them."""
_ACTIVE: Final = ("/JS", "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/OpenAction", "/AA")
_OF_DOCUMENT: Final = (
    "/Metadata", "/PieceInfo", "/LastModified", "/OpenAction", "/AA", "/Names", "/AF", "/SpiderInfo", "/URI", "/Perms",
    "/Collection", "/DSS",
)
_OF_PAGE: Final = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/Thumb", "/AF")
_OF_NOTE: Final = ("/T", "/M", "/CreationDate", "/NM", "/AF", "/AA", "/A", "/FS", "/RC", "/Subj")


def look(content: bytes) -> dict[str, int | str]:
    """How many pages. Raises TooLong, Locked, ValueError for what is no PDF."""
    return {"pages": _pages(content)}


def shown(content: bytes, page: int, width: int, height: int) -> bytes:
    """One page, from 0, as a PNG that fits those points. Raises as `look`, IndexError."""
    if not 0 <= page < _pages(content):
        raise IndexError
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(content)
    try:
        sheet = document[page]
        scale = min(width / max(1.0, sheet.get_width()), height / max(1.0, sheet.get_height()), 8.0)
        written = io.BytesIO()
        sheet.render(scale=scale, may_draw_forms=False).to_pil().save(written, "PNG")
        return written.getvalue()
    finally:
        document.close()


def fields(content: bytes) -> bytes:
    """What stands in the fields of its form, by their names, as JSON; nothing where it has none, or too many.

    Raises Locked, Active for one that brings a script or an action, ValueError for what is no PDF.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            for found in document.objects:
                if isinstance(found, pikepdf.Dictionary | pikepdf.Stream) and any(key in found for key in _ACTIVE):
                    raise Active
            form = document.Root.get("/AcroForm")
            listed = None if form is None else form.get("/Fields")
            if not isinstance(listed, pikepdf.Array) or len(listed) > _MOST_FIELDS:
                return b"{}"
            return json.dumps(dict(filter(None, map(_field, listed)))).encode()
    except pikepdf.PasswordError as fault:
        raise Locked from fault
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as fault:
        raise ValueError("no PDF") from fault


def inside(content: bytes, name: str, passphrase: str) -> bytes:
    """The file of that name inside, of a PDF that may be sealed; empty where there is none. Raises Locked where the
    passphrase does not open it, ValueError for what is no PDF and for a file that is too large."""
    try:
        with pikepdf.open(io.BytesIO(content), password=passphrase) as document:
            held = document.attachments.get(name)
            found = b"" if held is None else held.get_file().read_bytes()
    except pikepdf.PasswordError as fault:
        raise Locked from fault
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as fault:
        raise ValueError("no PDF") from fault
    if len(found) > _LARGEST_INSIDE:
        raise ValueError("too large")
    return found


def _field(field: pikepdf.Object) -> tuple[str, str] | None:
    value = field.get("/V")
    if isinstance(value, pikepdf.Name):
        return str(field.get("/T", "")), str(value).removeprefix("/")
    return (str(field.get("/T", "")), str(value)) if isinstance(value, pikepdf.String) else None


def cleaned(content: bytes) -> bytes:
    """The pages, without what says who made them, when, on what and where, and without files inside. Raises as `look`.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if len(document.pages) > MOST_PAGES:
                raise TooLong
            _strip(document)
            written = io.BytesIO()
            document.save(written, deterministic_id=True, compress_streams=True)
            return written.getvalue()
    except pikepdf.PasswordError as fault:
        raise Locked from fault
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as fault:
        raise ValueError("no PDF") from fault


def _strip(document: pikepdf.Pdf) -> None:
    for key in ("/Info", "/ID"):
        if key in document.trailer:
            del document.trailer[key]
    _drop(document.Root, _OF_DOCUMENT)
    for page in document.pages:
        _drop(page.obj, _OF_PAGE)
        for note in page.obj.get("/Annots", []):
            if note.get("/Subtype") == "/FileAttachment":
                _drop(note, ("/FS",))
            _drop(note, _OF_NOTE)
    document.remove_unreferenced_resources()
    for found in document.objects:
        if isinstance(found, pikepdf.Stream):
            _drop(found, ("/Metadata", "/PieceInfo", "/LastModified"))
            if found.get("/Filter") == "/DCTDecode":
                _strip_picture(found)
        elif isinstance(found, pikepdf.Dictionary):
            _drop(found, ("/Metadata", "/PieceInfo", "/LastModified"))


def _strip_picture(stream: pikepdf.Stream) -> None:
    """A photograph inside keeps what the camera wrote into it: taken out without decoding it. Raises ValueError."""
    from caselink.intake.files.pictures import stripped_jpeg

    kept = stripped_jpeg(stream.read_raw_bytes())
    stream.write(kept, filter=pikepdf.Name.DCTDecode)


def _drop(held: pikepdf.Object, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in held:
            del held[key]


def _pages(content: bytes) -> int:
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            count = len(document.pages)
    except pikepdf.PasswordError as fault:
        raise Locked from fault
    except pikepdf.PdfError as fault:
        raise ValueError("no PDF") from fault
    if count > MOST_PAGES:
        raise TooLong
    return count


def carried(content: bytes, passphrase: str) -> bytes:
    """What a form carries for another CaseLink, as JSON: the two files by name in base 64, each empty where it is not
    there, and what is drawn on its pages as a digest. Nothing else of it is read.

    Raises Locked where the passphrase does not open it, TooLong, ValueError for what is no PDF.
    """
    try:
        with pikepdf.open(io.BytesIO(content), password=passphrase) as document:
            if len(document.pages) > MOST_PAGES:
                raise TooLong
            files = {name: _attached(document, name) for name in _CARRIED}
            return json.dumps({**files, "pages": _digest_of_pages(document)}).encode()
    except pikepdf.PasswordError as fault:
        raise Locked from fault
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as fault:
        raise ValueError("no PDF") from fault


def _attached(document: pikepdf.Pdf, name: str) -> str:
    if name not in document.attachments:
        return ""
    found = document.attachments[name].get_file().read_bytes()
    if len(found) > _LARGEST_INSIDE:
        raise TooLarge
    return base64.b64encode(found).decode("ascii")


def _digest_of_pages(document: pikepdf.Pdf) -> str:
    """The same as whoever wrote the form worked out (`documents/carried.py`); pages of another program have none."""
    found = hashlib.sha256()
    for page in document.pages:
        page.contents_coalesce()
        contents = page.obj.get("/Contents")
        if not isinstance(contents, pikepdf.Stream):
            return ""
        found.update(contents.read_bytes())
        fonts = page.obj.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
        for _name, font in sorted(fonts.items()):
            if "/ToUnicode" not in font or "/DescendantFonts" not in font:
                return ""
            found.update(font.ToUnicode.read_bytes())
            found.update(font.DescendantFonts[0].CIDToGIDMap.read_bytes())
    return found.hexdigest()
