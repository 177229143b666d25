"""Through time: assessments beside each other, what changed marked, what happened between above them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from caselink.domain.danger import Assessment, Finding
from caselink.forms.danger.grids import FACTORS
from caselink.forms.danger.levels import FINDING_LABELS, factor_label, level_words
from caselink.i18n import _
from caselink.services.danger.through_time import Compared
from caselink.ui.look.dates import short_day
from caselink.ui.look.theme import Theme

Index = QModelIndex | QPersistentModelIndex
CHANGED: Final = "◂"
_NOWHERE: Final = QModelIndex()
_HEADS: Final = 3
"""Lines above the factors: level, what happened since the one before, why."""


class AssessmentsModel(QAbstractTableModel):
    """One column an assessment, the latest first; a line for each factor that was ever answered with yes, alerts
    first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: tuple[Compared, ...] = ()
        self._factors: tuple[str, ...] = ()
        self._labels: tuple[str, ...] = ()

    def show_assessments(self, held: tuple[Compared, ...]) -> None:
        """Show these, the latest first."""
        self.beginResetModel()
        self._held = held
        found = dict.fromkeys(
            factor for each in held for factor, answer in each.assessment.answers.items()
            if answer.finding is Finding.YES or factor in each.changed
        )
        order = {factor: place for place, factor in enumerate(FACTORS)}
        self._factors = tuple(sorted(found, key=lambda factor: order.get(factor, len(order))))
        self._labels = tuple(factor_label(self._last_with(factor), factor) for factor in self._factors)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Level, what happened, why, and the factors."""
        return 0 if parent.isValid() or not self._held else _HEADS + len(self._factors)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The label, and the assessments."""
        return 0 if parent.isValid() or not self._held else 1 + len(self._held)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The day of each."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return _("Facteur")
        return short_day(self._held[section - 1].assessment.on)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, never a colour alone."""
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._head(row, column) if row < _HEADS else self._found(row - _HEADS, column)
        if role == Qt.ItemDataRole.FontRole and (column == 0 or row == 0):
            font = QFont()
            font.setBold(row == 0)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and row >= _HEADS and column > 0:
            yes = self._held[column - 1].assessment.answer(self._factors[row - _HEADS]).finding is Finding.YES
            return Theme.current().colour("text" if yes else "quiet")
        return None

    def _head(self, row: int, column: int) -> str:
        if column == 0:
            return (_("Niveau"), _("Depuis la précédente"), _("Pourquoi"))[row]
        each = self._held[column - 1]
        return (level_words(each.assessment.level), " · ".join(each.between), each.assessment.reason)[row]

    def _found(self, row: int, column: int) -> str:
        if column == 0:
            return self._labels[row]
        each, factor = self._held[column - 1], self._factors[row]
        said = _(FINDING_LABELS[each.assessment.answer(factor).finding])
        return f"{said} {CHANGED}" if factor in each.changed else said

    def _last_with(self, factor: str) -> Assessment | None:
        return next((each.assessment for each in self._held if factor in each.assessment.answers), None)
