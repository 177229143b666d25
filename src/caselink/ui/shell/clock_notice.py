"""A computer's clock that does not go with the vault: said over every page for as long as it stands so."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from caselink.domain.vault_time import ClockStanding
from caselink.i18n import _
from caselink.services.clock import ClockState, note_clock, say_clock_is_right, take_back_day
from caselink.ui.look.dates import day_words
from caselink.ui.pieces.notice import NoticeFrame
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.vault_thread import VaultThread


class ClockNotice(NoticeFrame):
    """Calm, no dialog: who only looks something up goes on. That the clock is right is anybody's word; that days noted
    in the vault were wrong is the coordination's, and asked for once more."""

    def __init__(self, thread: VaultThread, parent: QWidget | None = None, *, may_take_back: bool = False) -> None:
        self.words = TextLabel("", "warning", wraps=True)
        self.right_button = QPushButton(_("L’horloge est &juste"))
        self.wrong_button = QPushButton(_("Le jour noté était &faux…"))
        self.take_back_button = QPushButton(_("&Reprendre ces jours"))
        self.leave_button = QPushButton(_("Ne rien changer"))
        buttons = (self.right_button, self.wrong_button, self.take_back_button, self.leave_button)
        super().__init__([self.words], buttons, parent, is_fault=False)
        self._thread = thread
        self._may_take_back = may_take_back
        self._state: ClockState | None = None
        self.right_button.clicked.connect(lambda: thread.run(say_clock_is_right, self._done))
        self.wrong_button.clicked.connect(lambda: self._ask(True))
        self.leave_button.clicked.connect(lambda: self._ask(False))
        self.take_back_button.clicked.connect(lambda: thread.run(take_back_day, self._done))
        if thread.time is not None:
            OfficeClock.current().follow(lambda: thread.time)
        OfficeClock.current().changed.connect(self._look_again)
        self._show(OfficeClock.current().state())

    def _look_again(self) -> None:
        state = OfficeClock.current().state()
        if state.standing is ClockStanding.BEHIND:
            self._thread.run(note_clock)
        self._show(state)

    def _done(self, _nothing: None) -> None:
        OfficeClock.current().tick()

    def _show(self, state: ClockState) -> None:
        """Say what there is to say of the clock; nothing where it goes with the vault. It is read aloud once."""
        is_new = self._state is None or self._state.standing is not state.standing
        self._state = state
        self._ask(False)
        self.setVisible(bool(state.notice))
        if is_new and state.notice:
            self.read_aloud(state.notice)

    def _ask(self, asks: bool) -> None:
        """Ask once more before days are taken back; or say how the clock stands."""
        state = self._state
        if state is None:
            return
        question = _(
            "À partir de maintenant, c’est le {day} qui compte. Ce qui a été noté sous le jour faux garde sa date, et "
            "un retrait d’accord reste un retrait. Le journal d’audit le dira."
        )
        words = question.format(day=day_words(state.computer.date())) if asks else state.notice
        self.words.setText(words)
        self.setAccessibleName(words)
        self.right_button.setVisible(state.unsure and not asks)
        self.wrong_button.setVisible(self._may_take_back and state.standing is ClockStanding.BEHIND and not asks)
        self.take_back_button.setVisible(asks)
        self.leave_button.setVisible(asks)
