"""Reading our documents back with two libraries that know nothing of us."""

from __future__ import annotations

import io
import unicodedata

import pikepdf
import pypdf
import pypdfium2  # type: ignore[import-untyped]


def pages_by_pypdf(pdf: bytes, passphrase: str | None = None) -> list[str]:
    """The text of each page, in the order in which it was drawn."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf), password=passphrase).pages]


def pages_by_pdfium(pdf: bytes, passphrase: str | None = None) -> list[str]:
    """The text of each page, in the order of its places on the page."""
    document = pypdfium2.PdfDocument(pdf, password=passphrase)
    texts = []
    for page in document:
        read = page.get_textpage()
        texts.append(read.get_text_bounded())
        read.close()
        page.close()
    document.close()
    return texts


def both(pdf: bytes) -> tuple[str, str]:
    """The whole text as each of the two reads it, without what can't be seen."""
    return plain("\n".join(pages_by_pypdf(pdf))), plain("\n".join(pages_by_pdfium(pdf)))


def plain(text: str) -> str:
    """The text without marks that have no picture, every stretch of white space as one space."""
    seen = "".join(character for character in text if unicodedata.category(character) != "Cf")
    return " ".join(seen.split())


def insides(pdf: bytes, passphrase: str = "") -> bytes:
    """Everything the file holds, unpacked: every stream, every string, every name."""
    held: list[bytes] = []
    with pikepdf.open(io.BytesIO(pdf), password=passphrase) as document:
        for found in document.objects:
            held.append(found.unparse(resolved=True))
            if isinstance(found, pikepdf.Stream):
                held.append(found.read_bytes())
        held.append(document.trailer.unparse())
    return b"\n".join(held)
