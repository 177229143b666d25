"""A case that was closed leaves nothing of itself in this process that Python or Qt still holds.

What can't be promised: the memory that they gave back keeps its bytes until something else is written there, and the
vault's thread keeps the documents of the last cases that it wrote. Locking ends the process.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit

from caselink.domain.case import Case
from caselink.forms.purposes import Purpose
from caselink.services.answers import record_answer
from caselink.services.sharing import Prepared, Preview
from caselink.ui.case.overview.tab import OverviewTab
from caselink.ui.case.page import CasePage
from caselink.ui.case.sharing.passphrase_view import PassphraseView
from caselink.ui.case.sharing.tab import SharingTab
from caselink.ui.case.tabs import TABS
from tests.ui.case.conftest import Bench
from tests.ui.case.test_dialogs import preparing

WORD = "Zyxwanda"
PATHS = ("housing.town", "request.own_words")


@pytest.fixture(autouse=True)
def only_what_comes_now() -> Iterator[None]:
    """What tests before this one left in the process is not looked at."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def work_through(bench: Bench, folder: Path) -> str:
    """A whole visit: every tab, whom to contact, a preview, a document that is made; gives its passphrase."""
    bench.open_rich()
    case_id = bench.page.store.case_id
    for path in PATHS:
        bench.ask(lambda office, path=path: record_answer(office, case_id, path, f"{WORD} {path}"))  # type: ignore[misc]
    bench.open(case_id)
    for tab in TABS:
        bench.page.show_tab(tab.id)
        bench.settle()
    bench.page.show_tab("overview")
    bench.page.tab(OverviewTab).ask_contact("lawyer")
    bench.settle()
    bench.page.show_tab("sharing")
    bench.page.tab(SharingTab).choose("partner:Deux Rives", Purpose.HOUSING)
    bench.settle()
    assert holding(WORD)
    dialog = preparing(bench, folder)
    bench.click(dialog.make)
    view = dialog.findChild(PassphraseView)
    assert view is not None
    passphrase = "".join(view.passphrase.text())
    bench.click(view.close_button)
    return passphrase


def leave(bench: Bench) -> None:
    """Back to the list, and let Qt take away what was closed."""
    bench.window.show_page("caseload")
    bench.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    bench.settle()
    gc.collect()


def holding(word: str) -> list[str]:
    """What Python still holds, directly, a text with that word; but for the word that this test holds itself."""
    found = []
    for each in gc.get_objects():
        for inner in gc.get_referents(each):
            if isinstance(inner, str) and word in inner and inner is not word:
                found.append(type(each).__name__)
    return found


def shown(word: str) -> list[str]:
    """What Qt still holds of it."""
    found = []
    for widget in QApplication.allWidgets():
        text = widget.toPlainText() if isinstance(widget, QPlainTextEdit) else (
            widget.text() if isinstance(widget, QLabel | QLineEdit) else ""
        )
        said = " ".join((text, widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()))
        found += [type(widget).__name__] if word in said else []
    return found


def test_of_a_case_that_was_closed_neither_python_nor_qt_holds_anything(bench: Bench, tmp_path: Path) -> None:
    passphrase = work_through(bench, tmp_path)
    leave(bench)
    gone = (Case, Preview, Prepared, CasePage)
    assert [type(each).__name__ for each in gc.get_objects() if isinstance(each, gone)] == []
    assert (holding(WORD), shown(WORD)) == ([], [])
    assert (holding(passphrase), shown(passphrase)) == ([], [])


def test_no_object_of_qt_that_is_gone_is_held_by_python(bench: Bench, tmp_path: Path) -> None:
    work_through(bench, tmp_path)
    leave(bench)
    ours = [each for each in gc.get_objects() if isinstance(each, QObject)]
    assert [type(each).__name__ for each in ours if not shiboken6.isValid(each)] == []


def test_the_third_visit_of_a_case_leaves_no_more_objects_than_the_second(bench: Bench) -> None:
    """Counted, since memory is given back to the system when it pleases; `make soak` looks at the memory."""
    counts = []
    for _visit in range(3):
        bench.open_rich()
        for tab in TABS:
            bench.page.show_tab(tab.id)
            bench.settle()
        leave(bench)
        counts.append((len(QApplication.allWidgets()), sum(isinstance(each, QObject) for each in gc.get_objects())))
    assert counts[2] == counts[1]
