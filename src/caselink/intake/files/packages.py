"""Word and OpenDocument texts that strangers made: written anew without author, device and place. Runs apart."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final

from caselink.intake.files.faults import HoldsFiles

_MOST: Final = 200 * 1024 * 1024
"""Bytes unpacked: what is really there, whatever the package says."""
_CORE: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats'
    b'.org/package/2006/metadata/core-properties"/>'
)
_APP: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/extended-properties"/>'
)
_CUSTOM: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/custom-properties"/>'
)
_META: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:'
    b'office:1.0" office:version="1.2"><office:meta/></office:document-meta>'
)
_SETTINGS: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?><office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:'
    b'xmlns:office:1.0" office:version="1.2"/>'
)
_INSTEAD: Final = {
    "docProps/core.xml": _CORE, "docProps/app.xml": _APP, "docProps/custom.xml": _CUSTOM, "meta.xml": _META,
    "settings.xml": _SETTINGS,
}
_WHO: Final = re.compile(rb"""(\s(?:\w+:)?(?:author|initials|userId|providerId)\s*=\s*)("[^"]*"|'[^']*')""")
"""Attributes by which a text says who changed it; some of them must be there."""
_WHEN: Final = re.compile(rb"""\s(?:\w+:)?(?:date|dateUtc|rsid\w*)\s*=\s*("[^"]*"|'[^']*')""")
"""By which it says when, and that tell one computer's texts from another's."""
_SAID: Final = re.compile(
    rb"<((?:dc:creator|dc:date|meta:creator-initials|meta:date-string|w:rsids|w15:docId|w:docId|loext:sender-initials))"
    rb"(?:\s[^>]*)?(?:/>|>.*?</\1>)", re.DOTALL
)
_OPAQUE: Final = re.compile(r"(?i)(^|/)(embeddings|activex|objects?|vbaproject|basic|scripts)[^/]*(/|\.bin$)")


def look(content: bytes) -> dict[str, int | str]:
    """Unpacks it once. Raises ValueError for one that holds too much or does not unpack."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for _name, _held in _members(packed, opaque=True):
                pass
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        raise ValueError("no package") from fault
    return {}


def cleaned(content: bytes) -> bytes:
    """The text with its pictures. Raises HoldsFiles, ValueError for what is no such text or holds too much."""
    written = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(written, "w") as anew:
            for name, held in _members(packed):
                member = zipfile.ZipInfo(name)
                member.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                anew.writestr(member, _without(name, held))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        raise ValueError("no package") from fault
    return written.getvalue()


def _members(packed: zipfile.ZipFile, *, opaque: bool = False) -> Iterator[tuple[str, bytes]]:
    left = _MOST
    for member in packed.infolist():
        if _OPAQUE.search(member.filename) and not opaque:
            raise HoldsFiles
        with packed.open(member) as stream:
            held = stream.read(left + 1)
        left -= len(held)
        if left < 0:
            raise ValueError("too much")
        if not member.is_dir():
            yield member.filename, held


def _without(name: str, held: bytes) -> bytes:
    from caselink.intake.files.pictures import cleaned_jpeg, cleaned_png

    lower = name.lower()
    if name in _INSTEAD:
        return _INSTEAD[name]
    if lower.endswith((".jpg", ".jpeg")):
        return cleaned_jpeg(held)
    if lower.endswith(".png"):
        return cleaned_png(held)
    if lower.endswith((".xml", ".rels")):
        return _SAID.sub(b"", _WHEN.sub(b"", _WHO.sub(rb'\1""', held)))
    if lower == "mimetype" or lower.endswith(("/mimetype", ".rdf")):
        return held
    if lower.endswith((".emf", ".wmf", ".gif", ".tif", ".tiff", ".bmp", ".svg", ".bin", ".odttf", ".ttf")):
        raise HoldsFiles
    return held
