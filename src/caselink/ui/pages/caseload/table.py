"""The rows of the caseload as a list, or as a board of cases × domains."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from caselink.services.cases import CaseRow
from caselink.ui.look.palettes import space
from caselink.ui.pages.caseload.count_delegate import CountDelegate
from caselink.ui.pages.caseload.model import DOMAINS, CaseloadModel
from caselink.ui.pieces.listing_table import ListingTable

_NAME_WIDTH: Final = 100
"""Pixels left to the name on the board."""
_LEAST_WIDTH: Final = 61
_MOST_WIDTH: Final = 104
"""Pixels of a domain."""
_HEAD_PADDING: Final = 12
_LONGEST_HEAD: Final = 68
"""Pixels; a longer one ends in an ellipsis, its tooltip has it whole."""


class CaseTable(ListingTable[CaseRow]):
    """Shares out its width: the name takes what the other columns leave."""

    def __init__(self, model: CaseloadModel, open_row: Callable[[CaseRow], None]) -> None:
        super().__init__(model, open_row)
        self._domains = [model.column(domain.value) for domain in DOMAINS]
        self._total, self._changed = model.column("total"), model.column("changed")
        delegate = CountDelegate(self, frozenset(self._domains))
        for column in (self._total, *self._domains):
            self.setItemDelegateForColumn(column, delegate)

    def show_board(self, board: bool) -> None:
        """Show the domains, or all needs in one column."""
        for column in (self._total, self._changed):
            self.setColumnHidden(column, board)
        self.setColumnWidth(self.listing.column("reference"), space(20) if board else space(40))
        self.setColumnWidth(self.listing.column("danger"), space(11) if board else space(40))
        for domain in self._domains:
            self.setColumnHidden(domain, not board)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All domains beside each other where there is room, each as wide as its head as a rule."""
        super().resizeEvent(event)
        rest = event.size().width() - space(31) - _NAME_WIDTH
        fair = max(_LEAST_WIDTH, min(_MOST_WIDTH, rest // len(self._domains)))
        for column in self._domains:
            head = str(self.listing.headerData(column, Qt.Orientation.Horizontal))
            wanted = self.horizontalHeader().fontMetrics().horizontalAdvance(head) + _HEAD_PADDING
            self.setColumnWidth(column, max(fair, min(wanted, _LONGEST_HEAD)))
