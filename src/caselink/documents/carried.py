"""What a liaison form carries for another CaseLink: what its pages say, as plain JSON, signed by the office.

It is made from the disclosure as the pages are, so that it can hold nothing that they may not. Entries are numbered as
they stand there: the ids of the vault, which tell when something was written down, never leave.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterator
from typing import Final

import pikepdf

from caselink.disclosure.outputs import Disclosure, require_seal
from caselink.documents.enclosing import Enclosure
from caselink.documents.letterhead import Letterhead
from caselink.domain.answers import Json, value_to_json
from caselink.domain.danger import FactorAnswer, Level
from caselink.domain.needs import NeedState
from caselink.forms.registry import PARTNER_FORM

NAME: Final = "caselink.json"
SIGNATURE_NAME: Final = "caselink.json.sig"
SCHEMA: Final = "caselink-form"
VERSION: Final = 1
Sign = Callable[[bytes], bytes]
"""What makes the signature file of some bytes."""


def carried_with(disclosure: Disclosure, letterhead: Letterhead, pages: bytes, sign: Sign) -> tuple[Enclosure, ...]:
    """The data and its signature, to lie in the form of these pages."""
    require_seal(disclosure)
    return signed(_spelled(_document(disclosure, letterhead, digest_of_pages(pages))), sign)


def signed(data: bytes, sign: Sign) -> tuple[Enclosure, ...]:
    """Data that were spelled out, and the signature of just these bytes."""
    return (
        Enclosure(NAME, "application/json", data), Enclosure(SIGNATURE_NAME, "text/plain", sign(data)),
    )


def digest_of_pages(pdf: bytes) -> str:
    """SHA-256 (hex) over what is drawn on the pages and the fonts that say what it means: data that was signed with
    other pages is told apart by it."""
    found = hashlib.sha256()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            page.contents_coalesce()
            found.update(page.obj.Contents.read_bytes())
            for _name, font in sorted(page.obj.Resources.get("/Font", pikepdf.Dictionary()).items()):
                found.update(font.ToUnicode.read_bytes())
                found.update(font.DescendantFonts[0].CIDToGIDMap.read_bytes())
    return found.hexdigest()


def _spelled(document: dict[str, Json]) -> bytes:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8", "replace")


def _document(disclosure: Disclosure, letterhead: Letterhead, pages: str) -> dict[str, Json]:
    until = disclosure.valid_until
    return {
        "schema": SCHEMA, "version": VERSION, "form": letterhead.document_id, "office": letterhead.office_name,
        "to": letterhead.recipient_name, "on": disclosure.on.isoformat(), "purpose": disclosure.purpose.value,
        "valid_until": None if until is None or disclosure.stays_there else until.isoformat(), "pages": pages,
        "answers": [*_answers(disclosure)], "needs": [*_needs(disclosure)],
    }


def _answers(disclosure: Disclosure) -> Iterator[Json]:
    """One for each field: ticked options that came in several pieces stand together."""
    numbers: dict[str, dict[str, int]] = {}
    found: dict[str, dict[str, Json]] = {}
    for shared in disclosure.shared:
        piece = shared.piece
        place = PARTNER_FORM.place(piece.path)
        if place is None or isinstance(piece.value, NeedState | Level | FactorAnswer):
            continue
        path = place.path
        if place.entry is not None:
            known = numbers.setdefault(place.section.id, {})
            path = f"{place.section.id}.{known.setdefault(place.entry, len(known) + 1)}.{place.field.name}"
        value = value_to_json(piece.value)
        held = found.setdefault(path, {"path": path, "value": value})
        if held["value"] is not value and isinstance(held["value"], list) and isinstance(value, list):
            held["value"] = [*held["value"], *value]
    yield from found.values()


def _needs(disclosure: Disclosure) -> Iterator[Json]:
    for shared in disclosure.shared:
        if shared.piece.path.startswith("needs.") and isinstance(shared.piece.value, NeedState):
            due = shared.piece.due
            yield {
                "item": shared.piece.path.removeprefix("needs."), "state": shared.piece.value.value,
                "due": None if due is None else due.isoformat(),
            }
