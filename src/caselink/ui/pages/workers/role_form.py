"""Another role for a worker."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from caselink.domain.answers import Json
from caselink.i18n import _
from caselink.services.workers import Worker, set_role
from caselink.ui.pages.workers.role_choice import RoleChoice
from caselink.ui.pages.workers.role_words import ROLE_LABELS, WHAT_ROLES_CANNOT
from caselink.ui.pages.workers.team_form import TeamForm
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.shell.unfinished import Unfinished
from caselink.ui.shell.vault_thread import VaultThread


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
        self._work = Unfinished({"role": self.role.chips})

    def unfinished(self) -> dict[str, Json]:
        """Whose role, and the one chosen."""
        return {"form": "role", "worker": "" if self._worker is None else self._worker.name, **self._work.now()}

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Choose again what `unfinished` told."""
        self._work.put(words)
        self.role.explain()

    def start(self, worker: Worker) -> None:
        """Begin with her."""
        self._worker = worker
        self.forget()
        self.set_title(_("Rôle de {name}").format(name=worker.name))
        self.role.choose(worker.role)
        self._work.begin()
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
