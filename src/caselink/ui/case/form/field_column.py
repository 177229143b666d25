"""The questions of one section, or of one entry of it, from top to bottom."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caselink.domain.case import Case
from caselink.forms.schema import Place, Section, Sensitivity
from caselink.forms.validation import is_asked
from caselink.ui.case.form.closed_group import ClosedGroup
from caselink.ui.case.form.field_row import FieldRow
from caselink.ui.case.form.saver import Saver
from caselink.ui.look.palettes import space


class FieldColumn(QWidget):
    """Only what is asked is shown; runs of closed questions stand behind one button."""

    def __init__(self, section: Section, entry: str | None, saver: Saver, parent: QWidget) -> None:
        super().__init__(parent)
        self._saver = saver
        self.rows: dict[str, FieldRow] = {}
        self.closed: list[ClosedGroup] = []
        self._passed_over: frozenset[str] = frozenset()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        for sensitivity, fields in groupby(section.fields, key=lambda field: field.sensitivity):
            places = [Place(section, field, entry) for field in fields]
            if sensitivity is Sensitivity.CLOSED:
                group = ClosedGroup(self)
                group.hold([self._row(place, group.held) for place in places])
                self.closed.append(group)
                column.addWidget(group)
                continue
            for place in places:
                column.addWidget(self._row(place, self))

    def show_case(self, case: Case) -> None:
        """Show the answers as they are now."""
        for path, row in self.rows.items():
            row.show_answer(case.answers.get(path))
            row.setVisible(path not in self._passed_over and is_asked(path, case.answers))
        for group in self.closed:
            asked = [row.path for row in group.rows if is_asked(row.path, case.answers)]
            group.refresh(len(asked), sum(path in case.answers for path in asked))

    def pass_over(self, paths: frozenset[str]) -> None:
        """Leave these questions out from the next look at the case on."""
        self._passed_over = paths

    def put_drafts(self, drafts: Mapping[str, str]) -> None:
        """Put text back that was never recorded."""
        for path, text in drafts.items():
            if path in self.rows:
                self.rows[path].show_draft(text)

    def commit(self) -> None:
        """Enter what is being typed in any field."""
        for row in self.rows.values():
            row.commit()


    def reveal(self, path: str) -> FieldRow | None:
        """The row of that path, opened where it was closed; None where it stands elsewhere."""
        row = self.rows.get(path)
        for group in self.closed:
            if row in group.rows:
                group.open()
        return row

    def _row(self, place: Place, parent: QWidget) -> FieldRow:
        row = FieldRow(place, parent)
        row.drafted.connect(self._saver.note)
        row.recorded.connect(lambda raw, source: self._saver.record(raw, source, row))
        row.entered.connect(lambda: self._saver.pointed_at.emit(row.help))
        row.told.connect(self._saver.said)
        row.erase_asked.connect(lambda: self._saver.erase(row))
        self.rows[place.path] = row
        return row
