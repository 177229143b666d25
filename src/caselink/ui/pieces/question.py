"""The one row in which the window asks something: question, answer, and what is wrong with it.

Question left and answer right where there is room for both, else one above the other. The help of the question is
told to a screen reader at once; the eye finds it in the `HelpLine` of the form while the worker is at the row, or,
where a form has none, always beneath the answer.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QEnterEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from caselink.ui.look.palettes import TARGET, space
from caselink.ui.pieces.announcing import announce, field_of_keys
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.editors.editor import Editor
from caselink.ui.pieces.text_label import TextLabel

_BESIDE: Final = 480
"""Pixels from which question and answer stand beside each other."""
_SHARE: Final = 0.36
"""How much of the row the question takes then."""
_MOST: Final = space(60)
"""And how many pixels at most."""

_ASIDE: Final = space(30)
"""Pixels of what stands aside, so that the answers of all rows end alike."""


class QuestionRow(QWidget):
    """`answer` is an `Editor`, or another widget that takes the keyboard. `wide` answers stand beneath the question."""

    entered = Signal()
    """The pointer is on the row."""

    def __init__(
        self, question: str, answer: QWidget, help_text: str = "", *, shows_help: bool = True, wide: bool = False,
        aside: QWidget | None = None, parent: QWidget | None = None,
    ) -> None:
        """`aside` stands at the right of the row, whatever its width. `shows_help` unless the form has a line for it.
        """
        super().__init__(parent)
        self.help = help_text
        self._answer = answer
        self._aside = aside
        self._wide = wide
        self._is_beside: bool | None = None
        self.label = TextLabel(question, "question", self, wraps=True)
        policy = self.label.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self.label.setSizePolicy(policy)
        self.label.setBuddy(answer)
        self.label.setToolTip(help_text)
        if not isinstance(answer, Editor) and not answer.accessibleName():
            answer.setAccessibleName(question)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space(3))
        self._grid.setVerticalSpacing(0)
        self._beneath: QWidget | None = None
        self._column = QVBoxLayout()
        self._lines: dict[str, TextLabel] = {}
        """What stands beneath the answer, by its look: `small` is help, `quiet` a note, `fault` what is wrong."""
        self.setFocusProxy(answer)
        self._describe()
        self._place(beside=not wide)
        if help_text and shows_help:
            self._say("small", help_text)

    @property
    def fault(self) -> str:
        """What is said to be wrong; empty for nothing."""
        return self._said("fault")

    @property
    def note(self) -> str:
        """What is said to follow from the answer."""
        return self._said("quiet")

    def show_fault(self, sentence: str | None) -> None:
        """Say beneath the answer what is wrong with it, and say it to a screen reader; None for nothing."""
        if (sentence or "") != self.fault:
            self._say("fault", sentence or "")
            self._describe()
            if sentence:
                announce(self._keys(), sentence, at_once=True)

    def show_note(self, words: str) -> None:
        """Say beneath the answer what follows from it; nothing when empty."""
        if words != self.note:
            self._say("quiet", words)

    def add_beneath(self, widget: QWidget) -> None:
        """Something else that stands beneath the answer."""
        self._under().addWidget(widget)

    def ask(self, question: str) -> None:
        """Ask that from now on."""
        self.label.setText(question)
        self._keys().setAccessibleName(question)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The form may show the help of this question."""
        super().enterEvent(event)
        self.entered.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room for both."""
        super().resizeEvent(event)
        width = event.size().width()
        beside = self._fits(width)
        share = min(int(width * _SHARE), _MOST)
        self.label.setMaximumWidth(share if beside else width)
        self._place(beside=beside)
        self._level_label(beside=beside)
        self._grid.setColumnStretch(0, share if beside else 1)
        self._grid.setColumnStretch(1, width - share - (_ASIDE if self._aside is not None else 0) if beside else 1)

    def _fits(self, width: int) -> bool:
        if self._wide or width < _BESIDE:
            return False
        if isinstance(self._answer, ChoiceChips):  # two lines of chips at most
            aside = 0 if self._aside is None else _ASIDE
            room = width - min(int(width * _SHARE), _MOST) - aside - space(6)
            return self._answer.row.one_line_width() <= 2 * room
        return True

    def _place(self, *, beside: bool) -> None:
        if beside is self._is_beside:
            return
        self._is_beside = beside
        grid = self._grid
        if beside:
            places = [(self.label, 0, 0, 1, 1), (self._answer, 0, 1, 1, 1)]
        else:
            places = [(self.label, 0, 0, 1, 2), (self._answer, 1, 0, 1, 3)]
        for widget, *at in places:
            grid.addWidget(widget, *at)
        grid.setAlignment(self.label, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0))
        if self._aside is not None:
            grid.addWidget(self._aside, 0, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
            grid.setColumnMinimumWidth(2, _ASIDE)
        self._place_beneath()

    def _level_label(self, *, beside: bool) -> None:
        """The first line of the question level with a field of one line. Qt's style takes margins of a label away when
        it first looks at it, so that they are set with each width."""
        above = max(0, (TARGET - self.label.fontMetrics().lineSpacing()) // 2) if beside else 0
        if self.label.contentsMargins().top() != above:
            self.label.setContentsMargins(0, above, 0, 0)
            self.label.updateGeometry()

    def _place_beneath(self) -> None:
        if self._beneath is not None:
            across = 1 if self._aside is None else 2  # a third column would move the answer to the left
            self._grid.addWidget(self._beneath, *((1, 1, 1, across) if self._is_beside else (2, 0, 1, 3)))

    def _under(self) -> QVBoxLayout:
        """Made when there is first something to say: a form has many rows."""
        if self._beneath is None:
            self._beneath = QWidget(self)
            self._column.setContentsMargins(0, space(1), 0, 0)
            self._column.setSpacing(0)
            self._beneath.setLayout(self._column)
            self._place_beneath()
        return self._column

    def _said(self, role: str) -> str:
        return self._lines[role].text() if role in self._lines else ""

    def _say(self, role: str, words: str) -> None:
        if role not in self._lines:
            if not words:
                return
            self._lines[role] = TextLabel("", role, self, wraps=True)
            self._under().addWidget(self._lines[role])
        self._lines[role].setText(words)
        self._lines[role].setVisible(bool(words))

    def _keys(self) -> QWidget:
        return field_of_keys(self._answer)

    def _describe(self) -> None:
        """What a screen reader says of the field beside its name."""
        if isinstance(self._answer, Editor):
            self._answer.mark(self.fault, self.help)
        elif self.fault or self.help or self._keys().accessibleDescription():
            self._keys().setAccessibleDescription(" ".join(part for part in (self.fault, self.help) if part))
