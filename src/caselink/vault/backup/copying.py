"""A verified copy of an open vault: taken on the vault's thread in small slices, proven and put away on any other."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from caselink.errors import UserError, VaultDamaged, VaultError
from caselink.held_files import remove_tree, rename, unlink
from caselink.i18n import _
from caselink.vault.backup.archive import Manifest, lay_down, write_archive
from caselink.vault.backup.side_files import SideFiles
from caselink.vault.checks.checking import examine_database
from caselink.vault.checks.side_files import Lost, bytes_or_none, find_lost, key_file, read_data_key
from caselink.vault.database import Database
from caselink.vault.erasure.erased_mark import erased_mark
from caselink.vault.faults import damaged
from caselink.vault.folder import Layout, expect_encrypted, settle, write_new
from caselink.vault.keys.keys import DataKey, seal_data_key
from caselink.vault.keys.rekey_completion import recipients
from caselink.vault.plain_files import copy_bytes, is_plain
from caselink.vault.reserved.reservations import reserved_mark
from caselink.vault.trail import audit
from caselink.vault.vault import Vault
from caselink.vault.workplace import Workplace

_COPY = "copy"


def copy_vault(
    vault: Vault, place: Path, between: Callable[[], None] | None = None, *, from_memory: bool = False
) -> PendingCopy:
    """Copy the vault into a folder of its own in `place`, as a copy without a seat id. On the vault's thread.

    Key files that are gone are taken `from_memory` where that is asked for: as they were when the vault was opened.
    `between` is called after each slice of pages and may use the vault; what it raises ends the copy, and nothing is
    left. Raises VaultDamaged for damage, met now or before, VaultError for a failing disk, UserError where the vault is
    itself a copy.
    """
    if vault.is_backup:
        raise UserError(_("Ce que vous regardez est déjà une sauvegarde : aucune autre n’en est faite."))
    vault.opened.database.expect_sound()
    with saying_disk_faults():
        work = Workplace(place)
        try:
            return _copied(vault, work, between, from_memory=from_memory)
        except BaseException:
            work.remove()
            raise


class PendingCopy:
    """A copy that nobody relies on yet: still encrypted, in a folder that goes when it is finished or dropped."""

    def __init__(
        self, work: Workplace, data_key: DataKey, identities: tuple[str, ...], manifest: Manifest, *,
        lost_data_key: bool,
    ) -> None:
        self._work = work
        self._data_key = data_key
        self._identities = identities
        self.manifest = manifest
        self._lost_data_key = lost_data_key

    def finish(self, put_away: Callable[[Path], Path], place: SideFiles | None = None) -> tuple[Path, Lost]:
        """Write the archive, read it back, check the vault in it in full, then give it its name. Attachments lie in the
        archive, or in their `place` beside.

        On any thread. `put_away` renames the archive and gives its new path. Gives it, and what was lost of the vault's
        files before they were copied. Raises VaultDamaged where the database of the copy is not sound, by which the
        vault's is not either or the disk that the copy lies on, VaultError where the disk fails; nothing is left of it
        then.
        """
        work = self._work.folder
        try:
            with saying_disk_faults():
                _keep(work / _COPY / self._data_key.database, self._data_key)
                archive, lost = pack_proven(
                    work / _COPY, work, self._data_key, self._identities, self.manifest, place
                )
                named = put_away(archive)
            with contextlib.suppress(OSError):
                settle(named.parent)  # it is there, whole
            return named, replace(lost, data_key=self._lost_data_key)
        finally:
            self.drop()

    def become_vault(self, folder: Path) -> tuple[Lost, bool]:
        """Give the copy the name of a vault of its own, and only then look at it: it is there, whatever comes.

        Gives what is lost of its files, and whether its database is sound. Raises VaultError where the disk does not
        take it; nothing is left then.
        """
        copy = Layout(self._work.folder / _COPY)
        try:
            with saying_disk_faults():
                with contextlib.suppress(VaultDamaged):
                    _keep(copy.database(self._data_key.database), self._data_key)
                copy.backups.mkdir(mode=0o700)
                write_new(copy.lock, b"")
                for made in (copy.keys, copy.attachments, copy.folder):
                    settle(made)
                rename(copy.folder, folder)
        finally:
            self.drop()
        with contextlib.suppress(OSError):
            settle(folder.parent)
        try:
            with _opened(folder, self._data_key) as database:
                is_sound = not examine_database(database, folder / self._data_key.database, self._identities)
                return find_lost(database, Layout(folder), self._data_key, self._identities), is_sound
        except VaultError:
            return Lost(), False

    def drop(self) -> None:
        """Take away what is there of it."""
        self._work.remove()

    @property
    def place(self) -> Path:
        """The folder in which it lies."""
        return self._work.folder.parent


def pack_proven(
    copy: Path, work: Path, data_key: DataKey, identities: tuple[str, ...], manifest: Manifest,
    place: SideFiles | None = None,
) -> tuple[Path, Lost]:
    """Make an archive in `work` of a closed vault, which is gone then, and prove it from end to end as it reads back.

    Attachments and key files that were lost before are no fault of the archive: it is made without them, and they are
    given beside it. Raises VaultDamaged where the database read back is not sound, VaultError where a file is lost that
    was there, OSError.
    """
    archive, again = work / "archive", work / "read-back"
    trusted = None if place is None else place.trusted
    with _opened(copy, data_key) as database:
        lost = find_lost(database, Layout(copy), data_key, identities, trusted)
    _leave_out_unreadable(Layout(copy), lost)
    write_archive(copy, archive, manifest, place)
    remove_tree(copy)
    lay_down(archive, again)
    with _opened(again, data_key) as database:
        problems = examine_database(database, again / data_key.database, identities)
        if problems:
            raise VaultDamaged(_not_sound())
        if lost.data_key or find_lost(database, Layout(again), data_key, identities, trusted) != lost:
            raise VaultError(_not_sound())
    remove_tree(again)
    return archive, lost


@contextlib.contextmanager
def saying_disk_faults() -> Iterator[None]:
    """A failing disk in our words."""
    try:
        yield
    except OSError as fault:
        raise VaultError(_(
            "La sauvegarde n’a pas pu être écrite : le disque est plein, absent ou protégé. Aucun fichier n’a été "
            "laissé. Libérez de la place ou choisissez un autre endroit, puis réessayez."
        )) from fault


def _copied(
    vault: Vault, work: Workplace, between: Callable[[], None] | None, *, from_memory: bool
) -> PendingCopy:
    opened = vault.opened
    copy = Layout(work.folder / _COPY)
    for made in (copy.folder, copy.keys, copy.attachments):
        made.mkdir(mode=0o700)
    path = copy.database(opened.data_key.database)
    write_new(path, b"")

    def pause() -> None:
        if between is not None:
            between()
        if vault.opened.data_key != opened.data_key:
            raise VaultError(_("La clé des données a changé pendant la sauvegarde : elle sera refaite."))

    target = Database.make_scratch(path, opened.data_key.key)
    try:
        opened.database.copy_to(target, pause)
    except VaultError as fault:
        if opened.database.is_damaged or vault.opened.data_key != opened.data_key:
            raise
        raise OSError from fault
    finally:
        target.close()
    lost_data_key = _copy_files(vault, copy, from_memory=from_memory)
    head = audit.read_head(opened.database)
    if head is None:
        opened.database.mark_damaged()
        raise damaged()
    signs = erased_mark(opened.database), reserved_mark(opened.database)
    manifest = Manifest(vault.clock.now(), head.hash, *signs)
    return PendingCopy(work, opened.data_key, opened.identities, manifest, lost_data_key=lost_data_key)


def _copy_files(vault: Vault, copy: Layout, *, from_memory: bool) -> bool:
    """Key files and attachments as they are at the moment of the last page, in the same breath. Those that are gone or
    don't read are left out. Gives whether the data key's own file is lost; the copy gets one that opens all the same.
    """
    opened, original = vault.opened, Layout(vault.folder)
    for name, noted in opened.database.all("SELECT name, slot_digest FROM workers"):
        content = key_file(original, str(name), str(noted))
        if content is None and from_memory:
            content = vault.key_file_of(str(name), str(noted))
        content = content or bytes_or_none(original.slot(str(name)))
        if content is not None:
            write_new(copy.slot(str(name)), content)
    for (name,) in opened.database.all("SELECT id FROM files"):
        source, target = (layout.attachment(str(name)) for layout in (original, copy))
        if not is_plain(source):
            continue
        try:
            os.link(source, target)
        except OSError:
            _copy_file(source, target)
    sealed = read_data_key(original, opened.data_key, opened.identities)
    write_new(copy.data_key, sealed or seal_data_key(opened.data_key, recipients(opened.database)))
    return sealed is None


def _copy_file(source: Path, target: Path) -> None:
    """Raises OSError where the disk does not take the copy; what it does not give is left out."""
    try:
        copy_bytes(source, target)
    except OSError:
        if bytes_or_none(source) is not None:
            raise
        unlink(target, missing_ok=True)


def _leave_out_unreadable(copy: Layout, lost: Lost) -> None:
    """What the disk does not give can't be packed either."""
    for path in (*map(copy.attachment, lost.attachments), *map(copy.slot, lost.keys)):
        if bytes_or_none(path) is None:
            unlink(path, missing_ok=True)


@contextlib.contextmanager
def _opened(folder: Path, data_key: DataKey) -> Iterator[Database]:
    with contextlib.closing(Database.open(folder, data_key, read_only=True)) as database:
        yield database


def _not_sound() -> str:
    return _(
        "La copie relue n’est pas saine : la sauvegarde a été jetée. Vérifiez le coffre et gardez vos sauvegardes."
    )


def _keep(path: Path, data_key: DataKey) -> None:
    """Take the seat id out of the copy, and wait until the disk has all of it."""
    expect_encrypted(path)
    database = Database.open(path.parent, data_key)
    try:
        with database.transaction():
            database.run("UPDATE meta SET seat_id = '', seat_home = ''")
    finally:
        database.close()
