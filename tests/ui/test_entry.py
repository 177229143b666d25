"""Before the vault is open: unlock, create, recover."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from caselink.errors import WrongPassphrase
from caselink.services.office import open_office, users_of
from caselink.services.worker_card import WorkerCard, worker_card
from caselink.ui.entry.entry_window import EntryWindow
from caselink.ui.look.theme import Theme
from caselink.ui.shell.secret_clipboard import SecretClipboard
from caselink.ui.shell.vault_thread import VaultThread
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.documents.readers import pages_by_pdfium

SLOW_MS = 30_000
"""Opening takes two seconds of one core; a busy computer takes longer."""


def entry(qtbot: QtBot, thread: VaultThread, vault: Path | None) -> EntryWindow:
    Theme.current()
    window = EntryWindow(thread, vault)
    qtbot.addWidget(window)
    window.show()
    window.start()
    window.activateWindow()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: not thread.busy)
    return window


@pytest.fixture
def clipboard() -> Iterator[SecretClipboard]:
    held = SecretClipboard.current()
    yield held
    held.clear()


def test_the_right_passphrase_opens(qtbot: QtBot, thread: VaultThread, vault_folder: Path) -> None:
    window = entry(qtbot, thread, vault_folder)
    page = window.unlock_page
    page.passphrase.set_text(PASSPHRASE)
    with qtbot.waitSignal(window.opened, timeout=SLOW_MS):
        qtbot.keyClick(page.passphrase.field, Qt.Key.Key_Return)
        assert page.busy.isVisible()
        assert not page.action.isVisible()
    assert page.passphrase.text() == ""


def test_a_wrong_passphrase_says_so_and_may_be_tried_again(
    qtbot: QtBot, thread: VaultThread, vault_folder: Path
) -> None:
    window = entry(qtbot, thread, vault_folder)
    page = window.unlock_page
    qtbot.keyClicks(page.passphrase.field, "not this one at all")
    qtbot.mouseClick(page.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.fault.isVisible, timeout=SLOW_MS)
    assert page.action.isVisible()
    assert page.action.isEnabled()
    assert page.passphrase.field.selectedText() != ""


def test_a_folder_that_is_no_vault_is_said_before_anything_is_typed(
    qtbot: QtBot, thread: VaultThread, tmp_path: Path
) -> None:
    window = entry(qtbot, thread, tmp_path)
    page = window.unlock_page
    qtbot.waitUntil(page.fault.isVisible)
    assert page.action.isEnabled()


def test_without_a_vault_the_cursor_is_where_one_names_it(qtbot: QtBot, thread: VaultThread) -> None:
    window = entry(qtbot, thread, None)
    page = window.unlock_page
    qtbot.waitUntil(page.chooser.field.hasFocus)
    qtbot.mouseClick(page.action, Qt.MouseButton.LeftButton)
    assert page.fault.isVisible()


def test_the_only_worker_is_not_asked_who_she_is(qtbot: QtBot, thread: VaultThread, vault_folder: Path) -> None:
    window = entry(qtbot, thread, vault_folder)
    page = window.unlock_page
    assert not page.users.isVisible()


def test_several_workers_are_offered(qtbot: QtBot, thread: VaultThread, vault_folder: Path) -> None:
    keys = vault_folder / "keys"
    (keys / "berthe.age").write_bytes((keys / f"{USER}.age").read_bytes())
    window = entry(qtbot, thread, vault_folder)
    page = window.unlock_page
    assert page.users.isVisible()
    assert page.users.names() == tuple(sorted([USER, "berthe"]))
    assert page.users.user() is None, "nobody is chosen before she chooses"
    qtbot.waitUntil(page.users.hasFocus)
    page.passphrase.set_text(PASSPHRASE)
    page.unlock()
    assert page.fault.isVisible()
    assert not page.resting
    page.users.setCurrentText(USER)
    with qtbot.waitSignal(window.opened, timeout=SLOW_MS):
        page.unlock()
    assert window.vault == vault_folder


def test_a_vault_that_comes_while_one_waits_is_seen(
    qtbot: QtBot, thread: VaultThread, vault_folder: Path, tmp_path: Path
) -> None:
    """A stick that is put in, a network that comes back."""
    keys = vault_folder / "keys"
    (keys / "berthe.age").write_bytes((keys / f"{USER}.age").read_bytes())
    place = tmp_path / "stick.caselink"
    window = entry(qtbot, thread, place)
    page = window.unlock_page
    qtbot.waitUntil(page.fault.isVisible)
    vault_folder.rename(place)
    qtbot.waitUntil(lambda: page.users.names() == tuple(sorted([USER, "berthe"])))
    assert not page.fault.isVisible()


def test_who_was_here_before_the_lock_is_chosen(qtbot: QtBot, thread: VaultThread, vault_folder: Path) -> None:
    keys = vault_folder / "keys"
    (keys / "berthe.age").write_bytes((keys / f"{USER}.age").read_bytes())
    window = EntryWindow(thread, None)
    qtbot.addWidget(window)
    window.come_back(vault_folder, "berthe")
    window.show()
    window.start()
    qtbot.waitUntil(lambda: window.unlock_page.users.user() == "berthe")


def test_a_passphrase_is_hidden_until_asked_for(qtbot: QtBot, thread: VaultThread, vault_folder: Path) -> None:
    window = entry(qtbot, thread, vault_folder)
    field = window.unlock_page.passphrase
    assert field.field.echoMode() is QLineEdit.EchoMode.Password
    qtbot.mouseClick(field.show_button, Qt.MouseButton.LeftButton)
    assert field.field.echoMode() is QLineEdit.EchoMode.Normal


def test_a_vault_is_made_and_its_code_confirmed(
    qtbot: QtBot, thread: VaultThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caselink.ui.entry.code_page.ask_where_to_save", lambda *_asked: tmp_path / "feuille.pdf")
    window = entry(qtbot, thread, None)
    qtbot.mouseClick(window.unlock_page.create_link, Qt.MouseButton.LeftButton)
    page, folder = window.create_page, tmp_path / "nouveau.caselink"
    page.chooser.set_path(folder)
    qtbot.keyClicks(page.office, "Relais")
    qtbot.keyClicks(page.phone, "02 000 00 00")
    page.country.chip("BE").click()
    qtbot.keyClicks(page.name, "Amina Benali")
    qtbot.keyClicks(page.role, "assistante sociale")
    qtbot.keyClicks(page.user, "Amina B")
    page.secret.take_button.click()
    words = page.secret.text()
    assert len(words.split("-")) == 6
    page.secret.again.set_text(words)
    with qtbot.waitSignal(page.created, timeout=SLOW_MS):
        page.action.click()
    assert users_of(folder) == ("amina-b",)
    code = window.code_page.code.text()
    qtbot.keyClicks(window.code_page.typed, "WRONG")
    window.code_page.action.click()
    assert window.currentWidget() is window.code_page
    window.code_page.typed.clear()
    qtbot.keyClicks(window.code_page.typed, code.split("-")[-1].lower())
    window.code_page.action.click()
    assert window.currentWidget() is window.code_page, "the tick is missing"
    window.code_page.sheet_button.click()
    qtbot.waitUntil(window.code_page.sheet_said.isVisible)
    assert code.split("-")[0] in pages_by_pdfium((tmp_path / "feuille.pdf").read_bytes())[0]
    qtbot.keyClick(window.code_page.known, Qt.Key.Key_Space)
    with qtbot.waitSignal(window.opened):
        window.code_page.action.click()
    assert window.code_page.code.text() == ""
    names: list[str] = []
    thread.run(lambda office: f"{office.name} {office.country} {office.phone}", names.append)
    qtbot.waitUntil(lambda: names == ["Relais BE 02 000 00 00"])
    thread.run(lambda office: str(worker_card(office)), names.append)
    qtbot.waitUntil(lambda: names[1:] == [str(WorkerCard("Amina Benali", "assistante sociale"))])


def test_nothing_is_made_while_something_is_missing(qtbot: QtBot, thread: VaultThread, tmp_path: Path) -> None:
    window = entry(qtbot, thread, None)
    page, folder = window.create_page, tmp_path / "nouveau.caselink"
    window.setCurrentWidget(page)
    page.chooser.set_path(folder)
    qtbot.keyClicks(page.user, "!?")
    qtbot.keyClicks(page.secret.passphrase.field, "too short")
    page.action.click()
    assert page.user_row.fault
    assert page.country_row.fault
    assert page.secret.first_row.fault
    page.user.clear()
    qtbot.keyClicks(page.user, "amina")
    page.secret.take_button.click()
    page.secret.again.set_text("something else")
    page.action.click()
    assert page.secret.again_row.fault
    assert not thread.busy
    assert not folder.exists()


def test_the_strength_is_said_while_typing(qtbot: QtBot, thread: VaultThread) -> None:
    window = entry(qtbot, thread, None)
    page = window.create_page
    window.setCurrentWidget(page)
    qtbot.keyClicks(page.secret.passphrase.field, "short")
    assert "15" in page.secret.strength.text()
    qtbot.keyClicks(page.secret.passphrase.field, " but then longer")
    assert page.secret.strength.text().startswith("✓")


def test_the_recovery_code_opens_once_somebody_has_a_new_passphrase(
    qtbot: QtBot, thread: VaultThread, vault_folder: Path, prepared_vault: Prepared
) -> None:
    window = entry(qtbot, thread, vault_folder)
    qtbot.mouseClick(window.unlock_page.recovery_link, Qt.MouseButton.LeftButton)
    page = window.recovery_page
    assert page.chooser.path() == vault_folder
    opened: list[None] = []
    window.opened.connect(lambda: opened.append(None))
    qtbot.keyClicks(page.code, prepared_vault.code.lower())
    qtbot.keyClick(page.code, Qt.Key.Key_Return)
    key_page = window.new_key_page
    qtbot.waitUntil(lambda: window.currentWidget() is key_page and key_page.user == USER, timeout=SLOW_MS)
    assert page.code.text() == ""
    key_page.action.click()
    assert key_page.secret.first_row.fault
    assert not opened, "not before she has a passphrase"
    key_page.secret.take_button.click()
    words = key_page.secret.text()
    key_page.secret.again.set_text(words)
    with qtbot.waitSignal(window.opened, timeout=SLOW_MS):
        key_page.action.click()
    users: list[str] = []
    thread.run(lambda office: office.user, users.append)
    qtbot.waitUntil(lambda: users == [USER])
    left: list[None] = []
    thread.leave(left.append)
    qtbot.waitUntil(lambda: bool(left))
    with pytest.raises(WrongPassphrase):
        open_office(vault_folder, USER, PASSPHRASE)
    open_office(vault_folder, USER, words).close()


def test_the_window_never_says_more_than_its_name(qtbot: QtBot, thread: VaultThread, vault_folder: Path) -> None:
    window = entry(qtbot, thread, vault_folder)
    assert window.windowTitle() == "CaseLink"


@pytest.mark.usefixtures("qtbot")
def test_a_copied_passphrase_leaves_the_clipboard(clipboard: SecretClipboard) -> None:
    clipboard.copy("prairie fenêtre")
    assert QGuiApplication.clipboard().text() == "prairie fenêtre"
    clipboard.clear()
    assert QGuiApplication.clipboard().text() == ""


@pytest.mark.usefixtures("qtbot")
def test_the_clipboard_forgets_by_itself(
    qtbot: QtBot, clipboard: SecretClipboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caselink.ui.shell.secret_clipboard.KEPT_MS", 1)
    clipboard.copy("prairie fenêtre")
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")


def test_a_vault_that_does_not_open_again_leads_back_to_the_unlock_screen(
    qtbot: QtBot, thread: VaultThread, vault_folder: Path, prepared_vault: Prepared, tmp_path: Path
) -> None:
    """A stick that is pulled out between the new passphrase and its first use."""
    window = entry(qtbot, thread, vault_folder)
    window.unlock_page.recovery_link.click()
    window.recovery_page.code.setText(prepared_vault.code)
    window.recovery_page.unlock()
    page = window.new_key_page
    qtbot.waitUntil(lambda: window.currentWidget() is page and page.user == USER, timeout=SLOW_MS)
    page.start(tmp_path / "gone")
    qtbot.waitUntil(lambda: not thread.busy)
    page.secret.take_button.click()
    words = page.secret.text()
    page.secret.again.set_text(words)
    page.action.click()
    qtbot.waitUntil(lambda: window.currentWidget() is window.unlock_page, timeout=SLOW_MS)
    assert window.unlock_page.fault.isVisible()
    assert not page.resting
    open_office(vault_folder, USER, words).close()
