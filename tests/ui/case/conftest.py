"""The real window on a real vault. Each test has a case of its own: the rich one of the demo, or a new one.

The window is made once a module: it holds nothing of a case but the page of the one that is open.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from threading import Event
from typing import Final, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from caselink.demo.people import PARTNERS
from caselink.demo.showcase import showcase
from caselink.domain.case import Case
from caselink.errors import CaseLinkError
from caselink.services.cases import find_case, new_case
from caselink.services.imports import import_document
from caselink.services.office import Office, set_office_details
from caselink.ui.case.page import CasePage
from caselink.ui.look.theme import Theme
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.session_info import SessionInfo, read_session_info
from caselink.ui.shell.vault_thread import VaultThread
from tests.conftest import Prepared
from tests.ui.waiting import wait_for

T = TypeVar("T")

_NUMBERS: Final = count(1)


class Bench:
    """The window, with ways to press and type in it and to look at the vault behind it."""

    def __init__(self, thread: VaultThread, window: MainWindow, folder: Path) -> None:
        self.thread = thread
        self.folder = folder
        self.window = window

    @property
    def page(self) -> CasePage:
        """The case page on the screen."""
        assert self.window.case_page is not None
        return self.window.case_page

    @property
    def today(self) -> date:
        """The office's day."""
        return self.page.store.now.date()

    def ask(self, work: Callable[[Office], T]) -> T:
        """What the vault answers now, after everything asked before."""
        answers: list[T] = []
        faults: list[CaseLinkError] = []
        self.thread.run(work, answers.append, faults.append)
        wait_for(lambda: bool(answers or faults))
        assert not faults, faults[0].sentence
        return answers[0]

    def settle(self) -> None:
        """Wait until the vault has done what was asked, and what its answers asked for."""
        QCoreApplication.processEvents()
        wait_for(lambda: not self.thread.busy)
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def case(self) -> Case:
        """The open case as the vault has it."""
        self.settle()
        case_id = self.page.store.case_id
        return self.ask(lambda office: office.vault.case(case_id))

    def open(self, case_id: str, tab: str = "overview") -> None:
        """Show that case."""
        self.window.open_case(case_id)
        self.settle()
        self.page.show_tab(tab)
        self.settle()

    def open_rich(self, tab: str = "overview") -> None:
        """Show a case with answers, needs and consents in every state."""
        reference = f"RICHE-{next(_NUMBERS)}"
        self.open(self.ask(lambda office: _imported(office, reference)), tab)

    def open_empty(self, tab: str = "overview") -> None:
        """Show a new case of which only the name is known."""
        reference = f"VIDE-{next(_NUMBERS)}"
        self.open(self.ask(lambda office: new_case(office, reference, "Nadia").id), tab)

    def take_keyboard(self) -> None:
        """Have the keyboard, which the offscreen screen does not give back when a list closes."""
        self.window.activateWindow()
        wait_for(self.window.isActiveWindow)

    def click(self, widget: QWidget) -> None:
        """Click in the middle of it, as a hand does; it must be there to be clicked."""
        assert widget.isVisible(), widget.accessibleName()
        assert widget.isEnabled(), widget.accessibleName()
        QTest.mouseClick(
            widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
            QPoint(widget.width() // 2, widget.height() // 2),
        )
        self.settle()

    def pick(self, search: SearchChoice, typed: str) -> None:
        """Type into a searchable list and take the first that fits."""
        self.take_keyboard()
        self.type(search.field, typed)
        popup = search.list
        assert popup.isVisible()
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)
        self.settle()

    def click_words(self, words: str, inside: QWidget | None = None) -> None:
        """Click the button that bears those words."""
        buttons = (inside or self.window).findChildren(QPushButton)
        self.click(next(button for button in buttons if button.text() == words and button.isVisible()))

    def key(self, widget: QWidget, key: Qt.Key) -> None:
        """Press a key in the widget that has the focus; it is given the focus where it has not."""
        if not widget.hasFocus():
            widget.setFocus()
        QTest.keyClick(widget, key)
        self.settle()

    def type(self, widget: QWidget, text: str) -> None:
        """Type any letters, those beyond ASCII too."""
        if not widget.hasFocus():
            widget.setFocus()
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                QCoreApplication.sendEvent(widget, event)

    def type_and_leave(self, widget: QWidget, text: str) -> None:
        """Type, and go on to the next field with Tab."""
        self.type(widget, text)
        self.key(widget, Qt.Key.Key_Tab)


def labels_of(search: SearchChoice) -> list[str]:
    """What a searchable list offers."""
    model = search.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.fixture(scope="module")
def shared_bench(
    prepared_vault: Prepared, tmp_path_factory: pytest.TempPathFactory, qapp: QApplication
) -> Iterator[Bench]:
    Theme.current()
    folder = prepared_vault.copy_to(tmp_path_factory.mktemp("case-page") / "office.caselink")
    thread = VaultThread(qapp)
    desks: list[SessionInfo] = []
    thread.open(lambda: _opened(prepared_vault, folder), desks.append)
    wait_for(lambda: bool(desks))
    window = MainWindow(thread, desks[0])
    window.resize(1280, 860)
    window.show()
    bench = Bench(thread, window, folder)
    yield bench
    window.flush()
    bench.settle()
    thread.close()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def bench(shared_bench: Bench) -> Iterator[Bench]:
    shared_bench.window.resize(1280, 860)
    shared_bench.take_keyboard()
    yield shared_bench
    shared_bench.window.messages.hide()
    shared_bench.window.show_page("caseload")
    shared_bench.settle()


@pytest.fixture
def rich(bench: Bench) -> Bench:
    bench.open_rich()
    return bench


@pytest.fixture
def empty(bench: Bench) -> Bench:
    bench.open_empty()
    return bench


@pytest.fixture
def gate() -> Iterator[Event]:
    """What `bench.thread.call(gate.wait)` waits for, so that no answer comes before it is set."""
    gate = Event()
    yield gate
    gate.set()


def _opened(prepared: Prepared, folder: Path) -> tuple[Office, SessionInfo]:
    office = Office(prepared.open(folder))
    set_office_details(office, "Relais (fictif)", "02 000 00 00", "relais@example.org", "BE")
    partners = {"partners": [dict(each) for each in PARTNERS]}
    import_document(office, json.dumps(partners, ensure_ascii=False).encode(), update=False)
    return office, read_session_info(office)


def _imported(office: Office, reference: str) -> str:
    story = showcase(office.today())
    assert isinstance(story, dict)
    document = {"cases": [{**story, "reference": reference}]}
    result = import_document(office, json.dumps(document, ensure_ascii=False).encode(), update=False)
    assert not result.problems
    return find_case(office, reference).id
