"""The preview in the window: both halves side by side, the document, its passphrase, the register."""

from __future__ import annotations

import io
from pathlib import Path
from threading import Event

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from caselink.domain.case import CaseStatus
from caselink.forms.consent_terms import ExcludedKind
from caselink.forms.purposes import Purpose
from caselink.services.cases import set_status
from caselink.services.consents import never_inform
from caselink.services.register import entries
from caselink.ui.case.consent.tab import ConsentTab
from caselink.ui.case.overview.tab import OverviewTab
from caselink.ui.case.register.tab import RegisterTab
from caselink.ui.case.sharing.notices import notices
from caselink.ui.case.sharing.passphrase_view import PassphraseView
from caselink.ui.case.sharing.prepare_dialog import PrepareDialog
from caselink.ui.case.sharing.tab import SharingTab
from tests.ui.asked import chips
from tests.ui.case.conftest import Bench
from tests.ui.case.papers_read import read_all
from tests.ui.consents_shown import card_of
from tests.ui.hears import announcements
from tests.ui.windows_shown import WindowsShown

SHARING, REGISTER = "sharing", "register"


def _choose(bench: Bench, partner: str = "Deux Rives", purpose: Purpose = Purpose.HOUSING) -> None:
    bench.page.show_tab(SHARING)
    bench.page.tab(SharingTab).choose(f"partner:{partner}", purpose)
    bench.settle()


def _dialog(bench: Bench, folder: Path) -> PrepareDialog:
    read_all(bench.page.tab(SharingTab))
    bench.click(bench.page.tab(SharingTab).prepare)
    dialog = bench.page.tab(SharingTab).dialog
    assert dialog is not None
    dialog.folder.setText(str(folder))
    if dialog.read_again.isVisible():
        dialog.read_again.click()
    return dialog


def _spoken(bench: Bench, column: int) -> list[str]:
    """What a screen reader says of one of the two columns."""
    lines = bench.page.tab(SharingTab).paper_view.comparison.table.lines
    cells = (lines.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(lines.rowCount()))
    return [str(cell) for cell in cells if cell]


def test_nothing_is_shown_before_recipient_and_purpose_are_chosen(rich: Bench) -> None:
    rich.page.show_tab(SHARING)
    rich.settle()
    assert not rich.page.tab(SharingTab).prepare.isVisible()
    assert not rich.page.tab(SharingTab).paper_view.isVisible()


def test_both_halves_stand_side_by_side_and_the_button_names_the_partner(rich: Bench) -> None:
    _choose(rich)
    assert rich.page.tab(SharingTab).prepare.text() == "Préparer la fiche pour Deux Rives"
    assert rich.page.tab(SharingTab).prepare.isEnabled()
    assert rich.page.tab(SharingTab).paper_view.comparison.gets.text().startswith("Deux Rives reçoit (")
    shared, withheld = _spoken(rich, 0), _spoken(rich, 1)
    assert any(said.startswith("Transmis\u00a0: Situation de logement, ") for said in shared)
    assert any(said.endswith("pas nécessaire pour cette finalité") for said in withheld)


def test_a_withheld_value_is_nowhere_on_the_screen(rich: Bench) -> None:
    words = rich.case().value("request.own_words")
    assert isinstance(words, str)
    _choose(rich)
    assert any("dans ses mots" in said for said in _spoken(rich, 1))
    assert not any(words in said for said in (*_spoken(rich, 0), *_spoken(rich, 1)))


def test_both_halves_of_a_field_stand_in_one_line(rich: Bench) -> None:
    _choose(rich)
    table = rich.page.tab(SharingTab).paper_view.comparison.table
    rows = [row for row in range(table.lines.rowCount()) if table.lines.index(row, 0).data()]
    heights = {table.rowHeight(row) for row in rows}
    assert min(heights) > 0
    assert all(table.columnSpan(row, 0) == (2 if row in table.lines.titles() else 1) for row in rows)


