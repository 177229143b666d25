"""The open vault: what services read from it and write to it."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from caselink.clock import computer_now, spelled
from caselink.domain.answers import Json
from caselink.domain.roles import may
from caselink.domain.vault_time import ClockStanding
from caselink.errors import UserError, VaultError, VaultGone
from caselink.i18n import _
from caselink.vault import attachments, case_rows, clock, places, workplace
from caselink.vault.change import Change, expect_action
from caselink.vault.checks.side_files import bytes_or_none
from caselink.vault.document import CaseDocument
from caselink.vault.document_store import DocumentStore, load_document
from caselink.vault.erasure import erased_list
from caselink.vault.faults import damaged, unreachable
from caselink.vault.folder import RECOVERY, Layout
from caselink.vault.ids import new_id
from caselink.vault.keys.keys import digest
from caselink.vault.open_files import OpenFiles, overwritten
from caselink.vault.opened import Opened
from caselink.vault.reading import ReadVault
from caselink.vault.reserved import access
from caselink.vault.seen import write_seen
from caselink.vault.trail import audit
from caselink.vault.typed import TypedFile, read_left
from caselink.vault.typing import Typing, drafts_among, place_among, take_in, take_in_left
from caselink.vault.undoing import plan_undo

if TYPE_CHECKING:
    from caselink.vault.backup.copying import PendingCopy

DRAFT: Final = "draft"
"""Keeping what is being typed, which has no row in the audit chain."""
PASSED_OVER: Final = "erased_list_passed_over"
"""A list of what was erased lay in the vault's folder that is none of this vault."""
_UNDATED: Final = frozenset({DRAFT, PASSED_OVER, "recovery_used", "backup_made", "case_key_renewed"})
"""What is done also by a clock far ahead: it is dated by the last row, and nothing depends on its day."""


