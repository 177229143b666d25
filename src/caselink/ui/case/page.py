"""The page of one case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.forms.purposes import Purpose
from caselink.i18n import N_, _
from caselink.ui.case.consent.tab import ConsentTab
from caselink.ui.case.form.tab import FormTab
from caselink.ui.case.header import HeaderBar
from caselink.ui.case.history.tab import HistoryTab
from caselink.ui.case.managing.dialog import ManageDialog
from caselink.ui.case.overview.tab import OverviewTab
from caselink.ui.case.recipient_choices import choice_id
from caselink.ui.case.register.tab import RegisterTab
from caselink.ui.case.sharing.tab import SharingTab
from caselink.ui.case.store import CaseStore
from caselink.ui.look.palettes import space
from caselink.ui.shell.enter_key import presses_button
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.unfinished import part
from caselink.ui.shell.unfinished_watch import HoldsWork
from caselink.ui.shell.vault_thread import VaultThread

TAB_LABELS: Final = (
    N_("Vue d’ensemble"), N_("Fiche"), N_("Accords"), N_("Transmission"), N_("Registre"), N_("Historique"),
)
"""The tabs, as the menu names them too."""

_CLOCK_MS: Final = 30_000
"""How often "may I call her now" is asked again while the page stands open."""


class CasePage(QWidget):
    """Header and tabs: overview, form, consents, sharing, register, history. Nothing on it waits for the vault."""

    erased = Signal()
    """The case is gone for good: earlier backups are to follow."""

    managed = Signal()
    """Who may open the case may be another now; what was kept of the worker's place may be forgotten."""

    def __init__(self, vault_thread: VaultThread, case_id: str, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.store = CaseStore(vault_thread, case_id, shell, self)
        self._wanted: Mapping[str, str] = {}
        self.managing: ManageDialog | None = None
        """Where what is rarely done with the case is asked for, while it stands open."""
        self._waiting: dict[str, Json] = {}
        self._came_from_sharing = False
        self._arrived = False
        self.header = HeaderBar(self)
        self.tabs = QTabBar(self)
        self._stack = QStackedWidget(self)
        self.overview = OverviewTab(self.store, self._stack)
        self.form = FormTab(self.store, self._stack)
        self.consents = ConsentTab(self.store, self._stack)
        self.sharing = SharingTab(self.store, self.flush, self._stack)
        self.register = RegisterTab(self.store, self._stack)
        self.history = HistoryTab(self.store, self._stack)
        self._lay_out()
        self._connect(shell)
        self.store.load()

    def show_tab(self, index: int) -> None:
        """Show that tab, counted from 0, and put the cursor where its work begins."""
        self.tabs.setCurrentIndex(index)
        self._focus_current()

    def place(self) -> dict[str, str]:
        """Where the worker is, in ids: case, tab, section, field, scroll; before the case is there, where she will be.
        """
        if self._wanted:
            return {key: value for key, value in self._wanted.items() if key != "unfinished"}
        here = {"page": "case", "case": self.store.case_id, "tab": str(self.tabs.currentIndex())}
        return here | self.form.place() | self.overview.place() | self.sharing.place()

    def restore(self, place: Mapping[str, str]) -> None:
        """Go back to a place that `place` gave, as soon as the case is there."""
        self._wanted = dict(place)
        if self.store.case is not None:
            self._go_back()

    def unfinished(self) -> dict[str, Json]:
        """What is not recorded yet on its tabs and in the dialog that manages the case."""
        parts = self._waiting | {name: words for name, tab in self._holders().items() if (words := tab.unfinished())}
        if self.managing is not None and (managing := self.managing.unfinished()):
            parts["managing"] = managing
        return parts

    def take_up(self, words: Mapping[str, Json]) -> None:
        """Open again what `unfinished` told, as soon as the case is there."""
        for name, tab in self._holders().items():
            tab.take_up(part(words, name) or {})
        managing = part(words, "managing")
        self._waiting = {} if managing is None else {"managing": managing}

    def flush(self) -> None:
        """Make one change of the case of whatever is being typed; asked before locking and before a document."""
        self.form.flush()

    def look_again(self) -> None:
        """Show all of it as of now: the day is another, or the clock was set."""
        self.store.load()

    def undo_last(self) -> None:
        """Take back this worker's last change of the case; asked for where no text is being typed."""
        self.flush()
        self.store.undo_last()

    def manage(self) -> None:
        """Ask what is rarely asked: close, reserve, keep or erase the case."""
        self.flush()
        self.managing = ManageDialog(self.store, self)
        self.managing.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.managing.erased.connect(self._leave_erased)
        self.managing.finished.connect(self._managed)
        self.managing.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button."""
        if not presses_button(event, self):
            super().keyPressEvent(event)

    def _holders(self) -> Mapping[str, HoldsWork]:
        return {"overview": self.overview, "consents": self.consents, "sharing": self.sharing}

    def _managed(self) -> None:
        self.managing = None
        self.managed.emit()

    def _lay_out(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("Parties du dossier"))
        tabs = (self.overview, self.form, self.consents, self.sharing, self.register, self.history)
        for number, (tab, words) in enumerate(zip(tabs, TAB_LABELS, strict=True), start=1):
            self._stack.addWidget(tab)
            self.tabs.addTab(_(words))
            self.tabs.setTabToolTip(number - 1, _("Ctrl+{number}").format(number=number))
        bar = QHBoxLayout()
        bar.setContentsMargins(space(5), 0, space(6), 0)
        bar.addWidget(self.tabs, 1)  # all of the width: the tab shown is bold, and needs more than was asked at first
        line = QFrame()
        line.setProperty("role", "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(bar)
        column.addWidget(line)
        column.addWidget(self._stack, 1)

    def _connect(self, shell: Shell) -> None:
        self.store.changed.connect(self._show_case)
        self.header.show_initials(shell.initials)
        shell.initials_changed.connect(self.header.show_initials)
        self.header.back.clicked.connect(shell.leave_case)
        self.header.manage.clicked.connect(self.manage)
        QShortcut(QKeySequence("Alt+Left"), self, shell.leave_case)
        self.tabs.currentChanged.connect(self._show_current)
        self.overview.prepare_asked.connect(self._prepare)
        self.overview.partner_asked.connect(shell.add_partner)
        self.sharing.consent_asked.connect(self._ask_consent)
        self.consents.given.connect(self._consent_done)
        self.sharing.left.connect(self.register.ask_again)
        self.form.moved.connect(self._remember)
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK_MS)
        self._clock.timeout.connect(self._show_time)
        self._clock.start()

    def _show_current(self, index: int) -> None:
        self.flush()
        self._stack.setCurrentIndex(index)
        self._remember()

    def _focus_current(self) -> None:
        for tab in (self.overview, self.form, self.consents, self.sharing, self.register, self.history):
            if tab is self._stack.currentWidget():
                tab.focus_first()

    def _show_case(self, case: Case) -> None:
        self.header.show_case(case, self.store.now)
        self.setAccessibleName(_("Dossier {reference}").format(reference=case.reference))
        if self._wanted:
            self._go_back()
        elif not self._arrived and self.isVisible():
            self._focus_current()
        self._arrived = True

    def _show_time(self) -> None:
        if self.store.case is not None:
            self.header.show_case(self.store.case, OfficeClock.current().now())

    def _go_back(self) -> None:
        wanted, self._wanted = self._wanted, {}
        tab = wanted.get("tab", "")
        if tab.isdecimal() and int(tab) < self.tabs.count():
            self.show_tab(int(tab))
        self.form.restore(wanted)
        self.overview.restore(wanted)
        self.sharing.restore(wanted)
        managing = part(self._waiting, "managing")
        self._waiting = {}
        if managing is not None:
            self.manage()
            if self.managing is not None:
                self.managing.take_up(managing)

    def _leave_erased(self, sentence: str) -> None:
        shell = self.store.shell
        self.erased.emit()
        shell.leave_case()
        shell.show_message(sentence)

    def _prepare(self, partner: str, purpose: Purpose) -> None:
        self.sharing.choose(choice_id(partner, individual=False), purpose)
        self.tabs.setCurrentIndex(self._stack.indexOf(self.sharing))

    def _ask_consent(self, choice: str, purpose: Purpose) -> None:
        self._came_from_sharing = True
        self.consents.start(choice, purpose)
        self.tabs.setCurrentIndex(self._stack.indexOf(self.consents))

    def _consent_done(self) -> None:
        """Whoever came for a missing consent goes on where she was."""
        if self._came_from_sharing:
            self._came_from_sharing = False
            self.tabs.setCurrentIndex(self._stack.indexOf(self.sharing))

    def _remember(self) -> None:
        if not self._wanted and self.store.case is not None:
            self.store.shell.remember(self.place())
