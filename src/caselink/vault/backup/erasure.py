"""Erasing from backups what was erased from the vault, and closing in them the cases that are reserved in it: each is
rewritten, or dropped where that can't be.

How far it got stands in the backups themselves: the manifest of each says which erasures and reservations are in it.
Killed anywhere, it is taken up again at the next opening. A backup is dropped only where a newer one is there that has
all of them.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from pathlib import Path
from typing import Final

from caselink.errors import VaultDamaged, VaultError
from caselink.held_files import move_over, unlink
from caselink.i18n import ngettext
from caselink.vault.attachments import drop_files
from caselink.vault.backup.archive import Manifest, lay_down, read_data_key
from caselink.vault.backup.copying import pack_proven, saying_disk_faults
from caselink.vault.backup.making import copy_now, list_backups, place_beside, read_manifest_of, sweep
from caselink.vault.checks.checking import examine_database
from caselink.vault.erasure.erased_mark import erased_mark
from caselink.vault.erasure.erasing import Erased, erase_in, noted
from caselink.vault.faults import damaged
from caselink.vault.folder import DATABASE_NAME, Layout, read_small, settle
from caselink.vault.keys.keys import DataKey, open_data_key
from caselink.vault.keys.unlocking import Unlocked
from caselink.vault.migrating import open_as_of_today
from caselink.vault.renamed import names_of
from caselink.vault.reserved.keyring import Keyring
from caselink.vault.reserved.reservations import Reservation, reservations, reserve_in, reserved_mark
from caselink.vault.trail import audit
from caselink.vault.vault import Vault
from caselink.vault.workplace import workplace

_COLLEAGUES_HAVE: Final = timedelta(hours=20)
"""How long a backup that this worker can't open waits for one who can: what was promised is 24 hours."""
_UNREADABLE: Final = (VaultError, ValueError, KeyError, TypeError, IndexError)
"""What rows that are not as they were written can raise."""


Signs = tuple[str, str]
"""What was erased and which cases are closed, as a vault says and the manifest of each backup."""


class _Outcome(Enum):
    """What became of one backup."""

    REWRITTEN = auto()
    DROPPED = auto()
    WAITING = auto()
    """For a worker whose keys open it, or a reserved case in it."""
    FAILED = auto()
    """Nothing was done to it; it is told."""


@dataclass(frozen=True, slots=True)
class Cleansed:
    """How many backups were rewritten, and how many dropped: damaged, or opened by nobody in time."""

    rewritten: int = 0
    dropped: int = 0

    @property
    def sentence(self) -> str:
        """What a worker should know of it; empty where nothing was dropped."""
        return ngettext(
            "{count} sauvegarde d’avant un effacement ou une réservation a été supprimée : elle était endommagée, ou "
            "personne de ceux qui ont sa clé n’a ouvert le coffre à temps. Une sauvegarde plus récente et vérifiée "
            "existe.",
            "{count} sauvegardes d’avant un effacement ou une réservation ont été supprimées : elles étaient "
            "endommagées, ou personne de ceux qui ont leur clé n’a ouvert le coffre à temps. Une sauvegarde plus "
            "récente et vérifiée existe.",
            self.dropped,
        ).format(count=self.dropped) if self.dropped else ""


