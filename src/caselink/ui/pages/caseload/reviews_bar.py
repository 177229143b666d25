"""Cases without a contact for long: said quietly above the list, never acted upon by itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _, ngettext
from caselink.ui.look.palettes import space
from caselink.ui.pieces.text_label import TextLabel


class ReviewsBar(QWidget):
    """One line, only while cases wait for a look."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        frame = QFrame()
        frame.setProperty("role", "notice")
        self.words = TextLabel("", wraps=True)
        self.look = QPushButton(_("Les réexaminer…"))
        row = QHBoxLayout(frame)
        row.setContentsMargins(space(4), space(2), space(2), space(2))
        row.addWidget(self.words, 1)
        row.addWidget(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame)
        self.look.clicked.connect(self.asked)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many wait; nothing for none."""
        self.words.setText(ngettext(
            "{count} dossier sans contact depuis longtemps est à réexaminer.",
            "{count} dossiers sans contact depuis longtemps sont à réexaminer.", count,
        ).format(count=count))
        self.setVisible(count > 0)
