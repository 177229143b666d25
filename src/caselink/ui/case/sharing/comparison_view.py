"""The two columns with their heads, which stay in sight while one scrolls."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.services.sharing import Preview
from caselink.ui.case.sharing.comparison_table import ComparisonTable
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel

_SCROLL_BAR = space(3)


class ComparisonView(QFrame):
    """What the recipient gets at the left, what it does not get at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.gets = TextLabel("", "heading", wraps=True)
        self.not_sent = TextLabel("", "heading", wraps=True)
        head = QHBoxLayout()
        head.setContentsMargins(space(5), space(4), space(5) + _SCROLL_BAR, space(3))
        head.setSpacing(space(10))
        head.addWidget(self.gets, 1)
        head.addWidget(self.not_sent, 1)
        line = QFrame()
        line.setProperty("role", "line")
        self.table = ComparisonTable(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, space(2))
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line)
        column.addWidget(self.table, 1)

    def show_preview(self, preview: Preview) -> None:
        """Show both halves."""
        gets = _("{recipient} reçoit ({count})").format(recipient=preview.recipient, count=len(preview.shared))
        self.gets.setText(gets)
        self.not_sent.setText(_("Non transmis, et pourquoi ({count})").format(count=len(preview.withheld)))
        self.table.show_preview(preview)
