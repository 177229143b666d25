"""The rows of the caseload as a list, or as a board of cases × domains."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from caselink.services.case_list import ListedCase
from caselink.ui.look.palettes import space
from caselink.ui.pages.caseload.count_delegate import CountDelegate
from caselink.ui.pages.caseload.danger_delegate import DangerDelegate
from caselink.ui.pages.caseload.model import DOMAINS, CaseloadModel
from caselink.ui.pieces.listing_table import ListingTable

_NAME_WIDTH: Final = 100
"""Pixels left to the name on the board."""
_BOARD_STEPS: Final = {"reference": 20, "danger": 14}
"""Of the columns that both have, how wide they are there at least; danger has the room of a head for its sign."""
_WORDS_OF_DANGER: Final = 27
"""Steps in which a level is said in words too, on a board that has them."""
_FIRST_COME: Final = ("due", "next", "total", "state", "worker", "seen", "changed")
"""Columns of the list that a narrow window does without, the last ones first; the case itself says it all."""
_LEAST_WIDTH: Final = 61
_MOST_WIDTH: Final = 104
"""Pixels of a domain."""
_HEAD_PADDING: Final = 12
_LONGEST_HEAD: Final = 68
"""Pixels; a longer one ends in an ellipsis, its tooltip has it whole."""


class CaseTable(ListingTable[ListedCase]):
    """Shares out its width: the name takes what the other columns leave."""

    def __init__(self, model: CaseloadModel, open_row: Callable[[ListedCase], None]) -> None:
        super().__init__(model, open_row)
        self.least = space(12)  # it gives columns away before the name is that narrow
        self._domains = [model.column(domain.value) for domain in DOMAINS]
        self._total, self._board = model.column("total"), False
        delegate = CountDelegate(self, frozenset(self._domains))
        for column in (self._total, *self._domains):
            self.setItemDelegateForColumn(column, delegate)
        self.setItemDelegateForColumn(model.column("danger"), DangerDelegate(self))

    def show_board(self, board: bool) -> None:
        """Show the domains, or all needs in one column."""
        self._board = board
        for name in ("reference", "danger"):
            column = self.listing.column(name)
            self.setColumnWidth(column, space(_BOARD_STEPS[name] if board else self.listing.columns[column].width))
        for domain in self._domains:
            self.setColumnHidden(domain, not board)
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other columns."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """On the list the columns that there is room for, what presses first; on the board all domains beside each
        other, each as wide as its head as a rule."""
        fixed = sum(self.columnWidth(self.listing.column(name)) for name in _BOARD_STEPS)
        rest = self.viewport().width() - _NAME_WIDTH - fixed
        for name in _FIRST_COME:
            column = self.listing.column(name)
            rest -= space(self.listing.columns[column].width)
            self.setColumnHidden(column, self._board or rest < 0)
        if self._board:
            self._widen_danger()
        rest = self.viewport().width() - _NAME_WIDTH - sum(
            self.columnWidth(self.listing.column(name)) if self._board else space(steps)
            for name, steps in _BOARD_STEPS.items()
        )
        fair = max(_LEAST_WIDTH, min(_MOST_WIDTH, rest // len(self._domains)))
        for column in self._domains:
            head = str(self.listing.headerData(column, Qt.Orientation.Horizontal))
            wanted = self.horizontalHeader().fontMetrics().horizontalAdvance(head) + _HEAD_PADDING
            self.setColumnWidth(column, max(fair, min(wanted, _LONGEST_HEAD)))

    def _widen_danger(self) -> None:
        """Words beside the sign, where the domains keep the width of a head."""
        whole = space(_BOARD_STEPS["reference"] + _WORDS_OF_DANGER) + _NAME_WIDTH + len(self._domains) * _LONGEST_HEAD
        fits = whole <= self.viewport().width()
        width = space(_WORDS_OF_DANGER if fits else _BOARD_STEPS["danger"])
        self.setColumnWidth(self.listing.column("danger"), width)
