"""Keys of reserved cases: each has an age identity of its own, sealed to every worker who may open it.

The rows of `case_keys(case_id, worker, identity)` hold them; `recovery` has one too where there is a recovery code.
Nobody can see to whom an age file is sealed: a row of somebody else counts as a key because every change of keys seals
the rows anew or takes them away, and is refused where it could do neither (`last_keys.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyrage  # type: ignore[import-untyped]

from caselink.vault.database import Database


def seal_for(identity: str, recipient: str) -> bytes:
    """A case's identity (`AGE-SECRET-KEY-1…`), encrypted to a worker's public key (`age1…`)."""
    sealed: bytes = pyrage.encrypt(identity.encode(), [pyrage.x25519.Recipient.from_str(recipient)])
    return sealed


def open_case_key(sealed: bytes, identities: Iterable[str]) -> str | None:
    """The case's identity, opened by any of a worker's identities; None where none of them opens it."""
    try:
        opened: bytes = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity) for identity in identities])
        return opened.decode("ascii")
    except (pyrage.DecryptError, UnicodeDecodeError):
        return None


def reseal(database: Database, holder: str, identities: Sequence[str], worker: str, recipient: str) -> None:
    """Seal to a worker's new public key every case key of hers that the holder's identities open.

    What the holder can't open is of no use to her any more and goes, where somebody else has a key of that case.
    Must run inside a transaction.
    """
    for case_id in _cases_of(database, worker):
        identity = _opened(database, case_id, holder, identities)
        if identity is not None:
            put(database, case_id, worker, seal_for(identity, recipient))
        elif _has_others(database, case_id, worker, holder):
            database.run("DELETE FROM case_keys WHERE case_id = ? AND worker = ?", case_id, worker)


def held_alone(database: Database, holder: str, identities: Sequence[str], worker: str) -> int:
    """How many reserved cases nobody but this worker has a key of: not the holder, whose own keys are tried with her
    identities, and no other of those who have a key of the vault, the recovery code among them."""
    return sum(
        _opened(database, case_id, holder, identities) is None and not _has_others(database, case_id, worker, holder)
        for case_id in _cases_of(database, worker)
    )


def left_to_one(
    database: Database, holder: str, identities: Sequence[str], going: str
) -> tuple[str, ...]:
    """Who alone would have a key of a reserved case that the holder can't open, without the one who is going."""
    found = set()
    for case_id in _cases_of(database, going):
        rows = database.all("SELECT worker FROM case_keys JOIN workers ON name = worker WHERE case_id = ?", case_id)
        others = {str(row[0]) for row in rows} - {going}
        if len(others) == 1 and _opened(database, case_id, holder, identities) is None:
            found |= others
    return tuple(sorted(found))


def give_unheld(database: Database, holder: str, identities: Sequence[str], worker: str, recipient: str) -> None:
    """Seal to this worker every case key of the holder's that nobody else has. Must run inside a transaction."""
    for case_id in _cases_of(database, holder):
        identity = _opened(database, case_id, holder, identities)
        if identity is not None and not _has_others(database, case_id, holder, holder):
            put(database, case_id, worker, seal_for(identity, recipient))


def put(database: Database, case_id: str, worker: str, sealed: bytes) -> None:
    """Keep a worker's sealed key of a case, over the one that she had."""
    database.run(
        "INSERT INTO case_keys (case_id, worker, identity) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET identity = excluded.identity",
        case_id, worker, sealed,
    )


def _cases_of(database: Database, worker: str) -> list[str]:
    rows = database.all("SELECT case_id FROM case_keys WHERE worker = ? ORDER BY case_id", worker)
    return [str(row[0]) for row in rows]


def _opened(database: Database, case_id: str, holder: str, identities: Sequence[str]) -> str | None:
    row = database.one("SELECT identity FROM case_keys WHERE case_id = ? AND worker = ?", case_id, holder)
    return None if row is None else open_case_key(bytes(row[0]), identities)


def _has_others(database: Database, case_id: str, *besides: str) -> bool:
    rows = database.all(
        "SELECT worker FROM case_keys JOIN workers ON name = worker WHERE case_id = ?", case_id
    )
    return any(row[0] not in besides for row in rows)
