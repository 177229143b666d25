"""Looks whether what stands unfinished in the window is another than what was kept of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from caselink.ui.pieces.drafts import Drafts, serialise
from caselink.ui.shell.vault_thread import VaultThread

_LOOK_MS: Final = 1000
"""What the hide-at-once key may cost at most."""


class DraftsWatch(QObject):
    """Looks each second, and when the vault has done something: a form that was just saved does not come back."""

    changed = Signal()

    def __init__(self, drafts: Drafts, thread: VaultThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        thread.busy_changed.connect(self._look_soon)

    def text(self) -> str:
        """All that is unfinished now, to be kept; empty for nothing."""
        self._told = serialise(self._drafts.all())
        return self._told

    def look(self) -> None:
        """Say where it changed since it was told last."""
        before = self._told
        if self.text() != before:
            self.changed.emit()

    def _look_soon(self, busy: bool) -> None:
        """Once the page has taken the vault's answer."""
        if not busy:
            QTimer.singleShot(0, self, self.look)
