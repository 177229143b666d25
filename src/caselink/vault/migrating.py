"""Opening a vault of an older format: its rows are poured into a new generation of today's format (decision 18).

The old database is only read. A backup of the vault as it was is put away first; the new generation counts from one
rename on, after it was checked in full. Killed anywhere, the vault is the old or the new one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from caselink.clock import computer_now
from caselink.errors import VaultError
from caselink.held_files import rename, unlink
from caselink.i18n import _
from caselink.vault.backup.archive import Manifest, lay_down, write_archive
from caselink.vault.backup.names import free_name
from caselink.vault.database import Database, OlderFormat, schema_of, schema_of_format
from caselink.vault.faults import damaged
from caselink.vault.folder import Layout, settle
from caselink.vault.keys.keys import DataKey
from caselink.vault.keys.rekeying import Draft
from caselink.vault.keys.unlocking import Unlocked, expect_hers
from caselink.vault.migrations import STEPS
from caselink.vault.migrations.chain_of_before import noted_end
from caselink.vault.plain_files import copy_bytes, copy_folder
from caselink.vault.schema import FORMAT, TABLES
from caselink.vault.workplace import workplace


class _NoAnswer(VaultError):
    """The disk stopped answering around the commit: both databases stay, and the next opening finds which one counts.
    """

    def __init__(self) -> None:
        super().__init__(_(
            "Le disque a cessé de répondre pendant que ce coffre était mis au format d’aujourd’hui : rien n’est perdu. "
            "Ouvrez-le de nouveau."
        ))


def open_as_of_today(folder: Path, keys: Unlocked) -> tuple[Database, Unlocked]:
    """The database of a vault that this process holds the lock of, migrated first where it is of an older format, and
    the keys that open it, under the name by which it knows her.

    Raises VaultError for damage, a newer format, keys that are not this worker's, and a migration that fails: the vault
    is as it was then, or the sentence says that nobody knows yet.
    """
    try:
        return _open_hers(folder, keys, FORMAT)
    except OlderFormat as older:
        number = older.number
    database, keys = _open_hers(folder, keys, number)
    database.close()
    with _said():
        head = _expect_sound(folder, keys.data_key, number)
        backup = _put_away(folder, keys.data_key, number, head)
        data_key = _migrate(folder, keys, number, backup)
    return Database.open(folder, data_key), replace(keys, data_key=data_key)


def _open_hers(folder: Path, keys: Unlocked, number: int) -> tuple[Database, Unlocked]:
    database = Database.open(folder, keys.data_key, number=number)
    try:
        return database, expect_hers(database, keys)
    except VaultError:
        database.close()
        raise


def expect_sound_tables(
    database: Database, data_key: DataKey, tables: str, end: Callable[[Database], str | None]
) -> str:
    """The tables are those, the database is the one of this key, the audit trail ends where it was noted: its hash, as
    `end` reads it. Raises VaultError."""
    last = end(database) if schema_of(database) == schema_of_format(tables) else None
    if last is None or database.one("SELECT generation FROM meta") != (data_key.generation,):
        raise damaged()
    return last


@contextlib.contextmanager
def _said() -> Iterator[None]:
    try:
        yield
    except _NoAnswer:
        raise
    except (VaultError, OSError) as fault:
        raise VaultError(_(
            "Ce coffre d’une version plus ancienne n’a pas pu être mis au format d’aujourd’hui : il est resté comme il "
            "était. Le disque est plein, ou le coffre est endommagé ; libérez de la place ou restaurez une sauvegarde."
        )) from fault


def _expect_sound(folder: Path, data_key: DataKey, number: int) -> str:
    """What every opening looks at, and every page; finishes what a killed process left of its last change."""
    database = Database.open(folder, data_key, number=number)
    try:
        head = expect_sound_tables(database, data_key, STEPS[number].tables, noted_end)
        if database.all("PRAGMA cipher_integrity_check") or database.all("PRAGMA integrity_check") != [("ok",)]:
            raise damaged()
    finally:
        database.close()
    return head


def _put_away(folder: Path, data_key: DataKey, number: int, head: str) -> Path:
    """A backup of the closed vault as it is, read back from end to end before it gets its name: its path."""
    layout = Layout(folder)
    layout.backups.mkdir(mode=0o700, exist_ok=True)
    with workplace(layout.backups) as work:
        copy = Layout(work / "copy")
        copy.folder.mkdir(mode=0o700)
        copy_folder(layout.keys, copy.keys)
        copy_folder(layout.attachments, copy.attachments)
        for path in (layout.data_key, layout.database(data_key.database)):
            copy_bytes(path, copy.folder / path.name)
        database = Database.open(copy.folder, data_key, number=number)
        try:
            database.run("UPDATE meta SET seat_id = '', seat_home = ''")
        finally:
            database.close()
        made_at = computer_now()
        write_archive(copy.folder, work / "archive", Manifest(made_at, head, ""))
        lay_down(work / "archive", work / "read-back")
        _expect_sound(work / "read-back", data_key, number)
        backup = rename(work / "archive", free_name(layout.backups, made_at))
    try:
        settle(layout.backups)
    except OSError:
        unlink(backup)
        raise
    return backup


def _migrate(folder: Path, keys: Unlocked, number: int, backup: Path) -> DataKey:
    """Pour the vault into today's format. Where it stays as it was its backup goes too: each try makes one."""
    layout, data_key = Layout(folder), keys.data_key
    drafts = []
    database = Database.open(folder, data_key, number=number)
    try:
        for leaving in range(number, FORMAT):
            draft = Draft.after(layout, data_key.generation)
            drafts.append(draft)
            arriving = leaving + 1
            tables = STEPS[arriving].tables if arriving in STEPS else TABLES
            with contextlib.closing(database) as old:
                database = draft.make(tables, arriving)
                with database.transaction():
                    STEPS[leaving].pour(old, database, data_key)
            data_key = draft.data_key
        with contextlib.closing(database), database.transaction():
            sealed = draft.seal(database, keys.user, "migrated")
        draft.commit(sealed)
    except BaseException as fault:
        database.close()
        kept = [draft for draft in drafts if not draft.discard()]
        if kept and isinstance(fault, VaultError):
            raise _NoAnswer from fault
        if not kept:
            with contextlib.suppress(OSError):
                unlink(backup)
        raise
    for draft in drafts[:-1]:
        draft.discard()
    try:
        settle(folder)
    except OSError as fault:
        raise _NoAnswer from fault
    return data_key
