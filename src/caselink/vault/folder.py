"""The folder of a vault: what lies where, who may read it, and whether it is one (docs/vault-format.md)."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from caselink.errors import UserError, VaultError, VaultUnreachable
from caselink.held_files import unlink
from caselink.i18n import _
from caselink.vault.plain_files import NotPlain, is_folder, is_plain, read_bytes

RECOVERY: Final = "recovery"
"""Name of the key file under the printed code; no worker may be called so."""

PROPOSED: Final = ".new"
"""How the name of a file ends that does not count yet; renaming it is what makes it count."""
STRAY: Final = ".stray"
"""How the name of a key file ends that is nobody's."""
USER_NAME: Final = re.compile(r"[a-z0-9-]{1,32}")
KEPT_BY_WINDOWS: Final = frozenset({
    "con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
})
"""Names that Windows keeps for itself, whatever follows a dot: a key file called so can't be copied there."""
DATABASE_NAME: Final = re.compile(r"cases-([0-9]{1,9})\.db")
_BESIDE_DATABASE: Final = ("", "-journal", "-wal", "-shm")
"""How the names of the files end that SQLite opens with a database."""
_PLAIN_HEADER: Final = b"SQLite format 3\x00"
_LARGEST_KEY_FILE: Final = 65_536


@dataclass(frozen=True, slots=True)
class Layout:
    """The names inside a vault's folder."""

    folder: Path

    @property
    def keys(self) -> Path:
        """Folder of the key files, one for each worker and `recovery.age`."""
        return self.folder / "keys"

    @property
    def data_key(self) -> Path:
        """The data key, encrypted to every worker and the recovery code."""
        return self.folder / "data.key.age"

    @property
    def lock(self) -> Path:
        """Held by the process that has the vault open."""
        return self.folder / "lock"

    @property
    def attachments(self) -> Path:
        """Encrypted attachments, one file each."""
        return self.folder / "attachments"

    @property
    def backups(self) -> Path:
        """Backups made by the program itself."""
        return self.folder / "backups"

    @property
    def typed(self) -> Path:
        """What was typed and is not in the database yet, encrypted."""
        return self.folder / "typed"

    @property
    def erased(self) -> Path:
        """The list of what was erased, encrypted to the office: a backup restored beside it is cleansed by it."""
        return self.folder / "erased.age"

    def attachment(self, attachment_id: str) -> Path:
        """The file of that attachment."""
        return self.attachments / f"{attachment_id}.age"

    def slot(self, user: str) -> Path:
        """The key file of that worker."""
        return self.keys / f"{user}.age"

    def proposed_slot(self, user: str) -> Path:
        """A key file of that worker that does not count yet."""
        return self.keys / f"{user}.age{PROPOSED}"

    @property
    def proposed_data_key(self) -> Path:
        """A data key that does not count yet."""
        return self.folder / f"data.key.age{PROPOSED}"

    def database(self, name: str) -> Path:
        """The database file of that name; raises VaultError for a name that no vault gives."""
        if DATABASE_NAME.fullmatch(name) is None:
            raise VaultError(_("Ce coffre nomme une base de données d’une forme inconnue : rien n’a été modifié. "
                               "Restaurez une sauvegarde vérifiée dans un autre répertoire."))
        return self.folder / name


def users(folder: Path) -> tuple[str, ...]:
    """The workers who have a key in this vault, in alphabetical order. Needs no passphrase.

    Raises VaultError where the folder is none, or no vault.
    """
    layout = expect_vault(folder)
    names = {path.stem for path in layout.keys.glob("*.age") if is_plain(path)}
    known = sorted(name for name in names if USER_NAME.fullmatch(name) and name != RECOVERY)
    return tuple(name for name in known if not _is_copy(layout, name, known))


def _is_copy(layout: Layout, name: str, known: Sequence[str]) -> bool:
    """Whether a key file holds the very bytes of another one whose name is the beginning of its own: a conflict copy of
    a program that synchronises folders (`amal-pc2.age`) is nobody."""
    with suppress(OSError):
        return any(
            name != other and name.startswith(other)
            and read_bytes(layout.slot(name)) == read_bytes(layout.slot(other)) for other in known
        )
    return False


def expect_vault(folder: Path) -> Layout:
    """The layout of a folder that looks like a vault; raises VaultError saying what it is instead."""
    layout = Layout(folder)
    if not folder.exists():
        raise VaultError(_("Il n’y a aucun coffre à cet endroit. Vérifiez le chemin. Rien n’a été fait."))
    if not folder.is_dir():
        raise VaultError(_("Ce n’est pas un coffre CaseLink : un coffre est un répertoire, ceci est un fichier. "
                           "Rien n’a été ouvert ; choisissez le répertoire du coffre."))
    if not os.path.lexists(layout.keys) or not os.path.lexists(layout.data_key):
        raise VaultError(_("Ce répertoire n’est pas un coffre CaseLink : il n’y a pas de fichiers de clés. Rien n’a "
                           "été ouvert ; choisissez celui du coffre."))
    for folder_of_ours in (layout.keys, layout.attachments, layout.backups):
        if os.path.lexists(folder_of_ours) and not is_folder(folder_of_ours):
            raise not_ours(folder_of_ours)
    for file in (layout.data_key, layout.proposed_data_key, layout.lock, layout.erased, layout.typed):
        _expect_plain(file)
    return layout


