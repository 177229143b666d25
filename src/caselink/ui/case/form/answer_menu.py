"""One quiet button beside an answer: why there is none, or where it comes from, and what is rarely done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from caselink.domain.answers import Answer, NoAnswer, Source
from caselink.forms.texts import NO_ANSWER_LABELS, SOURCE_LABELS
from caselink.i18n import _
from caselink.ui.look.spoken import speak_as
from caselink.ui.look.theme import set_role


class AnswerMenu(QPushButton):
    """Unknown, not asked, does not wish to say: none of the three reads as "no". With an answer its source instead."""

    no_answer_chosen = Signal(object)
    """The new `NoAnswer`, or None where the chosen one was chosen again."""

    source_chosen = Signal(object)
    """The new `Source`, or None for none."""

    erase_asked = Signal()
    """What stands or ever stood here is to be erased for good."""

    def __init__(self, question: str, parent: QWidget | None = None) -> None:
        """`question` is what it is about, for screen readers."""
        super().__init__(parent)
        self._question = question
        self._answer: Answer | None = None
        self._words = ""
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # from its row by a key: Tab goes from answer to answer
        self.setToolTip(_("Sans réponse, source, effacer (Alt+Entrée)"))
        self.setProperty("role", "quiet_chip")
        speak_as(self, "menu")
        self.show_answer(None)

    def no_answer(self) -> NoAnswer | None:
        """Which of the three is noted."""
        value = None if self._answer is None else self._answer.value
        return value if isinstance(value, NoAnswer) else None

    def show_answer(self, answer: Answer | None) -> None:
        """Show what is noted beside that answer."""
        self._answer = answer
        none, words = self.no_answer(), _("sans réponse")
        if none is not None:
            words = _(NO_ANSWER_LABELS[none])
        elif answer is not None:
            words = "⋯" if answer.source is None else _(SOURCE_LABELS[answer.source])
        if words == self._words:
            return
        self._words = words
        self.setText(words)
        said = _("source pas notée") if words == "⋯" else words
        self.setAccessibleName(_("{state}, pour « {question} »").format(state=said, question=self._question))
        role = "quiet_chip" if none is None else "quiet_chip_chosen"
        if self.property("role") != role:
            set_role(self, role)

    def open(self) -> None:
        """Open the menu beneath it."""
        self.offers()
        self.showMenu()

    def offers(self) -> QMenu:
        """The menu; made when the worker is first here, for a form has many questions."""
        menu = self.menu()
        if menu is None:
            menu = QMenu(self)
            menu.aboutToShow.connect(self._fill)
            self.setMenu(menu)
            self._fill()
        return menu

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer is here: a press will open the menu."""
        self.offers()
        super().enterEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard is here."""
        self.offers()
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        """A press that came without pointer and keyboard, as touch does."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self.offers()
        return super().event(event)

    def _fill(self) -> None:
        menu, answer = self.offers(), self._answer
        menu.clear()
        if answer is not None and answer.is_value:
            for source in (*Source, None):
                words = _("sans source") if source is None else _(SOURCE_LABELS[source])
                action = menu.addAction(words)
                action.setCheckable(True)
                action.setChecked(source is answer.source)
                action.triggered.connect(lambda _checked=False, source=source: self.source_chosen.emit(source))
            menu.addSeparator()
        for state, label in NO_ANSWER_LABELS.items():
            action = menu.addAction(_(label))
            action.setCheckable(True)
            action.setChecked(state is self.no_answer())
            action.triggered.connect(lambda _checked=False, state=state: self.choose(state))
        if answer is not None:
            menu.addSeparator()
            menu.addAction(_("Effacer pour de bon, historique compris…")).triggered.connect(self.erase_asked)

    def choose(self, state: NoAnswer) -> None:
        """What choosing it in the menu does; choosing the chosen one again frees it."""
        self.no_answer_chosen.emit(None if state is self.no_answer() else state)
