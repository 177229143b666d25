"""What each worker was told and said that she has seen, by digests that tell nothing of what it is about."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection

from caselink.vault.database import Database


def seen_as(*words: str) -> str:
    """What something is known by that somebody was told: SHA-256 (hex) over what it is about."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def read_seen(database: Database, user: str) -> frozenset[str]:
    """What a worker has seen; raises ValueError."""
    row = database.one("SELECT seen FROM workers WHERE name = ?", user)
    return frozenset() if row is None else frozenset(map(str, json.loads(row[0])))


def write_seen(database: Database, user: str, seen: Collection[str]) -> None:
    """Keep that, in place of what was kept before."""
    database.run("UPDATE workers SET seen = ? WHERE name = ?", json.dumps(sorted(seen)), user)
