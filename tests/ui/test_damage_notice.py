"""Damage met in the open window: said at once and for good, with both ways out of it; nothing is written any more."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from caselink.errors import CaseLinkError, VaultDamaged
from caselink.services.backups import copy_now, look_into
from caselink.services.office import Office, remember_place, set_idle_minutes
from caselink.supervisor import BACKUPS, LOCKED, RESCUE
from caselink.ui.look.theme import Theme
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.session import Session
from caselink.ui.shell.supervisor_line import SupervisorLine
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.torture.damage import PAGE
from tests.ui.ending import end
from tests.ui.test_entry_backups import damage
from tests.ui.waiting import wait_for
from tests.vault.filling import A_NEED_CHANGED, add_case


@pytest.fixture(scope="module")
def filled_once(prepared_vault: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with a few cases and a verified backup."""
    folder = prepared_vault.copy_to(tmp_path_factory.mktemp("filled") / "office.caselink")
    with prepared_vault.open(folder) as vault:
        for number in range(1, 6):
            add_case(vault, f"2026-000{number}")
        copy_now(Office(vault)).finish()
    return folder


@pytest.fixture
def filled(filled_once: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(filled_once, tmp_path / "office.caselink"))


@pytest.fixture
def closed(qapp: QApplication, filled: Path) -> Iterator[Session]:
    """A session at its unlock screen."""
    Theme.current()
    session = Session(qapp, filled)
    yield session
    end(session)


@pytest.fixture
def session(closed: Session, filled: Path, prepared_vault: Prepared) -> Session:
    """A session whose window is open."""
    closed.show()
    open_with_keys(closed, lambda: Office(prepared_vault.open(filled)))
    wait_for(lambda: closed.window is not None and not closed.thread_of_vault.busy)
    return closed


def open_with_keys(session: Session, opener: Callable[[], Office]) -> None:
    """Open without the two seconds of a passphrase."""
    wait_for(lambda: not session.thread_of_vault.busy)
    session.thread_of_vault.open(lambda: (opener(), None), lambda _nothing: session.entry.opened.emit())


def window_of(session: Session) -> MainWindow:
    assert session.window is not None
    return session.window


def break_pages(folder: Path) -> bytes:
    """Change every page but the first; what the open vault has read it still knows. Gives what the file holds then."""
    path = folder / "cases-1.db"
    content = bytearray(path.read_bytes())
    for start in range(PAGE, len(content), PAGE):
        content[start + 100] ^= 1
    path.write_bytes(content)
    return bytes(content)


def first_case(session: Session) -> str:
    found: list[str] = []
    session.thread_of_vault.run(lambda office: min(office.vault.references()), found.append)
    wait_for(lambda: bool(found))
    return found[0]


def refused(session: Session) -> CaseLinkError:
    """What a write is answered with."""
    errors: list[CaseLinkError] = []
    session.thread_of_vault.run(
        lambda office: remember_place(office, {"page": "partners"}), lambda _nothing: None, errors.append
    )
    wait_for(lambda: not session.thread_of_vault.busy)
    assert errors
    return errors[0]


def test_bytes_that_change_under_an_open_window_are_said_at_once_and_nothing_is_written_any_more(
    session: Session, filled: Path
) -> None:
    window, case_id = window_of(session), first_case(session)
    assert window.damage.isHidden()
    broken = break_pages(filled)
    window.open_case(case_id)
    wait_for(window.damage.isVisible)
    wait_for(lambda: not session.thread_of_vault.busy)
    assert isinstance(refused(session), VaultDamaged)
    assert "endommagée" in refused(session).sentence
    assert "notez-le ailleurs" in window.damage.accessibleName()
    window.show_page("partners")
    wait_for(lambda: not session.thread_of_vault.busy)
    assert window.damage.isVisible(), "it stays on every page"
    ended: list[int] = []
    session.ended.connect(ended.append)
    session.lock()
    assert ended == [LOCKED]
    assert (filled / "cases-1.db").read_bytes() == broken, "closing writes nothing either"


@pytest.mark.parametrize(("key", "page"), [(Qt.Key.Key_S, BACKUPS), (Qt.Key.Key_L, RESCUE)])
def test_what_the_backup_finds_is_said_too_and_each_way_out_is_one_key_away(
    qtbot: QtBot, session: Session, capfd: pytest.CaptureFixture[str], key: Qt.Key, page: bytes
) -> None:
    window = window_of(session)
    session.thread_of_vault.run(lambda office: set_idle_minutes(office, 3))  # so that a backup is due
    session.thread_of_vault.run(lambda office: office.vault.opened.database.run(A_NEED_CHANGED))
    assert session.backup is not None
    session.backup.start_now()
    wait_for(window.damage.isVisible)
    assert isinstance(refused(session), VaultDamaged)
    assert not window.messages.isVisible(), "said once"
    session.supervisor = SupervisorLine()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.waitSignal(session.ended) as ended:
        qtbot.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
    assert ended.args == [LOCKED]
    assert capfd.readouterr().out == f"next {page.decode()}\n"


