"""The list as a coordination works through it: what presses, whose it is, one case after the other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from caselink.domain.case import CaseStatus
from caselink.domain.events import EventKind
from caselink.domain.needs import NeedState
from caselink.forms.purposes import Purpose
from caselink.services.cases import new_case, set_status
from caselink.services.deadlines import record_deadline
from caselink.services.encounters import record_encounter
from caselink.services.needs import set_need
from caselink.services.office import Office
from caselink.services.reserving import reserve_case
from caselink.services.retention import hold_case
from caselink.ui.look.theme import Theme
from caselink.ui.pages.caseload.page import CaseloadPage
from tests.ui.conftest import Seat

LATE, ENDING, SEEN, CLOSED, RESERVED = "T-1", "T-2", "T-3", "T-4", "T-5"


def fill(office: Office) -> None:
    """Five cases: one late, one whose consent ends, one that was seen, a closed one, a reserved one on hold."""
    today = office.today()
    ids = {name: new_case(office, name, f"Nom {name}").id for name in (LATE, ENDING, SEEN, CLOSED, RESERVED)}
    record_deadline(office, ids[LATE], {
        "kind": "own", "on": (today - timedelta(days=3)).isoformat(), "what": "Rappeler", "owner": office.user,
    })
    for name, days in ((ENDING, 10), (LATE, 200)):
        with office.vault.change("consent_given", ids[name]) as change:
            change.add_event(ids[name], EventKind.CONSENT_GIVEN, {
                "recipient": "CPVCF", "recipient_kind": "", "individual": False, "categories": ["contact"],
                "purposes": [Purpose.HOUSING.value], "given_on": today.isoformat(),
                "expires_on": (today + timedelta(days=days)).isoformat(), "mode": "spoken", "language": "fr",
                "interpreter": "", "emergency": False,
            })
    record_encounter(office, ids[SEEN], {
        "on": (today - timedelta(days=5)).isoformat(), "by": office.user, "channel": "phone",
    })
    set_need(office, ids[ENDING], "lawyer", NeedState.TO_DO)
    set_status(office, ids[CLOSED], CaseStatus.CLOSED)
    hold_case(office, ids[RESERVED], "réquisition")
    reserve_case(office, ids[RESERVED], (office.user,))


@pytest.fixture
def filled(seat: Seat) -> Seat:
    seat.ask(fill)
    seat.window.resize(1366, 768)
    seat.show("caseload")
    return seat


def column(seat: Seat, name: str) -> list[str]:
    model = seat.window.page(CaseloadPage).model
    return [str(model.index(row, model.column(name)).data() or "") for row in range(model.rowCount())]


def test_each_line_says_what_presses_whose_it_is_and_what_the_case_is_besides_open(filled: Seat) -> None:
    lines = {name: number for number, name in enumerate(column(filled, "reference"))}
    said = {name: column(filled, name) for name in ("next", "due", "worker", "seen", "state")}
    assert "Rappeler" in said["next"][lines[LATE]]
    assert said["due"][lines[LATE]] == "en retard de 3 jours"
    assert (said["worker"][lines[SEEN]], said["seen"][lines[LATE]]) == ("amal", "jamais")
    assert said["state"][lines[CLOSED]] == "clos"
    assert ("réservé · suspendu" in said["state"], said["state"][lines[LATE]]) == (True, "")
    assert len(lines) == 5
    model = filled.window.page(CaseloadPage).model
    colour = model.index(lines[LATE], model.column("due")).data(Qt.ItemDataRole.ForegroundRole)
    assert colour == Theme.current().colour("to_do")


@pytest.mark.parametrize(
    ("chip", "kept"),
    [("late", [LATE]), ("ending", [ENDING]), ("mine", [SEEN, LATE]), ("closed", [CLOSED])],
)
def test_a_filter_leaves_those_alone_and_is_there_again_after_a_case(filled: Seat, chip: str, kept: list[str]) -> None:
    page = filled.window.page(CaseloadPage)
    filled.click(page.filters.chip(chip))
    assert column(filled, "reference") == kept
    assert page.place()["filter"] == chip
    page.search.setText("zzzz")
    filled.settle()
    assert not page.welcome.isVisible()
    page.search.clear()
    filled.settle()
    page.restore({"filter": "nothing of the kind"})
    filled.settle()
    assert len(column(filled, "reference")) == 5


def test_every_head_sorts_the_list(filled: Seat) -> None:
    page = filled.window.page(CaseloadPage)
    first = {
        "next": LATE, "due": LATE, "worker": SEEN, "total": ENDING, "name": LATE, "state": CLOSED,
    }
    last = {"seen": SEEN}
    for each in page.model.columns:
        order = Qt.SortOrder.DescendingOrder if each.id == "total" else Qt.SortOrder.AscendingOrder
        page.table.sort_by(page.model.column(each.id), order)
        filled.settle()
        shown = column(filled, "reference")
        assert len(shown) == 5, each.id
        assert shown[0] == first.get(each.id, shown[0]), each.id
        assert shown[-1] == last.get(each.id, shown[-1]), each.id


def test_a_key_goes_from_case_to_case_in_the_order_of_the_list_and_back_to_the_row(filled: Seat) -> None:
    page = filled.window.page(CaseloadPage)
    page.table.setFocus()
    page.table.selectRow(1)
    filled.press(Qt.Key.Key_Return)
    order = column(filled, "reference")
    filled.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert filled.window.case_page is not None
    filled.window.case_page.show_tab("consents")
    filled.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    shown = filled.window.case_page
    assert shown is not None
    assert shown.store.case is not None
    assert (shown.store.case.reference, shown.shown_tab()) == (order[3], "consents")
    filled.press(Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    filled.window.leave_case()
    filled.settle()
    assert page.table.hasFocus()
    assert page.table.currentIndex().row() == 2


def test_at_the_end_of_the_list_the_key_says_so_and_the_case_stays(filled: Seat) -> None:
    page = filled.window.page(CaseloadPage)
    filled.click(page.filters.chip("late"))
    page.table.selectRow(0)
    page.table.setFocus()
    filled.press(Qt.Key.Key_Return)
    filled.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert "pas d’autre dossier" in filled.window.messages.text
    assert filled.window.case_page is not None
