"""What is due for a case, by the day on which it presses; put off with a reason, or done where somebody noted it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.case import Case
from caselink.domain.deadlines import Deadline
from caselink.i18n import _, ngettext
from caselink.services.cases import read_case
from caselink.services.deadline_words import what_is_due, when_due
from caselink.services.deadlines import finish_deadline
from caselink.services.office import Office
from caselink.services.questionnaires.deadlines import SNOOZE, SnoozeFacts
from caselink.ui.case.store import CaseStore
from caselink.ui.look.palettes import space
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.ask_place import AskPlace
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.read_only import keep_for_reading

_FIRST: Final = 6
"""Rows that are shown at first."""


class DeadlineRows(QWidget):
    """Sign and word say what is late; colour follows."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._all = False
        self.rows: tuple[DeadlineRow, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(TextLabel(_("Échéances"), "heading"))
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

    def show_deadlines(self, found: Sequence[Deadline], today: date) -> None:
        """Show these."""
        if any(row.putting_off.form is not None for row in self.rows):
            return  # somebody is writing why: the rows are shown anew once that is said
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = tuple(DeadlineRow(each, today, self._store) for each in found)
        for row in self.rows:
            self._rows.addWidget(row)
        self.nothing.setVisible(not self.rows)
        self._fold()


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
        head = QHBoxLayout()
        head.setSpacing(space(3))
        head.addWidget(self.when, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.what, 1)
        for button in (self.done_button, self.later_button):
            button.setProperty("role", "quiet")
            button.setAccessibleName(f"{button.text()} · {self.what.text()}")
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.done_button.setVisible(deadline.source.startswith("deadlines."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        form = QVBoxLayout()
        column.addLayout(form)
        self.putting_off = AskPlace(self.later_button, form, self._make_form)
        self.done_button.clicked.connect(self._finish)
        self.setAccessibleName(f"{self.when.text()} · {self.what.text()}")

    def _make_form(self) -> AskForm:
        facts = SnoozeFacts(self._store.case_id, self.deadline.id)
        return AskForm(SNOOZE.about(facts), self._store, tone="notice")

    def _finish(self) -> None:
        case_id, deadline_id = self._store.case_id, self.deadline.id

        def work(office: Office) -> Case:
            finish_deadline(office, case_id, deadline_id)
            return read_case(office, case_id)

        self._store.change(work, lambda: self._store.say(_("Échéance faite."), undoable=True))
