"""The verified backups of a vault: look into one, then lay it down beside the vault or only look at it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from caselink.errors import CaseLinkError, WrongPassphrase
from caselink.i18n import _, ngettext
from caselink.services.backups import BackupContents, BackupFile, contents, list_backups, look_into, restore_beside
from caselink.services.strays import copies_of_the_database, is_copy_of_the_database
from caselink.ui.entry.archive_dialog import ask_for_archive
from caselink.ui.entry.backup_list import BackupList
from caselink.ui.entry.entry_page import EntryPage
from caselink.ui.entry.passphrase_field import PassphraseField
from caselink.ui.entry.user_field import UserField
from caselink.ui.look.dates import dated_moment
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.quiet_label import QuietLabel
from caselink.ui.pieces.text_label import TextLabel
from caselink.ui.shell.vault_thread import VaultThread


class BackupsPage(EntryPage):
    """`restored` brings the new folder, `looked` comes when a backup is open to look at, and `rescue_asked`
    goes on where no backup helps.

    First the passphrase shows date and number of cases; only then one can restore. Nothing is ever replaced.
    """

    restored = Signal(object)
    looked = Signal()
    rescue_asked = Signal()

    def __init__(self, thread: VaultThread, parent: QWidget | None = None) -> None:
        super().__init__(_("Sauvegardes"), _("Voir ce qu’elle contient"), parent, with_mark=False)
        self._thread = thread
        self._folder: Path | None = None
        self._wanted: Path | None = None
        self._seen = False
        self.list = BackupList()
        self.none = QuietLabel()
        self.other_button = QPushButton(_("Sauvegarde d’un autre endroit…"))
        self.other_button.setProperty("role", "quiet")
        self.users = UserField()
        self.passphrase = PassphraseField(_("Phrase de passe"))
        self.found = TextLabel("", "label", wraps=True)
        self.restore_said = QuietLabel(
            _("Elle est restaurée dans un nouveau répertoire, à côté du coffre ; rien n’est remplacé ni effacé.")
        )
        self.look_button = QPushButton(_("Seulement la regarder"))
        self._lay_out()
        self._connect()

    def start(self, folder: Path | None, users: tuple[str, ...], user: str | None, first: BackupFile | None) -> None:
        """Begin with the backups of that vault; `first` is chosen where one is given."""
        self._folder = folder
        self._wanted = None if first is None else first.path
        self._offered: Path | None = None
        self.users.show_users(users, user or "")
        self.passphrase.clear()
        self.show_fault("")
        self._show(())
        self.rescue_link.setVisible(bool(users))
        if folder is not None:
            self._thread.call(
                lambda: (list_backups(folder), copies_of_the_database(folder)), lambda found: self._show(*found),
                self._failed, owner=self,
            )

    def go_on(self) -> None:
        """Look into the one chosen; once that was seen, restore it."""
        path = self.list.chosen()
        if path is None:
            self.show_fault(_("Choisissez d’abord une sauvegarde."))
        elif self._seen and is_copy_of_the_database(path):
            self.look()
        elif self._seen:
            self._restore(path)
        else:
            self._look_into(path)

    def look(self) -> None:
        """Open the one chosen, read-only."""
        path, user, passphrase = self.list.chosen(), self.users.user(), self.passphrase.text()
        if path is not None:
            self.rest(True, _("Ouverture de la sauvegarde…"))
            self._thread.open(lambda: (look_into(path, user, passphrase), None), self._looked, self._failed)

    def _lay_out(self) -> None:
        self.add_field(self.list)
        self.add_field(self.none, is_input=False)
        self.add_field(self.other_button)
        self.add_field(QuestionRow(_("Utilisateur"), self.users))
        secret_help = _("Celle du jour où la sauvegarde a été faite, ou le code de secours de ce jour.")
        self.add_field(QuestionRow(_("Phrase de passe"), self.passphrase, secret_help))
        for widget in (self.found, self.restore_said):
            self.after.addWidget(widget)
        self.after.addWidget(self.look_button)
        self.add_way_back()
        self.rescue_link = self.add_link(_("Sauver ce qui se lit encore…"))
        self.rescue_link.clicked.connect(self.rescue_asked)
        self._forget()

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _row: self._forget())
        self.list.itemActivated.connect(lambda _item: self.passphrase.setFocus())
        self.other_button.clicked.connect(self._choose_other)
        self.passphrase.edited.connect(self._forget)
        self.passphrase.entered.connect(self.go_on)
        self.look_button.clicked.connect(self.look)
        self.action.clicked.connect(self.go_on)

    def _show(self, backups: tuple[BackupFile, ...], copies: tuple[Path, ...] = ()) -> None:
        self.list.show_backups(backups, copies)
        self.none.setText(_("Aucune sauvegarde vérifiée dans ce coffre. Il en existe peut-être une ailleurs."))
        self.none.setVisible(not backups)
        if self._offered is not None:
            self.offer(self._offered)
            return
        if self._wanted is not None:
            self.list.choose(self._wanted)
        (self.passphrase if backups or copies else self.other_button).setFocus()

    def _choose_other(self) -> None:
        start = Path.home() if self._folder is None else self._folder.parent
        path = ask_for_archive(self, start)
        if path is not None:
            self.offer(path)

    def offer(self, path: Path) -> None:
        """Have that file among the backups, chosen."""
        self._offered = path
        self.none.hide()
        self.list.add_file(path)
        self.passphrase.setFocus()

    def _look_into(self, path: Path) -> None:
        user, passphrase = self.users.user(), self.passphrase.text()
        self.rest(True, _("Lecture de la sauvegarde…"))

        def look() -> BackupContents:
            office = look_into(path, user, passphrase)
            try:
                return contents(office)
            finally:
                office.close()

        self._thread.call(look, self._show_contents, self._failed, owner=self)

    def _show_contents(self, held: BackupContents) -> None:
        self.rest(False)
        self._seen = True
        path = self.list.chosen()
        is_copy = path is not None and is_copy_of_the_database(path)
        words = ngettext(
            "Copie écrite le {moment} : {count} dossier.", "Copie écrite le {moment} : {count} dossiers.", held.cases
        ) if is_copy else ngettext(
            "Sauvegarde du {moment} : {count} dossier.", "Sauvegarde du {moment} : {count} dossiers.", held.cases
        )
        self.found.setText(words.format(moment=dated_moment(held.made_at), count=held.cases))
        self._show_found(True)
        for widget in (self.restore_said, self.look_button):
            widget.setVisible(not is_copy)
        self.action.setText(_("Seulement la regarder") if is_copy else _("Restaurer à côté"))
        self.action.setFocus()
        self.reveal(self.action)

    def _forget(self) -> None:
        """Another backup or passphrase: what was seen does not count."""
        self._seen = False
        self._show_found(False)
        self.action.setText(_("Voir ce qu’elle contient"))

    def _show_found(self, shown: bool) -> None:
        for widget in (self.found, self.restore_said, self.look_button):
            widget.setVisible(shown)

    def _restore(self, path: Path) -> None:
        folder = self._folder or path.with_name("dossiers.caselink")
        self.rest(True, _("Restauration à côté du coffre…"))
        self._thread.call(lambda: restore_beside(path, folder), self._restored, self._failed, owner=self)

    def _restored(self, folder: Path) -> None:
        self.rest(False)
        self.passphrase.clear()
        self._forget()
        self.restored.emit(folder)

    def _looked(self, _nothing: None) -> None:
        self.rest(False)
        self.passphrase.clear()
        self.looked.emit()

    def _failed(self, error: CaseLinkError) -> None:
        self.show_fault(error.sentence)
        if isinstance(error, WrongPassphrase):
            self.passphrase.field.selectAll()
        self.passphrase.setFocus()
