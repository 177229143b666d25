"""What left, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from caselink.i18n import N_, _
from caselink.names.folding import plain
from caselink.services.register import RegisterEntry
from caselink.ui.look.dates import local_moment, moment_words
from caselink.ui.pieces.headed_table import HeadedTableModel


class Column(IntEnum):
    """What a line says."""

    MADE = 0
    CASE = 1
    RECIPIENT = 2
    PURPOSE = 3
    GROUND = 4
    BY = 5


_HEADS: Final = {
    Column.MADE: N_("Date"), Column.CASE: N_("Dossier"), Column.RECIPIENT: N_("Destinataire"),
    Column.PURPOSE: N_("Finalité"), Column.GROUND: N_("Fondement"), Column.BY: N_("Par"),
}


class RegisterModel(HeadedTableModel):
    """The entries that hold every typed word."""

    def __init__(self) -> None:
        super().__init__([_HEADS[column] for column in Column])
        self._all: tuple[RegisterEntry, ...] = ()
        self._shown: list[RegisterEntry] = []
        self._typed = ""

    def show_entries(self, entries: Sequence[RegisterEntry]) -> None:
        """Hold these."""
        self._all = tuple(entries)
        self.narrow(self._typed)

    def narrow(self, typed: str) -> None:
        """Show those that hold every typed word."""
        self._typed = typed
        words = plain(typed).split()
        self.beginResetModel()
        self._shown = [entry for entry in self._all if all(word in _searched(entry) for word in words)]
        self.endResetModel()

    def entry(self, row: int) -> RegisterEntry | None:
        """The entry in that row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def count(self) -> int:
        """How many are shown."""
        return len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; as tooltip what was sent, by category."""
        entry = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(entry, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and entry.unconfirmed:
            return _("Sur un texte de loi à confirmer : {categories}").format(categories=", ".join(entry.categories))
        if role == Qt.ItemDataRole.ToolTipRole:
            return _("{number} : {categories}").format(number=entry.id, categories=", ".join(entry.categories))
        return None


def ground_words(basis: str) -> str:
    """"accord", "cadre légal" or both, for grounds as the register writes them."""
    kinds = {ground.partition(":")[0] for ground in basis.split()}
    words = {"consent": _("accord"), "legal": _("cadre légal")}
    return " + ".join(words[kind] for kind in words if kind in kinds)


def _words(entry: RegisterEntry, column: Column) -> str:
    if column is Column.MADE:
        return moment_words(local_moment(entry.made_at))
    return {
        Column.CASE: entry.case, Column.RECIPIENT: entry.recipient_name, Column.PURPOSE: entry.purpose_label,
        Column.GROUND: _ground(entry), Column.BY: entry.made_by,
    }[column]


def _ground(entry: RegisterEntry) -> str:
    words = ground_words(entry.basis)
    return _("{ground}, texte à confirmer").format(ground=words) if entry.unconfirmed else words


def _searched(entry: RegisterEntry) -> str:
    parts = (entry.id, entry.case, entry.recipient_name, entry.recipient, entry.purpose_label, entry.made_by)
    return plain(" ".join(parts))
