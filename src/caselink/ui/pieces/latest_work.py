"""Work that needs no vault, on a thread of its own: the window never waits for a strange file."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from caselink.errors import CaseLinkError
from caselink.event_log import fault_sentence, record_fault
from caselink.ui.shell.vault_thread import HandingOver

T = TypeVar("T")


class LatestWork(QObject):
    """Runs one thing at a time for one owner; a later one makes the answer of an earlier one stale.

    Threads are daemons: locking never waits for them.
    """

    _done = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._turn = 0
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self.waiting = False
        """Whether an answer is still to come."""

    def run(self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[CaseLinkError], None]) -> None:
        """Do `work` there, and hand its result to `then`, or its error to `failed`, on the window's thread."""
        self._turn += 1
        self.waiting = True
        turn = self._turn

        def worked() -> None:
            future: Future[T] = Future()
            with HandingOver(future):
                future.set_result(work())
            with contextlib.suppress(RuntimeError):  # the page is gone meanwhile
                self._done.emit((turn, future, then, failed))

        threading.Thread(target=worked, name="beside", daemon=True).start()

    def forget(self) -> None:
        """Whatever is still to come is not wanted any more."""
        self._turn += 1
        self.waiting = False

    def _deliver(
        self, done: tuple[int, Future[T], Callable[[T], None], Callable[[CaseLinkError], None]]
    ) -> None:
        turn, future, then, failed = done
        if turn != self._turn or not shiboken6.isValid(self.parent()):
            return
        self.waiting = False
        fault = future.exception()
        if fault is None:
            then(future.result())
        elif isinstance(fault, CaseLinkError):
            failed(fault)
        else:
            failed(CaseLinkError(fault_sentence(record_fault(fault))))
