"""One clock for the whole window: what shows goes along with the day, and a clock that is wrong is said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import time_machine
from pytestqt.qtbot import QtBot

from caselink.clock import computer_now
from caselink.domain.partners import Partner, PartnerKind
from caselink.domain.roles import Role
from caselink.domain.vault_time import ClockStanding
from caselink.forms.purposes import Purpose
from caselink.services.cases import new_case
from caselink.services.consent_lines import ConsentState
from caselink.services.consents import give_consent
from caselink.services.directory import save_partner
from caselink.services.office import Office
from caselink.ui.case.consent.tab import ConsentTab
from caselink.ui.case.page import CasePage
from caselink.ui.case.sharing.tab import SharingTab
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.vault_thread import VaultThread
from tests.conftest import Prepared
from tests.ui.asked import day
from tests.ui.conftest import Seat, open_seat
from tests.vault.colleagues import add_colleague, seen_by

CONSENTS, SHARING = "consents", "sharing"


@contextmanager
def days_on(count: float, seat: Seat | None = None) -> Iterator[None]:
    """The computer's clock, so many days from now; the window looks at it as it does each second."""
    with time_machine.travel(computer_now() + timedelta(days=count)):
        if seat is not None:
            OfficeClock.current().tick()
            seat.settle()
        yield


def case_with_a_consent_until_today(office: Office) -> str:
    save_partner(office, Partner("abri", "Maison d’accueil", PartnerKind.SHELTER))
    case = new_case(office, "2026-0042", "Amina").id
    give_consent(
        office, case, recipient="abri", everything_else=True, purposes=[Purpose.HOUSING], expires_on=office.today()
    )
    return case


def states(page: CasePage) -> list[ConsentState]:
    return [line.state for line in page.tab(ConsentTab).listing.rows()]


def test_after_midnight_consents_preview_and_button_are_those_of_the_new_day(seat: Seat) -> None:
    case = seat.ask(case_with_a_consent_until_today)
    seat.window.open_case(case)
    seat.settle()
    page = seat.window.case_page
    assert page is not None
    page.show_tab(CONSENTS)
    seat.settle()
    assert states(page) == [ConsentState.ACTIVE]
    page.tab(SharingTab).choose("partner:abri", Purpose.HOUSING)
    page.show_tab(SHARING)
    seat.settle()
    assert page.tab(SharingTab).prepare.isEnabled()
    with days_on(1, seat):
        assert not page.tab(SharingTab).prepare.isEnabled()
        shown = page.tab(SharingTab).shown
        assert shown is not None
        assert not shown.shared
        page.show_tab(CONSENTS)
        seat.settle()
        assert states(page) == [ConsentState.EXPIRED]


def test_after_midnight_what_was_due_today_is_late(seat: Seat) -> None:
    case = seat.ask(case_with_a_consent_until_today)
    seat.window.open_case(case)
    seat.settle()
    assert seat.window.case_page is not None
    before = seat.window.case_page.store.now.date()
    with days_on(1, seat):
        assert seat.window.case_page.store.now.date() == before + timedelta(days=1)


def test_a_page_of_the_rail_says_today_only_of_today(seat: Seat) -> None:
    seat.ask(case_with_a_consent_until_today)
    seat.window.show_page("caseload")
    seat.settle()
    model = seat.window.page(CaseloadPage).model

    def said(column: str) -> str:
        return str(model.index(0, model.column(column)).data())

    assert (len(said("changed")), said("due")) == (len("14:32"), "aujourd’hui")
    with days_on(1, seat):
        assert len(said("changed")) > len("14:32")
        assert said("due") != "aujourd’hui"


def test_a_clock_set_back_while_the_window_is_open_is_said_at_once_and_noted(seat: Seat) -> None:
    seat.ask(case_with_a_consent_until_today)
    assert seat.window.clock_notice.isHidden()
    with days_on(-5, seat):
        assert seat.window.clock_notice.isVisible()
        assert "en retard" in seat.window.clock_notice.words.text()
        assert [entry.action for entry in seat.ask(lambda office: [*office.vault.audit()])][-1] == "clock_behind"
        seat.click(seat.window.clock_notice.right_button)
        assert seat.window.clock_notice.right_button.isHidden()
        assert seat.window.clock_notice.isVisible(), "the later day counts all the same"
    OfficeClock.current().tick()
    assert seat.window.clock_notice.isHidden()


def test_a_clock_far_ahead_is_asked_about_before_anything_is_kept(
    prepared_office: Prepared, tmp_path: Path, qtbot: QtBot, thread: VaultThread
) -> None:
    folder = prepared_office.copy_to(tmp_path / "seat.caselink")
    with days_on(400):
        seat = open_seat(prepared_office, folder, qtbot, thread)
        assert "plus d’un mois" in seat.window.clock_notice.words.text()
        assert not seat.window.clock_notice.wrong_button.isVisible()
        rows = seat.ask(lambda office: len([*office.vault.audit()]))
        seat.click(seat.window.clock_notice.right_button)
        assert seat.window.clock_notice.isHidden()
        assert seat.ask(lambda office: [*office.vault.audit()][rows:][0].action) == "clock_said_right"


def test_the_coordination_takes_a_wrong_day_back_after_one_more_question(seat: Seat) -> None:
    with days_on(20, seat):
        seat.ask(case_with_a_consent_until_today)
    OfficeClock.current().tick()
    seat.settle()
    notice = seat.window.clock_notice
    seat.click(notice.wrong_button)
    assert "À partir de maintenant" in notice.words.text()
    seat.click(notice.leave_button)
    assert "en retard" in notice.words.text()
    seat.click(notice.wrong_button)
    seat.click(notice.take_back_button)
    assert notice.isHidden()
    assert OfficeClock.current().state().standing is ClockStanding.RIGHT
    assert seat.ask(lambda office: office.today()) == OfficeClock.current().today()


def test_who_does_not_coordinate_is_not_offered_to_take_days_back(
    prepared_office: Prepared, tmp_path: Path, qtbot: QtBot, thread: VaultThread
) -> None:
    folder = prepared_office.copy_to(tmp_path / "seat.caselink")
    with prepared_office.open(folder) as vault:
        slot = add_colleague(vault, role=Role.WORKER)
    with days_on(-5):
        seat = open_seat(prepared_office, folder, qtbot, thread, lambda vault: seen_by(vault, "ida", slot))
        assert seat.window.clock_notice.isVisible()
        assert not seat.window.clock_notice.wrong_button.isVisible()


def test_the_day_proposed_for_a_consent_goes_along_and_one_that_was_typed_stays(seat: Seat) -> None:
    today = OfficeClock.current().today()
    seat.window.open_case(seat.ask(lambda office: new_case(office).id), "consents")
    seat.settle()
    assert seat.window.case_page is not None
    tab = seat.window.case_page.tab(ConsentTab)
    tab.start()
    assert tab.page is not None
    earlier = today - timedelta(days=3)
    with days_on(1, seat):
        assert tab.page.giving().given_on == today + timedelta(days=1)
        day(tab.page.form, "given_on").set_value(earlier.isoformat())
        with days_on(1, seat):
            assert tab.page.giving().given_on == earlier


def test_a_clock_that_was_set_by_hours_has_what_shows_read_again(seat: Seat, qtbot: QtBot) -> None:
    with qtbot.waitSignal(OfficeClock.current().changed, timeout=1_000), days_on(0.02, seat):
        pass


def test_before_a_vault_is_open_the_computer_s_clock_shows() -> None:
    clock = OfficeClock()
    with days_on(-900):
        assert (clock.now() - clock.local(computer_now())) < timedelta(seconds=5)
