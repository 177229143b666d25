"""The history of a case on the screen, and taking back with a key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from caselink.domain.needs import NeedState
from caselink.services.answers import record_answer
from caselink.services.needs import set_need
from caselink.ui.case.form.tab import FormTab
from caselink.ui.case.history.change_card import ChangeCard
from caselink.ui.case.history.line_row import LineRow
from caselink.ui.case.history.line_words import LineWords
from caselink.ui.case.history.tab import HistoryTab
from caselink.ui.case.tabs import TABS
from caselink.ui.pieces.text_label import TextLabel
from tests.services.switching import switched_off
from tests.ui.case.conftest import Bench

HISTORY, FORM = "history", "form"


def record(bench: Bench, path: str, value: object) -> None:
    case_id = bench.page.store.case_id
    bench.ask(lambda office: record_answer(office, case_id, path, value))


def shown(bench: Bench) -> HistoryTab:
    bench.page.show_tab(HISTORY)
    bench.page.tab(HistoryTab).ask_again()
    bench.settle()
    return bench.page.tab(HistoryTab)


def words(card: ChangeCard) -> list[str]:
    labels = [label.text() for label in card.findChildren(TextLabel) if label.isVisible()]
    painted = [words.text.split("\n") for words in card.findChildren(LineWords) if words.isVisible()]
    return [*labels, *(text for texts in painted for text in texts)]


def row(tab: HistoryTab, path: str) -> LineRow:
    return next(row for card in tab.cards for row in card.rows if row.line.place == path)


def ctrl(bench: Bench, key: Qt.Key) -> None:
    handle = bench.window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, key, Qt.KeyboardModifier.ControlModifier)
    bench.settle()


def test_a_new_case_teaches_what_will_stand_here(empty: Bench) -> None:
    tab = shown(empty)
    assert any("s’inscrira ici" in label.text() for label in tab.findChildren(TextLabel) if label.isVisible())
    assert len(tab.cards) == 1


def test_the_keys_of_its_tab_show_who_changed_what_and_what_was_there_before(empty: Bench) -> None:
    record(empty, "housing.status", "no_home")
    record(empty, "housing.status", "hotel")
    ctrl(empty, Qt.Key(Qt.Key.Key_1 + [tab.id for tab in TABS].index("history")))
    tab = empty.page.tab(HistoryTab)
    assert tab.isVisible()
    assert not any("s’inscrira ici" in label.text() for label in tab.findChildren(TextLabel) if label.isVisible())
    said = words(tab.cards[0])
    assert said[0].endswith("— amal")
    assert said[-3:] == ["Hébergement-logement · Situation de logement", "hôtel", "avant\u00a0: sans logement"]
    assert "hôtel" in row(tab, "housing.status").accessibleName()


def test_closed_questions_are_not_told_before_they_are_opened_and_close_again(empty: Bench) -> None:
    record(empty, "violence.facts", "canari")
    tab = shown(empty)
    card = tab.cards[0]
    assert not any("canari" in text or "Faits" in text for text in words(card))
    assert card.closed is not None
    empty.click(card.closed.button)
    assert any("canari" in text for text in words(card))
    empty.page.show_tab("overview")
    empty.page.show_tab(HISTORY)
    empty.settle()
    assert not any("canari" in text for card in tab.cards for text in words(card))


def test_ctrl_z_takes_back_the_last_change_and_says_which(empty: Bench) -> None:
    record(empty, "housing.status", "no_home")
    empty.page.store.load()
    empty.settle()
    empty.page.show_tab(HISTORY)
    ctrl(empty, Qt.Key.Key_Z)
    assert "housing.status" not in empty.case().answers
    assert empty.window.messages.text == "Annulé\u00a0: Hébergement-logement · Situation de logement"
    assert any("annulation" in text for text in words(empty.page.tab(HistoryTab).cards[0]))
    assert any("annulé depuis" in text for text in words(empty.page.tab(HistoryTab).cards[1]))


def test_ctrl_z_in_a_field_takes_back_letters_and_no_answer(empty: Bench) -> None:
    record(empty, "housing.status", "no_home")
    empty.page.show_tab(FORM)
    empty.page.tab(FormTab).go_to("person.last_name")
    empty.settle()
    field = empty.window.focusWidget()
    assert field is not None
    empty.type(field, "Ben")
    ctrl(empty, Qt.Key.Key_Z)
    assert empty.case().value("housing.status") == "no_home"
    assert empty.case().value("person.last_name") is None


def test_ones_own_last_change_is_taken_back_by_its_button(empty: Bench) -> None:
    case_id = empty.page.store.case_id
    empty.ask(lambda office: set_need(office, case_id, "lawyer", NeedState.TO_DO))
    record(empty, "housing.status", "no_home")
    tab = shown(empty)
    assert [card.take_back is not None for card in tab.cards] == [True, False, False]
    assert tab.cards[0].take_back is not None
    empty.click(tab.cards[0].take_back)
    assert "housing.status" not in empty.case().answers
    assert [card.take_back is not None for card in tab.cards] == [False, False, True, False]
    focused = empty.window.focusWidget()
    assert focused is not None
    assert tab.isAncestorOf(focused)


def test_an_older_value_is_put_back_and_that_can_be_taken_back(empty: Bench) -> None:
    for value in ("no_home", "hotel", "hospital"):
        record(empty, "housing.status", value)
    tab = shown(empty)
    rows = [card.rows[0] for card in tab.cards[:3]]
    assert [row.put_back is not None for row in rows] == [True, True, False]
    assert rows[1].put_back is not None
    empty.click(rows[1].put_back)
    assert empty.case().value("housing.status") == "no_home"
    assert empty.window.messages.text == "Remis\u00a0: Hébergement-logement · Situation de logement"
    empty.click(empty.window.messages.undo_button)
    assert empty.case().value("housing.status") == "hospital"


def test_an_erasure_is_marked_and_what_was_there_is_shown_no_more(empty: Bench) -> None:
    record(empty, "residence.recording", "record")
    record(empty, "residence.note", "canari")
    record(empty, "housing.status", "hotel")
    empty.ask(lambda office: switched_off(office, empty.page.store.case_id))
    tab = shown(empty)
    (erasure,), (choice,), (other,), (gone,) = (card.rows for card in tab.cards[:4])
    assert erasure.accessibleName().startswith("effacé, Des réponses ont été effacées pour de bon")
    assert choice.line.place == "residence.recording"
    assert other.line.place == "housing.status"
    assert "effacé depuis" in gone.accessibleName()
    assert (erasure.put_back, gone.put_back, gone.erase) == (None, None, None)
    assert "canari" not in str([words(card) for card in tab.cards])


def test_a_long_history_is_shown_a_part_at_a_time_newest_first(empty: Bench) -> None:
    for number in range(30):
        record(empty, "family.children_count", number)
    tab = shown(empty)
    assert len(tab.cards) == 25
    assert row(tab, "family.children_count").line.after == "29"
    empty.click(tab.more)
    assert len(tab.cards) == 31
    assert not tab.more.isVisible()


def test_many_lines_of_one_change_are_folded(rich: Bench) -> None:
    tab = shown(rich)
    card = tab.cards[-1]
    before = len(card.rows)
    assert card.more is not None
    rich.click(card.more)
    assert len(card.rows) > before
    assert all(each.isVisible() for each in card.rows)
