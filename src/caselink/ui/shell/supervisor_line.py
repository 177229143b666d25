"""The line between a session and its supervisor: what passes over it stands in `supervisor.py`."""

from __future__ import annotations

import contextlib
import os
import threading
from typing import Final

from PySide6.QtCore import QObject, Signal

_STANDARD_INPUT: Final = 0
_STANDARD_OUTPUT: Final = 1
_AT_ONCE: Final = 4096


class SupervisorLine(QObject):
    """`told` for each line that the supervisor says, `gone` when it is there no more."""

    told = Signal(bytes)
    gone = Signal()

    def listen(self) -> None:
        """Hear it from now on, without the window waiting for it."""
        threading.Thread(target=self._hear, name="supervisor", daemon=True).start()

    def say(self, line: bytes) -> None:
        """Say one line to the supervisor; one that is gone is told of by `gone`."""
        with contextlib.suppress(OSError):
            os.write(_STANDARD_OUTPUT, line + b"\n")

    def _hear(self) -> None:
        """Reads the bare descriptor: a buffered reader would hold its lock while the process ends."""
        line = b""
        while part := os.read(_STANDARD_INPUT, _AT_ONCE):
            *lines, line = (line + part).split(b"\n")
            for each in lines:
                self.told.emit(each)
        self.gone.emit()
