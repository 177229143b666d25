"""What is chosen on a computer counts at once there: language, look, the key that hides all, the vault opened last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from caselink.i18n import choose_language
from caselink.ui.look.theme import Theme
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.pages.settings.page import SettingsPage
from caselink.ui.shell import settings_file
from caselink.ui.shell.panic_key import PanicKey
from caselink.ui.shell.session import Session
from caselink.ui.shell.vault_thread import VaultThread
from tests.conftest import Prepared
from tests.ui.asked import line
from tests.ui.sitting import Sitting
from tests.ui.test_entry import entry


@pytest.fixture
def sitting(qapp: QApplication, prepared_vault: Prepared, vault_folder: Path) -> Iterator[Sitting]:
    sitting = Sitting(qapp, prepared_vault, vault_folder)
    yield sitting
    sitting.lock()
    choose_language("fr")
    Theme.current().show_look("system")


def test_another_language_asks_for_no_unlocking_and_loses_nothing(sitting: Sitting) -> None:
    before = sitting.window
    before.show_page("caseload")
    before.page(CaseloadPage).new_case()
    sitting.type(line(before.page(CaseloadPage).panel, "name"), "Amina")
    before.language_chosen.emit("nl")
    sitting.settle()
    assert sitting.window is not before
    assert sitting.window.page(CaseloadPage).isVisible()
    assert line(sitting.window.page(CaseloadPage).panel, "name").text() == "Amina"
    assert sitting.window.rail.lock_button.accessibleName() == "Vergrendelen"
    assert not sitting.session.has_ended


def test_a_session_made_ready_before_speaks_what_was_chosen_meanwhile(
    qapp: QApplication, qtbot: QtBot, vault_folder: Path
) -> None:
    session = Session(qapp, vault_folder)
    settings_file.write_language("en")
    session.show()
    qtbot.waitUntil(lambda: not session.thread_of_vault.busy)
    assert session.entry.unlock_page.action.text() == "Open"
    session.thread_of_vault.close()
    session.entry.deleteLater()
    session.deleteLater()
    choose_language("fr")


def test_choices_are_kept_and_count_at_once(sitting: Sitting) -> None:
    sitting.window.show_page("settings")
    sitting.settle()
    computer = sitting.window.page(SettingsPage).office.computer
    computer.look.chip("dark").click()
    assert Theme.current().dark
    computer.look.chip("contrast").click()
    assert Theme.current().plain
    computer.hiding.chip("f12").click()
    assert "F12" in sitting.window.actions_by_name["vanish"].text()
    assert (settings_file.read_look(), settings_file.read_hiding_key()) == ("contrast", "f12")
    assert settings_file.read_vault() is None, "nobody asked for that"
    computer.vault.chip("yes").click()
    sitting.settle()
    assert settings_file.read_vault() == sitting.folder.absolute()
    computer.vault.chip("no").click()
    assert not settings_file.remembers_vault()


def test_the_hiding_key_is_another_or_none(qtbot: QtBot, qapp: QApplication) -> None:
    key, window = PanicKey(qapp), QLineEdit()
    qtbot.addWidget(window)
    window.show()
    signs: list[int] = []
    key.pressed.connect(lambda: signs.append(1))
    handle = window.windowHandle()
    key.key = "f12"
    for each in (Qt.Key.Key_Escape, Qt.Key.Key_Escape, Qt.Key.Key_F12):
        QTest.keyClick(handle, each)
    assert signs == [1]
    key.key = "off"
    for each in (Qt.Key.Key_Escape, Qt.Key.Key_Escape, Qt.Key.Key_F12):
        QTest.keyClick(handle, each)
    assert signs == [1]
    key.deleteLater()


def test_an_escape_that_closed_a_menu_is_no_half_of_the_sign(qtbot: QtBot, qapp: QApplication) -> None:
    key, window = PanicKey(qapp), QLineEdit()
    qtbot.addWidget(window)
    window.show()
    signs: list[int] = []
    key.pressed.connect(lambda: signs.append(1))
    menu = QMenu(window)
    menu.addAction("un")
    menu.popup(QPoint(0, 0))
    qtbot.waitUntil(menu.isVisible)
    QTest.keyClick(menu.windowHandle(), Qt.Key.Key_Escape)
    assert not menu.isVisible()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
    assert signs == []
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
    assert signs == [1]
    key.deleteLater()


@pytest.mark.parametrize("name", ["autre.caselink", "sauvegarde.zip"])
def test_a_vault_or_a_backup_is_let_go_on_the_unlock_screen(
    qtbot: QtBot, thread: VaultThread, vault_folder: Path, tmp_path: Path, name: str
) -> None:
    window = entry(qtbot, thread, vault_folder)
    dropped = tmp_path / name
    dropped.mkdir() if dropped.suffix == ".caselink" else dropped.touch()
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(dropped))])
    no_button, no_key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    comes = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, held, no_button, no_key)
    QApplication.sendEvent(window, comes)
    assert comes.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, held, no_button, no_key))
    qtbot.waitUntil(lambda: not thread.busy)
    if dropped.is_dir():
        assert window.unlock_page.chooser.path() == dropped
    else:
        assert window.currentWidget() is window.backups_page
        assert window.backups_page.list.chosen() == dropped
