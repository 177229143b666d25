"""One need in its card: turned with a click or Space, decided upon in a menu, asked about in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.domain.needs import NeedState
from caselink.i18n import _
from caselink.services.needs import NeedLine
from caselink.ui.case.overview.captions import caption, is_late
from caselink.ui.case.overview.inline_ask import InlineAsk
from caselink.ui.case.overview.need_button import NeedButton
from caselink.ui.case.overview.need_menu import NeedMenu
from caselink.ui.case.overview.need_questions import DateReader, Question, answered, ask
from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as
from caselink.ui.shell.read_only import keep_for_reading


class NeedRow(QWidget):
    """Shows one `NeedLine` and says what the worker wants it to be; it shows that at once, before the vault has it."""

    wanted = Signal(object)
    """The `NeedLine` as the worker wants it now."""

    contact_asked = Signal(str)
    """The item for which she asks whom to contact."""

    def __init__(
        self, line: NeedLine, today: date, partners: Callable[[], Sequence[tuple[str, str]]],
        read_date: DateReader, parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.line = line
        self._today = today
        self._partners = partners
        self._read_date = read_date
        self._ask: InlineAsk | None = None
        self._question = Question.OUTCOME
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._first_line())
        self._column.addLayout(self._second_line())
        self.setFocusProxy(self.button)
        self.show_line(line, today)

    def show_line(self, line: NeedLine, today: date) -> None:
        """Show the need as it is now."""
        self.line = line
        self._today = today
        self.button.show_need(line.label, line.state, caption(line, today), late=is_late(line, today))
        self.contact.setVisible(line.state is NeedState.TO_DO)
        self.contact.setAccessibleName(_("Qui contacter : {need}").format(need=line.label))
        self.more.setAccessibleName(_("Décider : {need}").format(need=line.label))
        self.accept.setVisible(line.offered)
        self.accept.setAccessibleName(_("Noter à faire : {need}").format(need=line.label))

    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops in it, in order."""
        return self.button, self.accept, self.more, self.contact

    def turn(self) -> None:
        """To do becomes done, anything else becomes to do."""
        self.choose(NeedState.DONE if self.line.state is NeedState.TO_DO else NeedState.TO_DO)

    def choose(self, state: NeedState) -> None:
        """Set that state, after asking the one line that goes with it where one does."""
        if state is NeedState.DONE and self.line.asks_outcome:
            self.ask(Question.OUTCOME)
        elif state is NeedState.NOT_WISHED:
            self.ask(Question.AGAIN)
        else:
            self._want(replace(self.line, state=state, ask_again_on=None))

    def ask(self, question: Question) -> None:
        """Ask that right here, with the cursor in its field."""
        self._open(question).ask()

    @property
    def question(self) -> InlineAsk | None:
        """What is being asked, while it stands there."""
        return self._ask

    def unfinished(self) -> dict[str, Json] | None:
        """What is being asked, and what was typed so far; None where nothing is."""
        return None if self._ask is None else {"question": self._question.value, **self._ask.unfinished()}

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Ask again what `unfinished` told."""
        asked = [question for question in Question if question == words.get("question")]
        for question in asked:
            self._open(question).take_up(words)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key and the right button open the menu."""
        self._open_menu(event.globalPos())

    def menu(self) -> NeedMenu:
        """Everything that can be decided about it."""
        asks = {
            _("Confier à une structure…"): lambda: self.ask(Question.PARTNER),
            _("Qui s’en occupe…"): lambda: self.ask(Question.OWNER),
            _("Échéance…"): lambda: self.ask(Question.DUE),
            _("Qui contacter"): lambda: self.contact_asked.emit(self.line.item),
        }
        return NeedMenu(self.line.state, self.choose, asks, self)

    def _first_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        self.button = NeedButton(self)
        self.button.clicked.connect(self.turn)
        self.more = QToolButton(self)
        self.more.setText("⋯")
        self.more.setProperty("role", "need")
        speak_as(self.more, "menu")
        self.more.setToolTip(_("Décider, confier, dater"))
        self.more.clicked.connect(lambda: self._open_menu(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self.accept = QPushButton(_("+ à faire"), self)
        self.accept.setProperty("role", "need")
        self.accept.setToolTip(_("Proposé par la fiche : noter à faire"))
        self.accept.clicked.connect(lambda: self.choose(NeedState.TO_DO))
        row.addWidget(self.button, 1)
        row.addWidget(self.accept, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _second_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(space(6), 0, 0, space(1))
        self.contact = QPushButton(_("Qui contacter ›"), self)
        self.contact.setProperty("role", "need")
        keep_for_reading(self.contact)
        self.contact.clicked.connect(lambda: self.contact_asked.emit(self.line.item))
        row.addWidget(self.contact)
        row.addStretch(1)
        return row

    def _open_menu(self, where: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _open(self, question: Question) -> InlineAsk:
        self._dismiss()
        self._question = question
        asked = ask(question, self.line, self._partners(), self._read_date)
        asked.answered.connect(lambda answer: self._answered(answered(question, self.line, answer)))
        asked.dismissed.connect(self._left)
        self._column.addWidget(asked)
        asked.show()
        self._ask = asked
        return asked

    def _answered(self, line: NeedLine) -> None:
        self._left()
        self._want(line)

    def _left(self) -> None:
        self._dismiss()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dismiss(self) -> None:
        if self._ask is not None:
            self._ask.hide()
            self._ask.deleteLater()
            self._ask = None

    def _want(self, line: NeedLine) -> None:
        self.show_line(line, self._today)
        self.wanted.emit(line)
