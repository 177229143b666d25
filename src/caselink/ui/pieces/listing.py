"""Lists of rows, declared by their columns: one model for all of them, a page at a time from the vault's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from caselink.errors import CaseLinkError
from caselink.i18n import _
from caselink.names.folding import plain, sorting_key
from caselink.services.office import Office
from caselink.ui.shell.vault_thread import VaultThread

R = TypeVar("R")

NOWHERE: Final = QModelIndex()
"""What the rows of a table lie under."""
ROW: Final = Qt.ItemDataRole.UserRole
"""The role of the row behind a cell, whole."""
AT_ONCE: Final = 50
"""Rows of a page."""
_AT_MOST: Final = 1_000
"""Rows that are read again at once."""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column. `id` names it, `head` stands above it (language of the source), `words` are those of a row.

    `order` is what the rows are sorted by, where that is another than the words. `width` is in steps, 0 takes what the
    others leave; `tip` is what a cell says beside its words, `whole` what its head says in full.
    """

    id: str
    head: str
    words: Callable[[R], str]
    order: Callable[[R], object] | None = None
    width: int = 0
    tip: Callable[[R], str] | None = None
    whole: str = ""
    sorts: bool = True

    def key(self, row: R) -> tuple[Any, ...]:
        """What the row is sorted by in this column."""
        return sorting_key(self.words(row)) if self.order is None else (self.order(row),)


@dataclass(frozen=True, slots=True)
class Filter(Generic[R]):
    """A part of the rows that can be asked for by itself; the first one declared is what is shown at first.

    `keeps` says which rows are of it; None for all, and where whoever reads them knows.
    """

    id: str
    words: str
    keeps: Callable[[R], bool] | None = None


@dataclass(frozen=True, slots=True)
class Asked(Generic[R]):
    """Which rows: those of that filter (empty: all) that hold what is searched, in the order of that column (empty: the
    list's own), so many from the one of that number on. `last` is the row before it, where there is one.
    """

    search: str = ""
    filter: str = ""
    column: str = ""
    descending: bool = False
    first: int = 0
    last: R | None = None
    count: int = AT_ONCE


@dataclass(frozen=True, slots=True)
class Rows(Generic[R]):
    """A page of rows, how many there are in all, and whether others follow."""

    rows: Sequence[R]
    total: int
    more: bool


Read = Callable[[Office, Asked[R]], Rows[R]]
"""Reads a page, on the vault's thread."""


class Whole(Generic[R]):
    """Pages of what can only be read whole; read once for each time it is asked from the beginning.

    `begin` reads the first rows alone, and their number in all: what is first seen does not wait for the rest.
    """

    def __init__(
        self, read: Callable[[Office], Sequence[R]], columns: Sequence[Column[R]],
        searched: Callable[[R], str] | None = None,
        begin: Callable[[Office, int], tuple[Sequence[R], int]] | None = None, filters: Sequence[Filter[R]] = (),
    ) -> None:
        self._read, self._begin, self._searched = read, begin, searched
        self._keeps = {each.id: each.keeps for each in filters if each.keeps is not None}
        self._columns = {column.id: column for column in columns}
        self._held: Sequence[R] | None = None

    def __call__(self, office: Office, asked: Asked[R]) -> Rows[R]:
        """The page that is asked for."""
        if asked.first == 0:
            self._held = None
            narrowed = asked.search.strip() or asked.column or asked.filter in self._keeps
            if self._begin is not None and not narrowed:
                rows, total = self._begin(office, asked.count)
                return Rows(rows, total, len(rows) < total)
        if self._held is None:
            self._held = self._sorted(self._found(self._kept(self._read(office), asked.filter), asked.search), asked)
        page = self._held[asked.first : asked.first + asked.count]
        return Rows(page, len(self._held), asked.first + len(page) < len(self._held))

    def _kept(self, rows: Sequence[R], named: str) -> Sequence[R]:
        keeps = self._keeps.get(named)
        return rows if keeps is None else [row for row in rows if keeps(row)]

    def _found(self, rows: Sequence[R], search: str) -> Sequence[R]:
        words = plain(search).split()
        if not words:
            return rows
        return [row for row in rows if all(word in plain(self._said(row)) for word in words)]

    def _said(self, row: R) -> str:
        if self._searched is not None:
            return self._searched(row)
        return " ".join(column.words(row) for column in self._columns.values())

    def _sorted(self, rows: Sequence[R], asked: Asked[R]) -> Sequence[R]:
        column = self._columns.get(asked.column)
        return rows if column is None else sorted(rows, key=column.key, reverse=asked.descending)


