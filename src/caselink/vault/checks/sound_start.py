"""What every opening looks at, before anything of the vault is shown."""

from __future__ import annotations

from caselink.vault.database import Database
from caselink.vault.keys.keys import DataKey
from caselink.vault.migrating import expect_sound_tables
from caselink.vault.schema import TABLES
from caselink.vault.trail import audit


def expect_sound_start(database: Database, data_key: DataKey) -> None:
    """The tables are those of today, the database is the one of this key, the audit chain ends where it was noted.
    Raises VaultError."""
    expect_sound_tables(database, data_key, TABLES, audit.last_hash)
