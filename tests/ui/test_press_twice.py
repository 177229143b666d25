"""Pressing twice, by a hand that hesitates or a key that sticks, writes once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from caselink.services.audit import audit_lines
from caselink.services.cases import caseload, new_case
from caselink.services.office import Office
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.pages.partners.page import PartnersPage
from tests.ui.asked import line, office_form, partner_form
from tests.ui.conftest import Seat


def written(seat: Seat, label: str) -> int:
    """How often that stands in the audit trail."""

    def count(office: Office) -> int:
        return sum(line.action == label for line in audit_lines(office))

    return seat.ask(count)


def press_twice(seat: Seat, button: QPushButton) -> None:
    """Twice before any answer can come; a key would have found the button without the keyboard."""
    button.setFocus()
    for _time in range(2):
        seat.qtbot.keyClick(button, Qt.Key.Key_Space)
    assert not button.isEnabled()
    assert seat.window.focusWidget() is None, "the next key presses nothing else"
    seat.settle()


def test_two_returns_open_one_case(seat: Seat) -> None:
    page = seat.window.page(CaseloadPage)
    seat.click(page.new_button)
    seat.qtbot.keyClicks(line(page.panel, "name"), "Ida")
    for _time in range(2):
        seat.qtbot.keyClick(line(page.panel, "name"), Qt.Key.Key_Return)
    seat.settle()
    assert seat.ask(caseload).total == 1


def test_a_reference_that_was_refused_can_be_corrected_and_asked_for_again(seat: Seat) -> None:
    seat.ask(lambda office: new_case(office, "T-1"))
    page = seat.window.page(CaseloadPage)
    seat.click(page.new_button)
    seat.qtbot.keyClicks(line(page.panel, "reference"), "T-1")
    press_twice(seat, page.panel.save_button)
    assert page.panel.fault.isVisible()
    assert page.panel.save_button.hasFocus()
    seat.qtbot.keyClicks(line(page.panel, "reference"), "2")
    seat.qtbot.keyClick(line(page.panel, "reference"), Qt.Key.Key_Return)
    seat.settle()
    assert {row.reference for row in seat.ask(caseload).rows} == {"T-1", "T-12"}


def test_an_agency_is_saved_once_and_the_form_can_be_used_again(seat: Seat) -> None:
    seat.show("partners")
    page = seat.window.page(PartnersPage)
    for count, name in enumerate(("Tilleuls", "Charmes"), start=1):
        seat.click(page.add_button)
        seat.qtbot.keyClicks(line(partner_form(seat.window), "name"), name)
        press_twice(seat, partner_form(seat.window).save_button)
        assert written(seat, "partner_saved") == count + _PREPARED
        assert page.detail.isVisible()


def test_settings_are_saved_once_and_can_be_saved_again(seat: Seat) -> None:
    seat.show("settings")
    form = office_form(seat.window)
    for count in (1, 2):
        seat.qtbot.keyClicks(line(form, "name"), "y" * count)
        press_twice(seat, form.save_button)
        assert written(seat, "office_details") == count
        assert line(form, "name").hasFocus()


_PREPARED = 1
"""The starter directory is one row of the trail."""
