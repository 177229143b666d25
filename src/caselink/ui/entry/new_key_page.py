"""After the recovery code: whose key it replaces, and her new passphrase, before anything else is shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caselink.errors import CaseLinkError, VaultDamaged
from caselink.i18n import _
from caselink.services.office import open_office
from caselink.services.workers import Worker, change_passphrase, workers
from caselink.ui.entry.entry_page import EntryPage
from caselink.ui.entry.new_passphrase import NewPassphrase
from caselink.ui.entry.user_choice import UserChoice
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.shell.vault_thread import VaultThread


class NewKeyPage(EntryPage):
    """The vault is open by the code; `opened` when that worker has it with her own key."""

    opened = Signal()
    given_up = Signal(object)
    """The error, where one can't go on from here: the vault is damaged, or does not open again under the new
    passphrase, which counts all the same."""

    def __init__(self, thread: VaultThread, parent: QWidget | None = None) -> None:
        super().__init__(_("Nouvelle phrase de passe"), _("Enregistrer et ouvrir"), parent, with_mark=False)
        self._thread = thread
        self._folder: Path | None = None
        self.users = UserChoice()
        self.secret = NewPassphrase()
        why = _(
            "Le code a ouvert le coffre, et cela est noté dans le journal d’audit. Choisissez pour qui il a servi : "
            "cette personne reçoit une nouvelle phrase de passe, la précédente ne sert plus."
        )
        self.users_row = QuestionRow(_("Utilisateur"), self.users)
        self.add_field(QuietLabel(why), is_input=False)
        self.add_field(self.users_row)
        self.add_field(self.secret)
        self.secret.entered.connect(self.go_on)
        self.action.clicked.connect(self.go_on)

    @property
    def user(self) -> str:
        """Who has a new passphrase."""
        return self.users.user() or ""

    def start(self, folder: Path) -> None:
        """Begin with the workers of the vault that is open."""
        self._folder = folder
        self._thread.run(workers, self._show, self._failed, owner=self)

    def go_on(self) -> None:
        """Give her the passphrase, then open the vault with it in her name."""
        user, folder = self.users.user(), self._folder
        self.users_row.show_fault(None if user else _("Choisissez d’abord un nom."))
        if not self.secret.is_complete() or user is None or folder is None:
            return
        passphrase = self.secret.text()
        self.rest(True, _("Nouvelle clé et nouveau fichier : cela peut durer une minute…"))

        def reopen(_nothing: None) -> None:
            self._thread.open(lambda: (open_office(folder, user, passphrase), None), self._done, self._give_up)

        self._thread.run(
            lambda office: change_passphrase(office, user, passphrase, ""),
            lambda _nothing: self._thread.leave(reopen), self._failed, owner=self,
        )

    def _show(self, known: tuple[Worker, ...]) -> None:
        self.users.show_users([worker.name for worker in known])
        (self.secret if len(known) == 1 else self.users).setFocus()

    def _done(self, _nothing: None) -> None:
        self.secret.clear()
        self.opened.emit()

    def _failed(self, error: CaseLinkError) -> None:
        self.show_fault(error.sentence)
        if isinstance(error, VaultDamaged):
            self._thread.leave(lambda _nothing: self._give_up(error))

    def _give_up(self, error: CaseLinkError) -> None:
        self.secret.clear()
        self.rest(False)
        self.given_up.emit(error)

