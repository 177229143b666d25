"""Which vault, who, and her passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from caselink.errors import CaseLinkError, WrongPassphrase
from caselink.i18n import _
from caselink.services.office import Office, open_office, users_of
from caselink.ui.entry.entry_page import EntryPage
from caselink.ui.entry.passphrase_field import PassphraseField
from caselink.ui.entry.vault_chooser import VaultChooser
from caselink.ui.vault_thread import VaultThread
from caselink.ui.widgets.labelled import Labelled


class UnlockPage(EntryPage):
    """Opens a vault on the vault's thread; `opened` when it is open."""

    opened = Signal()

    def __init__(self, thread: VaultThread, vault: Path | None, parent: QWidget | None = None) -> None:
        super().__init__("CaseLink", _("Ouvrir"), parent)
        self._thread = thread
        self._asked_for: Path | None = None
        self.chooser = VaultChooser()
        self.chooser.set_path(vault)
        self.users = QComboBox()
        self._users_row = Labelled(_("Utilisateur"), self.users)
        self._users_row.hide()
        self.passphrase = PassphraseField(_("Phrase de passe"))
        self.add_field(Labelled(_("Coffre"), self.chooser))
        self.add_field(self._users_row)
        self.add_field(Labelled(_("Phrase de passe"), self.passphrase))
        self.create_link = self.add_link(_("Créer un coffre…"))
        self.recovery_link = self.add_link(_("Code de secours…"))
        self.chooser.changed.connect(self.find_users)
        self.passphrase.entered.connect(self.unlock)
        self.action.clicked.connect(self.unlock)

    def start(self) -> None:
        """Put the cursor where typing begins, and find out who has a key to the vault."""
        (self.chooser if self.chooser.path() is None else self.passphrase).setFocus()
        self.find_users()

    def find_users(self) -> None:
        """Offer the workers of the chosen vault when there are several."""
        folder = self.chooser.path()
        if folder is None or folder == self._asked_for:
            return
        self._asked_for = folder
        self._thread.call(lambda: users_of(folder), self._show_users, self._no_users, replaces="users")

    def unlock(self) -> None:
        """Try the passphrase."""
        folder = self.chooser.path()
        if not self.action.isEnabled():
            return
        if folder is None:
            self.show_fault(_("Choisissez d’abord le coffre à ouvrir."))
            return
        user = self.users.currentText() or None
        passphrase = self.passphrase.text()
        self.rest(True, _("Ouverture du coffre…"))

        def opener() -> tuple[Office, None]:
            return open_office(folder, user, passphrase), None

        self._thread.open(opener, self._done, self._failed)

    def _show_users(self, users: tuple[str, ...]) -> None:
        self.users.clear()
        self.users.addItems(users)
        self._users_row.setVisible(len(users) > 1)
        self.fault.hide()

    def _no_users(self, error: CaseLinkError) -> None:
        self._show_users(())
        self.show_fault(error.sentence)

    def _done(self, _nothing: None) -> None:
        self.passphrase.clear()
        self.opened.emit()

    def _failed(self, error: CaseLinkError) -> None:
        self.show_fault(error.sentence)
        if isinstance(error, WrongPassphrase):
            self.passphrase.field.selectAll()
        self.passphrase.setFocus()
