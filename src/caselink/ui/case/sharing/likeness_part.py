"""In the last dialog: whom of those never to inform the recipient resembles, and why it is sent all the same."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel


class LikenessPart(QFrame):
    """On the ground of faults: a sentence for each likeness, a tick and a reason. Takes no room where there is none."""

    changed = Signal()
    """The tick or the reason changed."""

    def __init__(self, sentences: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice_fault")
        self._sentences = tuple(sentences)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.setSpacing(space(2))
        for sentence in self._sentences:
            column.addWidget(TextLabel(sentence, "heading", wraps=True))
        self.tick = QCheckBox(_("J’ai vérifié : ce n’est pas la même personne"))
        self.why = QLineEdit()
        column.addWidget(self.tick)
        column.addWidget(QuestionRow(_("Comment le savez-vous ? (gardé avec le registre)"), self.why))
        self.tick.toggled.connect(self.changed)
        self.why.textChanged.connect(self.changed)
        self.setVisible(bool(self._sentences))

    def is_answered(self) -> bool:
        """Whether nothing is to be answered, or it is ticked and a reason is written."""
        return not self._sentences or (self.tick.isChecked() and bool(self.why.text().strip()))

    def reason(self) -> str | None:
        """The reason; None where there is no likeness."""
        return self.why.text() if self._sentences else None
