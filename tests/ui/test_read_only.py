"""A window that only shows: a worker who only reads, and a backup that is looked at."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from caselink.domain.roles import Role
from caselink.services.answers import add_entry
from caselink.services.backups import copy_now, look_into
from caselink.services.cases import new_case
from caselink.services.office import Office, open_office
from caselink.services.workers import add_worker
from caselink.ui.case.following.tab import FollowingTab
from caselink.ui.case.overview.need_button import NeedButton
from caselink.ui.case.sharing.tab import SharingTab
from caselink.ui.case.tabs import TABS
from caselink.ui.look.theme import Theme
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.pages.partners.page import PartnersPage
from caselink.ui.pages.settings.page import TEAM, SettingsPage
from caselink.ui.pieces.editors.chip import Chip
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.session_info import SessionInfo, read_session_info
from caselink.ui.shell.vault_thread import VaultThread
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.ui.asked import line, office_form
from tests.ui.conftest import PATIENCE_MS, Seat
from tests.ui.windows_shown import WindowsShown
from tests.vault.protected import write_protected

READER = "stagiaire"
WORDS = "un rocher bleu dort sous la mer"


def shown(qtbot: QtBot, thread: VaultThread, opener: Callable[[], Office]) -> Seat:
    """The window on what that opens."""
    Theme.current()
    desks: list[SessionInfo] = []
    thread.open(lambda: ((office := opener()), read_session_info(office)), desks.append)
    qtbot.waitUntil(lambda: bool(desks), timeout=PATIENCE_MS)
    window = MainWindow(thread, desks[0])
    qtbot.addWidget(window)
    window.resize(1024, 768)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    seat = Seat(qtbot, thread, window)
    seat.settle()
    return seat


@pytest.fixture
def kept(prepared_vault: Prepared, vault_folder: Path) -> Path:
    """A vault with one case, a worker who only reads, and a backup of both."""
    with prepared_vault.open(vault_folder) as vault:
        office = Office(vault)
        case = new_case(office, "2026-0001", "Nadia")
        add_entry(office, case.id, "children")
        add_worker(office, READER, Role.READ_ONLY, WORDS, PASSPHRASE)
        copy_now(office).finish()
    return vault_folder


def on_a_protected_stick(folder: Path) -> Office:
    """The vault as it opens where nothing can be written."""
    with write_protected(folder):
        return open_office(folder, USER, PASSPHRASE)


@pytest.fixture(params=["reader", "backup", "protected"])
def seat(request: pytest.FixtureRequest, qtbot: QtBot, thread: VaultThread, kept: Path) -> Seat:
    """All windows that only show."""
    if request.param == "protected":
        return shown(qtbot, thread, lambda: on_a_protected_stick(kept))
    if request.param == "reader":
        return shown(qtbot, thread, lambda: open_office(kept, READER, WORDS))
    (backup,) = (kept / "backups").glob("*.caselink-backup")
    return shown(qtbot, thread, lambda: look_into(backup, USER, PASSPHRASE))


def changes(page: QWidget) -> list[QWidget]:
    """What could still be typed into or turned on it."""
    found: list[QWidget] = [*page.findChildren(Chip), *page.findChildren(NeedButton)]
    found += [field for field in page.findChildren(QLineEdit) if not field.isReadOnly()]
    found += [field for field in page.findChildren(QPlainTextEdit) if not field.isReadOnly()]
    found += [field for field in page.findChildren(QTextEdit) if not field.isReadOnly()]
    return [widget for widget in found if widget.isVisible() and widget.isEnabled()]


def her_own_passphrase_and_nothing_else(seat: Seat) -> None:
    """What a reader may change of the settings."""
    seat.show("settings")
    page = seat.window.page(SettingsPage)
    assert not office_form(seat.window).save_button.isVisible()
    assert line(office_form(seat.window), "name").isReadOnly()
    page.show_part(TEAM)
    seat.settle()
    assert not page.add_button.isEnabled()
    mine, other = page.team.list.card(READER), page.team.list.card(USER)
    assert mine.passphrase_button.isEnabled()
    closed = (other.passphrase_button, other.role_button, other.remove_button, mine.role_button)
    assert not any(button.isEnabled() for button in closed)
    assert not page.team.list.new_code_button.isEnabled()
    assert not page.team.list.renew_key_button.isEnabled()


def test_every_page_says_so_and_nothing_of_a_case_can_be_changed(seat: Seat) -> None:
    window = seat.window
    assert window.banner.isVisible()
    assert not window.page(CaseloadPage).new_button.isEnabled()
    assert not window.actions_by_name["new_case"].isEnabled()
    window.page(CaseloadPage).new_button.setEnabled(True)
    assert not window.page(CaseloadPage).new_button.isEnabled(), "a page that opens it again does not win"
    seat.qtbot.keyClicks(window.page(CaseloadPage).search, "nadia")
    seat.settle()
    assert window.page(CaseloadPage).model.rowCount() == 1, "searching goes on working"
    window.open_case(seat.ask(lambda office: next(iter(office.vault.references()))))
    seat.settle()
    page = window.case_page
    assert page is not None
    for entry in TABS:
        page.show_tab(entry.id)
        seat.settle()
        left = changes(page)
        chosen = page.tab(SharingTab)
        sharing = [*chosen.recipient.findChildren(QLineEdit), *chosen.purpose.findChildren(QLineEdit)]
        line = page.tab(FollowingTab).timeline
        looking = [*sharing, *chosen.paper.chips(), line.search, *line.kinds.chips()]
        assert [widget for widget in left if widget not in looking] == [], entry.id
        pressed = [
            button.text() for button in page.findChildren(QAbstractButton)
            if button.isVisible() and button.isEnabled() and button.property("role") in ("main", "danger")
        ]
        assert pressed == []
        assert window.banner.isVisible()
    assert not window.actions_by_name["undo"].isEnabled()
    assert page.header.back.isEnabled()
    seat.click(page.header.back)
    assert window.actions_by_name["backup"].isEnabled() is (not seat.ask(lambda office: office.is_backup))
    if not seat.ask(lambda office: office.read_only):
        her_own_passphrase_and_nothing_else(seat)
    seat.show("partners")
    assert not window.page(PartnersPage).add_button.isEnabled()
    assert not window.page(PartnersPage).search.isReadOnly()
    if window.banner.leave_button.isVisible():
        with seat.qtbot.waitSignal(window.lock_asked):
            seat.click(window.banner.leave_button)


@pytest.mark.parametrize("reads_only", [False, True])
def test_the_window_opens_without_another_one_for_an_instant(
    reads_only: bool, qtbot: QtBot, thread: VaultThread, kept: Path
) -> None:
    (backup,) = (kept / "backups").glob("*.caselink-backup")
    with WindowsShown() as windows:
        if reads_only:
            shown(qtbot, thread, lambda: open_office(kept, READER, WORDS))
        else:
            shown(qtbot, thread, lambda: look_into(backup, USER, PASSPHRASE))
    assert windows.kinds == [MainWindow.__name__]


def test_nobody_is_said_to_be_able_to_change_the_team_where_nobody_can(seat: Seat) -> None:
    seat.show("settings")
    seat.window.page(SettingsPage).show_part(TEAM)
    seat.settle()
    tips = {card.role_button.toolTip() for card in seat.window.page(SettingsPage).team.list.cards}
    in_a_backup = seat.ask(lambda office: office.read_only)
    assert tips == ({""} if in_a_backup else {"La coordination peut le faire."})


def test_a_protected_vault_says_why_nothing_is_saved(qtbot: QtBot, thread: VaultThread, kept: Path) -> None:
    seat = shown(qtbot, thread, lambda: on_a_protected_stick(kept))
    assert "rien ne peut être écrit" in seat.window.banner.accessibleName()
    assert not seat.window.banner.leave_button.isVisible()


def test_who_may_write_sees_no_banner(qtbot: QtBot, thread: VaultThread, kept: Path) -> None:
    seat = shown(qtbot, thread, lambda: open_office(kept, USER, PASSPHRASE))
    assert not seat.window.banner.isVisible()
    assert seat.window.page(CaseloadPage).new_button.isEnabled()
    seat.window.open_case(seat.ask(lambda office: next(iter(office.vault.references()))))
    seat.settle()
    page = seat.window.case_page
    assert page is not None
    assert changes(page), "what is closed for others is found open here"


SUPERVISED = textwrap.dedent(
    """
    import sys
    from PySide6.QtCore import QEventLoop, QTimer
    from caselink.ui.shell.session import Session, make_application
    app = make_application()
    session = Session(app, None)
    session.wait_for_show()
    page = session.entry.unlock_page
    def until(condition):
        for _ in range(1500):
            app.processEvents()
            if condition():
                return
            loop = QEventLoop()
            QTimer.singleShot(20, loop.quit)
            loop.exec()
        raise SystemExit("waited in vain")
    until(lambda: page.users.user() is not None)
    page.passphrase.set_text(sys.argv[1])
    page.unlock()
    until(lambda: session.window is not None)
    session.thread_of_vault.close()
    """
)


def test_who_had_which_vault_goes_from_session_to_session_in_memory_only(kept: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SUPERVISED, WORDS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as session:
        assert session.stdin is not None
        session.stdin.write(f"show {READER} {kept}\n".encode())
        session.stdin.flush()
        assert session.wait(60) == 0
        assert session.stdout is not None
        assert session.stdout.read() == f"vault {READER} {kept}\n".encode()
