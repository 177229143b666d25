"""A new case, asked for in the page itself."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.errors import CaseLinkError
from caselink.i18n import _
from caselink.services.cases import new_case
from caselink.ui.look.palettes import space
from caselink.ui.pieces.one_press import OnePress
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.unfinished import Unfinished
from caselink.ui.shell.vault_thread import VaultThread


class NewCasePanel(QFrame):
    """Both fields may stay empty. `created` brings the id of the case; `left` when she changed her mind."""

    created = Signal(str)
    left = Signal()

    def __init__(self, thread: VaultThread, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thread = thread
        self.setProperty("role", "card")
        self.name = QLineEdit()
        self.reference = QLineEdit()
        self.reference.setPlaceholderText(_("la suivante de l’année"))
        self.fault = TextLabel("", "fault", wraps=True)
        self.fault.hide()
        self.create_button = QPushButton(_("Ouvrir le dossier"))
        self.create_button.setProperty("role", "main")
        self.cancel_button = QPushButton(_("Annuler"))
        self.cancel_button.setProperty("role", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(space(5), space(4), space(5), space(4))
        column.setSpacing(space(3))
        column.addWidget(TextLabel(_("Nouveau dossier"), "heading"))
        fields = QHBoxLayout()
        fields.setSpacing(space(4))
        fields.addWidget(QuestionRow(_("Nom par lequel on l’appelle (facultatif)"), self.name), 2)
        fields.addWidget(QuestionRow(_("Référence (facultatif)"), self.reference), 1)
        column.addLayout(fields)
        column.addWidget(self.fault)
        buttons = QHBoxLayout()
        buttons.addWidget(self.create_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.create_button.clicked.connect(self.create_case)
        self.cancel_button.clicked.connect(self.left)
        for field in (self.name, self.reference):
            field.returnPressed.connect(self.create_case)
        self._saving = OnePress(self.create_button)
        self._work = Unfinished({"name": self.name, "reference": self.reference})

    def unfinished(self) -> dict[str, Json] | None:
        """What stands in the fields; None where no case is asked for."""
        return None if self.isHidden() or self._saving.resting else self._work.now()

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Put back what `unfinished` told."""
        self._work.put(words)

    def begin(self) -> None:
        """Show it empty, with the cursor in it."""
        self.name.clear()
        self.reference.clear()
        self.fault.hide()
        self.show()
        self.name.setFocus()

    def create_case(self) -> None:
        """Open the case under the reference typed, or the next one."""
        reference, name = self.reference.text().strip() or None, self.name.text().strip()
        if self._saving.begin():
            self._thread.run(lambda office: new_case(office, reference, name), self._done, self._failed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _done(self, case: Case) -> None:
        self._saving.end()
        self.created.emit(case.id)

    def _failed(self, error: CaseLinkError) -> None:
        self._saving.end()
        self.fault.setText(error.sentence)
        self.fault.show()
