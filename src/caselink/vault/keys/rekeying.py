"""A new generation: a new data key and a new database file, which count from one rename on (decision 18).

Whoever had the key of before can't open what is written from then on.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from caselink.errors import VaultError
from caselink.held_files import move_over, unlink
from caselink.i18n import _
from caselink.vault.checks.checking import examine_database
from caselink.vault.clock import row_moment
from caselink.vault.database import Database
from caselink.vault.faults import damaged, keys_unsure
from caselink.vault.folder import DATABASE_NAME, PROPOSED, Layout, expect_encrypted, settle, write_proposed
from caselink.vault.keys.keys import KEPT_BEFORE, DataKey, Slot, digest, new_identity, seal_data_key
from caselink.vault.keys.rekey_completion import finish, recipients
from caselink.vault.plain_files import read_bytes
from caselink.vault.trail import audit
from caselink.vault.vault import Vault


@dataclass(slots=True)
class Draft:
    """A generation that does not count yet. Nothing of the one that counts is touched before `commit`."""

    layout: Layout
    data_key: DataKey
    _sealed: bytes | None = field(default=None, init=False, repr=False)

    @classmethod
    def after(cls, layout: Layout, generation: int) -> Draft:
        """One with a number that no file of this folder bears; raises OSError."""
        found = (DATABASE_NAME.fullmatch(path.name) for path in layout.folder.iterdir())
        last = max([generation, *(int(name[1]) for name in found if name is not None)])
        draft = cls(layout, DataKey.make(last + 1))
        write_proposed(draft._path, b"")
        return draft

    def make(self, tables: str, number: int) -> Database:
        """Its database with the tables of a format and no rows; the caller closes it."""
        return Database.make(self._path, self.data_key.key, tables, number)

    def make_blank(self) -> Database:
        """Its database without tables, as the target of a copy; the caller closes it."""
        return Database.make_blank(self._path, self.data_key.key)

    def seal(self, database: Database, user: str, action: str) -> bytes:
        """Note this generation and its action in its database, inside a transaction.

        Gives the content of `data.key.age` for all who have a key in it. Raises VaultError where its audit chain does
        not end where it was noted.
        """
        sealed = seal_data_key(self.data_key, recipients(database))
        database.run(
            "UPDATE meta SET generation = ?, data_key_digest = ?, office_identity = ?",
            self.data_key.generation, digest(sealed), new_identity(),
        )
        head = audit.read_head(database)
        if head is None:
            raise damaged()
        head.append(row_moment(database), user, action, None, None)
        head.write()
        return sealed

    def commit(self, sealed: bytes, expect_there: Callable[[], None] = lambda: None) -> None:
        """Check the closed database in full under its name, then make it count with this content of `data.key.age`;
        `expect_there` is asked just before that, and raises where the folder is another one by now.

        Raises VaultError where it is not sound and where the disk does not say whether it counts, OSError where the
        disk fails before.
        """
        expect_encrypted(self._path)
        write_proposed(self.layout.proposed_data_key, sealed)
        named = self.layout.database(self.data_key.database)
        move_over(self._path, named)
        settle(self.layout.folder)
        database = Database.open(self.layout.folder, self.data_key, read_only=True)
        try:
            problems = examine_database(database, named)
        finally:
            database.close()
        if problems:
            raise VaultError(_(
                "La copie relue n’est pas saine : elle a été jetée, et le coffre est resté comme il était. "
                "Vérifiez-le et gardez vos sauvegardes."
            ))
        expect_there()
        self._sealed = sealed
        try:
            move_over(self.layout.proposed_data_key, self.layout.data_key)
        except OSError:
            if not self.counts():
                raise

    def counts(self) -> bool:
        """Whether `data.key.age` names this one. What was raised while it was renamed does not tell: a network disk
        reports a renaming that it did as failed where its answer was lost. Raises VaultError where the disk does not
        say it either."""
        try:
            return self._sealed is not None and read_bytes(self.layout.data_key) == self._sealed
        except OSError as fault:
            raise keys_unsure() from fault

    def discard(self) -> bool:
        """Take away what was written, as far as the disk allows; the next opening does the rest.

        Does nothing where it counts or may count, and gives False then: its database is the vault.
        """
        try:
            if self.counts():
                return False
        except VaultError:
            return False
        with contextlib.suppress(OSError):
            for path in (self._path, self.layout.database(self.data_key.database), self.layout.proposed_data_key):
                unlink(path, missing_ok=True)
        return True

    @property
    def _path(self) -> Path:
        return self.layout.folder / f"{self.data_key.database}{PROPOSED}"


def renew(
    vault: Vault, action: str, edit: Callable[[Database], None], own: Slot | None = None, whom: str = ""
) -> None:
    """Copy the vault under a new data key, `edit` the copy, and go on with it; the old database and key go. `own` is
    the new key of who does it, where she gets one by it; `whom` the worker it is done to, where that is another.

    Nothing is changed where something fails before the commit: raises UserError for a role that does not go so far and
    for what `edit` refuses, VaultError for a copy that is not sound and a failing disk.
    """
    vault.expect_allowed(action)
    vault.expect_at_its_place()
    row = audit.done_to(action, whom) if whom else action
    vault.take_in_typed()
    opened = vault.opened
    with disk_faults_said():
        draft = Draft.after(Layout(opened.folder), opened.data_key.generation)
    try:
        with disk_faults_said():
            draft.commit(_copy(vault, draft, row, edit), vault.expect_at_its_place)
    except BaseException:
        if not draft.discard():
            _go_on(vault, draft, own)  # what the disk has decides, not what was raised: Ctrl+C, say, after the rename
        raise
    _go_on(vault, draft, own)


@contextlib.contextmanager
def disk_faults_said() -> Iterator[None]:
    """Raises VaultError for what the disk refuses."""
    try:
        yield
    except OSError as fault:
        raise VaultError(_(
            "Le disque du coffre est plein ou n’accepte pas d’écriture : les clés sont restées comme elles étaient. "
            "Libérez de la place, puis réessayez."
        )) from fault


def _copy(vault: Vault, draft: Draft, action: str, edit: Callable[[Database], None]) -> bytes:
    """Fill the draft's database; gives the content of `data.key.age` that it notes."""
    database = draft.make_blank()
    try:
        vault.opened.database.copy_to(database)
        with database.transaction():
            edit(database)
            return draft.seal(database, vault.user, action)
    finally:
        database.close()


def _go_on(vault: Vault, draft: Draft, own: Slot | None) -> None:
    """The draft counts; where that can't be relied on, nothing more is written until the vault is opened again."""
    opened = vault.opened
    try:
        if not draft.counts():
            raise keys_unsure()
        settle(opened.folder)
        database = Database.open(opened.folder, draft.data_key)
    except (OSError, VaultError) as fault:
        opened.database.mark_damaged()
        raise keys_unsure() from fault
    except BaseException:
        opened.database.mark_damaged()
        raise
    opened = replace(opened, database=database, data_key=draft.data_key)
    if own is not None:
        opened = replace(opened, identity=own.identity, before=opened.identities[:KEPT_BEFORE])
    vault.go_on_with(opened)
    finish(vault)
    vault.keep_lists()
    vault.renew_case_keys()
