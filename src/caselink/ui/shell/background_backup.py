"""Backups by themselves while a session is open: copied when the worker pauses, verified on a thread of their own."""

from __future__ import annotations

import contextlib
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from caselink.errors import CaseLinkError, VaultDamaged
from caselink.event_log import fault_sentence, record_fault
from caselink.services.backups import (
    BackupFile,
    Cleansed,
    Cleansing,
    PendingBackup,
    copy_now,
    drop_bad_attachments,
    is_backup_due,
    list_backups,
    plan_cleansing,
    state_of_backup,
)
from caselink.ui.shell.vault_thread import HandingOver, Interrupted, VaultThread

if TYPE_CHECKING:
    from caselink.services.office import Office

QUIET_MS: Final = 10_000
EACH_MS: Final = 3_600_000


class BackgroundBackup(QObject):
    """Makes a backup once nothing was asked of the vault for a while after opening, then each hour in which something
    was done; then takes out of earlier ones what was erased. Nobody waits for it.
    """

    damaged = Signal(str)
    """The copy is not sound, so neither is the vault: a finished sentence."""

    failed = Signal(str)
    """No backup could be made (the disk is full): a finished sentence."""

    lost = Signal(str)
    """A backup was made without attachments or key files that the vault itself had lost: a finished sentence."""

    dropped = Signal(str)
    """Backups of before an erasure were let go of: a finished sentence."""

    finished = Signal(bool)
    """One round is over; whether it made a backup."""

    _verified = Signal(object)

    def __init__(
        self, thread: VaultThread, parent: QObject, quiet_ms: int = QUIET_MS, each_ms: int = EACH_MS
    ) -> None:
        super().__init__(parent)
        self._thread = thread
        self._running = False
        self._again = False
        self._newest_is_bad = False
        self._known_good: set[tuple[str, int, int]] = set()
        self._quiet = QTimer(self, singleShot=True, interval=quiet_ms, timerType=Qt.TimerType.PreciseTimer)
        self._quiet.timeout.connect(self._begin)
        self._hourly = QTimer(self, interval=each_ms)
        self._hourly.timeout.connect(self._quiet.start)
        thread.busy_changed.connect(self._wait_longer)
        self._verified.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._quiet.start()
        self._hourly.start()

    def start_now(self) -> None:
        """Begin a round, after an erasure nobody waits for a pause. One that is running took its copy before, so that
        another one follows it."""
        self._again = self._running
        self._begin()

    @property
    def running(self) -> bool:
        """Whether a round is going on."""
        return self._running

    def _begin(self) -> None:
        if not self._running:
            self._running = True
            self._quiet.stop()
            self._thread.run(self._copy, self._verify, self._give_up, owner=self)

    def _wait_longer(self, busy: bool) -> None:
        if not busy and self._quiet.isActive():
            self._quiet.start()

    def _copy(self, office: Office) -> tuple[PendingBackup | None, Cleansing | None, Path | None]:
        """On the vault's thread. Where none is due, the newest is read again: it may be damaged by now."""
        plan = plan_cleansing(office)
        if self._newest_is_bad or is_backup_due(office):
            return copy_now(office, self._thread.give_way), plan, None
        files = () if office.read_only else list_backups(office.folder, office.vault_now())
        return None, plan, files[0].path if files else None

    def _verify(self, copied: tuple[PendingBackup | None, Cleansing | None, Path | None]) -> None:
        """A daemon: locking never waits for it; what it leaves then is swept up at the next backup."""
        threading.Thread(target=self._work, args=copied, name="backup", daemon=True).start()

    def _work(self, copy: PendingBackup | None, cleansing: Cleansing | None, newest: Path | None) -> None:
        done: Future[tuple[BackupFile | None, Cleansed, str]] = Future()
        with HandingOver(done):
            made = None if copy is None else copy.finish()
            bad = "" if newest is None else self._problem(newest)
            done.set_result((made, Cleansed() if cleansing is None else cleansing.run(), bad))
        with contextlib.suppress(RuntimeError):  # the session ended meanwhile, and this object with it
            self._verified.emit(done)

    def _problem(self, newest: Path) -> str:
        """What is wrong with the newest backup; read once in a session, as long as nobody touches it."""
        with contextlib.suppress(OSError):
            found = newest.stat()
            seen = (newest.name, found.st_size, found.st_mtime_ns)
            if seen in self._known_good:
                return ""
            state = state_of_backup(newest)
            if state.sound:
                self._known_good.add(seen)
            if not state.sound:
                drop_bad_attachments(newest.parent)
            return state.problem or ""
        return ""

    def _end(self, done: Future[tuple[BackupFile | None, Cleansed, str]]) -> None:
        fault = done.exception()
        if fault is None:
            made, cleansed, bad = done.result()
            self._newest_is_bad = bool(bad)
            if bad:
                self.failed.emit(bad)
                self._again = True
            if made is not None and made.lost.sentence:
                self.lost.emit(made.lost.sentence)
            if cleansed.sentence:
                self.dropped.emit(cleansed.sentence)
            self._rest()
            self.finished.emit(made is not None)
        elif isinstance(fault, CaseLinkError):
            self._give_up(fault)
        else:
            self._give_up(CaseLinkError(fault_sentence(record_fault(fault))))

    def _give_up(self, fault: CaseLinkError) -> None:
        self._rest()
        if isinstance(fault, VaultDamaged):
            self.damaged.emit(fault.sentence)
        elif not isinstance(fault, Interrupted):
            self.failed.emit(fault.sentence)

    def _rest(self) -> None:
        """The round is over; the one that was asked for meanwhile begins."""
        self._running = False
        if self._again:
            self.start_now()
