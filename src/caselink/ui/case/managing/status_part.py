"""Whether the office still works on the case."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caselink.domain.case import CaseStatus
from caselink.i18n import _
from caselink.ui.case.managing.part import Part
from caselink.ui.widgets.chips import ChoiceChips


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
        self.column.addWidget(self.status)
        self.column.addWidget(self.fault)
        self.status.changed.connect(lambda value: self.chosen.emit(CaseStatus(value)))

    def show_status(self, status: CaseStatus) -> None:
        """Show it as it is."""
        self.status.set_value(status.value)
