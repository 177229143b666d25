"""One case to look at again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.retention import ReviewDue
from caselink.ui.look.dates import day_words
from caselink.ui.look.initials import initials as initials_of
from caselink.ui.look.palettes import space
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel


class ReviewRow(QFrame):
    """Which case, since when, and three ways on: open it, erase it, or keep it with a reason."""

    open_asked = Signal(str)
    erase_asked = Signal(str)
    kept = Signal(str)
    """The reason; nothing more is asked until `refuse`, or until the row is taken away."""

    def __init__(self, due: ReviewDue, *, initials: bool, may_erase: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.case_id = due.case_id
        self._due = due
        self.head = TextLabel("", "label", wraps=True)
        self.show_initials(initials)
        self.open = QPushButton(_("Ouvrir"))
        self.keep = QPushButton(_("Garder…"))
        self.erase = QPushButton(_("Effacer…"))
        self.erase.setVisible(may_erase)
        named = (
            (self.open, _("Ouvrir {case}")), (self.keep, _("Garder {case}")), (self.erase, _("Effacer {case}")),
        )
        for button, words in named:
            button.setAccessibleName(words.format(case=due.reference))
        line = QHBoxLayout()
        line.setSpacing(space(2))
        line.addWidget(self.head, 1)
        line.addWidget(TextLabel(_("dernier contact : {day}").format(day=day_words(due.last_contact)), "quiet"))
        line.addWidget(self.open)
        line.addWidget(self.keep)
        line.addWidget(self.erase)
        self.reason = QLineEdit(due.begun)
        self.save = QPushButton(_("Garder ce dossier"))
        self.cancel = QPushButton(_("Annuler"))
        self.reason.setAccessibleName(_("Pourquoi le garder"))
        beside = QWidget()
        across = QHBoxLayout(beside)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(space(2))
        across.addWidget(self.reason, 1)
        across.addWidget(self.save)
        across.addWidget(self.cancel)
        self.why = QuestionRow(_("Pourquoi le garder"), beside)
        self.why.label.setBuddy(self.reason)
        for button in (self.open, self.keep, self.erase, self.save, self.cancel):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.addLayout(line)
        column.addWidget(self.why)
        self.why.setVisible(bool(due.begun))
        self.open.clicked.connect(lambda: self.open_asked.emit(self.case_id))
        self.erase.clicked.connect(lambda: self.erase_asked.emit(self.case_id))
        self.keep.clicked.connect(self._ask_why)
        self.save.clicked.connect(self._keep)
        self.cancel.clicked.connect(self._give_up)
        self.reason.returnPressed.connect(self._keep)

    def show_initials(self, shown: bool) -> None:
        """Show the name as initials, or whole."""
        name = initials_of(self._due.name) if shown else self._due.name
        self.head.setText(f"{self._due.reference}  {name}".strip())

    def refuse(self, sentence: str) -> None:
        """Say why it can't be kept; the reason stays and can be sent again."""
        self.why.show_fault(sentence)
        self._set_waiting(False)

    def focus_first(self) -> None:
        """Put the cursor into the reason that is being typed, or else on the button that asks for one."""
        first = self.keep if self.why.isHidden() else self.reason
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_why(self) -> None:
        self.why.show()
        self.reason.setFocus()

    def _give_up(self) -> None:
        self.reason.clear()
        self.reason.textEdited.emit("")  # what was kept of it while it was typed goes too
        self.why.show_fault(None)
        self.why.hide()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        if not self.save.isEnabled():
            return
        reason = self.reason.text().strip()
        self.why.show_fault(None if reason else _("Une raison est attendue : elle reste au dossier."))
        if reason:
            self.reason.setFocus()  # Qt would give that of a disabled button to the next row
            self._set_waiting(True)
            self.kept.emit(reason)

    def _set_waiting(self, waits: bool) -> None:
        self.reason.setReadOnly(waits)
        self.save.setDisabled(waits)
        self.cancel.setDisabled(waits)
