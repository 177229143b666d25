"""A click in a list takes the row that lies under the pointer, the first time the list is seen too."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

import caselink.ui
from caselink.forms.registry import PARTNER_FORM
from caselink.services.backups import BackupFile
from caselink.ui.case.form.section_list import SectionList
from caselink.ui.entry.backup_list import BackupList
from caselink.ui.entry.user_choice import UserChoice
from caselink.ui.entry.user_field import UserField
from caselink.ui.look.palettes import TARGET
from caselink.ui.look.theme import Theme
from caselink.ui.pages.partners.page import PartnersPage
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.pieces.text_label import TextLabel
from tests.ui.conftest import Seat
from tests.ui.waiting import wait_for

CHOICES: Final = [(str(number), f"Choix numéro {number}") for number in range(12)]
NAMES: Final = ("amina", "berthe", "chloe", "dina", "elif", "fatou")
LOOKS: Final = ("light", "dark", "plain")
SIZES: Final = (9.0, 13.0, 20.0)
"""Points of the system's letters."""
Hold = Callable[[QWidget], None]


@pytest.fixture(params=[(look, size) for look in LOOKS for size in SIZES], ids=str)
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """The window in one of three looks, with letters of one of three sizes."""
    kind, points = request.param
    theme, font = Theme.current(), qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(points)
    qapp.setFont(larger)
    theme.show_dark(kind == "dark")
    theme.show_plain(kind == "plain")
    yield
    qapp.setFont(font)
    theme.show_plain(None)
    theme.show_dark(None)


@pytest.fixture
def hold(qtbot: QtBot) -> Iterator[Hold]:
    """Puts a widget at the top of a window on the screen."""
    windows = []

    def held(widget: QWidget) -> None:
        window = QWidget()
        column = QVBoxLayout(window)
        column.addWidget(widget)
        column.addStretch(1)
        qtbot.addWidget(window)
        window.resize(700, 620)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        windows.append(window)

    yield held
    windows.clear()


def places(view: QAbstractItemView) -> list[QRect]:
    """Where the rows lie that can be seen whole."""
    rows = [view.visualRect(view.model().index(row, 0)) for row in range(view.model().rowCount())]
    return [place for place in rows if view.viewport().rect().contains(place.center())]


def click_row(view: QAbstractItemView, row: int) -> None:
    """Click the middle of where that row stands, if all stand one below the other and as high as they are painted."""
    rows = places(view)
    assert len(rows) > row
    painted = QStyleOptionViewItem()
    view.initViewItemOption(painted)
    height = view.itemDelegate().sizeHint(painted, view.model().index(row, 0)).height()
    assert {each.height() for each in rows} == {height}
    assert height >= TARGET
    assert [each.y() for each in rows] == [rows[0].y() + height * number for number in range(len(rows))]
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        QPoint(view.viewport().width() // 3, rows[0].y() + height * row + height // 2),
    )


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize("opened", ["clicked", "typed"])
@pytest.mark.parametrize("multiple", [False, True])
def test_a_searchable_list(hold: Hold, multiple: bool, opened: str) -> None:
    for row in (0, 2, 4):
        choice = SearchChoice(CHOICES, "Destinataire", multiple=multiple)
        hold(choice)
        if opened == "clicked":
            QTest.mouseClick(choice.field, Qt.MouseButton.LeftButton)
        else:
            choice.field.setFocus()
            QTest.keyClicks(choice.field, "choix")
        wait_for(choice.list.isVisible)
        click_row(choice.list, row)
        assert choice.value() == ((str(row),) if multiple else str(row))


@pytest.mark.usefixtures("look")
def test_a_list_that_is_narrowed_while_it_stands_open(hold: Hold) -> None:
    for row in (0, 2, 4):
        choice = SearchChoice([("x", "Autre"), *CHOICES], "Destinataire")
        hold(choice)
        QTest.mouseClick(choice.field, Qt.MouseButton.LeftButton)
        QTest.keyClicks(choice.list, "num")
        click_row(choice.list, row)
        assert choice.value() == str(row)


@pytest.fixture
def no_double_clicks(qapp: QApplication) -> Iterator[None]:
    """A box takes no click for as long as one with the one that opened it would be double: for no time at all here."""
    before = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(0)
    yield
    qapp.setDoubleClickInterval(before)


@pytest.mark.usefixtures("look", "no_double_clicks")
@pytest.mark.parametrize("kind", [UserChoice, UserField])
def test_the_names_of_who_opens_the_vault(hold: Hold, kind: type[UserChoice | UserField]) -> None:
    for row in (0, 2, 4):
        users = kind()
        users.show_users(NAMES, "")
        hold(users)
        users.showPopup()
        view = users.view()
        wait_for(view.isVisible)
        QTest.qWait(1)
        click_row(view, row)
        assert users.user() == NAMES[row]


@pytest.mark.usefixtures("look")
def test_the_backups_of_a_vault(hold: Hold) -> None:
    files = [BackupFile(Path(f"{number}.zip"), datetime(2026, 11, 1 + number, tzinfo=UTC), 9) for number in range(6)]
    for row in (0, 2, 3):
        backups = BackupList()
        backups.show_backups(files)
        hold(backups)
        click_row(backups, row)
        assert backups.chosen() == Path(f"{row}.zip")


@pytest.mark.usefixtures("look")
def test_the_parts_of_the_form(hold: Hold) -> None:
    for row in (1, 4, 7):
        sections = SectionList()
        sections.setFixedHeight(500)
        hold(sections)
        click_row(sections, row)
        assert sections.chosen() == PARTNER_FORM.sections[row].id


@pytest.mark.usefixtures("look")
def test_the_directory(seat: Seat) -> None:
    seat.show("partners")
    page = seat.window.page(PartnersPage)
    for row in (4, 1):
        click_row(page.list, row)
        shown = page.model.partner(row)
        assert shown is not None
        assert shown.name in [label.text() for label in page.detail.findChildren(TextLabel)]


def test_every_list_of_the_window_is_set_up_as_one() -> None:
    """What makes a list or a box of choices goes through the one place that lays them out in their look."""
    made, set_up = set(), set()
    for path in Path(caselink.ui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = node.bases if isinstance(node, ast.ClassDef) else [node.func] if isinstance(node, ast.Call) else []
            names = {each.id for each in named if isinstance(each, ast.Name)}
            if names & {"QListView", "QListWidget", "QComboBox", "QTreeView", "QFontComboBox"}:
                made.add(path)
            if names & {"set_up_list", "set_up_choice"}:
                set_up.add(path)
    assert made
    assert made <= set_up
