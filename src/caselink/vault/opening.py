"""Making a vault and opening one, with a worker's passphrase or with the recovery code."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from caselink.domain.roles import Role
from caselink.errors import UserError, VaultError, VaultUnreachable
from caselink.held_files import remove_tree, rename
from caselink.i18n import _
from caselink.vault import stray_journal
from caselink.vault.checks.sound_start import expect_sound_start
from caselink.vault.database import Database
from caselink.vault.document_store import write_new_office
from caselink.vault.faults import unreachable
from caselink.vault.folder import RECOVERY, Layout, expect_encrypted, expect_user_name, expect_vault, settle, write_new
from caselink.vault.hardening import forbid_crash_files
from caselink.vault.ids import new_id, now
from caselink.vault.keys.keys import DataKey, Slot, digest, make_slot, new_identity, seal_data_key
from caselink.vault.keys.recovery_code import new_code, read_code
from caselink.vault.keys.rekey_completion import finish
from caselink.vault.keys.unlocking import Unlocked, the_user, unlock
from caselink.vault.lock import VaultLock
from caselink.vault.migrating import open_as_of_today
from caselink.vault.opened import Opened
from caselink.vault.outside import expect_outside
from caselink.vault.vault import Vault
from caselink.vault.workplace import workplace
from caselink.vault.write_protected import open_write_protected


def create(
    folder: Path, user: str, passphrase: str, furnish: Callable[[Vault], None] = lambda _vault: None
) -> tuple[Vault, str]:
    """Make a vault with one worker, open it, and give the recovery code as it is printed; it is kept nowhere.

    The vault is made beside its place, furnished there, and renamed into it: a failure leaves nothing behind, whenever
    it comes. Raises UserError for a name that won't do, an empty passphrase or a folder that exists, VaultError for a
    failing disk.
    """
    expect_user_name(user)
    if not passphrase:
        raise UserError(_("La phrase de passe est vide : rien n’a été créé. Choisissez-en une."))
    if os.path.lexists(folder):
        raise UserError(_("Un fichier ou un répertoire de ce nom existe déjà : choisissez un autre nom. Rien n’a "
                          "été créé ni modifié."))
    if not folder.parent.is_dir():
        raise UserError(_("Le répertoire où placer le coffre n’existe pas : rien n’a été créé. Créez-le d’abord."))
    expect_outside(folder.parent)
    forbid_crash_files()
    code = new_code()
    slots = {user: make_slot(passphrase), RECOVERY: make_slot(code)}
    data_key = DataKey.make(1)
    identity = slots[user].identity
    try:
        with workplace(folder.parent) as work:
            made = work / "vault"
            made.mkdir(mode=0o700)
            _fill(Layout(made), data_key, slots)
            with _to_be_written(made, user, data_key, identity) as vault:
                furnish(vault)
            rename(made, folder)
    except (OSError, VaultUnreachable) as fault:
        raise _not_made() from fault
    with contextlib.suppress(OSError):
        settle(folder.parent)  # it is there, and its recovery code is shown this once
    try:
        return _to_be_written(folder, user, data_key, identity), code
    except BaseException as fault:
        remove_tree(folder, ignore_errors=True)
        if isinstance(fault, OSError | VaultUnreachable):
            raise _not_made() from fault
        raise


def _to_be_written(folder: Path, user: str, data_key: DataKey, identity: str) -> Vault:
    vault = open_unlocked(folder, user, data_key, identity)
    if vault.read_only:
        vault.close()
        raise unreachable()
    return vault


def _not_made() -> VaultError:
    return VaultError(_(
        "Le coffre n’a pas pu être créé ici : le disque est plein, ou rien ne peut être écrit dans ce répertoire. "
        "Rien n’a été laissé. Choisissez un autre endroit."
    ))


def open_vault(folder: Path, user: str | None, passphrase: str) -> Vault:
    """Open a vault for one worker; without a name, for the only one who has a key.

    Raises UserError for a worker who has no key here, or when a name is needed; VaultInUse before the passphrase is
    tried; WrongPassphrase; VaultError for damage.
    """
    expect_vault(folder)
    name = the_user(folder, user)
    return open_with(folder, name, lambda: unlock(folder, name, passphrase))


def open_with_recovery(folder: Path, code: str) -> Vault:
    """Open a vault with the printed recovery code, which the audit chain notes.

    Raises as `open_vault`, and UserError for a code mistyped or a vault that has none.
    """
    printed = read_code(code)
    layout = expect_vault(folder)
    if not (layout.slot(RECOVERY).exists() or layout.proposed_slot(RECOVERY).exists()):
        raise UserError(_("Ce coffre n’a pas de code de secours : il a été révoqué. Rien n’a été ouvert. Ouvrez-le "
                          "avec une phrase de passe."))
    vault = open_with(folder, RECOVERY, lambda: unlock(folder, RECOVERY, printed))
    try:
        if not vault.read_only:
            with vault.change("recovery_used"):
                pass
    except BaseException:
        vault.close()
        raise
    return vault


def open_unlocked(folder: Path, user: str, data_key: DataKey, identity: str) -> Vault:
    """Open a vault with keys that are at hand already, without the two seconds that a passphrase costs."""
    return open_with(folder, user, lambda: Unlocked(user, data_key, (identity,)))


def open_with(folder: Path, user: str, unlocked: Callable[[], Unlocked]) -> Vault:
    """Open a vault with the keys that `unlocked` gives once the lock is held.

    What a killed process left undone of a change of keys is finished, and a vault of an older format is migrated. Where
    nothing can be written it is opened to be read only.
    """
    forbid_crash_files()
    lock = VaultLock.acquire(Layout(folder).lock, user)
    try:
        keys = unlocked()
        if not lock.only_reads:
            with contextlib.suppress(VaultUnreachable):
                return _opened_to_write(folder, lock, keys)
            lock.share()
        return open_write_protected(folder, lock, keys)
    except BaseException:
        lock.release()
        raise


def _opened_to_write(folder: Path, lock: VaultLock, keys: Unlocked) -> Vault:
    """Raises VaultUnreachable where what has to be written at an opening can't be: the lock is held on then."""
    if not os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise unreachable()
    vault = _connected(folder, lock, keys)
    try:
        finish(vault)
        vault.catch_up()
    except VaultUnreachable:
        vault.opened.database.close()
        raise
    except BaseException:
        vault.close()
        raise
    return vault


