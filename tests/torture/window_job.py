"""A process in which a worker uses the window, and writes a word into everything that takes text.

Standard input: one JSON object with `vault`, `user`, `passphrase` (typed at the unlock screen; empty: `keys` are used),
`keys` (generation, key, database, identity), `word`, `operations`, `part` and `ending` (`lock`, `panic` or `close`).
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from caselink.domain.needs import NeedMark, NeedState
from caselink.domain.partners import Partner, PartnerKind
from caselink.forms.schema import Kind
from caselink.services.office import Office
from caselink.ui.case.form.field_row import FieldRow
from caselink.ui.case.form.tab import FormTab
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.shell.session import Session, make_application
from caselink.vault.keys.keys import DataKey
from caselink.vault.opening import open_unlocked
from tests import quick_age
from tests.ui.asked import line
from tests.ui.case.conftest import Bench
from tests.ui.waiting import wait_for

FORM = "form"


def main() -> None:
    """Open, write, end as told."""
    quick_age.install()
    told = json.load(sys.stdin)
    app = make_application()
    session = Session(app, Path(told["vault"]))
    codes: list[int] = []
    session.ended.connect(codes.append)
    sys.stdout.write("begun\n")
    session.show()
    wait_for(lambda: not session.thread_of_vault.busy)
    _unlock(session, told)
    wait_for(lambda: session.window is not None and session.window.isVisible())
    assert session.window is not None
    bench = Bench(session.thread_of_vault, session.window, Path(told["vault"]))
    bench.settle()
    Use(bench, told["word"], random.Random(told["part"])).go_on(told["operations"])  # noqa: S311 - an order
    _trip(session, told["word"])
    _end(bench, told["ending"])
    wait_for(lambda: bool(codes))
    sys.stdout.write(f"ended {codes[0]}\n")


def _unlock(session: Session, told: dict[str, Any]) -> None:
    if told["passphrase"]:
        page = session.entry.unlock_page
        page.passphrase.set_text(told["passphrase"])
        QTest.keyClick(page.passphrase.field, Qt.Key.Key_Return)
        return
    generation, key, database, identity = told["keys"]
    data_key = DataKey(generation, key, database)
    session.thread_of_vault.open(
        lambda: (Office(open_unlocked(Path(told["vault"]), told["user"], data_key, identity)), None),
        lambda _nothing: session.entry.opened.emit(),
    )


def _trip(session: Session, word: str) -> None:
    """A bug of ours that carries the word: the log must not."""
    def fault(_office: Office) -> None:
        raise LookupError(word)

    session.thread_of_vault.run(fault)
    wait_for(lambda: not session.thread_of_vault.busy)


def _end(bench: Bench, ending: str) -> None:
    bench.take_keyboard()
    if ending == "lock":
        QTest.keyClick(bench.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    elif ending == "panic":
        for _press in range(2):
            QTest.keyClick(bench.window.windowHandle(), Qt.Key.Key_Escape)
    else:
        bench.window.close()


class Use:
    """What a worker does, in any order."""

    def __init__(self, bench: Bench, word: str, chance: random.Random) -> None:
        self.bench = bench
        self.word = word
        self.chance = chance
        self.doings: tuple[Callable[[], None], ...] = (
            self.answer, self.answer, self.answer, self.answer, self.leave_half_typed, self.undo, self.search,
            self.need, self.partner, self.new_case,
        )

    def go_on(self, operations: int) -> None:
        """Open a case, then do one thing after the other."""
        self.new_case()
        for number in range(operations):
            doing = self.doings[number] if number < len(self.doings) else self.chance.choice(self.doings)
            doing()
        self.leave_half_typed()

    def new_case(self) -> None:
        """Ctrl+N, a name, Enter."""
        self.bench.take_keyboard()
        QTest.keyClick(self.bench.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        self.bench.settle()
        panel = self.bench.window.page(CaseloadPage).panel
        self.bench.type(line(panel, "name"), self.word)
        self.bench.key(line(panel, "name"), Qt.Key.Key_Return)
        assert self.bench.page.header.name.text().startswith(self.word)

    def answer(self) -> None:
        """Type into a field and leave it."""
        self.bench.type_and_leave(self._field(), f"{self.word} {self.chance.random()}")

    def leave_half_typed(self) -> None:
        """Type into a field and stay in it: a draft."""
        self.bench.type(self._field(), self.word)
        self.bench.page.tab(FormTab).flush()
        self.bench.settle()

    def undo(self) -> None:
        """Take the last change back."""
        self.bench.page.store.undo_last()
        self.bench.settle()

    def search(self) -> None:
        """Look for the word in the list, and open what is found."""
        case_id = self.bench.page.store.case_id
        self.bench.window.leave_case()
        self.bench.window.page(CaseloadPage).search.setText(self.word)
        self.bench.settle()
        self.bench.open(case_id)

    def need(self) -> None:
        """Give a need an owner and an outcome."""
        case_id, mark = self.bench.page.store.case_id, NeedMark(NeedState.DONE, owner=self.word, outcome=self.word)
        self.bench.ask(lambda office: _put_need(office, case_id, mark))

    def partner(self) -> None:
        """Add a partner to the directory."""
        partner = Partner(f"{self.word} {self.chance.random()}", self.word, PartnerKind.OTHER, note=self.word)
        self.bench.ask(lambda office: _put_partner(office, partner))

    def _field(self) -> QWidget:
        """A field of a section that takes text, with the cursor in it."""
        self.bench.page.show_tab(FORM)
        self.bench.settle()
        form = self.bench.page.tab(FormTab)
        while True:
            form.sections.choose(self.chance.choice(SECTIONS))
            self.bench.settle()
            rows = [row for column in form.page().columns() for row in column.rows.values() if _takes_text(row)]
            if rows:
                break
        row = self.chance.choice(rows)
        form.go_to(row.path)
        self.bench.settle()
        widget: QWidget = row.editor
        while (proxy := widget.focusProxy()) is not None:
            widget = proxy
        return widget


SECTIONS = ("request", "professional", "person", "contact", "housing", "health", "violence", "perpetrator")


def _takes_text(row: FieldRow) -> bool:
    return row.place.field.kind in (Kind.TEXT, Kind.LONG_TEXT) and row.isVisible()


def _put_need(office: Office, case_id: str, mark: NeedMark) -> None:
    with office.vault.change("need", case_id) as change:
        change.put_need(case_id, "lawyer", mark)


def _put_partner(office: Office, partner: Partner) -> None:
    with office.vault.change("partner") as change:
        change.put_partner(partner)


if __name__ == "__main__":
    main()
