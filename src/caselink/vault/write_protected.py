"""Opening a vault where nothing can be written: a protected stick, a full disk, the folder of somebody else.

It is read where it lies. What has to be done first (a change that a killed process left half written, an older format,
what was erased from another copy) is done to a copy in a private folder, which goes when the vault is closed.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from caselink.errors import CaseLinkError, VaultUnreachable
from caselink.i18n import _
from caselink.paths import temporary_folder
from caselink.vault.checks.sound_start import expect_sound_start
from caselink.vault.database import Database, OlderFormat
from caselink.vault.erasure import erased_list
from caselink.vault.folder import Layout
from caselink.vault.keys.unlocking import Unlocked, expect_hers
from caselink.vault.lock import VaultLock
from caselink.vault.migrating import open_as_of_today
from caselink.vault.opened import Opened
from caselink.vault.plain_files import copy_bytes, copy_folder, is_plain
from caselink.vault.reserved.keyring import Keyring
from caselink.vault.vault import Vault
from caselink.vault.workplace import LOOKS, Workplace


class WriteProtected(Vault):
    """A vault that is only read because its disk takes nothing."""

    def __init__(self, opened: Opened, work: Workplace | None = None) -> None:
        super().__init__(opened)
        self._work = work

    def close(self) -> None:
        """Close it, and take the copy away where one was read."""
        super().close()
        if self._work is not None:
            self._work.remove()


def open_write_protected(folder: Path, lock: VaultLock, keys: Unlocked) -> WriteProtected:
    """Open it with a lock that is held already. Raises VaultUnreachable where it can't be read without writing and
    there is no room for a copy, VaultError as any opening."""
    as_it_lies = _as_it_lies(folder, keys)
    if as_it_lies is not None:
        return _opened(folder, lock, *as_it_lies)
    try:
        work = Workplace(temporary_folder(), LOOKS)
        try:
            copy = _copied(folder, work.folder, keys)
            keys = _made_ready(copy, folder, keys)
            database = Database.open(copy, keys.data_key, read_only=True)
            return _opened(copy, lock, database, keys, work)
        except BaseException:
            work.remove()
            raise
    except OSError as fault:
        raise VaultUnreachable(_(
            "Ce coffre est en lecture seule, et doit être remis en ordre avant d’être lu : il n’y a pas assez de place "
            "pour le faire dans une copie. Rien n’a été modifié."
        )) from fault


def _as_it_lies(folder: Path, keys: Unlocked) -> tuple[Database, Unlocked] | None:
    """None where something has to be written before it is read."""
    path = Layout(folder).database(keys.data_key.database)
    journal = path.with_name(f"{path.name}-journal")
    if is_plain(journal) and journal.stat().st_size:
        return None
    try:
        database = Database.open(folder, keys.data_key, read_only=True)
    except OlderFormat:
        return None
    try:
        keys = expect_hers(database, keys)
        expect_sound_start(database, keys.data_key)
        if erased_list.lacks_nothing(database, erased_list.told_to_follow(database, folder, keys.identities)):
            return database, keys
    except CaseLinkError:
        database.close()
        raise
    database.close()
    return None


def _copied(folder: Path, work: Path, keys: Unlocked) -> Path:
    """Raises OSError."""
    original, copy = Layout(folder), Layout(work / "copy.caselink")
    copy.folder.mkdir(mode=0o700)
    copy_folder(original.keys, copy.keys)
    copy_folder(original.attachments, copy.attachments)
    copy.backups.mkdir(mode=0o700)
    name = keys.data_key.database
    for path in (original.data_key, original.erased, original.folder / name, original.folder / f"{name}-journal"):
        if is_plain(path):
            copy_bytes(path, copy.folder / path.name)
    return copy.folder


def _made_ready(copy: Path, original: Path, keys: Unlocked) -> Unlocked:
    database, keys = open_as_of_today(copy, keys)
    with contextlib.closing(database):
        expect_sound_start(database, keys.data_key)
        told = erased_list.told_to_follow(database, original, keys.identities)
        erased_list.follow(database, told, Keyring.of_identities(database, keys.identities))
    return keys


def _opened(
    folder: Path, lock: VaultLock, database: Database, keys: Unlocked, work: Workplace | None = None
) -> WriteProtected:
    identity, *before = keys.identities
    try:
        return WriteProtected(
            Opened(folder, keys.user, lock, database, keys.data_key, identity, read_only=True, before=tuple(before)),
            work,
        )
    except BaseException:
        database.close()
        raise
