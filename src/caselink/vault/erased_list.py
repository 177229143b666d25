"""The list of what older copies of the vault must follow: what was erased, and which cases were reserved since.

It is kept outside the database, so that an older copy put in its place learns of it: in the vault's folder and, under
the office's id, in this computer's user data folder; encrypted to the office's own identity, which every copy of the
vault holds inside its database and nobody else.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyrage  # type: ignore[import-untyped]

from caselink.paths import data_folder
from caselink.vault import reservations
from caselink.vault.database import Database
from caselink.vault.erasing import Erased, erase_in, latest, missing, noted
from caselink.vault.faults import damaged
from caselink.vault.folder import USER_NAME, Layout, settle, write_proposed
from caselink.vault.ids import is_id
from caselink.vault.keys import recipient_of
from caselink.vault.reservations import Reservation
from caselink.vault.reserved import Keyring


def lists_of(database: Database, folder: Path) -> tuple[Path, ...]:
    """Where the lists of a vault lie: in its folder, and on this computer."""
    office_id, _identity = _office(database)
    return Layout(folder).erased, data_folder() / "erased" / f"{office_id}.age"


@dataclass(frozen=True, slots=True)
class Told:
    """What a list says."""

    erased: tuple[Erased, ...] = ()
    reserved: tuple[Reservation, ...] = ()


def said(database: Database, lists: Iterable[Path]) -> Told:
    """What these lists say together. One that is missing, damaged or of another office says nothing."""
    _office_id, identity = _office(database)
    told = [_read(path, identity) for path in lists]
    return Told(
        tuple(note for each in told for note in each.erased), tuple(note for each in told for note in each.reserved)
    )


def follow(database: Database, lists: Iterable[Path], keys: Keyring | None = None) -> tuple[str, ...]:
    """Erase from a database what these lists name and it still holds (see `erase_in`), and close the cases that were
    reserved since. For a copy of any age that is about to be shown or kept. Raises VaultError."""
    told = said(database, lists)
    attachments = erase_in(database, told.erased, keys) if missing(database, told.erased) else ()
    reservations.reserve_in(database, told.reserved)
    return attachments


def keep(database: Database, folder: Path) -> bool:
    """Write into every list what it lacks. False where one could not be written: the next opening tries again."""
    own = Told(noted(database), reservations.reservations(database))
    _office_id, identity = _office(database)
    kept = True
    for path in lists_of(database, folder):
        listed = _read(path, identity)
        reserved = reservations.lacking(own.reserved, listed.reserved)
        if reserved or not set(own.erased) <= set(listed.erased):
            both = Told((*listed.erased, *own.erased), (*listed.reserved, *reserved))
            kept = _write(path, both, identity) and kept
    return kept


def _office(database: Database) -> tuple[str, str]:
    row = database.one("SELECT office_id, office_identity FROM meta")
    if row is None or not is_id(str(row[0])):
        database.mark_damaged()
        raise damaged()
    return str(row[0]), str(row[1])


def _read(path: Path, identity: str) -> Told:
    try:
        opened: bytes = pyrage.decrypt(path.read_bytes(), [pyrage.x25519.Identity.from_str(identity)])
        raw = json.loads(opened)
        return Told(
            tuple(_erased(*row) for row in raw["erased"]), tuple(_reserved(*row) for row in raw["reserved"])
        )
    except (OSError, pyrage.DecryptError, pyrage.RecipientError, ValueError, KeyError, TypeError, RecursionError):
        return Told()


def _erased(case_id: object, path: object, digest: object, at: object, by: object) -> Erased:
    match case_id, path, digest, at, by:
        case str(case_id), str(path), str() | None as digest, str(at), str(by):
            _expect_note(case_id, at, by)
            f"{path}{digest}".encode()  # ValueError for half a character, which JSON can spell
            return Erased(case_id, path, digest, at, by)
    raise ValueError("not a note")


def _reserved(case_id: object, at: object, by: object, recipient: object, keys: object) -> Reservation:
    match case_id, at, by, recipient, keys:
        case str(case_id), str(at), str(by), str(recipient), dict(keys):
            _expect_note(case_id, at, by)
            if recipient:
                pyrage.x25519.Recipient.from_str(recipient)
            for name, key in keys.items():
                _expect_name(name)
                base64.b64decode(key, validate=True)
            return Reservation(case_id, at, by, recipient, tuple(keys.items()))
    raise ValueError("not a note")


def _expect_note(case_id: str, at: str, by: str) -> None:
    """Whoever was removed can write a list: what no vault writes must not reach the database. Raises ValueError."""
    _expect_name(by)
    if not is_id(case_id) or datetime.fromisoformat(at).tzinfo is None:
        raise ValueError("not a note")


def _expect_name(name: str) -> None:
    if USER_NAME.fullmatch(name) is None:
        raise ValueError("not a worker")


def _write(path: Path, told: Told, identity: str) -> bool:
    erased = latest(told.erased)
    gone = {note.case_id for note in erased if not note.path}
    rows = {
        "erased": [[note.case_id, note.path, note.reference_digest, note.at, note.by] for note in erased],
        "reserved": [
            [note.case_id, note.at, note.by, note.recipient, dict(note.keys)]
            for note in reservations.latest(told.reserved) if note.case_id not in gone
        ],
    }
    sealed: bytes = pyrage.encrypt(
        json.dumps(rows).encode(), [pyrage.x25519.Recipient.from_str(recipient_of(identity))]
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

