"""Who of the office may open the case: the person sought may be a colleague, or a colleague's friend."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from caselink.domain.answers import Json
from caselink.i18n import _
from caselink.services.managing import Management
from caselink.ui.case.managing.part import Part
from caselink.ui.look.palettes import space
from caselink.ui.pieces.chips import ChoiceChips
from caselink.ui.pieces.labelled import Labelled
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.shell.unfinished import Unfinished

_ALL, _SOME = "all", "some"


class ReservePart(Part):
    """The whole office, or named workers, whoever reserves it always among them."""

    reserved = Signal(object)
    """The names for whom it is to be reserved; None to open it to the whole office again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Qui peut l’ouvrir"), "", parent)
        self._user = ""
        self._now: tuple[str, ...] | None = None
        self.whom = ChoiceChips(
            [(_ALL, _("tout le service")), (_SOME, _("certaines personnes seulement"))], _("Qui peut l’ouvrir"),
            required=True,
        )
        self.names = ChoiceChips([], _("Personnes qui peuvent l’ouvrir"), multiple=True)
        self._named = Labelled(_("Personnes"), self.names, _("Vous en faites toujours partie."))
        self._honest = QuietLabel(_(
            "Un dossier réservé est chiffré avec une clé à lui : les autres ne le voient pas dans la liste et ne "
            "peuvent pas le lire, même avec un autre programme. Il reçoit une référence au hasard ; l’ancienne "
            "redevient libre, et personne n’apprend par elle qu’il existe. Les rôles, eux, n’arrêtent pas qui sait "
            "programmer. Il se ferme aussi, dans les 24 heures, dans les sauvegardes que CaseLink fait lui-même ; les "
            "copies gardées ailleurs restent lisibles par tout le service. Le code de secours l’ouvre aussi."
        ))
        self.save = QPushButton(_("Enregistrer qui peut l’ouvrir"))
        self.cancel = QPushButton(_("Annuler"))
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        self.column.addWidget(self.whom)
        self.column.addWidget(self._named)
        self.column.addWidget(self._honest)
        self.column.addWidget(self.fault)
        self.column.addLayout(buttons)
        self.whom.changed.connect(self._choose)
        self.names.changed.connect(lambda _names: self._keep_myself())
        self.save.clicked.connect(self._ask)
        self.cancel.clicked.connect(self._give_up)
        self._is_saving = False
        self._work = Unfinished({"whom": self.whom, "names": self.names})

    def unfinished(self) -> dict[str, Json]:
        """A choice of people that is not saved yet."""
        return {} if self._is_saving else self._work.now()

    def has_unsaved(self) -> bool:
        """Whether a choice of people is neither saved nor given up."""
        return not self._is_saving and self._wanted() != self._now

    def point_out(self) -> None:
        """Say so, with the keyboard on the button that saves it."""
        super().point_out()
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Choose again what `unfinished` told."""
        self._work.put(words)
        self._choose()

    def show_state(self, state: Management) -> None:
        """Show who may open it now; a choice that is not saved yet stays."""
        words = self._work.now() if state.reserved_to == self._now else {}
        self._is_saving = False
        self._user, self._now = state.user, state.reserved_to
        old, self.names = self.names, ChoiceChips(
            [(worker.name, worker.name) for worker in state.colleagues], _("Personnes qui peuvent l’ouvrir"),
            multiple=True,
        )
        self._named.column.replaceWidget(old, self.names)
        old.hide()
        old.deleteLater()
        self.names.changed.connect(lambda _names: self._keep_myself())
        self._choose_as_it_is()
        self._work = Unfinished({"whom": self.whom, "names": self.names})
        self.take_up(words)

    def _choose_as_it_is(self) -> None:
        self.names.set_value(self._now or (self._user,))
        self.whom.set_value(_ALL if self._now is None else _SOME)

    def _give_up(self) -> None:
        self.show_fault("")
        self._choose_as_it_is()
        self._choose()
        self.whom.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        some = self.whom.value() == _SOME
        self._named.setVisible(some)
        self._honest.setVisible(some)
        self._keep_myself()

    def _keep_myself(self) -> None:
        """Whoever reserves a case can't shut herself out."""
        pressed = self.names.pressed()
        if self._user not in pressed:
            self.names.set_value((*pressed, self._user))
        for button in (self.save, self.cancel):
            button.setVisible(self._wanted() != self._now)

    def _wanted(self) -> tuple[str, ...] | None:
        return tuple(sorted(self.names.pressed())) if self.whom.value() == _SOME else None

    def _ask(self) -> None:
        self._is_saving = True
        self.reserved.emit(self._wanted())
