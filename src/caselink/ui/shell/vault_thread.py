"""One thread owns the office and its vault (decision 31); the window asks it and never waits for it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum, auto
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from caselink.errors import CaseLinkError, UserError, VaultDamaged, VaultGone
from caselink.event_log import fault_sentence, record_fault
from caselink.i18n import _

if TYPE_CHECKING:
    from caselink.domain.vault_time import VaultTime
    from caselink.services.office import Office

T = TypeVar("T")


class Interrupted(CaseLinkError):
    """A long job was ended because the office closes; nothing of it is kept."""


class HandingOver:
    """What is raised inside goes to the window's thread through a future, whole, as an executor does it."""

    def __init__(self, future: Future[T]) -> None:
        self._future = future

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, _kind: type[BaseException] | None, fault: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        if fault is not None:
            self._future.set_exception(fault)
        return True


class JobKind(Enum):
    """What becomes of a job that the end of the session finds waiting."""

    READING = auto()
    """It is not done: nobody is there to see the answer."""
    NOTED = auto()
    """It is done where the disk lets it; what it would record is noted already, and comes back at the next opening."""
    OWED = auto()
    """It is waited for."""


@dataclass(frozen=True, slots=True)
class _Job:
    future: Future[object]
    work: Callable[[], object]
    kind: JobKind
    together: bool
    """Whether it is a small change of a case, that reaches the disk with others of its kind."""


