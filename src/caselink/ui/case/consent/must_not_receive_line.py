"""One name that must never be informed, and the way off the list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.consent.grounds import MustNotReceive
from caselink.forms.consent_terms import EXCLUDED_KINDS
from caselink.i18n import _
from caselink.services.questionnaires.consents import LEAVE_LIST, ListedName
from caselink.ui.case.store import CaseStore
from caselink.ui.look.palettes import space
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.ask_place import AskPlace
from caselink.ui.pieces.drafts import key_of
from caselink.ui.pieces.text_label import TextLabel


class MustNotReceiveLine(QWidget):
    """Name and who that is; the button asks, it takes nobody off by itself."""

    lifted = Signal()
    """The name left the list."""

    def __init__(self, entry: MustNotReceive, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        row = QHBoxLayout()
        row.addWidget(TextLabel(f"⊘ {entry.name}", "label", wraps=True), 2)
        row.addWidget(TextLabel(_(EXCLUDED_KINDS[entry.kind]), "quiet"), 1)
        self.lift = QPushButton(_("Retirer de la liste…"))
        self.lift.setProperty("role", "quiet")
        self.lift.setAccessibleName(_("Retirer de la liste : {name}").format(name=entry.name))
        row.addWidget(self.lift)
        column.addLayout(row)
        key = key_of(LEAVE_LIST.id, store.case_id, entry.id)

        def make() -> AskForm:
            inquiry = LEAVE_LIST.about(ListedName(store.case_id, entry))
            form = AskForm(inquiry, store, key=key, tone="notice_warning")
            form.saved.connect(lambda _case: self.lifted.emit())
            return form

        self.asking = AskPlace(self.lift, column, make, key=key)
        """Where it is asked why the name leaves the list."""
