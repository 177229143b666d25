"""The workers of a vault and their keys: adding, removing, roles, passphrases, the recovery code (decision 18).

Key files come ready made: making one costs two seconds. Each function raises UserError for what can't be done as
asked and for a role that does not go so far, VaultError for damage and a failing disk.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from caselink.domain.roles import Role
from caselink.errors import UserError, VaultError
from caselink.i18n import _
from caselink.vault.clock import row_moment
from caselink.vault.database import Database
from caselink.vault.faults import keys_unsure
from caselink.vault.folder import RECOVERY, Layout, expect_user_name, read_small, settle, write_proposed
from caselink.vault.keys import case_keys, last_keys
from caselink.vault.keys.keys import Slot, open_slot
from caselink.vault.keys.rekey_completion import finish, finish_fully
from caselink.vault.keys.rekeying import disk_faults_said, renew
from caselink.vault.keys.unlocking import foreign_key_file
from caselink.vault.vault import Vault

_RESERVED_TO_HER_ALONE: Final = (
    "SELECT count(*) FROM case_keys AS hers WHERE worker = ?1 AND NOT EXISTS (SELECT 1 FROM case_keys AS other "
    "WHERE other.case_id = hers.case_id AND other.worker NOT IN (?1, ?2))"
)


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """One worker. `reserved_only`: how many reserved cases no other worker can open; `lost_without_her`: how many of
    them nobody could open any more without her key, the recovery code neither."""

    name: str
    role: Role
    added_at: str
    """UTC, ISO 8601."""
    reserved_only: int
    lost_without_her: int


def workers(vault: Vault) -> tuple[WorkerRow, ...]:
    """All who have a key, by name; the recovery code is none of them."""
    database = vault.opened.database
    rows = database.all("SELECT name, role, added_at FROM workers WHERE name <> ? ORDER BY name", RECOVERY)
    return tuple(
        WorkerRow(
            str(name), Role(role), str(added_at), _count(database, _RESERVED_TO_HER_ALONE, str(name), RECOVERY),
            last_keys.lost_without(vault, str(name)),
        )
        for name, role, added_at in rows
    )


def has_recovery(vault: Vault) -> bool:
    """Whether there is a recovery code."""
    return vault.opened.database.one("SELECT 1 FROM workers WHERE name = ?", RECOVERY) is not None


def add(vault: Vault, name: str, role: Role, slot: Slot) -> None:
    """Give somebody a key of her own."""
    expect_user_name(name)
    vault.expect_allowed("worker_added")
    database = vault.opened.database
    expect_free(database, name)
    with proposed(vault, name, slot.content), vault.change("worker_added", whom=(name, role.value)):
        _insert(database, name, role, slot)
        _outdate_data_key(database)


def set_role(vault: Vault, name: str, role: Role) -> None:
    """Say what a worker is in the office. One coordinator stays."""
    with vault.change("role_changed", whom=(name, role.value)):
        database = vault.opened.database
        expect_worker(database, name)
        database.run("UPDATE workers SET role = ? WHERE name = ?", role.value, name)
        _expect_coordinator(database)
    vault.go_on_with(vault.opened)


def identities_under(vault: Vault, passphrase: str) -> tuple[str, ...]:
    """What this worker's own key file holds; raises WrongPassphrase where that passphrase does not open it, VaultError
    where another file lies in its place meanwhile."""
    finish(vault)
    identities = open_slot(read_small(Layout(vault.folder).slot(vault.user)), passphrase)
    if vault.opened.identity not in identities:
        raise foreign_key_file(vault.user)
    return identities


def change_own(vault: Vault, slot: Slot) -> None:
    """Put this worker's key file in place of the one of before, whose identities it must hold below its own; with a new
    data key, or the passphrase of before would open today's vault with the key file of any backup."""
    opened = vault.opened

    def edit(database: Database) -> None:
        _outdate_case_keys(database, opened.user)
        case_keys.reseal(database, opened.user, opened.identities, opened.user, slot.recipient)
        _put_slot(database, opened.user, slot)

    vault.expect_allowed("passphrase_changed")
    _lay_beside(vault, vault.user, slot.content)
    renew(vault, "passphrase_changed", edit, slot)


