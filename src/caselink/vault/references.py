"""The references of cases: the next free one of a year, and one by chance for a case that is reserved.

Who is not named for a reserved case must not learn of it: its former reference is free again, and nobody is told that a
case bears it (decision 19).
"""

from __future__ import annotations

import secrets
from typing import Final

from caselink.vault.database import Database
from caselink.vault.document import Nature, Stamp
from caselink.vault.document_store import load_document, write_snapshot
from caselink.vault.erasure.erasing import was_erased
from caselink.vault.ids import new_id
from caselink.vault.parts import Part

_LETTERS: Final = "23456789BCDFGHJKLMNPQRSTVWXYZ"
"""No vowels, which make words, and nothing that reads like something else."""
_LENGTH: Final = 6
_COUNTS_FROM_ONE: Final = 9
"""An office whose lowest number is higher began its count there."""


def next_reference(database: Database, year: int) -> str:
    """The lowest free reference of that year; none that an erased case bore. A number that a reserved case gave back
    is the next to be given: a gap would tell of it."""
    rows = database.all(
        "SELECT DISTINCT CAST(substr(reference, 6) AS INTEGER) AS number FROM cases "
        "WHERE reference GLOB ? AND length(reference) < 15 ORDER BY number", f"{year:04d}-[0-9]*",
    )
    taken = {int(row[0]) for row in rows}
    number = min(taken) if taken and min(taken) > _COUNTS_FROM_ONE else 1
    while number in taken or _is_taken(database, f"{year:04d}-{number:04d}"):
        number += 1
    return f"{year:04d}-{number:04d}"


def rename_by_chance(database: Database, case_id: str, by: str, timestamp: int) -> None:
    """Give a case that is open to all, and about to be closed, a reference that tells nothing: in its row and in its
    document, which keeps the former one for those who are named. Inside the transaction that closes it."""
    reference = _by_chance()
    while _is_taken(database, reference):
        reference = _by_chance()
    document = load_document(database, case_id, secrets.randbits(63), None)
    former = document.get(Part.CASE, "reference")
    document.put(Part.CASE, "reference", {"v": reference, "former": None if former is None else former["v"]})
    document.commit(Stamp(by, new_id(), Nature.OPENED), timestamp)
    write_snapshot(database, case_id, document.export(), None)
    database.run("UPDATE cases SET reference = ? WHERE id = ?", reference, case_id)


def _by_chance() -> str:
    return "D-" + "".join(secrets.choice(_LETTERS) for _each in range(_LENGTH))


def _is_taken(database: Database, reference: str) -> bool:
    return database.one("SELECT 1 FROM cases WHERE reference = ?", reference) is not None or was_erased(
        database, reference
    )
