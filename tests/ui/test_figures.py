"""Figures in the window: a number opens its cases, the chart is there, what leaves is shown before it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from caselink.services.figures.publishing import publications
from caselink.services.figures.survey import count_sheets, surveys
from caselink.ui.pages.figures.kept_page import FiguresKeptPage
from caselink.ui.pages.figures.page import FiguresPage
from tests.services.test_figures import some
from tests.ui.conftest import Seat
from tests.ui.waiting import wait_for


@pytest.fixture
def page(seat: Seat) -> FiguresPage:
    """The page of an office with eight women and two men, received on the day that it is."""
    day = seat.ask(lambda office: office.today()).isoformat()
    seat.ask(lambda office: some(office, 8, on=day, person__gender="woman"))
    seat.ask(lambda office: some(office, 2, 50, on=day, person__gender="man"))
    seat.show("figures")
    seat.settle()
    found = seat.window.findChild(FiguresPage)
    assert found is not None
    wait_for(lambda: found.chart.pixmap().width() > 0)
    return found


def choose(seat: Seat, page: FiguresPage, name: str) -> None:
    assert page.indicators.choose(name)
    seat.settle()
    wait_for(lambda: page.current is not None and page.current.table.id == name and not seat.thread.busy)
    seat.settle()


def test_every_indicator_has_its_number_its_definition_its_chart_and_its_table(seat: Seat, page: FiguresPage) -> None:
    assert page.number.text() == "10"
    choose(seat, page, "gender")
    assert page.title.text() == "Genre"
    assert "comme elles se présentent" in page.definition.text()
    assert [(line.words, line.count) for line in page.rows.rows()][:2] == [("femme", "8"), ("homme", "2")]
    assert "femme 8" in page.chart.accessibleName()
    assert page.chart.pixmap().width() > 200


def test_a_number_opens_its_cases_by_the_keyboard(seat: Seat, page: FiguresPage) -> None:
    choose(seat, page, "gender")
    page.lines.setFocus()
    page.lines.selectRow(1)
    seat.qtbot.keyClick(page.lines, Qt.Key.Key_Return)
    wait_for(lambda: hasattr(page, "cases"))
    assert [button.text() for button in page.cases.buttons] == ["2026-0050", "2026-0051"]
    seat.click(page.cases.buttons[0])
    assert seat.window.rail.isVisible()
    assert not page.isVisible()


def test_what_is_hidden_and_why_is_shown_before_anything_leaves(seat: Seat, page: FiguresPage, tmp_path: Path) -> None:
    page.ask_publish()
    seat.settle()
    assert any("Genre : 10 · 2 nombres cachés" in line for line in page.dialog.said)
    assert any("ne sort jamais du service" in line for line in page.dialog.said)
    assert seat.ask(publications) == ()
    page.dialog.write(tmp_path / "out.pdf")
    seat.settle()
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    assert len(seat.ask(publications)) == 1
    seat.window.show_page("figures_kept")
    seat.settle()
    kept = seat.window.findChild(FiguresKeptPage)
    assert kept is not None
    assert kept.published.count() == 1


def test_what_people_think_is_counted_by_five_sheets_at_least(seat: Seat, tmp_path: Path) -> None:
    seat.window.show_page("figures_kept")
    seat.settle()
    page = seat.window.findChild(FiguresKeptPage)
    assert page is not None
    seat.ask(lambda office: count_sheets(office, 6, {"useful_yes": 4, "useful_no": 1}))
    page.refresh()
    seat.settle()
    assert seat.ask(surveys)[0].given("useful") == (4, 0, 1, 1)
    page.write_sheet(tmp_path / "avis.pdf")
    seat.settle()
    assert (tmp_path / "avis.pdf").exists()


def test_other_days_are_typed_and_what_is_no_day_is_said(seat: Seat, page: FiguresPage) -> None:
    page.period.press(["dates"])
    page._period_chosen()
    page.start.setText("hier")
    page.refresh()
    assert "année-mois-jour" in page.fault.text()
    page.start.setText("2020-01-01")
    page.end.setText("2020-12-31")
    page.refresh()
    seat.settle()
    wait_for(lambda: page.number.text() == "0")
