"""What the window may rely on when it asks the vault's thread."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from caselink import event_log
from caselink.errors import CaseLinkError, UserError
from caselink.ui.shell.vault_thread import VaultThread


def test_work_is_done_elsewhere_and_its_answer_comes_back_here(qtbot: QtBot, thread: VaultThread) -> None:
    seen: list[int] = []
    thread.call(threading.get_ident, lambda where: seen.extend((where, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0] != threading.get_ident()
    assert seen[1] == threading.get_ident()


def test_an_answer_for_a_page_that_was_closed_is_dropped(qtbot: QtBot, thread: VaultThread) -> None:
    go = threading.Event()
    label = QLabel("before")
    arrived: list[str] = []
    thread.call(lambda: go.wait(5), lambda _done: arrived.append("label"), owner=label)
    shiboken6.delete(label)
    go.set()
    thread.call(lambda: "later", arrived.append)
    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived == ["later"]


def test_a_bound_method_of_a_deleted_object_is_not_called(qtbot: QtBot, thread: VaultThread) -> None:
    class Receiver(QObject):
        got = 0

        def take(self, _answer: object) -> None:
            Receiver.got += 1

    receiver = Receiver()
    thread.call(lambda: 1, receiver.take)
    shiboken6.delete(receiver)
    qtbot.waitUntil(lambda: not thread.busy)
    assert Receiver.got == 0


def test_a_change_that_failed_after_its_page_was_closed_is_still_told(qtbot: QtBot, thread: VaultThread) -> None:
    def refuse() -> None:
        raise UserError("Rien n’a été enregistré.")

    label = QLabel()
    told: list[CaseLinkError] = []
    with qtbot.waitSignal(thread.failed) as said:
        thread.call(refuse, failed=told.append, owner=label)
        shiboken6.delete(label)
    assert said.args == ["Rien n’a été enregistré."]
    assert told == []


def test_an_error_goes_to_whoever_asked(qtbot: QtBot, thread: VaultThread) -> None:
    def refuse() -> None:
        raise UserError("Non.")

    told: list[CaseLinkError] = []
    thread.call(refuse, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].sentence == "Non."


def test_of_several_searches_only_the_last_one_answers(qtbot: QtBot, thread: VaultThread) -> None:
    go = threading.Event()
    answers: list[str] = []
    done: list[str] = []

    def search(words: str) -> str:
        go.wait(5)
        done.append(words)
        return words

    for words in ("a", "am", "ami"):
        thread.call(lambda words=words: search(words), answers.append, replaces="search")  # type: ignore[misc]
    go.set()
    qtbot.waitUntil(lambda: not thread.busy)
    assert answers == ["ami"]
    assert "am" not in done


def test_a_bug_of_ours_is_told_by_its_code_and_logged_without_its_words(
    qtbot: QtBot, thread: VaultThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_log, "log_folder", lambda: tmp_path)

    def fail() -> None:
        raise RuntimeError("Amina")

    with qtbot.waitSignal(thread.failed) as said:
        thread.call(fail)
    logged = (tmp_path / "events.log").read_text("utf-8")
    assert "RuntimeError" in logged
    assert "Amina" not in logged
    assert "Amina" not in said.args[0]
    assert logged.split()[1] in said.args[0]


@pytest.mark.usefixtures("qtbot")
def test_closing_waits_for_what_was_asked() -> None:
    thread = VaultThread()
    done: list[int] = []
    for number in range(20):
        thread.call(lambda number=number: done.append(number))  # type: ignore[misc]
    thread.close()
    assert done == list(range(20))


def test_it_says_when_it_is_busy(qtbot: QtBot, thread: VaultThread) -> None:
    states: list[bool] = []
    thread.busy_changed.connect(states.append)
    thread.call(lambda: None)
    assert thread.busy
    qtbot.waitUntil(lambda: not thread.busy)
    assert states == [True, False]