class Vault(ReadVault):
    """An open vault: what is read of it (`ReadVault`), and what is written.

    It belongs to the thread that opened it, holds the lock until `close`, and is a context manager.

    Every method raises VaultError for damage and a failing disk; after damage was met nothing more is written.
    """

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened)
        self._peer = secrets.randbits(63)
        self._store = DocumentStore(self._database, self._peer)
        self.passes_over_a_list = False
        """Whether a list of what was erased lay in the folder that is none of this vault: it was not followed."""
        self._change: Change | None = None
        self._typed = TypedFile(Layout(opened.folder).typed, opened.data_key.key)
        self._when_committed: list[Callable[[], None]] = []
        self._end: audit.AuditHead | None = None
        self._is_closed = False
        self.gone: VaultGone | None = None
        """Why nothing more is written: the files at the path are others by now. Says where all of it was saved."""
        self._watch(opened)
        row = self._database.one("SELECT office_id, seat_id, seat_home FROM meta")
        if row is None:
            raise damaged()
        self._office_id, self._seat_id, home = (str(value) for value in row)
        self._home = str(opened.folder.stat().st_ino)
        self._seat_is_new = home != self._home
        if self._seat_is_new:
            self._seat_id = new_id()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def office_id(self) -> str:
        """The office, the same in all copies of its vault (UUIDv7)."""
        return self._office_id

    @property
    def seat_id(self) -> str:
        """This copy of the vault (UUIDv7). A folder that was copied or restored lies elsewhere on the disk, by which it
        is known to be another copy (decision 26); its new id is kept with the first change: opening writes nothing."""
        return self._seat_id

    def go_on_with(self, opened: Opened) -> None:
        """For changes of keys, inside this package: go on with these keys and this database; the one of before is
        closed where it is another. Who opened it is as the workers say now."""
        if opened.database is not self._database:
            self._database.close()
            self._store = DocumentStore(opened.database, self._peer)
            self._typed.go_on_with(opened.data_key.key)
            self._end = None
        before = self._clock
        self._connect(opened)
        self._clock.go_on_from(before)
        self._watch(opened)

    def key_file_of(self, name: str, noted: str) -> bytes | None:
        """A worker's key file of that digest, as it lay in the folder when the vault was opened: also where it is gone.
        """
        content = self._key_files.get(name, b"")
        return content if digest(content) == noted else None

    def stop_writing(self) -> None:
        """Damage was found outside of the connection, in a copy: nothing more is written. From any thread."""
        self._database.mark_damaged()

    def expect_at_its_place(self) -> None:
        """Raises VaultGone where the vault at its path is another one by now, or somebody wrote into its file.

        What this process holds of it is then saved beside, once, and the sentence says where; nothing more is written.
        After damage was met nothing is written anyway, and nothing is asked.
        """
        if self.gone is not None:
            raise self.gone
        if self._database.is_damaged:
            return
        try:
            self._database.expect_at_its_place()
        except VaultGone as fault:
            raise self._saved_beside(fault) from fault
        if self._database.was_touched():
            self._compare_what_was_touched()

    def close(self) -> None:
        """Close the database and give the lock back. The keys stay in memory until the process ends.

        Where the vault at its path is another one by now, what was saved in this one is saved beside: see `gone`.
        """
        if self._is_closed:
            return
        self._is_closed = True
        with contextlib.suppress(VaultError):
            self.expect_at_its_place()
        self._typed.close()
        self._database.close()
        self._opened.lock.release()

    def typing(self, case_id: str | None) -> Typing | None:
        """What notes at once, from any thread, what is typed in that case, or outside of any; good until the case is
        reserved or opened to all. None where nothing is written, or she may not. Raises UserError where the case is
        closed to her."""
        if self.read_only or (case_id is not None and not may(self._role, DRAFT)):
            return None
        key = None if case_id is None else self._keys.key_of(case_id)
        return Typing(self._typed, self.user, case_id, key)

    def place(self) -> dict[str, Json]:
        """Where this worker was when her last session ended, or is; empty the first time."""
        noted = place_among(self._typed.notes().values())
        return super().place() if noted is None else noted

    def drafts(self, case_id: str) -> dict[str, str]:
        """What was and is being typed in this case, by path."""
        return super().drafts(case_id) | drafts_among(self._typed.notes().values(), case_id)

    def take_in_typed(self) -> None:
        """Have the database hold what was typed, before it is copied."""
        if self._typed.notes():
            with self._transaction():
                pass

    def keep_place(self, place: dict[str, Json]) -> None:
        """Remember where this worker is: `case` is the id of the case, if she is in one. No row in the audit chain."""
        if self.read_only:
            return
        with self._writing():
            places.keep_place(self._database, self._keys, place)

    def keep_seen(self, seen: Collection[str]) -> None:
        """Keep what this worker was told and has seen. No row in the audit chain."""
        if self.read_only:
            return
        with self._writing():
            write_seen(self._database, self.user, seen)

    def keep_draft(self, case_id: str, path: str, text: str) -> None:
        """Keep what stands in a field while it is typed, over what was kept before. No row in the audit chain."""
        self.expect_allowed(DRAFT)
        with self._writing():
            case_rows.keep_draft(self._database, case_id, path, text, self.user, self._keys.key_of(case_id))

    def drop_draft(self, case_id: str, path: str) -> None:
        """Forget the draft of a field."""
        self.expect_allowed(DRAFT)
        with self._writing():
            case_rows.drop_draft(self._database, case_id, path, self._keys.key_of(case_id))

    def erasures_are_listed(self) -> bool:
        """Whether the lists by which older copies follow say all that was erased; tries to write what they lack."""
        self._database.expect_sound()
        return erased_list.keep(self._database, self.folder)

    def keep_lists(self) -> None:
        """Have the lists that older copies follow say all that was erased, encrypted to those who have a key today."""
        erased_list.keep(self._database, self.folder)

    def catch_up(self) -> None:
        """Erase what was erased from another copy of this vault, before anything of it is shown, and clear away what
        a killed process left, copies of the vault too. Raises VaultError where the disk refuses the first.

        The list in the folder is believed by a copy alone, and where it continues its audit trail: who was removed from
        the office and still reaches the folder could have written it.
        """
        if self.read_only:
            return
        self._database.expect_sound()
        beside, mine = Layout(self.folder).erased, self._opened.identities
        told = erased_list.told_here(self._database)
        if self._seat_is_new:
            told += erased_list.believed_beside(self._database, beside, mine)
        self.passes_over_a_list = erased_list.is_passed_over(self._database, beside, mine, told)
        self._take_in_left()
        gone = erased_list.follow(self._database, told, self._keys)
        erased_list.keep(self._database, self.folder, told)
        attachments.drop_files(Layout(self.folder), gone)
        attachments.sweep(self._database, Layout(self.folder), self._clock.now())
        workplace.sweep_up(self.folder)
        self.renew_case_keys()
        if self.passes_over_a_list and may(self._role, PASSED_OVER):
            with self.change(PASSED_OVER):
                pass

    def _take_in_left(self) -> None:
        """What a killed process was still to write. Where the disk refuses, it stays for the next opening."""
        left = read_left(Layout(self.folder).typed, self._opened.data_key.key)
        with contextlib.suppress(VaultError):
            if left:
                with self._reading(), self._transaction():
                    take_in_left(self._database, self._keys, left)
            self._typed.drop()

    def renew_case_keys(self) -> None:
        """A reserved case whose key somebody still has who went, or that vouches for nothing, gets a new one by the
        first of those named who opens the vault."""
        with self._reading():
            to_renew = access.to_renew(self._database, self._keys)
        for case_id in to_renew:
            # a full disk, say: the vault opens, and the next opening tries again
            with contextlib.suppress(VaultError), self.change("case_key_renewed", case_id) as change:
                change.renew_key(case_id)

    @contextlib.contextmanager
    def change(self, action: str, case_id: str | None = None, whom: tuple[str, ...] = ()) -> Iterator[Change]:
        """One transaction: everything inside is kept, with its row in the audit chain, or nothing is.

        `action` is an id like `answer`, `case_id` the id of the case; left out, it is that of the only case changed.
        `whom` is the worker it is done to and, where it makes her something, what (`done_to`).
        """
        expect_action(action, case_id)
        self.expect_allowed(action)
        if self._change is not None:
            raise RuntimeError("a change inside a change")
        try:
            with self._transaction():
                change = Change(
                    self._database, Layout(self.folder), self._keys, self._store, self._head(), self._clock
                )
                self._change = change
                if zone := self._clock.zone_to_keep():
                    change.set_setting(clock.ZONE, zone)
                try:
                    yield change
                    change.finish(audit.done_to(action, *whom) if whom else action, case_id)
                finally:
                    self._change = None
        except BaseException:
            self._store.forget()
            self._end = None
            raise
        self._clock.keep(change.moment, change.told)
        self._once_committed(change.after_commit)

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Changes made inside are committed as one: the disk is waited for once. Each of them is all or nothing by
        itself, and all are nothing where the commit fails."""
        try:
            with self._transaction():
                yield
        except BaseException:
            self._store.forget()
            self._when_committed.clear()
            self._end = None
            raise
        steps, self._when_committed = self._when_committed, []
        for step in steps:
            step()

    def _once_committed(self, step: Callable[[], None]) -> None:
        if self._database.in_transaction:
            self._when_committed.append(step)
        else:
            step()

    def say_clock_is_right(self) -> None:
        """Somebody at the desk says that the computer's clock is right, though it is behind the trail or far ahead.

        Where it is behind, the later day counts all the same until the coordination takes it back.
        """
        self._clock.believe()
        with self.change(clock.SAID_RIGHT):
            pass

    def note_clock(self) -> None:
        """Where the computer's clock is behind the trail, write that there, with what the clock says; once while it
        stands so. Nothing for a copy that is only looked at, nor for a role that writes nothing."""
        if not self.read_only and may(self._role, clock.BEHIND) and self._clock.is_to_be_noted():
            self._write_row(clock.BEHIND, computer_now())

    def note_unlocked(self) -> None:
        """Write that this worker opened it. Nothing for a copy that is only looked at, for the recovery code, whose use
        has a row of its own, nor by a clock that does not go with the trail: no day comes into it by looking."""
        if not self.read_only and self.user != RECOVERY and self._clock.standing is ClockStanding.RIGHT:
            with self.change(audit.UNLOCKED):
                pass

    def take_back_day(self) -> None:
        """The trail has a day that was wrong: from now on what the computer's clock says counts. What was withdrawn
        meanwhile stays withdrawn. Raises UserError for who is no coordinator, and where the clock is not behind."""
        self.expect_allowed(clock.TAKEN_BACK)
        if self._clock.standing is not ClockStanding.BEHIND:
            raise UserError(_(
                "L’horloge de cet ordinateur n’est pas en retard sur ce coffre : il n’y a aucun jour à reprendre. "
                "Rien n’a été modifié."
            ))
        moment = computer_now()
        self._write_row(clock.TAKEN_BACK, moment)
        self._clock.start_again(moment)

    def _compare_what_was_touched(self) -> None:
        """Somebody wrote into the file, or its disk tells times that mean nothing. What is in memory is copied first:
        to compare takes it away."""
        from caselink.vault.backup import saving_side_files  # which copies vaults

        copy = saving_side_files.copied(self)
        if self._database.was_overwritten():
            raise self._saved_beside(overwritten(), copy)
        if copy is not None:
            copy.drop()

    def _saved_beside(self, fault: VaultGone, copy: PendingCopy | None = None) -> VaultGone:
        from caselink.vault.backup import saving_side_files  # which copies vaults

        self.gone = saving_side_files.saved(self, fault, copy)
        self._typed.go_on_in(None if self.gone.saved is None else Layout(self.gone.saved).typed)
        return self.gone

    def _watch(self, opened: Opened) -> None:
        layout, database = Layout(opened.folder), opened.database
        names = [str(row[0]) for row in database.all("SELECT name FROM workers")]
        self._key_files = {name: bytes_or_none(layout.slot(name)) or b"" for name in names}
        if opened.read_only:
            return
        try:
            database.watch(OpenFiles(
                layout.database(opened.data_key.database), layout.data_key, opened.lock,
                lambda: str((database.one("SELECT data_key_digest FROM meta") or ("",))[0]),
            ))
        except OSError as fault:
            raise unreachable() from fault

    def _write_row(self, action: str, moment: datetime) -> None:
        """A row with the computer's own moment, though it lies before the one of before."""
        try:
            with self._transaction():
                head = self._head()
                head.append(spelled(moment), self.user, action, None, None)
                head.write()
        except BaseException:
            self._end = None
            raise

    def _head(self) -> audit.AuditHead:
        """The end of this seat's chain: read once, then where the last change left it, if nothing else wrote since."""
        if self._end is None or not self._end.is_the_end():
            self._end = audit.read_head(self._database)
        if self._end is None:
            self._database.mark_damaged()
            raise damaged()
        return self._end

    def undo(self, case_id: str) -> bool:
        """Take back this worker's last change of answers, entries or needs of a case, as a change of its own.

        False where there is none left. A change that somebody has written over since is not taken back there, and
        what came with the opening of a case, or lies before something erased, can't be taken back.
        """
        plan = plan_undo(self._document(case_id), self.user)
        if plan is None:
            return False
        with self.change("undo", case_id) as change:
            change.take_back(case_id, plan)
        return True

    def _document(self, case_id: str) -> CaseDocument:
        return load_document(self._database, case_id, self._peer, self._keys.key_of(case_id))

    def expect_allowed(self, action: str) -> None:
        """Raises UserError where the copy is only looked at, or this worker's role does not go so far, and VaultDamaged
        where damage was met."""
        if self.read_only and not self.is_backup:
            raise UserError(_(
                "Ce coffre est ouvert en lecture seule : là où il se trouve, rien ne peut être écrit. Rien n’a été "
                "enregistré. Libérez de la place, ou copiez le répertoire du coffre ailleurs, puis rouvrez-le."
            ))
        if self.read_only:
            raise UserError(_(
                "Ce que vous regardez est une sauvegarde : rien n’y est enregistré. "
                "Ouvrez le coffre lui-même quand il sera libre."
            ))
        self._database.expect_sound()
        if action not in _UNDATED:
            self._clock.expect_not_ahead()
        if not may(self._role, action):
            raise UserError(_(
                "Votre rôle dans ce service ne permet pas cela : rien n’a été modifié. "
                "Demandez à la coordination."
            ))

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        """Reads see what the running change has written so far."""
        if self._change is not None:
            self._change.settle()
        with super()._reading():
            yield

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """A small write without a row in the audit chain, inside the running change where there is one."""
        if self._change is not None:
            yield
            return
        with self._transaction():
            yield

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        """One of its own, or a part of what is done together. It takes in what was typed until it began."""
        if self._database.in_transaction:
            with self._database.part():
                yield
            return
        self.expect_at_its_place()
        typed = self._typed.notes()
        try:
            with self._database.transaction():
                if self._seat_is_new:
                    self._database.run("UPDATE meta SET seat_id = ?, seat_home = ?", self._seat_id, self._home)
                take_in(self._database, self._keys, typed.values())
                yield
        except VaultGone as fault:
            raise self._saved_beside(fault) from fault
        self._seat_is_new = False
        self._typed.settle(typed)
