"""A disk that does not answer must not keep a process with keys alive: locking ends it all the same.

The keys are gone `LONGEST` seconds after the lock: what was typed is noted by then and comes back at the next opening.
Only for what was decided and is noted nowhere (a withdrawal, say) the disk is waited for, as long as one thing after
the other gets done, and not beyond `LONGEST_OWED`. The system may hold on to a process until the disk answers; nobody
can end it sooner.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final, Protocol

LONGEST: Final = 2.0
LONGEST_OWED: Final = 15.0
_LOOK: Final = 0.05


class Ending(Protocol):
    """What is to come to its end; asked from another thread."""

    @property
    def done(self) -> int:
        """How much was done so far."""

    @property
    def owes(self) -> bool:
        """Whether something would be lost if it were ended now."""


class EndWatch:
    """From when it is made until `stop`: calls `give_up`, in a thread of its own, where the end does not come."""

    def __init__(self, ending: Ending, give_up: Callable[[], None]) -> None:
        self._ending = ending
        self._give_up = give_up
        self._stopped = threading.Event()
        threading.Thread(target=self._watch, name="end", daemon=True).start()

    def stop(self) -> None:
        """The end has come."""
        self._stopped.set()

    def _watch(self) -> None:
        began = moved = time.monotonic()
        done = self._ending.done
        while not self._stopped.wait(_LOOK):
            now = time.monotonic()
            if (progress := self._ending.done) != done:
                done, moved = progress, now
            since = moved if self._ending.owes and now - began < LONGEST_OWED else began
            if now - since >= LONGEST:
                self._give_up()
                return
