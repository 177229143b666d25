"""The page of help: every key of the menus, all that is inside with its licence, a report that tells of nobody."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from caselink import __version__
from caselink.event_log import record_fault
from caselink.ui.pages.help.inside import parts, report
from caselink.ui.pages.help.licences import LicencesDialog
from caselink.ui.pages.help.page import HelpPage
from tests.conftest import USER
from tests.ui.conftest import Seat


def test_every_key_of_the_menus_stands_there_and_the_report_is_copied_as_shown(seat: Seat) -> None:
    seat.window.actions_by_name["help"].trigger()
    seat.settle()
    page = seat.window.page(HelpPage)
    words = {label.text() for label in page.findChildren(QLabel)}
    keys = {action.shortcut().toString() for action in seat.window.actions_by_name.values()} - {""}
    assert {"Ctrl+N", "Ctrl+L", "F1", "F9"} <= keys <= words
    seat.click(page.copy_button)
    assert QApplication.clipboard().text() == page.report.text()


def test_all_that_is_inside_stands_there_and_its_licence_can_be_read_by_keyboard(seat: Seat) -> None:
    seat.window.actions_by_name["help"].trigger()
    seat.settle()
    page = seat.window.page(HelpPage)
    words = {label.text() for label in page.findChildren(QLabel)}
    assert {f"{name} {version}".rstrip() for name, version, _licence in parts()} <= words
    assert f"CaseLink, version {__version__}" in words
    seat.click(page.licences_button)
    dialog = page.findChild(LicencesDialog)
    assert dialog is not None
    assert "EUPL" in dialog.text.toPlainText()
    dialog.which.setFocus()
    QTest.keyClicks(dialog.which, "Qt")
    assert dialog.which.currentText() == "Qt"
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in dialog.text.toPlainText()
    seat.click(dialog.close_button)


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