def test_arrows_go_down_the_lines(rich: Bench) -> None:
    _choose(rich)
    table = rich.page.tab(SharingTab).paper_view.comparison.table
    table.setCurrentIndex(table.lines.index(0, 0))
    rich.key(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1


def test_without_consent_nothing_can_be_prepared_and_one_can_be_asked_for(empty: Bench) -> None:
    _choose(empty)
    assert not empty.page.tab(SharingTab).prepare.isEnabled()
    assert any("aucun accord" in sentence.lower() for sentence in empty.page.tab(SharingTab).notices.sentences)
    empty.click(empty.page.tab(SharingTab).collect)
    page = empty.page.tab(ConsentTab).page
    assert page is not None
    assert page.isVisible()
    assert (page.giving().recipient, chips(page.form, "purposes").pressed()) == ("Deux Rives", (Purpose.HOUSING.value,))
    empty.settle()
    assert page.would_get.isVisible()
    assert "Deux Rives" in page.would_get.title.text() or "Maison d’accueil" in page.would_get.title.text()
    empty.click(page.form.save_button)
    assert empty.page.shown_tab() == SHARING
    assert empty.page.tab(SharingTab).prepare.isEnabled()


def test_someone_never_to_inform_is_blocked_in_plain_words(rich: Bench) -> None:
    case_id = rich.page.store.case_id
    name = "Maison d’accueil Les Deux Rives (fictive)"
    rich.ask(lambda office: never_inform(office, case_id, ExcludedKind.PARTNER, name))
    rich.page.store.load()
    _choose(rich)
    assert not rich.page.tab(SharingTab).prepare.isEnabled()
    assert not rich.page.tab(SharingTab).collect.isVisible()
    assert any("à ne jamais informer" in sentence for sentence in rich.page.tab(SharingTab).notices.sentences)


def test_a_likeness_is_red_and_answered_by_a_tick_and_a_reason_of_its_own(rich: Bench, tmp_path: Path) -> None:
    case_id = rich.page.store.case_id
    rich.ask(lambda office: never_inform(office, case_id, ExcludedKind.EMPLOYER, "Garage Deux Rives Autos"))
    rich.page.store.load()
    _choose(rich)
    sharing = rich.page.tab(SharingTab)
    assert sharing.shown is not None
    said = notices(sharing.shown)
    assert [role for sentence, role in said if "Garage Deux Rives Autos" in sentence] == ["notice_fault"]
    dialog = _dialog(rich, tmp_path)
    assert dialog.likeness.isVisible()
    assert dialog.likeness.property("role") == "notice_fault"
    assert not dialog.make.isEnabled()
    dialog.likeness.tick.click()
    assert not dialog.make.isEnabled()
    dialog.likeness.why.setText("Un garage, rien à voir")
    assert dialog.make.isEnabled()
    rich.click(dialog.make)
    dialog.accept()
    (entry,) = rich.ask(entries)
    assert "Un garage, rien à voir" in entry.despite


def test_without_a_likeness_nothing_asks_about_one(rich: Bench, tmp_path: Path) -> None:
    _choose(rich)
    dialog = _dialog(rich, tmp_path)
    assert not dialog.likeness.isVisible()
    assert dialog.make.isEnabled()
    dialog.reject()


def test_free_text_must_be_read_again_before_the_form_is_made(rich: Bench) -> None:
    _choose(rich)
    assert any(said.endswith("à relire\u00a0: texte libre") for said in _spoken(rich, 0))
    sharing = rich.page.tab(SharingTab)
    ticks = sharing.paper_view.pages.ticks
    assert len(ticks) > 1
    for tick in ticks:
        rich.click(sharing.prepare)
        assert sharing.dialog is None
        assert tick.hasFocus(), "the first that nobody read"
        rich.key(tick, Qt.Key.Key_Space)
    assert sharing.paper_view.is_read
    rich.click(sharing.prepare)
    dialog = sharing.dialog
    assert dialog is not None
    assert dialog.make.isEnabled()
    assert not dialog.read_again.isVisible()
    dialog.reject()


def test_the_preview_is_the_page_itself_with_only_what_leaves_and_its_free_texts_highlighted(rich: Bench) -> None:
    _choose(rich)
    view = rich.page.tab(SharingTab).paper_view
    shown = rich.page.tab(SharingTab).shown
    assert shown is not None
    assert shown.page is not None
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(shown.page.pdf)).pages]
    assert len(view.pages.sheets) == len(pages)
    text = " ".join(" ".join(pages).split())
    assert "aperçu" in text
    withheld = rich.case().value("request.own_words")
    assert isinstance(withheld, str)
    assert withheld not in text
    assert not any(withheld in sheet.accessibleName() for sheet in view.pages.sheets)
    long_texts = {line.place.path for line in shown.shared if line.is_long}
    assert {path for sheet in view.pages.sheets for path in sheet.ticks} == long_texts
    free = [str(line.value) for line in shown.shared if line.is_long]
    assert all(any(value.split()[0] in page for page in pages) for value in free)


