"""Backups made by themselves in an open session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from caselink.services.backups import list_backups
from caselink.services.cases import new_case
from caselink.services.office import Office
from caselink.ui.background_backup import BackgroundBackup
from caselink.ui.vault_thread import VaultThread
from tests.conftest import Prepared

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


def test_work_puts_the_first_backup_off(qtbot: QtBot, opened: VaultThread, vault_folder: Path) -> None:
    backup = BackgroundBackup(opened, opened, quiet_ms=NEVER_MS, each_ms=NEVER_MS)
    before = backup.waits_for()
    qtbot.waitUntil(lambda: backup.waits_for() < before - 20, timeout=PATIENCE_MS)
    tired = backup.waits_for()
    opened.run(lambda office: office.name)
    qtbot.waitUntil(lambda: backup.waits_for() > tired, timeout=PATIENCE_MS)
    assert list_backups(vault_folder) == ()


def test_a_copy_that_is_not_sound_is_told(qtbot: QtBot, opened: VaultThread, vault_folder: Path) -> None:
    opened.run(lambda office: office.vault.opened.database.run("UPDATE cases SET status = 'closed'"))
    backup = BackgroundBackup(opened, opened, quiet_ms=NEVER_MS, each_ms=NEVER_MS)
    with qtbot.waitSignal(backup.damaged, timeout=PATIENCE_MS) as told:
        backup.start_now()
    assert "sauvegarde" in told.args[0]
    assert list_backups(vault_folder) == ()


def test_a_place_that_takes_no_backup_is_told_as_what_it_is(
    qtbot: QtBot, opened: VaultThread, vault_folder: Path
) -> None:
    (vault_folder / "backups").rmdir()
    (vault_folder / "backups").write_bytes(b"")
    backup = BackgroundBackup(opened, opened, quiet_ms=NEVER_MS, each_ms=NEVER_MS)
    with qtbot.assertNotEmitted(backup.damaged), qtbot.waitSignal(backup.failed, timeout=PATIENCE_MS):
        backup.start_now()


def test_what_is_asked_during_a_long_job_is_done_before_it_ends(qtbot: QtBot, opened: VaultThread) -> None:
    order: list[str] = []

    def long_job(_office: Office) -> None:
        opened.call(lambda: order.append("asked meanwhile"))
        opened.give_way()
        order.append("the long job")

    opened.run(long_job)
    qtbot.waitUntil(lambda: not opened.busy, timeout=PATIENCE_MS)
    assert order == ["asked meanwhile", "the long job"]
