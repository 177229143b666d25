"""What all pages before the vault is open keep to: no secret stays behind, a page at work rests, one can go back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from caselink.services.office import open_office
from caselink.ui.entry.entry_page import EntryPage
from caselink.ui.entry.entry_window import EntryWindow
from caselink.ui.shell.vault_thread import VaultThread
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.ui.test_entry import SLOW_MS, entry

Key = tuple[Qt.Key, Qt.KeyboardModifier]
PLAIN = Qt.KeyboardModifier.NoModifier
TYPED = "tabouret-nuage-falaise"


def words_on(page: EntryPage) -> str:
    shown = [field.text() for field in page.findChildren(QLineEdit)]
    return "\n".join([*shown, *(label.text() for label in page.findChildren(QLabel))])


def fill_secrets(page: EntryPage) -> str:
    """Type into every hidden field; gives all that may not stay, the words that were offered too."""
    offered = [label.text() for label in page.findChildren(QLabel) if label.property("role") == "offer"]
    for field in page.findChildren(QLineEdit):
        if field.echoMode() is QLineEdit.EchoMode.Password or field.property("role") == "code":
            field.setText(TYPED)
    return "\n".join(offered)


@pytest.mark.parametrize("name", ["create_page", "recovery_page", "backups_page", "rescue_page", "unlock_page"])
def test_a_page_that_is_left_keeps_no_secret(
    qtbot: QtBot, thread: VaultThread, vault_folder: Path, name: str
) -> None:
    window = entry(qtbot, thread, vault_folder)
    page = getattr(window, name)
    window.setCurrentWidget(page)
    offered = fill_secrets(page)
    assert TYPED in words_on(page)
    window.setCurrentWidget(window.rescue_page if page is not window.rescue_page else window.unlock_page)
    assert TYPED not in words_on(page)
    assert not offered or offered not in words_on(page)


def test_the_code_leaves_nothing_behind_once_it_is_confirmed(
    qtbot: QtBot, thread: VaultThread, vault_folder: Path
) -> None:
    window = entry(qtbot, thread, vault_folder)
    page = window.code_page
    window.setCurrentWidget(page)
    page.show_code("AAAA-BBBB-CCCC", "Relais")
    page.typed.setText("CCCC")
    page.known.setChecked(True)
    page.confirmed.disconnect()
    with qtbot.waitSignal(page.confirmed):
        page.action.click()
    assert "CCCC" not in words_on(page)


def test_while_a_vault_opens_nothing_leads_away(qtbot: QtBot, thread: VaultThread, vault_folder: Path) -> None:
    window = entry(qtbot, thread, vault_folder)
    page = window.unlock_page
    page.passphrase.set_text(PASSPHRASE)
    with qtbot.waitSignal(window.opened, timeout=SLOW_MS):
        page.unlock()
        buttons = [button for button in page.findChildren(QPushButton) if button.isVisible()]
        assert not [button.text() for button in buttons if button.isEnabled()]


@pytest.mark.parametrize("key", [(Qt.Key.Key_Escape, PLAIN), (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)])
def test_one_goes_back_by_a_key_but_not_while_something_is_done(
    qtbot: QtBot, thread: VaultThread, prepared_vault: Prepared, vault_folder: Path, key: Key
) -> None:
    window = entry(qtbot, thread, vault_folder)
    window.unlock_page.recovery_link.click()
    page = window.recovery_page
    qtbot.waitUntil(page.code.hasFocus)
    press(qtbot, window, key)
    assert window.currentWidget() is window.unlock_page
    window.unlock_page.recovery_link.click()
    page.code.setText(prepared_vault.code)
    with qtbot.waitSignal(page.opened, timeout=SLOW_MS):
        page.unlock()
        press(qtbot, window, key)
        assert window.currentWidget() is page


def press(qtbot: QtBot, window: EntryWindow, key: Key) -> None:
    qtbot.keyClick(window.windowHandle(), *key)


def test_without_a_place_it_is_said_what_is_missing(qtbot: QtBot, thread: VaultThread, vault_folder: Path) -> None:
    window = entry(qtbot, thread, vault_folder)
    for page, place in (
        (window.create_page, window.create_page.chooser), (window.rescue_page, window.rescue_page.target)
    ):
        window.setCurrentWidget(page)
        place.set_path(None)
        qtbot.mouseClick(page.action, Qt.MouseButton.LeftButton)
        assert page.fault.isVisible()
        assert not page.resting


def test_a_second_vault_that_is_opened_lets_go_of_the_first(
    qtbot: QtBot, thread: VaultThread, vault_folder: Path, tmp_path: Path
) -> None:
    second = tmp_path / "second.caselink"
    shutil.copytree(vault_folder, second)
    opened: list[None] = []
    for folder in (vault_folder, second):
        thread.open(lambda folder=folder: (open_office(folder, USER, PASSPHRASE), None), opened.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(opened) == 2, timeout=SLOW_MS)
    open_office(vault_folder, USER, PASSPHRASE).close()
