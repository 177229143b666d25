"""A meeting that keeps no file: a name on the screen for as long as it is spoken of, and a number at the end."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from caselink.domain.meetings import Meeting
from caselink.errors import CaseLinkError
from caselink.i18n import _, ngettext
from caselink.services.meetings.handouts import statement_words
from caselink.services.meetings.holding import hold
from caselink.services.meetings.records import find_meeting
from caselink.services.office import Office
from caselink.ui.look.palettes import space
from caselink.ui.pieces.fault_line import FaultLine
from caselink.ui.pieces.scrolled_dialog import ScrolledDialog
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread


class NoFileDialog(ScrolledDialog):
    """What is typed is in no draft, in no history of the field, and gone with the next one."""

    def __init__(
        self, thread: VaultThread, shell: Shell, meeting: Meeting, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Réunion sans fichier"), shell, parent)
        self._thread = thread
        self._meeting = meeting
        self.count = meeting.count or 0
        self.resize(space(170), space(120))
        for sentence in statement_words(meeting.statement, no_file=True)[-2:]:
            self.body.addWidget(TextLabel(sentence, "quiet", wraps=True))
        self.counted = TextLabel("", "heading")
        self.body.addWidget(self.counted)
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Situation dont on parle, écrite nulle part"))
        self.name.setPlaceholderText(_("Situation dont on parle, écrite nulle part"))
        self.name.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.name.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.body.addWidget(self.name)
        self.next_button = QPushButton(_("Situation suivante"))
        self.next_button.clicked.connect(self.go_on)
        self.end_button = QPushButton(_("Terminer : noter le nombre"))
        self.end_button.setProperty("role", "main")
        self.end_button.clicked.connect(self._end)
        self.fault = FaultLine()
        for widget in (self.next_button, self.end_button, self.fault):
            self.body.addWidget(widget)
        self._show_count()

    def go_on(self) -> None:
        """One more was spoken of; its name is gone."""
        self.count += 1
        self._forget()
        self._show_count()
        self.name.setFocus()

    def done(self, result: int) -> None:
        """Closing forgets what was typed."""
        self._forget()
        super().done(result)

    def _forget(self) -> None:
        self.name.setText("")  # which empties what could be undone too

    def _show_count(self) -> None:
        self.counted.setText(ngettext(
            "{count} situation jusqu’ici", "{count} situations jusqu’ici", self.count
        ).format(count=self.count))

    def _end(self) -> None:
        meeting_id, count = self._meeting.id, self.count

        def work(office: Office) -> None:
            hold(office, replace(find_meeting(office, meeting_id), count=count))

        self._thread.run(work, lambda _none: self.accept(), self._refused, owner=self)

    def _refused(self, error: CaseLinkError) -> None:
        self.fault.tell(error.sentence, self.end_button)
