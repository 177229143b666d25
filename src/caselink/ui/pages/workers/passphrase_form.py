"""Another passphrase: one's own, or one handed to somebody who forgot hers."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from caselink.i18n import _
from caselink.services.workers import Worker, change_passphrase
from caselink.ui.entry.new_passphrase import NewPassphrase
from caselink.ui.pages.workers.loss import Loss
from caselink.ui.pages.workers.team_form import TeamForm
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.shell.vault_thread import VaultThread


class PassphraseForm(TeamForm):
    """One's own asks for the current one; `own` says for whom the form is made."""

    def __init__(self, thread: VaultThread, *, own: bool, parent: QWidget | None = None) -> None:
        super().__init__(thread, _("Phrase de passe"), _("Changer la phrase de passe"), parent)
        self._worker: Worker | None = None
        self._own = own
        self.secret = NewPassphrase(hand_over=not own)
        said = (
            _(
                "Le coffre reçoit aussi une nouvelle clé : l’ancienne phrase de passe n’ouvre plus que les copies et "
                "sauvegardes faites jusqu’ici, rien de ce qui s’écrit ensuite."
            )
            if own
            else _(
                "Pour une personne qui a oublié la sienne. Le coffre reçoit aussi une nouvelle clé : l’ancienne phrase "
                "de passe n’ouvre plus que les copies et sauvegardes faites jusqu’ici. Les dossiers réservés que vous "
                "ne pouvez pas ouvrir vous-même lui sont alors fermés."
            )
        )
        self.add_field(QuietLabel(said), is_input=False)
        if own:
            self.current_row.ask(_("Phrase de passe actuelle"))
            self.add_field(self.current_row)
        self.add_field(self.secret)
        self.loss = Loss(self)
        if not own:
            self.ask_for_own()
        self.secret.entered.connect(self.change)
        self.action.clicked.connect(self.change)

    def start(self, worker: Worker) -> None:
        """Begin with her."""
        self._worker = worker
        if not self._own:
            self.set_title(_("Phrase de passe de {name}").format(name=worker.name))
        self.loss.start(replace(worker, lost_without_her=0) if self._own else worker)
        self.forget()
        self.show_fault("")
        (self.current if self._own else self.secret.take_button).setFocus()

    def change(self) -> None:
        """Change it, unless something is missing."""
        if self._worker is None or not self.secret.is_complete():
            return
        if not self.loss.is_meant():
            self.loss.typed.setFocus()
            return
        current, lost = self.own(), self.loss.count
        if current is None:
            return
        name, passphrase, words = self._worker.name, self.secret.text(), self.secret.words_to_hand_over()
        said = (
            _("Votre phrase de passe est changée.")
            if self._own
            else _("{name} a une nouvelle phrase de passe.").format(name=name)
        )

        def changed(_nothing: None) -> None:
            if words:
                self.hand_over.emit(name, words, said)
            else:
                self.done.emit(said)

        self.work(
            lambda office: change_passphrase(office, name, passphrase, current, lost), changed,
            _("Nouvelle clé et nouveau fichier : cela peut durer une minute…"),
        )
