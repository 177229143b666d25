"""The frame of each form of the team: a card in the middle, one main action, a way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from caselink.errors import CaseLinkError
from caselink.i18n import _
from caselink.services.office import Office
from caselink.ui.entry.entry_page import EntryPage
from caselink.ui.vault_thread import VaultThread

T = TypeVar("T")


class TeamForm(EntryPage):
    """`done` brings what to say once it is done; `left` when she changed her mind (Esc too)."""

    done = Signal(str)
    left = Signal()

    def __init__(self, thread: VaultThread, title: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(title, action, parent, with_mark=False)
        self._thread = thread
        self.cancel_button = self.add_link(_("Annuler"))
        self.cancel_button.clicked.connect(self.leave)

    def leave(self) -> None:
        """Forget what was typed, unless it is being done already."""
        if not self.resting:
            self.forget()
            self.left.emit()

    def forget(self) -> None:
        """Forget secrets that were typed."""

    def work(self, change: Callable[[Office], T], then: Callable[[T], None], busy: str) -> None:
        """Do it on the vault's thread, with the moving line meanwhile."""

        def finish(result: T) -> None:
            self.rest(False)
            self.forget()
            then(result)

        self.rest(True, busy)
        self._thread.run(change, finish, self._failed, owner=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _failed(self, error: CaseLinkError) -> None:
        self.show_fault(error.sentence)
