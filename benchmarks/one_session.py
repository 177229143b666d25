"""One session on a vault whose keys are at hand; says when it was unlocked, showed rows, was asked to end."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.waiting import wait_for

from caselink.services.office import Office
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.session import Session, make_application
from caselink.vault.keys.keys import DataKey
from caselink.vault.opening import open_unlocked


def main() -> None:
    """Open, show, end."""
    told: dict[str, Any] = json.load(sys.stdin)
    app = make_application()
    session = Session(app, Path(told["vault"]))
    codes: list[int] = []
    session.ended.connect(codes.append)
    session.show()
    wait_for(lambda: not session.thread_of_vault.busy)
    generation, key, database, identity = told["keys"]
    say("unlocked")
    data_key = DataKey(generation, key, database)
    session.thread_of_vault.open(
        lambda: (Office(open_unlocked(Path(told["vault"]), told["user"], data_key, identity)), None),
        lambda _nothing: session.entry.opened.emit(),
    )
    wait_for(lambda: session.window is not None and session.window.page(CaseloadPage).model.rowCount() > 0)
    window = session.window
    assert window is not None
    window.grab()
    say("shown")
    wait_for(lambda: not session.thread_of_vault.busy)
    end(window, told["ending"])
    wait_for(lambda: bool(codes))


def end(window: MainWindow, ending: str) -> None:
    """By the key that a worker presses."""
    window.activateWindow()
    wait_for(window.isActiveWindow)
    handle = window.windowHandle()
    if ending == "panic":
        QTest.keyClick(handle, Qt.Key.Key_Escape)
        say("asked")
        QTest.keyClick(handle, Qt.Key.Key_Escape)
    else:
        say("asked")
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def say(what: str) -> None:
    """A moment."""
    sys.stdout.write(f"{what} {time.monotonic()}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
