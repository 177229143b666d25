"""The frame of each form of the team: a card in the middle, one main action, a way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from caselink.domain.answers import Json
from caselink.errors import CaseLinkError, WrongPassphrase
from caselink.i18n import _
from caselink.services.office import Office
from caselink.ui.entry.entry_page import EntryPage
from caselink.ui.entry.passphrase_field import PassphraseField
from caselink.ui.pieces.drafts import Drafts, OpenEditors
from caselink.ui.pieces.editors.editor import Editor
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.shell.vault_thread import VaultThread

T = TypeVar("T")


class TeamForm(EntryPage):
    """`done` brings what to say once it is done; `left` when she changed her mind (Esc too)."""

    done = Signal(str)
    hand_over = Signal(str, str, str)
    """Whose words are to be handed over now, the words, and what to say once they are."""
    left = Signal()

    def __init__(self, thread: VaultThread, title: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(title, action, parent, with_mark=False)
        self._thread = thread
        self._key = ""
        self._open_editors: OpenEditors | None = None
        self.cancel_button = self.add_link(_("Annuler"))
        self.cancel_button.clicked.connect(self.leave)
        self.current = PassphraseField(_("Votre phrase de passe"))
        self.current_row = QuestionRow(
            _("Votre phrase de passe"), self.current, _("Pour que personne ne le fasse à votre place.")
        )

    def keep(self, key: str, editors: Mapping[str, Editor]) -> None:
        """Keep what is typed there over a lock from now on, and put back what waits under that key."""
        if self._key and self._key != key:
            Drafts.current().let_go(self._key)
        self._key, self._open_editors = key, OpenEditors(editors)
        words = Drafts.current().take(key)
        if words is not None:
            self._open_editors.put_back(words)
        Drafts.current().hold(key, self)

    def draft(self) -> dict[str, Json] | None:
        """What is typed and no secret; None while the form is not the one that stands there."""
        if self._open_editors is None or self.resting or self.isHidden():
            return None
        return self._open_editors.changed()

    def ask_for_own(self) -> None:
        """Ask who does it for her own passphrase, as the last thing on the form."""
        self.add_field(self.current_row)
        self.current.entered.connect(self.action.click)

    def own(self) -> str | None:
        """What was typed as her own passphrase; None for nothing, which is said beneath the field."""
        typed = self.current.text()
        self.current_row.show_fault(None if typed else _("Tapez d’abord votre propre phrase de passe."))
        if not typed:
            self.current.setFocus()
        return typed or None

    def leave(self) -> None:
        """Forget what was typed, unless it is being done already."""
        if not self.resting:
            self.forget()
            self.left.emit()

    def forget(self) -> None:
        """Forget secrets that were typed."""
        super().forget()
        if self._key:
            Drafts.current().let_go(self._key)
        self.current_row.show_fault(None)

    def work(self, change: Callable[[Office], T], then: Callable[[T], None], busy: str) -> None:
        """Do it on the vault's thread, with the moving line meanwhile."""

        def finish(result: T) -> None:
            self.rest(False)
            self.forget()
            then(result)

        self.rest(True, busy)
        self._thread.run(change, finish, self._failed, owner=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; where something was typed it goes to the button that does."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.draft() or self.current.text():
            self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.leave()

    def _failed(self, error: CaseLinkError) -> None:
        """A wrong passphrase is said beneath it; nothing else that was typed is lost."""
        if not isinstance(error, WrongPassphrase):
            self.show_fault(error.sentence)
            return
        self.rest(False)
        self.current_row.show_fault(error.sentence)
        self.current.field.selectAll()
        self.current.setFocus()
