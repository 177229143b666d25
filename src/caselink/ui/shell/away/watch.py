"""What counts as going away on this system, in one place (decision record 0022)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from caselink.ui.shell.away.clock import SleepClock

if TYPE_CHECKING:
    from caselink.ui.shell.away.linux import LinuxAway
    from caselink.ui.shell.away.macos import MacAway
    from caselink.ui.shell.away.windows import WindowsAway


class AwayWatch(QObject):
    """`gone` when the worker left: screen lock, sleep, user switch. Systems may say so more than once."""

    gone = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = (SleepClock(self), _of_this_system(self))
        for part in self._parts:
            part.gone.connect(self.gone)

    def stop(self) -> None:
        """Listen no more."""
        for part in self._parts:
            part.stop()


def _of_this_system(parent: QObject) -> LinuxAway | WindowsAway | MacAway:
    """Only that one is imported: another system's may lack what it is made of."""
    if sys.platform == "win32":
        from caselink.ui.shell.away.windows import WindowsAway

        return WindowsAway(parent)
    if sys.platform == "darwin":
        from caselink.ui.shell.away.macos import MacAway

        return MacAway(parent)
    from caselink.ui.shell.away.linux import LinuxAway, session_bus, system_bus

    return LinuxAway(system_bus(), session_bus(), parent)
