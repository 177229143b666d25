"""Wherever a session holds keys it lets go of them, and a recovery code that a lock took away is not forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caselink.services.office import Office, open_office
from caselink.services.workers import code_may_be_lost, note_code_kept, show_code_once
from caselink.supervisor import LOCKED, QUIET
from caselink.ui.look.theme import Theme
from caselink.ui.pages.settings.page import SettingsPage
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.session import Session
from caselink.ui.shell.session_info import read_session_info
from caselink.vault import Vault
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.ui.asked import key_form, passphrase
from tests.ui.ending import end
from tests.ui.test_entry import SLOW_MS

NEW = "tabouret-nuage-falaise-sept"


@pytest.fixture
def session(qapp: QApplication, qtbot: QtBot, vault_folder: Path) -> Iterator[Session]:
    """At the unlock screen."""
    Theme.current()
    session = Session(qapp, vault_folder)
    session.show()
    qtbot.waitUntil(lambda: not session.thread_of_vault.busy)
    yield session
    end(session)


def made(qtbot: QtBot, session: Session, folder: Path) -> str:
    """Make a vault on its page; gives the code that stands on the screen then."""
    page = session.entry.create_page
    session.entry.unlock_page.create_link.click()
    page.chooser.set_path(folder)
    page.user.setText(USER)
    page.country.chip("BE").click()
    for field in (page.secret.passphrase, page.secret.again):
        field.set_text(NEW)
    with qtbot.waitSignal(page.created, timeout=SLOW_MS):
        page.create_vault()
    return session.entry.code_page.code.text()


def test_a_vault_that_was_just_made_is_locked_when_she_leaves(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    assert made(qtbot, session, tmp_path / "new.caselink")
    assert session.away is not None
    with qtbot.waitSignal(session.ended) as ended:
        session.away.gone.emit()
    assert ended.args == [LOCKED]
    with open_office(tmp_path / "new.caselink", USER, NEW).vault as vault:
        assert code_may_be_lost(Office(vault)), "nobody said that the code is on paper"
        assert read_session_info(Office(vault)).code_may_be_lost


def test_nobody_is_waited_for_before_the_window_is_open_either(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    made(qtbot, session, tmp_path / "new.caselink")
    assert session.idle is not None
    with qtbot.waitSignal(session.ended) as ended:
        session.idle.set_time(1)
    assert ended.args == [LOCKED]


def test_who_leaves_while_a_vault_opens_finds_it_locked(qtbot: QtBot, session: Session) -> None:
    page = session.entry.unlock_page
    page.passphrase.set_text(PASSPHRASE)
    page.unlock()
    assert session.away is not None
    with qtbot.waitSignal(session.ended) as ended:
        session.away.gone.emit()
    assert ended.args == [LOCKED]


def test_a_code_that_is_confirmed_is_kept(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    code = made(qtbot, session, tmp_path / "new.caselink")
    page = session.entry.code_page
    page.typed.setText(code.rsplit("-", 1)[-1])
    page.known.setChecked(True)
    page.action.click()
    qtbot.waitUntil(lambda: session.window is not None, timeout=SLOW_MS)
    assert session.window is not None
    assert not session.window.banner.isVisible()


def test_a_fault_of_ours_at_the_end_keeps_no_vault_open(
    qtbot: QtBot, session: Session, vault_folder: Path, prepared_vault: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.thread_of_vault.open(
        lambda: (Office(prepared_vault.open(vault_folder)), None), lambda _nothing: session.entry.opened.emit()
    )
    qtbot.waitUntil(lambda: session.window is not None)
    assert session.window is not None

    def fails() -> None:
        raise RuntimeError("a fault of ours")

    for step in ("note_place", "flush"):
        monkeypatch.setattr(session.window, step, fails)
    with qtbot.waitSignal(session.ended) as ended:
        session.lock()
    assert ended.args == [LOCKED]
    assert not session.window.isVisible()
    prepared_vault.open(vault_folder).close()


def test_a_code_that_may_be_lost_is_said_until_another_is_made(
    qtbot: QtBot, session: Session, vault_folder: Path, prepared_vault: Prepared
) -> None:
    with prepared_vault.open(vault_folder) as vault:
        show_code_once(Office(vault))
    session.thread_of_vault.open(
        lambda: (Office(prepared_vault.open(vault_folder)), None), lambda _nothing: session.entry.opened.emit()
    )
    qtbot.waitUntil(lambda: session.window is not None)
    window = session.window
    assert isinstance(window, MainWindow)
    assert window.banner.isVisible()
    window.banner.code_button.click()
    team = window.page(SettingsPage).team
    form = key_form(team)
    qtbot.waitUntil(form.isVisible)
    with qtbot.waitSignal(form.saved, timeout=SLOW_MS):
        passphrase(form).set_text(PASSPHRASE)
        form.save_button.click()
    team.code_page.typed.setText(team.code_page.code.text().rsplit("-", 1)[-1])
    team.code_page.known.setChecked(True)
    team.code_page.action.click()
    qtbot.waitUntil(lambda: not session.thread_of_vault.busy)
    assert not window.banner.isVisible()
    awaited: list[bool] = []
    session.thread_of_vault.run(code_may_be_lost, awaited.append)
    qtbot.waitUntil(lambda: awaited == [False])


def test_a_code_is_noted_in_the_trail_without_its_letters(vault: Vault) -> None:
    office = Office(vault)
    show_code_once(office)
    note_code_kept(office)
    assert [entry.action for entry in vault.audit()][-2:] == ["recovery_shown", "recovery_noted"]
    assert not code_may_be_lost(office)


def test_an_unlock_screen_that_comes_by_itself_does_not_ask_for_the_keyboard(
    qapp: QApplication, qtbot: QtBot, vault_folder: Path
) -> None:
    """She works with another program: what she types there is not to land in a passphrase. The platform without a
    screen gives the keyboard to each new window, so what is asked of it is looked at."""
    session = Session(qapp, vault_folder)
    session.show(word=QUIET)
    qtbot.waitUntil(lambda: not session.thread_of_vault.busy)
    assert session.entry.isVisible()
    assert session.entry.windowHandle().property("_q_showWithoutActivating")
    end(session)
