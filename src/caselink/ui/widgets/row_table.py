"""Tables of whole rows: calm, without a grid, one row chosen at a time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from caselink.ui.palettes import ROW, space


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
