"""What partners were asked for her: each referral with where it stands, begun and answered in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.forms.needs import NEEDS
from caselink.forms.referrals import STATES
from caselink.forms.texts import BETWEEN
from caselink.i18n import _
from caselink.services.questionnaires.referrals import ANSWER_REFERRAL, BEGIN_REFERRAL, ReferralFacts
from caselink.services.referrals import Referral
from caselink.ui.case.store import CaseStore
from caselink.ui.look.dates import short_day
from caselink.ui.look.palettes import space
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.ask_place import AskPlace
from caselink.ui.pieces.drafts import key_of
from caselink.ui.pieces.row_keyboard import give_keyboard, row_with_keyboard
from caselink.ui.pieces.text_label import TextLabel

_STATES: Final = {option.id: option.label for option in STATES}


class ReferralPart(QWidget):
    """`facts` gives on what one is asked, once the case is read."""

    def __init__(self, store: CaseStore, facts: Callable[[], ReferralFacts], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._facts = store, facts
        self.rows: tuple[ReferralRow, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        self.note_button = QPushButton(_("Noter une orientation"))
        self.note_button.setProperty("role", "quiet")
        self.note_button.setEnabled(False)
        head = QHBoxLayout()
        head.addWidget(TextLabel(_("Orientations"), "heading"), 1)
        head.addWidget(self.note_button)
        column.addLayout(head)
        form = QVBoxLayout()
        column.addLayout(form)
        self.noting = AskPlace(self.note_button, form, self._make_form, key=key_of(BEGIN_REFERRAL.id, store.case_id))
        self.nothing = TextLabel(_("Aucune orientation n’est notée."), "quiet")
        column.addWidget(self.nothing)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)

    def show_referrals(self, found: Sequence[Referral], *, closed: bool) -> None:
        """Show these."""
        self.note_button.setEnabled(not closed)
        if any(row.answering.form is not None for row in self.rows):
            return  # somebody is writing an answer: the rows are shown anew once that is said
        held = row_with_keyboard(self.rows)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = tuple(ReferralRow(each, self._facts, self._store) for each in found)
        for row in self.rows:
            self._rows.addWidget(row)
            row.answer_button.setEnabled(not closed)
        give_keyboard(self.rows, held, self.note_button)
        self.nothing.setVisible(not self.rows)
        self.noting.look()

    def _make_form(self) -> AskForm:
        key = key_of(BEGIN_REFERRAL.id, self._store.case_id)
        return AskForm(BEGIN_REFERRAL.about(self._facts()), self._store, key=key, tone="card")


class ReferralRow(QWidget):
    """One referral: since when, which need, to whom, where it stands."""

    def __init__(
        self, referral: Referral, facts: Callable[[], ReferralFacts], store: CaseStore, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.referral, self._facts, self._store = referral, facts, store
        when = TextLabel("" if referral.on is None else short_day(referral.on), "quiet")
        when.setFixedWidth(space(34))
        self.what = TextLabel(_line(referral), wraps=True)
        self.answer_button = QPushButton(_("Noter la réponse…"))
        self.answer_button.setProperty("role", "quiet")
        self.answer_button.setAccessibleName(f"{self.answer_button.text()} · {self.what.text()}")
        across = QHBoxLayout()
        across.setSpacing(space(3))
        across.addWidget(when, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(self.what, 1)
        across.addWidget(self.answer_button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(across)
        form = QVBoxLayout()
        column.addLayout(form)
        self.answering = AskPlace(self.answer_button, form, self._make_form)
        self.setAccessibleName(f"{when.text()} · {self.what.text()}")

    def _make_form(self) -> AskForm:
        facts = replace(self._facts(), referral=self.referral, about=self.what.text())
        return AskForm(ANSWER_REFERRAL.about(facts), self._store, tone="notice")


def _line(referral: Referral) -> str:
    need = NEEDS.get(referral.need)
    due = "" if referral.due is None or not referral.awaited else _("réponse attendue le {day}").format(
        day=short_day(referral.due)
    )
    said = ("" if need is None else _(need.label), referral.to, _(_STATES[referral.state]), due, referral.why)
    return BETWEEN.join(filter(None, said))
