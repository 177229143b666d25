"""What the partner gets, side by side with what it does not get and why."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from caselink.i18n import _
from caselink.services.sharing import Preview
from caselink.ui.case.sharing.comparison_delegate import ComparisonDelegate
from caselink.ui.case.sharing.comparison_model import ComparisonModel
from caselink.ui.case.sharing.rows import grouped
from caselink.ui.look.theme import Theme

_REACH: Final = 100
"""Pixels that the wheel and the keys scroll at least."""


class ComparisonTable(QTableView):
    """One line a field, in the order of the form, so that the eye can go across. Arrows go from line to line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "comparison")
        self.setAccessibleName(_("Ce que le destinataire reçoit, et ce qui n’est pas transmis"))
        self.lines = ComparisonModel(parent=self)
        self._delegate = ComparisonDelegate(self)
        self.setModel(self.lines)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(_REACH // 4)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        Theme.current().changed.connect(self.viewport().update)

    def show_preview(self, preview: Preview) -> None:
        """Show both halves, from the top."""
        self.clearSpans()
        self.lines.show_groups(grouped(preview))
        for row in self.lines.titles():
            self.setSpan(row, 0, 1, 2)
        self._measure()
        self.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other heights."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Another font, other heights."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.model() is not None:
            self._measure()

    def _measure(self) -> None:
        self._delegate.use_font(self.font())
        width = self.viewport().width() // 2
        rows = self.verticalHeader()
        for row in range(self.lines.rowCount()):
            heights = (self._delegate.height(self.lines.index(row, column), width) for column in range(2))
            rows.resizeSection(row, max(heights))
