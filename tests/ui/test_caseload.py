"""The caseload in the real window."""

from __future__ import annotations

from functools import partial

import pytest
from babel.dates import format_date
from PySide6.QtCore import Qt

from caselink.demo.example import EXAMPLE_REFERENCE
from caselink.domain.case import CaseStatus
from caselink.domain.needs import Domain, NeedState
from caselink.services.cases import DomainCount, caseload, new_case, set_status
from caselink.services.needs import set_need
from caselink.services.reserving import reserve_case
from caselink.services.retention import hold_case, lift_hold
from caselink.ui.case.page import CasePage
from caselink.ui.pages.caseload.counts import count_signs, count_words
from caselink.ui.pages.caseload.danger_delegate import shortened
from caselink.ui.pages.caseload.model import COUNT_ROLE
from caselink.ui.pages.caseload.page import CaseloadPage
from tests.ui.asked import line
from tests.ui.conftest import Seat

REFERENCE, NAME, STATE, CHANGED = 0, 1, 4, 9


def cell(seat: Seat, row: int, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    model = seat.window.page(CaseloadPage).model
    return model.index(row, column).data(role)


def with_cases(seat: Seat, count: int) -> None:
    seat.ask(lambda office: [new_case(office, f"T-{number:04d}", f"Nom {number}") for number in range(count)])
    seat.window.page(CaseloadPage).refresh()
    seat.settle()


def test_a_legal_hold_is_seen_in_the_list_and_in_the_header_of_its_case(seat: Seat) -> None:
    with_cases(seat, 2)
    held = seat.ask(caseload).rows[0]
    seat.ask(lambda office: hold_case(office, held.id, "réquisition"))
    seat.window.page(CaseloadPage).refresh()
    seat.settle()
    assert cell(seat, 0, STATE) == "suspendu"
    assert "Effacement suspendu" in str(cell(seat, 0, STATE, Qt.ItemDataRole.ToolTipRole))
    assert "suspendu" not in str(cell(seat, 1, STATE))
    for row, expected in ((0, True), (1, False)):
        seat.window.open_case(seat.ask(caseload).rows[row].id)
        seat.settle()
        assert seat.window.case_page is not None
        assert seat.window.case_page.header.held.isVisible() is expected
    seat.ask(lambda office: lift_hold(office, held.id))
    assert not any(row.held for row in seat.ask(caseload).rows)


def test_an_empty_vault_says_what_to_do_first(seat: Seat) -> None:
    page = seat.window.page(CaseloadPage)
    assert page.welcome.isVisible()
    assert not page.table.isVisible()


def test_the_fictional_example_opens_as_a_case_that_says_what_it_is(seat: Seat) -> None:
    seat.window.page(CaseloadPage).welcome.example_asked.emit()
    seat.qtbot.waitUntil(lambda: seat.window.case_page is not None)
    seat.settle()
    seat.window.leave_case()
    seat.settle()
    assert cell(seat, 0, REFERENCE) == EXAMPLE_REFERENCE
    assert seat.window.page(CaseloadPage).table.isVisible()


def test_a_new_case_needs_nothing_but_a_key_and_return(seat: Seat) -> None:
    seat.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    panel = seat.window.page(CaseloadPage).panel
    assert panel.isVisible()
    seat.qtbot.keyClicks(line(panel, "name"), "Amina B.")
    seat.qtbot.keyClick(line(panel, "name"), Qt.Key.Key_Return)
    seat.qtbot.waitUntil(lambda: seat.window.case_page is not None)
    rows = seat.ask(caseload).rows
    assert [row.name for row in rows] == ["Amina B."]


def test_a_reference_that_exists_is_refused_in_the_panel_and_adds_nothing(seat: Seat) -> None:
    with_cases(seat, 1)
    page = seat.window.page(CaseloadPage)
    seat.click(page.new_button)
    seat.qtbot.keyClicks(line(page.panel, "reference"), "T-0000")
    seat.click(page.panel.save_button)
    assert seat.window.case_page is None
    assert page.panel.isVisible()
    assert page.panel.fault.isVisible()
    assert seat.ask(caseload).total == 1


def test_escape_leaves_the_panel_of_a_new_case(seat: Seat) -> None:
    page = seat.window.page(CaseloadPage)
    seat.click(page.new_button)
    seat.qtbot.keyClick(line(page.panel, "name"), Qt.Key.Key_Escape)
    assert not page.panel.isVisible()
    assert page.new_button.isEnabled()


def test_only_the_first_rows_are_read_until_one_scrolls(seat: Seat) -> None:
    with_cases(seat, 70)
    page = seat.window.page(CaseloadPage)
    assert page.model.rowCount() == 50
    assert "70" in page.subtitle.text()
    page.table.scrollToBottom()
    seat.qtbot.waitUntil(lambda: page.model.rowCount() == 70)


def test_the_last_search_wins_however_fast_one_types(seat: Seat) -> None:
    with_cases(seat, 12)
    page = seat.window.page(CaseloadPage)
    seat.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    seat.qtbot.keyClicks(page.search, "T-0007")
    seat.settle()
    assert page.model.rowCount() == 1
    assert cell(seat, 0, REFERENCE) == "T-0007"
    page.search.clear()
    seat.settle()
    assert page.model.rowCount() == 12


def test_a_search_without_a_hit_says_so(seat: Seat) -> None:
    with_cases(seat, 2)
    page = seat.window.page(CaseloadPage)
    seat.qtbot.keyClicks(page.search, "zzzz")
    seat.settle()
    assert not page.table.isVisible()
    assert not page.welcome.isVisible()


def test_return_in_the_search_opens_the_first_case_found(seat: Seat) -> None:
    with_cases(seat, 3)
    page = seat.window.page(CaseloadPage)
    seat.qtbot.keyClicks(page.search, "T-0001")
    seat.settle()
    seat.qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert seat.window.case_page is not None


def test_down_goes_from_the_search_into_the_rows(seat: Seat) -> None:
    with_cases(seat, 3)
    page = seat.window.page(CaseloadPage)
    page.focus_search()
    seat.qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    assert page.table.currentIndex().row() == 0


def test_a_click_on_a_row_opens_its_case(seat: Seat) -> None:
    with_cases(seat, 2)
    table = seat.window.page(CaseloadPage).table
    place = table.visualRect(seat.window.page(CaseloadPage).model.index(1, NAME)).center()
    seat.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    seat.settle()
    page = seat.window.case_page
    assert page is not None
    case = page.store.case
    assert case is not None
    assert case.reference == "T-0000"


@pytest.mark.parametrize("one_click_opens_everything", [False, True])
def test_a_case_opens_once_whatever_a_click_does_on_this_desktop(seat: Seat, one_click_opens_everything: bool) -> None:
    with_cases(seat, 1)
    table = seat.window.page(CaseloadPage).table
    table.setStyleSheet(f"QTableView {{ activate-on-singleclick: {int(one_click_opens_everything)}; }}")
    place = table.visualRect(seat.window.page(CaseloadPage).model.index(0, NAME)).center()
    seat.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(seat.window.findChildren(CasePage)) == 1
    seat.settle()
    seat.window.leave_case()
    seat.settle()
    table.setFocus()
    table.selectRow(0)
    seat.qtbot.keyClick(table, Qt.Key.Key_Return)
    assert seat.window.case_page is not None


def test_the_board_shows_each_domain_with_its_counts(seat: Seat) -> None:
    case = seat.ask(new_case)
    seat.ask(lambda office: set_need(office, case.id, "complaint", NeedState.TO_DO))
    seat.ask(lambda office: set_need(office, case.id, "rights_explained", NeedState.DONE))
    page = seat.window.page(CaseloadPage)
    page.refresh()
    seat.settle()
    seat.click(page.views.chip("board"))
    column = seat.window.page(CaseloadPage).model.column(Domain.JUSTICE.value)
    assert not page.table.isColumnHidden(column)
    count = cell(seat, 0, column, COUNT_ROLE)
    assert isinstance(count, DomainCount)
    assert (count.to_do, count.done) == (1, 1)
    assert "1 à faire, 1 fait" in str(cell(seat, 0, column, Qt.ItemDataRole.AccessibleTextRole))


def test_all_domains_and_a_name_fit_a_window_of_1024_pixels(seat: Seat) -> None:
    with_cases(seat, 30)
    page = seat.window.page(CaseloadPage)
    page.show_view("board")
    assert page.table.horizontalScrollBar().maximum() == 0
    assert page.table.columnWidth(NAME) >= 80


def fits_into(room: int, words: str) -> bool:
    return len(words) <= room


def test_a_level_on_the_board_is_said_as_far_as_there_is_room_and_never_cut() -> None:
    words = "!! immédiat · à refaire"
    for room, said in ((99, words), (len(words) - 1, "!! immédiat"), (5, "!!"), (0, "!!")):
        assert shortened(words, partial(fits_into, room)) == said
    assert shortened("", partial(fits_into, 0)) == ""


def test_what_is_not_assessed_is_never_green() -> None:
    assert count_signs(DomainCount(not_assessed=3)) == (("○\u20093", "quiet"),)
    assert [role for _sign, role in count_signs(DomainCount(done=2, not_assessed=1))] == ["quiet", "done"]
    assert count_signs(DomainCount(other=1)) == (("–", "quiet"),)
    assert [role for _sign, role in count_signs(DomainCount(to_do=2, done=1))] == ["to_do", "done"]
    assert count_words(DomainCount(to_do=2, not_assessed=1)) == "2 à faire, 1 non évalué"


def test_counts_are_said_in_the_plural_where_there_are_several() -> None:
    several = "2 à faire, 2 faits, 2 sans objet ou non souhaités, 3 non évalués"
    assert count_words(DomainCount(2, 2, 2, 3)) == several
    assert count_words(DomainCount(done=1, other=1)) == "1 fait, 1 sans objet ou non souhaité"


def test_a_closed_case_is_marked_in_words(seat: Seat) -> None:
    case = seat.ask(new_case)
    seat.ask(lambda office: set_status(office, case.id, CaseStatus.CLOSED))
    seat.window.page(CaseloadPage).refresh()
    seat.settle()
    assert cell(seat, 0, STATE) == "clos"


def test_one_key_shows_names_as_initials(seat: Seat) -> None:
    seat.ask(lambda office: new_case(office, name="Amina Benali"))
    seat.window.page(CaseloadPage).refresh()
    seat.settle()
    seat.press(Qt.Key.Key_F9)
    assert cell(seat, 0, NAME) == "A. B."
    assert seat.window.actions_by_name["initials"].isChecked()
    seat.press(Qt.Key.Key_F9)
    assert cell(seat, 0, NAME) == "Amina Benali"


def test_a_reserved_case_shows_the_day_on_which_it_was_changed_and_no_hour(seat: Seat) -> None:
    with_cases(seat, 2)
    reserved = seat.ask(caseload).rows[1]
    seat.ask(lambda office: reserve_case(office, reserved.id, [office.user]))
    for row in seat.ask(caseload).rows:
        seat.ask(lambda office, case_id=row.id: set_need(office, case_id, "lawyer", NeedState.TO_DO))  # type: ignore[misc]
    page = seat.window.page(CaseloadPage)
    page.refresh()
    seat.settle()
    shown = {
        head.reserved: str(cell(seat, row, CHANGED)) for row, head in enumerate(seat.ask(caseload).rows)
    }
    today = seat.ask(lambda office: office.today())
    assert shown[True] == format_date(today, "d MMM", locale="fr")
    assert ":" in shown[False]
