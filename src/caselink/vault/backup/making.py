"""Backups: those that the program makes by itself in the folder `backups/`, and those that somebody asks for."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final

from caselink.clock import computer_now, on_this_computer
from caselink.domain.vault_time import LARGEST_JUMP
from caselink.errors import UserError, VaultDamaged, VaultError, VaultGone
from caselink.held_files import rename, unlink
from caselink.i18n import _
from caselink.vault.backup.archive import Manifest, lay_down, named_beside, read_manifest
from caselink.vault.backup.copying import PendingCopy, copy_vault
from caselink.vault.backup.names import AT_MOST_PUT_OFF, free_name, moment_of
from caselink.vault.backup.rotation import kept
from caselink.vault.backup.side_files import BESIDE, Facts, SideFiles, beside, read_through, sweep_beside
from caselink.vault.checks.checking import examine_database
from caselink.vault.checks.side_files import Lost
from caselink.vault.database import Database
from caselink.vault.erasure.erased_mark import erased_mark
from caselink.vault.folder import Layout, settle
from caselink.vault.outside import expect_free_place, expect_outside, put_in_place
from caselink.vault.plain_files import copy_bytes, is_plain
from caselink.vault.trail import audit
from caselink.vault.vault import Vault
from caselink.vault.workplace import workplace


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A verified backup: only such a one has a name. `made_at` is in UTC, to the second; `size` in bytes.

    `lost` is what was lost of the vault's files when it was made, told by `PendingBackup.finish` alone.
    """

    path: Path
    made_at: datetime
    size: int
    lost: Lost = field(default=Lost(), compare=False)


COPIED: Final = "backup_made"
"""What the audit trail calls a backup of the program's own."""


class PendingBackup:
    """A copy that becomes a backup of its own in `backups/` once it is verified."""

    def __init__(self, vault: Vault, copy: PendingCopy, place: Path) -> None:
        self._vault = vault
        self._copy = copy
        self._place = place

    def finish(self) -> BackupFile:
        """Verify it in full and give it its name; then let go of those that are no longer kept. On any thread.

        Attachments or key files that are lost to the vault itself keep nothing back: `lost.sentence` of what it gives
        is for the worker. Raises VaultDamaged where the database of the copy is not sound: then the vault's, which lies
        on the same disk, is not either, and nothing more is written to it. VaultError where the disk fails. Nothing of
        the copy is left then, and all earlier backups are.
        """
        try:
            path, lost = self._copy.finish(self._put_away, place_beside(self._place))
        except VaultDamaged:
            self._vault.stop_writing()
            raise
        finally:
            sweep(self._place)
        rotate(self._place, self._copy.manifest.made_at, path)
        sweep(self._place)
        made = _backup_file(path)
        if made is None:
            raise _no_list()
        return replace(made, lost=lost)

    def drop(self) -> None:
        """Take away what is there of it."""
        self._copy.drop()

    def _put_away(self, archive: Path) -> Path:
        return rename(archive, free_name(self._place, self._copy.manifest.made_at))


def copy_now(vault: Vault, between: Callable[[], None] | None = None) -> PendingBackup:
    """Take the copy for a backup, on the vault's thread, which the audit trail notes first; see `copying.copy_vault`
    for `between` and what is raised."""
    with contextlib.suppress(VaultGone), vault.change(COPIED):  # one that is no longer at its place is copied unnoted
        pass
    place = Layout(vault.folder).backups
    with contextlib.suppress(OSError):
        place.mkdir(mode=0o700, exist_ok=True)
    return PendingBackup(vault, copy_vault(vault, place, between), place)


def backup(vault: Vault, out: Path) -> Lost:
    """Put the vault into one archive, which gets its name only after it was read back and fully checked.

    The copy has no seat id: what is restored from it gets one of its own. Gives what of attachments and key files is
    lost to the vault itself: all else is in it. Raises UserError where that name is not free, VaultDamaged where the
    vault's database is not sound, VaultError where the disk fails or the copy alone is not sound; nothing is left then.
    """
    expect_free_place(out)
    if vault.gone is None and not vault.read_only:
        with vault.change("backup"):
            pass
    try:
        return copy_vault(vault, out.parent).finish(lambda archive: _put_at(archive, out))[1]
    except VaultDamaged as fault:
        opened = vault.opened
        if examine_database(opened.database, vault.folder / opened.data_key.database, opened.identities):
            vault.stop_writing()
            raise
        raise VaultError(_(
            "La copie relue n’est pas saine, alors que le coffre l’est : rien n’a été laissé. Ce disque ou cette clé "
            "n’est pas sûr : choisissez un autre endroit."
        )) from fault


def restore(archive: Path, folder: Path, erased: Path | None = None) -> int:
    """Lay down the vault of an archive in a new folder, whole or not at all; gives how many attachments are missing,
    because they did not lie beside it as it was. Needs no passphrase.

    `erased` is the list of what was erased from the vault that the archive is of; where none is named, that of the
    vault in whose `backups/` the archive lies. It goes with it where there is one.

    Raises UserError where the folder exists, VaultError where the archive is damaged or none of ours.
    """
    if os.path.lexists(folder):
        raise UserError(_("Un répertoire de ce nom existe déjà : choisissez un autre nom, rien n’a été restauré."))
    expect_outside(folder.parent)
    try:
        with workplace(folder.parent) as work:
            lay_down(archive, work / "vault", own=True)
            missing = sum(
                not Layout(work / "vault").attachments.joinpath(name).exists() for name in named_beside(archive)
            )
            listed = _list_beside(archive) if erased is None else erased
            if is_plain(listed):
                copy_bytes(listed, Layout(work / "vault").erased)
            rename(work / "vault", folder)
    except OSError as fault:
        raise VaultError(_(
            "La sauvegarde n’a pas pu être restaurée : un fichier ne peut pas être lu, ou le disque est plein ou "
            "protégé. Rien n’a été laissé. Libérez de la place, ou essayez une autre sauvegarde."
        )) from fault
    with contextlib.suppress(OSError):
        settle(folder.parent)  # it is there, whole
    return missing


