"""Files as strangers make them: photographs with a place, documents with an author, and worse."""

from __future__ import annotations

import io
import zipfile
from typing import Final

import pikepdf
from PIL import ExifTags, Image

MAKER: Final = "ZzPhone 12"
AUTHOR: Final = "Zélie Zizanie"
WORDS: Final = b"ce que dit la page"


def photo(orientation: int = 1, *, kind: str = "JPEG") -> bytes:
    """A photograph that says where, when and by what it was taken."""
    image = Image.linear_gradient("L").resize((64, 48)).convert("RGB")
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = MAKER
    exif[ExifTags.Base.Artist] = AUTHOR
    exif[ExifTags.Base.Orientation] = orientation
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (48.0, 51.0, 29.0), 3: "E", 4: (2.0, 17.0, 40.0)})
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:10:03 10:11:12"
    written = io.BytesIO()
    image.save(written, kind, exif=exif)
    return written.getvalue()


def pdf(pages: int = 1, **encryption: str) -> bytes:
    """A document that says who made it, with a photograph, a note and a file inside."""
    written = io.BytesIO()
    with pikepdf.new() as document:
        for _page in range(pages):
            document.add_blank_page()
        picture = pikepdf.Stream(document, photo())
        picture.update({
            "/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": 64, "/Height": 48,
            "/ColorSpace": pikepdf.Name.DeviceRGB, "/BitsPerComponent": 8, "/Filter": pikepdf.Name.DCTDecode,
        })
        page = document.pages[0]
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
        page.obj.Contents = pikepdf.Stream(document, b"% " + WORDS + b"\nq 64 0 0 48 0 0 cm /Im0 Do Q")
        page.obj.Annots = pikepdf.Array([
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, T=AUTHOR, Rect=[0, 0, 9, 9])
        ])
        document.docinfo["/Author"] = AUTHOR
        with document.open_metadata() as metadata:
            metadata["dc:creator"] = [AUTHOR]
        document.attachments["cachée.txt"] = AUTHOR.encode()
        locked = pikepdf.Encryption(owner="x", user=encryption["user"]) if encryption else False
        document.save(written, encryption=locked)
    return written.getvalue()


def docx(*, bomb: int = 0, macro: bool = False) -> bytes:
    """A Word text with an author, a change by him, and a photograph."""
    body = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        '<w:p w:rsidR="00Z1">'
        f'<w:ins w:author="{AUTHOR}" w:date="2026-01-01T00:00:00Z"><w:r><w:t>{WORDS.decode()}</w:t></w:r></w:ins>'
        "</w:p></w:body></w:document>"
    )
    members: dict[str, bytes] = {
        "[Content_Types].xml": b"<Types/>", "word/document.xml": body.encode(), "word/media/image1.jpg": photo(),
        "docProps/core.xml": f"<x><dc:creator>{AUTHOR}</dc:creator></x>".encode(),
        "docProps/app.xml": f"<x><Company>{AUTHOR}</Company></x>".encode(),
    }
    if macro:
        members["word/vbaProject.bin"] = b"x"
    if bomb:
        members["word/media/image2.xml"] = bytes(bomb)
    return _packed(members)


def odt() -> bytes:
    """An OpenDocument text with an author and a note by him."""
    note = f"<office:annotation><dc:creator>{AUTHOR}</dc:creator><dc:date>2026-01-01</dc:date></office:annotation>"
    return _packed({
        "mimetype": b"application/vnd.oasis.opendocument.text", "meta.xml": f"<m>{AUTHOR}</m>".encode(),
        "content.xml": f"<office:text>{note}<p>{WORDS.decode()}</p></office:text>".encode(),
        "settings.xml": f"<printer>{AUTHOR}</printer>".encode(),
    })


def huge_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """A picture that says it is enormous."""
    small = io.BytesIO()
    Image.new("1", (8, 8)).save(small, "PNG")
    content = bytearray(small.getvalue())
    content[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    import zlib

    content[29:33] = zlib.crc32(bytes(content[12:29])).to_bytes(4, "big")
    return bytes(content)


def unpacked(content: bytes) -> bytes:
    """All that a document holds, one after the other."""
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return b"\n".join(packed.read(name) for name in packed.namelist())
    if content[:5] == b"%PDF-":
        held = []
        with pikepdf.open(io.BytesIO(content)) as document:
            for found in document.objects:
                held.append(found.unparse(resolved=True))
                if isinstance(found, pikepdf.Stream):
                    held.append(found.read_raw_bytes() if found.get("/Filter") == "/DCTDecode" else found.read_bytes())
        return b"\n".join(held)
    return content


def _packed(members: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, held in members.items():
            packed.writestr(name, held)
    return written.getvalue()
