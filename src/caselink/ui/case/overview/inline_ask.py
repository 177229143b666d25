"""One short question right where it arises, instead of a dialog."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.enter_key import presses_button
from caselink.ui.shell.unfinished import Editor, Unfinished


class InlineAsk(QFrame):
    """A question, its editor and two buttons. Enter answers, Escape leaves everything as it was."""

    answered = Signal(object)
    """What was answered; None when the field was left empty."""

    dismissed = Signal()

    def __init__(
        self, question: str, editor: Editor, read: Callable[[], object], *, button: str, needed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`read` gives the answer that stands in the editor, or None; with `needed` an empty one is not taken."""
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._editor = editor
        self._read = read
        self._needed = needed
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(2), space(3), space(3))
        column.setSpacing(space(2))
        column.addWidget(TextLabel(question, "label", wraps=True))
        column.addWidget(editor)
        self._fault = TextLabel("", "fault", wraps=True)
        self._fault.hide()
        column.addWidget(self._fault)
        column.addLayout(self._buttons(button))
        editor.setAccessibleName(question)
        self._work = Unfinished({"answer": editor})

    def unfinished(self) -> dict[str, Json]:
        """What was typed and is not answered yet."""
        return self._work.now()

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Put back what `unfinished` told."""
        self._work.put(words)

    def ask(self) -> None:
        """Put the cursor into the field."""
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter answers, Escape dismisses."""
        if presses_button(event, self):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._answer()
        elif event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def _buttons(self, button: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space(2))
        self.take = QPushButton(button)
        self.take.setProperty("role", "main")
        self.take.clicked.connect(self._answer)
        leave = QPushButton(_("Annuler"))
        leave.setProperty("role", "quiet")
        leave.clicked.connect(self.dismissed)
        row.addWidget(self.take)
        row.addWidget(leave)
        row.addStretch(1)
        return row

    def _answer(self) -> None:
        found = self._read()
        if found is None and self._needed:
            self._fault.setText(_("Une ligne suffit : elle dit ce qui a été fait."))
            self._fault.show()
            self.ask()
            return
        self.answered.emit(found)
