"""The choices of a searchable list, narrowed by what is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from caselink.i18n import _
from caselink.names.folding import plain

_NOWHERE = QModelIndex()


class ChoiceModel(QAbstractListModel):
    """Those choices whose label holds every typed word, whatever case and accents; the chosen ones bear a tick."""

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._ticked: frozenset[str] = frozenset()
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Hold these choices instead, and show all."""
        self.beginResetModel()
        self._choices = list(choices)
        self._plain = {choice: plain(label) for choice, label in choices}
        self._shown = list(choices)
        self.endResetModel()

    def narrow(self, typed: str) -> None:
        """Show only what fits the typed words; all for none. Where nothing does, one line says so, that can't be taken.
        """
        words = plain(typed).split()
        self.beginResetModel()
        self._shown = [pair for pair in self._choices if all(word in self._plain[pair[0]] for word in words)]
        self.endResetModel()

    def tick(self, choices: Sequence[str]) -> None:
        """Put the tick before exactly those."""
        self._ticked = frozenset(choices)
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    @property
    def found(self) -> bool:
        """Whether something fits what is typed."""
        return bool(self._shown)

    def label(self, choice: str) -> str:
        """The label of that id; the id itself where the list no longer has it."""
        return next((label for known, label in self._choices if known == choice), choice)

    def choice(self, row: int) -> str | None:
        """The id in that row."""
        return self._shown[row][0] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """How many are shown, or the line that says that nothing fits."""
        return 0 if parent.isValid() else max(len(self._shown), 1 if self._choices else 0)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """What is no choice can't be taken."""
        return super().flags(index) if self._shown else Qt.ItemFlag.NoItemFlags

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The label, with its tick; `UserRole` is the id."""
        if not self._shown:
            said = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return _("Rien ne correspond à ce qui est tapé.") if said else None
        choice, label = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return f"✓ {label}" if choice in self._ticked else label
        if role == Qt.ItemDataRole.UserRole:
            return choice
        return None
