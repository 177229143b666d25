"""After unlocking: the same page, tab, field, words and scroll position. A real vault, two windows in turn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from caselink.services.answers import record_answer
from caselink.services.cases import new_case
from caselink.services.office import Office, last_place
from caselink.ui.case.form.tab import FormTab
from caselink.ui.case.overview.tab import OverviewTab
from caselink.ui.case.page import CasePage
from caselink.ui.case.sharing.tab import SharingTab
from caselink.ui.look.theme import Theme
from caselink.ui.pages.settings.page import SettingsPage
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.session_info import SessionInfo, read_session_info
from caselink.ui.shell.vault_thread import VaultThread
from tests.conftest import Prepared
from tests.ui.asked import line, office_form

PATIENCE_MS = 30_000
SECRET_NAME = "Amina-la-discrète"
FORM, SHARING = "form", "sharing"


class Desktop:
    """One window after the other on the same vault, as a lock and an unlocking have it."""

    def __init__(self, qtbot: QtBot, prepared: Prepared, folder: Path) -> None:
        Theme.current()
        self.qtbot, self.prepared, self.folder = qtbot, prepared, folder
        self.unlock()

    def unlock(self) -> None:
        self.thread = VaultThread()
        desks: list[SessionInfo] = []
        self.thread.open(self._opened, desks.append)
        self.qtbot.waitUntil(lambda: bool(desks), timeout=PATIENCE_MS)
        self.window = MainWindow(self.thread, desks[0])
        self.qtbot.addWidget(self.window)
        self.window.resize(1024, 700)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow, timeout=PATIENCE_MS)
        self.settle()

    def lock(self) -> dict[str, str]:
        """As the session does it; gives the place as the vault has it then."""
        self.window.note_place()
        self.window.hide()
        self.window.flush()
        places: list[dict[str, str]] = []
        self.thread.run(last_place, places.append)
        self.settle()
        self.thread.close()
        self.window.close()
        return places[0]

    def settle(self) -> None:
        for _time in range(3):
            self.qtbot.waitUntil(lambda: not self.thread.busy, timeout=PATIENCE_MS)
            self.qtbot.wait(1)

    def ask(self, work: Callable[[Office], object]) -> object:
        answers: list[object] = []
        self.thread.run(work, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE_MS)
        return answers[0]

    def open_case(self, tab: str) -> CasePage:
        case_id = self.ask(lambda office: new_case(office, None, SECRET_NAME).id)
        self.window.open_case(str(case_id))
        self.settle()
        self.page.show_tab(tab)
        self.settle()
        return self.page

    @property
    def page(self) -> CasePage:
        assert self.window.case_page is not None
        return self.window.case_page

    @property
    def focus(self) -> QWidget | None:
        return self.window.focusWidget()

    def area(self) -> QScrollArea:
        return max(
            (area for area in self.window.findChildren(QScrollArea) if area.isVisible()),
            key=lambda area: area.verticalScrollBar().maximum(),
        )

    def _opened(self) -> tuple[Office, SessionInfo]:
        office = Office(self.prepared.open(self.folder))
        return office, read_session_info(office)


def test_what_is_being_typed_its_cursor_and_the_scroll_position_come_back(
    qtbot: QtBot, prepared_vault: Prepared, vault_folder: Path
) -> None:
    desktop = Desktop(qtbot, prepared_vault, vault_folder)
    page = desktop.open_case(FORM)
    page.tab(FormTab).go_to("violence.facts")
    desktop.settle()
    field = desktop.focus
    assert isinstance(field, QPlainTextEdit)
    qtbot.keyClicks(field, "She said it twice")
    for _step in range(5):
        qtbot.keyClick(field, Qt.Key.Key_Left)
    bar = desktop.area().verticalScrollBar()
    assert bar.maximum() > 40
    bar.setValue(bar.maximum() // 2)
    scrolled = bar.value()
    place = desktop.lock()
    assert SECRET_NAME not in str(place)
    assert "twice" not in str(place)

    desktop.unlock()
    assert desktop.page.shown_tab() == FORM
    field = desktop.focus
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == "She said it twice"
    assert desktop.page.tab(FormTab).field == "violence.facts"
    assert desktop.area().verticalScrollBar().value() == scrolled
    qtbot.keyClicks(field, "X")
    assert field.toPlainText() == "She said it Xtwice"
    desktop.lock()


def test_a_line_comes_back_with_nothing_selected(qtbot: QtBot, prepared_vault: Prepared, vault_folder: Path) -> None:
    """The next key must not replace what she typed before the lock."""
    desktop = Desktop(qtbot, prepared_vault, vault_folder)
    page = desktop.open_case(FORM)
    case_id = page.store.case_id
    desktop.ask(lambda office: record_answer(office, case_id, "person.last_name", "Ben"))
    page.tab(FormTab).go_to("person.last_name")
    desktop.settle()
    desktop.lock()
    desktop.unlock()
    field = desktop.focus
    assert isinstance(field, QLineEdit)
    assert field.text() == "Ben"
    qtbot.keyClicks(field, "X")
    assert "Ben" in field.text()
    desktop.lock()


def test_a_need_and_a_chosen_partner_come_back(qtbot: QtBot, prepared_vault: Prepared, vault_folder: Path) -> None:
    desktop = Desktop(qtbot, prepared_vault, vault_folder)
    page = desktop.open_case("overview")
    rows = [each for card in page.tab(OverviewTab).cards for each in card.rows.items()]
    item, row = next((item, row) for item, row in rows if row.isVisible())
    row.button.setFocus(Qt.FocusReason.TabFocusReason)
    desktop.lock()
    desktop.unlock()
    assert desktop.focus is desktop.page.tab(OverviewTab).row(item).button
    desktop.page.show_tab(SHARING)
    desktop.settle()
    desktop.lock()
    desktop.unlock()
    assert desktop.page.shown_tab() == SHARING
    assert desktop.focus is not None
    assert desktop.page.tab(SharingTab).isAncestorOf(desktop.focus)
    desktop.lock()


def test_a_field_of_the_settings_comes_back(qtbot: QtBot, prepared_vault: Prepared, vault_folder: Path) -> None:
    desktop = Desktop(qtbot, prepared_vault, vault_folder)
    desktop.window.show_page("settings")
    desktop.settle()
    line(office_form(desktop.window), "email").setFocus(Qt.FocusReason.TabFocusReason)
    desktop.lock()
    desktop.unlock()
    assert desktop.window.page(SettingsPage).isVisible()
    assert desktop.focus is line(office_form(desktop.window), "email")
    desktop.lock()
