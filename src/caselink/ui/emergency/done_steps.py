"""Which steps were taken, and when: held in memory until somebody notes them in a case, or the session ends."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from caselink.ui.shell.office_clock import OfficeClock


class DoneSteps(QObject):
    """One for the application: what was done while the vault was locked is still there once it is open."""

    changed = Signal()

    _current: ClassVar[DoneSteps | None] = None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done: dict[str, datetime] = {}

    @classmethod
    def current(cls) -> DoneSteps:
        """The one of the running application."""
        app = QCoreApplication.instance()
        if cls._current is None or cls._current.parent() is not app:
            cls._current = cls(app)
        return cls._current

    def all(self) -> dict[str, datetime]:
        """The moment of each step taken, by its id, the first one first."""
        return dict(sorted(self._done.items(), key=lambda each: each[1]))

    def mark(self, step: str, *, done: bool) -> None:
        """Say that a step was taken now, or that it was not."""
        if done:
            self._done.setdefault(step, OfficeClock.current().now().replace(second=0, microsecond=0))
        else:
            self._done.pop(step, None)
        self.changed.emit()

    def forget(self) -> None:
        """They are noted, or nobody wants them noted."""
        self._done.clear()
        self.changed.emit()
