"""Erasing from backups what was erased from the vault: each is rewritten without it, or dropped where no key opens it.

How far it got stands in the backups themselves: the manifest of each says which erasures are in it. Killed anywhere,
it is taken up again at the next opening, and the newest sound backup never goes before a new one is there.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from caselink.errors import VaultError
from caselink.vault import audit
from caselink.vault.archive import Manifest, lay_down
from caselink.vault.attachments import drop_files
from caselink.vault.backups import copy_now, list_backups, read_manifest_of
from caselink.vault.copying import pack_proven, saying_disk_faults
from caselink.vault.erased_mark import erased_mark
from caselink.vault.erasing import Erased, erase_in, noted
from caselink.vault.faults import damaged
from caselink.vault.folder import Layout, read_small, settle
from caselink.vault.keys import DataKey, open_data_key
from caselink.vault.migrating import open_as_of_today
from caselink.vault.reserved import Keyring
from caselink.vault.unlocking import Unlocked
from caselink.vault.vault import Vault
from caselink.vault.workplace import workplace


@dataclass(frozen=True, slots=True)
class Cleansing:
    """What is to be erased from which backups; holds no connection, and runs on any thread."""

    place: Path
    outdated: tuple[Path, ...]
    mark: str
    notes: tuple[Erased, ...]
    user: str
    identities: tuple[str, ...] = field(repr=False)

    def run(self) -> int:
        """Cleanse them one after the other; gives how many were rewritten. Does nothing before there is a backup that
        has all that was erased. Raises VaultError where the disk fails: what is left is done the next time."""
        if not any(_mark_of(file.path) == self.mark for file in list_backups(self.place.parent)):
            return 0
        return sum(self._cleanse(path) for path in self.outdated if path.exists())

    def _cleanse(self, path: Path) -> bool:
        with saying_disk_faults(), workplace(self.place) as work:
            copy = work / "copy"
            try:
                manifest = lay_down(path, copy)
                data_key = open_data_key(read_small(Layout(copy).data_key), *self.identities)
            except VaultError:
                path.unlink()
                return False
            data_key, manifest = self._erased(copy, data_key, manifest)
            archive = pack_proven(copy, work, data_key, self.identities, manifest)
            archive.replace(path)
            settle(path.parent)
        return True

    def _erased(self, copy: Path, data_key: DataKey, manifest: Manifest) -> tuple[DataKey, Manifest]:
        database, data_key = open_as_of_today(copy, Unlocked(self.user, data_key, self.identities))
        with contextlib.closing(database):
            gone = erase_in(database, self.notes, Keyring.of_identities(database, self.identities))
            head = audit.read_head(database)
            if head is None:
                raise damaged()
            manifest = replace(manifest, audit_head=head.hash, erased=erased_mark(database))
        drop_files(Layout(copy), gone)
        return data_key, manifest


def plan_cleansing(vault: Vault) -> Cleansing | None:
    """What is to be done, on the vault's thread; None where every backup has all that was erased."""
    if vault.read_only:
        return None
    database = vault.opened.database
    mark = erased_mark(database)
    outdated = tuple(file.path for file in list_backups(vault.folder) if _mark_of(file.path) != mark)
    if not mark or not outdated:
        return None
    place = Layout(vault.folder).backups
    return Cleansing(place, outdated, mark, noted(database), vault.user, vault.opened.identities)


def cleanse_backups(vault: Vault) -> int:
    """Make a new backup and cleanse all earlier ones, at once; gives how many were rewritten.

    Raises VaultError where the vault is damaged or the disk fails: the earlier backups are all there then.
    """
    plan = plan_cleansing(vault)
    if plan is None:
        return 0
    copy_now(vault).finish()
    return plan.run()


def _mark_of(path: Path) -> str | None:
    with contextlib.suppress(VaultError):
        return read_manifest_of(path).erased
    return None
