"""A session as the supervisor starts it, with a hand at its keyboard: unlock, note the process, lock or leave.

Arguments: the vault, a file for notes, and what the hand does in each session in turn (`lock`, `leave`).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from caselink.ui import session
from caselink.ui.entry.entry_window import EntryWindow
from caselink.ui.main_window import MainWindow
from tests.conftest import PASSPHRASE

LOOK_MS = 30


class Hand:
    """Looks at what is on the screen and does the next thing."""

    def __init__(self, app: QApplication, notes: Path, orders: list[str]) -> None:
        self._app = app
        self._notes = notes
        self._orders = orders
        self._typed = False
        self._timer = QTimer(app, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        for window in self._app.topLevelWidgets():
            if isinstance(window, MainWindow) and window.isVisible():
                self._timer.stop()
                self._act(window)
            elif isinstance(window, EntryWindow) and window.isVisible() and not self._typed:
                self._typed = True
                self._unlock(window)

    def _unlock(self, window: EntryWindow) -> None:
        before = [line.split()[0] for line in self._lines() if line.split()[1] == "opened"]
        if any(Path("/proc", process).exists() for process in before):
            self._note("still-there")
        field = window.unlock_page.passphrase.field
        field.insert(PASSPHRASE)  # as pasted
        QTest.keyClick(field, Qt.Key.Key_Return)

    def _act(self, window: QWidget) -> None:
        order = self._orders[sum(line.endswith(" opened") for line in self._lines())]
        self._note("opened")
        if order == "leave":
            window.close()
        else:
            QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    def _lines(self) -> list[str]:
        return self._notes.read_text(encoding="utf-8").splitlines() if self._notes.exists() else []

    def _note(self, word: str) -> None:
        with self._notes.open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()} {word}\n")


def main() -> int:
    vault, notes, *orders = sys.argv[1:]
    app = session.make_application()
    hand = Hand(app, Path(notes), orders)
    assert hand is not None
    return session.main(Path(vault), wait_for_show=True)


if __name__ == "__main__":
    sys.exit(main())
