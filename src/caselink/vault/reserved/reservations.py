"""Which cases are reserved and to whom, told to older copies of the vault in which more people read them.

Who looks at yesterday's backup, or opens a vault restored from it, does not find there what was closed to him today.
Anybody's opening does it: no key of the case is needed.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from caselink.vault.clock import row_moment, time_of
from caselink.vault.database import Database
from caselink.vault.faults import damaged
from caselink.vault.folder import RECOVERY
from caselink.vault.ids import at_or_after
from caselink.vault.references import rename_by_chance
from caselink.vault.renamed import name_today, names_of
from caselink.vault.reserved.access import close, holders, take_off
from caselink.vault.trail import audit

AGAIN: Final = "case_reserved_again"
TO_NOBODY_HERE: Final = "case_reserved_to_nobody_here"
"""What the audit chain calls it where none of those named has a key of this copy."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """When a case was last closed or opened (UTC, ISO 8601), and by whom; `recipient` is empty where it is open.

    `keys` are the sealed keys (base64) by worker. `followed` where a copy only does as it was told, as far as it can.
    """

    case_id: str
    at: str
    by: str
    recipient: str
    keys: tuple[tuple[str, str], ...]
    followed: bool = False


def note(database: Database, case_id: str, at: str, by: str, *, followed: bool = False) -> None:
    """Note that a case was closed or opened at that moment; its row and its keys say which."""
    database.run(
        'INSERT OR REPLACE INTO reservations (case_id, at, "by", followed) VALUES (?, ?, ?, ?)',
        case_id, at, by, followed,
    )


def reservations(database: Database) -> tuple[Reservation, ...]:
    """What is to be told to older copies."""
    found = []
    rows = database.all('SELECT case_id, at, "by", followed FROM reservations ORDER BY case_id')
    for case_id, at, by, was_followed in rows:
        row = database.one("SELECT coalesce(recipient, '') FROM cases WHERE id = ?", case_id)
        if row is not None:
            keys = database.all("SELECT worker, identity FROM case_keys WHERE case_id = ? ORDER BY worker", case_id)
            sealed = tuple(
                (name, base64.b64encode(key).decode("ascii"))
                for worker, key in keys for name in names_of(database, str(worker))  # an older copy knows her by those
            )
            found.append(Reservation(case_id, at, by, str(row[0]), sealed, bool(was_followed)))
    return tuple(found)


def reserved_mark(database: Database) -> str:
    """A short sign of which cases are closed to whom: SHA-256 (hex), empty where none is. A backup that bears it has
    closed them too."""
    closed = [
        [each.case_id, *(worker for worker, _key in each.keys)] for each in reservations(database) if each.recipient
    ]
    return hashlib.sha256(json.dumps(closed).encode()).hexdigest() if closed else ""


def latest(told: Iterable[Reservation]) -> list[Reservation]:
    """The last word on each case; of two from one moment the one that comes later here."""
    last = {each.case_id: each for each in sorted(told, key=lambda each: each.at)}
    return [last[case_id] for case_id in sorted(last)]


def lacking(own: Iterable[Reservation], listed: Iterable[Reservation]) -> list[Reservation]:
    """What a database says and a list does not, or says of an earlier moment. What a copy did as it was told does not
    take the place of what told it."""
    known = set(listed)
    last = {each.case_id: each.at for each in latest(known)}
    return [
        each for each in own
        if each.at > last.get(each.case_id, "")
        or (each.at == last.get(each.case_id) and each not in known and not each.followed)
    ]


def moment_after(database: Database, case_id: str, at: str, told: Iterable[Reservation]) -> str:
    """This moment, or one after the last known of a case (`ids.at_or_after`)."""
    of_case = [each.at for each in told if each.case_id == case_id]
    return at_or_after(at, max(_noted(database).get(case_id, ""), *of_case, ""))


def missing(database: Database, told: Iterable[Reservation]) -> list[Reservation]:
    """The cases that were closed after this database was copied, and that more people read in it."""
    noted = _noted(database)
    return [
        each for each in latest(told)
        if each.recipient and each.at > noted.get(each.case_id, "") and _is_too_open(database, each)
    ]


def reserve_in(database: Database, told: Iterable[Reservation]) -> None:
    """Close in an open database of today's format what these notes say and it still has open. Raises VaultError."""
    to_close = missing(database, told)
    if not to_close:
        return
    with database.transaction():
        head = audit.read_head(database)
        if head is None:
            database.mark_damaged()
            raise damaged()
        for each in to_close:
            action = AGAIN if _close(database, each) else TO_NOBODY_HERE
            note(database, each.case_id, each.at, each.by, followed=True)
            head.append(row_moment(database), each.by, action, each.case_id, None)
        head.write()


def _is_too_open(database: Database, told: Reservation) -> bool:
    row = database.one("SELECT recipient IS NULL FROM cases WHERE id = ?", told.case_id)
    if row is None or row[0]:
        return row is not None
    return not holders(database, told.case_id) <= {RECOVERY, *_named(database, told)}


def _named(database: Database, told: Reservation) -> dict[str, str]:
    """The sealed keys by the names of those named, and by what they are called here: one of them may have got another
    name in this copy alone. No name is ever given twice."""
    return {name: key for worker, key in told.keys for name in (worker, name_today(database, worker))}


def _close(database: Database, told: Reservation) -> bool:
    if database.one("SELECT 1 FROM cases WHERE id = ? AND recipient IS NULL", told.case_id):
        rename_by_chance(database, told.case_id, told.by, int(time_of(database).timestamp()))
        keys = {worker: base64.b64decode(key) for worker, key in _named(database, told).items()}
        return close(database, told.case_id, told.recipient, keys)
    return take_off(database, told.case_id, _named(database, told))


def _noted(database: Database) -> dict[str, str]:
    """When each case was last closed or opened."""
    return {str(case_id): str(at) for case_id, at in database.all("SELECT case_id, at FROM reservations")}
