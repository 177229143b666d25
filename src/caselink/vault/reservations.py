"""Which cases are reserved, told to older copies of the vault in which they still stand open.

Who looks at yesterday's backup, or opens a vault restored from it, does not find there what was closed to him today. A
copy is sealed with the case's public key alone, so anybody's opening does it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from caselink.domain.answers import Json
from caselink.vault import audit
from caselink.vault.database import Database
from caselink.vault.faults import damaged
from caselink.vault.ids import now
from caselink.vault.records import spell
from caselink.vault.resealing import close

AGAIN: Final = "case_reserved_again"
_SETTING: Final = "reservations"


@dataclass(frozen=True, slots=True)
class Reservation:
    """When a case was last closed or opened (UTC, ISO 8601), and by whom; `recipient` is empty where it is open.

    `keys` are the sealed keys (base64) by worker.
    """

    case_id: str
    at: str
    by: str
    recipient: str
    keys: tuple[tuple[str, str], ...]


def note(database: Database, case_id: str, at: str, by: str) -> None:
    """Note that a case was closed or opened at that moment; its row and its keys say which."""
    noted: dict[str, Json] = {known: [*said] for known, said in _noted(database).items()}
    noted[case_id] = [at, by]
    database.run("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", _SETTING, spell(noted))


def reservations(database: Database) -> tuple[Reservation, ...]:
    """What is to be told to older copies."""
    found = []
    for case_id, (at, by) in sorted(_noted(database).items()):
        row = database.one("SELECT coalesce(recipient, '') FROM cases WHERE id = ?", case_id)
        if row is not None:
            keys = database.all("SELECT worker, identity FROM case_keys WHERE case_id = ? ORDER BY worker", case_id)
            sealed = tuple((str(worker), base64.b64encode(key).decode("ascii")) for worker, key in keys)
            found.append(Reservation(case_id, at, by, str(row[0]), sealed))
    return tuple(found)


def latest(told: Iterable[Reservation]) -> list[Reservation]:
    """The last word on each case; of two from one moment the one that comes later here."""
    last = {each.case_id: each for each in sorted(told, key=lambda each: each.at)}
    return [last[case_id] for case_id in sorted(last)]


def missing(database: Database, told: Iterable[Reservation]) -> list[Reservation]:
    """The cases that stand open in this database though they were closed after it was copied."""
    noted = _noted(database)
    return [
        each for each in latest(told)
        if each.recipient and each.at > noted.get(each.case_id, [""])[0]
        and database.one("SELECT 1 FROM cases WHERE id = ? AND recipient IS NULL", each.case_id)
    ]


def reserve_in(database: Database, told: Iterable[Reservation]) -> None:
    """Close in an open database of today's format what these notes say and it still has open. Raises VaultError."""
    lacking = missing(database, told)
    if not lacking:
        return
    with database.transaction():
        head = audit.read_head(database)
        if head is None:
            raise damaged()
        for each in lacking:
            close(database, each.case_id, each.recipient, {worker: base64.b64decode(key) for worker, key in each.keys})
            note(database, each.case_id, each.at, each.by)
            head.append(now(), each.by, AGAIN, each.case_id, None)
        head.write()


def _noted(database: Database) -> dict[str, list[str]]:
    row = database.one("SELECT value FROM settings WHERE key = ?", _SETTING)
    noted: dict[str, list[str]] = {} if row is None else json.loads(row[0])
    return noted
