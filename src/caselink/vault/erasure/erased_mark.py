"""A short sign of what was erased from a vault, by which a copy is told from one in which less was erased."""

from __future__ import annotations

import hashlib
import json

from caselink.vault.database import Database


def erased_mark(database: Database) -> str:
    """SHA-256 (hex) over the cases, paths and moments of the table `erased`; empty where nothing was erased."""
    rows = database.all("SELECT case_id, path, at FROM erased ORDER BY case_id, path")
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest() if rows else ""
