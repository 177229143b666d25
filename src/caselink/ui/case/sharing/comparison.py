"""What the partner gets, side by side with what it does not get and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.preview import SharedLine, WithheldLine
from caselink.services.sharing import Preview
from caselink.ui.case.sharing.rows import FieldRow, grouped
from caselink.ui.palettes import space
from caselink.ui.widgets.text_label import TextLabel


class Comparison(QWidget):
    """One line a field, in the order of the form, so that the eye can go across."""

    def __init__(self, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(space(5), 0, space(5), space(5))
        self._grid.setHorizontalSpacing(space(5))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 1)
        self._line = 0
        for group in grouped(preview):
            self._add_across(TextLabel(group.title, "quiet"), space(4))
            for row in group.rows:
                self._add_row(row)
        self._grid.setRowStretch(self._line, 1)

    def _add_across(self, widget: QWidget, above: int) -> None:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, above, 0, 0)
        column.setSpacing(space(1))
        column.addWidget(widget)
        rule = QFrame()
        rule.setProperty("role", "line")
        column.addWidget(rule)
        column.addSpacing(space(1))
        self._grid.addWidget(held, self._line, 0, 1, 3)
        self._line += 1

    def _add_row(self, row: FieldRow) -> None:
        self._grid.addWidget(_shared_cell(row.label, row.shared), self._line, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(_rule(), self._line, 1)
        self._grid.addWidget(_withheld_cell(row.label, row.withheld), self._line, 2, Qt.AlignmentFlag.AlignTop)
        self._line += 1


def _shared_cell(label: str, lines: Sequence[SharedLine]) -> QWidget:
    cell, column = _cell()
    if lines:
        cell.setAccessibleName(_("Transmis : {field}").format(field=label))
        column.addLayout(_head("✓", "done", label, lines[0].basis_text))
    for line in lines:
        column.addWidget(_indented(TextLabel(line.value_text, wraps=True)))
        if line.free_text:
            column.addWidget(_indented(TextLabel(_("à relire : texte libre"), "warning")))
    return cell


def _withheld_cell(label: str, lines: Sequence[WithheldLine]) -> QWidget:
    cell, column = _cell()
    if lines:
        cell.setAccessibleName(_("Non transmis : {field}, {reason}").format(field=label, reason=lines[0].reason_text))
        column.addLayout(_head("⊘", "quiet", label, lines[0].category_label))
    for line in dict.fromkeys(line.reason_text for line in lines):
        column.addWidget(_indented(TextLabel(line, "quiet", wraps=True)))
    return cell


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("role", "upright")
    rule.setFixedWidth(1)
    return rule


def _cell() -> tuple[QWidget, QVBoxLayout]:
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, space(1), 0, space(1))
    column.setSpacing(0)
    return cell, column


def _head(sign: str, role: str, label: str, beside: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(space(1))
    mark = TextLabel(sign, role)
    mark.setFixedWidth(space(5))
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(TextLabel(label, "label", wraps=True), 1)
    row.addWidget(TextLabel(beside, "small"), 0, Qt.AlignmentFlag.AlignTop)
    return row


def _indented(label: TextLabel) -> QWidget:
    label.setContentsMargins(space(6), 0, 0, 0)
    return label
