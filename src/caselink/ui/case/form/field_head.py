"""The line above a field: its label, whether it is recorded, where the answer comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from caselink.domain.answers import Source
from caselink.i18n import _
from caselink.ui.case.form.source_button import SourceButton
from caselink.ui.case.tab_order import in_order
from caselink.ui.look.palettes import TARGET, space
from caselink.ui.pieces.text_label import TextLabel


class FieldHead(QWidget):
    """A source that is noted is always shown; the offer to note one only while the worker is at the field."""

    source_chosen = Signal(object)
    """The new `Source`, or None for none."""

    erase_asked = Signal()
    """What stands or ever stood here is to be erased for good."""

    def __init__(self, question: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.tab_after: QWidget | None = None
        """From where Tab goes to the source."""
        self._question = question
        self._source: Source | None = None
        self._answered = False
        self._here = False
        self.button: SourceButton | None = None
        """Made when it is first needed: a form has many fields and few sources."""
        self.more: QPushButton | None = None
        """What is rarely done with an answer; made when the worker is first at the field."""
        self.label = TextLabel(question, "label", self, wraps=True)
        self.saved = TextLabel("", "small", self)
        self.setMinimumHeight(TARGET)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(space(2))
        self._row.addWidget(self.label, 1)
        self._row.addWidget(self.saved)

    def show_source(self, source: Source | None, *, answered: bool) -> None:
        """Show that source of the answer, if there is an answer."""
        self._source, self._answered = source, answered
        self._refresh()

    def be_here(self, here: bool) -> None:
        """The worker came to this field, or left it."""
        self._here = here
        self._refresh()

    def _refresh(self) -> None:
        self._show_source()
        self._show_more()

    def _show_more(self) -> None:
        wanted = self._answered and self._here
        if self.more is None:
            if not wanted:
                return
            self.more = QPushButton("⋯", self)
            self.more.setProperty("role", "quiet_chip")
            self.more.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes on to the next field; history has it too
            self.more.setAccessibleName(_("Plus pour « {question} »").format(question=self._question))
            menu = QMenu(self.more)
            menu.addAction(_("Effacer pour de bon, historique compris…")).triggered.connect(self.erase_asked)
            self.more.setMenu(menu)
            self._row.addWidget(self.more)
        self.more.setVisible(wanted)

    def _show_source(self) -> None:
        wanted = self._answered and (self._source is not None or self._here)
        if self.button is None:
            if not wanted:
                return
            self.button = SourceButton(self._question, self)
            self.button.chosen.connect(self.source_chosen)
            self._row.addWidget(self.button)
            if self.tab_after is not None:
                in_order((self.tab_after, self.button))
        self.button.show_source(self._source)
        self.button.setVisible(wanted)
