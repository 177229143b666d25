"""One consent in a clear sentence, its state, and the way to take it back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.consent_lines import ConsentLine, ConsentState
from caselink.services.questionnaires.consents import WITHDRAWAL, ConsentToWithdraw
from caselink.ui.case.consent.columns import LOOKS
from caselink.ui.case.store import CaseStore
from caselink.ui.look.palettes import TARGET, space
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.ask_place import AskPlace
from caselink.ui.pieces.drafts import key_of
from caselink.ui.pieces.text_label import TextLabel

_CAN_BE_TAKEN_BACK: Final = (ConsentState.ACTIVE, ConsentState.PARTLY_WITHDRAWN, ConsentState.NOT_YET)
_ALLOWS: Final = (ConsentState.ACTIVE, ConsentState.PARTLY_WITHDRAWN)


class ConsentCard(QFrame):
    """To whom, what, what for, until when, how it was given."""

    withdrawn = Signal(object)
    """What came of it: `Withdrawn`."""
    prepare_asked = Signal()
    """What it allows to leave is to be looked at now."""

    def __init__(self, line: ConsentLine, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.line = line
        self._store = store
        self.setAccessibleName(f"{line.recipient_name} : {line.state_text}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space(5), space(3), space(4), space(4))
        self._column.setSpacing(space(2))
        self._column.addLayout(self._head())
        self._column.addWidget(TextLabel(line.sentence, wraps=True))
        self._column.addWidget(self.prepare, 0, Qt.AlignmentFlag.AlignLeft)
        for part in line.taken_back:
            self._column.addWidget(TextLabel(_("Retiré {part}").format(part=part), "to_do", wraps=True))

        key = key_of(WITHDRAWAL.id, store.case_id, line.id)
        self.asking = AskPlace(self.take_back, self._column, self._make, key=key)
        """Where she says what she takes back."""
        if line.state in _CAN_BE_TAKEN_BACK:
            self.asking.look()

    def _make(self) -> AskForm:
        facts = ConsentToWithdraw(self._store.case_id, self.line)
        key = key_of(WITHDRAWAL.id, facts.case_id, self.line.id)
        form = AskForm(WITHDRAWAL.about(facts), self._store, key=key, tone="notice")
        form.saved.connect(self.withdrawn)
        return form

    def _head(self) -> QHBoxLayout:
        sign, role = LOOKS[self.line.state]
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addStrut(TARGET)
        row.addWidget(TextLabel(self.line.recipient_name, "heading", wraps=True), 1)
        row.addWidget(TextLabel(f"{sign} {self.line.state_text}", role), 0, Qt.AlignmentFlag.AlignVCenter)
        self.prepare = QPushButton(_("Préparer la fiche"))
        self.prepare.setAccessibleName(_("Préparer la fiche pour {partner}").format(partner=self.line.recipient_name))
        self.prepare.clicked.connect(self.prepare_asked)
        if self.line.state not in _ALLOWS:
            self.prepare.hide()
        self.take_back = QPushButton(_("Retirer l’accord…"))
        self.take_back.setProperty("role", "quiet")
        self.take_back.setAccessibleName(_("Retirer l’accord : {name}").format(name=self.line.recipient_name))
        if self.line.state not in _CAN_BE_TAKEN_BACK:
            self.take_back.hide()
        row.addWidget(self.take_back)
        return row
