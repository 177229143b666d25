"""Entries of repeating sections (a child, a step) in the document of a case."""

from __future__ import annotations

import re
from typing import Final

from caselink.errors import UserError
from caselink.i18n import _
from caselink.vault.document import CaseDocument, Record
from caselink.vault.parts import Part
from caselink.vault.undoing import entry_key

_PATH: Final = re.compile(r"[a-z][a-z0-9_-]*(\.[A-Za-z0-9_-]+){1,2}")


def is_path(path: str) -> bool:
    """Whether an answer can stand at that path."""
    return _PATH.fullmatch(path) is not None


def add(document: CaseDocument, section: str, entry: str, user: str, at: str) -> str:
    """Add an entry of that id at the end of a section and give the id; UserError where it is there already."""
    if not is_path(f"{section}.{entry}"):
        raise ValueError("not the id of an entry")
    key = f"{section}/{entry}"
    if document.get(Part.ENTRIES, key) is not None:
        raise UserError(_("Cette partie de la fiche existe déjà : rien n’a été ajouté. Rouvrez le dossier, il a "
                          "changé entre-temps."))
    others = [document.get(Part.ENTRIES, held) for held in document.keys(Part.ENTRIES) if _section(held) == section]
    position = 1 + max((_position(other) for other in others), default=0)
    document.put(Part.ENTRIES, key, {"position": position, "by": user, "at": at})
    return entry


def remove(document: CaseDocument, section: str, entry: str) -> None:
    """Take an entry away with its answers; UserError where it is not there."""
    key = f"{section}/{entry}"
    if document.get(Part.ENTRIES, key) is None:
        raise UserError(_("Cette partie de la fiche n’existe plus : rien n’a été enregistré. Rouvrez le dossier, il "
                          "a changé entre-temps."))
    for path in document.keys(Part.ANSWERS):
        if entry_key(path) == key:
            document.put(Part.ANSWERS, path, None)
    document.put(Part.ENTRIES, key, None)


def _section(key: str) -> str:
    return key.split("/", 1)[0]


def _position(record: Record | None) -> int:
    position = None if record is None else record["position"]
    return position if isinstance(position, int) else 0
