"""One item of the safety plan: where it stands, and while it is to do by when."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from caselink.domain.partial_date import PartialDate
from caselink.forms.danger.plan_items import STATES
from caselink.forms.needs import NEEDS
from caselink.i18n import _
from caselink.services.danger.plan import TO_DO, PlanLine
from caselink.ui.case.typed_days import read_coming_day
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.chip_row import ChipRow
from caselink.ui.pieces.editors.typed_date import TypedDate
from caselink.ui.pieces.text_label import TextLabel


class PlanRow(QWidget):
    """`changed` when the worker says something else of it."""

    changed = Signal()

    def __init__(self, line: PlanLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        label = _(line.item.label)
        self.label = TextLabel(label, wraps=True)
        self.states = ChipRow([(option.id, _(option.label)) for option in STATES])
        self.states.setAccessibleName(label)
        self.states.setFixedWidth(self.states.one_line_width())
        self.due = TypedDate(_("Pour le"), read_coming_day, placeholder=_("pour le : demain, 3/12…"))
        self.note = QLineEdit()
        self.note.setAccessibleName(_("Remarque"))
        self.note.setPlaceholderText(_("remarque pour le service : jamais sur son papier"))
        need = NEEDS.get(line.item.need)
        said = "" if need is None else _("proposé aussi comme besoin : {need}").format(need=_(need.label))
        self.need = TextLabel(said, "small", wraps=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, space(1))
        grid.setHorizontalSpacing(space(3))
        grid.setVerticalSpacing(space(1))
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.label, 0, 0)
        grid.addWidget(self.states, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.note, 1, 0)
        grid.addWidget(self.due, 1, 1)
        grid.addWidget(self.need, 2, 0, 1, 2)
        self.states.pressed_changed.connect(self.changed)
        self.due.changed.connect(lambda _value: self.changed.emit())
        self.note.editingFinished.connect(self._tell_note)
        self.show_line(line)

    def state(self) -> str:
        """Where it stands, empty for nowhere yet."""
        return next(iter(self.states.pressed()), "")

    def due_day(self) -> date | None:
        """By when; None where it is not to do, or no day is said."""
        value = self.due.value()
        if self.state() != TO_DO or not isinstance(value, str) or not value or not self.due.is_understood():
            return None
        return PartialDate.parse(value).first_day()

    def show_line(self, line: PlanLine) -> None:
        """Show it as the case has it; what is being typed stays."""
        self.line = line
        self.states.press([line.state] if line.state else [])
        if not self.due.field.hasFocus():
            self.due.set_value(None if line.due is None else line.due.isoformat())
        if not self.note.hasFocus():
            self.note.setText(line.note)
        to_do = line.state == TO_DO
        for widget in (self.due, self.note):
            widget.setVisible(to_do)
        self.need.setVisible(to_do and bool(self.need.text()))

    def is_unsaved(self) -> bool:
        """Whether a remark stands there that nobody kept yet."""
        return self.state() == TO_DO and self.note.text().strip() != self.line.note

    def _tell_note(self) -> None:
        if self.is_unsaved():
            self.changed.emit()
