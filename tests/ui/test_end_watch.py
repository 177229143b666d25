"""After a lock the keys are gone within two seconds; only what is noted nowhere is waited for, while anything moves."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from caselink.services.cases import new_case
from caselink.services.office import Office
from caselink.ui.shell import end_watch
from caselink.ui.shell.end_watch import EndWatch
from caselink.ui.shell.stopped import news_of_a_stop, note_lost, note_stopped
from tests.conftest import Prepared
from tests.programs import needs_strace
from tests.torture.slow_disks import found, sit
from tests.ui.slow_typist import CHOSEN, TYPED


class Ending:
    """A vault's thread, as the watch sees it."""

    def __init__(self, *, owes: bool) -> None:
        self.done = 0
        self.owes = owes


@pytest.fixture(autouse=True)
def sped_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of the time."""
    assert (end_watch.LONGEST, end_watch.LONGEST_OWED) == (2.0, 15.0)
    monkeypatch.setattr(end_watch, "LONGEST", 0.2)
    monkeypatch.setattr(end_watch, "LONGEST_OWED", 1.5)
    monkeypatch.setattr(end_watch, "_LOOK", 0.01)


def gives_up_after(ending: Ending, moves: float, stops_at: float = 9.0) -> float:
    """Seconds until the watch gives up, where something gets done every so many seconds; `stops_at` where it does not.
    """
    gave_up = threading.Event()
    began = time.monotonic()
    watch = EndWatch(ending, gave_up.set)
    while not gave_up.wait(moves) and time.monotonic() - began < stops_at:
        ending.done += 1
    took = time.monotonic() - began
    watch.stop()
    return min(took, stops_at)


def test_where_nothing_is_owed_the_keys_go_whatever_is_still_being_done() -> None:
    assert 0.2 <= gives_up_after(Ending(owes=False), moves=0.05) < 1.0


def test_where_something_is_owed_it_is_waited_for_while_it_moves_and_not_for_ever() -> None:
    assert 0.2 <= gives_up_after(Ending(owes=True), moves=5.0) < 1.0
    assert 1.5 <= gives_up_after(Ending(owes=True), moves=0.05) < 4.0


def test_once_nothing_is_owed_any_more_it_is_over() -> None:
    ending = Ending(owes=True)
    threading.Timer(0.5, lambda: setattr(ending, "owes", False)).start()
    assert 0.5 <= gives_up_after(ending, moves=0.05) < 1.4


def test_an_end_that_comes_is_left_in_peace() -> None:
    gave_up = threading.Event()
    EndWatch(Ending(owes=False), gave_up.set).stop()
    assert not gave_up.wait(0.4)


@needs_strace
def test_a_process_that_hides_leaves_what_was_done_to_the_next_one(prepared_vault: Prepared, tmp_path: Path) -> None:
    """On the disk that there is; `make torture` and `make soak` do it on a slow one, and lock too."""
    folder = prepared_vault.copy_to(tmp_path / "office.caselink")
    with prepared_vault.open(folder) as vault:
        case_id = new_case(Office(vault)).id
    sat = sit(prepared_vault, folder, case_id, 2, "hide", 0)
    assert sat.did == (CHOSEN, *TYPED[:2])
    with prepared_vault.open(folder) as vault:
        assert found(vault, case_id) == set(sat.did)


def test_what_may_be_lost_is_said_once_at_the_next_start_and_before_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    news_of_a_stop()
    note_stopped()
    note_lost()
    assert "vérifiez le dernier accord" in news_of_a_stop()
    assert news_of_a_stop() == ""
    note_stopped()
    assert "arrêté sans que vous" in news_of_a_stop()
