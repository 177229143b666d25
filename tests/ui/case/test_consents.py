"""Her consents in the window: given in steps, read aloud, taken back in whole or in part."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from caselink.consent.events import read_grounds
from caselink.consent.grounds import Consent
from caselink.domain.calendar import add_months
from caselink.forms.categories import CATEGORIES, Category
from caselink.forms.consent_terms import ExcludedKind, Mode
from caselink.forms.purposes import Purpose
from caselink.services.consent_lines import ConsentState
from caselink.services.consents import never_inform
from caselink.ui.case.consent.give_page import GivePage
from caselink.ui.case.consent.must_not_receive_block import MustNotReceiveBlock
from caselink.ui.case.consent.tab import ConsentTab
from caselink.ui.case.sharing.tab import SharingTab
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.text_label import TextLabel
from tests.ui.asked import chips, line, search, text, tick_all
from tests.ui.case.conftest import Bench, labels_of
from tests.ui.consents_shown import card_of

CONSENTS = "consents"


def _start(bench: Bench, partner: str = "Deux Rives") -> GivePage:
    bench.page.show_tab(CONSENTS)
    bench.settle()
    bench.click(bench.page.tab(ConsentTab).collect)
    page = bench.page.tab(ConsentTab).page
    assert page is not None
    bench.pick(search(page.form, "partner"), partner)
    assert page.giving().recipient == partner
    return page


def _consents(bench: Bench) -> tuple[Consent, ...]:
    return read_grounds(bench.case().events).consents


def _button(block: QWidget, words: str) -> QPushButton:
    return next(each for each in block.findChildren(QPushButton) if each.text() == words and each.isVisible())


def _press(bench: Bench, chips: ChoiceChips | None, choice: str) -> None:
    assert chips is not None
    bench.click(chips.chip(choice))


def test_a_first_case_says_that_nothing_can_leave(empty: Bench) -> None:
    empty.page.show_tab(CONSENTS)
    empty.settle()
    shown = [label.text() for label in empty.page.tab(ConsentTab).findChildren(TextLabel) if label.isVisible()]
    assert any(text.startswith("Aucun accord pour l’instant") for text in shown)


def test_only_what_the_purposes_may_need_is_offered_and_the_sensitive_apart(empty: Bench) -> None:
    page = _start(empty)
    assert page.what.current is None
    _press(empty, chips(page.form, "purposes"), Purpose.HOUSING.value)
    assert page.what.current is not None
    offered = {Category(chip.choice) for chip in page.what.current.chips()}
    assert not any(CATEGORIES[category].explicit for category in offered)
    assert set(page.what.ticks) == {Category.WHEREABOUTS, Category.HEALTH, Category.RESIDENCE}
    assert Category.JUSTICE not in offered
    assert not any(tick.box.isChecked() for tick in page.what.ticks.values())


def test_a_consent_for_everything_current_ticks_nothing_sensitive(empty: Bench) -> None:
    page = _start(empty)
    _press(empty, chips(page.form, "purposes"), Purpose.HOUSING.value)
    _press(empty, page.what.bundles, "everything")
    empty.click(page.form.save_button)
    (consent,) = _consents(empty)
    assert consent.everything_else
    assert consent.categories == frozenset()
    assert consent.recipient == "Deux Rives"
    assert consent.mode is Mode.SPOKEN
    assert consent.expires_on == add_months(empty.today, 3)


def test_sensitive_categories_are_ticked_each_by_itself(empty: Bench) -> None:
    page = _start(empty)
    _press(empty, chips(page.form, "purposes"), Purpose.HOUSING.value)
    _press(empty, page.what.bundles, "least")
    box = page.what.ticks[Category.WHEREABOUTS].box
    box.setFocus()
    empty.key(box, Qt.Key.Key_Space)
    empty.click(page.form.save_button)
    (consent,) = _consents(empty)
    assert consent.categories == {Category.IDENTITY, Category.CONTACT, Category.WHEREABOUTS}
    assert not consent.everything_else


def test_a_tick_survives_the_choice_of_another_purpose(empty: Bench) -> None:
    page = _start(empty)
    _press(empty, chips(page.form, "purposes"), Purpose.HOUSING.value)
    page.what.ticks[Category.HEALTH].box.setChecked(True)
    _press(empty, chips(page.form, "purposes"), Purpose.CARE.value)
    assert page.what.ticks[Category.HEALTH].box.isChecked()
    assert Category.INTIMATE in page.what.ticks


def test_police_must_be_given_her_number_by_a_tick_of_its_own(empty: Bench) -> None:
    page = _start(empty, "Police locale")
    _press(empty, chips(page.form, "purposes"), Purpose.COMPLAINT.value)
    assert Category.CONTACT in page.what.ticks
    assert any("son avocat" in sentence for sentence in page.reading.sentences())


def test_the_sentences_say_to_whom_what_and_until_when(empty: Bench) -> None:
    page = _start(empty)
    _press(empty, chips(page.form, "purposes"), Purpose.HOUSING.value)
    said = " ".join(page.reading.sentences())
    assert "Maison d’accueil Les Deux Rives (fictive)" in said
    assert "Trouver où dormir" in said
    assert str(add_months(empty.today, 3).year) in said
    assert "votre nom et votre âge" in said
    assert "votre santé" not in said


def test_an_emergency_lasts_seven_days(empty: Bench) -> None:
    page = _start(empty)
    _press(empty, chips(page.form, "purposes"), Purpose.SAFETY.value)
    _press(empty, chips(page.form, "length"), "emergency")
    empty.click(page.form.save_button)
    (consent,) = _consents(empty)
    assert consent.emergency
    assert consent.expires_on == empty.today + timedelta(days=6)


def test_a_consent_without_purpose_is_refused_in_a_sentence(empty: Bench) -> None:
    page = _start(empty)
    empty.click(page.form.save_button)
    assert page.form.rows["purposes"].fault
    assert _consents(empty) == ()


def test_more_than_twelve_months_are_refused(empty: Bench) -> None:
    page = _start(empty)
    _press(empty, chips(page.form, "purposes"), Purpose.HOUSING.value)
    _press(empty, chips(page.form, "length"), "other")
    empty.type_and_leave(line(page.form, "until"), f"1/1/{empty.today.year + 2}")
    empty.click(page.form.save_button)
    assert "douze mois" in page.form.rows["until"].fault
    assert _consents(empty) == ()


def test_an_individual_is_one_recipient_by_name(empty: Bench) -> None:
    page = _start(empty)
    _press(empty, chips(page.form, "kind"), "person")
    empty.type(line(page.form, "person"), "Tante Salma")
    _press(empty, chips(page.form, "purposes"), Purpose.SAFETY.value)
    empty.click(page.form.save_button)
    (consent,) = _consents(empty)
    assert (consent.recipient, consent.individual) == ("Tante Salma", True)


def test_taking_all_of_it_back_counts_at_once(rich: Bench) -> None:
    rich.page.show_tab(CONSENTS)
    rich.settle()
    card = card_of(rich.page, lambda line: line.state is ConsentState.ACTIVE)
    consent_id = card.line.id
    rich.click(card.take_back)
    assert card.asking.form is not None
    rich.click(card.asking.form.save_button)
    (consent,) = [each for each in _consents(rich) if each.id == consent_id]
    assert consent.withdrawn(Category.IDENTITY, Purpose.NETWORK, rich.today)
    again = card_of(rich.page, lambda line: line.id == consent_id)
    assert again.line.state is ConsentState.WITHDRAWN
    assert not again.take_back.isVisible()


def test_a_part_is_taken_back_and_the_rest_stays(rich: Bench) -> None:
    rich.page.show_tab(CONSENTS)
    rich.settle()
    card = card_of(rich.page, lambda line: "Deux Rives" in line.recipient_name)
    consent_id = card.line.id
    rich.click(card.take_back)
    assert card.asking.form is not None
    _press(rich, chips(card.asking.form, "extent"), "part")
    _press(rich, chips(card.asking.form, "categories"), Category.WHEREABOUTS.value)
    rich.click(card.asking.form.save_button)
    (consent,) = [each for each in _consents(rich) if each.id == consent_id]
    assert consent.withdrawn(Category.WHEREABOUTS, Purpose.HOUSING, rich.today)
    assert not consent.withdrawn(Category.IDENTITY, Purpose.HOUSING, rich.today)


@pytest.mark.parametrize("by_key", [False, True])
def test_a_part_of_which_nothing_is_ticked_takes_all_of_it_back_and_says_so_before(rich: Bench, by_key: bool) -> None:
    rich.page.show_tab(CONSENTS)
    rich.settle()
    card = card_of(rich.page, lambda line: "Deux Rives" in line.recipient_name)
    consent_id = card.line.id
    rich.click(card.take_back)
    panel = card.asking.form
    assert panel is not None
    said = {}
    _press(rich, chips(panel, "extent"), "part")
    said["nothing"] = panel.save_button.text()
    _press(rich, chips(panel, "categories"), Category.WHEREABOUTS.value)
    said["one"] = panel.save_button.text()
    _press(rich, chips(panel, "categories"), Category.WHEREABOUTS.value)
    assert panel.save_button.text() == said["nothing"] != said["one"]
    assert "tout" in said["nothing"]
    if by_key:
        rich.key(panel.save_button, Qt.Key.Key_Return)
    else:
        rich.click(panel.save_button)
    (consent,) = [each for each in _consents(rich) if each.id == consent_id]
    assert all(consent.withdrawn(Category(each), Purpose.HOUSING, rich.today) for each in Category)
    again = card_of(rich.page, lambda line: line.id == consent_id)
    assert again.line.state is ConsentState.WITHDRAWN


def test_names_never_to_inform_are_added_and_taken_off(empty: Bench) -> None:
    empty.page.show_tab(CONSENTS)
    empty.settle()
    empty.click(empty.page.tab(ConsentTab).never_fold.button)
    block = empty.page.tab(ConsentTab).never
    empty.type(line(block.form, "name"), "Karim B.")
    empty.click(block.form.save_button)
    (entry,) = read_grounds(empty.case().events).never_inform
    assert (entry.name, entry.kind) == ("Karim B.", ExcludedKind.PERPETRATOR)
    assert "1 nom" in empty.page.tab(ConsentTab).never_fold.button.text()
    empty.click(block.lines[0].lift)
    assert read_grounds(empty.case().events).never_inform == (entry,)
    panel = block.lines[0].asking.form
    assert panel is not None
    empty.type(line(panel, "reason"), "homonyme")
    empty.click(panel.save_button)
    grounds = read_grounds(empty.case().events)
    assert grounds.never_inform == ()
    assert [(each.entry, each.reason) for each in grounds.lifted] == [(entry, "homonyme")]
    assert any("homonyme" in label.text() for label in block.findChildren(QLabel) if label.isVisible())


def _avoiding(bench: Bench, *names: str) -> MustNotReceiveBlock:
    case_id = bench.page.store.case_id
    for name in names:
        bench.ask(partial(never_inform, case_id=case_id, kind=ExcludedKind.FAMILY, name=name))
    bench.page.store.load()
    bench.page.show_tab(CONSENTS)
    bench.settle()
    bench.click(bench.page.tab(ConsentTab).never_fold.button)
    return bench.page.tab(ConsentTab).never


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_however_often_a_key_is_pressed_no_name_leaves_the_list_without_a_reason(empty: Bench, key: Qt.Key) -> None:
    block = _avoiding(empty, "Karim B.", "Salim B.")
    block.lines[0].lift.setFocus()
    for _time in range(4):
        focused = empty.window.focusWidget()
        assert focused is not None
        empty.key(focused, key)
    assert len(read_grounds(empty.case().events).never_inform) == 2
    panel = block.lines[0].asking.form
    assert panel is not None
    assert line(panel, "reason").hasFocus()
    empty.click(panel.save_button)
    assert len(read_grounds(empty.case().events).never_inform) == 2
    assert any("resté" in label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_after_a_name_left_the_list_the_keyboard_is_on_its_way_back(empty: Bench) -> None:
    block = _avoiding(empty, "Karim B.", "Salim B.")
    empty.click(block.lines[0].lift)
    panel = block.lines[0].asking.form
    assert panel is not None
    empty.type(line(panel, "reason"), "homonyme")
    empty.key(line(panel, "reason"), Qt.Key.Key_Return)
    assert [line.entry.name for line in block.lines] == ["Salim B."]
    (gone,) = block.lifted_lines
    assert gone.put_back.hasFocus()
    empty.key(gone.put_back, Qt.Key.Key_Space)
    assert [line.entry.name for line in block.lines] == ["Salim B.", "Karim B."]
    assert block.lifted_lines == ()
    assert line(block.form, "name").hasFocus()


def test_the_message_that_a_name_left_the_list_takes_it_back(empty: Bench) -> None:
    block = _avoiding(empty, "Karim B.")
    empty.click(block.lines[0].lift)
    panel = block.lines[0].asking.form
    assert panel is not None
    empty.type(line(panel, "reason"), "homonyme")
    empty.click(panel.save_button)
    empty.click(empty.window.messages.undo_button)
    assert [entry.name for entry in read_grounds(empty.case().events).never_inform] == ["Karim B."]


def test_a_reason_that_is_being_typed_stays_when_the_list_changes(empty: Bench) -> None:
    block = _avoiding(empty, "Karim B.")
    empty.click(block.lines[0].lift)
    panel = block.lines[0].asking.form
    assert panel is not None
    empty.type(line(panel, "reason"), "homo")
    empty.type(line(block.form, "name"), "Salim B.")
    empty.click(block.form.save_button)
    panel = block.lines[0].asking.form
    assert panel is not None
    assert line(panel, "reason").text() == "homo"
    empty.click(panel.cancel_button)
    assert block.lines[0].lift.hasFocus()
    assert block.form.draft() is None


def test_a_legal_decision_offers_only_whom_the_text_names_and_never_residence(empty: Bench) -> None:
    empty.page.show_tab(CONSENTS)
    empty.settle()
    empty.click(empty.page.tab(ConsentTab).legal_fold.button)
    block = empty.page.tab(ConsentTab).legal
    empty.click(block.open)
    form = block.place.form
    assert form is not None
    assert Category.RESIDENCE.value not in [chip.choice for chip in chips(form, "categories").chips()]
    search(form, "basis").set_value("be_penal_458bis")
    search(form, "basis").changed.emit("be_penal_458bis")
    assert labels_of(search(form, "recipient")) == ["Parquet (fictif)"]
    search(form, "recipient").set_value("Parquet")
    empty.click(form.save_button)
    assert form.rows["told"].fault
    _press(empty, chips(form, "categories"), Category.IDENTITY.value)
    _press(empty, chips(form, "told"), "yes")
    empty.type(line(form, "decided_by"), "Odette M.")
    empty.type(text(form, "reason"), "Danger immédiat.")
    empty.click(form.save_button)
    assert form.rows["conditions"].fault, "what the text asks for is ticked first"
    assert not read_grounds(empty.case().events).legal
    tick_all(form, "conditions")
    empty.click(form.save_button)
    assert "1 décision en vigueur" in empty.page.tab(ConsentTab).legal_fold.button.text()
    (decision,) = read_grounds(empty.case().events).legal
    assert (decision.recipient, decision.told, decision.decided_by) == ("Parquet", True, "Odette M.")
    empty.click_words("Mettre fin…", block)
    assert empty.window.focusWidget() is _button(block, "Annuler"), "the way back has the keyboard"
    empty.click_words("Annuler", block)
    assert read_grounds(empty.case().events).legal[0].ended_on is None
    assert empty.window.focusWidget() is _button(block, "Mettre fin…")
    empty.click_words("Mettre fin…", block)
    _button(block, "Mettre fin à cette décision").click()
    assert not _button(block, "Mettre fin à cette décision").isEnabled(), "it rests until the answer"
    empty.settle()
    assert read_grounds(empty.case().events).legal[0].ended_on is not None
    assert "Il y a été mis fin" in "".join(label.text() for label in block.findChildren(QLabel))


def test_the_tab_s_key_leads_into_the_form_that_stands_open(empty: Bench) -> None:
    page = _start(empty)
    empty.take_keyboard()
    page.form.save_button.setFocus()
    empty.page.show_tab(CONSENTS)
    assert empty.window.focusWidget() is line(page.form, "partner")
    _press(empty, chips(page.form, "kind"), "person")
    empty.take_keyboard()
    page.form.save_button.setFocus()
    empty.page.show_tab(CONSENTS)
    assert empty.window.focusWidget() is line(page.form, "person")


def test_tab_goes_through_the_questions_as_the_eye_does(empty: Bench) -> None:
    page = _start(empty)
    _press(empty, chips(page.form, "purposes"), Purpose.HOUSING.value)
    page.what.bundles.setFocus()
    reached = []
    for _step in range(5):
        empty.window.focusNextChild()
        reached.append(empty.window.focusWidget())
    assert page.what.current is not None
    assert reached[0] in page.what.current.chips()
    assert reached[1:4] == [tick.box for tick in page.what.ticks.values()]
    assert reached[4] in chips(page.form, "length").chips()


def test_after_a_consent_is_recorded_the_keyboard_is_on_what_comes_next(empty: Bench) -> None:
    page = _start(empty)
    _press(empty, chips(page.form, "purposes"), Purpose.HOUSING.value)
    empty.click(page.form.save_button)
    card = empty.page.tab(ConsentTab).card
    assert card is not None
    assert empty.window.focusWidget() is card.prepare
    empty.key(card.prepare, Qt.Key.Key_Return)
    assert empty.page.shown_tab() == "sharing"
    sharing = empty.page.tab(SharingTab)
    assert (sharing.recipient.value(), sharing.purpose.value()) == ("partner:Deux Rives", Purpose.HOUSING.value)


def test_what_no_longer_holds_offers_no_form(rich: Bench) -> None:
    rich.page.show_tab(CONSENTS)
    rich.settle()
    tab = rich.page.tab(ConsentTab)
    for each in tab.listing.rows():
        card = tab.choose(each.id)
        assert card is not None
        assert card.prepare.isHidden() is (each.state not in (ConsentState.ACTIVE, ConsentState.PARTLY_WITHDRAWN))
