"""The rows of the caseload as a list, or as a board of cases × domains."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pages.caseload.count_delegate import CountDelegate
from caselink.ui.pages.caseload.model import DOMAINS, FIRST_DOMAIN, CaseloadModel, Column
from caselink.ui.pieces.row_table import set_up_rows

_DOMAIN_COLUMNS: Final = range(FIRST_DOMAIN, FIRST_DOMAIN + len(DOMAINS))
_NAME_WIDTH: Final = 100
"""Pixels left to the name on the board."""
_LEAST_WIDTH: Final = 66
_MOST_WIDTH: Final = 104
"""Pixels of a domain."""
_HEAD_PADDING: Final = 14
_LONGEST_HEAD: Final = 76
"""Pixels; a longer one ends in an ellipsis, its tooltip has it whole."""


class CaseTable(QTableView):
    """Shares out its width: the name takes what the other columns leave."""

    def __init__(self, model: CaseloadModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_up_rows(self, _("Dossiers"))
        self.setModel(model)
        self.horizontalHeader().setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(Column.TOTAL, space(40))
        self.setColumnWidth(Column.CHANGED, space(48))
        delegate = CountDelegate(self)
        for column in (Column.TOTAL, *_DOMAIN_COLUMNS):
            self.setItemDelegateForColumn(column, delegate)

    def show_board(self, board: bool) -> None:
        """Show the domains, or all needs in one column."""
        for column in (Column.TOTAL, Column.CHANGED):
            self.setColumnHidden(column, board)
        self.setColumnWidth(Column.REFERENCE, space(22) if board else space(40))
        for domain_column in _DOMAIN_COLUMNS:
            self.setColumnHidden(domain_column, not board)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All domains beside each other where there is room, each as wide as its head as a rule."""
        super().resizeEvent(event)
        rest = event.size().width() - space(22) - _NAME_WIDTH
        fair = max(_LEAST_WIDTH, min(_MOST_WIDTH, rest // len(DOMAINS)))
        for column in _DOMAIN_COLUMNS:
            head = str(self.model().headerData(column, Qt.Orientation.Horizontal))
            wanted = self.horizontalHeader().fontMetrics().horizontalAdvance(head) + _HEAD_PADDING
            self.setColumnWidth(column, max(fair, min(wanted, _LONGEST_HEAD)))
