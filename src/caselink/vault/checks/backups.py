"""Whether the backups in a vault's folder are whole: each is read to its last byte. Needs no passphrase.

A backup got its name once it was opened and checked in full; what bears the very bytes of that day is as sound as then.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from caselink.errors import VaultError
from caselink.i18n import _
from caselink.vault.backup.archive import verify
from caselink.vault.backup.names import moment_of
from caselink.vault.folder import Layout, not_ours
from caselink.vault.plain_files import is_plain


@dataclass(frozen=True, slots=True)
class BackupState:
    """One file that bears the name of a backup; `problem` is a sentence where it is not sound."""

    name: str
    sound: bool
    problem: str | None = None


def check_backups(folder: Path) -> tuple[BackupState, ...]:
    """Every backup in a vault's folder, the newest first. Raises nothing for what damage can do."""
    try:
        found = sorted((path for path in Layout(folder).backups.iterdir() if moment_of(path.name)), reverse=True)
    except OSError:
        return ()
    read: dict[str, bool] = {}
    return tuple(state_of(path, read) for path in found)


def state_of(path: Path, read: dict[str, bool] | None = None) -> BackupState:
    """Read one to its end, and what lies beside it unless it was `read` for another."""
    if not is_plain(path):
        return BackupState(path.name, False, not_ours(path).sentence)
    try:
        verify(path, read)
    except VaultError:
        return BackupState(path.name, False, _(
            "La sauvegarde {name} est endommagée : ne comptez pas sur elle. Le coffre n’est pas touché par cela ; "
            "gardez les autres sauvegardes, et faites-en une ailleurs."
        ).format(name=path.name))
    except OSError:
        return BackupState(path.name, False, _(
            "La sauvegarde {name} n’a pas pu être relue : rien ne dit qu’elle est endommagée."
        ).format(name=path.name))
    return BackupState(path.name, True)
