"""The lists of what older copies of the vault must follow: what was erased, and which cases were reserved since.

They are kept outside the database, so that an older copy put in its place learns of it. The one in this computer's user
data folder is encrypted to an identity that every copy of the office's vault holds, and is believed. The one in the
vault's folder, where also somebody may write who was removed, is encrypted to the office's identity of this generation
and to those who have a key today, and is believed where it shows that it continues the audit trail of the copy that
reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import pyrage  # type: ignore[import-untyped]

from caselink.domain.events import EventKind
from caselink.held_files import move_over
from caselink.paths import data_folder
from caselink.vault.database import Database
from caselink.vault.erasure.erasing import ANSWERS_AGAIN, ERASURES, erase_in, missing, noted
from caselink.vault.erasure.told import Told, bears, marks_of, read_told
from caselink.vault.faults import damaged
from caselink.vault.folder import Layout, settle, write_proposed
from caselink.vault.ids import is_id
from caselink.vault.keys.keys import recipient_of
from caselink.vault.plain_files import read_bytes
from caselink.vault.reserved import reservations
from caselink.vault.reserved.keyring import Keyring
from caselink.vault.trail import audit

_DONE_TO_A_COPY: Final = frozenset({
    ERASURES[1], ANSWERS_AGAIN, reservations.AGAIN, reservations.TO_NOBODY_HERE, "migrated", audit.UNLOCKED,
})
"""Rows that a copy gets when it is opened, and that the vault it was made from does not know."""
_UNREADABLE: Final = (
    OSError, pyrage.DecryptError, pyrage.RecipientError,
    ValueError, KeyError, TypeError, AttributeError, RecursionError,
)
_NOTHING: Final = Told()


def lists_of(database: Database, folder: Path) -> tuple[Path, Path]:
    """Where the lists of a vault lie: in its folder, and on this computer."""
    office_id, _identity, _own = _office(database)
    return Layout(folder).erased, data_folder() / "erased" / f"{office_id}.age"


def told_here(database: Database) -> Told:
    """What this computer's own list says. One that is missing or damaged says nothing."""
    _office_id, _identity, own = _office(database)
    return _read(lists_of(database, Path())[1], [own])[0]


def believed_beside(database: Database, path: Path, identities: Sequence[str]) -> Told:
    """What the list in a vault's folder says to a copy that these identities opened, where it continues its trail."""
    told, marks = _read_beside(database, path, identities)
    return told if bears(marks, _last_own_row(database)) else _NOTHING


def is_passed_over(database: Database, path: Path, identities: Sequence[str], followed: Told) -> bool:
    """Whether a list lies there that says, or may say, more than what was followed."""
    told, marks = _read_beside(database, path, identities)
    if told == _NOTHING and not marks:
        return path.exists()
    return told.adds_to(followed + _own_notes(database))


def told_in_this_generation(identity: str, path: Path) -> Told:
    """What the list beside a damaged database says, whose trail nobody can follow: it is believed where it is encrypted
    to the office's identity of that very generation, which who was removed before never knew."""
    return _read(path, [identity])[0] if identity else _NOTHING


def follow(database: Database, told: Told, keys: Keyring | None = None) -> tuple[str, ...]:
    """Erase from a database what lists name and it still holds (see `erase_in`), and close the cases that were
    reserved since. For a copy of any age that is about to be shown or kept. Raises VaultError.

    A case that is under a legal hold here of which nobody knew who erased something of it stays as it is, until the
    hold is lifted.
    """
    lacking = [note for note in missing(database, told.erased) if not _is_held(database, note.case_id, told)]
    attachments = erase_in(database, lacking, keys) if lacking else ()
    reservations.reserve_in(database, told.reserved)
    return attachments


def told_to_follow(database: Database, folder: Path, identities: Sequence[str]) -> Told:
    """What the vault in this folder is made to follow: beside this computer's own list the one in the folder, where
    that is believed, which is by a copy alone."""
    told = told_here(database)
    is_copy = database.one("SELECT seat_home FROM meta") != (str(folder.stat().st_ino),)
    return told + believed_beside(database, Layout(folder).erased, identities) if is_copy else told


def lacks_nothing(database: Database, told: Told) -> bool:
    """Whether all is erased and closed in that database that lists name; nothing is written."""
    lacking = [note for note in missing(database, told.erased) if not _is_held(database, note.case_id, told)]
    return not lacking and not reservations.missing(database, told.reserved)


def keep(database: Database, folder: Path, believed: Told = _NOTHING) -> bool:
    """Write into every list what it lacks, and what was believed of another. What the one in the folder says beyond
    that is left out. False where one could not be written: the next opening tries again."""
    _office_id, identity, own = _office(database)
    in_folder, on_computer = lists_of(database, folder)
    here = _read(on_computer, [own])[0]
    both = here + believed + _own_notes(database)
    kept = True
    if both.adds_to(here):
        kept = _write(on_computer, both, database, [recipient_of(own)])
    there, marks = _read(in_folder, [identity])
    is_foreign = in_folder.exists() and not marks
    if is_foreign or both.adds_to(there) or there.adds_to(both):
        rows = database.all("SELECT recipient FROM workers")
        kept = _write(in_folder, both, database, [recipient_of(identity), *(str(row[0]) for row in rows)]) and kept
    return kept


def _read_beside(database: Database, path: Path, identities: Iterable[str]) -> tuple[Told, bytes]:
    """Also one that an earlier version encrypted to the identity of all lists."""
    _office_id, identity, own = _office(database)
    return _read(path, [identity, own, *identities])


def _own_notes(database: Database) -> Told:
    return Told(noted(database), reservations.reservations(database), _holds_known(database))


def _last_own_row(database: Database) -> str:
    """The hash of the last row that this copy has from the vault it was made from; empty where there is none."""
    rows = (entry.hash for entry in audit.newest_first(database) if entry.action not in _DONE_TO_A_COPY)
    return next(rows, "")


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


def _office(database: Database) -> tuple[str, str, str]:
    """Id of the office, its identity in this generation, and the one that its list on each computer is encrypted to."""
    row = database.one("SELECT office_id, office_identity, list_identity FROM meta")
    if row is None or not is_id(str(row[0])):
        database.mark_damaged()
        raise damaged()
    office_id, identity, own = (str(value) for value in row)
    return office_id, identity, own


def _read(path: Path, identities: Iterable[str]) -> tuple[Told, bytes]:
    """What a list says and the marks that it bears; nothing where it is missing, damaged or encrypted to others."""
    try:
        keys = [pyrage.x25519.Identity.from_str(each) for each in identities]
        return read_told(pyrage.decrypt(read_bytes(path), keys))
    except _UNREADABLE:
        return _NOTHING, b""


def _write(path: Path, told: Told, database: Database, recipients: Iterable[str]) -> bool:
    marks = marks_of(str(row[0]) for row in database.each("SELECT hash FROM audit"))
    keys = [pyrage.x25519.Recipient.from_str(each) for each in recipients]
    proposed = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_proposed(proposed, pyrage.encrypt(told.spelled(marks), keys))
        move_over(proposed, path)
        settle(path.parent)
    except OSError:
        return False
    return True
