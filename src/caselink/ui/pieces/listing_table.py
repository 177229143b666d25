"""The table of a listing: sorted by each head, copied, opened with a click or Return; and what stands in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QStackedWidget, QTableView, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.listing import Listing
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.row_table import open_rows, set_up_rows
from caselink.ui.shell.secret_clipboard import SecretClipboard

R = TypeVar("R")


class ListingTable(QTableView, Generic[R]):
    """Whole rows. A head that is clicked sorts, then the other way round, then not; so does the menu of the list."""

    chosen = Signal(object)
    """The row that is the current one now; None for none."""

    def __init__(self, listing: Listing[R], open_row: Callable[[R], None] | None = None) -> None:
        super().__init__()
        self._growing: list[int] = []
        """The columns that take the room that is left."""
        self.least = space(34)
        """Pixels that a growing column has at least."""
        self.listing = listing
        set_up_rows(self, listing.name)
        self.setModel(listing)
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.sortIndicatorChanged.connect(self._sort)
        for number, column in enumerate(listing.columns):
            if column.width:
                self.setColumnWidth(number, space(column.width))
            else:
                self._growing.append(number)
        if open_row is not None:
            open_rows(self, lambda index: self._open(index, open_row))
        self._copy = QAction(_("Copier la ligne"), self)
        self._copy.setShortcut(QKeySequence.StandardKey.Copy)
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy.triggered.connect(self.copy_row)
        self.addAction(self._copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self._kept: object = None
        listing.modelAboutToBeReset.connect(self._keep_current)
        listing.modelReset.connect(self._find_kept)
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self.chosen.emit(listing.row(now.row())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What grows with the window does not shrink until it says nothing: then the table is moved sideways."""
        super().resizeEvent(event)
        self._share_room()

    def updateGeometries(self) -> None:
        """Columns that are shown or hidden leave another room."""
        self._share_room()
        super().updateGeometries()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens the row and is done: it presses no button of what was opened."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            event.accept()

    def _share_room(self) -> None:
        head = self.horizontalHeader()
        growing = [number for number in self._growing if not self.isColumnHidden(number)]
        if not growing:
            return
        taken = sum(head.sectionSize(number) for number in range(head.count()) if number not in self._growing)
        room = (self.viewport().width() - taken) // len(growing)
        for number in growing:
            mode = QHeaderView.ResizeMode.Stretch if room >= self.least else QHeaderView.ResizeMode.Fixed
            if head.sectionResizeMode(number) != mode:
                head.setSectionResizeMode(number, mode)
            if mode == QHeaderView.ResizeMode.Fixed and head.sectionSize(number) != self.least:
                head.resizeSection(number, self.least)

    def sort_by(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by that column; by -1 as the list was declared."""
        self.horizontalHeader().setSortIndicator(column, order)

    def choose(self, key: object) -> bool:
        """Make the row of that key the current one, and bring it into sight; whether it is among those read so far."""
        for number, row in enumerate(self.listing.rows()):
            if self.listing.key is not None and self.listing.key(row) == key:
                self.selectRow(number)
                self.scrollTo(self.listing.index(number, 0))
                return True
        return False

    def copy_row(self) -> None:
        """Put the words of the current row into the clipboard, for as long as all that is copied here."""
        number = self.currentIndex().row()
        if self.listing.row(number) is not None:
            cells = [self.listing.index(number, column) for column in range(self.listing.columnCount())]
            words = [str(cell.data() or "") for cell in cells if not self.isColumnHidden(cell.column())]
            SecretClipboard.current().copy("\t".join(words))

    def menu(self) -> QMenu:
        """What can be done with the list by keys alone: copy, sort by each column."""
        menu = QMenu(self)
        menu.addAction(self._copy)
        menu.addSeparator()
        for number, column in enumerate(self.listing.columns):
            if column.sorts and not self.isColumnHidden(number):
                action = menu.addAction(_("Trier par « {column} »").format(column=_(column.head)))
                action.triggered.connect(lambda _checked=False, number=number: self.sort_by(number))
        menu.addAction(_("Ne plus trier")).triggered.connect(lambda _checked=False: self.sort_by(-1))
        return menu

    def _keep_current(self) -> None:
        row = self.listing.row(self.currentIndex().row())
        self._kept = None if row is None or self.listing.key is None else self.listing.key(row)

    def _find_kept(self) -> None:
        """The row that was the current one still is, wherever it stands now."""
        if self._kept is None or not self.choose(self._kept):
            self.chosen.emit(None)

    def _show_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft()))

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        if 0 <= column < len(self.listing.columns) and not self.listing.columns[column].sorts:
            self.sort_by(-1)
        else:
            self.listing.sort(column, order)

    def _open(self, index: QModelIndex, open_row: Callable[[R], None]) -> None:
        row = self.listing.row(index.row())
        if row is not None:
            open_row(row)


class ListingPlace(QStackedWidget):
    """A listing's table, or, where it has no row, what will stand there; or that nothing was found."""

    def __init__(
        self, table: ListingTable[R], empty: QWidget | str, nothing: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._empty = _words(empty) if isinstance(empty, str) else empty
        self._nothing = _words(nothing or _("Rien ne correspond à cette recherche."))
        for widget in (table, self._empty, self._nothing):
            self.addWidget(widget)
        table.listing.loaded.connect(self._show)

    def _show(self, total: int) -> None:
        narrowed = self._table.listing.narrowed
        self.setCurrentWidget(self._table if total else self._nothing if narrowed else self._empty)


class FilterChips(ChoiceChips):
    """The filters of a listing, one of them pressed at any time."""

    def __init__(self, listing: Listing[R], parent: QWidget | None = None) -> None:
        offered = [(each.id, _(each.words)) for each in listing.filters]
        super().__init__(offered, _("Lesquels"), required=True, parent=parent)
        self._listing = listing
        self.set_value(offered[0][0])
        self.changed.connect(lambda value: listing.filter_by(str(value)))

    def choose(self, name: str) -> None:
        """Show those of that filter, where it is one; the first filter else."""
        offered = [each.id for each in self._listing.filters]
        self.set_value(name if name in offered else offered[0])
        self._listing.filter_by(str(self.value()))


def _words(sentence: str) -> QuietLabel:
    label = QuietLabel(sentence)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label
