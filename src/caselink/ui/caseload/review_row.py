"""One case to look at again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.retention import ReviewDue
from caselink.ui.dates import day_words
from caselink.ui.initials import initials as initials_of
from caselink.ui.palettes import space
from caselink.ui.widgets.labelled import Labelled
from caselink.ui.widgets.text_label import TextLabel


class ReviewRow(QFrame):
    """Which case, since when, and two ways on: open it, or keep it with a reason."""

    open_asked = Signal(str)
    kept = Signal(str, str)
    """The case's id and the reason."""

    def __init__(self, due: ReviewDue, *, initials: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._case_id = due.case_id
        name = initials_of(due.name) if initials else due.name
        head = f"{due.reference}  {name}".strip()
        self.open = QPushButton(_("Ouvrir"))
        self.keep = QPushButton(_("Garder…"))
        for button, words in ((self.open, _("Ouvrir {case}")), (self.keep, _("Garder {case}"))):
            button.setAccessibleName(words.format(case=due.reference))
        line = QHBoxLayout()
        line.setSpacing(space(2))
        line.addWidget(TextLabel(head, "label", wraps=True), 1)
        line.addWidget(TextLabel(_("dernier contact : {day}").format(day=day_words(due.last_contact)), "quiet"))
        line.addWidget(self.open)
        line.addWidget(self.keep)
        self.reason = QLineEdit()
        self.save = QPushButton(_("Garder ce dossier"))
        self._why = QWidget()
        why = QHBoxLayout(self._why)
        why.setContentsMargins(0, 0, 0, 0)
        self._labelled = Labelled(_("Pourquoi le garder"), self.reason)
        why.addWidget(self._labelled, 1)
        why.addWidget(self.save)
        self._why.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.addLayout(line)
        column.addWidget(self._why)
        self.open.clicked.connect(lambda: self.open_asked.emit(self._case_id))
        self.keep.clicked.connect(self._ask_why)
        self.save.clicked.connect(self._keep)
        self.reason.returnPressed.connect(self._keep)

    def _ask_why(self) -> None:
        self._why.show()
        self.reason.setFocus()

    def _keep(self) -> None:
        reason = self.reason.text().strip()
        self._labelled.show_fault(None if reason else _("Une raison est attendue : elle reste au dossier."))
        if reason:
            self.kept.emit(self._case_id, reason)
