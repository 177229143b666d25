"""One tab stop a row, arrows inside, a key from card to card; what gets the keyboard is seen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QScrollArea, QWidget

from caselink.ui.case.form.tab import FormTab
from caselink.ui.case.overview.tab import OverviewTab
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.pieces.in_view import FocusInView
from tests.ui.case.conftest import Bench


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(bench: Bench, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifier)
    bench.settle()


def test_arrows_go_through_a_need_and_to_the_next_and_tab_passes_it_once(rich: Bench) -> None:
    tab = rich.page.tab(OverviewTab)
    row = next(row for card in tab.cards for row in card.rows.values() if row.contact.isVisible())
    row.button.setFocus()
    press(rich, Qt.Key.Key_Right)
    assert row.more.hasFocus()
    press(rich, Qt.Key.Key_Right)
    assert row.contact.hasFocus()
    press(rich, Qt.Key.Key_Left)
    press(rich, Qt.Key.Key_Down)
    assert not row.isAncestorOf(focus())
    press(rich, Qt.Key.Key_Up)
    assert row.isAncestorOf(focus())
    press(rich, Qt.Key.Key_Tab)
    assert not row.isAncestorOf(focus())


def test_a_key_goes_from_card_to_card(rich: Bench) -> None:
    cards = rich.page.tab(OverviewTab).cards
    cards[0].focus_first()
    press(rich, Qt.Key.Key_F6)
    assert cards[1].isAncestorOf(focus())
    press(rich, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert cards[0].isAncestorOf(focus())


def test_tab_goes_from_answer_to_answer_and_a_key_opens_what_else_there_is(rich: Bench) -> None:
    rich.page.show_tab("form")
    rich.settle()
    form = rich.page.tab(FormTab)
    form.sections.choose("request")
    rich.settle()
    rows = [row for column in form.page().columns() for row in column.rows.values() if row.isVisible()]
    rows[0].editor.setFocus()
    press(rich, Qt.Key.Key_Tab)
    assert rows[1].isAncestorOf(focus())
    shown: list[QMenu] = []
    rows[1].menu.offers().aboutToShow.connect(lambda: shown.append(rows[1].menu.offers()))
    rows[1].menu.showMenu = lambda: shown.append(rows[1].menu.offers())  # type: ignore[method-assign]  # it would wait
    press(rich, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert shown


def test_what_was_picked_is_reached_from_its_field_by_an_arrow(rich: Bench) -> None:
    rich.page.show_tab("form")
    rich.settle()
    choices = rich.page.tab(FormTab).page().findChildren(SearchChoice)
    choice = next(each for each in choices if each.isVisible() and len(each.picked.buttons()) > 1)
    choice.field.setFocus()
    press(rich, Qt.Key.Key_Left)
    assert choice.picked.buttons()[-1].hasFocus()
    press(rich, Qt.Key.Key_Left)
    assert choice.picked.buttons()[-2].hasFocus()


def test_a_field_that_an_assistive_tool_goes_to_scrolls_into_view(rich: Bench, qapp: QApplication) -> None:
    follow = FocusInView(qapp)
    rich.page.show_tab("form")
    rich.settle()
    lines = [each for each in rich.page.tab(FormTab).page().findChildren(QLineEdit) if each.isVisible()]
    last = lines[-1]
    told = QAccessible.queryAccessibleInterface(last)
    assert told is not None
    told.actionInterface().doAction(QAccessibleActionInterface.setFocusAction())
    rich.settle()
    area = last.parentWidget()
    while not isinstance(area, QScrollArea):
        assert area is not None
        area = area.parentWidget()
    assert 0 <= last.mapTo(area.viewport(), QPoint(0, 0)).y() <= area.viewport().height() - last.height()
    follow.deleteLater()
