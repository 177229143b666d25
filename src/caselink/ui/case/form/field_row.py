"""One question of the form: its label, one line of help, its editor, the three ways of having no answer."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caselink.domain.answers import Answer, NoAnswer, Source, value_to_json
from caselink.forms.schema import Kind, Place
from caselink.i18n import _, language
from caselink.ui.case.form.editors.making import make_editor
from caselink.ui.case.form.entered import is_entered, read_entered
from caselink.ui.case.form.field_head import FieldHead
from caselink.ui.look.dates import local_moment, moment_words
from caselink.ui.look.palettes import space
from caselink.ui.pieces.no_answer_chips import NoAnswerChips
from caselink.ui.pieces.text_label import TextLabel

_WIDE: Final = (Kind.LONG_TEXT, Kind.CHOICES)
"""Kinds whose editor takes the whole width; the chips of no answer stand beneath."""


class FieldRow(QWidget):
    """Shows the answer at one path and says what the worker enters there."""

    typed = Signal(str, str)
    """Path and the text that stands in the field, to be kept as a draft."""

    entered = Signal(object, object)
    """Raw value and source, to be recorded."""

    erase_asked = Signal()
    """All that stands or ever stood here is to be erased for good."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = place
        self.path = place.path
        self._answer: Answer | None = None
        self._source: Source | None = None
        self._left_over: tuple[object, Source | None] | None = None
        """Raw value and source of what was chosen in a session that ended before it was recorded."""
        self._in_flight = 0
        self._saved_here = False
        """Whether something was recorded here since the page was opened."""
        question = _(place.field.label)
        self.head = FieldHead(question, self)
        self.editor = make_editor(place.field, self)
        self.head.label.setBuddy(self.editor)
        self.no_answer = NoAnswerChips(question, self)
        self.head.tab_after = self.no_answer.chips()[-1]
        self.fault = TextLabel("", "fault", self, wraps=True)
        self.fault.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(self.head)
        if place.field.help:
            column.addWidget(TextLabel(_(place.field.help), "small", self, wraps=True))
        column.addLayout(self._answer_line())
        column.addWidget(self.fault)
        self.setFocusProxy(self.editor)
        self._listen()

    def show_answer(self, answer: Answer | None) -> None:
        """Show what is recorded, unless something of this field is on its way to the vault."""
        if self._in_flight:
            return
        self._answer = answer
        self._left_over = None
        self._show(answer)
        self._say_saved(answer)

    def _show(self, answer: Answer | None) -> None:
        self._source = answer.source if answer is not None else None
        value = None if answer is None or isinstance(answer.value, NoAnswer) else answer.value
        self.editor.show_value(value)
        self.no_answer.set_value(answer.value if answer is not None and isinstance(answer.value, NoAnswer) else None)
        self.head.show_source(self._source, answered=value is not None)

    def show_draft(self, text: str) -> None:
        """Put back what was typed or chosen when the last session ended, and say that it is not recorded."""
        if not is_entered(text):
            self.editor.show_draft(text)
        elif (entered := read_entered(self.place.field, text)) is not None:
            raw, answer = entered
            self._show(answer)
            self._left_over = (raw, None if answer is None else answer.source)
        self._say_draft()

    def on_its_way(self) -> None:
        """Something of this field goes to the vault; what is shown stays until `arrived` or `refuse`."""
        self._left_over = None
        self._in_flight += 1
        self.head.saved.setText(_("enregistrement…"))

    def arrived(self, answer: Answer | None) -> None:
        """It is recorded."""
        self._in_flight -= 1
        self._saved_here = True
        self._say_fault("")
        self.show_answer(answer)

    def refuse(self, sentence: str) -> None:
        """It could not be recorded: say why beneath the field, keep the text in it."""
        self._in_flight -= 1
        self.editor.refused()
        if not self.editor.draft():
            self.show_answer(self._answer)
        self._say_saved(self._answer)
        self._say_fault(sentence)

    def commit(self) -> None:
        """Enter what is being typed, or was chosen and never recorded."""
        self.editor.commit()
        left_over, self._left_over = self._left_over, None
        if left_over is not None:
            self.entered.emit(*left_over)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer over the field offers to note its source."""
        super().enterEvent(event)
        self.head.be_here(True)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer went elsewhere."""
        super().leaveEvent(event)
        self.head.be_here(self._has_focus())

    def _has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _answer_line(self) -> QVBoxLayout | QHBoxLayout:
        if self.place.field.kind in _WIDE:
            line: QVBoxLayout | QHBoxLayout = QVBoxLayout()
            line.setSpacing(space(1))
            line.addWidget(self.editor)
            line.addWidget(self.no_answer)
            return line
        line = QHBoxLayout()
        line.setSpacing(space(2))
        line.addWidget(self.editor, 1)
        self.no_answer.setMinimumWidth(_one_line(self.no_answer))
        self.no_answer.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line.addWidget(self.no_answer, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _listen(self) -> None:
        self.editor.typed.connect(self._typed)
        self.editor.entered.connect(self._entered)
        self.no_answer.changed.connect(self._choose_no_answer)
        self.head.source_chosen.connect(self._choose_source)
        self.head.erase_asked.connect(self.erase_asked)

    def _typed(self, text: str) -> None:
        self.typed.emit(self.path, text)

    def _entered(self, raw: object) -> None:
        self.entered.emit(raw, self._source)

    def _choose_no_answer(self, state: NoAnswer | None) -> None:
        if state is None:
            self.entered.emit(None, None)
            return
        self.editor.show_value(None)
        self.entered.emit({"state": state.value}, None)

    def _choose_source(self, source: Source | None) -> None:
        self.commit()
        if self._answer is not None and self._answer.is_value:
            self._source = source
            self.head.show_source(source, answered=True)
            self.entered.emit(value_to_json(self._answer.value), source)

    def _say_saved(self, answer: Answer | None) -> None:
        if not self._say_draft():
            self.head.saved.setText(_saved_words(answer) if self._saved_here else "")

    def _say_draft(self) -> bool:
        """Say where something stands in the field that is not recorded, and whether that is so."""
        is_draft = bool(self.editor.draft()) or self._left_over is not None
        if is_draft:
            self.head.saved.setText(_("pas encore enregistré"))
        return is_draft

    def _say_fault(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))


def _saved_words(answer: Answer | None) -> str:
    if answer is None or answer.recorded_at is None:
        return _("effacé")
    return _("enregistré {when}").format(when=moment_words(local_moment(answer.recorded_at)))


_WIDTHS: Final[dict[str, int]] = {}


def _one_line(chips: NoAnswerChips) -> int:
    """Pixels that the chips take on one line; measured once for each language, there are many of them."""
    if language() not in _WIDTHS:
        widths = [chip.sizeHint().width() for chip in chips.chips()]
        _WIDTHS[language()] = sum(widths) + space(2) * (len(widths) - 1)
    return _WIDTHS[language()]