@dataclass(frozen=True, slots=True)
class Cleansing:
    """What is to be erased from which backups, and closed in them; holds no connection, and runs on any thread."""

    place: Path
    outdated: tuple[Path, ...]
    signs: Signs
    notes: tuple[Erased, ...]
    reserved: tuple[Reservation, ...]
    user: str
    now: datetime
    """By the vault's clock, when this was planned."""
    identities: tuple[str, ...] = field(repr=False)
    names: tuple[str, ...] = ()
    """What she was called before, by which older backups know her."""

    def run(self) -> Cleansed:
        """Cleanse them one after the other. Does nothing before there is a backup that has all that was erased.

        Raises VaultError, once all others are done, where one could be neither cleansed nor dropped: it is as it was,
        and is tried again the next time.
        """
        files = list_backups(self.place.parent, self.now)
        newest = next((file for file in files if _follows(_signs_of(file.path), self.signs)), None)
        if newest is None:
            return Cleansed()
        older = files[files.index(newest) + 1 :]
        became = Counter(self._become(file.path, may_go=file in older) for file in files if file.path in self.outdated)
        sweep(self.place)
        done = Cleansed(became[_Outcome.REWRITTEN], became[_Outcome.DROPPED])
        if became[_Outcome.FAILED]:
            raise _not_cleansed(became[_Outcome.FAILED], done)
        return done

    def _become(self, path: Path, *, may_go: bool) -> _Outcome:
        try:
            with saying_disk_faults():
                return self._cleanse(path, may_go=may_go)
        except VaultError:
            return _Outcome.FAILED

    def _cleanse(self, path: Path, *, may_go: bool) -> _Outcome:
        try:
            sealed = read_data_key(path)
        except VaultError:
            return _drop(path) if may_go else _Outcome.FAILED
        try:
            data_key = open_data_key(sealed, *self.identities)
        except VaultError:
            late = self.now - self._outdated_since(path) > _COLLEAGUES_HAVE
            return _drop(path) if late and may_go else _Outcome.WAITING
        with workplace(self.place) as work:
            try:
                return self._rewrite(path, work, data_key)
            except _UNREADABLE:
                unsound = may_go and self._is_unsound(path, work / "again")
                return _drop(path) if unsound else _Outcome.FAILED

    def _rewrite(self, path: Path, work: Path, data_key: DataKey) -> _Outcome:
        copy = work / "copy"
        before = lay_down(path, copy)
        data_key, manifest = self._erased(copy, data_key, before)
        if _signs(manifest) == _signs(before):
            return _Outcome.WAITING
        archive, _lost = pack_proven(
            copy, work, data_key, self.identities, manifest, place_beside(self.place)
        )
        move_over(archive, path)
        settle(path.parent)
        return _Outcome.REWRITTEN

    def _erased(self, copy: Path, data_key: DataKey, manifest: Manifest) -> tuple[DataKey, Manifest]:
        database, keys = open_as_of_today(copy, self._keys(data_key))
        with contextlib.closing(database):
            gone = erase_in(database, self.notes, Keyring.of_identities(database, self.identities))
            reserve_in(database, self.reserved)
            head = audit.read_head(database)
            if head is None:
                raise damaged()
            manifest = replace(
                manifest, audit_head=head.hash, erased=erased_mark(database), reserved=self.signs[1]
            )
        drop_files(Layout(copy), gone)
        _drop_older_formats(copy, keys.data_key)
        return keys.data_key, manifest

    def _keys(self, data_key: DataKey) -> Unlocked:
        return Unlocked(self.user, data_key, self.identities, before=self.names)

    def _is_unsound(self, path: Path, again: Path) -> bool:
        """Whether its database was not sound as it lay there, before anything was erased from it."""
        try:
            lay_down(path, again)
            data_key = open_data_key(read_small(Layout(again).data_key), *self.identities)
        except VaultError:
            return True
        try:
            database, keys = open_as_of_today(again, self._keys(data_key))
        except VaultError as fault:
            return isinstance(fault, VaultDamaged) or isinstance(fault.__cause__, VaultDamaged)
        with contextlib.closing(database):
            return bool(examine_database(database, again / keys.data_key.database, self.identities))

    def _outdated_since(self, path: Path) -> datetime:
        """When the first thing was erased or closed that was not yet when this file was written, as far as it can be
        told without its key: what was done before that is in it, or it is as old as itself."""
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        moments = [*(note.at for note in self.notes), *(each.at for each in self.reserved)]
        said = map(datetime.fromisoformat, moments)
        return min((at for at in said if at > written), default=written)


def plan_cleansing(vault: Vault) -> Cleansing | None:
    """What is to be done, on the vault's thread; None where every backup has all that was erased and reserved.

    Raises VaultDamaged where damage was met: what such a vault says costs no backup.
    """
    if vault.read_only:
        return None
    database = vault.opened.database
    database.expect_sound()
    signs = erased_mark(database), reserved_mark(database)
    outdated = tuple(file.path for file in list_backups(vault.folder) if not _follows(_signs_of(file.path), signs))
    if not outdated:
        return None
    return Cleansing(
        Layout(vault.folder).backups, outdated, signs, noted(database), reservations(database), vault.user,
        vault.clock.now(), vault.opened.identities, names_of(database, vault.user)[1:],
    )


def cleanse_backups(vault: Vault) -> Cleansed:
    """Make a new backup and cleanse all earlier ones, at once.

    Raises VaultDamaged where the vault is damaged: the earlier backups are all there then; VaultError where the disk
    fails, and as `Cleansing.run`.
    """
    plan = plan_cleansing(vault)
    if plan is None:
        return Cleansed()
    copy_now(vault).finish()
    return plan.run()


def _drop(path: Path) -> _Outcome:
    unlink(path)
    settle(path.parent)
    return _Outcome.DROPPED


def _drop_older_formats(folder: Path, data_key: DataKey) -> None:
    """The database that a migration left is of before the erasure."""
    for path in folder.iterdir():
        if DATABASE_NAME.fullmatch(path.name) is not None and path.name != data_key.database:
            unlink(path)


def _signs(manifest: Manifest) -> Signs:
    return manifest.erased, manifest.reserved


def _signs_of(path: Path) -> Signs | None:
    with contextlib.suppress(VaultError):
        return _signs(read_manifest_of(path))
    return None


def _follows(signs: Signs | None, said: Signs) -> bool:
    """Whether a backup has all that the vault says; of what no vault says nothing is asked."""
    return all(not wanted or (signs is not None and signs[place] == wanted) for place, wanted in enumerate(said))


def _not_cleansed(count: int, done: Cleansed) -> VaultError:
    """Not VaultDamaged: what is wrong with an older copy says nothing of the vault."""
    sentence = ngettext(
        "{count} sauvegarde n’a pas pu être refaite sans ce qui a été effacé : elle est restée comme elle était et "
        "sera reprise. Vérifiez la place sur le disque.",
        "{count} sauvegardes n’ont pas pu être refaites sans ce qui a été effacé : elles sont restées comme elles "
        "étaient et seront reprises. Vérifiez la place sur le disque.", count,
    ).format(count=count)
    return VaultError(" ".join(filter(None, (sentence, done.sentence))))
