"""One worker's sessions one after the other on the same vault: real ones, each locked and opened again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from caselink.domain.answers import Json
from caselink.errors import CaseLinkError
from caselink.services.cases import new_case
from caselink.services.office import Office, last_place
from caselink.ui.case.page import CasePage
from caselink.ui.look.theme import Theme
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.session import Session
from tests.conftest import Prepared
from tests.ui.waiting import wait_for

T = TypeVar("T")


class Sitting:
    """The session of now; `lock` ends it, `unlock` opens the next."""

    def __init__(self, app: QApplication, prepared: Prepared, folder: Path) -> None:
        Theme.current()
        self._app, self._prepared, self.folder = app, prepared, folder
        self.unlock()

    def unlock(self) -> None:
        """Open the vault without the seconds of a passphrase, and wait until the window is back where it was."""
        self.session = Session(self._app, self.folder)
        self.session.show()
        if self.session.away is not None:
            self.session.away.stop()  # a computer too busy for seconds would count as one that slept
        self.thread = self.session.thread_of_vault
        wait_for(lambda: not self.thread.busy)
        self.thread.open(
            lambda: (Office(self._prepared.open(self.folder)), None), lambda _nothing: self.session.entry.opened.emit()
        )
        wait_for(lambda: self.session.window is not None)
        self.window.resize(1024, 700)
        wait_for(self.window.isActiveWindow)
        self.settle()

    def lock(self) -> None:
        """As Ctrl+L does it."""
        self.session.lock()
        self._tidy()

    def lock_and_unlock(self) -> None:
        """Away for a moment."""
        self.lock()
        self.unlock()

    def kept(self) -> dict[str, Json]:
        """What the vault has of unfinished work now."""
        text = self.ask(last_place).get("unfinished", "")
        words: dict[str, Json] = json.loads(text) if text else {}
        return words

    @property
    def window(self) -> MainWindow:
        assert self.session.window is not None
        return self.session.window

    @property
    def page(self) -> CasePage:
        assert self.window.case_page is not None
        return self.window.case_page

    @property
    def focus(self) -> QWidget | None:
        return self.window.focusWidget()

    def settle(self) -> None:
        """Until the vault has answered all that was asked, and what its answers asked for."""
        for _time in range(3):
            wait_for(lambda: not self.thread.busy)
            self._app.processEvents()

    def ask(self, work: Callable[[Office], T]) -> T:
        """What the vault answers now, after everything asked before."""
        answers: list[T] = []
        refusals: list[CaseLinkError] = []
        self.thread.run(work, answers.append, refusals.append)
        wait_for(lambda: bool(answers or refusals))
        assert not refusals, refusals[0].sentence
        return answers[0]

    def open_case(self, tab: str) -> CasePage:
        """A new case, on that tab."""
        case_id = self.ask(lambda office: new_case(office, None, "Nadia").id)
        self.window.open_case(case_id)
        self.settle()
        self.page.show_tab(tab)
        self.settle()
        return self.page

    def click(self, button: QWidget) -> None:
        """Click in the middle of it; it must be there to be clicked."""
        assert button.isVisible(), button.accessibleName()
        assert button.isEnabled(), button.accessibleName()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def click_words(self, words: str, inside: QWidget) -> None:
        """Click the button that bears those words."""
        self.click(next(
            each for each in inside.findChildren(QPushButton) if each.text() == words and each.isVisible()
        ))

    def type(self, field: QLineEdit | QPlainTextEdit, words: str) -> None:
        """Type into it."""
        assert field.isVisible()
        field.setFocus(Qt.FocusReason.TabFocusReason)
        if words.isascii():
            QTest.keyClicks(field, words)
        elif isinstance(field, QLineEdit):
            field.insert(words)  # as pasted
        else:
            field.insertPlainText(words)
        self.settle()

    def pick(self, search: SearchChoice, typed: str) -> None:
        """Type into a searchable list and take the first that fits."""
        self.type(search.field, typed)
        QTest.keyClick(search.list, Qt.Key.Key_Down)
        QTest.keyClick(search.list, Qt.Key.Key_Return)
        self.settle()

    def end(self) -> None:
        """Whatever still runs."""
        if not self.session.has_ended:
            self.lock()

    def _tidy(self) -> None:
        self.window.deleteLater()
        self.session.entry.deleteLater()
        self.session.deleteLater()
