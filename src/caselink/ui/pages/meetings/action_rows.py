"""What agencies took on: who, what, by when; one press says where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.meetings.agenda import MeetingAction
from caselink.services.meetings.room import action_words
from caselink.services.questionnaires.meetings import ACTION_STATE
from caselink.ui.look.palettes import space
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.ask_place import AskPlace
from caselink.ui.pieces.office_keeper import OfficeKeeper
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread


class ActionRows(QWidget):
    """One line each. `named`: the case stands before it."""

    changed = Signal()

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None, *, named: bool = True) -> None:
        super().__init__(parent)
        self._thread = thread
        self._shell = shell
        self._named = named
        self.rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(1))

    def show_actions(self, actions: Sequence[tuple[str, MeetingAction]]) -> None:
        """Show these: the name of who does it, and the action."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [self._row(name, action) for name, action in actions]
        for row in self.rows:
            self._column.addWidget(row)
            row.show()
        self.setVisible(bool(self.rows))

    def _row(self, name: str, action: MeetingAction) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        across = QHBoxLayout()
        late = action.overdue(OfficeClock.current().today())
        words = action_words(name, action)
        said = f"{action.case} · {words}" if self._named else words
        across.addWidget(TextLabel("✕" if late else "●", "to_do" if late else "quiet"))
        across.addWidget(TextLabel(said, wraps=True), 1)
        state = QPushButton(_("Où en est-elle…"))
        state.setProperty("role", "quiet")
        state.setAccessibleName(f"{_('Où en est-elle…')} {action.what}")
        across.addWidget(state)
        column.addLayout(across)
        row.setAccessibleName(said)

        def form() -> AskForm:
            made = AskForm(ACTION_STATE.about(action), OfficeKeeper(self._thread, self._shell), tone="notice")
            made.saved.connect(lambda _result: self.changed.emit())
            return made

        AskPlace(state, column, form)
        return row