def _connected(folder: Path, lock: VaultLock, keys: Unlocked) -> Vault:
    layout = Layout(folder)
    try:
        stray_journal.put_aside(layout, keys.data_key, lock)
        path = layout.database(keys.data_key.database)
        was_replaced = path.exists() and lock.left_another(path) and lock.left_here()
    except OSError as fault:
        raise unreachable() from fault
    database, keys = open_as_of_today(folder, keys)
    try:
        expect_sound_start(database, keys.data_key)
        identity, *before = keys.identities
        return Vault(Opened(
            folder, keys.user, lock, database, keys.data_key, identity, before=tuple(before),
            was_replaced=was_replaced,
        ))
    except BaseException:
        database.close()
        raise


def _fill(layout: Layout, data_key: DataKey, slots: dict[str, Slot]) -> None:
    for folder in (layout.keys, layout.attachments, layout.backups):
        folder.mkdir(mode=0o700)
    write_new(layout.lock, b"")
    for name, slot in slots.items():
        write_new(layout.slot(name), slot.content)
    sealed = seal_data_key(data_key, (slot.recipient for slot in slots.values()))
    write_new(layout.data_key, sealed)
    path = layout.database(data_key.database)
    write_new(path, b"")
    database = Database.make(path, data_key.key)
    try:
        with database.transaction():
            database.run(
                "INSERT INTO meta VALUES (1, ?, ?, '', '', ?, ?, ?, ?, NULL)",
                data_key.generation, new_id(), now(), digest(sealed), new_identity(), new_identity(),
            )
            write_new_office(database)
            for name, slot in slots.items():
                database.run(
                    "INSERT INTO workers (name, role, recipient, slot_digest, added_at) VALUES (?, ?, ?, ?, ?)",
                    name, Role.COORDINATOR.value, slot.recipient, slot.digest, now(),
                )
    finally:
        database.close()
    expect_encrypted(path)
    settle(layout.keys)
    settle(layout.folder)
