"""The supervisor, real sessions and a real vault: after a lock nobody is left who knew the passphrase."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from caselink.services.backups import copy_now
from caselink.services.cases import new_case
from caselink.services.office import Office
from caselink.supervisor import supervise
from tests.conftest import USER, Prepared
from tests.ui.hand import TYPED
from tests.ui.logind import MANAGER, MANAGER_PATH, bus_in, linux_only, stand_in
from tests.ui.waiting import PATIENCE_MS

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes where Linux shows them")
DELAY_SECONDS = 5.0
"""How long logind lets anybody make it wait, if nothing else is set (logind.conf(5), InhibitDelayMaxSec)."""


@dataclass
class Watched:
    """A vault with one case and one verified backup, sessions on it one after the other, and what the hand noted."""

    vault: Path
    notes: Path
    case_id: str
    faults: list[BaseException] = field(default_factory=list)

    def run(self, *orders: str) -> None:
        """One session after the other until one is left."""
        try:
            supervise((sys.executable, "-m", "tests.ui.hand", str(self.vault), str(self.notes), self.case_id, *orders))
        except BaseException as fault:
            self.faults.append(fault)
            raise

    def noted(self) -> list[list[str]]:
        """What was noted so far: the words of each line, the process first."""
        return [line.split() for line in self.notes.read_text("utf-8").splitlines()] if self.notes.exists() else []

    def words(self) -> list[list[str]]:
        """The same without the processes."""
        return [line[1:] for line in self.noted()]


@pytest.fixture
def watched(
    prepared_vault: Prepared, vault_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Watched:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    with prepared_vault.open(vault_folder) as vault:
        case_id = new_case(Office(vault)).id
        copy_now(Office(vault)).finish()
    return Watched(vault_folder, tmp_path / "notes", case_id)


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The system's bus for the sessions that are started."""
    for address in bus_in(tmp_path):
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "")
        monkeypatch.delenv("XDG_SESSION_ID", raising=False)
        yield address


def is_there(process: str) -> bool:
    return Path("/proc", process).exists()


def test_after_a_lock_the_process_that_had_the_vault_open_is_gone(watched: Watched, prepared_vault: Prepared) -> None:
    watched.run("lock", "leave")
    assert watched.words() == [["entry"], ["opened"]] * 2
    processes = {process for process, _word in watched.noted()}
    assert len(processes) == 2, "each unlock is another process"
    assert not any(is_there(process) for process in processes)
    with prepared_vault.open(watched.vault) as vault:
        assert vault.place(), "where she was is kept"


def test_a_damaged_vault_leads_to_its_backups_in_the_next_session(watched: Watched) -> None:
    watched.run("break", "help")
    assert watched.words() == [
        ["entry"], ["opened"], ["notice"], ["entry"], ["backups", USER, "1"], ["contents"],
    ]
    assert len({process for process, *_words in watched.noted()}) == 2


@linux_only
def test_before_the_computer_sleeps_the_vault_is_closed_and_what_was_typed_is_there_after_waking(
    qtbot: QtBot, watched: Watched, bus: str
) -> None:
    logind = stand_in(bus)
    sessions = threading.Thread(target=watched.run, args=("type", "look"), daemon=True)
    sessions.start()

    def until(done: Callable[[], bool]) -> None:
        """Three processes begin meanwhile."""
        qtbot.waitUntil(lambda: bool(watched.faults) or done(), timeout=4 * PATIENCE_MS)
        assert not watched.faults

    until(lambda: ["typed", TYPED] in watched.words() and len(logind.waits_for) == 1)
    process = watched.noted()[-1][0]
    assert is_there(process)
    assert not logind.is_let(0)
    began = time.monotonic()
    logind.say(MANAGER_PATH, MANAGER, "PrepareForSleep", True)
    until(lambda: logind.is_let(0) and not is_there(process))
    assert time.monotonic() - began < DELAY_SECONDS or is_busy()
    until(lambda: len(logind.waits_for) == 2)  # the next unlock screen is there, and wants to hear of it too
    logind.say(MANAGER_PATH, MANAGER, "PrepareForSleep", False)
    until(lambda: not sessions.is_alive())
    assert watched.words()[3:] == [["entry"], ["opened"], ["found", "1", TYPED]]
    logind.forget()


def is_busy() -> bool:
    """Whether this computer has more to do than it can: what takes long then says nothing."""
    return os.getloadavg()[0] > 2 * (os.cpu_count() or 1)