def test_what_does_not_leave_is_folded_by_reason_and_tells_no_answer(rich: Bench) -> None:
    _choose(rich)
    part = rich.page.tab(SharingTab).paper_view.withheld
    shown = rich.page.tab(SharingTab).shown
    assert shown is not None
    assert {*part.folded} == {line.reason.value for line in shown.withheld}
    folded = part.folded["not_needed"]
    words = [label for label in folded.findChildren(QLabel) if "mots" in label.text()]
    assert not any(label.isVisible() for label in words)
    rich.click(folded.button)
    assert any(label.isVisible() for label in words)


def test_another_choice_takes_the_ticks_back(rich: Bench) -> None:
    _choose(rich)
    sharing = rich.page.tab(SharingTab)
    read_all(sharing)
    assert sharing.paper_view.is_read
    _choose(rich, purpose=Purpose.NETWORK)
    _choose(rich)
    assert not sharing.paper_view.is_read


def test_question_by_question_is_one_press_away_and_comes_back_to_what_is_unread(rich: Bench) -> None:
    _choose(rich)
    sharing = rich.page.tab(SharingTab)
    rich.click(sharing.paper_view.how.chip("list"))
    assert sharing.paper_view.comparison.isVisible()
    rich.click(sharing.prepare)
    assert sharing.paper_view.pages.isVisible()
    assert sharing.paper_view.pages.ticks[0].hasFocus()


def test_the_dialog_comes_without_another_window_for_an_instant(rich: Bench) -> None:
    _choose(rich)
    read_all(rich.page.tab(SharingTab))
    with WindowsShown() as shown:
        rich.click(rich.page.tab(SharingTab).prepare)
    assert shown.kinds == [PrepareDialog.__name__]
    dialog = rich.page.tab(SharingTab).dialog
    assert dialog is not None
    dialog.reject()


def test_the_document_is_made_opened_with_its_passphrase_and_registered(rich: Bench, tmp_path: Path) -> None:
    _choose(rich)
    dialog = _dialog(rich, tmp_path)
    assert dialog.name.text().startswith("liaison-")
    rich.click(dialog.make)
    view = dialog.findChild(PassphraseView)
    assert view is not None
    rich.click(view.copy)
    passphrase = view.passphrase.text()
    assert QGuiApplication.clipboard().text() == passphrase
    rich.click(view.copy_phone)
    assert QGuiApplication.clipboard().text() in view.copy_phone.text()
    assert QGuiApplication.clipboard().text()
    (made,) = tmp_path.glob("*.pdf")
    reader = pypdf.PdfReader(made)
    assert reader.decrypt(passphrase)
    assert reader.pages
    rich.click(view.close_button)
    rich.page.show_tab(REGISTER)
    rich.settle()
    listed = rich.page.tab(RegisterTab)
    assert listed.listing.rowCount() == 1
    card = listed.card
    assert card is not None
    assert (card.entry.recipient, card.entry.purpose) == ("Deux Rives", Purpose.HOUSING.value)


def test_a_file_that_can_not_be_written_is_said_and_can_be_tried_again(rich: Bench, tmp_path: Path) -> None:
    _choose(rich)
    dialog = _dialog(rich, tmp_path / "not-there")
    rich.click(dialog.make)
    assert dialog.fault.isVisible()
    assert dialog.fault.text()
    dialog.folder.setText(str(tmp_path))
    rich.click(dialog.make)
    assert len(list(tmp_path.glob("*.pdf"))) == 1
    view = dialog.findChild(PassphraseView)
    assert view is not None
    rich.click(view.close_button)


