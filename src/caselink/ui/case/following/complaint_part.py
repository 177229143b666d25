"""The complaint from its preparation to its outcome: each step in a line, the last one first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.case import Case
from caselink.forms.complaint import COMPLAINT
from caselink.forms.records import column_text
from caselink.forms.texts import BETWEEN
from caselink.i18n import _
from caselink.services.cases import read_case
from caselink.services.complaints import ComplaintStep, remove_complaint
from caselink.services.office import Office
from caselink.services.questionnaires.complaints import NOTE_COMPLAINT
from caselink.services.questionnaires.records import RecordFacts
from caselink.ui.case.store import CaseStore
from caselink.ui.look.dates import short_day
from caselink.ui.look.palettes import space
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.ask_place import AskPlace
from caselink.ui.pieces.drafts import key_of
from caselink.ui.pieces.row_keyboard import give_keyboard, row_with_keyboard, show_new
from caselink.ui.pieces.text_label import TextLabel

_IN_LINE = ("step", "place", "number", "who", "reported_to", "due")


class ComplaintPart(QWidget):
    """`facts` gives on what a step is asked, once the case is read."""

    def __init__(self, store: CaseStore, facts: Callable[[], RecordFacts], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._facts = store, facts
        self.rows: tuple[QWidget, ...] = ()
        self._ids: tuple[str, ...] = ()
        self._just_noted = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        self.note_button = QPushButton(_("Noter une étape de la plainte"))
        self.note_button.setProperty("role", "quiet")
        self.note_button.setEnabled(False)
        head = QHBoxLayout()
        head.addWidget(TextLabel(_("Plainte"), "heading"), 1)
        head.addWidget(self.note_button)
        column.addLayout(head)
        form = QVBoxLayout()
        column.addLayout(form)
        self.noting = AskPlace(
            self.note_button, form, self._make_form, key=key_of(NOTE_COMPLAINT.id, store.case_id)
        )
        self.nothing = TextLabel(_("Aucune étape n’est notée."), "quiet")
        column.addWidget(self.nothing)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)

    def show_steps(self, found: Sequence[ComplaintStep], *, closed: bool) -> None:
        """Show these; a step that was just noted is scrolled to."""
        held, before = row_with_keyboard(self.rows), self._ids
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = tuple(self._row(each) for each in found)
        for row in self.rows:
            self._rows.addWidget(row)
        self.nothing.setVisible(not self.rows)
        self.note_button.setEnabled(not closed)
        self._ids = tuple(each.id for each in found)
        give_keyboard(self.rows, held, self.note_button)
        if self._just_noted:
            self._just_noted = False
            show_new(self.rows, before, self._ids)
        self.noting.look()

    def _row(self, step: ComplaintStep) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, space(1), 0, 0)
        across.setSpacing(space(3))
        when = TextLabel(short_day(step.on), "quiet")
        when.setFixedWidth(space(34))
        what = TextLabel(_line(step), wraps=True)
        said = step.values.get("what")
        what.setToolTip(said if isinstance(said, str) else "")
        gone = QPushButton(_("Retirer"))
        gone.setProperty("role", "quiet")
        gone.setAccessibleName(f"{gone.text()} · {what.text()}")
        gone.clicked.connect(lambda _checked=False: self._remove(step))
        across.addWidget(when, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(what, 1)
        across.addWidget(gone, 0, Qt.AlignmentFlag.AlignVCenter)
        row.setAccessibleName(f"{when.text()} · {what.text()}")
        return row

    def _remove(self, step: ComplaintStep) -> None:
        case_id = self._store.case_id

        def work(office: Office) -> Case:
            remove_complaint(office, case_id, step.id)
            return read_case(office, case_id)

        self._store.change(work, lambda: self._store.say(_("Étape retirée."), undoable=True), owner=self)

    def _make_form(self) -> AskForm:
        key = key_of(NOTE_COMPLAINT.id, self._store.case_id)
        form = AskForm(NOTE_COMPLAINT.about(self._facts()), self._store, key=key, tone="card")
        form.saved.connect(self._noted)
        return form

    def _noted(self, _result: object) -> None:
        self._just_noted = True


def _line(step: ComplaintStep) -> str:
    """The step, where, by whom; when to ask for news is said as such."""
    said = []
    for name in _IN_LINE:
        column, value = COMPLAINT.column(name), step.values.get(name)
        if column is not None and value is not None:
            words = column_text(column, value)
            said.append(_("{label} : {value}").format(label=_(column.field.label), value=words)
                        if name in ("reported_to", "due") else words)
    return BETWEEN.join(said)
