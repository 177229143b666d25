"""What stands in a form and is not recorded yet is there again after a lock, as it was left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollArea

from caselink.consent.events import read_grounds
from caselink.domain.needs import NeedState
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ExcludedKind
from caselink.forms.purposes import Purpose
from caselink.services.consents import give_consent, never_inform
from caselink.services.directory import partners, save_partner
from caselink.services.office import Office
from caselink.ui.case.consent.give_page import GivePage
from caselink.ui.case.consent.tab import ConsentTab
from caselink.ui.case.form.tab import FormTab
from caselink.ui.case.overview.tab import OverviewTab
from caselink.ui.case.sharing.tab import SharingTab
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.pages.partners.page import PartnersPage
from caselink.ui.pages.settings.page import TEAM, SettingsPage
from tests.conftest import Prepared
from tests.ui.asked import chips, day, hours, key_form, line, new_passphrase, office_form, partner_form, search, text
from tests.ui.case.papers_read import read_all
from tests.ui.sitting import Sitting

OVERVIEW, FORM, CONSENTS, SHARING = "overview", "form", "consents", "sharing"
HOUSING = Purpose.HOUSING.value


@pytest.fixture
def sitting(qapp: QApplication, prepared_office: Prepared, tmp_path: Path) -> Iterator[Sitting]:
    sitting = Sitting(qapp, prepared_office, prepared_office.copy_to(tmp_path / "sitting.caselink"))
    yield sitting
    sitting.end()


def give_page(sitting: Sitting) -> GivePage:
    page = sitting.page.tab(ConsentTab).page
    assert page is not None
    return page


def begin_consent(sitting: Sitting) -> GivePage:
    sitting.open_case(CONSENTS)
    sitting.click(sitting.page.tab(ConsentTab).collect)
    page = give_page(sitting)
    sitting.pick(search(page.form, "partner"), "CPVCF")
    sitting.click(chips(page.form, "purposes").chip(HOUSING))
    return page


def test_a_consent_being_recorded_comes_back_with_field_cursor_and_scroll(sitting: Sitting) -> None:
    page = begin_consent(sitting)
    assert page.what.current is not None
    dropped = page.what.current.chips()[-1]
    sitting.click(dropped)
    page.what.ticks[Category.HEALTH].box.click()
    sitting.click(chips(page.form, "length").chip("other"))
    sitting.type(line(page.form, "until"), "31/12/2098")
    sitting.type(line(page.form, "interpreter"), "Mme Haddad")
    QTest.keyClick(line(page.form, "interpreter"), Qt.Key.Key_Home)
    area = page.findChildren(QScrollArea)[0].verticalScrollBar()
    area.setValue(area.maximum() // 2)
    scrolled, said = area.value(), page.reading.sentences()
    assert scrolled > 40

    sitting.lock_and_unlock()
    page = give_page(sitting)
    assert page.isVisible()
    assert sitting.page.shown_tab() == CONSENTS
    assert (page.giving().recipient, chips(page.form, "purposes").pressed()) == ("CPVCF", (HOUSING,))
    assert page.what.current is not None
    assert dropped.choice not in page.what.current.pressed()
    assert page.what.ticks[Category.HEALTH].box.isChecked()
    assert not page.what.ticks[Category.RESIDENCE].box.isChecked()
    assert day(page.form, "until").isVisible()
    assert day(page.form, "until").value() == "2098-12-31"
    assert page.reading.sentences() == said
    assert sitting.focus is line(page.form, "interpreter")
    assert page.findChildren(QScrollArea)[0].verticalScrollBar().value() == scrolled
    QTest.keyClicks(line(page.form, "interpreter"), "X")
    assert line(page.form, "interpreter").text() == "XMme Haddad"


def test_a_consent_that_was_recorded_or_given_up_does_not_come_back(sitting: Sitting) -> None:
    page = begin_consent(sitting)
    QTest.mouseClick(page.form.save_button, Qt.MouseButton.LeftButton)  # and locked before the vault has answered
    sitting.lock_and_unlock()
    case_id = sitting.page.store.case_id
    assert len(read_grounds(sitting.ask(lambda office: office.vault.case(case_id)).events).consents) == 1
    assert sitting.page.tab(ConsentTab).page is None
    assert sitting.kept() == {}
    sitting.click(sitting.page.tab(ConsentTab).collect)
    sitting.lock_and_unlock()
    sitting.click_words("Annuler", give_page(sitting))
    sitting.lock_and_unlock()
    assert sitting.page.tab(ConsentTab).page is None


def test_a_refused_consent_is_unfinished_still(sitting: Sitting) -> None:
    page = begin_consent(sitting)
    sitting.click(chips(page.form, "length").chip("other"))
    sitting.type(line(page.form, "until"), "31/12/2098")
    sitting.click(page.form.save_button)
    assert page.form.rows["until"].fault
    sitting.lock_and_unlock()
    assert line(give_page(sitting).form, "until").text() == "31/12/2098"


def test_a_decision_a_name_and_a_withdrawal_come_back(sitting: Sitting) -> None:
    case_id = sitting.open_case(OVERVIEW).store.case_id
    sitting.ask(lambda office: give_consent(
        office, case_id, recipient="CPVCF", categories=(Category.IDENTITY, Category.CONTACT),
        purposes=(Purpose.HOUSING, Purpose.CARE),
    ))
    sitting.ask(lambda office: never_inform(office, case_id, ExcludedKind.FAMILY, "Salim"))
    sitting.page.store.load()
    sitting.page.show_tab(CONSENTS)
    sitting.settle()
    tab = sitting.page.tab(ConsentTab)
    assert tab.card is not None
    sitting.click(tab.card.take_back)
    panel = tab.card.asking.form
    assert panel is not None
    sitting.click(chips(panel, "extent").chip("part"))
    sitting.click(chips(panel, "purposes").chip(HOUSING))
    sitting.click(tab.never_fold.button)
    sitting.pick(search(tab.never.form, "kind"), "interprète")
    sitting.type(line(tab.never.form, "name"), "Karim")
    sitting.click(tab.never.lines[0].lift)
    lifting = tab.never.lines[0].asking.form
    assert lifting is not None
    sitting.type(line(lifting, "reason"), "homonyme")
    sitting.click(tab.legal_fold.button)
    sitting.click(tab.legal.open)
    form = tab.legal.place.form
    assert form is not None
    sitting.pick(search(form, "basis"), "226-14")
    basis = search(form, "basis").value()
    assert isinstance(basis, str)
    sitting.type(text(form, "reason"), "Il a dit qu’il la tuerait")

    sitting.lock_and_unlock()
    tab = sitting.page.tab(ConsentTab)
    assert tab.card is not None
    panel, form = tab.card.asking.form, tab.legal.place.form
    assert panel is not None
    assert chips(panel, "purposes").isVisible()
    assert (chips(panel, "purposes").pressed(), chips(panel, "categories").pressed()) == ((HOUSING,), ())
    assert line(tab.never.form, "name").text() == "Karim"
    assert search(tab.never.form, "kind").value() == ExcludedKind.INTERPRETER.value
    assert line(tab.never.form, "name").isVisible()
    lifting = tab.never.lines[0].asking.form
    assert lifting is not None
    assert (line(lifting, "reason").text(), lifting.isVisible()) == ("homonyme", True)
    assert form is not None
    assert search(form, "basis").value() == basis
    assert form.rows["basis"].note
    assert text(form, "reason").toPlainText() == "Il a dit qu’il la tuerait"
    assert sitting.focus is text(form, "reason")


def test_a_question_under_a_need_comes_back_also_where_it_was_folded_away(sitting: Sitting) -> None:
    page = sitting.open_case(OVERVIEW)
    card = next(card for card in page.tab(OverviewTab).cards if any(line.asks_outcome for line in card.lines.values()))
    item = next(item for item, line in card.lines.items() if line.asks_outcome)
    sitting.click(card.unfold)
    row = card.row(item)
    row.choose(NeedState.DONE)
    assert row.asked is not None
    field = line(row.asked, "answer")
    sitting.type(field, "Plainte au commissariat")
    QTest.keyClick(field, Qt.Key.Key_Left)

    sitting.lock_and_unlock()
    row = sitting.page.tab(OverviewTab).row(item)
    assert row.asked is not None
    field = line(row.asked, "answer")
    assert field.isVisible()
    assert field.text() == "Plainte au commissariat"
    assert sitting.focus is field
    QTest.keyClicks(field, "X")
    assert field.text() == "Plainte au commissariaXt"
    QTest.keyClick(field, Qt.Key.Key_Return)
    sitting.lock_and_unlock()
    row = sitting.page.tab(OverviewTab).row(item)
    assert row.asked is None
    assert row.line.outcome == "Plainte au commissariaXt"


def test_a_partner_being_corrected_comes_back_with_field_cursor_and_scroll(sitting: Sitting) -> None:
    sitting.window.show_page("partners")
    sitting.settle()
    page = sitting.window.page(PartnersPage)
    page.open_partner("CPVCF")
    sitting.settle()
    sitting.click(page.detail.edit_button)
    form = partner_form(sitting.window)
    sitting.pick(search(form, "languages"), "wolof")
    languages = search(form, "languages").value()
    hours(form).chips.press(())
    sitting.click(hours(form).chips.chip("stated"))
    sitting.type(hours(form).fields[2], "9-")
    sitting.type(text(form, "note"), "Sonner deux fois")
    for _step in range(4):
        QTest.keyClick(text(form, "note"), Qt.Key.Key_Left)
    bar = page.form_area.verticalScrollBar()
    page.form_area.ensureWidgetVisible(text(form, "note"))  # what has the keyboard is scrolled into sight
    bar.setValue(min(bar.value() + 20, bar.maximum()))
    scrolled = page.form_area.verticalScrollBar().value()
    assert scrolled > 40

    sitting.lock_and_unlock()
    page = sitting.window.page(PartnersPage)
    form = partner_form(sitting.window)
    assert form.isVisible()
    assert line(form, "short_name").text() == "CPVCF"
    assert search(form, "languages").value() == languages
    assert hours(form).fields[2].text() == "9-"
    assert hours(form).fields[2].isVisible()
    assert page.form_area.verticalScrollBar().value() == scrolled
    note = sitting.focus
    assert isinstance(note, QPlainTextEdit)
    QTest.keyClicks(note, "X")
    assert text(form, "note").toPlainText().startswith("Sonner deux Xfois")
    hours(form).fields[2].setText("9-12")
    sitting.click(form.save_button)
    sitting.lock_and_unlock()
    assert sitting.window.page(PartnersPage).form is None
    assert sitting.kept() == {}


def test_a_form_left_open_on_another_page_comes_back_when_one_looks_there(sitting: Sitting) -> None:
    sitting.window.show_page("partners")
    sitting.settle()
    sitting.click(sitting.window.page(PartnersPage).add_button)
    sitting.type(line(partner_form(sitting.window), "name"), "Relais Nord")
    sitting.window.show_page("settings")
    sitting.settle()
    sitting.type(line(office_form(sitting.window), "phone"), "02 500 00 00")
    sitting.window.show_page("caseload")
    sitting.settle()
    sitting.click(sitting.window.page(CaseloadPage).new_button)
    sitting.type(line(sitting.window.page(CaseloadPage).panel, "name"), "Amina")
    for _time in range(2):
        sitting.lock_and_unlock()
        assert set(sitting.kept()) == {"partner", "office", "new_case"}
    window = sitting.window
    assert sitting.focus is line(window.page(CaseloadPage).panel, "name")
    assert line(window.page(CaseloadPage).panel, "name").text() == "Amina"
    assert not window.page(CaseloadPage).new_button.isEnabled()
    window.show_page("partners")
    sitting.settle()
    assert partner_form(window).isVisible()
    assert line(partner_form(window), "name").text() == "Relais Nord"
    assert not window.page(PartnersPage).add_button.isEnabled()
    window.show_page("settings")
    sitting.settle()
    assert line(office_form(window), "phone").text() == "02 500 00 00"


def test_only_what_was_changed_is_put_over_what_others_saved_meanwhile(sitting: Sitting) -> None:
    sitting.window.show_page("partners")
    sitting.settle()
    sitting.window.page(PartnersPage).open_partner("CPVCF")
    sitting.settle()
    sitting.click(sitting.window.page(PartnersPage).detail.edit_button)
    line(partner_form(sitting.window), "area").end(False)
    sitting.type(line(partner_form(sitting.window), "area"), " Nord")

    def changed_by_another(office: Office) -> None:
        known = {each.short_name: each for each in partners(office)}["CPVCF"]
        save_partner(office, replace(known, address="12, quai du Port"))

    sitting.ask(changed_by_another)
    sitting.lock_and_unlock()
    form = partner_form(sitting.window)
    assert line(form, "area").text().endswith(" Nord")
    assert line(form, "address").text() == "12, quai du Port"
    sitting.window.show_page("settings")
    sitting.settle()
    sitting.window.show_page("partners")
    sitting.settle()
    assert form.isVisible()
    assert line(form, "area").text().endswith(" Nord"), "reading the directory again leaves the form"


def test_a_person_being_added_comes_back_without_a_passphrase(sitting: Sitting) -> None:
    sitting.window.show_page("settings")
    sitting.window.page(SettingsPage).show_part(TEAM)
    sitting.settle()
    sitting.click(sitting.window.page(SettingsPage).add_button)
    form = key_form(sitting.window.page(SettingsPage).team)
    sitting.type(line(form, "name"), "berthe-k")
    sitting.click(chips(form, "role").chip("coordinator"))
    sitting.click(new_passphrase(form).take_button)
    words = new_passphrase(form).text()
    assert len(words) > 20
    sitting.lock_and_unlock()
    assert sitting.window.page(SettingsPage).tabs.currentIndex() == TEAM
    form = key_form(sitting.window.page(SettingsPage).team)
    assert form.isVisible()
    assert (line(form, "name").text(), chips(form, "role").value()) == ("berthe-k", "coordinator")
    assert new_passphrase(form).text() == ""
    assert words not in str(sitting.ask(lambda office: office.vault.place()))


def test_a_reason_to_keep_a_case_comes_back_and_the_words_that_erase_it_never(sitting: Sitting) -> None:
    page = sitting.open_case(OVERVIEW)
    page.manage()
    sitting.settle()
    assert page.managing is not None
    sitting.type(line(page.managing.hold, "reason"), "Procès en cours")
    line(page.managing.erase, "reference").setText(page.store.case.reference if page.store.case else "")
    sitting.lock_and_unlock()
    dialog = sitting.page.managing
    assert dialog is not None
    assert dialog.isVisible()
    assert line(dialog.hold, "reason").text() == "Procès en cours"
    assert line(dialog.erase, "reference").text() == ""
    sitting.click(dialog.hold.cancel_button)
    sitting.click(dialog.close_button)
    sitting.lock_and_unlock()
    assert sitting.page.managing is None


def test_the_document_being_prepared_comes_back_and_its_texts_are_to_be_read_again(sitting: Sitting) -> None:
    page = sitting.open_case(SHARING)
    case_id = page.store.case_id
    sitting.ask(lambda office: give_consent(
        office, case_id, recipient="Leïla", individual=True, categories=(Category.IDENTITY,),
        purposes=(Purpose.CARE,),
    ))
    page.tab(SharingTab).choose("person:Leïla", Purpose.CARE)
    sitting.settle()
    read_all(page.tab(SharingTab))
    sitting.click(page.tab(SharingTab).prepare)
    dialog = page.tab(SharingTab).dialog
    assert dialog is not None
    assert not dialog.read_again.isVisible()
    dialog.name.clear()
    sitting.type(dialog.name, "feuille.pdf")
    sitting.lock_and_unlock()
    sharing = sitting.page.tab(SharingTab)
    assert sharing.recipient.value() == "person:Leïla"
    assert sharing.dialog is not None
    assert sharing.dialog.name.text() == "feuille.pdf"
    assert sharing.dialog.read_again.isVisible()
    assert not sharing.dialog.read_again.isChecked()


def test_a_date_that_is_none_yet_survives_a_lock_in_the_same_second(sitting: Sitting) -> None:
    """The vault refuses it as an answer when the form is flushed, and nobody is there any more to hear of it."""
    page = sitting.open_case(FORM)
    page.tab(FormTab).go_to("professional.seen_on")
    field = sitting.focus
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "31/2x")
    sitting.lock_and_unlock()
    field = sitting.focus
    assert isinstance(field, QLineEdit)
    assert field.text() == "31/2x"
