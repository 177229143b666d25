"""Nothing is erased for good by one click: what goes stands there by name, a word is typed, what went is said."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from caselink.services.answers import record_answer
from caselink.services.retention import hold_case, lift_hold
from caselink.ui.case.erasing.dialog import EraseDialog
from caselink.ui.case.form.field_row import FieldRow
from caselink.ui.case.form.tab import FormTab
from caselink.ui.case.history.line_row import LineRow
from caselink.ui.case.history.tab import HistoryTab
from caselink.ui.pieces.editors.chips import ChoiceChips
from tests.ui.case.conftest import Bench

FORM, HISTORY = "form", "history"
RECORDING = "residence.recording"


def row(bench: Bench, path: str) -> FieldRow:
    bench.page.show_tab(FORM)
    bench.page.tab(FormTab).go_to(path)
    bench.settle()
    return next(column.rows[path] for column in bench.page.tab(FormTab).page().columns() if path in column.rows)


def chips(field: FieldRow) -> ChoiceChips:
    assert isinstance(field.editor, ChoiceChips)
    return field.editor


def record(bench: Bench, path: str, *values: object) -> None:
    case_id = bench.page.store.case_id
    for value in values:
        bench.ask(partial(record_answer, case_id=case_id, path=path, raw=value))


def choose_nothing(bench: Bench) -> FieldRow:
    """One click on "ne rien noter"."""
    field = row(bench, RECORDING)
    bench.click(chips(field).chip("do_not_record"))
    return field


def asked(bench: Bench) -> EraseDialog | None:
    bench.settle()
    return next(
        (each for each in QApplication.topLevelWidgets() if isinstance(each, EraseDialog) and each.isVisible()), None
    )


def the_dialog(bench: Bench) -> EraseDialog:
    dialog = asked(bench)
    assert dialog is not None
    return dialog


def said(dialog: EraseDialog) -> str:
    return "\n".join([
        *(label.text() for label in dialog.findChildren(QLabel)), *(tick.text() for tick in dialog.ticks.values()),
    ])


def test_one_click_on_recording_nothing_erases_nothing(rich: Bench) -> None:
    before = rich.case()
    choose_nothing(rich)
    dialog = the_dialog(rich)
    assert rich.case().answers == before.answers
    assert not dialog.erase.isEnabled()
    assert "Séjour et droits · Titre de séjour" in said(dialog)
    rich.click(dialog.close_button)
    assert asked(rich) is None
    assert rich.case().answers == before.answers
    field = row(rich, RECORDING)
    assert not field.fault
    assert chips(field).value() == "record"


def test_escape_and_enter_confirm_nothing(rich: Bench) -> None:
    before = rich.case().answers
    choose_nothing(rich)
    dialog = the_dialog(rich)
    rich.key(dialog.typed, Qt.Key.Key_Return)
    assert asked(rich) is dialog
    rich.key(dialog.typed, Qt.Key.Key_Escape)
    assert asked(rich) is None
    assert rich.case().answers == before


def test_once_the_word_is_typed_it_is_erased_and_said(rich: Bench) -> None:
    choose_nothing(rich)
    dialog = the_dialog(rich)
    rich.type(dialog.typed, "EFFACE")
    assert not dialog.erase.isEnabled()
    rich.type(dialog.typed, "R")
    rich.click(dialog.erase)
    case = rich.case()
    assert [path for path in case.answers if path.startswith("residence.")] == [RECORDING]
    assert "immigration_lawyer" not in case.needs
    assert rich.window.messages.text.startswith("Effacés pour de bon (")
    assert "Titre de séjour" in rich.window.messages.text


def test_what_is_unticked_stays_and_what_is_ticked_goes(rich: Bench) -> None:
    record(rich, "violence.facts", "il garde mes papiers")
    choose_nothing(rich)
    dialog = the_dialog(rich)
    kept = next(trace for trace in dialog.ticks if trace.startswith("needs."))
    assert dialog.ticks[kept].isChecked()
    assert not dialog.ticks["violence.facts"].isChecked()
    dialog.ticks[kept].click()
    dialog.ticks["violence.facts"].click()
    rich.type(dialog.typed, "effacer")
    rich.click(dialog.erase)
    case = rich.case()
    assert kept.removeprefix("needs.") in case.needs
    assert "violence.facts" not in case.answers


def test_under_a_hold_it_is_said_beneath_the_field_and_nothing_is_asked(rich: Bench) -> None:
    case_id = rich.page.store.case_id
    rich.ask(lambda office: hold_case(office, case_id, "réquisition"))
    before = rich.case().answers
    field = choose_nothing(rich)
    assert asked(rich) is None
    assert "suspendu" in field.fault
    assert rich.case().answers == before
    rich.ask(lambda office: lift_hold(office, case_id))


def test_one_answer_is_erased_from_the_menu_of_its_field(empty: Bench) -> None:
    case_id = empty.page.store.case_id
    record(empty, "housing.address", "rue du secret", "poste restante")
    empty.page.store.load()
    empty.settle()
    field = row(empty, "housing.address")
    assert field.menu.isVisible()
    field.menu.offers().actions()[-1].trigger()
    dialog = the_dialog(empty)
    assert "Hébergement-logement · Adresse" in said(dialog)
    assert "secret" not in said(dialog)
    empty.type(dialog.typed, "effacer")
    empty.click(dialog.erase)
    assert "housing.address" not in empty.case().answers
    assert "secret" not in str(empty.ask(lambda office: office.vault.history(case_id)))
    assert empty.window.messages.text == "Effacé pour de bon\u00a0: Hébergement-logement · Adresse"
    assert field.draft() == ""


def test_one_answer_is_erased_from_its_line_in_the_history_also_when_it_is_cleared(empty: Bench) -> None:
    case_id = empty.page.store.case_id
    record(empty, "housing.address", "rue du secret", None)
    empty.page.show_tab(HISTORY)
    empty.settle()
    card = empty.page.tab(HistoryTab).cards[0]
    if card.closed is not None:
        empty.click(card.closed.button)
    (line,) = card.findChildren(LineRow)
    assert line.erase is not None
    empty.click(line.erase)
    dialog = the_dialog(empty)
    empty.type(dialog.typed, "effacer")
    empty.click(dialog.erase)
    assert "secret" not in str(empty.ask(lambda office: office.vault.history(case_id)))
    newest = [row.accessibleName() for card in empty.page.tab(HistoryTab).cards[:3] for row in card.rows]
    assert [name.partition(",")[0] for name in newest] == ["effacé", "fait noté", "fait noté"]
    assert all("effacé depuis" in name for name in newest[1:])
