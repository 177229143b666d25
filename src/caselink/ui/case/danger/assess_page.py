"""Assessing at the desk: alerts first, her side and his beside each other, children and context below."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.domain.danger import FactorAnswer, GivenAssessment, Level, answer_from_json, answer_to_json
from caselink.domain.partial_date import PartialDate
from caselink.errors import CaseLinkError
from caselink.forms.danger.from_form import told
from caselink.forms.danger.schema import Grid
from caselink.i18n import _, ngettext
from caselink.services.danger.assessing import assess
from caselink.ui.case.danger.answer_sheet import AnswerSheet
from caselink.ui.case.danger.factor_detail import FactorDetail
from caselink.ui.case.danger.factor_list import FactorList
from caselink.ui.case.danger.grid_rows import GridRow, blocks_of
from caselink.ui.case.danger.outcome_part import OutcomePart
from caselink.ui.case.store import CaseStore
from caselink.ui.case.typed_days import read_past_day
from caselink.ui.look.palettes import TARGET, space
from caselink.ui.pieces.drafts import Drafts, key_of
from caselink.ui.pieces.editors.chip_row import ChipRow
from caselink.ui.pieces.editors.typed_date import TypedDate
from caselink.ui.pieces.fault_line import FaultLine
from caselink.ui.pieces.flowing import Flowing
from caselink.ui.pieces.one_press import OnePress
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.pieces.wrapped_button import WrappedButton
from caselink.ui.shell.enter_key import presses_button

_COLUMNS: Final = 2
_BESIDE: Final = space(215)
"""Pixels from which two blocks stand beside each other: below, their questions could not be read."""


class AssessPage(QWidget):
    """One assessment while it is made. `save` first shows the level proposed, then keeps all as one change; `cancel`
    asks for nothing and forgets it."""

    saved = Signal()
    cancelled = Signal()

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.grid: Grid | None = None
        self.key = key_of("assessment", store.case_id)
        """Under which what is answered is kept over a lock."""
        self.lists: list[FactorList] = []
        self._titles: list[TextLabel] = []
        self._across = _COLUMNS
        self._held = QWidget()
        self._blocks = QGridLayout(self._held)
        self._area = QScrollArea()
        self.sheet = AnswerSheet(self)
        self.title = TextLabel("", "heading")
        self.day = TypedDate(_("Jour de l’évaluation"), read_past_day)
        self.crisis = ChipRow([("crisis", _("dans la crise")), ("later", _("après"))])
        self.alone = ChipRow([("yes", _("en tête-à-tête")), ("no", _("pas en tête-à-tête"))])
        self.running = TextLabel("", "quiet")
        self.detail = FactorDetail(self.sheet)
        self.outcome = OutcomePart(self.sheet)
        self.fault = FaultLine()
        self.save = WrappedButton(_("Voir le niveau proposé"))
        self.cancel = QPushButton(_("Annuler"))
        self._pressing = OnePress(self.save, self.cancel)
        self._lay_out()
        self._connect()

    def start(self, case: Case, grid: Grid) -> None:
        """Begin an assessment with that grid. What an earlier one says is not taken over: it is compared afterwards."""
        self.grid = grid
        Drafts.current().hold(self.key, self)
        offers = {factor.id: said for factor in grid.taken if (said := told(case, factor.id)) is not None}
        self.title.setText(_(grid.label))
        self.fault.tell("")
        self.day.set_value(self._today().isoformat())
        self.crisis.press([])
        self.alone.press([])
        self._fill(grid)
        self.sheet.start({}, offers)
        self.outcome.start(grid, self._today(), None, "")
        self._name_button()
        self._count()

    def focus_first(self) -> None:
        """The first line of the first block."""
        if self.lists:
            self.lists[0].go(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        if not presses_button(event, self):
            super().keyPressEvent(event)

    def draft(self) -> dict[str, Json] | None:
        """All that is answered so far, for a lock in the middle; None while nothing is being assessed."""
        if self.grid is None or self._pressing.resting:
            return None
        level = self.outcome.level
        return {
            "grid": self.grid.id, "version": self.grid.version, "day": self._day().isoformat(),
            "crisis": list(self.crisis.pressed()), "alone": list(self.alone.pressed()),
            "answers": {factor: answer_to_json(answer) for factor, answer in self.sheet.answers().items()},
            "level": None if level is None else level.value, "reason": self.outcome.reason.text(),
            "revealed": self.outcome.is_revealed,
        }

    def put_back(self, case: Case, grid: Grid, words: Mapping[str, Json]) -> None:
        """Go on where `draft` left off."""
        self.start(case, grid)
        self.day.set_value(_text(words.get("day")) or self._today().isoformat())
        self.crisis.press(_texts(words.get("crisis")))
        self.alone.press(_texts(words.get("alone")))
        self.sheet.start(_read(words.get("answers"), grid), self.sheet.offers)
        level = words.get("level")
        own = Level(str(level)) if level in set(Level) else None
        revealed = words.get("revealed") is True
        self.outcome.start(grid, self._day(), own, str(words.get("reason") or ""), revealed=revealed)
        self._name_button()

    def forget(self) -> None:
        """Nothing is being assessed any more."""
        self.grid = None
        Drafts.current().let_go(self.key)

    def given(self) -> GivenAssessment:
        """What would be kept."""
        grid = self.grid
        if grid is None:
            raise ValueError("nothing is being assessed")
        crisis, alone = self.crisis.pressed(), self.alone.pressed()
        return GivenAssessment(
            grid.id, grid.version, self._day(), "", None if not crisis else crisis == ("crisis",),
            None if not alone else alone == ("yes",), self.sheet.answers(), self.outcome.level,
            self.outcome.reason.text().strip() if self.outcome.level is not None else "",
        )

    def _go(self) -> None:
        """The one main action: first the level, then keeping it."""
        if self.outcome.is_revealed:
            self._keep()
        else:
            self.outcome.reveal()
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_button(self) -> None:
        revealed = self.outcome.is_revealed
        self.save.setText(_("Enregistrer l’évaluation") if revealed else _("Voir le niveau proposé"))

    def _keep(self) -> None:
        if not self._pressing.begin():
            return
        given, case_id = self.given(), self._store.case_id
        self._store.change(lambda office: assess(office, case_id, given)[0], self._kept, self._refused, owner=self)

    def _kept(self) -> None:
        self._pressing.end()
        self.forget()
        self._store.say(_("Évaluation enregistrée."), undoable=True)
        self.saved.emit()

    def _refused(self, fault: CaseLinkError) -> None:
        self._pressing.end()
        self.fault.tell(fault.sentence, self.outcome.reason)
        if self.outcome.level is not None and not self.outcome.reason.text().strip():
            self.outcome.reason.setFocus()

    def _give_up(self) -> None:
        self.forget()
        self.cancelled.emit()

    def _fill(self, grid: Grid) -> None:
        for widget in (*self.lists, *self._titles):
            widget.hide()
            self._blocks.removeWidget(widget)
            widget.deleteLater()
        self.lists, self._titles = [], []
        for block in blocks_of(grid):
            title = TextLabel(block.title, "heading")
            made = FactorList(block, self.sheet)
            made.row_shown.connect(self._show_row)
            made.date_asked.connect(self.detail.ask_when)
            made.which_asked.connect(self.detail.ask_which)
            made.left.connect(lambda step, made=made: self._leave(made, step))
            self.lists.append(made)
            self._titles.append(title)
        self._place_blocks()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two blocks beside each other where there is room for both."""
        super().resizeEvent(event)
        if self._across != self._columns():
            self._place_blocks()

    def _columns(self) -> int:
        return _COLUMNS if self.width() >= _BESIDE else 1

    def _place_blocks(self) -> None:
        self._across = self._columns()
        for place, (title, made) in enumerate(zip(self._titles, self.lists, strict=True)):
            row, column = divmod(place, self._across)
            last_alone = place == len(self.lists) - 1 and column == 0
            across = _COLUMNS if last_alone or self._across == 1 else 1
            self._blocks.addWidget(title, 2 * row, column, 1, across)
            self._blocks.addWidget(made, 2 * row + 1, column, 1, across, Qt.AlignmentFlag.AlignTop)

    def _leave(self, made: FactorList, step: int) -> None:
        """Over the end of a block the next one begins; after the last one comes the outcome."""
        following = self.lists.index(made) + step
        if 0 <= following < len(self.lists):
            self.lists[following].go(0 if step > 0 else -1)
        elif step > 0:
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_row(self, row: GridRow) -> None:
        self.detail.show_row(row)
        made = self._current_list()
        if made is not None:
            top = made.mapTo(self._held, QPoint(0, made.rows.index(row) * TARGET))
            self._area.ensureVisible(0, top.y() + TARGET // 2, 0, TARGET)

    def _current_list(self) -> FactorList | None:
        return next((each for each in self.lists if each.hasFocus()), None)

    def _go_on(self) -> None:
        """Back from the detail to the lines."""
        row = self.detail.row
        for made in self.lists:
            if row in made.rows:
                made.setFocus(Qt.FocusReason.OtherFocusReason)
                made.go_on()
                return

    def _count(self) -> None:
        if self.grid is None:
            return
        answered = sum(self.sheet.is_touched(factor.id) for factor in self.grid.factors)
        judged = self.outcome.judgement
        alerts = 0 if judged is None else len(judged.alerts)
        told_so_far = _("{count} sur {all}").format(count=answered, all=len(self.grid.factors))
        of_alert = ngettext("{count} alerte", "{count} alertes", alerts).format(count=alerts)
        self.running.setText(f"{told_so_far} · {of_alert}")

    def _day(self) -> date:
        value = self.day.value()
        if not isinstance(value, str) or not value or not self.day.is_understood():
            return self._today()
        return PartialDate.parse(value).first_day()

    def _today(self) -> date:
        return self._store.now.date()

    def _connect(self) -> None:
        self.outcome.changed.connect(self._count)
        self.outcome.revealed.connect(self._name_button)
        self.detail.done.connect(self._go_on)
        self.day.changed.connect(lambda _value: self.outcome.set_day(self._day()))
        self.save.clicked.connect(self._go)
        self.cancel.clicked.connect(self._give_up)
        self.outcome.reason.returnPressed.connect(self._keep)

    def _lay_out(self) -> None:
        self.save.setProperty("role", "main")
        self.crisis.setAccessibleName(_("Quand"))
        self.alone.setAccessibleName(_("Entretien en tête-à-tête"))
        what = QWidget()
        stacked = QVBoxLayout(what)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(0)
        stacked.addWidget(self.title)
        stacked.addWidget(self.running)
        head = Flowing()
        head.setAccessibleName(_("Évaluation du danger"))
        head.flow.gap = space(3)
        for chips in (self.crisis, self.alone):
            chips.setFixedWidth(chips.one_line_width())
        self.day.field.setMaximumWidth(space(28))
        self.day.setFixedWidth(space(68))
        self.day.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for widget in (what, self.day, self.crisis, self.alone):
            head.flow.addWidget(widget)
        self._blocks.setContentsMargins(0, 0, 0, space(3))
        self._blocks.setHorizontalSpacing(space(6))
        self._blocks.setVerticalSpacing(space(1))
        for place in range(_COLUMNS):
            self._blocks.setColumnStretch(place, 1)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._held)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(3), space(6), space(3))
        column.setSpacing(space(2))
        column.addWidget(head)
        column.addWidget(self._area, 1)
        column.addWidget(self._foot())

    def _foot(self) -> QFrame:
        """What belongs to the line at the left, what follows from all of them at the right; always on the screen."""
        foot = QFrame()
        foot.setProperty("role", "card")
        row = QHBoxLayout(foot)
        row.setContentsMargins(space(4), space(2), space(4), space(2))
        row.setSpacing(space(6))
        for button in (self.cancel, self.save):
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        buttons = QHBoxLayout()
        buttons.addWidget(self.fault, 1)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        right = QVBoxLayout()
        right.addWidget(self.outcome, 1)
        right.addLayout(buttons)
        row.addWidget(self.detail, 1)
        row.addLayout(right, 1)
        foot.setMinimumHeight(space(50))
        return foot


def _read(raw: Json, grid: Grid) -> dict[str, FactorAnswer]:
    answers = {}
    for factor, said in (raw if isinstance(raw, dict) else {}).items():
        if grid.factor(factor) is not None:
            try:
                answers[factor] = answer_from_json(said)
            except ValueError:
                continue
    return answers


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Json) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
