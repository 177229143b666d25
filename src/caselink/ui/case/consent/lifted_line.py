"""One name that left the list of those never to inform: why, and the way back onto it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from caselink.consent.grounds import Lifted
from caselink.i18n import _
from caselink.ui.look.dates import day_words, local_moment
from caselink.ui.look.palettes import space
from caselink.ui.pieces.one_press import OnePress
from caselink.ui.pieces.text_label import TextLabel


class LiftedLine(QWidget):
    """The sentence, and a button that puts the name back at once: that protects."""

    back = Signal()
    """The name is to stand on the list again."""

    def __init__(self, lifted: Lifted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lifted = lifted
        words = _("{name} : n’est plus sur la liste depuis le {day} ({who}). {why}").format(
            name=lifted.entry.name, day=day_words(local_moment(lifted.at).date()), who=lifted.by, why=lifted.reason
        )
        self.put_back = QPushButton(_("Remettre sur la liste"))
        self.put_back.setProperty("role", "quiet")
        self.put_back.setAccessibleName(_("Remettre sur la liste : {name}").format(name=lifted.entry.name))
        self.saving = OnePress(self.put_back)
        """Rests while it is on its way to the vault."""
        self.put_back.clicked.connect(self._put_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(2))
        row.addWidget(TextLabel(words.strip(), "quiet", wraps=True), 1)
        row.addWidget(self.put_back)

    def _put_back(self) -> None:
        if self.saving.begin():
            self.back.emit()
