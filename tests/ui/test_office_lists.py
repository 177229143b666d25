"""The lists of the office: what is due, who was last in contact, what partners were asked and answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caselink.domain.needs import NeedState
from caselink.services.cases import new_case
from caselink.services.deadlines import deadlines_of, record_deadline, remove_deadline
from caselink.services.encounters import record_encounter
from caselink.services.needs import set_need
from caselink.services.office import Office
from caselink.services.referrals import record_referral, referrals
from caselink.ui.look.theme import Theme
from caselink.ui.pages.following.deadlines_page import DeadlinesPage
from caselink.ui.pages.following.referrals_page import ReferralsPage
from caselink.ui.pages.following.seen_page import SeenPage
from caselink.ui.pages.today.page import TodayPage
from caselink.ui.shell.main_window import MainWindow
from caselink.ui.shell.office_clock import OfficeClock
from caselink.ui.shell.vault_thread import VaultThread
from tests.conftest import Prepared
from tests.ui.asked import chips, day, line
from tests.ui.test_today import close, opened, settle, shown
from tests.vault.colleagues import add_colleague


@pytest.fixture
def thread(qapp: QApplication) -> Iterator[VaultThread]:
    Theme.current()
    made = VaultThread(qapp)
    yield made
    made.close()


@pytest.fixture
def window(prepared_office: Prepared, tmp_path: Path, thread: VaultThread) -> Iterator[MainWindow]:
    made = shown(thread, opened(thread, prepared_office, prepared_office.copy_to(tmp_path / "office.caselink")))
    thread.run(followed)
    settle(thread)
    yield made
    close(made, thread)


def followed(office: Office) -> None:
    """Two cases: one in which something waits, one that nobody saw for long."""
    add_colleague(office.vault, "ida")
    today = office.today()
    first, second = (new_case(office, f"2026-{number:04}", name).id for number, name in ((1, "Nour"), (2, "Elif")))
    record_deadline(office, first, {"kind": "own", "on": (today - timedelta(1)).isoformat(), "what": "photos"})
    set_need(office, first, "lawyer", NeedState.TO_DO, owner="ida", due=today)
    record_encounter(office, first, {"on": today.isoformat()})
    record_encounter(office, second, {"on": (today - timedelta(40)).isoformat(), "by": "ida"})
    record_referral(office, second, {
        "need": "accommodation", "to": "CPVCF", "state": "sent", "on": (today - timedelta(9)).isoformat(),
        "due": (today - timedelta(2)).isoformat(),
    })


def rows(page: DeadlinesPage | SeenPage | ReferralsPage) -> list[list[str]]:
    model = page.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_today_leads_to_each_list_and_each_list_back(window: MainWindow, thread: VaultThread) -> None:
    window.show_page("today")
    pages: tuple[DeadlinesPage | SeenPage | ReferralsPage, ...] = (
        window.page(DeadlinesPage), window.page(SeenPage), window.page(ReferralsPage),
    )
    for button, page in zip(window.page(TodayPage).lists, pages, strict=True):
        button.click()
        settle(thread)
        assert page.isVisible()
        page.back.click()
        assert window.page(TodayPage).isVisible()


def test_what_is_due_is_one_list_put_off_with_a_reason_done_and_taken_away(
    window: MainWindow, thread: VaultThread, tmp_path: Path
) -> None:
    window.show_page("deadlines")
    settle(thread)
    page = window.page(DeadlinesPage)
    assert [row[0:2] + row[3:] for row in rows(page)] == [
        ["2026-0002", "Elif", "Réponse attendue", "Hébergement · CPVCF", ""],
        ["2026-0001", "Nour", "Échéance notée", "photos", ""],
    ]
    page.filters.choose("all")
    settle(thread)
    assert len(rows(page)) == 3
    page.table.selectRow(0)
    assert page.later_button.isEnabled() and not page.done_button.isEnabled(), "it is settled where it comes from"
    page.table.selectRow(1)
    page.later_button.click()
    form = page.putting_off.form
    assert form is not None
    day(form, "until").set_value((OfficeClock.current().today() + timedelta(3)).isoformat())
    QTest.keyClicks(line(form, "reason"), "elle rappelle")
    form.save_button.click()
    settle(thread)
    (put_off,) = (row for row in rows(page) if "photos" in row[4])
    assert put_off[4] == "photos · remis\N{NO-BREAK SPACE}: elle rappelle"
    assert page.table.choose(next(row.deadline.id for row in page.model.rows() if row.deadline.text == "photos"))
    page.write_calendar(tmp_path / "due.ics")
    page.done_button.click()
    settle(thread)
    assert len(rows(page)) == 2
    said = (tmp_path / "due.ics").read_text("utf-8")
    assert {str(event["summary"]) for event in Calendar.from_ical(said).walk("VEVENT")} == {"CaseLink: à voir"}
    assert "photos" not in said
    window.show_initials(True)
    assert "Elif" not in str(rows(page))


def test_what_somebody_noted_is_taken_away_and_back(window: MainWindow, thread: VaultThread) -> None:
    window.show_page("deadlines")
    settle(thread)
    page = window.page(DeadlinesPage)
    page.table.selectRow(1)
    page.remove_button.click()
    settle(thread)
    assert [row[0] for row in rows(page)] == ["2026-0002"]
    assert window.messages.undo_button.isVisible()
    window.messages.undo_button.click()
    settle(thread)
    assert [row[0] for row in rows(page)] == ["2026-0002", "2026-0001"]


def test_what_another_has_settled_meanwhile_is_said_in_a_sentence(window: MainWindow, thread: VaultThread) -> None:
    window.show_page("deadlines")
    settle(thread)
    page = window.page(DeadlinesPage)
    page.table.selectRow(1)
    row = page.chosen
    assert row is not None

    def settled(office: Office) -> None:
        remove_deadline(office, row.deadline.case_id, row.deadline.id)

    thread.run(settled)
    settle(thread)
    page.done_button.click()
    settle(thread)
    assert "n’est pas, ou plus, dans ce dossier" in window.messages.text


def test_who_was_not_seen_for_long_stands_first(window: MainWindow, thread: VaultThread) -> None:
    window.show_page("seen")
    settle(thread)
    page = window.page(SeenPage)
    assert [(row[0], row[3], row[4]) for row in rows(page)] == [
        ("2026-0002", "il y a 40 jours", "ida"), ("2026-0001", "aujourd’hui", "amal"),
    ]
    page.filters.choose("quiet")
    settle(thread)
    assert [row[0] for row in rows(page)] == ["2026-0002"]


def test_an_answer_by_telephone_is_one_line_and_a_refusal_counts_for_its_partner(
    window: MainWindow, thread: VaultThread
) -> None:
    window.show_page("referrals")
    settle(thread)
    page = window.page(ReferralsPage)
    (row,) = rows(page)
    assert (row[0], row[1], row[4]) == ("2026-0002", "Elif", "✕ envoyée")
    page.table.selectRow(0)
    page.answer_button.click()
    form = page.answering.form
    assert form is not None
    chips(form, "state").set_value("refused")
    form.save_button.click()
    settle(thread)
    assert form.rows["why"].fault == "Une ligne suffit\N{NO-BREAK SPACE}: pourquoi c’est refusé."
    QTest.keyClicks(line(form, "why"), "complet")
    form.save_button.click()
    settle(thread)
    assert rows(page) == [], "nothing is awaited any more"
    page.filters.choose("refused")
    settle(thread)
    assert [each[4] for each in rows(page)] == ["refusée"]
    counted = page.partners
    assert [str(counted.index(0, column).data()) for column in range(5)] == ["CPVCF", "1", "0", "1", "complet (1)"]
    made: list[tuple[str, int]] = []

    def look(office: Office) -> tuple[str, int]:
        case_id = next(case_id for case_id, name in office.vault.open_cases().items() if name == "2026-0002")
        case = office.vault.case(case_id)
        return referrals(case)[0].why, len(deadlines_of(case, office.today()))

    thread.run(look, made.append)
    settle(thread)
    assert made == [("complet", 0)]
