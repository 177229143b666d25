"""The page of one case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from caselink.domain.case import Case
from caselink.i18n import _
from caselink.services.evidence import phone_is_outside
from caselink.services.managing import Management, management
from caselink.ui.case.header import HeaderBar
from caselink.ui.case.managing.dialog import ManageDialog, waits_unsaved
from caselink.ui.case.store import CaseStore
from caselink.ui.case.tab import Tab, Wish
from caselink.ui.case.tabs import TABS, tab_keys
from caselink.ui.look.palettes import space
from caselink.ui.pieces.low_scroll import OnePage
from caselink.ui.shell.enter_key import presses_button
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.shell import Shell
from caselink.ui.shell.vault_thread import VaultThread

T = TypeVar("T", bound=Tab)

_CLOCK_MS: Final = 30_000
"""How often "may I call her now" is asked again while the page stands open."""


class CasePage(QWidget):
    """Header and the tabs that are declared in `tabs.py`. Nothing on it waits for the vault."""

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
        self._came_from: dict[str, str] = {}
        """Which tab wanted something of which."""
        self._arrived = False
        self.header = HeaderBar(self)
        self.tabs = QTabBar(self)
        self._stack = OnePage(self)
        self._tabs = {entry.id: entry.tab(self.store, self._stack) for entry in TABS}
        self._lay_out()
        self._connect(shell)
        self.store.load()

    def show_tab(self, tab: str) -> None:
        """Show the tab of that id, and put the cursor where its work begins."""
        self._turn_to(tab)
        self._tabs[tab].focus_first()

    def shown_tab(self) -> str:
        """The id of the tab that is shown."""
        return TABS[self.tabs.currentIndex()].id

    def tab(self, kind: type[T]) -> T:
        """The tab of that class; raises StopIteration where none is declared."""
        return next(tab for tab in self._tabs.values() if isinstance(tab, kind))

    def place(self) -> dict[str, str]:
        """Where the worker is, in ids: case, tab, section, field, scroll; before the case is there, where she will be.
        """
        if self._wanted:
            return {key: value for key, value in self._wanted.items() if key != "unfinished"}
        here = {"page": "case", "case": self.store.case_id, "tab": self.shown_tab()}
        for tab in self._tabs.values():
            here |= tab.place()
        return here

    def restore(self, place: Mapping[str, str]) -> None:
        """Go back to a place that `place` gave, as soon as the case is there."""
        self._wanted = dict(place)
        if self.store.case is not None:
            self._go_back()

    def flush(self) -> None:
        """Make one change of the case of whatever is being typed; asked before locking and before a document."""
        for tab in self._tabs.values():
            tab.flush()

    def look_again(self) -> None:
        """Show all of it as of now: the day is another, or the clock was set."""
        self.store.load()

    def undo_last(self) -> None:
        """Take back this worker's last change of the case; asked for where no text is being typed."""
        self.flush()
        self.store.undo_last()

    def manage(self, *, to_erase: bool = False) -> None:
        """Ask what is rarely asked: close, reserve, keep or erase the case; `to_erase` begins with the last of it."""
        self.flush()
        case_id = self.store.case_id
        self.store.ask(
            lambda office: management(office, case_id), lambda facts: self._open_managing(facts, to_erase=to_erase),
            owner=self, replaces="manage",
        )

    def _open_managing(self, facts: Management, *, to_erase: bool) -> None:
        self.managing = ManageDialog(self.store, facts, self)
        self.managing.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.managing.erased.connect(self._leave_erased)
        self.managing.finished.connect(self._managed)
        self.managing.open()
        if to_erase:
            self.managing.begin_erasing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button."""
        if not presses_button(event, self):
            super().keyPressEvent(event)

    def _managed(self) -> None:
        self.managing = None
        self.managed.emit()

    def _lay_out(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("Parties du dossier"))
        for number, entry in enumerate(TABS):
            self._stack.addWidget(self._tabs[entry.id])
            self.tabs.addTab(_(entry.label))
            self.tabs.setTabToolTip(number, tab_keys(number))
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
        self.header.phone_outside.clicked.connect(self._phone_is_outside)
        QShortcut(QKeySequence("Alt+Left"), self, shell.leave_case)
        self.tabs.currentChanged.connect(self._show_current)
        for name, tab in self._tabs.items():
            tab.wanted.connect(lambda other, wish, name=name: self._begin(name, other, wish))
            tab.done.connect(lambda name=name: self._go_back_from(name))
            tab.moved.connect(self._remember)
            tab.flush_asked.connect(self.flush)
        self._clock = QTimer(self)
        self._clock.setInterval(_CLOCK_MS)
        self._clock.timeout.connect(self._show_time)
        self._clock.start()

    def _phone_is_outside(self) -> None:
        case_id = self.store.case_id
        self.store.change(
            lambda office: phone_is_outside(office, case_id),
            lambda: self.store.say(_("Noté : son téléphone est hors de la pièce."), undoable=True),
        )

    def _show_current(self, index: int) -> None:
        self.flush()
        self._stack.setCurrentIndex(index)
        self._remember()

    def _show_case(self, case: Case) -> None:
        self.header.show_case(case, self.store.now)
        self.setAccessibleName(_("Dossier {reference}").format(reference=case.reference))
        if self._wanted:
            self._go_back()
        elif not self._arrived and self.isVisible():
            self._tabs[self.shown_tab()].focus_first()
        self._arrived = True

    def _show_time(self) -> None:
        if self.store.case is not None:
            self.header.show_case(self.store.case, OfficeClock.current().now())

    def _go_back(self) -> None:
        wanted, self._wanted = self._wanted, {}
        if wanted.get("tab") in self._tabs:
            self.show_tab(wanted["tab"])
        for tab in self._tabs.values():
            tab.restore(wanted)
        if waits_unsaved(self.store.case_id):
            self.manage()

    def _leave_erased(self, sentence: str) -> None:
        shell = self.store.shell
        self.erased.emit()
        shell.leave_case()
        shell.show_message(sentence)

    def _begin(self, asking: str, other: str, wish: Wish) -> None:
        self._came_from[other] = asking
        self._tabs[other].begin(wish)
        self._turn_to(other)

    def _go_back_from(self, tab: str) -> None:
        """Whoever came for something that another tab does (a missing consent) goes on where she was."""
        asking = self._came_from.pop(tab, None)
        if asking is not None:
            self._turn_to(asking)

    def _turn_to(self, tab: str) -> None:
        self.tabs.setCurrentIndex(self._stack.indexOf(self._tabs[tab]))

    def _remember(self) -> None:
        if not self._wanted and self.store.case is not None:
            self.store.shell.remember(self.place())
