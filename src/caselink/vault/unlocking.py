"""From a passphrase to the keys: whose key file it opens, and the data key that this opens in turn."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from pathlib import Path

from caselink.errors import UserError, VaultError
from caselink.i18n import _
from caselink.vault.folder import RECOVERY, Layout, read_small, users
from caselink.vault.keys import DataKey, digest, open_data_key, open_slot


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The keys of one worker. `slot_digest` is that of the key file that just opened; None where none was needed."""

    user: str
    data_key: DataKey = field(repr=False)
    identities: tuple[str, ...] = field(repr=False)
    slot_digest: str | None = None


def unlock(folder: Path, user: str, passphrase: str) -> Unlocked:
    """The keys that a worker's passphrase opens; raises WrongPassphrase or VaultError.

    A new recovery code counts from its data key on, which may be there before its key file has its name.
    """
    layout = Layout(folder)
    proposed = layout.proposed_slot(user)
    if user == RECOVERY and proposed.exists():
        with contextlib.suppress(VaultError):
            return _unlock(folder, user, passphrase, proposed)
    return _unlock(folder, user, passphrase, layout.slot(user))


def unlock_with(folder: Path, user: str, identities: tuple[str, ...], slot_digest: str) -> Unlocked:
    """The same from what was in her key file; raises VaultError where the data key is damaged or not for her."""
    data_key = open_data_key(read_small(Layout(folder).data_key), *identities)
    return Unlocked(user, data_key, identities, slot_digest)


def _unlock(folder: Path, user: str, passphrase: str, slot: Path) -> Unlocked:
    content = read_small(slot)
    return unlock_with(folder, user, open_slot(content, passphrase), digest(content))


def the_user(folder: Path, user: str | None) -> str:
    """The worker who is meant: the one named, or the only one. Raises UserError where that is none."""
    known = users(folder)
    if user is None:
        if len(known) == 1:
            return known[0]
        raise UserError(_("Plusieurs personnes ont une clé de ce coffre, ou aucune : indiquez qui vous êtes."))
    if user not in known:
        raise UserError(_("Cette personne n’a pas de clé dans ce coffre : vérifiez le nom."))
    return user
