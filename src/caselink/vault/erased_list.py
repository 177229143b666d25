"""The list of what was erased, kept outside the database so that an older copy put in its place learns of it.

It lies in the vault's folder and, under the office's id, in this computer's user data folder; encrypted to the office's
own identity, which every copy of the vault holds inside its database and nobody else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pyrage  # type: ignore[import-untyped]

from caselink.paths import data_folder
from caselink.vault.database import Database
from caselink.vault.erasing import Erased, erase_in, latest, missing, noted
from caselink.vault.faults import damaged
from caselink.vault.folder import Layout, settle, write_proposed
from caselink.vault.ids import is_id
from caselink.vault.keys import recipient_of
from caselink.vault.reserved import Keyring


def lists_of(database: Database, folder: Path) -> tuple[Path, ...]:
    """Where the lists of a vault lie: in its folder, and on this computer."""
    office_id, _identity = _office(database)
    return Layout(folder).erased, data_folder() / "erased" / f"{office_id}.age"


def said(database: Database, lists: Iterable[Path]) -> tuple[Erased, ...]:
    """What these lists name together. One that is missing, damaged or of another office says nothing."""
    _office_id, identity = _office(database)
    return tuple(note for path in lists for note in _read(path, identity))


def follow(database: Database, lists: Iterable[Path], keys: Keyring | None = None) -> tuple[str, ...]:
    """Erase from a database what these lists name and it still holds; see `erase_in`. For a copy of any age that is
    about to be shown or kept."""
    notes = said(database, lists)
    return erase_in(database, notes, keys) if missing(database, notes) else ()


def keep(database: Database, folder: Path) -> bool:
    """Write what was erased into every list that lacks any of it. False where one could not be written: the next
    opening tries again."""
    notes = noted(database)
    _office_id, identity = _office(database)
    kept = True
    for path in lists_of(database, folder):
        listed = _read(path, identity)
        if not set(notes) <= set(listed):
            kept = _write(path, {*notes, *listed}, identity) and kept
    return kept


def _office(database: Database) -> tuple[str, str]:
    row = database.one("SELECT office_id, office_identity FROM meta")
    if row is None or not is_id(str(row[0])):
        raise damaged()
    return str(row[0]), str(row[1])


def _read(path: Path, identity: str) -> tuple[Erased, ...]:
    try:
        opened: bytes = pyrage.decrypt(path.read_bytes(), [pyrage.x25519.Identity.from_str(identity)])
        return tuple(_note(*row) for row in json.loads(opened)["erased"])
    except (OSError, pyrage.DecryptError, ValueError, KeyError, TypeError):
        return ()


def _note(case_id: object, path: object, digest: object, at: object, by: object) -> Erased:
    match case_id, path, digest, at, by:
        case str(case_id), str(path), str() | None as digest, str(at), str(by):
            return Erased(case_id, path, digest, at, by)
    raise ValueError("not a note")


def _write(path: Path, notes: Iterable[Erased], identity: str) -> bool:
    rows = [[note.case_id, note.path, note.reference_digest, note.at, note.by] for note in latest(notes)]
    sealed: bytes = pyrage.encrypt(
        json.dumps({"erased": rows}).encode(), [pyrage.x25519.Recipient.from_str(recipient_of(identity))]
    )
    proposed = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_proposed(proposed, sealed)
        proposed.replace(path)
        settle(path.parent)
    except OSError:
        return False
    return True

