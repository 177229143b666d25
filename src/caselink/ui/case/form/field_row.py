"""One question of the partner form: what it shows is recorded, what is entered in it is recorded at once."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from caselink.domain.answers import Answer, NoAnswer, Source, Value, value_to_json
from caselink.forms.schema import Kind, Place
from caselink.forms.texts import NO_ANSWER_LABELS, options_in_order
from caselink.i18n import _
from caselink.ui.case.form.answer_menu import AnswerMenu
from caselink.ui.case.form.entered import is_entered, read_entered
from caselink.ui.look.dates import local_moment, moment_words
from caselink.ui.pieces.editors.chips import ChoiceChips, YesNoChips
from caselink.ui.pieces.editors.making import make_editor
from caselink.ui.pieces.editors.text_editor import TextEditor
from caselink.ui.pieces.question import QuestionRow

_WIDE: Final = (Kind.LONG_TEXT,)


class FieldRow(QuestionRow):
    """Shows the answer at one path and says what the worker enters there. Yes, no and unknown have one key each: the
    first letter of the word. Alt+Enter opens what else can be said of the answer.
    """

    drafted = Signal(str, str)
    """Path and the text that stands in the field, to be kept as a draft."""

    recorded = Signal(object, object)
    """Raw value and source, to be recorded."""

    erase_asked = Signal()
    """All that stands or ever stood here is to be erased for good."""

    told = Signal(str)
    """Whether and when what stands here was recorded, in words."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        field = place.field
        question = _(field.label)
        self.editor = make_editor(field, question, options_in_order(field), None)
        self.menu = AnswerMenu(question)
        super().__init__(
            question, self.editor, _(field.help) if field.help else "", shows_help=False, wide=field.kind in _WIDE,
            aside=self.menu, parent=parent,
        )
        self.place = place
        self.path = place.path
        self._held: Answer | None = None
        self._recorded = ""
        """The text that stands for what is recorded."""
        self._entered: str | None = None
        """The text that was entered last and whose fate is not known yet."""
        self._left_over: tuple[object, Source | None] | None = None
        """Raw value and source of what was chosen in a session that ended before it was recorded."""
        self._in_flight = 0
        self._saved_here = False
        """Whether something was recorded here since the page was opened."""
        self.saved = ""
        """Whether and when what stands here was recorded, in words; empty where nothing was, since it was opened."""
        self._listen()

    def show_answer(self, answer: Answer | None) -> None:
        """Show what is recorded, unless something of this field is on its way to the vault, or was chosen in a session
        that ended before and nothing else is recorded since."""
        if self._in_flight or (self._left_over is not None and answer == self._held):
            return
        self._held = answer
        self._left_over = None
        self._show_all(answer)
        self._say_saved(answer)

    def show_draft(self, text: str) -> None:
        """Put back what was typed or chosen when the last session ended, and say that it is not recorded."""
        if not is_entered(text):
            if isinstance(self.editor, TextEditor):
                self.editor.set_text(text)
        elif (entered := read_entered(self.place.field, text)) is not None:
            raw, answer = entered
            self._show_all(answer)
            self._left_over = (raw, None if answer is None else answer.source)
        self._say_draft()

    def forget_left_over(self) -> None:
        """What was chosen in a session that ended before is not recorded any more."""
        self._left_over = None

    def draft(self) -> str:
        """The text that stands there and is not recorded; empty for none."""
        text = self._text()
        return "" if text == self._recorded else text

    def on_its_way(self) -> None:
        """Something of this field goes to the vault; what is shown stays until `arrived` or `refuse`."""
        self._in_flight += 1
        self._left_over = None
        self._tell(_("enregistrement…"))

    def arrived(self, answer: Answer | None) -> None:
        """It is recorded."""
        self._in_flight -= 1
        self._saved_here = True
        self.show_fault(None)
        self.show_answer(answer)

    def refuse(self, sentence: str) -> None:
        """It could not be recorded: say why beneath the field, keep the text in it."""
        self._in_flight -= 1
        self._entered = None
        if not self.draft():
            self.show_answer(self._held)
        self._say_saved(self._held)
        self.show_fault(sentence)

    def commit(self) -> None:
        """Enter what is being typed, or was chosen and never recorded; blank text clears the field."""
        left_over, self._left_over = self._left_over, None
        if left_over is not None:
            self.recorded.emit(*left_over)
        text = self._text()
        if text not in (self._recorded, self._entered):
            self._entered = text
            self.recorded.emit(self.editor.value(), self._source())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key for yes, no and unknown; a field in which one types takes its letters for itself."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.menu.open()
            return
        letter = event.text().casefold()
        plain = not event.modifiers()
        if plain and letter and isinstance(self.editor, ChoiceChips):
            if letter == _first(_(NO_ANSWER_LABELS[NoAnswer.UNKNOWN])):
                self._choose_no_answer(NoAnswer.UNKNOWN)
                return
            if isinstance(self.editor, YesNoChips) and letter in (_first(_("oui")), _first(_("non"))):
                self.editor.chip("yes" if letter == _first(_("oui")) else "no").setFocus()
                self._record(letter == _first(_("oui")))
                return
        super().keyPressEvent(event)

    def _listen(self) -> None:
        if isinstance(self.editor, TextEditor):
            self.editor.typed.connect(lambda: self.drafted.emit(self.path, self._text()))
            self.editor.left.connect(self.commit)
        else:
            self.editor.changed.connect(self._record)
        if isinstance(self.editor, YesNoChips):
            for chip in self.editor.chips():
                chip.setToolTip(_("Touche {key}").format(key=_first(chip.text()).upper()))
        self.menu.no_answer_chosen.connect(self._choose_no_answer)
        self.menu.source_chosen.connect(self._choose_source)
        self.menu.erase_asked.connect(self.erase_asked)

    def _show_all(self, answer: Answer | None) -> None:
        self._show(None if answer is None or isinstance(answer.value, NoAnswer) else answer.value)
        self.menu.show_answer(answer)

    def _show(self, value: Value | None) -> None:
        """Show it, unless something else is being typed."""
        editor = self.editor
        if not isinstance(editor, TextEditor):
            editor.set_value(value)
            return
        untouched = editor.text() in (self._recorded, self._entered)
        self._recorded = editor.spelled(value)
        self._entered = None
        if untouched:
            editor.set_value(value)

    def _text(self) -> str:
        return self.editor.text() if isinstance(self.editor, TextEditor) else ""

    def _source(self) -> Source | None:
        return None if self._held is None else self._held.source

    def _record(self, raw: object) -> None:
        self.recorded.emit(list(raw) or None if isinstance(raw, tuple) else raw, self._source())

    def _choose_no_answer(self, state: NoAnswer | None) -> None:
        if state is None:
            self.recorded.emit(None, None)
            return
        self._show(None)
        self.recorded.emit({"state": state.value}, None)

    def _choose_source(self, source: Source | None) -> None:
        self.commit()
        if self._held is not None and self._held.is_value:
            self.recorded.emit(value_to_json(self._held.value), source)

    def _say_saved(self, answer: Answer | None) -> None:
        if not self._say_draft():
            self._tell(_saved_words(answer) if self._saved_here else "")

    def _say_draft(self) -> bool:
        """Say where something stands in the field that is not recorded, and whether that is so."""
        is_draft = bool(self.draft()) or self._left_over is not None
        if is_draft:
            self._tell(_("pas encore enregistré"))
        self.show_note(self.saved if is_draft else "")
        return is_draft

    def _tell(self, words: str) -> None:
        if words != self.saved:
            self.saved = words
            self.told.emit(words)


def _saved_words(answer: Answer | None) -> str:
    if answer is None or answer.recorded_at is None:
        return _("effacé")
    return _("enregistré {when}").format(when=moment_words(local_moment(answer.recorded_at)))


def _first(word: str) -> str:
    return word[:1].casefold()
