"""Keys of reserved cases: each has an age identity of its own, sealed to every worker who may open it.

The rows of `case_keys(case_id, worker, identity)` hold them; `recovery` has one too where there is a recovery code.
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

    What the holder can't open is of no use to her any more and goes, unless it is the last key of that case.
    Must run inside a transaction.
    """
    for case_id, sealed in _keys_of(database, worker):
        held = sealed if holder == worker else _key(database, case_id, holder)
        identity = None if held is None else open_case_key(held, identities)
        if identity is not None:
            put(database, case_id, worker, seal_for(identity, recipient))
        else:
            database.run(
                "DELETE FROM case_keys WHERE case_id = ? AND worker = ? "
                "AND (SELECT count(*) FROM case_keys AS other WHERE other.case_id = case_keys.case_id) > 1",
                case_id, worker,
            )


def put(database: Database, case_id: str, worker: str, sealed: bytes) -> None:
    """Keep a worker's sealed key of a case, over the one that she had."""
    database.run(
        "INSERT INTO case_keys (case_id, worker, identity) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET identity = excluded.identity",
        case_id, worker, sealed,
    )


def _keys_of(database: Database, worker: str) -> list[tuple[str, bytes]]:
    rows = database.all("SELECT case_id, identity FROM case_keys WHERE worker = ? ORDER BY case_id", worker)
    return [(str(case_id), bytes(sealed)) for case_id, sealed in rows]


def _key(database: Database, case_id: str, worker: str) -> bytes | None:
    row = database.one("SELECT identity FROM case_keys WHERE case_id = ? AND worker = ?", case_id, worker)
    return None if row is None else bytes(row[0])