class VaultThread(QObject):
    """Runs what touches the vault, one thing after the other, on a thread of its own.

    Results come back on the window's thread. `then` is not called when the widget it belongs to is gone: the `owner`,
    or, where none is named, the object of a bound method. Sentences of errors that nobody takes, also because the page
    was left meanwhile, go out as `failed`: no change is lost unheard.
    """

    failed = Signal(str)
    """A finished sentence for the message bar."""

    damaged = Signal(str)
    """Damage was met, a finished sentence; whoever asked is told as of every error, but `failed` does not repeat it."""

    gone = Signal(object)
    """The vault at its place is another one by now (VaultGone); `failed` does not repeat it."""

    busy_changed = Signal(bool)
    """True while something is being done or waits to be."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="vault")
        self._office: Office | None = None
        self.left_gone: VaultGone | None = None
        """Whether the vault that was closed was not the one at its place any more."""
        self.time: VaultTime | None = None
        """What the vault knew of time after the last job; None before one was open. Read on any thread."""
        self._asked: deque[_Job] = deque()
        self._doing: tuple[_Job, ...] = ()
        self._latest: dict[str, Future[object]] = {}
        self._waiting = 0
        self._opening = 0
        self._closed = False
        self.done = 0
        """How much was done so far, delivered or not."""
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self, fn: Callable[[Office], T], then: Callable[[T], None] | None = None,
        failed: Callable[[CaseLinkError], None] | None = None, *, owner: QObject | None = None, replaces: str = "",
        kind: JobKind = JobKind.OWED, together: bool = False,
    ) -> None:
        """Do `fn(office)` on the vault's thread and hand its result to `then`, or its error to `failed`.

        A call that `replaces` something drops the earlier calls of that name that have not delivered yet: for
        searches and other reading only, never for a change. Calls that may be done `together` and wait one behind the
        other are one commit: `fn` may be called once more where one of them fails.
        """
        self.call(
            lambda: fn(self._opened()), then, failed, owner=owner, replaces=replaces, kind=kind, together=together
        )

    def call(
        self, fn: Callable[[], T], then: Callable[[T], None] | None = None,
        failed: Callable[[CaseLinkError], None] | None = None, *, owner: QObject | None = None, replaces: str = "",
        kind: JobKind = JobKind.OWED, together: bool = False,
    ) -> None:
        """Like `run`, for what needs no open office."""
        if self._closed:
            return
        future: Future[T] = Future()
        job_kind = JobKind.READING if replaces else kind
        self._asked.append(_Job(future, fn, job_kind, together))  # type: ignore[arg-type]
        self._pool.submit(self._do_next)
        if replaces:
            earlier = self._latest.get(replaces)
            if earlier is not None:
                earlier.cancel()
            self._latest[replaces] = future  # type: ignore[assignment]
        self._waiting += 1
        if self._waiting == 1:
            self.busy_changed.emit(True)
        job = (future, then, failed, owner, replaces)
        future.add_done_callback(lambda _future: self._finished.emit(job))

    def open(
        self, opener: Callable[[], tuple[Office, T]], then: Callable[[T], None],
        failed: Callable[[CaseLinkError], None] | None = None,
    ) -> None:
        """Open an office on the thread that will own it; `then` gets what the opener returned beside it."""

        def adopt() -> T:
            try:
                office, beside = opener()
                self._close_office()
                self._office = office
            finally:
                self._opening -= 1
            return beside

        if not self._closed:
            self._opening += 1
            self.call(adopt, then, failed)

    def leave(self, then: Callable[[None], None]) -> None:
        """Close the office and keep the thread, so that another one can be opened."""
        self.call(self._close_office, then)

    def give_way(self) -> None:
        """On the vault's thread, between two pieces of a long job: do first what was asked meanwhile.

        Raises Interrupted where the office is being closed.
        """
        while self._asked:
            self._do_next()
        if self._closed:
            raise Interrupted(_("Interrompu."))

    @property
    def holds_keys(self) -> bool:
        """Whether an office is open, or is being opened."""
        return self._opening > 0 or self._office is not None

    @property
    def busy(self) -> bool:
        """Whether something is being done, waits, or has an answer that was not delivered yet."""
        return self._waiting > 0

    @property
    def owes(self) -> bool:
        """Whether something would be lost if this process ended now. From any thread."""
        return any(job.kind is JobKind.OWED for job in (*self._doing, *self._asked.copy()))

    def close(self) -> None:
        """Do all changes that were asked for, close the office, end the thread. Waits; what is asked later is not done.
        """
        self._closed = True
        self._pool.submit(self._close_office).result()
        self._pool.shutdown()

    def _do_next(self) -> None:
        """Do what was asked first, unless a longer job gave way to it already."""
        jobs = self._take()
        before, self._doing = self._doing, jobs
        try:
            if len(jobs) < 2 or not self._did_together(jobs):
                for job in jobs:
                    self._do(job)
        finally:
            self._doing = before
        self.done += len(jobs)

    def _take(self) -> tuple[_Job, ...]:
        """What was asked first, with all that may be done together with it; what is not to be done any more is left out
        from between."""
        jobs: list[_Job] = []
        while self._asked and (not jobs or (jobs[0].together and self._asked[0].together)):
            job = self._asked.popleft()
            if self._closed and job.kind is JobKind.READING:
                job.future.cancel()
            if job.future.set_running_or_notify_cancel():
                jobs.append(job)
        return tuple(jobs)

    def _do(self, job: _Job) -> None:
        with HandingOver(job.future):
            try:
                result = job.work()
            finally:
                self.time = self.time if self._office is None else self._office.time
            job.future.set_result(result)

    def _did_together(self, jobs: Sequence[_Job]) -> bool:
        """Do them as one commit; what one of them is refused keeps the others from nothing. Where anything else fails
        nothing was done, and each is to be done by itself."""
        done: Future[list[tuple[_Job, object, UserError | None]]] = Future()
        with HandingOver(done):
            with self._opened().together():
                answers = [_attempt(job) for job in jobs]
            done.set_result(answers)
        if done.exception() is not None:
            return False
        self.time = self._opened().time
        for job, result, refusal in done.result():
            if refusal is not None:
                job.future.set_exception(refusal)
            else:
                job.future.set_result(result)
        return True

    def _close_office(self) -> None:
        if self._office is not None:
            self._office.close()
            self.left_gone = self._office.gone
            self._office = None

    def _opened(self) -> Office:
        if self._office is None:
            raise RuntimeError("no office is open")
        return self._office

    def _deliver(self, job: tuple[Future[T], Callable[[T], None] | None, object, QObject | None, str]) -> None:
        future, then, failed, owner, replaces = job
        self._waiting -= 1
        if self._waiting == 0:
            self.busy_changed.emit(False)
        stale = bool(replaces) and self._latest.get(replaces) is not future
        if replaces and not stale:
            del self._latest[replaces]  # it holds the answer, and the page that asked
        if stale or future.cancelled():
            return
        gone = _gone(owner) or _gone(getattr(then, "__self__", None))
        error = future.exception()
        if error is not None:
            self._fail(error, None if gone else failed)
        elif then is not None and not gone:
            then(future.result())

    def _fail(self, error: BaseException, failed: object) -> None:
        if not isinstance(error, CaseLinkError):
            error = CaseLinkError(fault_sentence(record_fault(error)))
        if isinstance(error, VaultDamaged):
            self.damaged.emit(error.sentence)
        if isinstance(error, VaultGone):
            self.gone.emit(error)
        if callable(failed) and not _gone(getattr(failed, "__self__", None)):
            failed(error)
        elif not isinstance(error, VaultDamaged | VaultGone):
            self.failed.emit(error.sentence)


def _attempt(job: _Job) -> tuple[_Job, object, UserError | None]:
    """What came of it, also where it was refused; any other fault is raised."""
    try:
        return job, job.work(), None
    except UserError as refusal:
        return job, None, refusal


def _gone(owner: object) -> bool:
    return isinstance(owner, QObject) and not shiboken6.isValid(owner)
