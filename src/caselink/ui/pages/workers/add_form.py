"""A new worker: her name, her role, the words that are handed to her."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from caselink.domain.roles import Role
from caselink.i18n import _
from caselink.services.office import new_user_problem
from caselink.services.workers import add_worker
from caselink.ui.entry.new_passphrase import NewPassphrase
from caselink.ui.pages.workers.role_choice import RoleChoice
from caselink.ui.pages.workers.team_form import TeamForm
from caselink.ui.pieces.editors.line_editor import LineEditor
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.user_name_edit import UserNameEdit
from caselink.ui.shell.vault_thread import VaultThread

ADD: Final = "worker_added"
"""Under which it is kept over a lock."""


class AddForm(TeamForm):
    """Asks for what a new key needs."""

    def __init__(self, thread: VaultThread, parent: QWidget | None = None) -> None:
        super().__init__(thread, _("Ajouter une personne"), _("Ajouter"), parent)
        self.name = UserNameEdit()
        self._name_editor = LineEditor(_("Son nom d’utilisateur"), field=self.name)
        self.role = RoleChoice()
        self.secret = NewPassphrase(hand_over=True)
        self.name_row = QuestionRow(
            _("Son nom d’utilisateur"), self._name_editor, _("Lettres minuscules, chiffres, tiret : camille-r.")
        )
        self.add_field(self.name_row)
        self.add_field(QuestionRow(_("Rôle"), self.role))
        self.add_field(self.secret)
        self.ask_for_own()
        self.secret.entered.connect(self.add)
        self.action.clicked.connect(self.add)

    def start(self) -> None:
        """Begin empty."""
        self.name.clear()
        self.name_row.show_fault(None)
        self.role.choose(Role.WORKER)
        self.forget()
        self.keep(ADD, {"name": self._name_editor, "role": self.role.chips})
        self.role.explain()
        self.show_fault("")
        self.name.setFocus()

    def add(self) -> None:
        """Give her a key, unless something is missing."""
        name, role = self.name.text().strip(), self.role.role()
        problem = new_user_problem(name)
        self.name_row.show_fault(problem)
        if not self.secret.is_complete() or problem is not None or (current := self.own()) is None:
            return
        passphrase, words = self.secret.text(), self.secret.words_to_hand_over()
        said = _("{name} peut ouvrir le coffre.").format(name=name)

        def added(_nothing: None) -> None:
            if words:
                self.hand_over.emit(name, words, said)
            else:
                self.done.emit(said)

        self.work(
            lambda office: add_worker(office, name, role, passphrase, current), added,
            _("Nouvelle clé : quelques secondes…"),
        )
