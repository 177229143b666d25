"""The real window on a real vault, driven as a hand does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from caselink.services.office import Office
from caselink.ui.look.theme import Theme
from caselink.ui.shell import settings_file
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.session_info import SessionInfo, read_session_info
from caselink.ui.shell.vault_thread import VaultThread
from caselink.vault import Vault
from tests.conftest import Prepared
from tests.ui.waiting import PATIENCE_MS as PATIENCE_MS
from tests.ui.waiting import wait_for

T = TypeVar("T")


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    """Windows closed by a test are gone before the next: each that stays is measured again at every change of looks."""
    yield
    if QCoreApplication.instance() is not None:
        OfficeClock.current().follow(lambda: None)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def settings_of_this_computer(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Nothing was chosen on it yet, and nothing is kept on the one that tests."""
    folder = tmp_path_factory.mktemp("settings") / "caselink"
    monkeypatch.setattr(settings_file, "settings_folder", lambda: folder)
    return folder


@pytest.fixture
def thread(qtbot: QtBot) -> Iterator[VaultThread]:  # noqa: ARG001 - it outlives the windows that qtbot closes
    """A thread without an office."""
    Theme.current()
    thread = VaultThread()
    yield thread
    wait_for(lambda: not thread.busy)
    thread.close()


@dataclass(frozen=True)
class Seat:
    """The window, and ways to look at the vault behind it."""

    qtbot: QtBot
    thread: VaultThread
    window: MainWindow

    def ask(self, work: Callable[[Office], T]) -> T:
        """What the vault answers now, after everything asked before."""
        answers: list[T] = []
        self.thread.run(work, answers.append)
        wait_for(lambda: bool(answers))
        return answers[0]

    def settle(self) -> None:
        """Until the vault has answered all that was asked, and what its answers asked for."""
        wait_for(lambda: not self.thread.busy)

    def click(self, widget: QWidget) -> None:
        """Click in the middle of it; it must be there to be clicked."""
        assert widget.isVisible(), widget.accessibleName()
        assert widget.isEnabled(), widget.accessibleName()
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key, wherever the focus is in the window."""
        handle = self.window.windowHandle()
        assert handle is not None
        self.qtbot.keyClick(handle, key, modifier)
        self.settle()

    def show(self, page: str) -> None:
        """Show a page of the rail by clicking it."""
        self.click(self.window.rail.button(page))


@pytest.fixture
def seat(prepared_office: Prepared, tmp_path: Path, qtbot: QtBot, thread: VaultThread) -> Seat:
    """The window of an office with the starter directory and no case."""
    folder = prepared_office.copy_to(tmp_path / "seat.caselink")
    return open_seat(prepared_office, folder, qtbot, thread)


def open_seat(
    prepared: Prepared, folder: Path, qtbot: QtBot, thread: VaultThread, seen: Callable[[Vault], Vault] = lambda it: it
) -> Seat:
    """The window on that vault, as its worker has it open or as somebody else sees it."""

    def opener() -> tuple[Office, SessionInfo]:
        office = Office(seen(prepared.open(folder)))
        return office, read_session_info(office)

    desks: list[SessionInfo] = []
    thread.open(opener, desks.append)
    wait_for(lambda: bool(desks))
    window = MainWindow(thread, desks[0])
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    wait_for(window.isActiveWindow)
    window.resize(1024, 768)  # larger than the screen there is
    seat = Seat(qtbot, thread, window)
    seat.settle()
    return seat
