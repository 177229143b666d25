"""Numbers for an emergency from the office's own directory, what to do step by step, and what was done noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caselink.domain.roles import Role
from caselink.forms.danger.emergency import EMERGENCY_STEPS
from caselink.i18n import _, ngettext
from caselink.services.cases import caseload
from caselink.services.danger.emergency import EmergencyNumbers, numbers_of, record_emergency
from caselink.services.office import Office
from caselink.ui.emergency.done_steps import DoneSteps
from caselink.ui.emergency.view import EmergencyView
from caselink.ui.look.palettes import space
from caselink.ui.pages.window_page import WindowPage
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

_MOST = 500
"""Cases offered, the newest first."""


@dataclass(frozen=True, slots=True)
class _Shown:
    numbers: EmergencyNumbers
    cases: tuple[tuple[str, str], ...]
    may_note: bool


class EmergencyPage(WindowPage):
    """Emergency numbers first, then helplines; those of the office's country before others."""

    def __init__(self, thread: VaultThread, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(_("Protocole d’urgence"), thread, shell, parent)
        self.set_subtitle(_("Danger immédiat : appelez d’abord, écrivez ensuite."))
        self.view = EmergencyView()
        self.sheet = QPushButton(_("Préparer la fiche de danger"))
        self.sheet.setToolTip(_("Pour le dossier ouvert en dernier"))
        self.sheet.hide()
        self._may_note = False
        self.body.addWidget(self._noting())
        self.body.addWidget(self.view)
        self.body.addStretch(1)
        self.sheet.clicked.connect(self._open_last)
        DoneSteps.current().changed.connect(self._show_done)

    def refresh(self) -> None:
        """Read the directory again."""
        self._thread.run(_read, self._show, owner=self, replaces="emergency")

    def _noting(self) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(3))
        first = QHBoxLayout()
        first.addWidget(self.sheet)
        first.addStretch(1)
        column.addLayout(first)
        self.card = QFrame()
        self.card.setProperty("role", "card")
        self.done = TextLabel("", "label", wraps=True)
        self.case = SearchChoice([], _("Dossier"))
        self.note = QPushButton(_("Noter dans ce dossier"))
        self.drop = QPushButton(_("Ne pas noter"))
        self.drop.setProperty("role", "quiet")
        row = QHBoxLayout()
        for widget, stretch in ((self.case, 1), (self.note, 0), (self.drop, 0)):
            row.addWidget(widget, stretch)
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(space(4), space(3), space(4), space(3))
        inside.addWidget(self.done)
        inside.addLayout(row)
        self.card.hide()
        column.addWidget(self.card)
        self.note.clicked.connect(self._note)
        self.drop.clicked.connect(DoneSteps.current().forget)
        return held

    def _show(self, shown: _Shown) -> None:
        self._may_note = shown.may_note
        self.view.show_numbers(shown.numbers)
        self.case.offer(shown.cases)
        last = self._shell.last_case
        self.sheet.setVisible(bool(last))
        if last and not self.case.value():
            self.case.set_value(last)
        self._show_done()

    def _show_done(self) -> None:
        done = DoneSteps.current().all()
        self.card.setVisible(bool(done) and self._may_note)
        if done:
            said = ngettext("{count} étape faite", "{count} étapes faites", len(done)).format(count=len(done))
            steps = ", ".join(f"{moment:%H:%M} {_step(step)}" for step, moment in done.items())
            self.done.setText(f"{said} : {steps}")

    def _note(self) -> None:
        chosen, done = self.case.value(), DoneSteps.current().all()
        if not isinstance(chosen, str):
            self._shell.show_fault(_("Choisissez d’abord le dossier."))
            return
        self._thread.run(lambda office: record_emergency(office, chosen, done), self._noted, owner=self)

    def _noted(self, _case: object) -> None:
        DoneSteps.current().forget()
        self._shell.show_message(_("Noté comme entretien : qui, quand, quelles étapes."))

    def _open_last(self) -> None:
        self._shell.open_case(self._shell.last_case, "danger")


def _step(step_id: str) -> str:
    titles: Mapping[str, str] = {step.id: step.title for steps in EMERGENCY_STEPS.values() for step in steps}
    return _(titles[step_id]) if step_id in titles else step_id


def _read(office: Office) -> _Shown:
    rows = caseload(office, limit=_MOST).rows
    cases = tuple((row.id, f"{row.reference} · {row.name}" if row.name else row.reference) for row in rows)
    return _Shown(numbers_of(office), cases, office.role is not Role.READ_ONLY and not office.read_only)
