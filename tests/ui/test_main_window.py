"""The main window: where one can go, and by which keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from caselink.domain.roles import Role
from caselink.i18n import choose_language, language
from caselink.services.cases import new_case
from caselink.ui.case.managing.dialog import ManageDialog
from caselink.ui.case.tabs import TABS, tab_keys
from caselink.ui.look.palettes import TARGET
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.pages.register.page import RegisterPage
from caselink.ui.pages.registry import FIRST, PAGES, Stands
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.session_info import read_session_info
from caselink.ui.shell.vault_thread import VaultThread
from tests.conftest import Prepared
from tests.ui.conftest import Seat, open_seat
from tests.ui.windows_shown import WindowsShown

USED = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)
PAGE_NAMES = [entry.id for entry in PAGES.values() if entry.stands is not Stands.WITHIN]


def used_in(page: QWidget) -> list[QWidget]:
    """Everything a hand or a key uses there, but for what Qt makes inside its own fields and lists."""
    own = (QToolButton, QScrollBar)
    return [each for kind in USED for each in page.findChildren(kind) if not isinstance(each, own) and each.isVisible()]


def test_every_page_is_reached_from_the_rail_and_what_is_used_there_has_a_name_and_the_size_of_a_finger(
    seat: Seat,
) -> None:
    seat.ask(new_case)
    for page in PAGE_NAMES:
        seat.show(page)
        assert seat.window.pages[page].isVisible(), page
        assert seat.window.rail.button(page).isChecked(), page
        used = [*used_in(seat.window)]
        assert len(used) > len(PAGE_NAMES), page
        for widget in used:
            words = widget.text() if isinstance(widget, QAbstractButton) else ""
            assert widget.accessibleName() or words, (page, widget)
            assert widget.height() >= TARGET, (page, widget.accessibleName())


def test_tab_goes_through_each_page_and_comes_back(seat: Seat) -> None:
    for page in PAGE_NAMES:
        seat.show(page)
        start = seat.window.rail.button(page)
        start.setFocus()
        visited: list[QWidget] = []
        for _step in range(60):
            seat.press(Qt.Key.Key_Tab)
            now = seat.window.focusWidget()
            if now is start:
                break
            assert now is not None
            assert now.isVisible(), now
            visited.append(now)
        assert now is start, f"tab never came back to {page}"
        assert len(set(visited)) == len(visited), page


def test_alt_and_a_figure_shows_a_page(seat: Seat) -> None:
    number = [entry.id for entry in PAGES.values()].index("register")
    seat.press(Qt.Key(Qt.Key.Key_1.value + number), Qt.KeyboardModifier.AltModifier)
    assert seat.window.page(RegisterPage).isVisible()


def test_control_and_a_figure_shows_a_tab_of_the_case(seat: Seat) -> None:
    case = seat.ask(new_case)
    seat.window.open_case(case.id)
    seat.settle()
    page = seat.window.case_page
    assert page is not None
    for number in (number for number in range(page.tabs.count()) if tab_keys(number)):
        seat.press(Qt.Key(Qt.Key.Key_1.value + number), Qt.KeyboardModifier.ControlModifier)
        assert page.tabs.currentIndex() == number
    assert page.tabs.count() == len(TABS)


def test_opening_the_window_a_case_and_its_dialog_shows_nothing_else_for_an_instant(
    prepared_office: Prepared, tmp_path: Path, qtbot: QtBot, thread: VaultThread
) -> None:
    with WindowsShown() as shown:
        seat = open_seat(prepared_office, prepared_office.copy_to(tmp_path / "seat.caselink"), qtbot, thread)
        case_id = seat.ask(new_case).id
        seat.window.open_case(case_id)
        seat.settle()
        page = seat.window.case_page
        assert page is not None
        for entry in TABS:
            page.show_tab(entry.id)
            seat.settle()
        assert shown.kinds == [MainWindow.__name__]
        page.manage()
        seat.settle()
        assert page.managing is not None
        page.managing.reject()
        assert shown.kinds == [MainWindow.__name__, ManageDialog.__name__]


def test_every_key_stands_in_a_menu(seat: Seat) -> None:
    keys = {action.shortcut().toString() for action in seat.window.actions_by_name.values()}
    assert {"Ctrl+F", "Ctrl+N", "Ctrl+L", "F1", "F9", "Ctrl+1", "Ctrl+5"} <= keys
    assert "Échap deux fois" in seat.window.actions_by_name["vanish"].text()


@pytest.mark.parametrize("spoken", ["fr", "nl", "en"])
def test_every_tab_of_a_case_stands_whole_whichever_is_shown(seat: Seat, spoken: str) -> None:
    before = language()
    choose_language(spoken)
    try:
        case_id = seat.ask(lambda office: new_case(office, "2026-0009").id)
        seat.window.resize(1024, 768)
        seat.window.open_case(case_id)
        seat.settle()
    finally:
        choose_language(before)
    assert seat.window.case_page is not None
    tabs = seat.window.case_page.tabs
    for entry in TABS:
        seat.window.case_page.show_tab(entry.id)
        seat.settle()
        assert not [each for each in tabs.findChildren(QToolButton) if each.isVisible()], "none is scrolled away"


def test_every_tab_and_every_page_has_a_name_of_its_own() -> None:
    assert len({entry.id for entry in TABS}) == len(TABS)
    assert all(entry.within in {"", *PAGE_NAMES} for entry in PAGES.values())


@pytest.mark.parametrize(("role", "shown"), [(Role.COORDINATOR, "audit"), (Role.WORKER, FIRST)])
def test_who_may_not_see_a_page_any_more_comes_back_to_the_list(seat: Seat, role: Role, shown: str) -> None:
    kept = replace(seat.ask(read_session_info), place={"page": "audit"}, role=role)
    window = MainWindow(seat.thread, kept)
    seat.qtbot.addWidget(window)
    seat.settle()
    assert window.place()["page"] == shown


def test_tabs_rest_in_the_menu_while_no_case_is_open(seat: Seat) -> None:
    assert not seat.window.actions_by_name["tab_overview"].isEnabled()
    case = seat.ask(new_case)
    seat.window.open_case(case.id)
    assert seat.window.actions_by_name["tab_overview"].isEnabled()
    seat.window.leave_case()
    assert not seat.window.actions_by_name["tab_overview"].isEnabled()


def test_finding_from_a_case_goes_to_the_list(seat: Seat) -> None:
    case = seat.ask(new_case)
    seat.window.open_case(case.id)
    seat.settle()
    seat.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert seat.window.page(CaseloadPage).isVisible()
    assert seat.window.page(CaseloadPage).search.hasFocus()


def test_a_backup_goes_where_the_worker_says_and_is_told(
    seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "copie.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(archive), ""))
    seat.window.actions_by_name["backup"].trigger()
    seat.settle()
    assert archive.stat().st_size > 0
    assert "copie.zip" in seat.window.messages.text
    before = archive.read_bytes()
    seat.window.actions_by_name["backup"].trigger()
    seat.settle()
    assert archive.read_bytes() == before
    assert not any(timer.isActive() for timer in seat.window.messages.findChildren(QTimer)), "it stays"


def test_a_failure_nobody_takes_stands_in_the_message_bar(seat: Seat) -> None:
    seat.window.open_case("no-such-case")
    seat.qtbot.waitUntil(seat.window.messages.isVisible)
    assert seat.window.messages.text


def test_leaving_a_case_leaves_no_page_behind(seat: Seat) -> None:
    case = seat.ask(new_case)
    for _time in range(3):
        seat.window.open_case(case.id)
        seat.settle()
        seat.window.leave_case()
        seat.settle()
    assert seat.window.case_page is None
    assert seat.window.page_count() == len(seat.window.pages)
