"""The audit trail, newest first, read a part at a time."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from caselink.i18n import N_, _
from caselink.services.audit import AuditLine
from caselink.ui.look.dates import local_moment, moment_words
from caselink.ui.pieces.headed_table import NOWHERE, HeadedTableModel


class Column(IntEnum):
    """What a line says."""

    NUMBER = 0
    MOMENT = 1
    USER = 2
    ACTION = 3
    CASE = 4


_HEADS: Final = {
    Column.NUMBER: N_("Ligne"), Column.MOMENT: N_("Date"), Column.USER: N_("Par"),
    Column.ACTION: N_("Ce qui a été fait"), Column.CASE: N_("Dossier"),
}


class AuditModel(HeadedTableModel):
    """The rows that were read so far; `more_wanted` when the table is scrolled to their end."""

    more_wanted = Signal(int)
    """The number of the last row that is there: those before it are wanted."""

    def __init__(self) -> None:
        super().__init__([_HEADS[column] for column in Column])
        self._lines: list[AuditLine] = []
        self._asked_from: int | None = None

    def show_lines(self, lines: Sequence[AuditLine]) -> None:
        """Hold these, the newest."""
        self.beginResetModel()
        self._lines = list(lines)
        self._asked_from = None
        self.endResetModel()

    def add_lines(self, lines: Sequence[AuditLine]) -> None:
        """Hold these too; they follow the last one."""
        if not lines or not self._lines or lines[0].seq >= self._lines[-1].seq:
            return
        self.beginInsertRows(NOWHERE, len(self._lines), len(self._lines) + len(lines) - 1)
        self._lines += lines
        self.endInsertRows()

    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> bool:
        """Until the first row of the trail is there; what was asked for once is waited for."""
        if parent.isValid() or not self._lines:
            return False
        last = self._lines[-1].seq
        return last > 1 and last != self._asked_from

    def fetchMore(self, _parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> None:
        """Ask for what comes before."""
        self._asked_from = self._lines[-1].seq
        self.more_wanted.emit(self._asked_from)

    def count(self) -> int:
        """How many are there."""
        return len(self._lines)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; as tooltip the hash of the row."""
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(line, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return _("Empreinte de la ligne : {hash}").format(hash=line.hash)
        return None


def _words(line: AuditLine, column: Column) -> str:
    if column is Column.MOMENT:
        return moment_words(local_moment(line.moment))
    return {
        Column.NUMBER: str(line.seq), Column.USER: line.user, Column.ACTION: line.action_text,
        Column.CASE: line.case or "",
    }[column]
