"""A window comes up on the screen as a whole, and its rail and its messages take no room from what is pressed."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt

from caselink.ui.shell.first_size import LEAST, fit_within
from tests.conftest import USER
from tests.ui.conftest import Seat


def test_window_and_frame_lie_on_the_screen(seat: Seat) -> None:
    free = seat.window.screen().availableGeometry()
    seat.window.resize(free.size() * 2)
    fit_within(seat.window)
    seat.settle()
    assert free.contains(seat.window.frameGeometry())


def test_lock_and_emergency_are_seen_in_the_smallest_window(seat: Seat) -> None:
    seat.window.resize(LEAST)
    seat.settle()
    rail = seat.window.rail
    for button in (rail.button("emergency"), rail.lock_button):
        seen = QRect(button.mapTo(seat.window, button.rect().topLeft()), button.size())
        assert seat.window.rect().contains(seen)
        assert button.accessibleName()
    assert seat.window.minimumSize() == LEAST


def test_a_message_moves_nothing_and_waits_while_it_has_the_keyboard(seat: Seat) -> None:
    page = seat.window.pages["caseload"]
    before = page.height()
    seat.window.show_message("C’est fait.", lambda: None)
    seat.settle()
    assert page.height() == before
    seat.window.messages.undo_button.setFocus(Qt.FocusReason.TabFocusReason)
    seat.window.messages.time_is_up()
    assert seat.window.messages.isVisible()
    seat.window.rail.lock_button.setFocus()
    seat.window.messages.time_is_up()
    assert not seat.window.messages.isVisible()


def test_who_works_here_stands_at_the_foot(seat: Seat) -> None:
    assert seat.window.rail.who.isVisible()
    assert USER in seat.window.rail.who.words
