"""The office does not rely on a legal decision any more: that can't be undone, so it is asked first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pieces.one_press import OnePress
from caselink.ui.pieces.text_label import TextLabel


class EndPanel(QFrame):
    """The question, and the way back, which has the keyboard at first."""

    ended = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        sentence = _(
            "Plus rien ne sortira à ce titre dès aujourd’hui. La décision reste notée ; sa fin ne se défait pas."
        )
        self.end_button = QPushButton(_("Mettre fin à cette décision"))
        self.leave = QPushButton(_("Annuler"))
        self.leave.setProperty("role", "quiet")
        self.saving = OnePress(self.end_button, self.leave)
        """Rests while the end is on its way to the vault."""
        self.end_button.clicked.connect(self._end)
        self.leave.clicked.connect(self.dismissed)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(4))
        column.setSpacing(space(3))
        column.addWidget(TextLabel(sentence, "label", wraps=True))
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addWidget(self.end_button)
        row.addWidget(self.leave)
        row.addStretch(1)
        column.addLayout(row)

    def ask(self) -> None:
        """Put the keyboard on the way back."""
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        if self.saving.begin():
            self.ended.emit()
