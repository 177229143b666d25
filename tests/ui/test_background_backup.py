"""Backups made by themselves in an open session."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from caselink.services.backups import BackupFile, copy_now, list_backups, plan_cleansing, state_of_backup
from caselink.services.cases import new_case
from caselink.services.erasing import erase_case
from caselink.services.office import Office
from caselink.ui.shell.background_backup import BackgroundBackup
from caselink.ui.shell.vault_thread import VaultThread
from tests.conftest import Prepared
from tests.vault.filling import aged

PATIENCE_MS = 30_000
NEVER_MS = 3_600_000


@pytest.fixture
def opened(
    qtbot: QtBot, thread: VaultThread, prepared_vault: Prepared, vault_folder: Path
) -> Iterator[VaultThread]:
    """The thread with an office of one case."""
    done: list[object] = []
    thread.open(lambda: (Office(prepared_vault.open(vault_folder)), None), done.append)
    thread.run(lambda office: new_case(office, "2026-0001"), done.append)
    qtbot.waitUntil(lambda: len(done) == 2)
    yield thread
    for backup in thread.findChildren(BackgroundBackup):
        qtbot.waitUntil(lambda backup=backup: not backup.running, timeout=PATIENCE_MS)  # type: ignore[misc]
        shiboken6.delete(backup)


def erase_the_case(office: Office) -> None:
    ((case_id, reference),) = office.vault.references().items()
    erase_case(office, case_id, reference)


def test_a_pause_after_opening_makes_a_verified_backup(qtbot: QtBot, opened: VaultThread, vault_folder: Path) -> None:
    backup = BackgroundBackup(opened, opened, quiet_ms=1, each_ms=NEVER_MS)
    with qtbot.waitSignal(backup.finished, timeout=PATIENCE_MS) as round_:
        pass
    assert round_.args == [True]
    assert len(list_backups(vault_folder)) == 1


def test_each_hour_makes_one_only_where_something_was_done(
    qtbot: QtBot, opened: VaultThread, vault_folder: Path
) -> None:
    backup = BackgroundBackup(opened, opened, quiet_ms=1, each_ms=10)
    rounds: list[bool] = []
    backup.finished.connect(rounds.append)
    qtbot.waitUntil(lambda: len(rounds) >= 2, timeout=PATIENCE_MS)
    assert rounds[:2] == [True, False]
    opened.run(lambda office: new_case(office, "2026-0002"))
    qtbot.waitUntil(lambda: rounds.count(True) == 2, timeout=PATIENCE_MS)
    assert len(list_backups(vault_folder)) >= 1


def test_a_newest_backup_that_is_damaged_is_said_and_another_one_made_at_once(
    qtbot: QtBot, opened: VaultThread, vault_folder: Path
) -> None:
    made: list[BackupFile] = []
    opened.run(lambda office: made.append(copy_now(office).finish()))
    qtbot.waitUntil(lambda: bool(made), timeout=PATIENCE_MS)
    content = bytearray(made[0].path.read_bytes())
    content[len(content) // 2] ^= 1
    made[0].path.write_bytes(content)
    backup = BackgroundBackup(opened, opened, quiet_ms=1, each_ms=NEVER_MS)
    rounds: list[bool] = []
    told: list[str] = []
    backup.finished.connect(rounds.append)
    backup.failed.connect(told.append)
    qtbot.waitUntil(lambda: True in rounds, timeout=PATIENCE_MS)
    assert made[0].path.name in told[0]
    newest = list_backups(vault_folder)[0]
    assert newest.path != made[0].path
    assert state_of_backup(newest.path).sound


def test_work_puts_the_first_backup_off(qtbot: QtBot, opened: VaultThread, vault_folder: Path) -> None:
    backup = BackgroundBackup(opened, opened, quiet_ms=NEVER_MS, each_ms=NEVER_MS)
    (quiet,) = [timer for timer in backup.findChildren(QTimer) if timer.isSingleShot()]
    before = quiet.remainingTime()
    qtbot.waitUntil(lambda: quiet.remainingTime() < before - 20, timeout=PATIENCE_MS)
    tired = quiet.remainingTime()
    opened.run(lambda office: office.name)
    qtbot.waitUntil(lambda: quiet.remainingTime() > tired, timeout=PATIENCE_MS)
    assert list_backups(vault_folder) == ()


def test_a_copy_that_is_not_sound_is_told(qtbot: QtBot, opened: VaultThread, vault_folder: Path) -> None:
    opened.run(lambda office: office.vault.opened.database.run("UPDATE cases SET status = 'closed'"))
    backup = BackgroundBackup(opened, opened, quiet_ms=NEVER_MS, each_ms=NEVER_MS)
    with qtbot.waitSignal(backup.damaged, timeout=PATIENCE_MS) as told:
        backup.start_now()
    assert "sauvegarde" in told.args[0]
    assert list_backups(vault_folder) == ()


def test_a_backup_without_a_lost_key_file_is_made_and_says_whose(
    qtbot: QtBot, opened: VaultThread, vault_folder: Path
) -> None:
    (vault_folder / "keys" / "recovery.age").unlink()
    backup = BackgroundBackup(opened, opened, quiet_ms=NEVER_MS, each_ms=NEVER_MS)
    told: list[str] = []
    backup.lost.connect(told.append)
    with qtbot.waitSignal(backup.finished, timeout=PATIENCE_MS):
        backup.start_now()
    assert "code de secours" in told[0]
    assert len(list_backups(vault_folder)) == 1


def test_a_place_that_takes_no_backup_is_told_as_what_it_is(
    qtbot: QtBot, opened: VaultThread, vault_folder: Path
) -> None:
    (vault_folder / "backups").rmdir()
    (vault_folder / "backups").write_bytes(b"")
    backup = BackgroundBackup(opened, opened, quiet_ms=NEVER_MS, each_ms=NEVER_MS)
    with qtbot.assertNotEmitted(backup.damaged), qtbot.waitSignal(backup.failed, timeout=PATIENCE_MS):
        backup.start_now()


def test_what_is_erased_while_a_round_runs_gets_a_round_of_its_own(qtbot: QtBot, opened: VaultThread) -> None:
    backup = BackgroundBackup(opened, opened, quiet_ms=NEVER_MS, each_ms=NEVER_MS)
    rounds: list[bool] = []
    backup.finished.connect(rounds.append)
    erased = threading.Event()

    def erase(office: Office) -> None:
        erase_the_case(office)
        erased.set()

    def once_it_is_copied(busy: bool) -> None:
        """The window's thread waits here, so that the round can't end before."""
        if not busy:
            opened.busy_changed.disconnect(once_it_is_copied)
            opened.run(erase)
            assert erased.wait(PATIENCE_MS / 1000)
            assert backup.running
            backup.start_now()
            backup.start_now()

    opened.busy_changed.connect(once_it_is_copied)
    backup.start_now()
    qtbot.waitUntil(lambda: erased.is_set() and not backup.running, timeout=PATIENCE_MS)
    assert rounds == [True, True], "one more, however often it was asked for"
    opened.run(lambda office: rounds.append(plan_cleansing(office) is None))
    qtbot.waitUntil(lambda: len(rounds) == 3, timeout=PATIENCE_MS)
    assert rounds[-1], "no backup has the erased case"


def test_backups_that_are_let_go_of_are_told(qtbot: QtBot, opened: VaultThread) -> None:
    made: list[BackupFile] = []
    opened.run(lambda office: copy_now(office).finish(), made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=PATIENCE_MS)
    older = aged(made[0], 1).path
    older.write_bytes(older.read_bytes()[:-40])
    opened.run(erase_the_case)
    backup = BackgroundBackup(opened, opened, quiet_ms=NEVER_MS, each_ms=NEVER_MS)
    with qtbot.waitSignal(backup.dropped, timeout=PATIENCE_MS) as told:
        backup.start_now()
    assert told.args[0].startswith("1 sauvegarde")
    assert not older.exists()


def test_what_is_asked_during_a_long_job_is_done_before_it_ends(qtbot: QtBot, opened: VaultThread) -> None:
    order: list[str] = []

    def long_job(_office: Office) -> None:
        opened.call(lambda: order.append("asked meanwhile"))
        opened.give_way()
        order.append("the long job")

    opened.run(long_job)
    qtbot.waitUntil(lambda: not opened.busy, timeout=PATIENCE_MS)
    assert order == ["asked meanwhile", "the long job"]
