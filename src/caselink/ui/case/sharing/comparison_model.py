"""The lines of a preview as a table of two columns, for the eye and for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from caselink.i18n import _
from caselink.services.preview import SharedLine, WithheldLine
from caselink.ui.case.sharing.rows import ComparedRow, RowGroup

LINE: Final = Qt.ItemDataRole.UserRole
"""The role of the line behind a cell: a `ComparedRow`, or the title (text) of the group that begins there."""

_NOWHERE = QModelIndex()


class ComparisonModel(QAbstractTableModel):
    """The first column is what is shared, the second what is withheld; a group begins with a line of its own."""

    def __init__(self, groups: Sequence[RowGroup] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[ComparedRow | str] = []
        self.show_groups(groups)

    def show_groups(self, groups: Sequence[RowGroup]) -> None:
        """Hold these groups and no others."""
        self.beginResetModel()
        self._lines = []
        for group in groups:
            self._lines += [group.title, *group.rows]
        self.endResetModel()

    def titles(self) -> list[int]:
        """The rows in which a group begins."""
        return [row for row, line in enumerate(self._lines) if isinstance(line, str)]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """Fields and titles."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """Shared and withheld."""
        return 0 if parent.isValid() else 2

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line, and what is read aloud of its half."""
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line if isinstance(line, str) else _spoken(line, index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What each half is; the table shows its heads itself, above."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Transmis"), _("Non transmis"))[section]


def _spoken(row: ComparedRow, column: int) -> str:
    if column == 0:
        said = ". ".join(_spoken_shared(row.label, line) for line in row.shared)
    else:
        said = ". ".join(_spoken_withheld(row.label, line) for line in row.withheld)
    return said or _("rien")


def _spoken_shared(label: str, line: SharedLine) -> str:
    said = _("Transmis : {field}, {value}, {ground}").format(
        field=label, value=line.value_text, ground=line.basis_text
    )
    return f"{said}, {_('à relire : texte libre')}" if line.free_text else said


def _spoken_withheld(label: str, line: WithheldLine) -> str:
    return _("Non transmis : {field}, {reason}").format(field=label, reason=line.reason_text)
