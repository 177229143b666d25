"""A disk that does not answer must not keep a process with keys alive: locking ends it all the same.

As long as one thing after the other gets done, what was asked before the lock is still done; the keys are gone after
`PATIENCE` seconds without any such progress, after `LONGEST` in any case. The system may hold on to a process until
the disk answers; nobody can end it sooner.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

PATIENCE: Final = 2.0
LONGEST: Final = 15.0
_LOOK: Final = 0.1


class EndWatch:
    """From when it is made until `stop`: calls `give_up`, in a thread of its own, where the end does not come."""

    def __init__(self, progress: Callable[[], int], give_up: Callable[[], None]) -> None:
        self._progress = progress
        self._give_up = give_up
        self._stopped = threading.Event()
        threading.Thread(target=self._watch, name="end", daemon=True).start()

    def stop(self) -> None:
        """The end has come."""
        self._stopped.set()

    def _watch(self) -> None:
        began = moved = time.monotonic()
        done = self._progress()
        while not self._stopped.wait(_LOOK):
            now = time.monotonic()
            if (progress := self._progress()) != done:
                done, moved = progress, now
            if now - moved > PATIENCE or now - began > LONGEST:
                self._give_up()
                return
