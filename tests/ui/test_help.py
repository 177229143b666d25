"""The page of help: every key of the menus, all that is inside with its licence, a report that tells of nobody."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel

from caselink.event_log import record_fault
from caselink.ui.pages.help.inside import parts, report
from caselink.ui.pages.help.page import HelpPage
from tests.conftest import USER
from tests.ui.conftest import Seat

ROOT = Path(__file__).resolve().parents[2]


def test_every_key_of_the_menus_stands_there_and_the_report_is_copied_as_shown(seat: Seat) -> None:
    seat.window.actions_by_name["help"].trigger()
    seat.settle()
    page = seat.window.page(HelpPage)
    words = {label.text() for label in page.findChildren(QLabel)}
    keys = {action.shortcut().toString() for action in seat.window.actions_by_name.values()} - {""}
    assert {"Ctrl+N", "Ctrl+L", "F1", "F9"} <= keys <= words
    seat.click(page.copy_button)
    assert QApplication.clipboard().text() == page.report.text()


def test_whatever_the_program_asks_for_is_named_with_a_licence() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = [re.split(r"[\[!=<>; ]", each)[0].casefold() for each in asked]
    named = " ".join(name.casefold() for name, _version, _licence in parts()) + " pyside6-essentials"
    assert [name for name in names if name not in named] == []
    assert all(licence for _name, _version, licence in parts())


def test_a_report_holds_codes_and_no_words_of_anybody(seat: Seat) -> None:
    try:
        raise ValueError("Amina habite rue du Canal")
    except ValueError as error:
        code = record_fault(error)
    said = report()
    assert code in said
    folder = seat.ask(lambda office: office.folder)
    for word in ("Amina", USER, str(folder), str(Path.home())):
        assert word not in said
