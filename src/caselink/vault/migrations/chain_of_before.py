"""The audit chain of formats 1 and 2: one for the whole vault, its end noted in `meta`. Never changed."""

from __future__ import annotations

import hashlib
import json

from caselink.vault.database import Database

_COLUMNS = "seq, moment, user, action, case_id, digest, previous, hash"


def noted_end(database: Database) -> str | None:
    """The hash of the last row (empty for none); None where it is not the one that was written last."""
    noted = database.one("SELECT audit_seq, audit_hash FROM meta")
    last = database.one(f"SELECT {_COLUMNS} FROM audit ORDER BY seq DESC LIMIT 1") or (0, "")
    if noted != (last[0], last[-1]):
        return None
    if len(last) > 2 and hash_of(*last[:-1]) != last[-1]:
        return None
    return str(noted[1])


def hash_of(*values: object) -> str:
    """SHA-256 (hex) over the values of a row before its hash."""
    return hashlib.sha256(json.dumps(values, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()
