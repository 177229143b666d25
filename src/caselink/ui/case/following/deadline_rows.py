"""What is due for a case, by the day on which it presses; put off with a reason, or done where somebody noted it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.case import Case
from caselink.domain.deadlines import Deadline
from caselink.i18n import _, ngettext
from caselink.services.cases import read_case
from caselink.services.deadline_words import what_is_due, when_due
from caselink.services.deadlines import finish_deadline, remove_deadline
from caselink.services.office import Office
from caselink.services.questionnaires.deadlines import NOTE_DEADLINE, SNOOZE, DeadlineFacts, SnoozeFacts
from caselink.ui.case.store import CaseStore
from caselink.ui.look.palettes import space
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.ask_place import AskPlace
from caselink.ui.pieces.drafts import key_of
from caselink.ui.pieces.row_keyboard import give_keyboard, row_with_keyboard
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading

_FIRST: Final = 6
"""Rows that are shown at first."""


class DeadlineRows(QWidget):
    """Sign and word say what is late; colour follows."""

    def __init__(self, store: CaseStore, facts: Callable[[], DeadlineFacts], parent: QWidget | None = None) -> None:
        """`facts` gives on what one is asked, once the case is read."""
        super().__init__(parent)
        self._store, self._facts = store, facts
        self._all = False
        self.rows: tuple[DeadlineRow, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        self.note_button = QPushButton(_("Noter une échéance"))
        self.note_button.setProperty("role", "quiet")
        self.note_button.setEnabled(False)
        head = QHBoxLayout()
        head.addWidget(TextLabel(_("Échéances"), "heading"), 1)
        head.addWidget(self.note_button)
        column.addLayout(head)
        form = QVBoxLayout()
        column.addLayout(form)
        self.noting = AskPlace(self.note_button, form, self._make_form, key=key_of(NOTE_DEADLINE.id, store.case_id))
        self.nothing = TextLabel(_("Rien n’est dû dans ce dossier."), "quiet")
        column.addWidget(self.nothing)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(space(1))
        column.addLayout(self._rows)
        self.more_button = QPushButton()
        self.more_button.setProperty("role", "quiet")
        keep_for_reading(self.more_button)
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.more_button.clicked.connect(self._show_all)

    def _make_form(self) -> AskForm:
        key = key_of(NOTE_DEADLINE.id, self._store.case_id)
        return AskForm(NOTE_DEADLINE.about(self._facts()), self._store, key=key, tone="card")

    def _show_all(self) -> None:
        self._all = True
        self._fold()

    def _fold(self) -> None:
        """The first few; the others by one press."""
        later = () if self._all else self.rows[_FIRST:]
        for row in self.rows:
            row.setVisible(row not in later)
        self.more_button.setVisible(bool(later))
        self.more_button.setText(
            ngettext("{count} autre, plus tard", "{count} autres, plus tard", len(later)).format(count=len(later))
        )

    def show_deadlines(self, found: Sequence[Deadline], today: date, *, closed: bool = False) -> None:
        """Show these."""
        self.note_button.setEnabled(not closed)
        if any(row.putting_off.form is not None for row in self.rows):
            return  # somebody is writing why: the rows are shown anew once that is said
        held = row_with_keyboard(self.rows)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = tuple(DeadlineRow(each, today, self._store) for each in found)
        for row in self.rows:
            self._rows.addWidget(row)
        give_keyboard(self.rows, held, self.note_button)
        self.nothing.setVisible(not self.rows)
        self._fold()
        self.noting.look()


class DeadlineRow(QWidget):
    """One deadline."""

    def __init__(self, deadline: Deadline, today: date, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.deadline = deadline
        self._store = store
        late = deadline.overdue(today)
        self.when = TextLabel(("✕ " if late else "") + when_due(deadline, today), "to_do" if late else "quiet")
        self.when.setMinimumWidth(space(46))
        self.what = TextLabel(what_is_due(deadline), wraps=True)
        self.done_button = QPushButton(_("C’est fait"))
        self.later_button = QPushButton(_("Remettre…"))
        self.remove_button = QPushButton(_("Retirer"))
        head = QHBoxLayout()
        head.setSpacing(space(3))
        head.addWidget(self.when, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.what, 1)
        for button in (self.done_button, self.later_button, self.remove_button):
            button.setProperty("role", "quiet")
            button.setAccessibleName(f"{button.text()} · {self.what.text()}")
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.done_button, self.remove_button):
            button.setVisible(deadline.source.startswith("deadlines."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        form = QVBoxLayout()
        column.addLayout(form)
        self.putting_off = AskPlace(self.later_button, form, self._make_form)
        self.done_button.clicked.connect(lambda: self._do(finish_deadline, _("Échéance faite.")))
        self.remove_button.clicked.connect(lambda: self._do(remove_deadline, _("Échéance retirée.")))
        self.setAccessibleName(f"{self.when.text()} · {self.what.text()}")

    def _make_form(self) -> AskForm:
        facts = SnoozeFacts(self._store.case_id, self.deadline.id)
        return AskForm(SNOOZE.about(facts), self._store, tone="notice")

    def _do(self, change: Callable[[Office, str, str], None], said: str) -> None:
        case_id, deadline_id = self._store.case_id, self.deadline.id

        def work(office: Office) -> Case:
            change(office, case_id, deadline_id)
            return read_case(office, case_id)

        self._store.change(work, lambda: self._store.say(said, undoable=True))
