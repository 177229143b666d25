"""The one form: the asks of a questionnaire, a button that writes them, a button that gives up.

    form = AskForm(LEGAL_DECISION.about(facts), store.write, key=key_of(LEGAL_DECISION.id, store.case_id))
    form.saved.connect(…)     # what the questionnaire's `write` gave back
    form.given_up.connect(…)

All that a form needs follows from the declaration: editors, labels, help, order, what is shown when, what is wrong and
where, names for screen readers, the draft that comes back after a lock (pieces/drafts.py), and that a second press
writes nothing twice. To ask beneath a button, and give the keyboard back to it, use `AskPlace` (ask_place.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.errors import CaseLinkError
from caselink.forms.asks import Answers, Ask, Kept, Look
from caselink.forms.schema import Kind
from caselink.i18n import _
from caselink.services.office import Office
from caselink.services.questionnaires.questionnaire import Faults, Inquiry
from caselink.ui.entry.busy_line import BusyLine
from caselink.ui.look.palettes import space
from caselink.ui.pieces.announcing import announce
from caselink.ui.pieces.drafts import Drafts
from caselink.ui.pieces.editors.editor import Editor, Raw
from caselink.ui.pieces.editors.making import make_editor
from caselink.ui.pieces.editors.text_editor import TextEditor
from caselink.ui.pieces.fault_line import FaultLine
from caselink.ui.pieces.help_line import HelpLine
from caselink.ui.pieces.in_view import bring_into_view
from caselink.ui.pieces.one_press import OnePress
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.enter_key import EnterAim, presses_button


class Keeper(Protocol):
    """Has answers written on the vault's thread and says so: the store of a case (case/store.py), or of the office
    (office_keeper.py).
    """

    def write(
        self,
        work: Callable[[Office], Any],
        then: Callable[[Any], None],
        failed: Callable[[CaseLinkError], None],
        *,
        owner: QObject | None = None,
    ) -> None:
        """Write, then call back with what came of it, where `owner` is still there."""

    def say(self, sentence: str, *, undoable: bool = False) -> None:
        """Say that it was done, with the way to take it back where there is one."""


class AskForm(QFrame):
    """`tone` is the frame around it: none, `notice`, `notice_warning`, `card`. `danger`: what it does cannot be undone,
    so that Enter does not do it, and the keyboard is on the way back at first where nothing but a passphrase is asked.
    """

    saved = Signal(object)
    """What the questionnaire gave back once the answers were written."""
    refused = Signal()
    """The vault did not write them."""
    given_up = Signal()
    """The worker thought better of it."""
    answered = Signal()
    """An answer is another one now."""

    def __init__(
        self, inquiry: Inquiry[Any, Any], keeper: Keeper, *, key: str = "", tone: str = "", danger: bool = False,
        gated: bool = False, stays: bool = False, pictures: Mapping[str, Editor] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`key` is the name under which drafts are kept; empty for none. `stays`: the form is always there, so that it
        is kept only where something was changed, and can be given up only then. `gated`: the button can be pressed only
        once all that is typed is right. `pictures` answer the asks whose look
        is a picture of its own.
        """
        super().__init__(parent)
        EnterAim.watch()
        self.setProperty("asks", True)
        if tone:
            self.setProperty("role", tone)
        self._keeper = keeper
        self._key = key
        self._danger = danger
        self._gated = gated
        self._stays = stays
        self._before: dict[str, Json] = {}
        self.rows: dict[str, QuestionRow] = {}
        self._editors: dict[str, Editor] = dict(pictures or {})
        self.inquiry = inquiry
        self.title = TextLabel("", "heading", self, wraps=True)
        self.intro = TextLabel("", "label" if tone.startswith("notice") else "quiet", self, wraps=True)
        self.warning = TextLabel("", "warning", self, wraps=True)
        self.busy = BusyLine(self)
        self.busy.hide()
        self.fault = FaultLine(self)
        self.save_button = QPushButton(self)
        self.save_button.setProperty("role", "danger" if danger else "main")
        self.save_button.setAutoDefault(False)
        self.cancel_button = QPushButton(_("Annuler"), self)
        self.cancel_button.setProperty("role", "quiet")
        self.cancel_button.setAutoDefault(False)
        self.saving = OnePress(self.save_button, self.cancel_button)
        """Rests while the answers are on their way to the vault."""
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.give_up)
        self._lay_out(tone)
        self.begin(inquiry)

    def begin(self, inquiry: Inquiry[Any, Any] | None = None, *, keep: bool = False) -> None:
        """Ask from the beginning, on these facts; with `keep` what was changed and not saved stays over them."""
        changed = self.changed() if keep and self._before else {}
        self.inquiry = inquiry or self.inquiry
        self.title.setText(self.inquiry.title)
        self.title.setVisible(bool(self.inquiry.title))
        self.intro.setText(self.inquiry.intro)
        self.intro.setVisible(bool(self.inquiry.intro))
        self.warning.setText(self.inquiry.warning)
        self.warning.setVisible(bool(self.inquiry.warning))
        self.setAccessibleName(self.inquiry.title or self.inquiry.intro)
        for ask in self.inquiry.asks:
            row, editor = self.rows[ask.name], self._editors[ask.name]
            row.ask(self.inquiry.label(ask))
            if not keep:
                row.show_fault(None)
            self._offer(ask, Answers({}))
            editor.set_value(self.inquiry.proposal(ask))
            editor.fix(self.inquiry.fixed(ask))
        self._follow()
        self._before = {name: editor.draft() for name, editor in self._editors.items()}
        if not keep:
            self.say("")
            self._rest(False)
        if self._key:
            Drafts.current().hold(self._key, self)
        if changed:
            self.put_back(changed)
        self._follow()

    def editor(self, name: str) -> Editor:
        """The editor of that ask; raises KeyError where there is none."""
        return self._editors[name]

    def raw(self) -> dict[str, Raw]:
        """What stands in the editors, by the names of the asks."""
        return {name: editor.value() for name, editor in self._editors.items()}

    def answers(self) -> Answers:
        """The answers as far as they can be understood."""
        return self.inquiry.understood(self.raw())

    def changed(self) -> dict[str, Json]:
        """What differs from what stood there at first, by the names of the asks."""
        now = {name: editor.draft() for name, editor in self._editors.items()}
        return {name: value for name, value in now.items() if value != self._before.get(name)}

    def draft(self) -> dict[str, Json] | None:
        """What is to be kept over a lock; None for nothing."""
        if self.saving.resting or self.isHidden():
            return None
        changed = self.changed()
        kept = {
            ask.name: self._editors[ask.name].draft() for ask in self.inquiry.asks
            if ask.is_kept and (ask.kept is Kept.ALWAYS or ask.name in changed)
        }
        return kept if kept or not self._stays else None

    def has_unsaved(self) -> bool:
        """Whether something stands there that is neither saved nor given up."""
        return not self.saving.resting and self.inquiry.offered and bool(self.changed())

    def put_back(self, draft: Mapping[str, Json]) -> None:
        """Put back what `draft` told, in the order of the asks: what can be chosen may depend on those before."""
        for ask in self.inquiry.asks:
            if ask.name in draft and ask.is_kept:
                self._editors[ask.name].put_draft(draft[ask.name], self._before.get(ask.name))
                self._follow()
                self.answered.emit()

    def forget(self) -> None:
        """Nothing of it is kept any more."""
        if self._key:
            Drafts.current().let_go(self._key)

    def take_up(self) -> bool:
        """Put back what was typed before a lock; whether something was."""
        words = Drafts.current().take(self._key) if self._key else None
        if words is not None:
            self.put_back(words)
        return words is not None

    def focus_first(self) -> None:
        """Put the keyboard into the first question; on the way back where none is asked."""
        shown = [
            self.rows[ask.name] for ask in self.inquiry.asks
            if not self.rows[ask.name].isHidden() and not (self._danger and ask.look is Look.HIDDEN)
        ]
        (shown[0] if shown else self.cancel_button if self._danger else self.save_button).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def say(self, sentence: str) -> None:
        """Say above the buttons why it was not written; nothing when empty."""
        self.fault.tell(sentence, self.save_button)

    def save(self) -> None:
        """Have the answers written, unless one of them cannot stand: then the keyboard goes there."""
        try:
            answers = self.inquiry.read(self.raw())
        except Faults as faults:
            self._show_faults(faults.sentences)
            return
        self._show_faults({})
        inquiry = self.inquiry
        if self._rest(True):
            self._keeper.write(lambda office: inquiry.write(office, answers), self._saved, self.refuse, owner=self)

    def refuse(self, error: CaseLinkError) -> None:
        """It was not written: what stands there stays. What is wrong with one answer is said beneath it."""
        self._rest(False)
        if isinstance(error, Faults):
            self._show_faults(error.sentences)
        else:
            self.say(error.sentence)
        self.refused.emit()

    def give_up(self) -> None:
        """Nothing is written; a form that stays shows again what it began with. What is being written is awaited."""
        if self.saving.resting:
            return
        if self._stays:
            self.begin()
            self.focus_first()
        else:
            self.forget()
        self.given_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a line saves, unless that cannot be undone; Escape gives up what nobody typed into, else it goes to
        the button that does.
        """
        if event.matches(QKeySequence.StandardKey.Save):
            self.save()
            return
        if presses_button(event, self):
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not self._danger:
            self.save()
        elif event.key() == Qt.Key.Key_Escape and (not self._stays or self.changed()):
            self._step_back()
        else:
            super().keyPressEvent(event)

    def _step_back(self) -> None:
        """A key pressed to close a list, once too often, throws nothing away."""
        if self.has_unsaved() and not self.cancel_button.isHidden():
            self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self.cancel_button, _("Ce qui est saisi ici n’est pas enregistré : Entrée l’abandonne."))
        else:
            self.give_up()

    def _lay_out(self, tone: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*((space(4), space(3), space(4), space(4)) if tone else (0, 0, 0, 0)))
        column.setSpacing(space(2))
        column.addWidget(self.title)
        column.addWidget(self.intro)
        column.addWidget(self.warning)
        for ask in self.inquiry.asks:
            if ask.heading:
                column.addSpacing(space(2))
                column.addWidget(TextLabel(_(ask.heading), "heading", self))
            column.addWidget(self._row(ask))
        self.before_buttons = QVBoxLayout()
        column.addLayout(self.before_buttons)
        if any(ask.help for ask in self.inquiry.asks):
            help_line = HelpLine(self)
            help_line.serve(self.rows.values())
            column.addWidget(help_line)
        column.addWidget(self.fault)
        column.addWidget(self.busy)
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        self.buttons = buttons
        column.addLayout(buttons)

    def _row(self, ask: Ask[Any]) -> QuestionRow:
        question = self.inquiry.label(ask)
        editor = self._editors.get(ask.name) or make_editor(
            ask, question, self.inquiry.choices(ask, Answers({})), self, look=ask.look, always_one=ask.always_one,
            placeholder=_(ask.placeholder) if ask.placeholder else "",
        )
        self._editors[ask.name] = editor
        row = QuestionRow(
            "" if ask.look is Look.TICK else question, editor, _(ask.help) if ask.help else "",
            shows_help=False, wide=ask.kind is Kind.LONG_TEXT or ask.look is Look.PICTURE, parent=self,
        )
        self.rows[ask.name] = row
        editor.typed.connect(lambda: self._answered(row))
        by_hand = not isinstance(editor, TextEditor)  # else it was typed before, and is only left now
        editor.changed.connect(lambda _value: self._answered(row if by_hand else None))
        return row

    def _answered(self, row: QuestionRow | None) -> None:
        """What was said to be wrong is another answer now."""
        if row is not None:
            row.show_fault(None)
            self.say("")
        self._follow()
        self.answered.emit()

    def _offer(self, ask: Ask[Any], answers: Answers) -> None:
        """What was chosen and is not offered any more is freed, unless it stood there from the beginning."""
        if ask.options_from is None:
            return
        editor, choices = self._editors[ask.name], self.inquiry.choices(ask, answers)
        editor.offer(choices)
        chosen = editor.value()
        if isinstance(chosen, str) and chosen not in dict(choices) and editor.draft() != self._before.get(ask.name):
            editor.set_value(None)

    def _follow(self) -> None:
        """What is shown, offered and said follows the answers."""
        answers = self.answers()
        for ask in self.inquiry.asks:
            row = self.rows[ask.name]
            shown = self.inquiry.shown(ask, answers)
            if shown and row.isHidden() and self.isVisible():
                bring_into_view(self)
            row.setVisible(shown)
            self._offer(ask, answers)
            self._keep_chosen(ask)
            row.show_note(self.inquiry.note(ask, answers))
        self._offer_buttons(answers)

    def _offer_buttons(self, answers: Answers) -> None:
        offered, changed = self.inquiry.offered, bool(self.changed())
        missing = any(ask.needed and ask.name not in answers for ask in self.inquiry.asks)
        self.save_button.setText(self.inquiry.save_words(answers))
        self.save_button.setVisible(offered and (not self._stays or changed or missing or not self.inquiry.asks))
        self.cancel_button.setVisible(not self._stays or (offered and changed))
        if self._gated and not self.saving.resting:
            self.save_button.setEnabled(self._is_right())

    def _is_right(self) -> bool:
        try:
            self.inquiry.read(self.raw())
        except Faults:
            return False
        return True

    def _keep_chosen(self, ask: Ask[Any]) -> None:
        always, editor = self.inquiry.always(ask), self._editors[ask.name]
        chosen = editor.value()
        if isinstance(chosen, tuple) and not set(always) <= set(chosen):
            editor.set_value((*chosen, *always))

    def _show_faults(self, sentences: Mapping[str, str]) -> None:
        self.say("")
        for name, row in self.rows.items():
            row.show_fault(sentences.get(name))
        for name in sentences:
            self._editors[name].setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(self.rows[name])
            break

    def _rest(self, resting: bool) -> bool:
        """While it is written nothing can be pressed, and what takes long is said; whether it was not so already."""
        self.busy.say(self.inquiry.busy)
        self.busy.setVisible(resting and bool(self.inquiry.busy))
        if resting:
            return self.saving.begin()
        self.saving.end()
        return True

    def _saved(self, result: object) -> None:
        self._rest(False)
        if self._stays:
            self._before = {name: editor.draft() for name, editor in self._editors.items()}
        else:
            self.forget()
        if self.inquiry.said:
            self._keeper.say(self.inquiry.said, undoable=self.inquiry.questionnaire.undoable)
        self.saved.emit(result)
