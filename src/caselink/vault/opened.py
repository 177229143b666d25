"""What opening a vault gives to the vault itself, to check and to backup."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from caselink.vault.database import Database
from caselink.vault.keys.keys import DataKey
from caselink.vault.lock import VaultLock


@dataclass(frozen=True, slots=True)
class Opened:
    """Folder, lock, connection and keys; never leaves the process."""

    folder: Path
    user: str
    lock: VaultLock
    database: Database
    data_key: DataKey = field(repr=False)
    identity: str = field(repr=False)
    read_only: bool = False
    """A copy that is looked at (the newest backup, while a colleague has the vault), or a vault where nothing can be
    written."""
    before: tuple[str, ...] = field(default=(), repr=False)
    """Identities of this worker before her last change of passphrase: what is still sealed to them can be opened."""

    was_replaced: bool = False
    """Whether another file lay in the place of the database when a process that had it open was killed."""

    @property
    def identities(self) -> tuple[str, ...]:
        """All identities of this worker, the one of today first."""
        return (self.identity, *self.before)
