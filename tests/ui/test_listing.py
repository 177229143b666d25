"""One table for all lists: sorted by each head, read a page at a time, copied; long ones cost what short ones do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from caselink.domain.answers import Json
from caselink.domain.events import EventKind
from caselink.domain.needs import NeedState
from caselink.forms.purposes import Purpose
from caselink.services.cases import new_case
from caselink.services.needs import set_need
from caselink.services.office import Office
from caselink.services.reserving import reserve_case
from caselink.ui.case.consent.tab import ConsentTab
from caselink.ui.case.register.tab import RegisterTab
from caselink.ui.case.tab import Tab
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.pages.register.page import RegisterPage
from caselink.ui.pieces.listing import AT_ONCE
from tests.ui.conftest import Seat

NAMES = ("Zélie", "amina", "Élodie")
MANY = 3 * AT_ONCE


def shown(seat: Seat, column: str) -> list[str]:
    model = seat.window.page(CaseloadPage).model
    number = model.column(column)
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def click_head(seat: Seat, column: str) -> None:
    page = seat.window.page(CaseloadPage)
    head, number = page.table.horizontalHeader(), page.model.column(column)
    place = head.viewport().rect().center()
    place.setX(head.sectionViewportPosition(number) + head.sectionSize(number) // 2)
    seat.qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    seat.settle()


@pytest.fixture
def filled(seat: Seat) -> Seat:
    def fill(office: Office) -> None:
        cases = [new_case(office, f"T-{number}", name) for number, name in enumerate(NAMES)]
        for item in ("lawyer", "complaint"):
            set_need(office, cases[0].id, item, NeedState.TO_DO)
        set_need(office, cases[2].id, "lawyer", NeedState.TO_DO)
        reserve_case(office, cases[2].id, (office.user,))

    seat.ask(fill)
    seat.show("caseload")
    return seat


def test_a_head_sorts_then_the_other_way_round_then_not_reserved_cases_among_the_others(filled: Seat) -> None:
    as_listed = shown(filled, "name")
    click_head(filled, "name")
    assert shown(filled, "name") == ["amina", "Élodie", "Zélie"]
    click_head(filled, "name")
    assert shown(filled, "name") == ["Zélie", "Élodie", "amina"]
    click_head(filled, "name")
    assert shown(filled, "name") == as_listed


@pytest.mark.parametrize("column", ["total", "justice"])
def test_counts_are_sorted_by_what_is_to_be_done(filled: Seat, column: str) -> None:
    page = filled.window.page(CaseloadPage)
    page.table.sort_by(page.model.column(column), Qt.SortOrder.DescendingOrder)
    filled.settle()
    assert shown(filled, "name") == ["Zélie", "Élodie", "amina"]


def test_what_is_searched_stays_searched_when_it_is_sorted(filled: Seat) -> None:
    page = filled.window.page(CaseloadPage)
    page.search.setText("élo")
    filled.settle()
    page.table.sort_by(page.model.column("changed"))
    filled.settle()
    assert shown(filled, "name") == ["Élodie"]


def test_keys_alone_sort_by_every_column_that_is_seen_and_copy_a_row(filled: Seat) -> None:
    page = filled.window.page(CaseloadPage)
    menu = page.table.menu()
    offered = [action.text() for action in menu.actions()]
    for head in ("Référence", "Nom", "Échéance", "Besoins"):
        assert any(head in words for words in offered), head
    assert not any("Justice" in words for words in offered)
    next(action for action in menu.actions() if "Nom" in action.text()).trigger()
    filled.settle()
    page.table.selectRow(0)
    page.table.setFocus()
    filled.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split("\t")[1] == "amina"


def _left(number: int) -> dict[str, Json]:
    return {
        "document": f"D-{number:03d}", "recipient": "abri", "recipient_name": f"Maison {number:03d}",
        "individual": False, "purpose": Purpose.HOUSING.value, "basis": ["consent:1"], "valid_until": "", "held": [],
        "sha256": "",
    }


def _consent(day: str, number: int) -> dict[str, Json]:
    return {
        "recipient": f"p{number}", "recipient_kind": "", "individual": False, "categories": ["contact"],
        "purposes": [Purpose.HOUSING.value], "given_on": day, "expires_on": day, "mode": "spoken", "language": "fr",
        "interpreter": "", "emergency": False,
    }


def _with_events(seat: Seat, count: int) -> str:
    def fill(office: Office) -> str:
        case_id = new_case(office).id
        with office.vault.change("consent_given", case_id) as change:
            for number in range(count):
                change.add_event(case_id, EventKind.CONSENT_GIVEN, _consent(office.today().isoformat(), number))
                change.add_event(case_id, EventKind.LEFT, _left(number))
        return case_id

    return seat.ask(fill)


@pytest.mark.parametrize(("tab", "kind"), [("consents", ConsentTab), ("register", RegisterTab)])
def test_a_long_list_of_a_case_is_made_of_no_more_widgets_than_a_short_one(
    seat: Seat, tab: str, kind: type[Tab]
) -> None:
    counted = []
    for count in (2, MANY):
        seat.window.open_case(_with_events(seat, count))
        seat.settle()
        page = seat.window.case_page
        assert page is not None
        page.show_tab(tab)
        seat.settle()
        shown_tab = page.tab(kind)
        assert isinstance(shown_tab, ConsentTab | RegisterTab)
        assert shown_tab.listing.rowCount() == min(count, AT_ONCE)
        counted.append(len(shown_tab.findChildren(QWidget)))
    assert counted[0] == counted[1]


def test_the_rest_of_the_register_is_read_when_one_scrolls_and_found_wherever_it_is(seat: Seat) -> None:
    _with_events(seat, MANY)
    seat.show("register")
    page = seat.window.page(RegisterPage)
    newest = page.model.column("recipient")
    assert (page.model.rowCount(), page.model.index(0, newest).data()) == (AT_ONCE, f"Maison {MANY - 1:03d}")
    assert str(MANY) in page.subtitle.text()
    page.table.scrollToBottom()
    seat.settle()
    assert page.model.rowCount() == 2 * AT_ONCE
    assert len({page.model.index(row, newest).data() for row in range(2 * AT_ONCE)}) == 2 * AT_ONCE
    page.search.setText("maison 003")
    seat.settle()
    assert [page.model.index(row, newest).data() for row in range(page.model.rowCount())] == ["Maison 003"]
