"""An answer slip that came back: what it would change, and one press that takes it over."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.forms.referrals import STATES
from caselink.i18n import _
from caselink.services.slips import ReadSlip
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel


def state_words(state: str) -> str:
    """The state of a referral in words."""
    return next((_(option.label) for option in STATES if option.id == state), state)


class AnswerDialog(QDialog):
    """From whom, about which form, what is here and what the slip says; nothing changes before the press."""

    taken = Signal()

    def __init__(self, found: ReadSlip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("CaseLink")
        self.setMinimumWidth(space(130))
        slip = found.slip
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(5), space(6), space(5))
        column.setSpacing(space(3))
        column.addWidget(TextLabel(_("Réponse : {recipient}").format(recipient=found.recipient_name), "title"))
        about = _("Dossier {reference}, fiche {form}").format(reference=found.reference, form=found.form)
        column.addWidget(TextLabel(about, "quiet", wraps=True))
        for change in found.changes:
            here = state_words(change.here) if change.here else _("pas encore noté")
            words = _("{need} : {here} → {there}").format(
                need=change.label, here=here, there=state_words(change.there)
            )
            column.addWidget(TextLabel(words, "heading", wraps=True))
        for text in (slip.why, slip.line, slip.by, slip.on):
            if text:
                column.addWidget(TextLabel(text, wraps=True))
        row = QHBoxLayout()
        leave, take = QPushButton(_("Ne rien changer")), QPushButton(_("Reprendre la réponse"))
        take.setProperty("role", "main")
        self.take = take
        leave.clicked.connect(self.reject)
        take.clicked.connect(self._take)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(take)
        column.addLayout(row)

    def _take(self) -> None:
        self.taken.emit()
        self.accept()
