"""Looks whether what stands unfinished in the window is another than what was kept of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from caselink.domain.answers import Json
from caselink.ui.pieces.drafts import Drafts
from caselink.ui.shell.unfinished import spelled
from caselink.ui.shell.vault_thread import VaultThread

_LOOK_MS: Final = 1000
"""What the hide-at-once key may cost at most."""


class HoldsWork(Protocol):
    """A page, or a part of one, in which something may stand that is not recorded yet."""

    def unfinished(self) -> dict[str, Json]:
        """Which forms are open, on what, and what stands in them; what still waits to be taken up among it."""

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Open those forms again and put the words back, once what they need is read and the page is looked at."""


class UnfinishedWatch(QObject):
    """Looks each second, and when the vault has done something: a form that was just saved does not come back."""

    changed = Signal()

    def __init__(
        self, holders: Callable[[], Mapping[str, HoldsWork]], drafts: Drafts, thread: VaultThread,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._holders = holders
        self._drafts = drafts
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        thread.busy_changed.connect(self._look_soon)

    def text(self) -> str:
        """All that is unfinished now, to be kept; empty for nothing."""
        found = {name: words for name, held in self._holders().items() if (words := held.unfinished())}
        if (asks := self._drafts.all()):
            found["asks"] = asks
        self._told = spelled(found)
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