def reset(vault: Vault, name: str, slot: Slot, losing: int = 0) -> None:
    """Give somebody else a new key file in place of hers: reserved cases that who does it can't open are closed to her.
    The vault gets a new data key. `losing` confirms how many of them nobody can open then.

    With the recovery code she is given what nobody but the code opens any more.
    """
    vault.expect_allowed("passphrase_reset")
    opened = vault.opened
    expect_worker(opened.database, name)
    last_keys.expect_kept_by_reset(vault, name, losing)

    def edit(database: Database) -> None:
        _outdate_case_keys(database, name)
        case_keys.reseal(database, opened.user, opened.identities, name, slot.recipient)
        if opened.user == RECOVERY:
            case_keys.give_unheld(database, opened.user, opened.identities, name, slot.recipient)
        _put_slot(database, name, slot)

    _lay_beside(vault, name, slot.content)
    renew(vault, "passphrase_reset", edit, whom=name)


def remove(vault: Vault, name: str, losing: int = 0) -> None:
    """Take somebody's key away. The vault gets a new data key and a new database file. `losing` confirms how many
    reserved cases nobody can open then: they stay, sealed, with the key that she had."""
    if name == vault.user:
        raise UserError(_(
            "Vous ne pouvez pas retirer votre propre clé : une autre personne de la coordination peut le faire. "
            "Rien n’a été modifié."
        ))
    vault.expect_allowed("worker_removed")
    expect_worker(vault.opened.database, name)
    last_keys.expect_kept_by_removal(vault, name, losing)

    def edit(database: Database) -> None:
        _forget(database, name)
        _expect_coordinator(database)

    renew(vault, "worker_removed", edit, whom=name)


def renew_recovery(vault: Vault, slot: Slot) -> None:
    """Put a new recovery code in place of the one of before, or where there was none; with a new data key.

    Not with the code itself: killed after the commit, nobody would know the new one, and the old one opens nothing.
    """
    vault.expect_allowed("recovery_renewed")
    if vault.user == RECOVERY:
        raise UserError(_(
            "Le coffre est ouvert avec le code de secours : donnez d’abord une nouvelle phrase de passe à une "
            "personne de la coordination. Qu’elle ouvre le coffre et y fasse faire le nouveau code. Rien n’a été "
            "modifié."
        ))
    last_keys.expect_kept_without_code(vault)
    opened = vault.opened

    def edit(database: Database) -> None:
        database.run("DELETE FROM former_workers WHERE name = ?", RECOVERY)
        _outdate_case_keys(database, RECOVERY)
        case_keys.reseal(database, opened.user, opened.identities, RECOVERY, slot.recipient)
        database.run("DELETE FROM workers WHERE name = ?", RECOVERY)
        _insert(database, RECOVERY, Role.COORDINATOR, slot)

    _lay_beside(vault, RECOVERY, slot.content)
    renew(vault, "recovery_renewed", edit)


def revoke_recovery(vault: Vault) -> None:
    """Take the recovery code away; with a new data key."""
    if vault.user == RECOVERY:
        raise UserError(_(
            "Le coffre est ouvert avec le code de secours : ouvrez-le avec une phrase de passe pour révoquer ce "
            "code. Rien n’a été modifié."
        ))
    vault.expect_allowed("recovery_revoked")
    if not has_recovery(vault):
        raise UserError(_("Ce coffre n’a pas de code de secours : il n’y a rien à révoquer. Rien n’a été modifié."))
    last_keys.expect_kept_without_code(vault)
    renew(vault, "recovery_revoked", lambda database: _forget(database, RECOVERY))


def renew_data_key(vault: Vault) -> None:
    """A new data key and a new database file, for the same workers."""
    renew(vault, "data_key_renewed", lambda _database: None)


