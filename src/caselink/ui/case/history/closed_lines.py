"""Lines of the history that stay closed on a shared screen until the worker opens them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _, ngettext
from caselink.ui.case.history.line_row import LineRow
from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as
from caselink.ui.pieces.text_label import TextLabel


class ClosedLines(QWidget):
    """How many there are, and a button that opens and closes them; what they say is not told before."""

    def __init__(self, rows: Sequence[LineRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = tuple(rows)
        head = QFrame()
        head.setProperty("role", "notice")
        across = QHBoxLayout(head)
        across.setContentsMargins(space(4), space(1), space(2), space(1))
        words = ngettext(
            "{count} modification repliée", "{count} modifications repliées", len(self.rows)
        ).format(count=len(self.rows))
        self._words = words
        self.button = QPushButton()
        self.button.setProperty("role", "quiet")
        self.button.setCheckable(True)
        speak_as(self.button, "fold")
        self.button.toggled.connect(self._show)
        across.addWidget(TextLabel(words, wraps=True), 1)
        across.addWidget(self.button)
        self._held = QWidget()
        held = QVBoxLayout(self._held)
        held.setContentsMargins(0, space(2), 0, 0)
        held.setSpacing(space(2))
        for row in self.rows:
            held.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._held)
        self._show(opened=False)

    def close_again(self) -> None:
        """Close them, as when the worker goes elsewhere."""
        self.button.setChecked(False)

    def _show(self, opened: bool) -> None:
        self._held.setVisible(opened)
        self.button.setText(_("Masquer") if opened else _("Afficher"))
        self.button.setAccessibleName(f"{self.button.text()} : {self._words}")
