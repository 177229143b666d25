"""Which vault, who, and her passphrase; who else has it now; what helps when it does not open."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from caselink.errors import CaseLinkError, VaultDamaged, VaultError, VaultInUse, VaultUnreachable, WrongPassphrase
from caselink.i18n import _
from caselink.services.backups import BackupFile, list_backups, look_into
from caselink.services.office import Holder, holder_of, open_office, users_of
from caselink.ui.entry.entry_page import EntryPage
from caselink.ui.entry.help_notice import HelpNotice
from caselink.ui.entry.in_use_notice import InUseNotice
from caselink.ui.entry.passphrase_field import PassphraseField
from caselink.ui.entry.user_choice import UserChoice
from caselink.ui.entry.vault_chooser import VaultChooser
from caselink.ui.look.theme import set_role
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.vault_thread import VaultThread

POLL_MS: Final = 1000
"""How often it is asked whether somebody else has the vault: the worker hears it within two seconds."""


class UnlockPage(EntryPage):
    """Opens a vault, or its newest backup to look at, on the vault's thread; `opened` when it is open.

    `help_asked` and `rescue_asked` lead on where it does not open; the first brings the backup to begin with, or None.
    """

    opened = Signal()
    help_asked = Signal(object)
    rescue_asked = Signal()
    users_known = Signal()
    """Once it was found out who has a key to the chosen vault, or that nobody can say."""

    def __init__(self, thread: VaultThread, vault: Path | None, parent: QWidget | None = None) -> None:
        super().__init__("CaseLink", _("Ouvrir"), parent)
        self.setAccessibleName(_("Ouvrir un coffre"))
        self._thread = thread
        self._asked_for: Path | None = None
        self._in_use = False
        self._backups: tuple[BackupFile, ...] = ()
        self._damaged: Path | None = None
        self.user_before = ""
        """Who was here before the last lock, as the supervisor remembers."""
        self.chooser = VaultChooser()
        self.chooser.set_path(vault)
        self.users = UserChoice()
        self._users_row = QuestionRow(_("Utilisateur"), self.users)
        self._users_row.hide()
        self.passphrase = PassphraseField(_("Phrase de passe"))
        self.news = TextLabel("", "done", wraps=True)
        self.in_use = InUseNotice()
        self.help = HelpNotice()
        self._lay_out()
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._look_again)
        self._connect()

    def start(self, news: str = "") -> None:
        """Put the cursor where typing begins, and find out who has a key to the vault; `news` stands above it."""
        self.news.setText(news)
        self.news.setVisible(bool(news))
        self._focus()
        self.find_users()

    def find_users(self) -> None:
        """Offer the workers of the chosen vault when there are several, and say who has it."""
        folder = self.chooser.path()
        if folder is None or folder == self._asked_for:
            return
        self._asked_for = folder
        self._hide_help()
        self._thread.call(lambda: users_of(folder), self._show_users, self._no_users, replaces="users")
        self._thread.call(lambda: list_backups(folder), self._show_backups, lambda _error: None, owner=self)
        self.ask_holder()

    def found_damaged(self) -> None:
        """The chosen vault is known to be damaged: it is said, and what helps is offered, before anybody opens it."""
        self._damaged = self.chooser.path()

    def refuse(self, error: CaseLinkError) -> None:
        """Say why it does not open, and offer what helps then."""
        wrong = isinstance(error, WrongPassphrase)
        self.show_fault(error.sentence, self.passphrase if wrong else None)
        if wrong:
            self.passphrase.field.selectAll()
        elif isinstance(error, VaultInUse):
            self.ask_holder()
        elif isinstance(error, VaultDamaged):
            self.found_damaged()
            self._show_help(rescue=True)
        elif isinstance(error, VaultError):
            self._show_help(rescue=not isinstance(error, VaultUnreachable))
        self.passphrase.setFocus()

    def ask_holder(self) -> None:
        """Find out whether somebody else has the vault; cheap, and without a passphrase."""
        folder = self.chooser.path()
        if folder is not None and not self.resting:
            self._thread.call(
                lambda: holder_of(folder), self._show_holder, lambda _error: None, owner=self, replaces="holder"
            )

    def unlock(self) -> None:
        """Try the passphrase."""
        folder = self.chooser.path()
        if not self.action.isEnabled():
            return
        if folder is None:
            self.show_fault(_("Choisissez d’abord le coffre à ouvrir."), self.chooser)
            return
        if self._lacks_user():
            return
        user, passphrase = self.users.user(), self.passphrase.text()
        self._begin(_("Ouverture du coffre…"))
        self._thread.open(lambda: (open_office(folder, user, passphrase), None), self._done, self.refuse)

    def look(self) -> None:
        """Open the newest verified backup, only to look."""
        backup = self.in_use.backup
        user = self.users.user()
        if backup is None or self._lacks_user():
            return
        if not self.passphrase.text():
            words = _("Tapez d’abord votre phrase de passe : la sauvegarde s’ouvre avec elle aussi.")
            self.show_fault(words, self.passphrase)
            self.passphrase.setFocus()
            return
        path, passphrase = backup.path, self.passphrase.text()
        self._begin(_("Ouverture de la sauvegarde…"))
        self._thread.open(lambda: (look_into(path, user, passphrase), None), self._done, self.refuse)

    def rest(self, resting: bool, words: str = "") -> None:
        """While something opens nothing can be pressed; a vault that another has can't be opened."""
        super().rest(resting, words)
        self.in_use.setEnabled(not resting)
        self.action.setEnabled(not resting and not self._in_use)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask from time to time who has the vault."""
        super().showEvent(event)
        self._poll.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: ask no more."""
        super().hideEvent(event)
        self._poll.stop()

    def _lay_out(self) -> None:
        for widget in (self.news, self.in_use):
            widget.hide()
            self.add_field(widget, is_input=False)
        self.add_field(QuestionRow(_("Coffre"), self.chooser))
        self.add_field(self._users_row)
        self.add_field(QuestionRow(_("Phrase de passe"), self.passphrase))
        self.help.hide()
        self.after.addWidget(self.help)
        self.create_link = self.add_link(_("Créer un coffre…"))
        self.recovery_link = self.add_link(_("Code de secours…"))
        self.backups_link = self.add_link(_("Sauvegardes…"))
        self.emergency_link = self.add_link(_("Urgence (F1)"), apart=True)

    def _connect(self) -> None:
        self.chooser.changed.connect(self.find_users)
        self.passphrase.entered.connect(self.unlock)
        self.action.clicked.connect(self.unlock)
        self.in_use.look_button.clicked.connect(self.look)
        self.backups_link.clicked.connect(lambda: self.help_asked.emit(None))
        self.help.newest_button.clicked.connect(lambda: self.help_asked.emit(self._backups[0]))
        self.help.others_button.clicked.connect(lambda: self.help_asked.emit(None))
        self.help.rescue_button.clicked.connect(self.rescue_asked)

    def _focus(self) -> None:
        if self.chooser.path() is None:
            self.chooser.setFocus()
        elif self.users.count() > 1 and self.users.user() is None:
            self.users.setFocus()
        else:
            self.passphrase.setFocus()

    def _lacks_user(self) -> bool:
        lacks = self.users.count() > 1 and self.users.user() is None
        if lacks:
            self.show_fault(_("Choisissez d’abord votre nom."), self.users)
            self.users.setFocus()
        return lacks

    def _begin(self, words: str) -> None:
        self._hide_help()
        self.rest(True, words)

    def _show_users(self, users: tuple[str, ...]) -> None:
        self.users.show_users(users, self.user_before)
        self._users_row.setVisible(len(users) > 1)
        self.fault.tell("")
        if self._asked_for == self._damaged is not None:
            self.show_fault(_("Ce coffre est endommagé."))
            self._show_help(rescue=True)
        if not self.passphrase.text() and self.isVisible():
            self._focus()
        self.users_known.emit()

    def _look_again(self) -> None:
        """A vault on a stick or a network may come while one waits."""
        folder = self.chooser.path()
        if self._asked_for is None and folder is not None and folder.is_dir():
            self.find_users()
        else:
            self.ask_holder()

    def _no_users(self, error: CaseLinkError) -> None:
        if self._asked_for is not None and not self._asked_for.is_dir():
            self._asked_for = None
        self.users.show_users(())
        self._users_row.hide()
        self.show_fault(error.sentence)
        if self._backups:
            self._show_help(rescue=False)
        self.users_known.emit()

    def _show_backups(self, backups: tuple[BackupFile, ...]) -> None:
        self._backups = backups
        self.in_use.show_backup(backups[0] if backups else None)
        if not self.help.isHidden() or (backups and not self.users.count()):
            self._show_help(rescue=bool(self.users.count()))

    def _show_holder(self, holder: Holder | None) -> None:
        if self.resting:
            return
        if holder is not None:
            self.in_use.show_holder(holder)
        if (holder is not None) != self._in_use:
            self._in_use = holder is not None
            self.fault.tell("")
        self.in_use.setVisible(self._in_use)
        self.action.setEnabled(not self._in_use)

    def _show_help(self, *, rescue: bool) -> None:
        """Opening is not the main action any more where a backup is at hand."""
        self.help.show_ways(self._backups, rescue=rescue)
        self.help.show()
        set_role(self.action, "" if self._backups else "main")
        self.reveal(self.help)

    def _hide_help(self) -> None:
        if not self.help.isHidden():
            self.help.hide()
            set_role(self.action, "main")

    def _done(self, _nothing: None) -> None:
        self.passphrase.clear()
        self.rest(False)
        self.opened.emit()
