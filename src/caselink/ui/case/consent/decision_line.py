"""One decision on a legal ground in a sentence, and the way to end it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.consent.grounds import LegalDecision
from caselink.forms.categories import CATEGORIES
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.i18n import _
from caselink.ui.case.consent.end_panel import EndPanel
from caselink.ui.look.dates import day_words
from caselink.ui.look.palettes import space
from caselink.ui.pieces.in_view import bring_into_view
from caselink.ui.pieces.text_label import TextLabel


class DecisionLine(QWidget):
    """The sentence; while the decision stands a button that asks before it ends it."""

    ended = Signal(str)
    """The id of the decision on which nothing rests any more."""

    def __init__(self, decision: LegalDecision, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._decision = decision
        self.panel: EndPanel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space(2))
        row = QHBoxLayout()
        row.addWidget(TextLabel(_sentence(decision), wraps=True, selectable=True), 1)
        self.end_button = QPushButton(_("Mettre fin…"))
        self.end_button.setProperty("role", "quiet")
        name = _("Mettre fin à la décision du {day}").format(day=day_words(decision.on))
        self.end_button.setAccessibleName(name)
        self.end_button.clicked.connect(self._ask)
        row.addWidget(self.end_button, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        if decision.ended_on is not None:
            self.end_button.hide()

    def not_ended(self) -> None:
        """The vault refused it."""
        if self.panel is not None:
            self.panel.saving.end()

    def _ask(self) -> None:
        if self.panel is None:
            self.panel = EndPanel()
            self.panel.ended.connect(lambda: self.ended.emit(self._decision.id))
            self.panel.dismissed.connect(self._dismiss)
            self._column.addWidget(self.panel)
            bring_into_view(self.panel)
        self.panel.ask()

    def _dismiss(self) -> None:
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
            self.end_button.setFocus(Qt.FocusReason.OtherFocusReason)


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
