"""One decision on a legal ground in a sentence, and the way to end it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.consent.grounds import LegalDecision
from caselink.forms.categories import CATEGORIES
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.i18n import _
from caselink.services.questionnaires.consents import END_DECISION, StandingDecision
from caselink.ui.case.store import CaseStore
from caselink.ui.look.dates import day_words
from caselink.ui.look.palettes import space
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.ask_place import AskPlace
from caselink.ui.pieces.text_label import TextLabel


class DecisionLine(QWidget):
    """The sentence; while the decision stands a button that asks before it ends it."""

    ended = Signal()
    """Nothing rests on it any more."""

    def __init__(self, decision: LegalDecision, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        row = QHBoxLayout()
        row.addWidget(TextLabel(_sentence(decision), wraps=True, selectable=True), 1)
        self.end_button = QPushButton(_("Mettre fin…"))
        self.end_button.setProperty("role", "quiet")
        name = _("Mettre fin à la décision du {day}").format(day=day_words(decision.on))
        self.end_button.setAccessibleName(name)
        row.addWidget(self.end_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        if decision.ended_on is not None:
            self.end_button.hide()

        def make() -> AskForm:
            inquiry = END_DECISION.about(StandingDecision(store.case_id, decision))
            form = AskForm(inquiry, store, tone="notice", danger=True)
            form.saved.connect(lambda _case: self.ended.emit())
            return form

        self.ending = AskPlace(self.end_button, column, make)
        """Where it is asked whether it shall end."""


def _sentence(decision: LegalDecision) -> str:
    basis = LEGAL_BASES.get(decision.basis)
    sentence = _("{recipient}, le {day} — {basis}. {categories}. Décidé par {who} : {why} {told}").format(
        recipient=decision.recipient,
        day=day_words(decision.on),
        basis=decision.basis if basis is None else basis.words(decision.on),
        categories=", ".join(_(CATEGORIES[each].label) for each in sorted(decision.categories)),
        who=decision.decided_by,
        why=decision.reason,
        told=_("Elle en a été informée.") if decision.told else _("Elle n’en a pas été informée."),
    )
    if decision.ended_on is None:
        return sentence
    return f"{sentence} {_('Il y a été mis fin le {day}.').format(day=day_words(decision.ended_on))}"
