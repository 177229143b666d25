"""What a page is called at the left, what can be done with it at the right; beneath where there is no room beside."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QSizePolicy, QWidget

from caselink.ui.look.palettes import space
from caselink.ui.pieces.flowing import Flowing

_GAP: Final = space(3)


class HeadRow(QWidget):
    """`words` is the left side; what is added stands at the right in the order of adding, the main action last."""

    def __init__(self, words: QLayout, name: str, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader calls the things at the right together."""
        super().__init__(parent)
        self._words = words
        self.tools = Flowing(self)
        self.tools.setAccessibleName(name)
        self._is_beside: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(space(2))
        self._grid.setColumnStretch(0, 1)
        self._grid.addLayout(words, 0, 0)
        self._place()

    def add(self, widget: QWidget) -> None:
        """Put something at the right."""
        for flowing in [widget] if isinstance(widget, Flowing) else widget.findChildren(Flowing):
            flowing.setFixedWidth(flowing.one_line_width())
        if widget.minimumWidth() == widget.maximumWidth():  # else a field would take the rest of the line
            widget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.tools.flow.addWidget(widget)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where both fit."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Tools that come, go or change their words need another room."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return handled

    def _place(self) -> None:
        needed = self.tools.one_line_width()
        beside = self._words.sizeHint().width() + _GAP + needed <= self.width()
        if beside:
            self.tools.setFixedWidth(max(needed, 1))
        else:
            self.tools.setMinimumWidth(0)
            self.tools.setMaximumWidth(max(self.width(), 1))
        if beside is not self._is_beside:
            self._is_beside = beside
            where = (0, 1) if beside else (1, 0)
            self._grid.addWidget(self.tools, *where, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0))
