"""A page inside the tab *Danger*: its title with the way back, one column beneath."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pieces.scrolled_column import ScrolledColumn
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.enter_key import presses_button
from caselink.ui.shell.read_only import keep_for_reading


class InnerPage(QWidget):
    """`head` takes the buttons of the page; Escape goes back."""

    left = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = QPushButton("‹")
        self.back.setProperty("role", "quiet")
        self.back.setFixedWidth(space(9))
        self.back.setToolTip(_("Retour au danger (Échap)"))
        self.back.setAccessibleName(_("Retour au danger"))
        keep_for_reading(self.back)
        self.back.clicked.connect(self.left)
        self.told = TextLabel("", "quiet")
        self.head = QHBoxLayout()
        self.head.setContentsMargins(space(3), space(3), space(6), space(1))
        self.head.setSpacing(space(3))
        self.head.addWidget(self.back)
        self.head.addWidget(TextLabel(title, "title"))
        self.head.addWidget(self.told, 1)
        self.area = ScrolledColumn(width=space(280))
        self.area.setAccessibleName(title)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column = self.area.column
        self.column.setContentsMargins(space(6), space(1), space(6), space(6))
        self.column.setSpacing(space(1))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self.head)
        whole.addWidget(self.area, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back, Enter presses the button that has the keyboard."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not presses_button(event, self):
            super().keyPressEvent(event)
