"""The whole job in the window, from no vault at all to a document in the register and a locked session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from caselink.domain.needs import NeedState
from caselink.services.office import users_of
from caselink.supervisor import LOCKED
from caselink.ui.case.consent.tab import ConsentTab
from caselink.ui.case.form.field_row import FieldRow
from caselink.ui.case.form.tab import FormTab
from caselink.ui.case.overview.tab import OverviewTab
from caselink.ui.case.register.tab import RegisterTab
from caselink.ui.case.sharing.passphrase_view import PassphraseView
from caselink.ui.case.sharing.tab import SharingTab
from caselink.ui.case.tabs import TABS
from caselink.ui.look.theme import Theme
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.shell.session import Session
from tests.ui.asked import line
from tests.ui.case.conftest import Bench
from tests.ui.case.papers_read import read_all
from tests.ui.waiting import wait_for

HER_WORDS = "Un endroit où dormir ce soir, avec les petits 🧸 & <vite>"
OVERVIEW, FORM, SHARING, REGISTER = "overview", "form", "sharing", "register"


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    Theme.current()
    session = Session(qapp, None)
    session.show()
    yield session
    for window in (session.window, session.entry):
        if window is not None:
            window.deleteLater()
    session.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_from_a_new_vault_to_a_document_in_the_register(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "bureau.caselink"
    bench = _make_vault(session, folder)
    _open_case(bench)
    _fill_form(bench)
    _see_needs(bench)
    _ask_whom_to_contact(bench)
    _give_consent(bench)
    passphrase = _make_document(bench, tmp_path)
    text = _read(next(tmp_path.glob("*.pdf")), passphrase)
    assert "Amina" in text
    assert "0470 00 00 01" in text
    assert "dormir" not in text
    assert "carte F" not in text
    _see_register(bench)
    _lock(bench, session)
    assert users_of(folder) == ("amal",)


def _make_vault(session: Session, folder: Path) -> Bench:
    entry = session.entry
    QTest.mouseClick(entry.unlock_page.create_link, Qt.MouseButton.LeftButton)
    page = entry.create_page
    page.chooser.set_path(folder)
    QTest.keyClicks(page.office, "Relais Sud")
    QTest.keyClicks(page.user, "amal")
    QTest.mouseClick(page.country.chip("BE"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.secret.take_button, Qt.MouseButton.LeftButton)
    page.secret.again.set_text(page.secret.text())
    QTest.mouseClick(page.action, Qt.MouseButton.LeftButton)
    wait_for(lambda: entry.currentWidget() is entry.code_page)
    QTest.keyClicks(entry.code_page.typed, entry.code_page.code.text().split("-")[-1])
    QTest.keyClick(entry.code_page.known, Qt.Key.Key_Space)
    QTest.mouseClick(entry.code_page.action, Qt.MouseButton.LeftButton)
    wait_for(lambda: session.window is not None and session.window.isVisible())
    assert session.window is not None
    bench = Bench(session.thread_of_vault, session.window, folder)
    bench.take_keyboard()
    bench.settle()
    return bench


def _open_case(bench: Bench) -> None:
    _press(bench, Qt.Key.Key_N)
    panel = bench.window.page(CaseloadPage).panel
    bench.type(line(panel, "name"), "Amina")
    bench.key(line(panel, "name"), Qt.Key.Key_Return)
    assert bench.page.header.name.text() == "Amina"


def _fill_form(bench: Bench) -> None:
    _press(bench, Qt.Key.Key_2)
    assert bench.page.shown_tab() == FORM
    _type(bench, "request.own_words", HER_WORDS)
    _type(bench, "contact.safe_number", "0470 00 00 01")
    _choose(bench, "contact.may_call", "yes")
    _choose(bench, "contact.phone_watched", "yes")
    _choose(bench, "residence.recording", "record")
    _pick(bench, "residence.permit", "carte F, membre")
    _pick(bench, "housing.status", "hotel")
    case = bench.case()
    assert case.value("request.own_words") == HER_WORDS
    assert case.value("residence.permit") == "be_card_f"
    assert case.value("housing.status") == "hotel"
    assert bench.page.header.watched.isVisible()
    assert bench.page.header.number.text() == "0470 00 00 01"


def _see_needs(bench: Bench) -> None:
    _press(bench, Qt.Key.Key_1)
    assert bench.page.shown_tab() == OVERVIEW
    phone, shelter = bench.page.tab(OverviewTab).row("safe_phone"), bench.page.tab(OverviewTab).row("accommodation")
    assert phone.line.offered
    bench.click(phone.accept)
    bench.click(shelter.accept)
    bench.key(phone.button, Qt.Key.Key_Space)
    case = bench.case()
    assert case.need_state("safe_phone") is NeedState.DONE
    assert case.need_state("accommodation") is NeedState.TO_DO


def _ask_whom_to_contact(bench: Bench) -> None:
    bench.click(bench.page.tab(OverviewTab).row("accommodation").contact)
    card = next(card for card in bench.page.tab(OverviewTab).panel.cards if card.partner.short_name == "CPVCF")
    assert card.prepare.text() == "Préparer la fiche pour CPVCF"
    bench.click(card.prepare)
    assert bench.page.shown_tab() == SHARING
    assert not bench.page.tab(SharingTab).prepare.isEnabled()


def _give_consent(bench: Bench) -> None:
    bench.click(bench.page.tab(SharingTab).collect)
    page = bench.page.tab(ConsentTab).page
    assert page is not None
    assert page.giving().recipient == "CPVCF"
    bench.click(page.what.bundles.chip("everything"))
    bench.click(page.form.save_button)
    assert bench.page.shown_tab() == SHARING


def _make_document(bench: Bench, folder: Path) -> str:
    sharing = bench.page.tab(SharingTab)
    withheld = [line.place.path for line in sharing.shown.withheld] if sharing.shown is not None else []
    assert {"residence.permit", "request.own_words"} <= set(withheld)
    read_all(sharing)
    bench.click(sharing.prepare)
    dialog = sharing.dialog
    assert dialog is not None
    dialog.folder.setText(str(folder))
    if dialog.read_again.isVisible():
        dialog.read_again.click()
    bench.click(dialog.make)
    view = dialog.findChild(PassphraseView)
    assert view is not None
    passphrase = view.passphrase.text()
    bench.click(view.close_button)
    return passphrase


def _see_register(bench: Bench) -> None:
    _press(bench, Qt.Key(Qt.Key.Key_1 + [entry.id for entry in TABS].index(REGISTER)))
    assert bench.page.shown_tab() == REGISTER
    listed = bench.page.tab(RegisterTab)
    assert listed.listing.rowCount() == 1
    card = listed.card
    assert card is not None
    assert card.entry.recipient == "CPVCF"
    assert card.entry.basis.startswith("consent:")


def _lock(bench: Bench, session: Session) -> None:
    codes: list[int] = []
    session.ended.connect(codes.append)
    bench.take_keyboard()
    QTest.keyClick(bench.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    wait_for(lambda: bool(codes))
    assert codes == [LOCKED]


def _read(file: Path, passphrase: str) -> str:
    reader = pypdf.PdfReader(file)
    assert reader.decrypt(passphrase)
    return "\n".join(page.extract_text() for page in reader.pages)


def _press(bench: Bench, key: Qt.Key) -> None:
    """Ctrl and that key, as in the menus."""
    bench.take_keyboard()
    QTest.keyClick(bench.window, key, Qt.KeyboardModifier.ControlModifier)
    bench.settle()


def _row(bench: Bench, path: str) -> FieldRow:
    bench.page.tab(FormTab).go_to(path)
    bench.settle()
    return next(column.rows[path] for column in bench.page.tab(FormTab).page().columns() if path in column.rows)


def _type(bench: Bench, path: str, text: str) -> None:
    widget: QWidget = _row(bench, path).editor
    while (proxy := widget.focusProxy()) is not None:
        widget = proxy
    bench.type_and_leave(widget, text)


def _choose(bench: Bench, path: str, choice: str) -> None:
    editor = _row(bench, path).editor
    assert isinstance(editor, ChoiceChips)
    bench.click(editor.chip(choice))


def _pick(bench: Bench, path: str, typed: str) -> None:
    editor = _row(bench, path).editor
    assert isinstance(editor, SearchChoice)
    bench.pick(editor, typed)
