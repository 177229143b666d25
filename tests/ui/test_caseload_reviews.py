"""The list of cases to look at again, in the real window on a real vault."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from caselink.services.cases import new_case
from caselink.services.erasing import erase_case
from caselink.services.office import Office
from caselink.services.retention import reviews_due
from caselink.ui.case.managing.dialog import ManageDialog
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.pages.caseload.reviews_dialog import ReviewsDialog
from tests.ui.asked import line
from tests.ui.conftest import Seat
from tests.ui.waiting import wait_for

NAMES = ("Amina Benali", "Nora Claes", "Zélie Dupont")


def rest_long(office: Office) -> None:
    """Three cases in which nothing was noted for four years, the first one for longest."""
    for number, name in enumerate(NAMES):
        case_id = new_case(office, f"T-{number}", name).id
        moment = (datetime.now().astimezone() - timedelta(days=1500 - number)).isoformat()
        office.vault.opened.database.run("UPDATE cases SET opened_at = ? WHERE id = ?", moment, case_id)


@pytest.fixture
def reviews(seat: Seat) -> ReviewsDialog:
    """The list, opened by its button."""
    seat.ask(rest_long)
    seat.window.page(CaseloadPage).refresh()
    seat.settle()
    seat.click(seat.window.page(CaseloadPage).reviews_bar.look)
    dialog = seat.window.page(CaseloadPage).reviews
    assert dialog is not None
    assert [row.head.text() for row in dialog.rows] == [f"T-{number}  {name}" for number, name in enumerate(NAMES)]
    dialog.activateWindow()
    wait_for(dialog.isActiveWindow)
    return dialog


def press(
    seat: Seat, dialog: ReviewsDialog, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    handle = dialog.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, key, modifier)
    seat.settle()


def due(seat: Seat) -> list[str]:
    return [each.reference for each in seat.ask(reviews_due)]


def test_enter_in_a_reason_keeps_that_case_and_no_other_button_is_pressed(seat: Seat, reviews: ReviewsDialog) -> None:
    row = reviews.rows[1]
    seat.click(row.keep)
    seat.qtbot.keyClicks(row.reason, "proces en appel")
    press(seat, reviews, Qt.Key.Key_Return)
    assert due(seat) == ["T-0", "T-2"]
    assert reviews.isVisible()
    assert seat.window.case_page is None
    assert not [button.text() for button in reviews.findChildren(QPushButton) if button.autoDefault()]


def test_a_reason_that_was_begun_can_be_given_up(seat: Seat, reviews: ReviewsDialog) -> None:
    row = reviews.rows[0]
    seat.click(row.keep)
    seat.qtbot.keyClicks(row.reason, "proces")
    seat.click(row.cancel)
    assert not row.reason.isVisible()
    assert row.keep.hasFocus()
    reviews.flush()
    assert all(not due.begun for due in seat.ask(reviews_due))
    assert len(seat.ask(reviews_due)) == len(reviews.rows)


def test_a_case_that_is_kept_takes_nothing_from_the_other_rows(seat: Seat, reviews: ReviewsDialog) -> None:
    first, second, third = reviews.rows
    seat.click(third.keep)
    seat.qtbot.keyClicks(third.reason, "a demander")
    seat.click(second.keep)
    seat.qtbot.keyClicks(second.reason, "proces")
    seat.click(second.save)
    assert reviews.rows == [first, third]
    assert third.reason.text() == "a demander"
    assert third.reason.hasFocus()


def test_the_last_row_that_goes_leaves_the_cursor_before_it_then_on_the_button(
    seat: Seat, reviews: ReviewsDialog
) -> None:
    for left in (["T-0", "T-1"], ["T-0"], []):
        row = reviews.rows[-1]
        seat.click(row.keep)
        seat.qtbot.keyClicks(row.reason, "proces")
        seat.click(row.save)
        assert due(seat) == left
        assert (reviews.rows[-1].keep if left else reviews.close_button).hasFocus()
    assert reviews.empty.isVisible()


def test_a_case_is_erased_from_the_list_in_two_presses_and_its_reference(
    seat: Seat, reviews: ReviewsDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ManageDialog, "choose_certificate", lambda _dialog: tmp_path / "certificate.pdf")
    seat.click(reviews.rows[0].erase)
    page = seat.window.case_page
    assert page is not None
    wait_for(lambda: page.managing is not None)
    form = page.managing.erase if page.managing is not None else None
    assert form is not None
    assert line(form, "reference").hasFocus()
    seat.qtbot.keyClicks(line(form, "reference"), "T-0")
    seat.click(form.save_button)
    wait_for(lambda: seat.window.case_page is None)
    assert due(seat) == ["T-1", "T-2"]
    assert (tmp_path / "certificate.pdf").exists()


def test_a_refusal_is_said_in_its_row_and_the_reason_stays(seat: Seat, reviews: ReviewsDialog) -> None:
    row = reviews.rows[0]
    seat.ask(lambda office: erase_case(office, row.case_id, "T-0"))
    seat.click(row.keep)
    seat.qtbot.keyClicks(row.reason, "proces")
    seat.click(row.save)
    assert row in reviews.rows
    assert row.why.fault
    assert row.why.fault
    assert not seat.window.messages.isVisible()
    assert row.reason.text() == "proces"
    assert row.save.isEnabled()
    assert row.reason.hasFocus()


def test_pressed_twice_a_case_is_kept_once(seat: Seat, reviews: ReviewsDialog) -> None:
    row = reviews.rows[0]
    asked: list[str] = []
    row.kept.connect(asked.append)
    seat.click(row.keep)
    seat.qtbot.keyClicks(row.reason, "proces")
    gate = threading.Event()
    seat.thread.call(gate.wait)
    handle = reviews.windowHandle()
    assert handle is not None
    row.save.setFocus()
    try:
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Space, Qt.Key.Key_Return):
            QTest.keyClick(handle, key)
    finally:
        gate.set()
    seat.settle()
    assert asked == ["proces"]
    assert due(seat) == ["T-1", "T-2"]
    assert seat.window.case_page is None


def test_one_key_shows_the_names_of_the_list_as_initials(seat: Seat, reviews: ReviewsDialog) -> None:
    press(seat, reviews, Qt.Key.Key_F9)
    assert [row.head.text() for row in reviews.rows] == ["T-0  A. B.", "T-1  N. C.", "T-2  Z. D."]
    press(seat, reviews, Qt.Key.Key_F9)
    assert reviews.rows[0].head.text() == "T-0  Amina Benali"


def test_the_key_that_locks_works_over_the_list(seat: Seat, reviews: ReviewsDialog) -> None:
    locked: list[bool] = []
    seat.window.lock_asked.connect(lambda: locked.append(True))
    press(seat, reviews, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert locked == [True]


def test_a_list_that_was_left_is_forgotten_and_names_may_change_after_it(seat: Seat, reviews: ReviewsDialog) -> None:
    seat.click(reviews.close_button)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert seat.window.page(CaseloadPage).reviews is None
    seat.press(Qt.Key.Key_F9)
    seat.press(Qt.Key.Key_F9)


def test_a_reason_that_was_begun_survives_a_lock_and_is_there_when_the_list_is_opened_again(
    seat: Seat, reviews: ReviewsDialog
) -> None:
    row = reviews.rows[1]
    seat.click(row.keep)
    seat.qtbot.keyClicks(row.reason, "proces en ap")
    seat.window.flush()
    seat.settle()
    assert [each.begun for each in seat.ask(reviews_due)] == ["", "proces en ap", ""]
    seat.qtbot.keyClicks(row.reason, "pel")
    reviews.reject()
    seat.settle()
    seat.click(seat.window.page(CaseloadPage).reviews_bar.look)
    again = seat.window.page(CaseloadPage).reviews
    assert again is not None
    assert again.rows[1].reason.text() == "proces en appel"
    wait_for(again.rows[1].reason.isVisible)
    seat.click(again.rows[1].save)
    assert [each.begun for each in seat.ask(reviews_due)] == ["", ""]
    case_id = seat.ask(lambda office: office.vault.case_id_of("T-1"))
    assert seat.ask(lambda office: office.vault.drafts(str(case_id))) == {}
