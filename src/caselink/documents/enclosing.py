"""Copies of files inside a paper, sealed with it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

import pikepdf


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A copy without hidden data. Its name tells nothing: `piece-1.jpg`."""

    name: str
    type: str
    content: bytes


def enclose(pdf: bytes, enclosures: Iterable[Enclosure]) -> bytes:
    """The same paper with these files inside, without days of theirs; as it is where there are none."""
    files = list(enclosures)
    if not files:
        return pdf
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for each in files:
            document.attachments[each.name] = pikepdf.AttachedFileSpec(
                document, each.content, description="", filename=each.name, mime_type=each.type, creation_date="",
                mod_date="",
            )
        document.save(written, deterministic_id=True)
    return written.getvalue()