class Listing(QAbstractTableModel, Generic[R]):
    """The rows that were read so far. `loaded` tells how many there are in all, as soon as the first of them stand."""

    loaded = Signal(int)

    def __init__(
        self, name: str, columns: Sequence[Column[R]], read: Read[R], thread: VaultThread,
        parent: QObject | None = None, *, filters: Sequence[Filter[R]] = (), key: Callable[[R], object] | None = None,
    ) -> None:
        """`name` is that of the list for screen readers; `key` tells a row from all others, also when it is read again.
        """
        super().__init__(parent)
        self.name = name
        self.columns = tuple(columns)
        self.filters = tuple(filters)
        self.key = key
        self._read, self._thread = read, thread
        self._asked: Asked[R] = Asked()
        self._rows: list[R] = []
        self._more = False
        self._reading = False

    @property
    def search(self) -> str:
        """What the rows were searched by."""
        return self._asked.search

    @property
    def narrowed(self) -> bool:
        """Whether only some of the rows are asked for."""
        kept = bool(self.filters) and self._asked.filter not in ("", self.filters[0].id)
        return kept or bool(self._asked.search.strip())

    def reload(self, search: str | None = None) -> None:
        """Read from the beginning, those that hold what is searched; what an earlier question still brings is dropped.

        As many as were read before, where the same is asked again: the row that one came from is among them.
        """
        again = search is None or search == self._asked.search
        self._asked = replace(self._asked, search=self._asked.search if search is None else search)
        count = min(max(AT_ONCE, len(self._rows)), _AT_MOST) if again else AT_ONCE
        self._ask(replace(self._asked, count=count), self._begin)

    def filter_by(self, name: str) -> None:
        """Read from the beginning, those of that filter alone."""
        if name != self._asked.filter:
            self._asked = replace(self._asked, filter=name)
            self._ask(self._asked, self._begin)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Read from the beginning in the order of that column; in the list's own for one that is none."""
        named = self.columns[column].id if 0 <= column < len(self.columns) and self.columns[column].sorts else ""
        asked = replace(self._asked, column=named, descending=order is Qt.SortOrder.DescendingOrder)
        if asked != self._asked:
            self._asked = asked
            self._ask(asked, self._begin)

    def row(self, number: int) -> R | None:
        """The row of that number, counted from 0."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rows(self) -> Sequence[R]:
        """Those that were read so far."""
        return tuple(self._rows)

    def column(self, name: str) -> int:
        """The number of that column. Raises StopIteration where there is none."""
        return next(number for number, column in enumerate(self.columns) if column.id == name)

    def refresh_column(self, name: str) -> None:
        """The words of that column are others now (names as initials)."""
        if self._rows:
            number = self.column(name)
            self.dataChanged.emit(self.index(0, number), self.index(len(self._rows) - 1, number))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        """How many were read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        """Those that are declared."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What each column says, above its words."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return _(column.whole or column.head)
        return _(column.head) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell, what it says beside them, and the row itself."""
        row = self.row(index.row())
        if row is None:
            return None
        column = self.columns[index.column()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.words(row) if column.tip is None else column.tip(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.words(row) or _("rien")
        return None

    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> bool:
        """Whether others follow; what was asked for once is waited for."""
        return not parent.isValid() and self._more and not self._reading

    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> None:
        """Ask for the next page; it comes when the vault has it."""
        if self.canFetchMore(parent):
            self._ask(replace(self._asked, first=len(self._rows), last=self._rows[-1]), self._go_on)

    def _ask(self, asked: Asked[R], then: Callable[[Rows[R]], None]) -> None:
        self._reading = True
        read = self._read
        self._thread.run(
            lambda office: read(office, asked), then, self._failed, owner=self, replaces=f"listing {id(self)}"
        )

    def _failed(self, error: CaseLinkError) -> None:
        self._reading = False
        self._thread.failed.emit(error.sentence)

    def _begin(self, page: Rows[R]) -> None:
        self.beginResetModel()
        self._rows, self._more, self._reading = list(page.rows), page.more, False
        self.endResetModel()
        self.loaded.emit(page.total)

    def _go_on(self, page: Rows[R]) -> None:
        self._more, self._reading = page.more, False
        if page.rows:
            first = len(self._rows)
            self.beginInsertRows(NOWHERE, first, first + len(page.rows) - 1)
            self._rows.extend(page.rows)
            self.endInsertRows()
