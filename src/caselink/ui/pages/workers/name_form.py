"""Another name for a worker."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from caselink.i18n import _
from caselink.services.office import new_user_problem
from caselink.services.workers import Worker, rename_worker
from caselink.ui.pages.workers.team_form import TeamForm
from caselink.ui.pieces.drafts import key_of
from caselink.ui.pieces.editors.line_editor import LineEditor
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.user_name_edit import UserNameEdit
from caselink.ui.shell.vault_thread import VaultThread

RENAME: Final = "worker_renamed"
"""Under which it is kept over a lock."""


class NameForm(TeamForm):
    """What she did stays under the name of its day."""

    def __init__(self, thread: VaultThread, parent: QWidget | None = None) -> None:
        super().__init__(thread, _("Changer de nom"), _("Changer le nom"), parent)
        self._worker: Worker | None = None
        self.name = UserNameEdit()
        self._name_editor = LineEditor(_("Son nouveau nom d’utilisateur"), field=self.name)
        self.name_row = QuestionRow(
            _("Son nouveau nom d’utilisateur"), self._name_editor,
            _("Lettres minuscules, chiffres, tiret : camille-r."),
        )
        self.add_field(self.name_row)
        self.add_field(QuietLabel(_(
            "Sa phrase de passe, son rôle et ses dossiers réservés restent les siens. Ce qu’elle a noté reste sous "
            "l’ancien nom, qui n’est plus donné à personne."
        )), is_input=False)
        self.ask_for_own()
        self.action.clicked.connect(self.change)

    def start(self, worker: Worker) -> None:
        """Begin with her."""
        self._worker = worker
        self.forget()
        self.set_title(_("Nom de {name}").format(name=worker.name))
        self.name.clear()
        self.name_row.show_fault(None)
        self.keep(key_of(RENAME, worker.name), {"name": self._name_editor})
        self.show_fault("")
        self.name.setFocus()

    def change(self) -> None:
        """Give her that name, unless something is missing."""
        new = self.name.text().strip()
        problem = new_user_problem(new)
        self.name_row.show_fault(problem)
        if self._worker is None or problem is not None or (current := self.own()) is None:
            return
        name = self._worker.name
        said = _("{name} s’appelle désormais {new}.").format(name=name, new=new)
        self.work(
            lambda office: rename_worker(office, name, new, current), lambda _nothing: self.done.emit(said),
            _("Changement de nom…"),
        )
