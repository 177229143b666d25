"""The directory in use: what is typed is not lost, persons are added, nothing is picked that nobody meant."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from caselink.domain.partners import PartnerContact
from caselink.i18n import language_name
from caselink.services.directory import find_partner
from caselink.services.questionnaires.partners import contacts_of
from caselink.ui.pages.partners.page import PartnersPage
from caselink.ui.pieces.editors.search_choice import SearchChoice
from tests.ui.asked import line, text
from tests.ui.conftest import Seat
from tests.ui.waiting import wait_for


def test_what_is_typed_about_one_partner_waits_while_another_is_looked_at_and_persons_are_kept(seat: Seat) -> None:
    seat.window.open_partner("CPVCF")
    seat.settle()
    page = seat.window.page(PartnersPage)
    seat.click(page.detail.edit_button)
    assert page.form is not None
    text(page.form, "contacts").setPlainText("Odile C., 02 000 00 01, accueil; odile@exemple.be\n\nSam")
    others = [row for row in range(page.model.rowCount()) if page.model.partner(row).short_name != "CPVCF"]  # type: ignore[union-attr]
    page.list.setCurrentIndex(page.model.index(others[0], 0))
    assert page.form is None
    assert page.detail.isVisible()
    assert "est gardé" in seat.window.messages.text
    seat.click(page.add_button)
    form = page.form
    assert form is not None
    seat.qtbot.keyClicks(line(form, "name"), "Tilleuls")
    page.list.setCurrentIndex(page.model.index(page.model.row_of("CPVCF"), 0))
    again = page.form
    assert again is not None
    assert text(again, "contacts").toPlainText().startswith("Odile C.")
    seat.click(again.save_button)
    saved = seat.ask(lambda office: find_partner(office, "CPVCF"))
    assert saved.contacts == (
        PartnerContact("Odile C.", "accueil", "02 000 00 01", "odile@exemple.be"), PartnerContact("Sam"),
    )
    seat.click(page.add_button)
    assert page.form is not None
    assert line(page.form, "name").text() == "Tilleuls"


def test_persons_are_read_as_they_are_written() -> None:
    assert contacts_of("") == contacts_of(" ,\n;\n") == ()
    assert contacts_of("Ana, juriste, familles") == (PartnerContact("Ana", "juriste, familles"),)


def test_what_matches_nothing_says_so_and_down_takes_nothing_else(qtbot: QtBot) -> None:
    choice = SearchChoice([(str(number), f"Choix {number}") for number in range(9)], "Sorte")
    qtbot.addWidget(choice)
    choice.show()
    choice.field.setFocus()
    QTest.keyClicks(choice.field, "planning")
    wait_for(choice.list.isVisible)
    (said,) = [choice.list.model().index(row, 0) for row in range(choice.list.model().rowCount())]
    assert "Rien ne correspond" in said.data()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(choice.list if choice.list.isVisible() else choice.field, key)
        assert choice.value() is None
    assert choice.field.text() == ""


def test_languages_are_called_by_name_those_too_that_have_none_in_the_tables() -> None:
    assert [language_name(code) for code in ("prs", "ar")] == ["dari", "arabe"]
