"""One block of a grid as a table: the factor, yes, no, unknown, and a note of when or of what the form says."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from caselink.domain.danger import FactorKind, Finding
from caselink.forms.danger.levels import FINDING_LABELS, answer_words
from caselink.i18n import _
from caselink.ui.case.danger.answer_sheet import AnswerSheet
from caselink.ui.case.danger.grid_rows import GridRow
from caselink.ui.look.dates import spelled_day
from caselink.ui.look.theme import Theme

Index = QModelIndex | QPersistentModelIndex
LABEL: Final = 0
FINDINGS: Final = (Finding.YES, Finding.NO, Finding.UNKNOWN)
"""What the columns after the label stand for."""
NOTE: Final = len(FINDINGS) + 1
_CHOSEN: Final = "✓"
_SHORT: Final = {Finding.UNKNOWN: "?"}
_NOWHERE: Final = QModelIndex()


class FactorModel(QAbstractTableModel):
    """Reads the sheet; writes nothing by itself."""

    def __init__(self, rows: tuple[GridRow, ...], sheet: AnswerSheet, parent: QObject) -> None:
        super().__init__(parent)
        self.rows = rows
        self._sheet = sheet
        sheet.changed.connect(self._repaint)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The factors, and the questions that head some of them."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Label, yes, no, unknown, note."""
        return 0 if parent.isValid() else NOTE + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, and how it is said aloud."""
        row = self.rows[index.row()]
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.label} : {self._said(row)}" if column == LABEL else self._text(row, column) or _("rien")
        if role == Qt.ItemDataRole.ToolTipRole and column == LABEL:
            return row.label
        if role == Qt.ItemDataRole.TextAlignmentRole and column != LABEL:
            return Qt.AlignmentFlag.AlignCenter
        return self._look(row, column, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What a screen reader calls each column; none is shown above."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        findings = [_(FINDING_LABELS[finding]) for finding in FINDINGS]
        return (_("Question"), *findings, _("Note"))[section]

    def finding(self, row: GridRow) -> Finding | None:
        """What was answered on that line; None where nobody touched it. Of several factors one yes is a yes, and only
        all of them are a no."""
        found = [self._sheet.answer(factor.id).finding for factor in row.factors if self._sheet.is_touched(factor.id)]
        if Finding.YES in found:
            return Finding.YES
        if len(found) < len(row.factors):
            return None
        return Finding.NO if set(found) == {Finding.NO} else Finding.UNKNOWN

    def _text(self, row: GridRow, column: int) -> str:
        if column == LABEL:
            return row.label
        if column == NOTE:
            return self._note(row)
        finding = FINDINGS[column - 1]
        return chosen_words(finding) if self.finding(row) is finding else _word(finding)

    def _note(self, row: GridRow) -> str:
        if row.factor is None:
            ticked = sum(self._sheet.answer(each.id).finding is Finding.YES for each in row.factors)
            return _("{count} sur {all}").format(count=ticked, all=len(row.factors)) if ticked else ""
        answer = self._sheet.answer(row.factor.id)
        if answer.last is not None:
            return spelled_day(str(answer.last))
        offered = row.factor.id in self._sheet.offers and not self._sheet.is_touched(row.factor.id)
        return _("fiche") if offered else ""

    def _said(self, row: GridRow) -> str:
        finding = self.finding(row)
        if finding is None:
            return _("sans réponse")
        return answer_words(self._sheet.answer(row.factors[0].id)) if row.factor else _(FINDING_LABELS[finding])

    def _look(self, row: GridRow, column: int, role: int) -> object:
        chosen = LABEL < column < NOTE and self.finding(row) is FINDINGS[column - 1]
        theme = Theme.current()
        if role == Qt.ItemDataRole.FontRole and chosen:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole:
            if chosen:
                return theme.colour(self._colour(row, FINDINGS[column - 1]))
            return theme.colour("text" if column == LABEL else "quiet")
        return None

    def _colour(self, row: GridRow, finding: Finding) -> str:
        if finding is not Finding.YES:
            return "accent"
        colours = {FactorKind.ALERT: "to_do", FactorKind.RISK: "warning", FactorKind.SAFETY: "done"}
        said = [each.kind for each in row.factors if self._sheet.answer(each.id).finding is Finding.YES]
        return colours[min(said, key=list(FactorKind).index)]

    def _repaint(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, NOTE))


def chosen_words(finding: Finding) -> str:
    """How an answer stands there once it is the one."""
    return f"{_CHOSEN} {_word(finding)}"


def _word(finding: Finding) -> str:
    return _SHORT.get(finding, _(FINDING_LABELS[finding]))
