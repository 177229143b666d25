"""A vault that somebody else has, or that is damaged: what the unlock screen says and offers."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from caselink.services.backups import BackupFile, copy_now
from caselink.services.cases import new_case
from caselink.services.office import Office, open_office
from caselink.ui.entry.unlock_page import POLL_MS
from caselink.ui.shell.vault_thread import VaultThread
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.ui.test_entry import SLOW_MS, entry

T = TypeVar("T")


@pytest.fixture
def backup(prepared_vault: Prepared, vault_folder: Path) -> BackupFile:
    """A verified backup of a vault with one case; the vault has two since."""
    with prepared_vault.open(vault_folder) as vault:
        office = Office(vault)
        new_case(office)
        made = copy_now(office).finish()
        new_case(office)
    return made


def damage(folder: Path) -> bytes:
    """Make its database unreadable; gives what it holds then."""
    (database,) = folder.glob("cases-*.db")
    content = bytearray(database.read_bytes())
    content[:4096] = bytes(4096)
    database.write_bytes(content)
    return bytes(content)


def asked(qtbot: QtBot, thread: VaultThread, work: Callable[[Office], T]) -> T:
    answers: list[T] = []
    thread.run(work, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=SLOW_MS)
    return answers[0]


def test_who_has_the_vault_is_said_before_anything_is_typed_and_it_opens_when_she_is_gone(
    qtbot: QtBot, thread: VaultThread, vault_folder: Path, prepared_vault: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert POLL_MS <= 1000
    monkeypatch.setattr("caselink.ui.entry.unlock_page.POLL_MS", 10)
    with prepared_vault.open(vault_folder):
        window = entry(qtbot, thread, vault_folder)
        page = window.unlock_page
        qtbot.waitUntil(page.in_use.isVisible, timeout=2000)
        assert USER in page.in_use.words.text()
        assert not page.action.isEnabled()
        assert not page.in_use.look_button.isVisible(), "there is no backup yet"
        page.passphrase.set_text(PASSPHRASE)
        qtbot.keyClick(page.passphrase.field, Qt.Key.Key_Return)
        assert not page.resting
    qtbot.waitUntil(lambda: page.action.isEnabled() and not page.in_use.isVisible(), timeout=2000)
    with qtbot.waitSignal(window.opened, timeout=SLOW_MS):
        page.action.click()


def test_the_newest_backup_may_be_looked_at_meanwhile(
    qtbot: QtBot, thread: VaultThread, vault_folder: Path, prepared_vault: Prepared, backup: BackupFile
) -> None:
    with prepared_vault.open(vault_folder):
        window = entry(qtbot, thread, vault_folder)
        page = window.unlock_page
        qtbot.waitUntil(page.in_use.look_button.isVisible, timeout=2000)
        assert f"{backup.made_at.astimezone():%H:%M}" in page.in_use.look_button.text()
        page.in_use.look_button.click()
        assert page.fault.isVisible(), "the passphrase first"
        page.passphrase.set_text(PASSPHRASE)
        with qtbot.waitSignal(window.opened, timeout=SLOW_MS):
            page.in_use.look_button.click()
        assert asked(qtbot, thread, lambda office: office.read_only)
        assert window.vault == vault_folder, "what one comes back to is the vault, not its copy"


def test_a_damaged_vault_offers_its_newest_backup_first_and_restores_it_beside(
    qtbot: QtBot, thread: VaultThread, vault_folder: Path, backup: BackupFile
) -> None:
    broken = damage(vault_folder)
    window = entry(qtbot, thread, vault_folder)
    page = window.unlock_page
    page.passphrase.set_text(PASSPHRASE)
    page.unlock()
    qtbot.waitUntil(page.help.isVisible, timeout=SLOW_MS)
    assert page.fault.isVisible()
    page.help.newest_button.click()
    backups = window.backups_page
    qtbot.waitUntil(lambda: backups.list.chosen() == backup.path)
    assert window.currentWidget() is backups
    backups.passphrase.set_text("not this one at all")
    backups.action.click()
    qtbot.waitUntil(backups.fault.isVisible, timeout=SLOW_MS)
    backups.passphrase.set_text(PASSPHRASE)
    backups.action.click()
    qtbot.waitUntil(backups.found.isVisible, timeout=SLOW_MS)
    assert "1 dossier." in backups.found.text()
    assert f"{backup.made_at.astimezone():%H:%M}" in backups.found.text()
    backups.action.click()
    qtbot.waitUntil(lambda: window.currentWidget() is page, timeout=SLOW_MS)
    restored = page.chooser.path()
    assert restored is not None
    assert restored != vault_folder
    assert page.news.isVisible()
    assert page.news.text().endswith("vérifiez l’équipe."), "who had a key on that day has one again"
    with open_office(restored, USER, PASSPHRASE).vault as vault:
        assert vault.count_cases() == 1
    (database,) = vault_folder.glob("cases-*.db")
    assert database.read_bytes() == broken, "the damaged one is left as it is"


def test_another_backup_chosen_is_looked_into_anew_with_the_printed_code_too(
    qtbot: QtBot, thread: VaultThread, vault_folder: Path, backup: BackupFile, tmp_path: Path,
    prepared_vault: Prepared, monkeypatch: pytest.MonkeyPatch,
) -> None:
    elsewhere = tmp_path / "clé-usb.zip"
    elsewhere.write_bytes(backup.path.read_bytes())
    monkeypatch.setattr("caselink.ui.entry.backups_page.ask_for_archive", lambda *_asked: elsewhere)
    window = entry(qtbot, thread, vault_folder)
    qtbot.mouseClick(window.unlock_page.backups_link, Qt.MouseButton.LeftButton)
    page = window.backups_page
    qtbot.waitUntil(lambda: page.list.count() == 1)
    page.passphrase.set_text(PASSPHRASE)
    page.action.click()
    qtbot.waitUntil(page.found.isVisible, timeout=SLOW_MS)
    page.other_button.click()
    assert page.list.chosen() == elsewhere
    assert not page.found.isVisible(), "what was seen was another one"
    page.users.setCurrentIndex(page.users.count() - 1)
    page.passphrase.set_text(prepared_vault.code)
    page.action.click()
    qtbot.waitUntil(page.found.isVisible, timeout=SLOW_MS)
    with qtbot.waitSignal(window.opened, timeout=SLOW_MS):
        page.look_button.click()
    assert asked(qtbot, thread, lambda office: (office.read_only, office.user)) == (True, "recovery")


def test_a_folder_whose_key_files_are_gone_still_offers_its_backups(
    qtbot: QtBot, thread: VaultThread, vault_folder: Path, backup: BackupFile
) -> None:
    (vault_folder / "data.key.age").unlink()
    window = entry(qtbot, thread, vault_folder)
    page = window.unlock_page
    qtbot.waitUntil(page.help.newest_button.isVisible)
    assert page.fault.isVisible()
    assert not page.help.rescue_button.isVisible(), "without its key nothing of it reads"
    page.help.newest_button.click()
    qtbot.waitUntil(lambda: window.backups_page.list.chosen() == backup.path)


def test_without_any_backup_there_is_still_something_to_press(
    qtbot: QtBot, thread: VaultThread, vault_folder: Path
) -> None:
    damage(vault_folder)
    window = entry(qtbot, thread, vault_folder)
    page = window.unlock_page
    page.passphrase.set_text(PASSPHRASE)
    page.unlock()
    qtbot.waitUntil(page.help.isVisible, timeout=SLOW_MS)
    page.help.rescue_button.click()
    assert window.currentWidget() is window.rescue_page
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.currentWidget() is page
    page.help.others_button.click()
    assert window.backups_page.none.isVisible()
    assert window.backups_page.other_button.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.currentWidget() is page


def test_what_still_reads_is_saved_into_a_new_vault_with_a_report_in_words(
    qtbot: QtBot, thread: VaultThread, vault_folder: Path, prepared_vault: Prepared
) -> None:
    with prepared_vault.open(vault_folder) as vault:
        for _count in range(3):
            new_case(Office(vault))
    (database,) = vault_folder.glob("cases-*.db")
    content = bytearray(database.read_bytes())
    content[-4096:] = bytes(4096)
    database.write_bytes(content)
    window = entry(qtbot, thread, vault_folder)
    window.unlock_page.rescue_asked.emit()
    page = window.rescue_page
    target = page.target.path()
    assert target is not None
    assert target.parent == vault_folder.parent
    assert page.users.user() == USER, "the only worker"
    page.passphrase.set_text("not this one at all")
    page.action.click()
    qtbot.waitUntil(page.fault.isVisible, timeout=SLOW_MS)
    assert not target.exists()
    page.passphrase.set_text(PASSPHRASE)
    page.action.click()
    assert page.busy.isVisible()
    qtbot.waitUntil(page.report.isVisible, timeout=SLOW_MS)
    assert "3 dossiers" in page.report.text()
    assert page.passphrase.text() == ""
    page.action.click()
    assert window.currentWidget() is window.unlock_page
    assert window.unlock_page.chooser.path() == target
    with open_office(target, USER, PASSPHRASE).vault as vault:
        assert vault.count_cases() == 3
    assert database.read_bytes() == content


def test_a_conflict_copy_in_the_folder_is_looked_into_like_a_backup_and_never_restored(
    qtbot: QtBot, thread: VaultThread, vault_folder: Path
) -> None:
    copy = vault_folder / "cases-1 (conflicted copy).db"
    shutil.copyfile(vault_folder / "cases-1.db", copy)
    window = entry(qtbot, thread, vault_folder)
    window.unlock_page.backups_link.click()
    page = window.backups_page
    qtbot.waitUntil(lambda: page.list.chosen() == copy)
    assert copy.name in page.list.currentItem().text()
    page.passphrase.set_text(PASSPHRASE)
    page.action.click()
    qtbot.waitUntil(page.found.isVisible, timeout=SLOW_MS)
    assert "0 dossier" in page.found.text()
    assert not page.restore_said.isVisible()
    with qtbot.waitSignal(window.opened, timeout=SLOW_MS):
        page.action.click()
    assert asked(qtbot, thread, lambda office: office.read_only and office.is_backup)
    assert sorted(path.name for path in vault_folder.parent.iterdir()) == [vault_folder.name], "nothing beside"
