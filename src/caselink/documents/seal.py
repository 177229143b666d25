"""Sealing a PDF: AES-256 under the recipient's passphrase, with nothing readable outside of it.

Measured traps (docs/rules/guarding.md): without an owner passphrase of its own the file opens with an empty one, and
the usual way of making the file's /ID mixes in the moment it was written, which can be guessed back.
"""

from __future__ import annotations

import io
import re
import secrets
from typing import Final

import pikepdf

_PERMISSIONS: Final = pikepdf.Permissions(accessibility=True)
_ID: Final = re.compile(rb"/ID \[<([0-9a-f]{32})><([0-9a-f]{32})>\]")

_SIGNS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
_GROUPS: Final = 4
_GROUP_SIZE: Final = 4


def new_document_passphrase() -> str:
    """A random passphrase such as `k7m2-9qxd-r4tb-w3fh`: 79 bits, without signs that are mistaken for each other.

    Groups instead of words, because some readers cut a passphrase at 32 characters (poppler's commands, measured).
    """
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_GROUP_SIZE)) for _ in range(_GROUPS))
    return "-".join(groups)


def seal_pdf(pdf: bytes, passphrase: str, title: str = "") -> bytes:
    """The same document, opened only by `passphrase`, in memory alone.

    AES-256 (revision 6), metadata inside the encryption, a random owner passphrase that nobody keeps, no document
    information but the `title` (what sort of paper it is, which a screen reader says first), no XMP, a random /ID.
    Raises ValueError for an empty passphrase: such a file would open by itself.
    """
    if not passphrase:
        raise ValueError("a document is never sealed with an empty passphrase")
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        strip_metadata(document)
        if title:
            document.trailer.Info = document.make_indirect(pikepdf.Dictionary(Title=pikepdf.String(title)))
            document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        document.save(
            written,
            encryption=pikepdf.Encryption(
                user=passphrase, owner=secrets.token_urlsafe(32), R=6, aes=True, metadata=True, allow=_PERMISSIONS
            ),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=True,
        )
    return _with_random_id(written.getvalue())


def strip_metadata(document: pikepdf.Pdf) -> None:
    """Drop document information, XMP, dates and program names from the document, wherever PDF keeps them."""
    for key in ("/Info", "/ID"):
        if key in document.trailer:
            del document.trailer[key]
    for holder in (document.Root, *document.pages):
        for key in ("/Metadata", "/PieceInfo", "/LastModified"):
            if key in holder:
                del holder[key]


def _with_random_id(pdf: bytes) -> bytes:
    """The file with both halves of its /ID replaced by random ones of the same length.

    The second half is a digest over the moment of writing; the /ID stands outside the encryption, and revision 6
    derives no key from it. Raises ValueError where the file has none or several.
    """
    places = list(_ID.finditer(pdf))
    if len(places) != 1:
        raise ValueError("a sealed document has exactly one /ID")
    fresh = secrets.token_hex(16).encode()
    return pdf[: places[0].start()] + b"/ID [<" + fresh + b"><" + fresh + b">]" + pdf[places[0].end() :]
