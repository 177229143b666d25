"""Whether the office still works on the case."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caselink.domain.case import CaseStatus
from caselink.i18n import _, ngettext
from caselink.services.managing import Management
from caselink.ui.case.managing.part import Part
from caselink.ui.pieces.chips import ChoiceChips
from caselink.ui.pieces.text_label import TextLabel


class StatusPart(Part):
    """Open or closed, changed by one click."""

    chosen = Signal(object)
    """The `CaseStatus` that the worker wants."""

    def __init__(self, parent: QWidget | None = None) -> None:
        title = _("Suivi")
        words = _("Un dossier clos reste lisible et peut être rouvert à tout moment.")
        super().__init__(title, words, parent)
        choices = [(CaseStatus.OPEN.value, _("en cours")), (CaseStatus.CLOSED.value, _("clos"))]
        self.status = ChoiceChips(choices, title, required=True)
        self.again = TextLabel("", "warning", wraps=True)
        self.again.hide()
        self.column.addWidget(self.status)
        self.column.addWidget(self.again)
        self.column.addWidget(self.fault)
        self.status.changed.connect(lambda value: self.chosen.emit(CaseStatus(value)))

    def show_state(self, state: Management) -> None:
        """Show it as it is, and what is to be asked again where the case was closed in between."""
        self.status.set_value(state.status.value)
        self.again.setText(ngettext(
            "{count} accord donné avant la clôture compte encore : redemandez-le-lui avant tout envoi.",
            "{count} accords donnés avant la clôture comptent encore : redemandez-les-lui avant tout envoi.",
            state.to_ask_again,
        ).format(count=state.to_ask_again))
        self.again.setVisible(bool(state.to_ask_again))
