"""By telephone: the page to read from, and one press that notes that it was said."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from caselink.errors import CaseLinkError
from caselink.i18n import _
from caselink.services.register import RegisterEntry
from caselink.services.telephone import ToSayAloud, note_said_aloud
from caselink.ui.case.sharing.likeness_part import LikenessPart
from caselink.ui.case.store import CaseStore
from caselink.ui.look.palettes import space
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel


class PhoneDialog(QDialog):
    """What may be said, in the order in which it is read; the register is written once the worker says that it was."""

    said = Signal()
    """The register has its entry."""

    def __init__(self, store: CaseStore, page: ToSayAloud, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._page = page
        self.setWindowTitle("CaseLink")
        self.setAccessibleName(_("Dire au téléphone"))
        self.setMinimumSize(space(160), space(150))
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(5), space(6), space(5))
        column.setSpacing(space(3))
        column.addWidget(TextLabel(_("À dire à {recipient}").format(recipient=page.shown.recipient_name), "title"))
        self.text = QPlainTextEdit("\n".join(page.lines))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Ce qui peut être dit"))
        column.addWidget(self.text, 1)
        self.likeness = LikenessPart(page.shown.near)
        column.addWidget(self.likeness)
        self.who = QLineEdit()
        self.who.setMaxLength(200)
        column.addWidget(QuestionRow(_("Qui était au bout du fil"), self.who, _("Nom ou fonction, là-bas.")))
        self.fault = TextLabel("", "fault", wraps=True)
        self.fault.hide()
        column.addWidget(self.fault)
        leave, self.note = QPushButton(_("Fermer sans inscrire")), QPushButton(_("C’est dit : l’inscrire au registre"))
        self.note.setProperty("role", "main")
        self.note.setEnabled(self.likeness.is_answered() and not page.shown.closed)
        self.likeness.changed.connect(lambda: self.note.setEnabled(self.likeness.is_answered()))
        leave.clicked.connect(self.reject)
        self.note.clicked.connect(self._note)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self.note)
        column.addLayout(row)
        store.shell.lend_keys(self)

    def _note(self) -> None:
        self.note.setEnabled(False)
        shown, who, despite, case_id = self._page.shown, self.who.text(), self.likeness.reason(), self._store.case_id
        self._store.ask(
            lambda office: note_said_aloud(
                office, case_id, shown.recipient, shown.purpose, who=who, seen=shown, despite_near=despite,
            ),
            self._noted, self._refused, owner=self,
        )

    def _noted(self, _entry: RegisterEntry) -> None:
        self.said.emit()
        self.accept()

    def _refused(self, error: CaseLinkError) -> None:
        self.fault.setText(error.sentence)
        self.fault.show()
        self.note.setEnabled(True)
