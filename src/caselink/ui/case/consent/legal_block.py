"""Sharing on a legal ground: what was decided, and the way to decide."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from caselink.consent.events import read_grounds
from caselink.consent.grounds import LegalDecision
from caselink.domain.case import Case
from caselink.domain.partners import Partner
from caselink.forms.legal_bases import LegalBasis
from caselink.i18n import _
from caselink.services.questionnaires.consents import LEGAL_DECISION, LegalFacts
from caselink.ui.case.consent.decision_line import DecisionLine
from caselink.ui.case.store import CaseStore
from caselink.ui.look.palettes import space
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.ask_place import AskPlace
from caselink.ui.pieces.drafts import key_of
from caselink.ui.pieces.quiet_label import QuietLabel


class LegalBlock(QWidget):
    """Decisions are shown, never changed; a new one is asked for with all that the law wants written down."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._bases: Sequence[LegalBasis] = ()
        self._partners: Sequence[Partner] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(3))
        sentence = _("Sans son accord, seulement si la loi le permet et que le danger l’impose. Le document le dira.")
        self._column.addWidget(QuietLabel(sentence))
        self._decisions = QVBoxLayout()
        self._decisions.setSpacing(space(2))
        self._column.addLayout(self._decisions)
        self.open = QPushButton(_("Noter une décision…"))
        self._column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        key = key_of(LEGAL_DECISION.id, store.case_id)
        self.place = AskPlace(self.open, self._column, self._make, key=key, hides_opener=True)
        """Where a decision is noted."""

    def offer(self, bases: Sequence[LegalBasis], partners: Sequence[Partner]) -> None:
        """The grounds, those of the office's country first, and the partners of the directory."""
        self._bases, self._partners = bases, partners

    def show_case(self, case: Case) -> int:
        """Show what was decided, newest first; gives how many decisions are in force."""
        while (item := self._decisions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        decisions = read_grounds(case.events).legal
        for decision in reversed(decisions):
            self._decisions.addWidget(self._line(decision))
        return sum(decision.ended_on is None for decision in decisions)

    def look(self) -> bool:
        """Open the form again where something was typed before a lock; whether it was opened."""
        return self.place.look()

    def _line(self, decision: LegalDecision) -> DecisionLine:
        line = DecisionLine(decision, self._store)
        line.ended.connect(self.open.setFocus)
        return line

    def _make(self) -> AskForm:
        facts = LegalFacts(self._store.case_id, self._bases, self._partners)
        return AskForm(LEGAL_DECISION.about(facts), self._store, key=key_of(LEGAL_DECISION.id, facts.case_id))