def test_the_buttons_are_reached_with_the_tab_key(session: Session) -> None:
    damage = window_of(session).damage
    damage.tell()
    reached: set[QWidget] = set()
    here: QWidget | None = window_of(session).rail
    while here is not None and here not in reached:
        reached.add(here)
        here = here.nextInFocusChain()
    for button in (damage.backups_button, damage.rescue_button):
        assert button in reached
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert button.toolTip()


def test_damage_of_a_copy_that_is_looked_at_is_not_said_of_the_vault(closed: Session, filled: Path) -> None:
    (archive,) = (filled / "backups").iterdir()
    closed.show()
    open_with_keys(closed, lambda: look_into(archive, USER, PASSPHRASE))
    wait_for(lambda: closed.window is not None and not closed.thread_of_vault.busy)
    window = window_of(closed)
    closed.thread_of_vault.damaged.emit("Un mot.")
    assert window.damage.isHidden()
    assert window.messages.text == "Un mot."


@pytest.mark.parametrize("word", [BACKUPS, RESCUE])
def test_the_next_session_comes_up_on_that_page_with_the_same_offers_behind_it(
    qtbot: QtBot, closed: Session, filled: Path, word: bytes
) -> None:
    closed.show(filled, USER, word)
    entry = closed.entry
    page = entry.backups_page if word == BACKUPS else entry.rescue_page
    assert entry.currentWidget() is page, "nothing else is seen before"
    wait_for(lambda: page.users.user() == USER and not closed.thread_of_vault.busy)
    entry.activateWindow()
    qtbot.waitUntil(page.passphrase.field.hasFocus)
    page.left.emit()
    unlock = entry.unlock_page
    assert entry.currentWidget() is unlock
    assert unlock.fault.isVisible()
    assert unlock.help.newest_button.isVisible()
    assert unlock.help.rescue_button.isVisible()


def test_a_vault_that_is_gone_meanwhile_leaves_the_unlock_screen_usable(closed: Session, tmp_path: Path) -> None:
    closed.show(tmp_path / "gone.caselink", USER, BACKUPS)
    wait_for(lambda: not closed.thread_of_vault.busy)
    assert closed.entry.currentWidget() is closed.entry.backups_page
    assert closed.entry.backups_page.other_button.isEnabled()


def test_damage_that_opening_finds_offers_both_and_the_passphrase_is_asked_for_again(
    closed: Session, filled: Path
) -> None:
    damage(filled)
    closed.show()
    unlock = closed.entry.unlock_page
    wait_for(lambda: not closed.thread_of_vault.busy)
    unlock.passphrase.set_text(PASSPHRASE)
    unlock.unlock()
    wait_for(unlock.help.isVisible)
    expect_both_offers(closed)


def test_damage_met_by_the_first_thing_the_window_needs_offers_both_too(
    closed: Session, filled: Path, prepared_vault: Prepared
) -> None:
    """The passphrase was right and the vault is open: only then its settings turn out to be unreadable."""
    def opener() -> Office:
        vault = prepared_vault.open(filled)
        set_idle_minutes(Office(vault), 3)
        vault.opened.database.run("UPDATE records SET body = '{' WHERE part = 'settings'")
        return Office(vault)

    closed.show()
    open_with_keys(closed, opener)
    wait_for(closed.entry.unlock_page.help.isVisible)
    assert closed.window is None
    expect_both_offers(closed)
    with prepared_vault.open(filled):
        pass  # nobody holds it any more


def expect_both_offers(session: Session) -> None:
    unlock = session.entry.unlock_page
    assert session.entry.currentWidget() is unlock
    assert unlock.fault.isVisible()
    assert unlock.help.newest_button.isVisible()
    assert unlock.help.rescue_button.isVisible()
    assert not unlock.resting


def test_the_recovery_code_on_a_damaged_vault_leads_to_both_offers_too(
    closed: Session, filled: Path, prepared_vault: Prepared
) -> None:
    damage(filled)
    closed.show()
    entry = closed.entry
    wait_for(lambda: not closed.thread_of_vault.busy)
    entry.unlock_page.recovery_link.click()
    entry.recovery_page.code.setText(prepared_vault.code)
    entry.recovery_page.unlock()
    wait_for(entry.unlock_page.help.isVisible)
    expect_both_offers(closed)
    assert entry.recovery_page.code.text() == ""
