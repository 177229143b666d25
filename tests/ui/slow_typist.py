"""A process in which somebody answers questions on a slow disk and then hides or locks: it says what she did.

Standard input brings folder, data key (generation, key, database), identity, id of the case, how many fields, and
`hide` or `lock`, one a line.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from caselink.services.office import Office
from caselink.ui.case.form.tab import FormTab
from caselink.ui.case.page import CasePage
from caselink.ui.shell import session as sessions
from caselink.ui.shell.panic_key import vanish
from caselink.ui.shell.session import Session
from caselink.vault.keys.keys import DataKey
from caselink.vault.opening import open_unlocked
from tests.ui.waiting import wait_for

TYPED = (
    "contact.hours", "contact.code_word", "contact.caller_says", "person.first_names", "person.last_name",
    "person.birth_name", "person.latin_name", "person.form_of_address", "person.customs", "request.own_words",
)
CHOSEN = "contact.may_call"
BETWEEN_MS = 100
FORM = "form"


def say(*words: object) -> None:
    """One line, at once, with the moment."""
    sys.stdout.write(" ".join(map(str, (time.monotonic(), *words))) + "\n")
    sys.stdout.flush()


def main() -> None:
    folder, generation, key, database, identity, case_id, count, how = sys.stdin.read().split("\n")
    app = sessions.make_application()
    session = Session(app, Path(folder))
    session.show()
    data_key = DataKey(int(generation), key, database)
    session.thread_of_vault.open(
        lambda: (Office(open_unlocked(Path(folder), "amal", data_key, identity)), None),
        lambda _nothing: session.entry.opened.emit(),
    )
    wait_for(lambda: session.window is not None)
    window = session.window
    assert window is not None
    window.open_case(case_id)
    wait_for(lambda: window.case_page is not None and window.case_page.store.typing is not None)
    page = window.case_page
    assert page is not None
    page.show_tab(FORM)
    wait_for(lambda: not session.thread_of_vault.busy)
    answer(page, int(count))
    if how == "hide":
        pause(1000)  # what she typed in the last second may be lost, not what she typed before
        say("hides")
        vanish()
    session.ended.connect(leave)
    say("locks")
    session.lock()


def answer(page: CasePage, count: int) -> None:
    """Choose one thing, and type a word into so many fields; the last one is not left."""
    page.tab(FormTab).go_to(CHOSEN)
    row = page.tab(FormTab).page().reveal(CHOSEN)
    assert row is not None
    row.editor.chip("yes").click()  # type: ignore[attr-defined]
    say("did", CHOSEN)
    for path in TYPED[:count]:
        pause(BETWEEN_MS)
        page.tab(FormTab).go_to(path)
        row = page.tab(FormTab).page().reveal(path)
        assert row is not None
        QTest.keyClicks(innermost(row.editor), word_of(path))
        say("did", path)


def pause(milliseconds: int) -> None:
    """Her hands rest. Qt's own wait for tests keeps Python to itself, so that no other thread would note anything."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def word_of(path: str) -> str:
    """What is typed into that field."""
    return f"word of {path}"


def innermost(widget: QWidget) -> QWidget:
    """What the keyboard goes to."""
    while (proxy := widget.focusProxy()) is not None:
        widget = proxy
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return widget


def leave(code: int) -> NoReturn:
    """As the program does."""
    sessions._leave(code)


if __name__ == "__main__":
    main()
