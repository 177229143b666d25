"""Managing one case: its status, who may open it, how long it is kept, erasing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caselink.domain.answers import Json
from caselink.domain.case import Case, CaseStatus
from caselink.errors import CaseLinkError
from caselink.i18n import _
from caselink.services.cases import read_case, set_status
from caselink.services.erasing import Certificate, erase_case, write_certificate
from caselink.services.managing import Management, management
from caselink.services.office import Office
from caselink.services.reserving import open_case_to_all, reserve_case
from caselink.services.retention import hold_case, lift_hold
from caselink.ui.case.managing.erase_part import ErasePart
from caselink.ui.case.managing.keep_part import KeepPart
from caselink.ui.case.managing.part import Part
from caselink.ui.case.managing.reserve_part import ReservePart
from caselink.ui.case.managing.status_part import StatusPart
from caselink.ui.case.store import CaseStore
from caselink.ui.look.palettes import space
from caselink.ui.pieces.scrolled_dialog import ScrolledDialog
from caselink.ui.shell.save_dialog import ask_where_to_save
from caselink.ui.shell.unfinished import part


class ManageDialog(ScrolledDialog):
    """Four cards: the status changes at once and back by one press; what else is chosen is saved or given up in its
    card, and the dialog is not left before.
    """

    erased = Signal(str)
    """What to say of it, once the case is gone."""

    def __init__(self, store: CaseStore, parent: QWidget | None = None) -> None:
        super().__init__(_("Gérer le dossier"), store.shell, parent)
        self._store = store
        self.setMinimumSize(space(150), space(120))
        self.resize(space(160), space(170))
        self.status = StatusPart()
        self.reserve = ReservePart()
        self.keep = KeepPart()
        self.erase = ErasePart()
        self._savers: tuple[Part, ...] = (self.reserve, self.keep)
        self._is_erased = False
        self._certificate_at: Path | None = None
        self._waiting: dict[str, Json] = {}
        for card in (self.status, self.reserve, self.keep, self.erase):
            self.body.addWidget(card)
        self._connect()
        self._ask()

    def unfinished(self) -> dict[str, Json]:
        """A reason to keep the case, a choice of people; never the reference typed to erase it."""
        parts = {"keep": self.keep.unfinished(), "reserve": self.reserve.unfinished()}
        return self._waiting or {name: words for name, words in parts.items() if words}

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Put back what `unfinished` told, as soon as the case is read."""
        self._waiting = dict(words)

    def done(self, result: int) -> None:
        """Close, unless something would be lost without a word: that is pointed out."""
        unsaved = None if self._is_erased else next((card for card in self._savers if card.has_unsaved()), None)
        if unsaved is None:
            super().done(result)
        else:
            unsaved.point_out()

    def choose_certificate(self) -> Path | None:
        """Where the certificate is to go; None when the worker thinks better of it."""
        title, kind = _("Enregistrer le certificat"), _("Certificat (*.pdf)")
        return ask_where_to_save(self, title, _("certificat-{day}.pdf"), kind)

    def _connect(self) -> None:
        case_id = self._store.case_id
        self.status.chosen.connect(self._set_status)
        self.reserve.reserved.connect(self._reserve)
        self.keep.held.connect(
            lambda reason: self._do(self.keep, lambda office: hold_case(office, case_id, reason))
        )
        self.keep.lifted.connect(lambda: self._do(self.keep, lambda office: lift_hold(office, case_id)))
        self.erase.erase_asked.connect(self._erase)

    def _ask(self) -> None:
        self._store.ask(partial(management, case_id=self._store.case_id), self._show, self._store.say_fault, owner=self)

    def _show(self, state: Management) -> None:
        self.status.show_state(state)
        self.reserve.show_state(state)
        self.keep.show_state(state)
        self.erase.show_state(state)
        if self._waiting:
            self.reserve.take_up(part(self._waiting, "reserve") or {})
            self.keep.take_up(part(self._waiting, "keep") or {})
            self._waiting = {}

    def _set_status(self, status: CaseStatus) -> None:
        self._do(self.status, lambda office: set_status(office, self._store.case_id, status))

    def _reserve(self, names: tuple[str, ...] | None) -> None:
        case_id = self._store.case_id
        if names is None:
            self._do(self.reserve, lambda office: open_case_to_all(office, case_id))
        else:
            self._do(self.reserve, lambda office: reserve_case(office, case_id, names))

    def _do(self, part: Part, work: Callable[[Office], object]) -> None:
        """Have it done, show the case as it is then; what was refused is said in that card."""
        case_id = self._store.case_id

        def write(office: Office) -> Case:
            work(office)
            return read_case(office, case_id)

        part.show_fault("")
        self._store.change(write, self._ask, partial(self._refused, part), owner=self)

    def _refused(self, part: Part, error: CaseLinkError) -> None:
        part.refuse(error.sentence)
        self._ask()

    def _erase(self, typed: str) -> None:
        out = self.choose_certificate()
        if out is None:
            return
        self._certificate_at = out
        self.erase.show_fault("")
        self._hold(True)
        self._store.ask(
            partial(erase_case, case_id=self._store.case_id, reference_typed=typed),
            self._write_certificate, self._not_erased, owner=self,
        )

    def _hold(self, held: bool) -> None:
        """Until the case is gone and its certificate is written: whoever left earlier would never see either."""
        self.hold_still(held)
        self.erase.show_erasing(held)

    def _not_erased(self, error: CaseLinkError) -> None:
        self._hold(False)
        self.erase.typed.setFocus()
        self._refused(self.erase, error)

    def _write_certificate(self, certificate: Certificate) -> None:
        """The case is gone now, whatever becomes of the paper: another place is asked for when this one fails."""
        self._is_erased = True
        out = self._certificate_at
        try:
            if out is not None:
                write_certificate(certificate, out)
        except CaseLinkError as fault:
            self.erase.show_fault(fault.sentence)
            self._certificate_at = self.choose_certificate()
            if self._certificate_at is not None:
                self._write_certificate(certificate)
                return
            out = None
        self._hold(False)
        self.accept()
        self.erased.emit(
            _("Dossier effacé. Le certificat est écrit : {name}").format(name=out.name) if out is not None
            else _("Dossier effacé, sans certificat.")
        )
