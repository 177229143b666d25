"""Someone leaves the list of those never to inform: asked first, and never without a reason."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.i18n import _
from caselink.ui.look.palettes import space
from caselink.ui.pieces.one_press import OnePress
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.unfinished import Unfinished


class LiftPanel(QFrame):
    """What it means, the reason, and the way back."""

    lifted = Signal(str)
    """Why the name leaves the list."""
    dismissed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice_warning")
        sentence = _(
            "Retirer de la liste : {name}. Un accord ou un cadre légal pourra de nouveau lui transmettre ce dossier."
        )
        self.reason = QLineEdit()
        stays = _("La raison reste au dossier ; le nom pourra être remis sur la liste.")
        self._row = QuestionRow(_("Pourquoi ce nom quitte la liste"), self.reason, stays)
        self.lift = QPushButton(_("Retirer de la liste"))
        self.lift.setProperty("role", "danger")
        self.leave = QPushButton(_("Annuler"))
        self.leave.setProperty("role", "quiet")
        self.saving = OnePress(self.lift, self.leave)
        """Rests while it is on its way to the vault."""
        self.lift.clicked.connect(self._lift)
        self.reason.returnPressed.connect(self._lift)
        self.leave.clicked.connect(self.dismissed)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(4))
        column.setSpacing(space(3))
        column.addWidget(TextLabel(sentence.format(name=name), "label", wraps=True))
        column.addWidget(self._row)
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addWidget(self.lift)
        row.addWidget(self.leave)
        row.addStretch(1)
        column.addLayout(row)
        self._work = Unfinished({"reason": self.reason})

    def ask(self) -> None:
        """Put the keyboard into the reason."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def unfinished(self) -> dict[str, Json]:
        """What was typed so far."""
        return self._work.now()

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Put back what `unfinished` told."""
        self._work.put(words)

    def refuse(self, sentence: str) -> None:
        """The vault refused it: the name is still on the list, and the reason stands there."""
        self.saving.end()
        self._row.show_fault(sentence)

    def _lift(self) -> None:
        reason = self.reason.text().strip()
        self._row.show_fault(None if reason else _("Notez pourquoi ce nom quitte la liste : il y est resté."))
        if not reason:
            self.ask()
        elif self.saving.begin():
            self.lifted.emit(reason)
