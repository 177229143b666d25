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

from caselink.domain.events import EventKind
from caselink.paths import data_folder
from caselink.vault.database import Database
from caselink.vault.erasure.erasing import Erased, erase_in, latest, missing, noted
from caselink.vault.faults import damaged
from caselink.vault.folder import USER_NAME, Layout, settle, write_proposed
from caselink.vault.ids import is_id
from caselink.vault.keys.keys import recipient_of
from caselink.vault.reserved import reservations
from caselink.vault.reserved.keyring import Keyring
from caselink.vault.reserved.reservations import Reservation


def lists_of(database: Database, folder: Path) -> tuple[Path, ...]:
    """Where the lists of a vault lie: in its folder, and on this computer."""
    office_id, _identity = _office(database)
    return Layout(folder).erased, data_folder() / "erased" / f"{office_id}.age"


@dataclass(frozen=True, slots=True)
class Told:
    """What a list says."""

    erased: tuple[Erased, ...] = ()
    reserved: tuple[Reservation, ...] = ()
    holds: frozenset[tuple[str, str]] = frozenset()
    """Case and digest of each legal hold that was known, and lifted, where something of that case was erased."""


def said(database: Database, lists: Iterable[Path]) -> Told:
    """What these lists say together. One that is missing, damaged or of another office says nothing."""
    _office_id, identity = _office(database)
    told = [_read(path, identity) for path in lists]
    return Told(
        tuple(note for each in told for note in each.erased), tuple(note for each in told for note in each.reserved),
        frozenset(hold for each in told for hold in each.holds),
    )


def follow(database: Database, lists: Iterable[Path], keys: Keyring | None = None) -> tuple[str, ...]:
    """Erase from a database what these lists name and it still holds (see `erase_in`), and close the cases that were
    reserved since. For a copy of any age that is about to be shown or kept. Raises VaultError.

    A case that is under a legal hold here of which nobody knew who erased something of it stays as it is, until the
    hold is lifted.
    """
    told = said(database, lists)
    lacking = [note for note in missing(database, told.erased) if not _is_held(database, note.case_id, told)]
    attachments = erase_in(database, lacking, keys) if lacking else ()
    reservations.reserve_in(database, told.reserved)
    return attachments


def keep(database: Database, folder: Path) -> bool:
    """Write into every list what it lacks. False where one could not be written: the next opening tries again."""
    own = Told(noted(database), reservations.reservations(database), _holds_known(database))
    _office_id, identity = _office(database)
    kept = True
    for path in lists_of(database, folder):
        listed = _read(path, identity)
        reserved = reservations.lacking(own.reserved, listed.reserved)
        if reserved or not set(own.erased) <= set(listed.erased) or not own.holds <= listed.holds:
            both = Told((*listed.erased, *own.erased), (*listed.reserved, *reserved), listed.holds | own.holds)
            kept = _write(path, both, identity) and kept
    return kept


def _holds_known(database: Database) -> frozenset[tuple[str, str]]:
    """The legal holds that were set before something of their case was erased: had one of them stood, it would not
    have been. The audit chain keeps them also where the case is gone."""
    rows = database.all(
        "SELECT DISTINCT audit.case_id, digest FROM audit JOIN erased ON erased.case_id = audit.case_id "
        "WHERE action = ? AND digest IS NOT NULL AND moment < erased.at", EventKind.HOLD_SET.value,
    )
    return frozenset((str(case_id), str(digest)) for case_id, digest in rows)


def _is_held(database: Database, case_id: str, told: Told) -> bool:
    last = database.one(
        "SELECT action, digest FROM audit WHERE case_id = ? AND action IN (?, ?) AND digest IS NOT NULL "
        "ORDER BY seq DESC, seat DESC LIMIT 1", case_id, EventKind.HOLD_SET.value, EventKind.HOLD_LIFTED.value,
    )
    return last is not None and last[0] == EventKind.HOLD_SET.value and (case_id, str(last[1])) not in told.holds


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
            tuple(_erased(*row) for row in raw["erased"]), tuple(_reserved(*row) for row in raw["reserved"]),
            frozenset(_hold(*row) for row in raw.get("holds", [])),
        )
    except (
        OSError, pyrage.DecryptError, pyrage.RecipientError, ValueError, KeyError, TypeError, AttributeError,
        RecursionError,
    ):
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


def _hold(case_id: object, digest: object) -> tuple[str, str]:
    if isinstance(case_id, str) and isinstance(digest, str) and is_id(case_id):
        digest.encode()
        return case_id, digest
    raise ValueError("not a hold")


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
        "holds": sorted([*hold] for hold in told.holds),
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

