"""Backups made by themselves, looked into, restored beside the vault; and saving what still reads of a damaged one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from caselink.services.office import Office
from caselink.vault.backup import erasure, making, viewing
from caselink.vault.backup.erasure import Cleansed, Cleansing
from caselink.vault.backup.making import BackupFile, PendingBackup, list_backups, restore_beside
from caselink.vault.backup.making import drop_bad as drop_bad_attachments
from caselink.vault.checks.backups import BackupState
from caselink.vault.checks.backups import state_of as state_of_backup
from caselink.vault.checks.strays import is_copy_of_the_database
from caselink.vault.rescue.rescuing import RescueReport, rescue

__all__ = [
    "BackupContents", "BackupFile", "BackupState", "Cleansed", "Cleansing", "PendingBackup", "RescueReport",
    "cleanse_backups", "contents", "copy_now", "drop_bad_attachments", "is_backup_due", "list_backups", "look_into",
    "plan_cleansing", "rescue", "restore_beside", "state_of_backup",
]


@dataclass(frozen=True, slots=True)
class BackupContents:
    """What is shown before a backup is restored. `made_at` is in UTC; `cases` counts those this worker may see."""

    made_at: datetime
    cases: int


def look_into(backup: Path, user: str | None, passphrase: str) -> Office:
    """Open a copy of a backup, or of a conflict copy of the database, that is only looked at; `close` takes the copy
    away. Nobody's lock is in the way.

    The passphrase is that of the day of the backup; for the user `recovery` it is the printed code. Raises VaultError
    where the backup is damaged or none, WrongPassphrase, UserError for a worker who has no key in it.
    """
    looked = viewing.look_into_copy if is_copy_of_the_database(backup) else viewing.look_into
    return Office(looked(backup, user, passphrase))


def contents(office: Office) -> BackupContents:
    """When the backup that is looked at was made, and how many cases are in it."""
    return BackupContents(viewing.made_at(office.vault), office.vault.count_cases())


def is_backup_due(office: Office) -> bool:
    """Whether something was done since the newest backup, or there is none; never for a copy that is looked at."""
    return making.is_backup_due(office.vault)


def copy_now(office: Office, between: Callable[[], None] | None = None) -> PendingBackup:
    """Take the copy for a backup, on the vault's thread, in slices of a few dozen milliseconds.

    `between` is called after each slice and may use the office; what it raises ends the copy. `finish` of what it
    gives verifies the copy on any other thread; `lost.sentence` of the backup then says what a worker should know of
    attachments and key files that the vault itself had lost, empty where nothing is. Raises VaultError.
    """
    return making.copy_now(office.vault, between)


def plan_cleansing(office: Office) -> Cleansing | None:
    """What of the backups is still to be cleansed of what was erased, on the vault's thread; None where nothing is.

    `run` of what it gives does it on any other thread, once a backup without it exists (`copy_now`).
    """
    return erasure.plan_cleansing(office.vault)


def cleanse_backups(office: Office) -> Cleansed:
    """Make a backup and take out of all earlier ones what was erased, at once."""
    return erasure.cleanse_backups(office.vault)