def restore_beside(archive: Path, vault: Path) -> Path:
    """Lay the vault of a backup down in a new folder beside that vault, whose name says restored and of when.

    Never over anything. What the vault says was erased is erased again when the new one is opened. Raises VaultError.
    """
    moment = on_this_computer(read_manifest_of(archive).made_at)
    name = _("{vault} restauré au {moment}").format(vault=vault.stem, moment=f"{moment:%Y-%m-%d %Hh%M}")
    for number in count(1):
        folder = vault.with_name(f"{name}{'' if number == 1 else f' ({number})'}.caselink")
        if not os.path.lexists(folder):
            break
    restore(archive, folder, erased=Layout(vault).erased)
    return folder


def list_backups(folder: Path, now: datetime | None = None) -> tuple[BackupFile, ...]:
    """The backups in a vault's folder, newest first, by their names. Needs no passphrase, nor a vault that opens.

    Those named ahead of `now` come last: a clock that was wrong named them. Where no vault is open to say what time it
    is, only what is more than a month ahead of the computer's clock is taken for such. Raises VaultError where the
    folder does not let itself be read.
    """
    try:
        found = list(Layout(folder).backups.iterdir())
    except FileNotFoundError:
        return ()
    except OSError as fault:
        raise _no_list() from fault
    files = (file for path in found if (file := _backup_file(path)) is not None)
    end = computer_now() + LARGEST_JUMP if now is None else now + AT_MOST_PUT_OFF
    return tuple(sorted(files, key=lambda file: (file.made_at <= end, file.made_at), reverse=True))


def is_backup_due(vault: Vault) -> bool:
    """Whether something was done since the newest backup, or there is none; never for a copy that is looked at."""
    if vault.read_only:
        return False
    database = vault.opened.database
    head = audit.read_head(database)
    files = list_backups(vault.folder, vault.clock.now())
    if head is None or not files:
        return head is not None
    try:
        manifest = read_manifest_of(files[0].path)
    except VaultError:
        return True
    return manifest.erased != erased_mark(database) or _was_worked_on_since(database, manifest.audit_head)


def _was_worked_on_since(database: Database, known: str) -> bool:
    """Whether anything was done after that row; that somebody opened the vault is nothing done."""
    for entry in audit.newest_first(database):
        if entry.hash == known or entry.action != audit.UNLOCKED:
            return entry.hash != known
    return bool(known)


def read_manifest_of(archive: Path) -> Manifest:
    """What an archive says of itself; raises VaultError where it is damaged, none of ours, or can't be read."""
    try:
        return read_manifest(archive)
    except OSError as fault:
        raise VaultError(_("Cette sauvegarde ne peut pas être lue : rien n’a été modifié. Essayez une autre "
                           "sauvegarde.")) from fault


def place_beside(place: Path) -> SideFiles:
    """Where the attachments of the archives in that folder lie, and which of them are there."""
    return beside(place / BESIDE, (named for archive in _archives(place) if (named := _named(archive)) is not None))


def sweep(place: Path) -> None:
    """Take away the attachments that no archive in that folder names any more. One that is damaged may name any: then
    all stay."""
    every = [_named(archive) for archive in _archives(place)]
    if None not in every:
        sweep_beside(place / BESIDE, (name for named in every if named is not None for name in named))


def drop_bad(place: Path) -> None:
    """Take away the attachments beside the archives that are not what archives name: the next backup copies them anew.
    """
    for name, facts in place_beside(place).known.items():
        with contextlib.suppress(OSError):
            if read_through(place / BESIDE / name) != facts:
                unlink(place / BESIDE / name)


def rotate(place: Path, now: datetime, made: Path | None = None) -> None:
    """Remove the backups that are no longer kept, never the one just `made`; what does not let itself be listed or
    removed stays for the next time."""
    with contextlib.suppress(OSError):
        found = ((moment_of(path.name), path) for path in place.iterdir())
        moments = {on_this_computer(moment): path for moment, path in found if moment is not None}
        stay = kept(moments, on_this_computer(now + AT_MOST_PUT_OFF))
        for moment, path in moments.items():
            if moment not in stay and path != made:
                with contextlib.suppress(OSError):
                    unlink(path)


def _put_at(archive: Path, out: Path) -> Path:
    put_in_place(archive, out)
    return out


def _archives(place: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return [path for path in place.iterdir() if moment_of(path.name) is not None]
    return []


def _named(archive: Path) -> dict[str, Facts] | None:
    """None where the archive does not say."""
    with contextlib.suppress(VaultError, OSError):
        return named_beside(archive)
    return None


def _list_beside(archive: Path) -> Path:
    """Where the list lies that an archive in a vault's `backups/` follows; that of another office says nothing."""
    return Layout(archive.absolute().parent.parent).erased


def _backup_file(path: Path) -> BackupFile | None:
    """None where that is no backup, or is gone meanwhile."""
    moment = moment_of(path.name)
    with contextlib.suppress(OSError):
        return None if moment is None or not is_plain(path) else BackupFile(path, moment, path.stat().st_size)
    return None


def _no_list() -> VaultError:
    return VaultError(_("Le répertoire des sauvegardes ne peut pas être lu : rien n’a été modifié. Vérifiez que le "
                        "disque est branché et que vous avez le droit de le lire."))
