"""The parts that pages are built from, used with keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from caselink.domain.answers import Answer, NoAnswer
from caselink.domain.needs import NeedState
from caselink.domain.partial_date import PartialDate
from caselink.forms.texts import NO_ANSWER_LABELS
from caselink.i18n import _
from caselink.ui.case.form.answer_menu import AnswerMenu
from caselink.ui.look.palettes import TARGET
from caselink.ui.look.theme import Theme
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.pieces.editors.typed_date import TypedDate
from caselink.ui.pieces.message_bar import MessageBar
from caselink.ui.pieces.need_chip import NeedChip
from caselink.ui.pieces.page import Page
from caselink.ui.pieces.question import QuestionRow
from caselink.ui.pieces.text_label import TextLabel

CALLS = [("yes", "Oui"), ("no", "Non"), ("morning", "Le matin")]
LANGUAGES = [
    ("fr", "français"), ("nl", "néerlandais"), ("ar", "arabe"), ("tr", "turc"), ("pt", "portugais"), ("es", "espagnol"),
]


@pytest.fixture(autouse=True)
def look(qapp: object) -> None:
    assert qapp is not None
    Theme.current()


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitExposed(widget)
    qtbot.waitUntil(widget.isActiveWindow)


def read(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def test_one_of_a_few_is_chosen_by_click_and_freed_by_another(qtbot: QtBot) -> None:
    chips = ChoiceChips(CALLS, "Peut-on appeler ?")
    shown(qtbot, chips)
    sent: list[object] = []
    chips.changed.connect(sent.append)
    qtbot.mouseClick(chips.chip("no"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(chips.chip("yes"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(chips.chip("yes"), Qt.MouseButton.LeftButton)
    assert sent == ["no", "yes", None]


def test_a_required_choice_is_never_freed(qtbot: QtBot) -> None:
    chips = ChoiceChips(CALLS, "Vue", required=True)
    chips.set_value("yes")
    shown(qtbot, chips)
    qtbot.mouseClick(chips.chip("yes"), Qt.MouseButton.LeftButton)
    assert chips.value() == "yes"


def test_arrows_go_from_chip_to_chip_and_space_presses(qtbot: QtBot) -> None:
    chips = ChoiceChips(CALLS, "Peut-on appeler ?")
    shown(qtbot, chips)
    chips.setFocus()
    qtbot.keyClick(chips.chip("yes"), Qt.Key.Key_Right)
    assert chips.chip("no").hasFocus()
    qtbot.keyClick(chips.chip("no"), Qt.Key.Key_Space)
    assert chips.value() == "no"
    qtbot.keyClick(chips.chip("no"), Qt.Key.Key_Left)
    qtbot.keyClick(chips.chip("yes"), Qt.Key.Key_Left)
    assert chips.chip("morning").hasFocus()


def test_a_row_of_chips_is_one_tab_stop(qtbot: QtBot) -> None:
    held = QWidget()
    column = QVBoxLayout(held)
    before, chips, after = QLineEdit(), ChoiceChips(CALLS, "Peut-on appeler ?"), QLineEdit()
    for widget in (before, chips, after):
        column.addWidget(widget)
    shown(qtbot, held)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert chips.chip("yes").hasFocus()
    qtbot.keyClick(chips.chip("yes"), Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_several_are_chosen_in_the_order_of_the_list(qtbot: QtBot) -> None:
    chips = ChoiceChips(CALLS, "Peut-on appeler ?", multiple=True)
    shown(qtbot, chips)
    qtbot.mouseClick(chips.chip("morning"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(chips.chip("yes"), Qt.MouseButton.LeftButton)
    assert chips.value() == ("yes", "morning")


def test_setting_a_value_sends_nothing(qtbot: QtBot) -> None:
    chips = ChoiceChips(CALLS, "Peut-on appeler ?")
    qtbot.addWidget(chips)
    with qtbot.assertNotEmitted(chips.changed):
        chips.set_value("no")
    assert chips.value() == "no"


def test_chips_that_do_not_fit_go_on_in_the_next_line(qtbot: QtBot) -> None:
    chips = ChoiceChips(CALLS, "Peut-on appeler ?")
    shown(qtbot, chips)
    chips.resize(400, 40)
    one_line = chips.row.minimumHeight()
    chips.resize(chips.chip("morning").width() + 4, 40)
    qtbot.waitUntil(lambda: chips.row.minimumHeight() > 2 * one_line)
    assert all(chip.height() >= TARGET for chip in chips.chips())


def test_no_answer_is_one_of_three_or_none(qtbot: QtBot) -> None:
    menu = AnswerMenu("Nationalité")
    shown(qtbot, menu)
    assert "Nationalité" in menu.accessibleName()
    chosen: list[object] = []
    menu.no_answer_chosen.connect(chosen.append)
    for state in NoAnswer:
        item = next(each for each in menu.offers().actions() if each.text() == _(NO_ANSWER_LABELS[state]))
        item.trigger()
        menu.show_answer(Answer(state))
        assert menu.no_answer() is state
        assert menu.text() == item.text()
    menu.offers().aboutToShow.emit()
    next(each for each in menu.offers().actions() if each.isChecked()).trigger()
    assert chosen == [*NoAnswer, None]


def test_a_long_list_is_narrowed_without_minding_accents(qtbot: QtBot) -> None:
    held = QWidget()
    column = QVBoxLayout(held)
    choice = SearchChoice(LANGUAGES, "Langues")
    column.addWidget(choice)
    column.addWidget(QLineEdit())
    shown(qtbot, held)
    choice.setFocus()
    qtbot.keyClicks(choice.field, "neerl")
    qtbot.keyClick(choice.list, Qt.Key.Key_Tab)
    assert choice.value() == "nl"
    assert choice.field.text() == "néerlandais"


def test_emptying_the_field_frees_the_choice(qtbot: QtBot) -> None:
    choice = SearchChoice(LANGUAGES, "Langues")
    choice.set_value("nl")
    shown(qtbot, choice)
    sent: list[object] = []
    choice.changed.connect(sent.append)
    choice.field.setFocus()
    choice.field.clear()
    choice.field.editingFinished.emit()
    assert sent == [None]


def test_words_that_name_nothing_are_taken_back(qtbot: QtBot) -> None:
    choice = SearchChoice(LANGUAGES, "Langues")
    choice.set_value("fr")
    shown(qtbot, choice)
    choice.field.setFocus()
    choice.field.selectAll()
    qtbot.keyClicks(choice.field, "xyz")
    qtbot.keyClick(choice.field, Qt.Key.Key_Return)
    assert choice.value() == "fr"
    assert choice.field.text() == "français"


def test_several_of_many_are_picked_from_the_list_and_taken_out_again(qtbot: QtBot) -> None:
    choice = SearchChoice(LANGUAGES, "Langues", multiple=True)
    shown(qtbot, choice)
    choice.set_value(("ar",))
    choice.field.setFocus()
    qtbot.keyClick(choice.field, Qt.Key.Key_Down)
    choices = choice.list
    qtbot.waitUntil(choices.isVisible)
    qtbot.keyClick(choices, Qt.Key.Key_Home)
    qtbot.keyClick(choices, Qt.Key.Key_Return)
    assert choice.value() == ("fr", "ar")
    chip = next(each for each in choice.picked.buttons() if "arabe" in each.accessibleName())
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert choice.value() == ("fr",)


def test_a_chip_that_is_taken_out_hands_the_keyboard_to_its_neighbour_of_the_same_question(qtbot: QtBot) -> None:
    held = QWidget()
    column = QVBoxLayout(held)
    choice, next_one = (SearchChoice(LANGUAGES, name, multiple=True) for name in ("Langues", "Autres langues"))
    for each in (choice, next_one):
        column.addWidget(each)
    next_one.set_value(("fr", "nl"))
    choice.set_value(("fr", "nl", "tr"))
    shown(qtbot, held)
    chips = choice.picked.buttons()
    chips[1].setFocus()
    kept = []
    for expected in ("tr", "fr"):
        focused = held.focusWidget()
        assert isinstance(focused, QPushButton)
        qtbot.keyClick(focused, Qt.Key.Key_Space)
        focused = held.focusWidget()
        assert focused in choice.picked.buttons()
        kept.append(choice.value())
        assert expected in (choice.value() or ())
    assert kept == [("fr", "tr"), ("fr",)]
    assert choice.picked.buttons() == (chips[0],), "those that stay are the same ones"
    qtbot.keyClick(chips[0], Qt.Key.Key_Space)
    assert choice.field.hasFocus()
    for _more in range(3):
        focused = held.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Space)
    assert choice.value() == ()
    assert next_one.value() == ("fr", "nl")


def test_a_typed_date_is_said_back_and_sent_when_the_field_is_left(qtbot: QtBot) -> None:
    field = TypedDate("Depuis", read)
    shown(qtbot, field)
    sent: list[object] = []
    field.changed.connect(sent.append)
    qtbot.keyClicks(field.field, "2019-03")
    assert field.understood.text() == "mars 2019"
    qtbot.keyClick(field.field, Qt.Key.Key_Return)
    assert sent == ["2019-03"]


def test_what_is_no_date_is_not_sent_and_said(qtbot: QtBot) -> None:
    held = QWidget()
    column = QVBoxLayout(held)
    field, other = TypedDate("Depuis", read), QLineEdit()
    column.addWidget(field)
    column.addWidget(other)
    shown(qtbot, held)
    field.setFocus()
    qtbot.keyClicks(field.field, "jadis")
    with qtbot.assertNotEmitted(field.changed):
        other.setFocus()
    assert not field.is_understood()
    assert "non comprise" in field.understood.text()


def test_a_shown_date_reads_back_as_itself(qtbot: QtBot) -> None:
    field = TypedDate("Depuis", lambda text: PartialDate.parse("~2019") if text == "~2019" else None)
    qtbot.addWidget(field)
    field.set_value("~2019")
    assert field.value() == "~2019"


def test_the_message_bar_takes_back_what_was_done(qtbot: QtBot) -> None:
    bar = MessageBar()
    shown(qtbot, bar)
    undone: list[str] = []
    bar.say("Fait.", lambda: undone.append("undo"))
    assert bar.text == "Fait."
    qtbot.mouseClick(bar.undo_button, Qt.MouseButton.LeftButton)
    assert undone == ["undo"]
    assert not bar.isVisible()


def test_a_fault_offers_nothing_to_take_back_and_stays(qtbot: QtBot) -> None:
    bar = MessageBar()
    shown(qtbot, bar)
    bar.say("Fait.", lambda: None)
    bar.fault("Non.")
    assert not bar.undo_button.isVisible()
    assert not any(timer.isActive() for timer in bar.findChildren(QTimer)), "it stays"


def test_typed_markup_stays_text(qtbot: QtBot) -> None:
    label = TextLabel("<b>a</b> <img src='/etc/hostname'>", wraps=True)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text().startswith("<b>")


def test_wrapped_words_get_the_height_of_their_lines_and_give_it_back(qtbot: QtBot) -> None:
    label = TextLabel("mot " * 60, wraps=True)
    shown(qtbot, label)
    label.resize(150, 20)
    narrow = label.minimumHeight()
    label.resize(900, 20)
    assert label.minimumHeight() < narrow


@pytest.mark.parametrize("state", list(NeedState))
def test_every_state_of_a_need_has_a_sign_and_a_word(qtbot: QtBot, state: NeedState) -> None:
    chip = NeedChip(state, count=2)
    qtbot.addWidget(chip)
    sign, word = chip.text().split(" ", 1)
    assert len(sign) == 1
    assert word.endswith("(2)")


def test_the_main_action_of_a_page_is_at_its_top_right(qtbot: QtBot) -> None:
    page = Page("Réglages")
    button = page.set_main_action("Enregistrer")
    page.resize(1000, 600)
    shown(qtbot, page)
    place = button.mapTo(page, button.rect().topRight())
    assert place.x() > 950
    assert place.y() < 40


def test_a_label_names_its_field_for_screen_readers(qtbot: QtBot) -> None:
    field = QLineEdit()
    row = QuestionRow("Nom", field)
    qtbot.addWidget(row)
    assert field.accessibleName() == "Nom"
