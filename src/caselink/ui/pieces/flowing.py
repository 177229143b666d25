"""A widget whose children flow into as many lines as the width asks for."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGroupBox, QSizePolicy, QWidget

from caselink.ui.pieces.flow_layout import FlowLayout


class Flowing(QGroupBox):
    """Holds a `FlowLayout`, named `flow`, and asks for the height that its lines need. For a screen reader it is a
    group: what it is called is said with what stands in it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFlat(True)
        self.flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another number of lines."""
        super().resizeEvent(event)
        self.ask_for_height()

    def event(self, event: QEvent) -> bool:
        """Children that come, go or change their words change the lines."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.ask_for_height()
        return handled

    def one_line_width(self) -> int:
        """Pixels that all children need beside each other."""
        items = [item for index in range(self.flow.count()) if (item := self.flow.itemAt(index)) is not None]
        for item in items:
            widget = item.widget()
            if widget is not None:
                widget.ensurePolished()
        return sum(item.sizeHint().width() for item in items) + self.flow.gap * max(len(items) - 1, 0)

    def ask_for_height(self) -> None:
        """Qt's scroll areas don't ask how high it is at its width: say so as a least height."""
        self.setMinimumHeight(self.flow.heightForWidth(self.width()))
