"""What the tables have in common: columns with a head, rows that are counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from caselink.i18n import _

NOWHERE: Final = QModelIndex()
"""What the rows of a table lie under."""


class HeadedTableModel(QAbstractTableModel):
    """A subclass says how many rows there are (`count`) and what stands in a cell (`data`)."""

    def __init__(self, heads: Sequence[str], parent: QObject | None = None) -> None:
        """`heads`: of the columns from the left, in the language of the source."""
        super().__init__(parent)
        self._heads = tuple(heads)

    def count(self) -> int:
        """How many rows are there."""
        raise NotImplementedError

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        """How many rows are there."""
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        """One for each head."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What each column says, above its words."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return _(self._heads[section]) if role == Qt.ItemDataRole.DisplayRole else None
