"""How long the case is kept, and what forbids to erase it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from caselink.domain.answers import Json
from caselink.domain.roles import Role
from caselink.i18n import _
from caselink.services.managing import Management
from caselink.ui.case.managing.part import Part
from caselink.ui.look.dates import day_words, local_moment
from caselink.ui.look.palettes import space
from caselink.ui.pieces.labelled import Labelled
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.unfinished import Unfinished


class KeepPart(Part):
    """When it will be looked at again, and the hold that a judge or an inquiry asks for."""

    held = Signal(str)
    """The reason why it must be kept."""
    lifted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Conservation"), "", parent)
        self.hold_words = TextLabel("", "warning", wraps=True)
        self.reason = QLineEdit()
        self._row = Labelled(
            _("Pourquoi ce dossier ne doit pas être effacé"), self.reason,
            _("Une enquête, un procès, la demande d’un juge : tant que c’est noté, rien n’en est effacé."),
        )
        self.hold = QPushButton(_("Suspendre l’effacement"))
        self.cancel = QPushButton(_("Annuler"))
        self.lift = QPushButton(_("Lever la suspension"))
        only = _("La coordination seule peut suspendre l’effacement ou lever la suspension.")
        self.only_coordinators = TextLabel(only, "quiet", wraps=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addWidget(self.hold)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.lift)
        buttons.addStretch(1)
        for widget in (self.hold_words, self._row, self.only_coordinators, self.fault):
            self.column.addWidget(widget)
        self.column.addLayout(buttons)
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.hold.clicked.connect(self._ask)
        self.cancel.clicked.connect(self._give_up)
        self.reason.textChanged.connect(self._offer_way_back)
        self._offer_way_back()
        self.reason.returnPressed.connect(self._ask)
        self.lift.clicked.connect(self.lifted)
        self._is_saving = False
        self._work = Unfinished({"reason": self.reason})

    def unfinished(self) -> dict[str, Json]:
        """A reason that is not noted yet."""
        return {} if self._is_saving else self._work.now()

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Put back what `unfinished` told, where there is no hold already and the worker may set one."""
        if not self._row.isHidden() and words:
            self._work.put(words)
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_unsaved(self) -> bool:
        """Whether a reason is typed that is neither noted nor given up."""
        return not self._is_saving and not self._row.isHidden() and bool(self.reason.text().strip())

    def point_out(self) -> None:
        """Say so, with the keyboard on the button that notes it."""
        super().point_out()
        self.hold.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """The reason was not noted: it stays."""
        self._is_saving = False
        super().refuse(sentence)

    def show_state(self, state: Management) -> None:
        """Show until when it is kept."""
        self.say(_(
            "Dernier contact noté le {contact}. À partir du {review}, CaseLink proposera de réexaminer ce dossier ; "
            "rien n’est jamais effacé sans qu’une personne le décide."
        ).format(contact=day_words(state.last_contact), review=day_words(state.review_on)))
        hold, coordinates = state.hold, state.role is Role.COORDINATOR
        if hold is not None:
            since = day_words(local_moment(hold.at).date())
            words = _("⚠ Effacement suspendu depuis le {day} par {who} : {why}")
            self.hold_words.setText(words.format(day=since, who=hold.by, why=hold.reason))
        self.hold_words.setVisible(hold is not None)
        self._row.setVisible(hold is None and coordinates)
        self.hold.setVisible(hold is None and coordinates)
        self.lift.setVisible(hold is not None and coordinates)
        self.only_coordinators.setVisible(not coordinates)
        if hold is not None and self._is_saving:
            self.reason.clear()
        self._is_saving = False
        self._offer_way_back()

    def _offer_way_back(self) -> None:
        self.cancel.setVisible(not self._row.isHidden() and bool(self.reason.text()))

    def _give_up(self) -> None:
        self.reason.clear()
        self._row.show_fault(None)
        self.show_fault("")
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        if self._is_saving:
            return
        reason = self.reason.text().strip()
        self._row.show_fault(None if reason else _("Notez la raison : elle reste au dossier."))
        if reason:
            self._is_saving = True
            self.held.emit(reason)
