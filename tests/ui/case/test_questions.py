"""The one row of questions and the one form: dense, by keys, by ear, and what is wrong said where it is."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from caselink.consent.events import read_grounds
from caselink.domain.answers import NoAnswer
from caselink.services.questionnaires.consents import LEGAL_DECISION, LegalFacts
from caselink.services.questionnaires.questionnaire import Faults
from caselink.ui.case.consent.tab import ConsentTab
from caselink.ui.case.form.field_row import FieldRow
from caselink.ui.case.form.tab import FormTab
from caselink.ui.look.palettes import TARGET
from caselink.ui.pieces.ask_form import AskForm
from caselink.ui.pieces.editors.line_editor import LineEditor
from caselink.ui.pieces.question import QuestionRow
from tests.ui.asked import chips, search
from tests.ui.case.conftest import Bench
from tests.ui.waiting import wait_for

ROLES = QAccessible.Role


def row_of(bench: Bench, path: str) -> FieldRow:
    bench.page.show_tab("form")
    bench.page.tab(FormTab).go_to(path)
    bench.settle()
    return next(column.rows[path] for column in bench.page.tab(FormTab).page().columns() if path in column.rows)


def show_enough(bench: Bench, rows: list[FieldRow], least: int) -> bool:
    return sum(whole_on_screen(bench, row) for row in rows) >= least


def whole_on_screen(bench: Bench, row: QWidget) -> bool:
    area = bench.page.tab(FormTab)._areas[bench.page.tab(FormTab).sections.chosen()].viewport()
    top = row.mapTo(area, QPoint(0, 0)).y()
    return row.isVisible() and top >= 0 and top + row.height() <= area.height()


@pytest.mark.parametrize(("size", "least"), [((1366, 768), 9), ((1024, 700), 7)])
def test_nine_questions_stand_on_a_small_laptop_and_nothing_lies_beside_the_screen(
    rich: Bench, size: tuple[int, int], least: int
) -> None:
    rich.window.resize(*size)
    rich.settle()
    for section in ("person", "contact", "housing"):
        rich.page.show_tab("form")
        rich.page.tab(FormTab).sections.choose(section)
        rich.settle()
        rows = [row for column in rich.page.tab(FormTab).page().columns() for row in column.rows.values()]
        wait_for(partial(show_enough, rich, rows, least))
        seen = [row for row in rows if whole_on_screen(rich, row)]
        page = rich.page.tab(FormTab).page()
        assert page.width() <= rich.page.tab(FormTab)._areas[section].viewport().width()
        assert all(row.menu.height() >= TARGET for row in seen)


def test_yes_no_and_unknown_have_one_key_each(empty: Bench) -> None:
    row = row_of(empty, "contact.may_call")
    for key, expected in ((Qt.Key.Key_O, True), (Qt.Key.Key_N, False)):
        empty.key(row.editor.field_of_keys(), key)
        assert empty.case().value("contact.may_call") is expected
    empty.key(row.editor.field_of_keys(), Qt.Key.Key_I)
    assert empty.case().answers["contact.may_call"].value is NoAnswer.UNKNOWN
    assert row.editor.value() is None


def test_a_letter_typed_into_a_line_answers_nothing_else(empty: Bench) -> None:
    row = row_of(empty, "person.last_name")
    empty.key(row.editor.field_of_keys(), Qt.Key.Key_I)
    assert "person.last_name" not in empty.case().answers


def test_choices_of_one_are_radio_buttons_in_a_group_with_the_question_s_name(empty: Bench) -> None:
    row = row_of(empty, "contact.may_call")
    chip = QAccessible.queryAccessibleInterface(row.editor.field_of_keys())
    assert chip.role() == ROLES.RadioButton
    group = chip.parent()
    assert group.role() == ROLES.Grouping
    assert group.text(QAccessible.Text.Name) == row.label.text()


def test_a_fault_is_the_description_of_its_field(empty: Bench) -> None:
    row = row_of(empty, "violence.since")
    field = row.editor.field_of_keys()
    empty.type_and_leave(field, "jadis")
    assert row.fault
    assert field.accessibleDescription().startswith(row.fault)
    field.setFocus()
    field.clear()  # type: ignore[attr-defined]  # a line
    empty.type_and_leave(field, "2019")
    assert not row.fault
    assert row.help == field.accessibleDescription()


def decision(bench: Bench) -> AskForm:
    bench.page.show_tab("consents")
    bench.settle()
    bench.click(bench.page.tab(ConsentTab).legal_fold.button)
    bench.click(bench.page.tab(ConsentTab).legal.open)
    form = bench.page.tab(ConsentTab).legal.place.form
    assert form is not None
    return form


def test_what_is_missing_is_said_at_each_question_and_the_keyboard_goes_to_the_first(empty: Bench) -> None:
    form = decision(empty)
    empty.click(form.save_button)
    assert [name for name, row in form.rows.items() if row.fault] == ["basis", "recipient", "told"]
    assert empty.window.focusWidget() is form.editor("basis").field_of_keys()
    chips(form, "told").chip("no").click()
    assert not form.rows["told"].fault
    assert form.rows["basis"].fault
    assert read_grounds(empty.case().events).legal == ()


def test_a_recipient_that_another_basis_does_not_allow_is_freed(empty: Bench) -> None:
    form = decision(empty)
    for basis, expected in (("be_penal_458bis", "Parquet"), ("fr_child_report", "Parquet"), ("", None)):
        search(form, "basis").set_value(basis or None)
        search(form, "basis").changed.emit(basis or None)
        if basis == "be_penal_458bis":
            search(form, "recipient").set_value("Parquet")
        assert search(form, "recipient").value() == expected


def test_a_script_is_told_the_same_faults_as_the_window() -> None:
    inquiry = LEGAL_DECISION.about(LegalFacts("", (), ()))
    with pytest.raises(Faults) as told:
        inquiry.read({"basis": "gone", "told": "maybe", "decided_by": "amal"})
    assert set(told.value.sentences) == {"basis", "recipient", "told"}
    assert told.value.sentences["recipient"] in told.value.sentence


def test_a_question_stands_level_with_its_field_also_where_it_opens_late(empty: Bench) -> None:
    empty.page.show_tab("following")
    empty.settle()
    buttons = empty.page.findChildren(QPushButton)
    empty.click(next(each for each in buttons if each.text().replace("&", "") == "Noter un entretien"))
    answers = [each for each in empty.page.findChildren(LineEditor) if each.isVisible()]
    assert len(answers) >= 3
    for answer in answers:
        row = answer.parentWidget()
        assert isinstance(row, QuestionRow)
        first_line = row.label.contentsMargins().top() + row.label.fontMetrics().lineSpacing() / 2
        assert abs(first_line - answer.height() / 2) <= 2, row.label.text()


def test_a_form_higher_than_the_page_opens_at_its_beginning(empty: Bench) -> None:
    empty.page.show_tab("following")
    empty.settle()
    buttons = empty.page.findChildren(QPushButton)
    empty.click(next(each for each in buttons if each.text().replace("&", "") == "Noter un entretien"))
    (form,) = [each for each in empty.page.findChildren(AskForm) if each.isVisible()]
    area = form.parentWidget()
    while not isinstance(area, QScrollArea):
        assert area is not None
        area = area.parentWidget()
    assert form.height() > area.viewport().height()
    wait_for(lambda: 0 <= form.mapTo(area.viewport(), QPoint(0, 0)).y() < 100)
