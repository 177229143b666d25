"""The window before a vault is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from caselink.errors import CaseLinkError
from caselink.i18n import _
from caselink.services.backup_copies import keys_of_that_day
from caselink.services.backups import BackupFile
from caselink.services.workers import note_code_kept
from caselink.ui.entry.backups_page import BackupsPage
from caselink.ui.entry.code_page import CodePage
from caselink.ui.entry.create_page import CreatePage
from caselink.ui.entry.entry_page import EntryPage
from caselink.ui.entry.locked_emergency import LockedEmergency
from caselink.ui.entry.new_key_page import NewKeyPage
from caselink.ui.entry.recovery_page import RecoveryPage
from caselink.ui.entry.rescue_page import RescuePage
from caselink.ui.entry.unlock_page import UnlockPage
from caselink.ui.look.icons import icon
from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as
from caselink.ui.shell.first_size import open_within_screen
from caselink.ui.shell.vault_thread import VaultThread


class EntryWindow(QStackedWidget):
    """Unlock, create, recover, backups, rescue. `opened` when an office is open on the vault's thread.

    `vault` and `user` are then what to come back to after a lock: the vault itself, also where a backup of it is only
    looked at.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self, thread: VaultThread, vault: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("CaseLink")
        speak_as(self, "window")
        self.setWindowIcon(icon("caselink", size=64))
        open_within_screen(self, QSize(space(180), space(180)))
        self.setAcceptDrops(True)
        self._thread = thread
        self.vault: Path | None = None
        self.user = ""
        self.unlock_page = UnlockPage(thread, vault)
        self.create_page = CreatePage(thread)
        self.recovery_page = RecoveryPage(thread)
        self.new_key_page = NewKeyPage(thread)
        self.code_page = CodePage(thread)
        self.backups_page = BackupsPage(thread)
        self.rescue_page = RescuePage(thread)
        self.pages: tuple[EntryPage, ...] = (
            self.unlock_page, self.create_page, self.recovery_page, self.new_key_page, self.code_page,
            self.backups_page, self.rescue_page,
        )
        for page in self.pages:
            self.addWidget(page)
            page.left.connect(self.start)
        self.emergency = LockedEmergency()
        self.addWidget(self.emergency)
        self.emergency.left.connect(self.start)
        QShortcut(QKeySequence("Ctrl+Q"), self, self.close)
        QShortcut(QKeySequence("F1"), self, self.show_emergency)
        QShortcut(QKeySequence("Alt+Left"), self, self._back)
        self._connect()

    def start(self, news: str = "") -> None:
        """Show the unlock page; `news` stands above it."""
        self.setCurrentWidget(self.unlock_page)
        self.unlock_page.start(news)

    def come_back(self, vault: Path | None, user: str) -> None:
        """Offer the vault and the worker that were there before the last lock."""
        self.unlock_page.user_before = user
        if vault is not None:
            self.unlock_page.chooser.set_path(vault)

    def help_with_damage(self, *, rescue: bool) -> None:
        """Go to the backups, or to the rescue, of the vault that is offered, as soon as its workers are known; the
        session before found it damaged.
        """
        unlock = self.unlock_page
        if unlock.chooser.path() is None:
            return
        unlock.found_damaged()
        self.setCurrentWidget(self.rescue_page if rescue else self.backups_page)
        go_on = self._rescue if rescue else lambda: self._show_backups(None)
        unlock.users_known.connect(go_on, Qt.ConnectionType.SingleShotConnection)

    def forget(self) -> None:
        """Let go of every secret that was typed or is offered."""
        for page in self.pages:
            page.forget()

    def refuse(self, error: CaseLinkError) -> None:
        """Back to the unlock page, which says why it does not open and what helps."""
        self.start()
        self.unlock_page.refuse(error)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A vault or a backup may be let go here, as long as nothing is being opened."""
        if _dropped(event) is not None and not self._is_resting():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Offer the vault, or the backup among those of the vault that is offered."""
        path = _dropped(event)
        if path is None or self._is_resting():
            return
        if path.is_dir():
            self.start()
            self.unlock_page.chooser.set_path(path)
            self.unlock_page.find_users()
            self.unlock_page.passphrase.setFocus()
        else:
            self._show_backups(None)
            self.backups_page.offer(path)

    def _is_resting(self) -> bool:
        page = self.currentWidget()
        return isinstance(page, EntryPage) and page.resting

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The session ends with it."""
        super().closeEvent(event)
        self.closed.emit()

    def _connect(self) -> None:
        unlock = self.unlock_page
        unlock.opened.connect(self._unlocked)
        unlock.emergency_link.clicked.connect(self.show_emergency)
        unlock.create_link.clicked.connect(self._create)
        unlock.recovery_link.clicked.connect(self._recover)
        unlock.help_asked.connect(self._show_backups)
        unlock.rescue_asked.connect(self._rescue)
        self.recovery_page.opened.connect(self._ask_new_key)
        self.new_key_page.opened.connect(self._recovered)
        self.create_page.created.connect(self._show_code)
        self.code_page.confirmed.connect(self._created)
        self.backups_page.looked.connect(self._looked)
        self.backups_page.restored.connect(self._restored)
        self.backups_page.rescue_asked.connect(self._rescue)
        self.rescue_page.rescued.connect(self._rescued)
        self.recovery_page.given_up.connect(self._refuse_code)
        self.new_key_page.given_up.connect(self._refuse_code)
        self.currentChanged.connect(self._forget_others)
        self.currentChanged.connect(self._name_window)
        self._name_window()

    def show_emergency(self) -> None:
        """Help comes before everything, whatever is being typed: what goes is only a passphrase."""
        self.emergency.start()  # first: what is filled while it is looked at has its words one upon the other at first
        self.setCurrentWidget(self.emergency)
        self.emergency.view_begins()

    def _back(self) -> None:
        page = self.currentWidget()
        if page is self.emergency:
            self.start()
        if isinstance(page, EntryPage) and page.has_way_back and not page.resting:
            page.left.emit()

    def _forget_others(self, _shown: int) -> None:
        """A page that is left keeps no secret; another may sit at the computer when one comes back to it."""
        for page in self.pages:
            if page is not self.currentWidget():
                page.forget()

    def _name_window(self) -> None:
        """What a screen reader calls it; its title, which others may see, stays the program's name."""
        page = self.currentWidget()
        self.setAccessibleName("" if page is None else page.accessibleName())

    def _enter(self, vault: Path | None, user: str) -> None:
        self.vault, self.user = vault, user
        self.opened.emit()

    def _unlocked(self) -> None:
        self._enter(self.unlock_page.chooser.path(), self.unlock_page.users.user() or "")

    def _looked(self) -> None:
        self._enter(self.unlock_page.chooser.path(), self.backups_page.users.user())

    def _create(self) -> None:
        self.setCurrentWidget(self.create_page)
        self.create_page.office.setFocus()

    def _show_code(self, code: str) -> None:
        self.setCurrentWidget(self.code_page)
        self.code_page.show_code(code, self.create_page.office.text().strip())

    def _created(self) -> None:
        self._thread.run(note_code_kept)
        self._enter(self.create_page.chooser.path(), self.create_page.user.text().strip())

    def _recover(self) -> None:
        self.setCurrentWidget(self.recovery_page)
        self.recovery_page.start(self.unlock_page.chooser.path())

    def _ask_new_key(self) -> None:
        folder = self.recovery_page.chooser.path()
        if folder is not None:
            self.setCurrentWidget(self.new_key_page)
            self.new_key_page.start(folder)

    def _refuse_code(self, error: CaseLinkError) -> None:
        self.unlock_page.chooser.set_path(self.recovery_page.chooser.path())
        self.refuse(error)

    def _recovered(self) -> None:
        self._enter(self.recovery_page.chooser.path(), self.new_key_page.user)

    def _show_backups(self, first: BackupFile | None) -> None:
        unlock = self.unlock_page
        self.setCurrentWidget(self.backups_page)
        self.backups_page.start(unlock.chooser.path(), unlock.users.names(), unlock.users.user(), first)

    def _rescue(self) -> None:
        unlock, folder = self.unlock_page, self.unlock_page.chooser.path()
        if folder is not None:
            self.setCurrentWidget(self.rescue_page)
            self.rescue_page.start(folder, unlock.users.names(), unlock.users.user())

    def _restored(self, folder: Path) -> None:
        self.unlock_page.chooser.set_path(folder)
        done = _("✓ Sauvegarde restaurée dans un nouveau répertoire : c’est lui qui s’ouvre maintenant.")
        self.start(f"{done} {keys_of_that_day()}")

    def _rescued(self, folder: Path) -> None:
        self.unlock_page.chooser.set_path(folder)
        self.start(_("✓ Ce qui se lisait est dans ce nouveau coffre. Gardez aussi l’ancien répertoire."))


def _dropped(event: QDropEvent) -> Path | None:
    """The folder or the archive that is held over the window; None for anything else, and for several."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and (path.is_dir() or path.suffix.lower() == ".zip") else None
