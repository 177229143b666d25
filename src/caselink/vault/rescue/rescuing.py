"""Saving what still reads of a damaged vault into a new, sound one. The damaged one is only read, from a copy.

Same workers, same key files, same office, a new data key. What may have been lost is never guessed: see
`rescued_events` for consents.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from caselink.errors import UserError, VaultDamaged, VaultError
from caselink.held_files import rename, unlink
from caselink.i18n import _, ngettext
from caselink.vault.attachments import drop_files
from caselink.vault.backup.side_files import BESIDE
from caselink.vault.checks.checking import examine, examine_database, incomplete_cases
from caselink.vault.checks.side_files import bytes_or_none
from caselink.vault.clock import row_moment
from caselink.vault.database import Database, Row
from caselink.vault.document import Record
from caselink.vault.erasure.erased_list import follow, told_in_this_generation
from caselink.vault.erasure.erasing import ERASURES
from caselink.vault.folder import (
    RECOVERY,
    Layout,
    expect_encrypted,
    expect_plain_database,
    expect_vault,
    settle,
    write_new,
)
from caselink.vault.hardening import forbid_crash_files
from caselink.vault.ids import now
from caselink.vault.keys.keys import DataKey, digest, seal_data_key
from caselink.vault.keys.recovery_code import read_code
from caselink.vault.keys.unlocking import Unlocked, the_user, unlock
from caselink.vault.lock import VaultLock
from caselink.vault.outside import expect_outside
from caselink.vault.plain_files import is_plain
from caselink.vault.rescue.cases import RescueOutcome, let_one_of_the_named, save_case, save_tally
from caselink.vault.rescue.damaged_reader import DamagedReader, copy_what_reads
from caselink.vault.rescue.events import Chain, RescuedEvent, choose, read_events, write_chain
from caselink.vault.rescue.finder import Finder, Found, Rescuer, SavedFile
from caselink.vault.rescue.office import RescuedOffice, read_office, write_office
from caselink.vault.reserved.keyring import Keyring, is_sealed
from caselink.vault.typed import read_left
from caselink.vault.typing import take_in_left
from caselink.vault.workplace import workplace


@dataclass(frozen=True, slots=True)
class RescueReport:
    """What was saved: how many cases whole, with parts missing, not at all; `problems` are sentences without names."""

    cases: int
    incomplete: int
    lost: int
    problems: tuple[str, ...]


def rescue(folder: Path, user: str | None, passphrase: str, target: Path) -> RescueReport:
    """Make a new vault at `target` of what still reads of a damaged one, which stays as it is, byte for byte.

    For the user `recovery` the passphrase is the printed code. Raises UserError where the target exists, the worker has
    no key or the database is sound, WrongPassphrase, VaultInUse, VaultDamaged where not even the key or the first page
    reads, VaultError for a key file that is not hers and for a failing disk; nothing is left at the target then.
    """
    layout = expect_vault(folder)
    if os.path.lexists(target):
        raise UserError(_("Un fichier ou un répertoire de ce nom existe déjà : choisissez un autre nom. Rien n’a "
                          "été créé ni modifié."))
    if not target.parent.is_dir():
        raise UserError(_("Le répertoire où placer le coffre n’existe pas : rien n’a été créé. Créez-le d’abord."))
    expect_outside(target.parent)
    forbid_crash_files()
    name = RECOVERY if user == RECOVERY else the_user(folder, user)
    lock = VaultLock.acquire(layout.lock, name)
    try:
        keys = unlock(folder, name, read_code(passphrase) if name == RECOVERY else passphrase)
        with workplace(target.parent) as work:
            report = _rescued(layout, keys, work)
            rename(work / "vault", target)
    except OSError as fault:
        raise VaultError(_(
            "Le sauvetage n’a pas abouti : un fichier ne se laisse pas lire, ou le disque est plein. Le coffre "
            "endommagé est resté tel quel et rien n’a été laissé à côté. Libérez de la place, ou sauvez vers un "
            "autre disque."
        )) from fault
    finally:
        lock.release()
    with contextlib.suppress(OSError):
        settle(target.parent)  # it is there, whole
    return report


def _rescued(layout: Layout, keys: Unlocked, work: Path) -> RescueReport:
    copy = work / keys.data_key.database
    expect_plain_database(layout.database(keys.data_key.database))
    copy_what_reads(layout.database(keys.data_key.database), copy)
    journal = layout.folder / f"{copy.name}-journal"
    if is_plain(journal):
        copy_what_reads(journal, work / journal.name)
    elif _is_sound(copy, keys):
        raise UserError(_(
            "Les données de ce coffre sont intactes : il n’y a rien à sauver, et rien n’a été créé. Si une clé "
            "manque, demandez à la coordination de donner une nouvelle phrase de passe ; si c’est la sienne, ouvrez "
            "avec le code de secours."
        ))
    with contextlib.closing(DamagedReader(copy, keys.data_key)) as salvage:
        if salvage.format is None or not salvage.reads_schema():
            raise VaultDamaged(_(
                "Rien ne se lit plus dans ce coffre : le sauvetage n’a rien à garder. Gardez le répertoire tel quel "
                "et restaurez une sauvegarde vérifiée."
            ))
        rescue = _Rescue(salvage, layout, keys, Layout(work / "vault"))
        report = rescue.run()
    unlink(work / copy.name)
    return report


def _is_sound(copy: Path, keys: Unlocked) -> bool:
    """Of a sound vault there is nothing to save: a copy of it under other hands is no rescue."""
    try:
        with contextlib.closing(Database.open(copy.parent, keys.data_key, read_only=True)) as database:
            return not (
                examine_database(database, copy, keys.identities) or incomplete_cases(database, keys.identities)
            )
    except VaultError:
        return False


class _Rescue:
    """One rescue, from its damaged copy into the folder of the new vault."""

    def __init__(self, salvage: DamagedReader, layout: Layout, keys: Unlocked, new: Layout) -> None:
        self._salvage = salvage
        self._layout = layout
        self._keys = keys
        self._new = new
        self._office: RescuedOffice = read_office(salvage, layout, keys, now())
        self._who = Rescuer(keys.user, keys.identities, now(), frozenset(self._office.workers))
        self._problems = list(self._office.problems)
        self._chain = Chain.read(salvage)
        self._erased = self._office.erased_cases
        self._told = told_in_this_generation(self._office.identity, layout.erased)

    def run(self) -> RescueReport:
        """Write the new vault and check it in full."""
        data_key = DataKey.make(self._keys.data_key.generation + 1)
        sealed = seal_data_key(data_key, (str(row[1]) for row in self._office.workers.values()))
        self._lay_down_files(sealed)
        path = self._new.database(data_key.database)
        write_new(path, b"")
        database = Database.make(path, data_key.key)
        try:
            with database.transaction():
                write_office(database, self._office, data_key.generation, digest(sealed))
                counts = self._write_cases(database)
            gone = follow(database, self._told, Keyring.of_identities(database, self._keys.identities))
        finally:
            database.close()
        drop_files(self._new, gone)
        self._expect_sound(data_key)
        return RescueReport(
            counts[RescueOutcome.WHOLE], counts[RescueOutcome.INCOMPLETE], counts[RescueOutcome.LOST],
            tuple(dict.fromkeys(self._problems)),
        )

    def _lay_down_files(self, sealed: bytes) -> None:
        for made in (self._new.folder, self._new.keys, self._new.attachments, self._new.backups):
            made.mkdir(mode=0o700)
        write_new(self._new.lock, b"")
        write_new(self._new.data_key, sealed)
        for name, content in self._office.key_files.items():
            write_new(self._new.slot(name), content)

    def _write_cases(self, database: Database) -> Counter[RescueOutcome]:
        rows = read_events(self._salvage)
        attachments = self._read_attachments()
        drafts = self._loose("drafts", 'case_id, path, text, "by", at', "case_id, path")
        finder = Finder(self._salvage, self._who, self._told.reserved)
        outcomes: dict[str, RescueOutcome] = {}
        closed: list[Found] = []
        kept: dict[str, list[RescuedEvent]] = {}
        left_out = 0
        for case_id in sorted(self._case_ids(finder) | rows.keys()):
            events = rows.get(case_id, [])
            found = finder.find(case_id, has_sealed_events=any(is_sealed(event.row[5]) for event in events))
            choice = choose(self._salvage, self._chain, case_id, events, found.key, found.tally)
            files, all_there = self._saved_files(attachments.get(case_id, []), sealed=found.is_reserved)
            outcome = save_case(
                self._salvage, database, found, files, self._who, at_least_its_name=bool(events)
            )
            if outcome is not RescueOutcome.LOST:
                kept[case_id] = choice.events
                left_out += choice.left_out
                outcome = outcome if choice.is_whole and all_there else RescueOutcome.INCOMPLETE
                closed += [found] if found.is_reserved else []
            outcomes[case_id] = outcome
            if found.is_reserved and found.key is None and outcome is not RescueOutcome.WHOLE:
                self._problems.append(let_one_of_the_named())
        self._say_left_out(left_out)
        database.run_many(
            'INSERT INTO drafts (case_id, path, text, "by", at) VALUES (?, ?, ?, ?, ?)',
            [row for row in drafts if row[0] in kept],
        )
        self._take_in_typed(database)
        self._write_chain(database, kept)
        for found in closed:
            if not save_tally(database, found, [event.place for event in rows.get(found.case_id, [])]):
                outcomes[found.case_id] = RescueOutcome.INCOMPLETE
                self._problems.append(let_one_of_the_named())
        return Counter(outcomes.values())

    def _take_in_typed(self, database: Database) -> None:
        """What was noted first and is in no database yet: the last thing that was typed before the damage."""
        left = read_left(self._layout.typed, self._keys.data_key.key)
        keys = Keyring.of_identities(database, self._keys.identities)
        if not all(take_in_left(database, keys, [row]) for row in left):
            self._problems.append(_("Ce qui était en train d’être tapé n’a pas pu être repris en entier."))

    def _write_chain(self, database: Database, kept: dict[str, list[RescuedEvent]]) -> None:
        if not self._chain.is_whole:
            self._problems.append(_(
                "Le journal d’audit a des lacunes : ce qui s’en lit est repris et scellé à nouveau dans le coffre neuf."
            ))
        head = write_chain(database, self._chain, kept, self._erased)
        for case_id in sorted(self._erased - self._chain.erased):
            head.append(row_moment(database), self._who.user, ERASURES[1], case_id, None)
        if self._office.raised:
            head.append(row_moment(database), self._who.user, "role_changed", None, None)
        head.append(row_moment(database), self._who.user, "rescued", None, None)
        head.write()

    def _case_ids(self, finder: Finder) -> set[str]:
        """The cases that any readable row speaks of."""
        told = {entry.case_id for entry in self._chain.entries.values() if entry.case_id is not None}
        return (finder.case_ids() | told) - self._erased - self._chain.erased

    def _loose(self, table: str, columns: str, keys: str) -> list[Row]:
        """Rows of which nothing else says that they were there: where some do not read, that is a problem."""
        rows, all_read = self._salvage.with_gaps(lambda: self._salvage.keyed(table, columns, keys))
        if not all_read:
            self._problems.append(_(
                "Des pièces jointes ou des saisies en cours sont perdues : leur liste ne se lit plus en entier."
            ))
        return rows

    def _read_attachments(self) -> dict[str, list[Row]]:
        """Id, case, digest, name, identity, by, at, and what stands sealed beside its document, by case."""
        if self._salvage.has_records:
            rows = self._loose("files", "id, case_id, digest, NULL, NULL, NULL, NULL, of_before", "id")
        else:
            rows = self._loose("attachments", 'id, case_id, digest, name, identity, "by", at, NULL', "id")
        found: dict[str, list[Row]] = {}
        for row in rows:
            found.setdefault(str(row[1]), []).append(row)
        return found

    def _saved_files(self, rows: list[Row], *, sealed: bool) -> tuple[list[SavedFile], bool]:
        """Lay down the files that are as they were written; gives what is known of each, and whether all are there."""
        files = []
        for name, _case_id, noted, *told, beside in rows:
            content = self._file(str(name), str(noted))
            is_there = content is not None
            if content is not None:
                write_new(self._new.attachment(str(name)), content)
            else:
                self._problems.append(_("Une pièce jointe est perdue : son fichier n’est plus celui qui a été écrit."))
            record: Record | None = None
            of_before = None if beside is None else str(beside)
            if told[0] is not None and sealed:
                of_before = json.dumps(told)
            elif told[0] is not None:
                record = {**dict(zip(("name", "identity", "by", "at"), told, strict=True)), "digest": noted}
            files.append(SavedFile(str(name), str(noted) if is_there else "", record, of_before))
        return files, all(file.digest for file in files)

    def _file(self, name: str, noted: str) -> bytes | None:
        """As it was written: the vault's own, else the one beside its backups; None where neither is."""
        beside = self._layout.backups / BESIDE
        for path in (self._layout.attachment(name), beside / self._layout.attachment(name).name):
            content = bytes_or_none(path)
            if content is not None and digest(content) == noted:
                return content
        return None

    def _say_left_out(self, count: int) -> None:
        if count:
            self._problems.append(ngettext(
                "{count} accord ou titre légal n’est pas repris : le journal d’audit ne prouve plus qu’il vaut encore. "
                "Redemandez-le avant toute transmission.",
                "{count} accords ou titres légaux ne sont pas repris : le journal d’audit ne prouve plus qu’ils valent "
                "encore. Redemandez-les avant toute transmission.",
                count,
            ).format(count=count))

    def _expect_sound(self, data_key: DataKey) -> None:
        expect_encrypted(self._new.database(data_key.database))
        database = Database.open(self._new.folder, data_key, read_only=True)
        try:
            report = examine(database, self._new.folder, data_key, *self._keys.identities)
        finally:
            database.close()
        if not report.sound:
            raise VaultDamaged(_(
                "Ce qui a été sauvé ne forme pas un coffre sain : rien n’a été laissé. Gardez le coffre endommagé tel "
                "quel et restaurez une sauvegarde vérifiée."
            ))
        for made in (self._new.keys, self._new.attachments, self._new.folder):
            settle(made)