def not_ours(path: Path) -> VaultError:
    """The sentence for what bears the name of a file or folder of ours and is none: nothing of it was touched."""
    return VaultError(_(
        "Dans ce coffre, « {name} » est un lien, un tube ou autre chose, et non un fichier du coffre : rien n’a été "
        "suivi, lu ni modifié. Demandez-vous qui l’a mis là, et retirez-le."
    ).format(name=path.name))


def _expect_plain(path: Path) -> None:
    if os.path.lexists(path) and not is_plain(path):
        raise not_ours(path)


def expect_user_name(user: str) -> None:
    """Raises UserError for a name that no new worker may have. Who was given one of Windows' own names before this was
    refused opens with it still."""
    if USER_NAME.fullmatch(user) is None or user == RECOVERY:
        raise UserError(_(
            "Ce nom ne convient pas : 1 à 32 lettres minuscules sans accent, chiffres ou tirets, et pas « recovery "
            "». Rien n’a été créé ni modifié."
        ))
    if user in KEPT_BY_WINDOWS:
        raise UserError(_(
            "Windows garde ce nom pour lui-même : un coffre avec une clé de ce nom ne peut pas y être copié. "
            "Choisissez-en un autre. Rien n’a été créé ni modifié."
        ))


def expect_encrypted(database: Path) -> None:
    """Look at the header before SQLCipher does: raises VaultError for a missing, empty or plaintext file.

    Must run before the process connects: closing a second handle would drop the database's own locks.
    """
    expect_plain_database(database)
    try:
        header = read_bytes(database, len(_PLAIN_HEADER))
    except FileNotFoundError as fault:
        raise VaultError(_(
            "La base de données du coffre a disparu. Restaurez une sauvegarde vérifiée dans un autre répertoire. "
            "Rien n’a été modifié."
        )) from fault
    except OSError as fault:
        raise VaultUnreachable(_(
            "La base de données du coffre ne peut pas être lue : rien n’a été modifié. Vérifiez que le disque est "
            "branché, ou restaurez une sauvegarde vérifiée dans un autre répertoire."
        )) from fault
    if not header:
        raise VaultError(_(
            "La base de données du coffre est vide (0 octet) ; rien n’y a été écrit. Restaurez une sauvegarde vérifiée."
        ))
    if header == _PLAIN_HEADER:
        raise VaultError(_(
            "La base de données de ce coffre n’est pas chiffrée : CaseLink ne l’ouvre pas et n’y a rien écrit. "
            "Restaurez une sauvegarde vérifiée dans un autre répertoire."
        ))


def expect_plain_database(database: Path) -> None:
    """Raises VaultError where something else than a file lies in the place of the database, or of one that SQLite
    opens with it."""
    for ending in _BESIDE_DATABASE:
        _expect_plain(database.with_name(f"{database.name}{ending}"))


def read_small(path: Path) -> bytes:
    """The bytes of a key file; raises VaultError where it is missing, unreadable or far too long to be one."""
    try:
        content = read_bytes(path, _LARGEST_KEY_FILE + 1)
    except NotPlain as fault:
        raise not_ours(path) from fault
    except FileNotFoundError as fault:
        raise VaultError(_("Un fichier de clé du coffre manque : rien n’a été modifié. Cherchez-le dans une "
                           "sauvegarde vérifiée.")) from fault
    except OSError as fault:
        raise VaultUnreachable(_(
            "Un fichier de clé du coffre ne peut pas être lu : rien n’a été modifié. Vérifiez que le disque est "
            "branché et que vous avez le droit de le lire."
        )) from fault
    if len(content) > _LARGEST_KEY_FILE:
        raise damaged_key_file()
    return content


def damaged_key_file() -> VaultError:
    """The sentence for a key file that is none any more."""
    return VaultError(_(
        "Un fichier de clé du coffre est endommagé ; rien n’a été modifié. Restaurez une sauvegarde vérifiée."
    ))


def write_new(path: Path, content: bytes) -> None:
    """Write a file that did not exist, for this system user alone, and wait until the disk has it."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def write_proposed(path: Path, content: bytes) -> None:
    """Write a file that does not count yet, over one that a killed process left."""
    unlink(path, missing_ok=True)
    write_new(path, content)


def settle(folder: Path) -> None:
    """Wait until the disk has the names in a folder (Windows keeps them without being asked)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