@contextlib.contextmanager
def proposed(vault: Vault, name: str, content: bytes) -> Iterator[None]:
    """A key file laid ready; the transaction of the block notes it, which is the commit, and the rest follows."""
    _lay_beside(vault, name, content)
    try:
        yield
    except BaseException:
        finish(vault)  # a commit that raised may have happened: what the database notes decides, not what was raised
        raise
    try:
        finish_fully(vault)
    except (VaultError, OSError) as fault:
        raise keys_unsure() from fault


def _lay_beside(vault: Vault, name: str, content: bytes) -> None:
    """A key file laid ready beside its place: it counts once the database and the data key do that note it. What an
    earlier change left is finished first: the file that lies there may be one that counts."""
    path = Layout(vault.folder).proposed_slot(name)
    with disk_faults_said():
        finish_fully(vault)
        write_proposed(path, content)
        settle(path.parent)


def _put_slot(database: Database, name: str, slot: Slot) -> None:
    database.run("UPDATE workers SET recipient = ?, slot_digest = ? WHERE name = ?", slot.recipient, slot.digest, name)


def _insert(database: Database, name: str, role: Role, slot: Slot) -> None:
    database.run(
        "INSERT INTO workers (name, role, recipient, slot_digest, added_at) VALUES (?, ?, ?, ?, ?)",
        name, role.value, slot.recipient, slot.digest, row_moment(database),
    )


def _outdate_case_keys(database: Database, name: str) -> None:
    """Who had these keys may have kept them, in an old copy say: each of these cases gets a new one as soon as one of
    those named for it has the vault open."""
    database.run(
        "UPDATE cases SET key_is_old = 1 WHERE id IN (SELECT case_id FROM case_keys WHERE worker = ?)", name
    )


def _forget(database: Database, name: str) -> None:
    _outdate_case_keys(database, name)
    database.run(
        "DELETE FROM case_keys AS hers WHERE worker = ?1 AND EXISTS (SELECT 1 FROM case_keys AS other JOIN workers "
        "ON name = other.worker WHERE other.case_id = hers.case_id AND other.worker <> ?1)", name,
    )
    database.run("DELETE FROM workers WHERE name = ?", name)
    database.run("INSERT INTO former_workers (name, removed_at) VALUES (?, ?)", name, row_moment(database))


def _outdate_data_key(database: Database) -> None:
    """The data key is sealed to others than should have it: finishing seals it anew."""
    database.run("UPDATE meta SET data_key_digest = ''")


def expect_worker(database: Database, name: str) -> None:
    """Raises UserError where nobody of that name has a key."""
    if name == RECOVERY or database.one("SELECT 1 FROM workers WHERE name = ?", name) is None:
        raise UserError(_("Cette personne n’a pas de clé dans ce coffre : vérifiez le nom. Rien n’a été modifié."))


def expect_free(database: Database, name: str) -> None:
    """Raises UserError for a name that somebody bears or ever bore. What she did stays hers: her name is given to
    nobody else, nor to herself with another key."""
    if database.one("SELECT 1 FROM workers WHERE name = ?", name) is not None:
        raise UserError(_("Une personne de ce nom a déjà une clé de ce coffre : rien n’a été modifié. Choisissez un "
                          "autre nom."))
    if database.one("SELECT 1 FROM former_workers WHERE name = ?1 UNION SELECT 1 FROM audit WHERE user = ?1", name):
        raise UserError(_(
            "Ce nom a déjà été donné dans ce coffre, et ce qui a été fait sous ce nom reste à cette personne : rien "
            "n’a été modifié. Choisissez-en un autre, {name}-2 par exemple."
        ).format(name=name))


def _expect_coordinator(database: Database) -> None:
    coordinators = "SELECT count(*) FROM workers WHERE role = ?1 AND name <> ?2"
    if not _count(database, coordinators, Role.COORDINATOR.value, RECOVERY):
        raise UserError(_(
            "C’est la seule personne qui assure la coordination de ce coffre : rien n’a été modifié. "
            "Confiez d’abord ce rôle à quelqu’un d’autre."
        ))


def _count(database: Database, sql: str, *parameters: str) -> int:
    row = database.one(sql, *parameters)
    return 0 if row is None else int(row[0])
