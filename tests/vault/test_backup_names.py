"""Backups made within seconds, and backups that a wrong clock named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import time_machine

from caselink.clock import computer_now
from caselink.vault import Vault
from caselink.vault.backup.making import BackupFile, copy_now, is_backup_due, list_backups, rotate
from caselink.vault.backup.rotation import DAYS
from tests.vault.filling import add_case, aged


def made_at(vault: Vault, moment: datetime) -> BackupFile:
    with time_machine.travel(moment, tick=False):
        with vault.change("answer"):
            pass
        return copy_now(vault).finish()


def test_of_backups_made_within_two_seconds_the_last_one_stays_and_is_the_newest(vault: Vault) -> None:
    start = computer_now().replace(microsecond=100_000) + timedelta(minutes=1)
    for seconds in (0, 0.1, 0.2, 1.2, 1.3):
        newest = made_at(vault, start + timedelta(seconds=seconds))
        assert list_backups(vault.folder)[0] == newest
        with time_machine.travel(start + timedelta(seconds=2), tick=False):
            assert not is_backup_due(vault)


def test_a_backup_of_a_clock_that_was_set_back_stays_and_is_the_newest(vault: Vault) -> None:
    now = computer_now() + timedelta(days=2)
    made_at(vault, now)
    newest = made_at(vault, now - timedelta(seconds=90))
    assert list_backups(vault.folder)[0] == newest


def test_a_backup_named_in_the_future_is_not_the_newest_and_goes_once_others_are_there(vault: Vault) -> None:
    add_case(vault)
    wrong = aged(copy_now(vault).finish(), -3_000)
    newest = copy_now(vault).finish()
    assert list_backups(vault.folder) == (newest, wrong)
    assert list_backups(vault.folder, vault.clock.now()) == (newest, wrong)
    assert not is_backup_due(vault)
    for day in range(1, DAYS):
        assert wrong.path.exists()
        aged(newest, day)
        newest = copy_now(vault).finish()
    assert not wrong.path.exists()
    assert newest.path.exists()


def test_named_a_month_ahead_of_a_computer_whose_clock_is_behind_backups_keep_their_order(vault: Vault) -> None:
    older = aged(copy_now(vault).finish(), 3)
    newer = copy_now(vault).finish()
    with time_machine.travel(datetime(2020, 1, 1, tzinfo=UTC)):
        assert list_backups(vault.folder) == (newer, older)
        rotate(newer.path.parent, vault.clock.now(), newer.path)
    assert list_backups(vault.folder) == (newer, older)
