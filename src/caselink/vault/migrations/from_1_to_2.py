"""From format 1 to 2: roles, keys of reserved cases, what was erased, and an identity of the office."""

from __future__ import annotations

import hmac
from typing import Final

from caselink.vault.database import Database
from caselink.vault.keys.keys import DataKey

_SAME: Final = {
    "settings": "key, value",
    "partners": "short_name, body",
    "cases": "number, id, reference, name, status, opened_at, changed_at",
    "documents": "case_id, digest, body",
    "answers": 'case_id, path, value, source, "by", at, form',
    "entries": "case_id, section, entry, position",
    "needs": 'case_id, item, state, partner, owner, due, ask_again_on, outcome, "by", at',
    "drafts": 'case_id, path, text, "by", at',
    "attachments": 'id, case_id, name, identity, digest, "by", at',
    "events": 'seq, id, case_id, kind, at, "by", body',
    "audit": "seq, moment, user, action, case_id, digest, previous, hash",
    "search": "rowid, reference, name, words",
}
"""Tables whose rows stay as they are, those that others point to first."""

_META: Final = "only, generation, office_id, seat_id, seat_home, made_at, audit_seq, audit_hash"
_WORKERS: Final = "name, recipient, slot_digest, added_at, place"

_LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_PREFIX: Final = "age-secret-key-"


def pour(old: Database, new: Database, data_key: DataKey) -> None:
    """All rows. Who had a key in format 1 did everything that a coordinator does now."""
    (row,) = old.all(f"SELECT {_META} FROM meta")
    new.run(
        f"INSERT INTO meta ({_META}, data_key_digest, office_identity) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?)",
        *row, office_identity(data_key, str(row[2])),
    )
    new.run_many(
        f"INSERT INTO workers ({_WORKERS}, role) VALUES (?, ?, ?, ?, ?, 'coordinator')",
        old.each(f"SELECT {_WORKERS} FROM workers"),
    )
    for table, columns in _SAME.items():
        places = ", ".join("?" for _column in columns.split(","))
        new.run_many(f"INSERT INTO {table} ({columns}) VALUES ({places})", old.each(f"SELECT {columns} FROM {table}"))


def office_identity(data_key: DataKey, office_id: str) -> str:
    """The office's age identity, the same in every copy of a vault of format 1 wherever it is migrated.

    Format 1 had one data key for all of a vault's life, so the identity is taken from it (HMAC-SHA256): what was erased
    after the migration is also erased from a backup made before it.
    """
    secret = hmac.digest(bytes.fromhex(data_key.key), f"CaseLink office identity {office_id}".encode(), "sha256")
    return _bech32(secret).upper()


def _bech32(secret: bytes) -> str:
    """The spelling of age's identities (BIP 173)."""
    bits = int.from_bytes(secret, "big") << 4
    values = [bits >> 5 * place & 31 for place in reversed(range(52))]
    spread = [ord(letter) >> 5 for letter in _PREFIX] + [0] + [ord(letter) & 31 for letter in _PREFIX]
    checksum = _polymod([*spread, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [checksum >> 5 * place & 31 for place in reversed(range(6))]
    return f"{_PREFIX}1{''.join(_LETTERS[value] for value in values)}"


def _polymod(values: list[int]) -> int:
    checksum = 1
    for value in values:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            checksum ^= generator if top >> place & 1 else 0
    return checksum
