"""Another role for a worker."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from caselink.i18n import _
from caselink.services.workers import Worker, set_role
from caselink.ui.pages.workers.role_choice import RoleChoice
from caselink.ui.pages.workers.role_words import ROLE_LABELS, WHAT_ROLES_CANNOT
from caselink.ui.pages.workers.team_form import TeamForm
from caselink.ui.pieces.drafts import key_of
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.shell.vault_thread import VaultThread

CHANGE_ROLE: Final = "role_changed"
"""Under which it is kept over a lock."""


class RoleForm(TeamForm):
    """Counts from her next opening."""

    def __init__(self, thread: VaultThread, parent: QWidget | None = None) -> None:
        super().__init__(thread, _("Changer de rôle"), _("Changer le rôle"), parent)
        self._worker: Worker | None = None
        self.role = RoleChoice()
        self.add_field(QuestionRow(_("Rôle"), self.role))
        self.add_field(QuietLabel(_(WHAT_ROLES_CANNOT)), is_input=False)
        self.ask_for_own()
        self.action.clicked.connect(self.change)

    def start(self, worker: Worker) -> None:
        """Begin with her."""
        self._worker = worker
        self.forget()
        self.set_title(_("Rôle de {name}").format(name=worker.name))
        self.role.choose(worker.role)
        self.keep(key_of(CHANGE_ROLE, worker.name), {"role": self.role.chips})
        self.role.explain()
        self.show_fault("")
        self.role.setFocus()

    def change(self) -> None:
        """Give her the role chosen."""
        if self._worker is None or (current := self.own()) is None:
            return
        name, role = self._worker.name, self.role.role()
        said = _("{name} : {role}.").format(name=name, role=_(ROLE_LABELS[role]))
        self.work(
            lambda office: set_role(office, name, role, current), lambda _nothing: self.done.emit(said),
            _("Changement de rôle…"),
        )
