"""The first page of a day shows what waits, opens where the work is, and is kind where nothing waits."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from caselink.domain.needs import NeedState
from caselink.services.answers import record_answer
from caselink.services.cases import new_case
from caselink.services.encounters import record_encounter
from caselink.services.needs import set_need
from caselink.services.office import Office
from caselink.services.referrals import record_referral
from caselink.services.today import today_of
from caselink.ui.look.theme import Theme
from caselink.ui.pages.today.page import TodayPage
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.session_info import SessionInfo, read_session_info
from caselink.ui.shell.vault_thread import VaultThread
from tests.conftest import USER, Prepared
from tests.ui.waiting import wait_for


@pytest.fixture
def thread(qapp: QApplication) -> Iterator[VaultThread]:
    Theme.current()
    made = VaultThread(qapp)
    yield made
    made.close()


def opened(thread: VaultThread, prepared: Prepared, folder: Path) -> SessionInfo:
    desks: list[SessionInfo] = []

    def work() -> tuple[Office, SessionInfo]:
        office = Office(prepared.open(folder))
        return office, read_session_info(office)

    thread.open(work, desks.append)
    wait_for(lambda: bool(desks))
    return desks[0]


def shown(thread: VaultThread, desk: SessionInfo) -> MainWindow:
    window = MainWindow(thread, desk)
    window.resize(1366, 768)
    window.show()
    settle(thread)
    return window


def settle(thread: VaultThread) -> None:
    for _time in range(4):
        QCoreApplication.processEvents()
        wait_for(lambda: not thread.busy)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def close(window: MainWindow, thread: VaultThread) -> None:
    window.flush()
    settle(thread)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def a_full_day(office: Office) -> str:
    """A case for whom much waits, and one that nobody saw for long."""
    today = office.today()
    case_id = new_case(office, "2026-0042", "Amina B.").id
    for path, value in {"contact.may_call": True, "contact.safe_number": "0470 00 00 01"}.items():
        record_answer(office, case_id, path, value)
    record_encounter(office, case_id, {"on": today.isoformat(), "channel": "phone"})
    set_need(office, case_id, "lawyer", NeedState.TO_DO, due=today - timedelta(2))
    set_need(office, case_id, "complaint", NeedState.TO_DO, due=today, owner="bea")
    record_referral(office, case_id, {
        "need": "lawyer", "to": "CPVCF", "state": "sent", "on": (today - timedelta(9)).isoformat(),
    })
    quiet = new_case(office, "2026-0007").id
    record_encounter(office, quiet, {"on": (today - timedelta(31)).isoformat()})
    return case_id


def test_a_day_holds_what_waits_for_one_worker_or_for_all(prepared_office: Prepared, tmp_path: Path) -> None:
    with prepared_office.open(prepared_office.copy_to(tmp_path / "office.caselink")) as vault:
        office = Office(vault)
        assert today_of(office, mine=False).is_empty
        a_full_day(office)
        mine, everybody = today_of(office, mine=True), today_of(office, mine=False)
    assert [line.deadline.item for line in mine.due] == ["lawyer"]
    assert [line.deadline.item for line in everybody.due] == ["lawyer", "complaint"]
    assert [(each.case, each.name, each.number) for each in mine.callees] == [
        ("2026-0042", "Amina B.", "0470 00 00 01")
    ]
    assert [(line.referral.to, line.days) for line in mine.awaited] == [("CPVCF", 9)]
    assert mine.quiet == ("2026-0007",)


def test_the_first_unlocking_of_a_day_shows_it_and_later_ones_return_to_the_place(
    prepared_office: Prepared, tmp_path: Path, thread: VaultThread
) -> None:
    desk = opened(thread, prepared_office, prepared_office.copy_to(tmp_path / "office.caselink"))
    day = OfficeClock.current().today()
    for place, page in (
        ({}, "caseload"), ({"page": "register", "day": day.isoformat()}, "register"),
        ({"page": "register", "day": (day - timedelta(1)).isoformat()}, "today"),
    ):
        window = shown(thread, SessionInfo(desk.folder, USER, "Relais", 5, place, typing=desk.typing))
        assert window.place()["page"] == page
        close(window, thread)


def test_its_lines_open_the_case_where_the_work_is_and_hide_names_where_somebody_looks(
    prepared_office: Prepared, tmp_path: Path, thread: VaultThread
) -> None:
    desk = opened(thread, prepared_office, prepared_office.copy_to(tmp_path / "office.caselink"))
    window = shown(thread, desk)
    page = window.page(TodayPage)
    window.show_page("today")
    settle(thread)
    assert page.nothing.isVisible()
    made: list[str] = []
    thread.run(a_full_day, made.append)
    settle(thread)
    page.refresh()
    settle(thread)
    mine, everybody = page.whose.chips()
    assert mine.y() == everybody.y(), "beside each other"
    folder = os.environ.get("PICTURES")
    if folder:
        window.grab().save(f"{folder}/today.png")
    assert not page.nothing.isVisible() and len(page.due.lines) == 1
    assert "Amina B." in page.call.lines[0].accessibleName()
    window.show_initials(True)
    settle(thread)
    texts = " ".join(line.accessibleName() for part in (page.call, page.due) for line in part.lines)
    assert "Amina" not in texts and "0470" not in texts
    window.open_case(made[0], "following")
    settle(thread)
    assert window.case_page is not None and window.case_page.shown_tab() == "following"
    close(window, thread)
