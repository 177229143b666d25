"""The rows of the caseload, loaded as far as one scrolls: ten thousand cases open as fast as ten."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from caselink.domain.case import CaseStatus
from caselink.domain.needs import Domain
from caselink.forms.needs import DOMAIN_LABELS
from caselink.i18n import N_, _
from caselink.services.cases import CaseloadPage, CaseRow, DomainCount, caseload
from caselink.ui.look.dates import local_moment, moment_words
from caselink.ui.look.initials import initials
from caselink.ui.pages.caseload.counts import count_words, total
from caselink.ui.pieces.headed_table import HeadedTableModel
from caselink.ui.shell.vault_thread import VaultThread

_AT_ONCE: Final = 50

class Column(IntEnum):
    """The columns before those of the domains."""

    REFERENCE = 0
    NAME = 1
    TOTAL = 2
    CHANGED = 3


DOMAINS: Final = tuple(Domain)
FIRST_DOMAIN: Final = len(Column)

COUNT_ROLE: Final = Qt.ItemDataRole.UserRole
"""The `DomainCount` of a cell."""

_HEADS: Final = {
    Column.REFERENCE: N_("Référence"), Column.NAME: N_("Nom"), Column.TOTAL: N_("Besoins"),
    Column.CHANGED: N_("Modifié"),
}

SHORT_DOMAINS: Final = {
    Domain.SAFETY: N_("Sécurité"), Domain.JUSTICE: N_("Justice"), Domain.HOUSING: N_("Logement"),
    Domain.HEALTH: N_("Santé"), Domain.CHILDREN: N_("Enfants"), Domain.RESIDENCE: N_("Séjour"),
    Domain.MONEY: N_("Ressources"), Domain.INTEGRATION: N_("Insertion"), Domain.SUPPORT: N_("Soutien"),
}
"""Heads that fit above a narrow column."""


class CaseloadModel(HeadedTableModel):
    """Cases that match a search. `loaded` tells how many there are, as soon as the first rows stand."""

    loaded = Signal(int)

    def __init__(self, thread: VaultThread, parent: QObject | None = None) -> None:
        super().__init__([*(_HEADS[column] for column in Column), *(SHORT_DOMAINS[each] for each in DOMAINS)], parent)
        self._thread = thread
        self._rows: list[CaseRow] = []
        self._after: str | None = None
        self._loading = False
        self._search = ""
        self._initials = False

    @property
    def search(self) -> str:
        """What the shown rows were searched by."""
        return self._search

    def reload(self, search: str) -> None:
        """Ask for the cases that match; what an earlier search still brings is dropped."""
        self._search = search
        self._loading = True
        self._thread.run(
            lambda office: caseload(office, search, _AT_ONCE), self._first, owner=self, replaces="caseload"
        )

    def show_initials(self, shown: bool) -> None:
        """Show names as initials, or whole again."""
        self._initials = shown
        if self._rows:
            self.dataChanged.emit(self.index(0, Column.NAME), self.index(len(self._rows) - 1, Column.NAME))

    def row(self, row: int) -> CaseRow | None:
        """The case in that row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def count(self) -> int:
        """The rows loaded so far."""
        return len(self._rows)

    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether there are more cases than rows."""
        return not parent.isValid() and self._after is not None and not self._loading

    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> None:
        """Ask for the next rows; they come when the vault has them."""
        if not self.canFetchMore(parent):
            return
        self._loading = True
        search, after = self._search, self._after
        self._thread.run(
            lambda office: caseload(office, search, _AT_ONCE, after), self._next, owner=self, replaces="caseload"
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The heads of the columns; a domain's whole name as its tooltip."""
        is_domain = orientation is Qt.Orientation.Horizontal and section >= FIRST_DOMAIN
        if is_domain and role == Qt.ItemDataRole.ToolTipRole:
            return _(DOMAIN_LABELS[DOMAINS[section - FIRST_DOMAIN]])
        return super().headerData(section, orientation, role)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; for counts also the `DomainCount` itself."""
        row = self.row(index.row())
        if row is None:
            return None
        if index.column() == Column.TOTAL or index.column() >= FIRST_DOMAIN:
            return self._count_data(row, index.column(), role)
        if role == Qt.ItemDataRole.ToolTipRole and row.held and index.column() == Column.CHANGED:
            return _("Effacement suspendu : rien de ce dossier ne peut être effacé pour de bon.")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(row, Column(index.column()))
        return None

    def _count_data(self, row: CaseRow, column: int, role: int) -> object:
        count = total(row.needs.values()) if column == Column.TOTAL else self._count(row, column)
        if role == COUNT_ROLE:
            return count
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return count_words(count)
        return None

    def _count(self, row: CaseRow, column: int) -> DomainCount:
        return row.needs.get(DOMAINS[column - FIRST_DOMAIN], DomainCount())

    def _words(self, row: CaseRow, column: Column) -> str:
        if column is Column.REFERENCE:
            return row.reference
        if column is Column.NAME:
            return initials(row.name) if self._initials else row.name
        moment = local_moment(row.changed_at)
        words = moment_words(moment)
        words = _("clos · {moment}").format(moment=words) if row.status is CaseStatus.CLOSED else words
        return _("suspendu · {moment}").format(moment=words) if row.held else words

    def _first(self, page: CaseloadPage) -> None:
        self.beginResetModel()
        self._rows = list(page.rows)
        self._after = page.after
        self._loading = False
        self.endResetModel()
        self.loaded.emit(page.total)

    def _next(self, page: CaseloadPage) -> None:
        first = len(self._rows)
        self._loading = False
        self._after = page.after
        if page.rows:
            self.beginInsertRows(QModelIndex(), first, first + len(page.rows) - 1)
            self._rows.extend(page.rows)
            self.endInsertRows()
