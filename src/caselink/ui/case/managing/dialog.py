"""Managing one case: its status, who may open it, how long it is kept, erasing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from caselink.domain.case import CaseStatus
from caselink.errors import CaseLinkError
from caselink.i18n import _, ngettext
from caselink.services.cases import set_status
from caselink.services.erasing import Certificate, write_certificate
from caselink.services.managing import Management, management
from caselink.services.office import Office
from caselink.services.questionnaires.managing import ERASE, HOLD, LIFT, RESERVE
from caselink.ui.case.store import CaseStore
from caselink.ui.look.palettes import space
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.drafts import Drafts, key_of
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.in_view import bring_into_view
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.scrolled_dialog import ScrolledDialog
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.save_dialog import ask_where_to_save


def waits_unsaved(case_id: str) -> bool:
    """Whether something was being typed about managing that case when the last session ended."""
    waiting = Drafts.current().waits(RESERVE.id) + Drafts.current().waits(HOLD.id)
    return any(key_of(each.id, case_id) in waiting for each in (RESERVE, HOLD))


class ManageDialog(ScrolledDialog):
    """Four cards: the status changes at once and back by one press; what else is chosen is saved or given up in its
    card, and the dialog is not left before.
    """

    erased = Signal(str)
    """What to say of it, once the case is gone."""

    def __init__(self, store: CaseStore, facts: Management, parent: QWidget | None = None) -> None:
        super().__init__(_("Gérer le dossier"), store.shell, parent)
        self._store = store
        self.resize(space(160), space(170))
        self._is_erased = False
        self._certificate_at: Path | None = None
        case = store.case_id
        self.status = StatusPart()
        self.reserve = AskForm(RESERVE.about(facts), store, key=key_of(RESERVE.id, case), tone="card", stays=True)
        self.hold = AskForm(HOLD.about(facts), store, key=key_of(HOLD.id, case), tone="card", stays=True)
        self.lift = AskForm(LIFT.about(facts), store, tone="notice_warning", stays=True)
        self.erase = AskForm(ERASE.about(facts), self, tone="card", danger=True, gated=True, stays=True)
        for card in (self.status, self.reserve, self.hold, self.lift, self.erase):
            self.body.addWidget(card)
        for form in (self.reserve, self.hold, self.lift):
            form.saved.connect(lambda _case: self._ask())
            form.refused.connect(self._ask)
        self.status.chips.changed.connect(self._set_status)
        self._show(facts)
        self.reserve.take_up()
        self.hold.take_up()

    def begin_erasing(self) -> None:
        """Put the cursor where the case is erased."""
        self.erase.focus_first()
        bring_into_view(self.erase)

    def done(self, result: int) -> None:
        """Close, unless something would be lost without a word: that is pointed out."""
        for form in () if self._is_erased else (self.reserve, self.hold):
            if form.has_unsaved():
                form.say(_("Ce n’est pas encore enregistré : enregistrez, ou annulez."))
                form.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
                bring_into_view(form)
                return
        super().done(result)

    def choose_certificate(self) -> Path | None:
        """Where the certificate is to go; None when the worker thinks better of it."""
        title, kind = _("Enregistrer le certificat"), _("Certificat (*.pdf)")
        return ask_where_to_save(self, title, _("certificat-{day}.pdf"), kind)

    def write(
        self, work: Callable[[Office], Any], _then: Callable[[Any], None],
        failed: Callable[[CaseLinkError], None], *, owner: QObject | None = None,
    ) -> None:
        """As the `Keeper` of the form that erases: first where the certificate is to go. Whoever left before the case
        is gone and the certificate written would never see either.
        """
        self._certificate_at = self.choose_certificate()
        if self._certificate_at is None:
            self.erase.saving.end()
            return
        self.hold_still(True)
        self.erase.save_button.setText(_("Effacement en cours…"))

        def refused(error: CaseLinkError) -> None:
            self.hold_still(False)
            failed(error)
            self.erase.focus_first()
            self._ask()

        self._store.ask(work, self._write_certificate, refused, owner=owner)

    def say(self, sentence: str, *, undoable: bool = False) -> None:
        """As the `Keeper` of the form that erases: `erased` brings what is to be said."""

    def _ask(self) -> None:
        case_id = self._store.case_id
        self._store.ask(lambda office: management(office, case_id), self._show, self._store.say_fault, owner=self)

    def _show(self, facts: Management) -> None:
        self.status.show_state(facts)
        self.reserve.begin(RESERVE.about(facts), keep=True)
        self.hold.begin(HOLD.about(facts), keep=True)
        self.lift.begin(LIFT.about(facts), keep=True)
        self.lift.setVisible(facts.hold is not None or not self.lift.fault.isHidden())
        self.erase.begin(ERASE.about(facts), keep=True)

    def _set_status(self, status: str) -> None:
        case_id = self._store.case_id

        def refused(error: CaseLinkError) -> None:
            self.status.row.show_fault(error.sentence)
            self._ask()

        self.status.row.show_fault(None)
        self._store.change(
            lambda office: set_status(office, case_id, CaseStatus(status)), self._ask, refused, owner=self
        )

    def _write_certificate(self, certificate: Certificate) -> None:
        """The case is gone now, whatever becomes of the paper: another place is asked for when this one fails."""
        self._is_erased = True
        out = self._certificate_at
        try:
            if out is not None:
                write_certificate(certificate, out)
        except CaseLinkError as fault:
            self.erase.say(fault.sentence)
            self._certificate_at = self.choose_certificate()
            if self._certificate_at is not None:
                self._write_certificate(certificate)
                return
            out = None
        self.hold_still(False)
        self.accept()
        self.erased.emit(
            _("Dossier effacé. Le certificat est écrit : {name}").format(name=out.name) if out is not None
            else _("Dossier effacé, sans certificat.")
        )


class StatusPart(QFrame):
    """Whether the office still works on the case, changed by one click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        choices = [(CaseStatus.OPEN.value, _("en cours")), (CaseStatus.CLOSED.value, _("clos"))]
        self.chips = ChoiceChips(choices, _("Suivi"), required=True)
        help_line = _("Un dossier clos reste lisible et peut être rouvert à tout moment.")
        self.row = QuestionRow(_("Suivi"), self.chips, help_line)
        self.again = TextLabel("", "warning", wraps=True)
        self.row.add_beneath(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(4))
        column.addWidget(self.row)

    def show_state(self, facts: Management) -> None:
        """Show it as it is, and what is to be asked again where the case was closed in between."""
        self.chips.set_value(facts.status.value)
        self.again.setText(ngettext(
            "{count} accord donné avant la clôture compte encore : redemandez-le-lui avant tout envoi.",
            "{count} accords donnés avant la clôture comptent encore : redemandez-les-lui avant tout envoi.",
            facts.to_ask_again,
        ).format(count=facts.to_ask_again))
        self.again.setVisible(bool(facts.to_ask_again))
