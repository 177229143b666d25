"""Sharing on a legal ground: what was decided, and the way to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from caselink.consent.events import read_grounds
from caselink.consent.grounds import LegalDecision
from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.domain.partners import Partner
from caselink.errors import CaseLinkError
from caselink.forms.legal_bases import LegalBasis
from caselink.i18n import _
from caselink.services.consents import end_legal_decision
from caselink.ui.case.consent.decision_line import DecisionLine
from caselink.ui.case.consent.legal_form import LegalForm
from caselink.ui.case.store import CaseStore
from caselink.ui.look.palettes import space
from caselink.ui.pieces.in_view import bring_into_view
from caselink.ui.pieces.quiet_label import QuietLabel


class LegalBlock(QWidget):
    """Decisions are shown, never changed; a new one is asked for with all that the law wants written down."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._bases: Sequence[LegalBasis] = ()
        self._partners: Sequence[Partner] = ()
        self.form: LegalForm | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(3))
        sentence = _("Sans son accord, seulement si la loi le permet et que le danger l’impose. Le document le dira.")
        self._column.addWidget(QuietLabel(sentence))
        self._decisions = QVBoxLayout()
        self._decisions.setSpacing(space(2))
        self._column.addLayout(self._decisions)
        self.open = QPushButton(_("Noter une décision…"))
        self.open.clicked.connect(self._open_form)
        self._column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)

    def offer(self, bases: Sequence[LegalBasis], partners: Sequence[Partner]) -> None:
        """The grounds, those of the office's country first, and the partners of the directory."""
        self._bases, self._partners = bases, partners

    def show_case(self, case: Case) -> int:
        """Show what was decided, newest first; gives how many there are."""
        while (item := self._decisions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        decisions = read_grounds(case.events).legal
        for decision in reversed(decisions):
            self._decisions.addWidget(self._line(decision))
        return len(decisions)

    def unfinished(self) -> dict[str, Json] | None:
        """What stands in the form; None where none is open."""
        return None if self.form is None or self.form.saving.resting else self.form.unfinished()

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Open the form and put back what `unfinished` told."""
        self._make_form().take_up(words)

    def _line(self, decision: LegalDecision) -> DecisionLine:
        line = DecisionLine(decision)
        line.ended.connect(lambda decision_id: self._end(line, decision_id))
        return line

    def _end(self, line: DecisionLine, decision_id: str) -> None:
        ended = _("Il a été mis fin à cette décision : plus rien ne sort à ce titre.")
        write = partial(end_legal_decision, case_id=self._store.case_id, decision_id=decision_id)

        def refused(error: CaseLinkError) -> None:
            line.not_ended()
            self._store.say_fault(error)

        self._store.change(write, lambda: self._store.say(ended), refused, owner=line)

    def _open_form(self) -> None:
        self._make_form().basis.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_form(self) -> LegalForm:
        self.open.hide()
        self.form = LegalForm(self._store, self._bases, self._partners)
        self.form.recorded.connect(self._recorded)
        self.form.dismissed.connect(self._close_form)
        self._column.addWidget(self.form)
        bring_into_view(self.form)
        return self.form

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.open.show()
        self.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _recorded(self) -> None:
        self._close_form()
        self._store.say(_("Décision notée."))