@pytest.mark.parametrize("typed", ["", "  ", ".", "ici"])
def test_a_folder_field_that_was_emptied_writes_nowhere(
    rich: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    (tmp_path / "ici").mkdir()
    monkeypatch.chdir(tmp_path)
    _choose(rich)
    dialog = _dialog(rich, tmp_path)
    dialog.folder.setText(typed)
    rich.click(dialog.make)
    assert "répertoire" in dialog.fault.text()
    assert list(tmp_path.rglob("*.pdf")) == []
    dialog.reject()


def test_what_changed_since_the_preview_is_looked_at_again_before_anything_is_made(
    rich: Bench, tmp_path: Path
) -> None:
    case_id = rich.page.store.case_id
    _choose(rich)
    dialog = _dialog(rich, tmp_path)
    alike = "Maison d’acueil Les Deux Rives (fictive)"
    rich.ask(lambda office: never_inform(office, case_id, ExcludedKind.FAMILY, alike))
    rich.click(dialog.make)
    assert "relisez-le" in dialog.fault.text()
    assert not dialog.make.isEnabled()
    dialog.read_again.toggle()
    dialog.read_again.toggle()
    assert not dialog.make.isEnabled(), "nothing makes the old preview good again"
    assert list(tmp_path.glob("*.pdf")) == []
    rich.settle()
    assert any("ressemble" in sentence for sentence in rich.page.tab(SharingTab).notices.sentences)
    dialog.reject()


def test_of_a_closed_case_nothing_is_made_before_that_is_ticked(rich: Bench, tmp_path: Path) -> None:
    case_id = rich.page.store.case_id
    rich.ask(lambda office: set_status(office, case_id, CaseStatus.CLOSED))
    rich.page.store.load()
    _choose(rich)
    assert any("clos" in sentence for sentence in rich.page.tab(SharingTab).notices.sentences)
    dialog = _dialog(rich, tmp_path)
    assert not dialog.make.isEnabled()
    rich.click(dialog.although_closed)
    rich.click(dialog.make)
    assert len(list(tmp_path.glob("*.pdf"))) == 1
    view = dialog.findChild(PassphraseView)
    assert view is not None
    rich.click(view.close_button)


def test_a_name_with_a_slash_is_no_file_name(rich: Bench, tmp_path: Path) -> None:
    _choose(rich)
    dialog = _dialog(rich, tmp_path)
    dialog.name.setText("../ailleurs.pdf")
    rich.click(dialog.make)
    assert dialog.fault.isVisible()
    assert list(tmp_path.iterdir()) == []
    dialog.reject()


def test_what_is_withdrawn_meanwhile_is_withheld_when_one_comes_back(rich: Bench) -> None:
    _choose(rich)
    before = rich.page.tab(SharingTab).paper_view.comparison.gets.text()
    rich.page.show_tab("consents")
    rich.settle()
    card = card_of(rich.page, lambda line: "Deux Rives" in line.recipient_name)
    rich.click(card.take_back)
    assert card.asking.form is not None
    rich.click(card.asking.form.save_button)
    rich.page.show_tab(SHARING)
    rich.settle()
    assert rich.page.tab(SharingTab).paper_view.comparison.gets.text() != before
    assert not rich.page.tab(SharingTab).prepare.isEnabled()


def test_whom_to_contact_leads_to_the_preview_with_partner_and_purpose(rich: Bench) -> None:
    row = rich.page.tab(OverviewTab).row("accommodation")
    rich.click(row.contact)
    panel = rich.page.tab(OverviewTab).panel
    assert panel.isVisible()
    card = panel.cards[0]
    assert card.prepare.hasFocus()
    rich.click(card.prepare)
    assert rich.page.shown_tab() == SHARING
    assert rich.page.tab(SharingTab).purpose.value() == Purpose.HOUSING.value
    assert rich.page.tab(SharingTab).recipient.value() == f"partner:{card.partner.short_name}"
    assert card.partner.short_name in rich.page.tab(SharingTab).prepare.text()


def _asked_while_the_vault_is_busy(bench: Bench, gate: Event) -> None:
    """Deux Rives is shown, and the answer about the police cannot come before the gate opens."""
    _choose(bench)
    assert bench.page.tab(SharingTab).prepare.isEnabled()
    bench.thread.call(gate.wait)
    bench.page.tab(SharingTab).choose("partner:Police locale", Purpose.COMPLAINT)


def test_while_another_answer_is_awaited_nothing_can_be_prepared_or_collected(rich: Bench, gate: Event) -> None:
    _asked_while_the_vault_is_busy(rich, gate)
    sharing = rich.page.tab(SharingTab)
    assert not sharing.prepare.isEnabled()
    assert not sharing.collect.isEnabled()
    sharing.prepare.click()
    assert sharing.dialog is None
    gate.set()
    rich.settle()
    assert sharing.shown is not None
    assert sharing.shown.recipient == "Police locale"
    assert "Police locale" in sharing.prepare.text()
    assert sharing.collect.isEnabled()


@pytest.mark.parametrize("emptied", ["recipient", "purpose"])
def test_an_answer_that_comes_after_the_field_was_emptied_is_not_shown(
    rich: Bench, gate: Event, emptied: str
) -> None:
    _asked_while_the_vault_is_busy(rich, gate)
    sharing = rich.page.tab(SharingTab)
    field = getattr(sharing, emptied)
    field.set_value(None)
    field.changed.emit(None)
    gate.set()
    rich.settle()
    assert sharing.shown is None
    assert not sharing.prepare.isVisible()
    assert not sharing.collect.isVisible()
    assert not sharing.paper_view.isVisible()


def test_an_answer_or_a_refusal_about_somebody_else_than_the_one_chosen_is_not_shown(rich: Bench, gate: Event) -> None:
    for asked in ("partner:Police locale", "partner:nobody"):
        gate.clear()
        _choose(rich)
        rich.thread.call(gate.wait)
        sharing = rich.page.tab(SharingTab)
        sharing.choose(asked, Purpose.HOUSING)
        sharing.recipient.set_value("partner:Deux Rives")
        gate.set()
        rich.settle()
        assert not sharing.prepare.isEnabled()
        assert not any("Police" in sentence for sentence in sharing.notices.sentences)
        assert sharing.shown is not None
        assert sharing.shown.recipient == "Deux Rives"
        sharing.ask()
        rich.settle()
        assert sharing.prepare.isEnabled()
        assert sharing.prepare.text() == "Préparer la fiche pour Deux Rives"


def test_a_button_that_had_the_keyboard_has_it_again_once_the_answer_is_there(rich: Bench) -> None:
    _choose(rich)
    prepare = rich.page.tab(SharingTab).prepare
    prepare.setFocus()
    rich.page.tab(SharingTab).ask()
    assert not prepare.hasFocus()
    rich.settle()
    assert prepare.hasFocus()


def test_that_nothing_may_leave_is_announced_and_said_once(empty: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    empty.page.show_tab("sharing")
    heard = announcements(monkeypatch)
    tab = empty.page.tab(SharingTab)
    for _again in range(2):
        tab.choose("partner:Deux Rives", Purpose.HOUSING)
        empty.settle()
    assert heard == list(tab.notices.sentences)
    assert len(heard) == 1


def test_what_may_be_said_by_telephone_is_read_from_a_page_and_noted_by_one_press(rich: Bench) -> None:
    before = rich.ask(entries)
    _choose(rich)
    sharing = rich.page.tab(SharingTab)
    rich.click(sharing.by_phone)
    words = rich.case().value("request.own_words")
    assert isinstance(words, str)
    assert words not in sharing.phone.text.toPlainText()
    assert "ATTENTION" in sharing.phone.text.toPlainText()
    assert rich.ask(entries) == before
    sharing.phone.who.setText("l’accueil")
    rich.click(sharing.phone.note)
    (entry,) = (each for each in rich.ask(entries) if each not in before)
    assert (entry.paper, entry.recipient) == ("said_aloud", "Deux Rives")
