"""Keys that do here what they do elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from caselink.services.cases import caseload
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.pages.settings.page import SettingsPage
from tests.ui.asked import line
from tests.ui.conftest import Seat

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_form_is_saved_a_case_left_and_the_settings_opened_by_the_usual_keys(seat: Seat) -> None:
    page = seat.window.page(CaseloadPage)
    seat.show("caseload")
    page.new_case()
    seat.settle()
    line(page.panel, "name").setFocus()
    seat.press(Qt.Key.Key_S, CONTROL)
    seat.qtbot.waitUntil(lambda: seat.window.case_page is not None)
    assert seat.ask(lambda office: len(caseload(office).rows)) == 1
    seat.press(Qt.Key.Key_W, CONTROL)
    assert seat.window.case_page is None
    seat.press(Qt.Key.Key_Comma, CONTROL)
    assert seat.window.page(SettingsPage).isVisible()


def test_the_key_that_saves_presses_nothing_else(seat: Seat) -> None:
    seat.show("caseload")
    page = seat.window.page(CaseloadPage)
    page.search.setFocus()
    seat.press(Qt.Key.Key_S, CONTROL)
    assert not page.panel.isVisible()


def test_enter_ticks_a_box(seat: Seat) -> None:
    box = QCheckBox("relu", seat.window.page(CaseloadPage))
    seat.show("caseload")
    box.show()
    box.setFocus()
    seat.press(Qt.Key.Key_Return)
    assert box.isChecked()
