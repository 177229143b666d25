"""Tables of whole rows: calm, without a grid, one row chosen at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QStyle, QTableView

from caselink.ui.look.palettes import ROW, space


def set_up_rows(table: QTableView, name: str) -> None:
    """Give a table that look; `name` is for screen readers. Columns keep the width they are given."""
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    rows = table.verticalHeader()
    rows.hide()
    rows.setDefaultSectionSize(ROW)
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    head = table.horizontalHeader()
    head.setAccessibleName(name)
    head.setTextElideMode(Qt.TextElideMode.ElideRight)
    head.setHighlightSections(False)
    head.setSectionsClickable(False)
    head.setMinimumSectionSize(space(12))
    head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


def open_rows(table: QTableView, open_row: Callable[[QModelIndex], None]) -> None:
    """Open a row that is clicked or chosen with Return; once, also where the desktop opens things with one click."""

    def clicked(index: QModelIndex) -> None:
        opens_with_one_click = QStyle.StyleHint.SH_ItemView_ActivateItemOnSingleClick
        if not table.style().styleHint(opens_with_one_click, None, table):
            open_row(index)

    table.clicked.connect(clicked)
    table.activated.connect(open_row)
