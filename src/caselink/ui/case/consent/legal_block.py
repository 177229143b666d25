"""Sharing on a legal ground: what was decided, and the way to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.domain.partners import Partner
from caselink.forms.categories import CATEGORIES
from caselink.forms.grounds import LegalDecision, read_grounds
from caselink.forms.legal_bases import LEGAL_BASES, LegalBasis
from caselink.i18n import _
from caselink.services.consents import end_legal_decision
from caselink.ui.case.consent.legal_form import LegalForm
from caselink.ui.case.store import CaseStore
from caselink.ui.dates import day_words
from caselink.ui.palettes import space
from caselink.ui.widgets.quiet_label import QuietLabel
from caselink.ui.widgets.text_label import TextLabel


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

    def _line(self, decision: LegalDecision) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(TextLabel(_sentence(decision), wraps=True, selectable=True), 1)
        if decision.ended_on is None:
            end = QPushButton(_("Mettre fin"))
            end.setProperty("role", "quiet")
            end.setAccessibleName(_("Mettre fin à la décision du {day}").format(day=day_words(decision.on)))
            end.clicked.connect(lambda: self._end(decision.id))
            row.addWidget(end, 0, Qt.AlignmentFlag.AlignTop)
        return held

    def _end(self, decision_id: str) -> None:
        ended = _("Il a été mis fin à cette décision : plus rien ne sort à ce titre.")
        write = partial(end_legal_decision, case_id=self._store.case_id, decision_id=decision_id)
        self._store.change(write, lambda: self._store.say(ended), owner=self)

    def _open_form(self) -> None:
        self._make_form().basis.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_form(self) -> LegalForm:
        self.open.hide()
        self.form = LegalForm(self._store, self._bases, self._partners)
        self.form.recorded.connect(self._close_form)
        self._column.addWidget(self.form)
        return self.form

    def _close_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.open.show()
        self._store.say(_("Décision notée."))


def _sentence(decision: LegalDecision) -> str:
    basis = LEGAL_BASES.get(decision.basis)
    sentence = _("{recipient}, le {day} — {basis}. {categories}. Décidé par {who} : {why} {told}").format(
        recipient=decision.recipient,
        day=day_words(decision.on),
        basis=decision.basis if basis is None else _(basis.label),
        categories=", ".join(_(CATEGORIES[each].label) for each in sorted(decision.categories)),
        who=decision.decided_by,
        why=decision.reason,
        told=_("Elle en a été informée.") if decision.told else _("Elle n’en a pas été informée."),
    )
    if decision.ended_on is None:
        return sentence
    return f"{sentence} {_('Il y a été mis fin le {day}.').format(day=day_words(decision.ended_on))}"
