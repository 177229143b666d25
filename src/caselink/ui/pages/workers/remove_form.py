"""Taking somebody's key away: what that does, what it can't undo, confirmed by typing the name."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from caselink.i18n import _
from caselink.services.workers import OLD_COPIES, Worker, remove_worker
from caselink.ui.look.theme import set_role
from caselink.ui.pages.workers.loss import Loss
from caselink.ui.pages.workers.team_form import TeamForm
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.vault_thread import VaultThread


class RemoveForm(TeamForm):
    """Return does not remove: the button does."""

    def __init__(self, thread: VaultThread, parent: QWidget | None = None) -> None:
        super().__init__(thread, _("Retirer une personne"), _("Retirer du coffre"), parent)
        self._worker: Worker | None = None
        self.typed = QLineEdit()
        self.typed_row = QuestionRow(_("Son nom, pour confirmer"), self.typed)
        does = _(
            "Sa clé est retirée, et le coffre reçoit une nouvelle clé et un nouveau fichier de données. "
            "Ce qu’elle a noté dans les dossiers y reste, à son nom."
        )
        self.add_field(TextLabel(does, wraps=True), is_input=False)
        self.add_field(TextLabel(_(OLD_COPIES), "warning", wraps=True), is_input=False)
        self.loss = Loss(self)
        self.add_field(self.typed_row)
        self.add_field(self.current_row)
        self.action.setDefault(False)
        set_role(self.action, "danger")
        self.action.clicked.connect(self.remove)

    def start(self, worker: Worker) -> None:
        """Begin with her."""
        self._worker = worker
        self.forget()
        self.set_title(_("Retirer {name}").format(name=worker.name))
        self.typed_row.ask(_("Tapez « {name} » pour confirmer").format(name=worker.name))
        self.loss.start(worker)
        self.typed.clear()
        self.typed_row.show_fault(None)
        self.show_fault("")
        self.typed.setFocus()

    def remove(self) -> None:
        """Remove her, where her name was typed."""
        if self._worker is None:
            return
        name = self._worker.name
        right = self.typed.text().strip() == name
        self.typed_row.show_fault(None if right else _("Ce n’est pas ce nom : rien n’a été retiré."))
        if not self.loss.is_meant() or not right:
            (self.loss.typed if right else self.typed).setFocus()
            return
        lost = self.loss.count
        current = self.own()
        if current is None:
            return
        said = _("{name} n’a plus de clé ; le coffre en a une nouvelle. Les anciennes copies gardent l’ancienne.")
        self.work(
            lambda office: remove_worker(office, name, current, lost),
            lambda _nothing: self.done.emit(said.format(name=name)),
            _("Nouvelle clé et nouveau fichier : cela peut durer une minute…"),
        )
