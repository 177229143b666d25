"""The window before a vault is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from caselink.ui.entry.code_page import CodePage
from caselink.ui.entry.create_page import CreatePage
from caselink.ui.entry.recovery_page import RecoveryPage
from caselink.ui.entry.unlock_page import UnlockPage
from caselink.ui.icons import icon
from caselink.ui.palettes import space
from caselink.ui.vault_thread import VaultThread


class EntryWindow(QStackedWidget):
    """Unlock, create, recover. `opened` when an office is open on the vault's thread."""

    opened = Signal()
    closed = Signal()

    def __init__(self, thread: VaultThread, vault: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("CaseLink")
        self.setWindowIcon(icon("caselink", size=64))
        self.setMinimumSize(space(130), space(140))
        self.resize(space(180), space(180))
        self.unlock_page = UnlockPage(thread, vault)
        self.create_page = CreatePage(thread)
        self.recovery_page = RecoveryPage(thread)
        self.code_page = CodePage(thread)
        for page in (self.unlock_page, self.create_page, self.recovery_page, self.code_page):
            self.addWidget(page)
        QShortcut(QKeySequence("Ctrl+Q"), self, self.close)
        self.unlock_page.opened.connect(self.opened)
        self.recovery_page.opened.connect(self.opened)
        self.code_page.confirmed.connect(self.opened)
        self.create_page.created.connect(self._show_code)
        self.unlock_page.create_link.clicked.connect(self._create)
        self.unlock_page.recovery_link.clicked.connect(self._recover)
        self.create_page.left.connect(self.start)
        self.recovery_page.left.connect(self.start)

    def start(self) -> None:
        """Show the unlock page."""
        self.setCurrentWidget(self.unlock_page)
        self.unlock_page.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The session ends with it."""
        super().closeEvent(event)
        self.closed.emit()

    def _create(self) -> None:
        self.setCurrentWidget(self.create_page)
        self.create_page.office.setFocus()

    def _recover(self) -> None:
        self.setCurrentWidget(self.recovery_page)
        self.recovery_page.start(self.unlock_page.chooser.path())

    def _show_code(self, code: str) -> None:
        self.setCurrentWidget(self.code_page)
        self.code_page.show_code(code, self.create_page.office.text().strip())
