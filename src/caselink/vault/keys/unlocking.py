"""From a passphrase to the keys: whose key file it opens, and the data key that this opens in turn."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from caselink.errors import UserError, VaultError
from caselink.i18n import _
from caselink.vault.database import Database
from caselink.vault.folder import RECOVERY, Layout, not_ours, read_small, users
from caselink.vault.keys.keys import DataKey, digest, open_data_key, open_slot, recipient_of
from caselink.vault.renamed import name_today
from caselink.vault.schema import FORMAT


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The keys of one worker. `slot_digest` is that of the key file that just opened; None where none was needed."""

    user: str
    data_key: DataKey = field(repr=False)
    identities: tuple[str, ...] = field(repr=False)
    slot_digest: str | None = None
    before: tuple[str, ...] = ()
    """What she was called before, by which an older copy of the vault knows her."""


def unlock(folder: Path, user: str, passphrase: str) -> Unlocked:
    """The keys that a worker's passphrase opens; raises WrongPassphrase or VaultError.

    A new key file counts from its data key on, which may be there before the file has its name.
    """
    layout = Layout(folder)
    proposed = layout.proposed_slot(user)
    if proposed.exists():
        with contextlib.suppress(VaultError):
            return _unlock_proposed(folder, user, passphrase, proposed)
    content = read_small(layout.slot(user))
    return unlock_with(folder, user, open_slot(content, passphrase), digest(content))


def unlock_with(folder: Path, user: str, identities: tuple[str, ...], slot_digest: str) -> Unlocked:
    """The same from what was in her key file; raises VaultError where the data key is damaged or not for her."""
    data_key = open_data_key(read_small(Layout(folder).data_key), *identities)
    return Unlocked(user, data_key, identities, slot_digest)


def _unlock_proposed(folder: Path, user: str, passphrase: str, proposed: Path) -> Unlocked:
    """Its own identity must open the data key: those of before, below it, do also where the change was never made."""
    content = read_small(proposed)
    identities = open_slot(content, passphrase)
    unlock_with(folder, user, identities[:1], "")
    return unlock_with(folder, user, identities, digest(content))


def expect_hers(database: Database, keys: Unlocked) -> Unlocked:
    """The keys that opened are those of the worker who was asked for: whoever reaches the folder can lay a key file of
    her own under a colleague's name. One of the identities must be the one that the database notes for that name.

    Gives them under the name by which this database knows her. A process that was killed while she got another one
    leaves her key file under that of before, and an older copy knows only that. Raises VaultError where they are
    somebody else's, or the vault knows no such worker.
    """
    hers = {recipient_of(identity) for identity in keys.identities}
    noted = {str(name): str(recipient) for name, recipient in database.all("SELECT name, recipient FROM workers")}
    if keys.user in noted:
        if noted[keys.user] not in hers:
            raise foreign_key_file(keys.user)
        return keys
    found = next((name for name in (*keys.before, _name_today(database, keys.user)) if noted.get(name) in hers), None)
    if found is None:
        raise unknown_worker()
    return replace(keys, user=found)


def _name_today(database: Database, name: str) -> str:
    """In a vault of an older format nobody ever got another one."""
    with contextlib.suppress(ValueError):
        if database.one("PRAGMA user_version") == (FORMAT,):
            return name_today(database, name)
    return name


def unknown_worker() -> VaultError:
    """The sentence for a key file of nobody."""
    return VaultError(_(
        "Ce coffre ne connaît pas, ou plus, cette personne : sa clé n’y ouvre rien. Rien n’a été modifié. Demandez "
        "à la coordination."
    ))


def foreign_key_file(user: str) -> VaultError:
    """The sentence for a key file that is another one than the vault notes under that name."""
    if user == RECOVERY:
        return VaultError(_(
            "Le fichier du code de secours n’est pas celui que ce coffre a noté : il a été remplacé, et n’ouvre "
            "rien. Rien n’a été modifié. Demandez à la coordination de remettre celui d’une sauvegarde, ou de faire "
            "un nouveau code."
        ))
    return VaultError(_(
        "Le fichier de clé de cette personne n’est pas celui que ce coffre a noté : il a été remplacé, et n’ouvre "
        "rien. Rien n’a été modifié. Demandez à la coordination de remettre celui d’une sauvegarde, ou de donner à "
        "cette personne une nouvelle phrase de passe."
    ))


def the_user(folder: Path, user: str | None) -> str:
    """The worker who is meant: the one named, or the only one. Raises UserError where that is none, VaultError where
    what bears her name is no file."""
    known = users(folder)
    if user is None:
        if len(known) == 1:
            return known[0]
        raise UserError(_("Plusieurs personnes ont une clé de ce coffre, ou aucune : indiquez qui vous êtes. Rien "
                          "n’a été fait."))
    slot = Layout(folder).slot(user)
    if user not in known and os.path.lexists(slot):
        raise not_ours(slot)
    if user not in known:
        raise UserError(_("Cette personne n’a pas de clé dans ce coffre : vérifiez le nom. Rien n’a été modifié."))
    return user
