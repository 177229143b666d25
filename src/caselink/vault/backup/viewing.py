"""Looking into a backup: its vault laid down in a private folder, still encrypted, opened to be read only."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from caselink.errors import UserError, VaultDamaged, VaultError
from caselink.i18n import _
from caselink.paths import temporary_folder
from caselink.vault.backup.archive import Manifest, lay_down
from caselink.vault.checks.sound_start import expect_sound_start
from caselink.vault.clock import row_moment
from caselink.vault.database import Database
from caselink.vault.erasure import erased_list
from caselink.vault.folder import RECOVERY, Layout, read_small
from caselink.vault.hardening import forbid_crash_files
from caselink.vault.keys.keys import DataKey, open_data_key
from caselink.vault.keys.recovery_code import read_code
from caselink.vault.keys.unlocking import Unlocked, expect_hers, the_user, unlock
from caselink.vault.lock import VaultLock
from caselink.vault.migrating import open_as_of_today
from caselink.vault.opened import Opened
from caselink.vault.plain_files import copy_bytes, copy_folder
from caselink.vault.reserved.keyring import Keyring
from caselink.vault.trail import audit
from caselink.vault.vault import Vault
from caselink.vault.workplace import LOOKS, Workplace

LOOKED_AT: Final = "backup_looked_at"
_FOLDER: Final = "backup.caselink"


class LookedInto(Vault):
    """The vault of a backup, read-only; its folder goes when it is closed."""

    def __init__(self, opened: Opened, manifest: Manifest, work: Workplace) -> None:
        super().__init__(opened)
        self.made_at = manifest.made_at
        self._work = work

    @property
    def is_backup(self) -> bool:
        """It is one."""
        return True

    def close(self) -> None:
        """Close it and take the copy away."""
        super().close()
        self._work.remove()


def look_into(archive: Path, user: str | None, passphrase: str) -> LookedInto:
    """Open a copy of a backup that is only looked at; for the user `recovery` the passphrase is the printed code.

    What an earlier process left behind is swept up first. Raises VaultError where the archive is damaged or none of
    ours, or there is no room for the copy, WrongPassphrase, UserError for a worker who has no key in it.
    """
    forbid_crash_files()
    try:
        work = Workplace(temporary_folder(), LOOKS)
        try:
            folder = work.folder / _FOLDER
            manifest = lay_down(archive, folder)
            keys = _unlocked(folder, user, passphrase)
            original = archive.absolute().parent.parent
            looked_into = _opened(folder, original, keys, manifest, work)
            _note_in(original, keys)
            return looked_into
        except BaseException:
            work.remove()
            raise
    except OSError as fault:
        raise VaultError(_(
            "La sauvegarde ne peut pas être consultée : elle ne peut pas être lue, ou il n’y a pas assez de place. "
            "Rien n’a été modifié. Libérez de la place, ou essayez une autre sauvegarde."
        )) from fault


def look_into_copy(copy: Path, user: str | None, passphrase: str) -> LookedInto:
    """The same of a conflict copy of the database, in the folder of its vault: read in a folder of its own, with the
    keys of today, and left as it is. Raises as `look_into`, VaultError too where these keys do not open it."""
    forbid_crash_files()
    original = Layout(copy.absolute().parent)
    try:
        work = Workplace(temporary_folder(), LOOKS)
        try:
            laid = Layout(work.folder / _FOLDER)
            laid.folder.mkdir(mode=0o700)
            copy_folder(original.keys, laid.keys)
            copy_folder(original.attachments, laid.attachments)
            laid.backups.mkdir(mode=0o700)
            copy_bytes(original.data_key, laid.data_key)
            keys = _unlocked(laid.folder, user, passphrase)
            copy_bytes(copy, laid.database(keys.data_key.database))
            written = datetime.fromtimestamp(int(copy.stat().st_mtime), UTC)
            looked_into = _opened(laid.folder, original.folder, keys, Manifest(written), work)
            _note_in(original.folder, keys)
            return looked_into
        except VaultDamaged as fault:
            work.remove()
            raise VaultError(_(
                "Cette copie ne s’ouvre pas avec les clés d’aujourd’hui, ou n’est pas entière : rien n’a été "
                "modifié. Gardez-la, et demandez à qui synchronise ce répertoire."
            )) from fault
        except BaseException:
            work.remove()
            raise
    except OSError as fault:
        raise VaultError(_(
            "La copie ne peut pas être consultée : elle ne peut pas être lue, ou il n’y a pas assez de place. Rien "
            "n’a été modifié. Libérez de la place, puis réessayez."
        )) from fault


def _note_in(folder: Path, keys: Unlocked) -> None:
    """Have the audit trail of the vault say who looked into a backup of it, where it is not in use and her keys of that
    day still open it: whoever has it open sees nothing of this, and nothing waits for it."""
    layout = Layout(folder)
    with contextlib.suppress(VaultError, UserError, OSError), contextlib.ExitStack() as stack:
        sealed = read_small(layout.data_key)  # before the lock: where there is no vault none is laid
        lock = VaultLock.acquire(layout.lock, keys.user)
        stack.callback(lock.release)
        data_key = open_data_key(sealed, *keys.identities)
        database = stack.enter_context(contextlib.closing(Database.open(folder, data_key)))
        keys = expect_hers(database, keys)
        expect_sound_start(database, data_key)
        if database.one("SELECT seat_home FROM meta") != (str(folder.stat().st_ino),):
            return  # a copy that nobody opened yet has no chain of its own
        with database.transaction():
            head = audit.read_head(database)
            if head is not None:
                head.append(row_moment(database), keys.user, LOOKED_AT, None, None)
                head.write()


def made_at(vault: Vault) -> datetime:
    """When the backup that is looked at was made (UTC). Raises TypeError for a vault that is none."""
    if not isinstance(vault, LookedInto):
        raise TypeError("not a backup that is looked at")
    return vault.made_at


def _unlocked(folder: Path, user: str | None, passphrase: str) -> Unlocked:
    if user == RECOVERY:
        return unlock(folder, RECOVERY, read_code(passphrase))
    return unlock(folder, the_user(folder, user), passphrase)


def _opened(folder: Path, original: Path, keys: Unlocked, manifest: Manifest, work: Workplace) -> LookedInto:
    lock = VaultLock.acquire(Layout(folder).lock, "")
    try:
        data_key = _made_ready(folder, original, keys)
        database = Database.open(folder, data_key, read_only=True)
    except BaseException:
        lock.release()
        raise
    try:
        identity, *before = keys.identities
        return LookedInto(
            Opened(folder, keys.user, lock, database, data_key, identity, read_only=True, before=tuple(before)),
            manifest, work,
        )
    except BaseException:
        database.close()
        lock.release()
        raise


def _made_ready(folder: Path, original: Path, keys: Unlocked) -> DataKey:
    """Bring the copy to today's format, and take out of it what was erased from the vault since."""
    database, keys = open_as_of_today(folder, keys)
    with contextlib.closing(database):
        expect_sound_start(database, keys.data_key)
        told = erased_list.told_here(database)
        told += erased_list.believed_beside(database, Layout(original).erased, keys.identities)
        erased_list.follow(database, told, Keyring.of_identities(database, keys.identities))
    return keys.data_key
