"""The form in the window: typed, chosen, saved, taken back, closed on a shared screen."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from caselink.domain.answers import Age, NoAnswer, Source
from caselink.forms.registry import PARTNER_FORM
from caselink.services.answers import add_entry, drafts, keep_draft, record_answer, undo
from caselink.ui.case.form.field_row import FieldRow
from caselink.ui.case.form.tab import FormTab
from caselink.ui.case.overview.tab import OverviewTab
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.editors.long_text_editor import LongTextEditor
from caselink.ui.pieces.editors.search_choice import SearchChoice
from tests.ui.case.conftest import Bench
from tests.ui.waiting import wait_for

FORM = "form"
STRANGE = "<b>☠️ & fée</b> <img src=x> فاطمة 👩‍👧 \\n"


def _row(bench: Bench, path: str) -> FieldRow:
    """The row of that path, its section shown and opened."""
    bench.page.show_tab(FORM)
    bench.page.tab(FormTab).go_to(path)
    bench.settle()
    return next(column.rows[path] for column in bench.page.tab(FormTab).page().columns() if path in column.rows)


def _field(row: FieldRow) -> QWidget:
    """What one types into."""
    widget: QWidget = row.editor
    while (proxy := widget.focusProxy()) is not None:
        widget = proxy
    return widget


def _chip(row: FieldRow, choice: str) -> QWidget:
    editor = row.editor
    assert isinstance(editor, ChoiceChips)
    return editor.chip(choice)


def _choose(bench: Bench, row: FieldRow, words: str) -> None:
    """Take that from the menu beside the answer."""
    bench.key(row.menu, Qt.Key.Key_Tab)  # which the keyboard passes
    next(action for action in row.menu.offers().actions() if action.text() == words).trigger()
    bench.settle()


def _drafts(bench: Bench) -> dict[str, str]:
    case_id = bench.page.store.case_id
    return bench.ask(lambda office: drafts(office, case_id))


def test_leaving_a_line_records_it_and_says_when(empty: Bench) -> None:
    row = _row(empty, "person.last_name")
    empty.type_and_leave(_field(row), "Ben Salah")
    assert empty.case().value("person.last_name") == "Ben Salah"
    assert re.fullmatch(r"enregistré \d\d:\d\d", row.saved)


def test_leaving_an_untouched_field_records_nothing(rich: Bench) -> None:
    before = dict(rich.case().answers)
    for path in ("person.goes_by", "contact.safe_number", "violence.facts", "residence.expires_on"):
        rich.key(_field(_row(rich, path)), Qt.Key.Key_Tab)
    assert dict(rich.case().answers) == before


def test_emptying_a_line_clears_the_answer(rich: Bench) -> None:
    row = _row(rich, "contact.safe_number")
    field = _field(row)
    assert isinstance(field, QLineEdit)
    field.selectAll()
    rich.key(field, Qt.Key.Key_Delete)
    rich.key(field, Qt.Key.Key_Tab)
    assert "contact.safe_number" not in rich.case().answers
    assert row.saved == "effacé"


def test_her_words_are_kept_and_shown_as_typed(empty: Bench) -> None:
    row = _row(empty, "violence.own_words")
    empty.type_and_leave(_field(row), STRANGE)
    assert empty.case().value("violence.own_words") == STRANGE
    assert isinstance(row.editor, LongTextEditor)
    assert row.editor.field.toPlainText() == STRANGE


def test_a_strange_name_is_plain_text_in_the_header(empty: Bench) -> None:
    row = _row(empty, "person.goes_by")
    field = _field(row)
    assert isinstance(field, QLineEdit)
    field.selectAll()
    empty.type_and_leave(field, "<b>Ada</b> 🌙")
    assert empty.page.header.name.text() == "<b>Ada</b> 🌙"
    assert empty.page.header.name.textFormat() == Qt.TextFormat.PlainText


def test_what_is_typed_is_a_draft_within_a_second_and_an_answer_once_left(empty: Bench) -> None:
    field = _field(_row(empty, "person.last_name"))
    empty.type(field, "Ben Sa")
    wait_for(lambda: _drafts(empty) == {"person.last_name": "Ben Sa"})
    assert empty.case().value("person.last_name") is None
    empty.key(field, Qt.Key.Key_Tab)
    assert empty.case().value("person.last_name") == "Ben Sa"
    assert _drafts(empty) == {}


def test_drafts_of_a_killed_session_stand_in_their_fields_again(empty: Bench) -> None:
    case_id = empty.page.store.case_id
    empty.ask(lambda office: keep_draft(office, case_id, "request.own_words", "Partir avant"))
    empty.open(case_id, FORM)
    row = _row(empty, "request.own_words")
    assert isinstance(row.editor, LongTextEditor)
    assert row.editor.field.toPlainText() == "Partir avant"
    assert row.saved == "pas encore enregistré"
    empty.type_and_leave(_field(row), "")
    assert empty.case().value("request.own_words") == "Partir avant"


def test_a_date_that_is_none_is_said_so_and_stays_in_the_field(empty: Bench) -> None:
    row = _row(empty, "violence.since")
    field = _field(row)
    assert isinstance(field, QLineEdit)
    empty.type_and_leave(field, "le mois passé")
    assert "date" in row.fault
    assert field.text() == "le mois passé"
    assert empty.case().value("violence.since") is None
    assert _drafts(empty) == {"violence.since": "le mois passé"}
    field.selectAll()
    empty.type_and_leave(field, "mars 2019")
    assert empty.case().value("violence.since") == "2019-03"
    assert not row.fault


def test_dates_are_understood_as_people_type_them(empty: Bench) -> None:
    empty.type_and_leave(_field(_row(empty, "violence.last_time")), "hier")
    kept = empty.case().value("violence.last_time")
    assert isinstance(kept, str)
    assert (empty.today - empty.today.fromisoformat(kept)).days == 1


def test_an_age_stands_for_a_birth_date_and_keeps_its_day(empty: Bench) -> None:
    empty.type_and_leave(_field(_row(empty, "person.birth")), "34 ans")
    assert empty.case().value("person.birth") == Age(34, empty.today)


def test_no_answer_is_one_press_and_a_second_press_frees_it(empty: Bench) -> None:
    row = _row(empty, "contact.may_call")
    _choose(empty, row, "ne souhaite pas le dire")
    assert empty.case().answers["contact.may_call"].value is NoAnswer.DECLINED
    _choose(empty, row, "ne souhaite pas le dire")
    assert "contact.may_call" not in empty.case().answers


def test_a_value_takes_the_place_of_no_answer_and_the_other_way_round(empty: Bench) -> None:
    row = _row(empty, "contact.may_call")
    _choose(empty, row, "inconnu")
    empty.click(_chip(row, "yes"))
    assert empty.case().value("contact.may_call") is True
    assert row.menu.no_answer() is None
    _choose(empty, row, "pas demandé")
    assert empty.case().answers["contact.may_call"].value is NoAnswer.NOT_ASKED
    assert row.editor.value() is None


def test_arrows_and_space_choose_without_a_mouse(empty: Bench) -> None:
    row = _row(empty, "contact.may_call")
    empty.key(_chip(row, "yes"), Qt.Key.Key_Right)
    no = _chip(row, "no")
    assert no.hasFocus()
    empty.key(no, Qt.Key.Key_Space)
    assert empty.case().value("contact.may_call") is False


def test_a_long_list_is_searched_and_several_are_chosen(empty: Bench) -> None:
    row = _row(empty, "language.spoken")
    search = row.editor
    assert isinstance(search, SearchChoice)
    empty.pick(search, "tigri")
    empty.pick(search, "francais")
    assert empty.case().value("language.spoken") == ("fr", "ti")
    assert [button.text() for button in search.picked.buttons()] == ["français  ✕", "tigrigna  ✕"]


def test_none_of_these_goes_with_nothing_else(empty: Bench) -> None:
    row = _row(empty, "health.injuries")
    entered: list[object] = []
    editor = ChoiceChips([("a", "A"), ("b", "B"), ("none", "aucune")], "Aides", multiple=True, parent=row)
    editor.changed.connect(entered.append)
    for choice in ("a", "b", "none", "a"):
        editor.chip(choice).click()
    editor.deleteLater()
    assert entered == [("a",), ("a", "b"), ("none",), ("a",)]


def test_residence_asks_nothing_before_the_recording_choice(empty: Bench) -> None:
    choice = _row(empty, "residence.recording")
    permit = _row(empty, "residence.permit")
    assert not permit.isVisible()
    empty.click(_chip(choice, "record"))
    group = next(iter(empty.page.tab(FormTab).page().columns())).closed[0]
    assert group.isVisible()
    group.open()
    assert permit.isVisible()


def test_violence_stays_closed_until_opened_and_open_until_the_case_is_left(rich: Bench) -> None:
    rich.page.show_tab(FORM)
    rich.page.tab(FormTab).sections.choose("violence")
    rich.settle()
    column = next(iter(rich.page.tab(FormTab).page().columns()))
    facts = column.rows["violence.facts"]
    assert not facts.isVisible()
    rich.click(column.closed[0].button)
    assert facts.isVisible()
    rich.page.tab(FormTab).sections.choose("person")
    rich.page.tab(FormTab).sections.choose("violence")
    rich.settle()
    assert facts.isVisible()
    case_id = rich.page.store.case_id
    rich.window.show_page("caseload")
    rich.open(case_id, FORM)
    rich.page.tab(FormTab).sections.choose("violence")
    rich.settle()
    assert not next(iter(rich.page.tab(FormTab).page().columns())).rows["violence.facts"].isVisible()


def test_children_are_added_named_taken_away_and_brought_back(empty: Bench) -> None:
    empty.page.show_tab(FORM)
    empty.page.tab(FormTab).sections.choose("children")
    empty.settle()
    page = empty.page.tab(FormTab).page()
    empty.click(page.add_button)
    (entry,) = empty.case().entries["children"]
    field = empty.window.focusWidget()
    assert isinstance(field, QLineEdit)
    empty.type_and_leave(field, "Lina")
    assert empty.case().value(f"children.{entry}.first_name") == "Lina"
    remove = next(button for button in page.findChildren(QPushButton) if button.accessibleName().endswith("Lina"))
    empty.click(remove)
    assert empty.case().entries.get("children", ()) == ()
    empty.click_words("Annuler cela", empty.window.messages)
    assert empty.case().value(f"children.{entry}.first_name") == "Lina"
    assert any(button.accessibleName().endswith("Lina") for button in page.findChildren(QPushButton))


def test_the_source_of_an_answer_is_noted_from_its_menu(rich: Bench) -> None:
    row = _row(rich, "contact.safe_number")
    next(action for action in row.menu.offers().actions() if action.text() == "document").trigger()
    answer = rich.case().answers["contact.safe_number"]
    assert answer.source is Source.DOCUMENT
    assert row.menu.text() == "document"


def test_flushing_records_what_is_being_typed(empty: Bench) -> None:
    empty.type(_field(_row(empty, "request.own_words")), "Un endroit où dormir")
    empty.page.flush()
    assert empty.case().value("request.own_words") == "Un endroit où dormir"


def test_another_change_does_not_write_over_what_is_being_typed(empty: Bench) -> None:
    row = _row(empty, "person.last_name")
    field = _field(row)
    assert isinstance(field, QLineEdit)
    empty.type(field, "Ben")
    empty.page.tab(OverviewTab).row("complaint").turn()
    empty.settle()
    assert field.text() == "Ben"


def test_the_last_entry_is_taken_back_with_one_button(empty: Bench) -> None:
    empty.click(_chip(_row(empty, "contact.may_text"), "yes"))
    assert empty.case().value("contact.may_text") is True
    empty.click(empty.page.tab(FormTab).undo)
    assert "contact.may_text" not in empty.case().answers


def test_nothing_to_take_back_is_said(empty: Bench) -> None:
    case_id = empty.page.store.case_id
    while empty.ask(lambda office: undo(office, case_id)) is not None:
        pass
    empty.page.show_tab(FORM)
    empty.click(empty.page.tab(FormTab).undo)
    assert empty.window.messages.text == "Il n’y a rien à annuler."


def test_leaving_the_case_records_the_field_and_ends_without_a_fault(empty: Bench) -> None:
    case_id = empty.page.store.case_id
    empty.type(_field(_row(empty, "person.last_name")), "Ben Salah")
    empty.window.show_page("caseload")
    empty.settle()
    assert empty.ask(lambda office: office.vault.case(case_id)).value("person.last_name") == "Ben Salah"
    empty.open(case_id)
    empty.type(_field(_row(empty, "housing.status")), "hot")
    empty.window.show_page("caseload")
    empty.settle()
    assert not empty.window.messages.isVisible()


def test_the_field_one_comes_back_to_is_in_sight(rich: Bench) -> None:
    last = f"contact.{PARTNER_FORM.section('contact').fields[-1].name}"  # type: ignore[union-attr]
    _row(rich, last)
    place = rich.page.place()
    assert int(place["scroll"]) > 0
    case_id = rich.page.store.case_id
    rich.window.show_page("caseload")
    rich.window.open_case(case_id)
    rich.page.restore(place)
    rich.settle()
    assert rich.page.place() == place
    assert not _row(rich, last).visibleRegion().isEmpty()


def test_the_section_list_counts_answers_and_leads_into_the_fields(rich: Bench) -> None:
    rich.page.show_tab(FORM)
    sections = rich.page.tab(FormTab).sections
    sections.setFocus()
    rich.key(sections, Qt.Key.Key_Down)
    spoken = sections.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
    assert re.fullmatch(r".+, \d+ réponses sur \d+ questions", spoken)
    rich.key(sections, Qt.Key.Key_Return)
    focused = rich.window.focusWidget()
    assert focused is not None
    assert rich.page.tab(FormTab).page().isAncestorOf(focused)


def test_going_back_to_a_place_puts_the_cursor_where_it_was(rich: Bench) -> None:
    _row(rich, "housing.status")
    place = rich.page.place()
    assert place["field"] == "housing.status"
    case_id = rich.page.store.case_id
    rich.window.show_page("caseload")
    rich.window.open_case(case_id)
    rich.page.restore(place)
    rich.settle()
    assert rich.page.place() == place
    assert rich.page.shown_tab() == FORM


def test_tab_goes_from_field_to_the_next_field(rich: Bench) -> None:
    _row(rich, "contact.safe_number")
    rich.window.focusNextChild()
    assert rich.window.focusWidget() in _chips(_next(rich, "contact.may_call"))


def test_a_new_entry_comes_before_the_button_that_adds_one_more(empty: Bench) -> None:
    empty.page.show_tab(FORM)
    empty.page.tab(FormTab).sections.choose("children")
    empty.settle()
    page = empty.page.tab(FormTab).page()
    empty.click(page.add_button)
    field = empty.window.focusWidget()
    page.add_button.setFocus()
    for _step in range(200):
        empty.window.focusPreviousChild()
        if empty.window.focusWidget() is field:
            return
        assert empty.window.focusWidget() is not empty.page.tab(FormTab).sections
    raise AssertionError


def _next(bench: Bench, path: str) -> FieldRow:
    return next(column.rows[path] for column in bench.page.tab(FormTab).page().columns() if path in column.rows)


def _chips(row: FieldRow) -> tuple[QWidget, ...]:
    assert isinstance(row.editor, ChoiceChips)
    return row.editor.chips()


def _shown_rows(bench: Bench) -> list[str]:
    page = bench.page.tab(FormTab).page()
    return [path for column in page.columns() for path, row in column.rows.items() if not row.isHidden()]


def test_a_section_tells_how_many_of_its_questions_have_an_answer_and_what_repeats_how_often(empty: Bench) -> None:
    case_id = empty.page.store.case_id
    empty.ask(lambda office: record_answer(office, case_id, "contact.may_text", True))
    empty.ask(lambda office: add_entry(office, case_id, "children"))
    empty.page.look_again()
    empty.settle()
    empty.page.show_tab(FORM)
    sections = empty.page.tab(FormTab).sections
    sections.choose("contact")
    asked = len(_shown_rows(empty))
    assert sections.currentItem().data(Qt.ItemDataRole.UserRole + 1) == f"1 / {asked}"
    sections.choose("children")
    assert sections.currentItem().data(Qt.ItemDataRole.UserRole + 1) == "1"


def test_only_what_has_no_answer_is_shown_where_one_asks_for_that_and_nothing_goes_while_one_answers(
    empty: Bench,
) -> None:
    may_text, may_email = _row(empty, "contact.may_text"), _row(empty, "contact.may_email")
    empty.click(_chip(may_text, "yes"))
    tab = empty.page.tab(FormTab)
    empty.key(tab.only_open, Qt.Key.Key_Space)
    assert may_text.isHidden()
    empty.click(_chip(may_email, "no"))
    assert not may_email.isHidden()
    tab.sections.choose("violence")
    tab.sections.choose("contact")
    assert may_email.isHidden()
    empty.key(tab.only_open, Qt.Key.Key_Space)
    assert not may_text.isHidden() and not may_email.isHidden()


def test_a_question_is_found_by_typing_from_anywhere_in_the_form(empty: Bench) -> None:
    empty.page.show_tab(FORM)
    tab = empty.page.tab(FormTab)
    QTest.keyClick(tab.sections, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert tab.finder.choice.field.hasFocus()
    empty.pick(tab.finder.choice, "SMS possibles")
    empty.take_keyboard()
    focused = empty.window.focusWidget()
    assert focused is not None
    assert tab.field == "contact.may_text"
    assert tab.finder.choice.field.text() == ""


def test_the_form_opens_at_the_section_of_last_time(empty: Bench) -> None:
    case_id = empty.page.store.case_id
    empty.page.show_tab(FORM)
    empty.page.tab(FormTab).sections.choose("violence")
    empty.window.show_page("caseload")
    empty.settle()
    empty.open(case_id, FORM)
    assert empty.page.tab(FormTab).sections.chosen() == "violence"
