"""A session as the supervisor starts it, with a hand at its keyboard that notes what it sees.

Arguments: the vault, a file for notes, a case, and what the hand does in each session in turn: `lock`, `leave`, `type`
into a field of the case and wait, `look` at what stands in that field and leave, `break` the vault's file and go where
the notice leads, `help` itself on the page that the session came up with, and leave.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from caselink.ui.case.form.tab import FormTab
from caselink.ui.case.page import CasePage
from caselink.ui.entry.entry_window import EntryWindow
from caselink.ui.shell import session
from caselink.ui.shell.main_window import MainWindow
from tests.conftest import PASSPHRASE
from tests.torture.damage import PAGE

LOOK_MS = 20
FIELD = "person.last_name"
TYPED = "Ben"
W = TypeVar("W", bound=QWidget)
Steps = Generator[None, None, None]


class Hand:
    """Looks at what is on the screen and does the next thing."""

    def __init__(self, app: QApplication, vault: Path, notes: Path, case_id: str, orders: list[str]) -> None:
        self._app = app
        self._vault = vault
        self._notes = notes
        self._case_id = case_id
        self._orders = orders
        self._steps = self._work()
        self._timer = QTimer(app, interval=LOOK_MS)
        self._timer.timeout.connect(self._do_next)
        self._timer.start()

    def _do_next(self) -> None:
        self._timer.stop()  # a key that is pressed handles events, and this one would come within itself
        try:
            if next(self._steps, "done") is None:
                self._timer.start()
        except Exception:
            traceback.print_exc()
            os._exit(1)

    def _work(self) -> Steps:
        while (entry := self._shown(EntryWindow)) is None:
            yield
        order = self._orders[sum(line.split()[1] == "entry" for line in self._lines())]
        before = {line.split()[0] for line in self._lines()}
        self._note("entry", *("still-there" for process in before if Path("/proc", process).exists()))
        if order == "help":
            yield from self._help(entry)
            return
        field = entry.unlock_page.passphrase.field
        field.insert(PASSPHRASE)  # as pasted
        QTest.keyClick(field, Qt.Key.Key_Return)
        while (window := self._shown(MainWindow)) is None:
            yield
        self._note("opened")
        yield from {
            "lock": self._lock, "leave": self._leave, "type": self._type, "look": self._look, "break": self._break,
        }[order](window)

    def _lock(self, window: MainWindow) -> Steps:
        while not window.isActiveWindow():  # before that no key of its menus is heard
            yield
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        yield

    def _leave(self, window: MainWindow) -> Steps:
        window.close()
        yield

    def _type(self, window: MainWindow) -> Steps:
        window.open_case(self._case_id)
        page = yield from self._loaded(window)
        page.show_tab("form")
        page.tab(FormTab).go_to(FIELD)
        field = window.focusWidget()
        assert isinstance(field, QLineEdit)
        QTest.keyClicks(field, TYPED)
        self._note("typed", field.text())

    def _look(self, window: MainWindow) -> Steps:
        page = yield from self._loaded(window)
        while not isinstance(window.focusWidget(), QLineEdit):
            yield
        field = window.focusWidget()
        assert isinstance(field, QLineEdit)
        self._note("found", str(page.tabs.currentIndex()), field.text())
        window.close()

    def _break(self, window: MainWindow) -> Steps:
        (path,) = self._vault.glob("cases-*.db")
        with path.open("r+b") as file:
            for start in range(PAGE, path.stat().st_size, PAGE):  # of what was read already the program has a copy
                file.seek(start + 100)
                file.write(b"?" * 8)
        window.open_case(self._case_id)
        while not window.damage.isVisible():
            yield
        self._note("notice")
        QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)

    def _help(self, entry: EntryWindow) -> Steps:
        page = entry.backups_page
        assert entry.currentWidget() is page
        while not (page.list.count() and page.passphrase.field.hasFocus()):
            yield
        self._note("backups", page.users.user(), str(page.list.count()))
        page.passphrase.field.insert(PASSPHRASE)
        QTest.keyClick(page.passphrase.field, Qt.Key.Key_Return)
        while not page.found.isVisible():
            yield
        self._note("contents")
        entry.close()

    def _loaded(self, window: MainWindow) -> Generator[None, None, CasePage]:
        while (page := window.case_page) is None or page.store.case is None:
            yield
        return page

    def _shown(self, kind: type[W]) -> W | None:
        return next((each for each in self._app.topLevelWidgets() if isinstance(each, kind) and each.isVisible()), None)

    def _lines(self) -> list[str]:
        return self._notes.read_text(encoding="utf-8").splitlines() if self._notes.exists() else []

    def _note(self, *words: str) -> None:
        with self._notes.open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()} {' '.join(words)}\n")


def main() -> int:
    vault, notes, case_id, *orders = sys.argv[1:]
    app = session.make_application()
    hand = Hand(app, Path(vault), Path(notes), case_id, orders)
    assert hand is not None
    return session.main(Path(vault), wait_for_show=True)


if __name__ == "__main__":
    sys.exit(main())
