"""What belongs to one line: what to ask, what can be seen, when it last happened, who says so, what the form says."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.answers import Source
from caselink.domain.danger import FactorAnswer, Finding
from caselink.domain.partial_date import PartialDate
from caselink.forms.danger.from_form import ToldByForm
from caselink.forms.danger.levels import FINDING_LABELS
from caselink.forms.danger.sources import sources_text
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.texts import SOURCE_LABELS
from caselink.i18n import _
from caselink.ui.case.danger.answer_sheet import AnswerSheet
from caselink.ui.case.danger.grid_rows import GridRow
from caselink.ui.case.typed_days import read_past_day
from caselink.ui.look.dates import day_words, local_moment
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.chip_row import ChipRow
from caselink.ui.pieces.editors.typed_date import TypedDate
from caselink.ui.pieces.text_label import TextLabel


class FactorDetail(QFrame):
    """Follows the line that has the keyboard."""

    done = Signal()
    """Enter was pressed in it: on with the next line."""

    def __init__(self, sheet: AnswerSheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self.row: GridRow | None = None
        self.title = TextLabel("", "label", wraps=True)
        self.ask_her = TextLabel("", "", wraps=True)
        self.ask_him = TextLabel("", "quiet", wraps=True)
        self.seen = TextLabel("", "quiet", wraps=True)
        self.source = TextLabel("", "small", wraps=True)
        self.last = TypedDate(_("Dernière fois"), read_past_day, placeholder=_("dernière fois : 3/11, mars…"))
        self.who = ChipRow([(source.value, _(SOURCE_LABELS[source])) for source in Source])
        self.who.setAccessibleName(_("Qui le dit"))
        self.offered = TextLabel("", "accent", wraps=True)
        self.take = QPushButton(_("Reprendre"))
        self.take.setProperty("role", "quiet")
        self.which = QWidget()
        self._which_row = QVBoxLayout(self.which)
        self._which_row.setContentsMargins(0, 0, 0, 0)
        self.chips: ChipRow | None = None
        self._lay_out()
        self.last.changed.connect(self._put_last)
        self.who.pressed_changed.connect(self._put_source)
        self.take.clicked.connect(self._take)
        self.last.field.installEventFilter(self)
        sheet.changed.connect(self._show_answer)
        self.show_row(None)

    def show_row(self, row: GridRow | None) -> None:
        """Show what belongs to that line."""
        self.row = row
        factor = None if row is None else row.factor
        self.title.setText("" if row is None else row.label)
        asked = [] if row is None else [each for each in row.factors if each.ask_her]
        self.ask_her.setText(" ".join(_("« {question} »").format(question=_(each.ask_her)) for each in asked))
        him = "" if factor is None or not factor.ask_him else _(factor.ask_him)
        self.ask_him.setText(_("À lui : « {question} »").format(question=him) if him else "")
        self.seen.setText("" if factor is None or not factor.seen else _("À voir : {what}").format(what=_(factor.seen)))
        self.source.setText("" if factor is None else sources_text(factor.sources))
        for label in (self.ask_her, self.ask_him, self.seen, self.source):
            label.setVisible(bool(label.text()))
        self._show_which(row)
        self._show_answer()

    def ask_when(self) -> None:
        """Put the cursor where the last time is typed."""
        self.last.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_which(self) -> None:
        """Put the keyboard on the factors that a question covers."""
        if self.chips is not None:
            self.chips.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on with the next line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _is_enter(event):
            if watched is self.last.field and not self.last.is_understood():
                return False
            self._put_last(self.last.value())
            self.done.emit()
            return True
        return super().eventFilter(watched, event)

    def _show_which(self, row: GridRow | None) -> None:
        if self.chips is not None:
            self.chips.hide()
            self._which_row.removeWidget(self.chips)
            self.chips.deleteLater()
            self.chips = None
        if row is not None and row.factor is None:
            choices = [(factor.id, _(factor.label)) for factor in row.factors]
            self.chips = ChipRow(choices, multiple=True)
            self.chips.setAccessibleName(_("Laquelle ou lesquelles ?"))
            self.chips.pressed_changed.connect(self._put_which)
            for chip in self.chips.chips():
                chip.installEventFilter(self)
            self._which_row.addWidget(self.chips)
        self.which.setVisible(self.chips is not None)

    def _show_answer(self) -> None:
        row = self.row
        factor = None if row is None else row.factor
        answer = FactorAnswer(Finding.UNKNOWN) if factor is None else self._sheet.answer(factor.id)
        is_yes = factor is not None and answer.finding is Finding.YES
        self.last.setVisible(is_yes)
        self.who.setVisible(factor is not None and self._sheet.is_touched(factor.id))
        if not self.last.field.hasFocus():
            self.last.set_value(None if answer.last is None else str(answer.last))
        self.who.press([] if answer.source is None else [answer.source.value])
        if self.chips is not None and row is not None:
            yes = [each.id for each in row.factors if self._sheet.answer(each.id).finding is Finding.YES]
            self.chips.press(yes)
        offer = None if factor is None else self._sheet.offers.get(factor.id)
        self.offered.setText("" if offer is None else _offer_words(offer))
        for widget in (self.offered, self.take):
            widget.setVisible(offer is not None)

    def _put_last(self, value: object) -> None:
        factor = None if self.row is None else self.row.factor
        if factor is None or not self._sheet.is_touched(factor.id):
            return
        answer = self._sheet.answer(factor.id)
        last = PartialDate.parse(value) if isinstance(value, str) and value and self.last.is_understood() else None
        if answer.finding is Finding.YES and last != answer.last:
            self._sheet.put_answer(factor.id, replace(answer, last=last))

    def _put_source(self) -> None:
        factor = None if self.row is None else self.row.factor
        if factor is not None:
            pressed = self.who.pressed()
            source = Source(pressed[0]) if pressed else None
            self._sheet.put_answer(factor.id, replace(self._sheet.answer(factor.id), source=source))

    def _put_which(self) -> None:
        if self.row is None or self.chips is None:
            return
        ticked = self.chips.pressed()
        for factor in self.row.factors:
            self._sheet.put((factor.id,), Finding.YES if factor.id in ticked else Finding.UNKNOWN)

    def _take(self) -> None:
        factor = None if self.row is None else self.row.factor
        offer = None if factor is None else self._sheet.offers.get(factor.id)
        if factor is not None and offer is not None:
            self._sheet.put_answer(factor.id, FactorAnswer(offer.finding, None, offer.answer.source))
            self.done.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(1))
        offer = QHBoxLayout()
        offer.addWidget(self.offered, 1)
        offer.addWidget(self.take)
        for widget in (self.title, self.ask_her, self.which):
            column.addWidget(widget)
        column.addLayout(offer)
        for widget in (self.last, self.who, self.seen, self.ask_him, self.source):
            column.addWidget(widget)
        column.addStretch(1)


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _offer_words(offer: ToldByForm) -> str:
    place = PARTNER_FORM.place(offer.path)
    field = "" if place is None else _(place.field.label)
    answer = offer.answer
    said = [_("La fiche dit {finding}").format(finding=_(FINDING_LABELS[offer.finding])), field]
    if answer.source is not None:
        said.append(_(SOURCE_LABELS[answer.source]))
    if answer.recorded_at is not None:
        said.append(day_words(local_moment(answer.recorded_at).date()))
    return " · ".join(part for part in said if part)
