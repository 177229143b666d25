"""A meeting in the real window: prepared, shown in the room one case at a time, followed up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from caselink.services.meetings.agenda import agenda, all_actions
from caselink.services.meetings.holding import hold
from caselink.services.meetings.packs import PACK
from caselink.services.meetings.planning import new_meeting
from caselink.services.meetings.records import find_meeting, meetings
from caselink.services.office import Office
from caselink.ui.case.consent.tab import ConsentTab
from caselink.ui.pages.meetings.case_card import CaseCard
from caselink.ui.pages.meetings.no_file_dialog import NoFileDialog
from caselink.ui.pages.meetings.packs_dialog import PacksDialog
from caselink.ui.pages.meetings.page import MeetingsPage
from caselink.ui.pages.meetings.room_dialog import RoomDialog
from caselink.ui.shell.panic_key import PanicKey
from caselink.ui.shell.vault_thread import VaultThread
from tests.conftest import Prepared
from tests.services.meetings.network import network, plan
from tests.ui.asked import line, search
from tests.ui.conftest import Seat, open_seat


def words_in(widget: QWidget) -> str:
    shown = (label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))
    return "\n".join(shown).replace("\u00a0", " ")


@pytest.fixture
def seat(prepared_office: Prepared, tmp_path: Path, qtbot: QtBot, thread: VaultThread) -> Seat:
    folder = prepared_office.copy_to(tmp_path / "seat.caselink")
    with prepared_office.open(folder) as vault:
        network(Office(vault))
    return open_seat(prepared_office, folder, qtbot, thread)


def opened(seat: Seat) -> MeetingsPage:
    seat.show("meetings")
    page = seat.window.page(MeetingsPage)
    (meeting,) = seat.ask(meetings)
    page.open_meeting(meeting.id)
    seat.settle()
    return page


def in_the_room(seat: Seat) -> RoomDialog:
    page = opened(seat)
    seat.click(page.detail.room_button)
    dialog = page.detail.dialog
    assert isinstance(dialog, RoomDialog)
    return dialog


def held(seat: Seat) -> None:
    def work(office: Office) -> None:
        (meeting,) = meetings(office)
        page = seat.window.page(MeetingsPage)
        hold(office, replace(find_meeting(office, meeting.id), attended=page.detail.attendance.attendees()))

    seat.ask(work)


def test_the_page_says_for_each_case_who_stays_who_leaves_and_asks_her_consent_with_one_press(seat: Seat) -> None:
    page = opened(seat)
    cards = [card for card in page.detail.findChildren(CaseCard) if card.isVisible()]
    assert "Maison d’accueil, Police locale" in words_in(cards[0])
    assert "Mairie (pas d’accord)" in words_in(cards[0])
    seat.click(cards[0].consent_buttons["mairie"])
    assert seat.window.case_page is not None
    (tab,) = seat.window.case_page.findChildren(ConsentTab)
    assert tab.page is not None and tab.isVisible()
    assert tab.page.form.inquiry.facts.recipient == "mairie"


def test_a_meeting_is_prepared_with_what_was_chosen(seat: Seat) -> None:
    seat.show("meetings")
    page = seat.window.page(MeetingsPage)
    seat.click(page.add_button)
    form = page.asking.form
    assert form is not None
    seat.qtbot.keyClicks(line(form, "on"), "demain")
    seat.qtbot.keyClicks(line(form, "at"), "9:30")
    search(form, "invited").set_value(["abri", "police"])
    form.save_button.click()
    seat.settle()
    assert len(seat.ask(meetings)) == 1
    line(form, "at").clear()
    seat.qtbot.keyClicks(line(form, "at"), "09:30")
    form.save_button.click()
    seat.settle()
    made = seat.ask(meetings)[0]
    assert (made.at, made.agencies) == ("09:30", ("abri", "police"))
    assert page.detail.isVisible()


def test_in_the_room_a_case_begins_closed_and_shows_only_what_all_who_stay_may_have(seat: Seat) -> None:
    dialog = in_the_room(seat)
    closed = words_in(dialog)
    assert "Sortent : Mairie" in closed and "Restent : Maison d’accueil, Police locale" in closed
    for word in ("accord", "Amina", "A.", "place", "frappée", "Exemples", "2026-0042"):
        assert word not in closed
    seat.click(dialog.open_button)
    shown = words_in(dialog)
    assert "A." in shown and "Elle cherche une place" in shown
    for word in ("Amina", "frappée", "rue des Exemples", "Béatrice"):
        assert word not in shown
    seat.click(dialog.name_button)
    assert dialog.who.text() == "Amina"
    seat.click(dialog.next_button)
    after = words_in(dialog)
    assert "Amina" not in after and "cherche" not in after and dialog.case_part.isHidden()
    dialog.reject()
    seat.settle()


def test_who_must_never_be_informed_is_said_to_the_office_and_never_on_the_screen_that_they_read(
    seat: Seat
) -> None:
    made = seat.ask(lambda office: new_meeting(office, plan(
        office, invited=[{"partner": "police", "person": "Marc Vidal"}], cases=[{"case": "2026-0043"}]
    )))
    seat.show("meetings")
    page = seat.window.page(MeetingsPage)
    page.open_meeting(made)
    seat.settle()
    assert "à ne jamais informer" in page.detail.barred.text()
    seat.click(page.detail.room_button)
    dialog = page.detail.dialog
    assert isinstance(dialog, RoomDialog)
    assert "jamais" not in words_in(dialog) and "Vidal" not in words_in(dialog)
    assert dialog.nobody.isVisible() and dialog.open_button.isHidden()
    dialog.show_case()
    assert dialog.case_part.isHidden()
    dialog.reject()
    seat.settle()


def test_decisions_and_actions_are_typed_in_one_line_each_and_the_last_is_taken_back(seat: Seat) -> None:
    opened(seat)
    held(seat)
    dialog = in_the_room(seat)
    seat.click(dialog.open_button)
    seat.qtbot.keyClicks(dialog.decision, "Prioritaire")
    seat.qtbot.keyClick(dialog.decision, Qt.Key.Key_Return)
    seat.settle()
    assert "Prioritaire" in dialog.decided.text()
    dialog.partner.setCurrentIndex(dialog.partner.findData("abri"))
    seat.qtbot.keyClicks(dialog.what, "Garder la chambre 4")
    seat.qtbot.keyClicks(dialog.due, "demain")
    seat.qtbot.keyClick(dialog.due, Qt.Key.Key_Return)
    seat.settle()
    (action,) = seat.ask(all_actions)
    assert (action.partner, action.what) == ("abri", "Garder la chambre 4") and action.due is not None
    seat.click(dialog.undo_button)
    assert seat.ask(all_actions) == ()
    seat.qtbot.keyClicks(dialog.due, "xyz")
    seat.qtbot.keyClicks(dialog.what, "x")
    seat.qtbot.keyClick(dialog.what, Qt.Key.Key_Return)
    seat.settle()
    assert seat.ask(all_actions) == () and dialog.fault.text()
    dialog.reject()
    seat.settle()


def test_packs_are_written_for_all_with_their_passphrases_shown_once(seat: Seat, tmp_path: Path) -> None:
    page = opened(seat)
    out = tmp_path / "packs"
    out.mkdir()
    page.detail.write_papers(PACK, out)
    seat.settle()
    dialog = page.detail.dialog
    assert isinstance(dialog, PacksDialog)
    assert len(dialog.made) == len([*out.iterdir()]) == 3
    assert all(each.passphrase in words_in(dialog) for each in dialog.made)
    dialog.accept()
    seat.settle()


def test_a_meeting_without_a_file_leaves_a_number_and_no_trace_of_what_was_typed(
    seat: Seat, tmp_path: Path, settings_of_this_computer: Path
) -> None:
    canary = "zizanie-canari"
    made = seat.ask(lambda office: new_meeting(office, plan(office, no_file=True, cases=[])))
    seat.show("meetings")
    page = seat.window.page(MeetingsPage)
    page.open_meeting(made)
    seat.settle()
    seat.click(page.detail.room_button)
    dialog = page.detail.dialog
    assert isinstance(dialog, NoFileDialog)
    for _time in range(3):
        seat.qtbot.keyClicks(dialog.name, canary)
        seat.click(dialog.next_button)
        dialog.name.undo()
        assert dialog.name.text() == ""
    seat.click(dialog.end_button)
    assert seat.ask(lambda office: find_meeting(office, made).count) == 3

    def dump(office: Office) -> str:
        database = office.vault.opened.database
        tables = [row[0] for row in database.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return repr([database.all(f"SELECT * FROM \"{table}\"") for table in tables])

    assert canary not in seat.ask(dump)
    seat.window.flush()
    seat.settle()
    for folder in (tmp_path, settings_of_this_computer):
        for file in folder.rglob("*"):
            assert not file.is_file() or canary.encode() not in file.read_bytes()
            assert canary not in file.name


def test_who_came_is_noted_and_the_next_time_it_stands_there(seat: Seat) -> None:
    page = opened(seat)
    attendance = page.detail.attendance
    attendance._lines[2][1].setChecked(False)
    seat.click(attendance.save_button)
    (meeting,) = seat.ask(meetings)
    assert [each.partner for each in meeting.attended] == ["abri", "police"]
    assert [item.stayed for item in seat.ask(lambda office: [*agenda(office, meetings(office)[0])])] == [
        ("abri", "police"), ("police",)
    ]
    assert page.detail.minutes_button.isVisibleTo(page)


def test_the_hiding_key_counts_in_the_room_too_also_while_a_decision_is_typed(seat: Seat, qapp: QApplication) -> None:
    key, signs = PanicKey(qapp), list[int]()
    key.pressed.connect(lambda: signs.append(1))
    dialog = in_the_room(seat)
    seat.click(dialog.open_button)
    seat.qtbot.keyClicks(dialog.decision, "Prioritaire")
    dialog.decision.setFocus()
    seat.qtbot.keyClick(dialog.windowHandle(), Qt.Key.Key_Escape)
    assert dialog.isVisible() and dialog.case_part.isHidden(), "behind it stands why somebody leaves"
    seat.qtbot.keyClick(dialog.windowHandle(), Qt.Key.Key_Escape)
    assert signs == [1]
    qapp.removeEventFilter(key)
    key.deleteLater()
    dialog.reject()
    seat.settle()
