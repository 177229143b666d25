"""Structures, register, settings, emergency numbers, in the real window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from caselink.domain.needs import Domain
from caselink.domain.partners import Hours, Opening, Partner, PartnerKind, hours_to_json
from caselink.services.audit import AuditLine
from caselink.services.directory import find_partner, save_partner
from caselink.services.office import idle_minutes, set_office_details
from caselink.services.register import RegisterEntry
from caselink.services.retention import review_months
from caselink.ui.pages.audit.columns import COLUMNS
from caselink.ui.pages.emergency import EmergencyPage
from caselink.ui.pages.partners.hours_editor import HoursEditor, read_spans
from caselink.ui.pages.partners.page import PartnersPage
from caselink.ui.pages.register.columns import OF_ALL_CASES, ground_words, searched
from caselink.ui.pages.register.page import RegisterPage
from caselink.ui.pages.settings.page import SettingsPage
from caselink.ui.shell import settings_file
from tests.ui.asked import chips, hours, line, office_form, partner_form, search, tick
from tests.ui.conftest import Seat


def words_in(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_the_directory_is_searched_without_minding_accents(seat: Seat) -> None:
    seat.show("partners")
    page = seat.window.page(PartnersPage)
    everyone = page.model.rowCount()
    seat.qtbot.keyClicks(page.search, "neerlandais")
    assert 0 < page.model.rowCount() < everyone


def test_an_agency_shows_its_numbers_hours_and_when_it_was_checked(seat: Seat) -> None:
    seat.window.open_partner("CPVCF")
    seat.settle()
    words = words_in(seat.window.page(PartnersPage).detail)
    assert "02 539 27 44" in words
    assert "9 h–17 h" in words
    assert "jamais vérifié" in words


def test_an_agency_is_added_with_what_was_typed(seat: Seat) -> None:
    seat.show("partners")
    page = seat.window.page(PartnersPage)
    seat.click(page.add_button)
    form = partner_form(seat.window)
    seat.qtbot.keyClicks(line(form, "name"), "Maison des Tilleuls")
    seat.qtbot.keyClicks(line(form, "short_name"), "tilleuls")
    seat.qtbot.keyClicks(line(form, "phones"), "02 000 11 22, 0800 00 000")
    search(form, "kind").set_value("shelter")
    search(form, "domains").set_value(["housing", "safety"])
    hours(form).chips.chip("stated").click()
    seat.qtbot.keyClicks(hours(form).fields[0], "9-12h30, 13:00-17:00")
    tick(form, "checked").box.setChecked(True)
    form.save_button.click()
    seat.settle()
    saved = seat.ask(lambda office: find_partner(office, "tilleuls"))
    assert saved.kind is PartnerKind.SHELTER
    assert saved.domains == (Domain.SAFETY, Domain.HOUSING)
    assert saved.phones == ("02 000 11 22", "0800 00 000")
    assert saved.hours.openings == (Opening(0, time(9), time(12, 30)), Opening(0, time(13), time(17)))
    assert saved.last_checked is not None
    assert "Maison des Tilleuls" in words_in(page.detail)


def test_correcting_an_agency_leaves_alone_what_the_form_does_not_ask(seat: Seat) -> None:
    seat.window.open_partner("CPVCF")
    seat.settle()
    before = seat.ask(lambda office: find_partner(office, "CPVCF"))
    page = seat.window.page(PartnersPage)
    seat.click(page.detail.edit_button)
    form = partner_form(seat.window)
    assert line(form, "short_name").isReadOnly()
    line(form, "name").end(False)
    seat.qtbot.keyClicks(line(form, "name"), " (nouveau)")
    form.save_button.click()
    seat.settle()
    after = seat.ask(lambda office: find_partner(office, "CPVCF"))
    assert after.name == f"{before.name} (nouveau)"
    assert (after.serves, after.file_languages, after.source, after.hours) == (
        before.serves, before.file_languages, before.source, before.hours,
    )
    assert after.languages == before.languages


def test_an_agency_without_a_name_is_not_saved(seat: Seat) -> None:
    seat.show("partners")
    page = seat.window.page(PartnersPage)
    before = page.model.rowCount()
    seat.click(page.add_button)
    partner_form(seat.window).save_button.click()
    seat.settle()
    assert partner_form(seat.window).isVisible()
    partner_form(seat.window).cancel_button.click()
    seat.show("caseload")
    seat.show("partners")
    assert page.model.rowCount() == before


def test_hours_that_can_not_be_understood_keep_the_form_open(seat: Seat) -> None:
    seat.show("partners")
    seat.click(seat.window.page(PartnersPage).add_button)
    form = partner_form(seat.window)
    seat.qtbot.keyClicks(line(form, "name"), "Maison")
    hours(form).chips.chip("stated").click()
    seat.qtbot.keyClicks(hours(form).fields[2], "le matin")
    form.save_button.click()
    seat.settle()
    assert form.isVisible()
    assert form.rows["hours"].fault


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("", ()),
        ("9-17", ((time(9), time(17)),)),
        ("9 h – 12 h 30, 13h-17h", ((time(9), time(12, 30)), (time(13), time(17)))),
        ("09:00–12:30 et 13.00–17.00", ((time(9), time(12, 30)), (time(13), time(17)))),
        ("8h à 16h", ((time(8), time(16)),)),
    ],
)
def test_hours_are_read_as_people_type_them(typed: str, spans: object) -> None:
    assert read_spans(typed) == spans


@pytest.mark.parametrize("typed", ["le matin", "25-26", "12-9", "9-9", "9", "9-17-20", "9:75-17"])
def test_what_is_no_hours_is_not_guessed(typed: str) -> None:
    assert read_spans(typed) is None


def test_hours_shown_read_back_as_themselves(seat: Seat) -> None:
    editor = HoursEditor()
    seat.qtbot.addWidget(editor)
    openings = (Opening(1, time(9), time(12, 30)), Opening(4, time(13), time(17)))
    written = hours_to_json(Hours(by_appointment=True, openings=openings))
    editor.set_value(written)
    assert editor.value() == written


def entry(case: str, recipient: str, basis: str = "consent:1") -> RegisterEntry:
    return RegisterEntry(
        id=f"L-{case}", paper="liaison_form", paper_label="Fiche de liaison", case=case, recipient=recipient,
        recipient_name=recipient.title(), purpose="housing", purpose_label="hébergement-logement", basis=basis,
        made_at="2026-03-11T09:00:00+00:00", made_by="amal", valid_until="", categories=("Identité",),
    )


def test_the_register_names_ground_recipient_and_purpose() -> None:
    listed = [entry("2026-0001", "abri", "consent:1 legal:2"), entry("2026-0002", "police")]
    said = {column.id: column.words(listed[0]) for column in OF_ALL_CASES}
    assert (said["ground"], said["recipient"]) == ("accord + cadre légal", "Abri")
    assert [each.case for each in listed if "police" in searched(each)] == ["2026-0002"]
    assert ground_words("legal:9") == "cadre légal"
    doubted = replace(listed[1], basis="legal:9", unconfirmed=("be_apostille",))
    assert {column.id: column.words(doubted) for column in OF_ALL_CASES}["ground"] == "cadre légal, texte à confirmer"


def test_a_line_of_today_says_its_day() -> None:
    now = datetime.now(UTC)
    made, held = replace(entry("2026-0001", "abri"), made_at=now.isoformat()), str(now.astimezone().year)
    audited = AuditLine(1, now.isoformat(), "amal", "answer", "Réponse notée", None, "0" * 64)
    assert held in next(column for column in OF_ALL_CASES if column.id == "made").words(made)
    assert held in next(column for column in COLUMNS if column.id == "moment").words(audited)


def test_an_empty_register_says_what_will_stand_there(seat: Seat) -> None:
    seat.show("register")
    assert not seat.window.page(RegisterPage).table.isVisible()


def test_settings_are_kept_in_the_vault_and_said_to_be(seat: Seat) -> None:
    seat.show("settings")
    form = office_form(seat.window)
    line(form, "name").clear()
    seat.qtbot.keyClicks(line(form, "name"), "Relais du Parc")
    seat.qtbot.keyClicks(line(form, "phone"), "02 000 00 00")
    chips(form, "country").chip("BE").click()
    chips(form, "idle").chip("10").click()
    chips(form, "review").chip("36").click()
    with seat.qtbot.waitSignal(seat.window.idle_changed) as idle:
        seat.click(form.save_button)
    assert idle.args == [10]
    said = seat.ask(lambda office: (office.name, office.phone, office.country))
    assert said == ("Relais du Parc", "02 000 00 00", "BE")
    assert seat.ask(idle_minutes) == 10
    assert seat.ask(review_months) == 36
    assert seat.window.messages.isVisible()


def test_settings_that_are_changed_and_not_saved_are_said_and_can_be_given_up(seat: Seat) -> None:
    seat.show("settings")
    page = seat.window.page(SettingsPage)
    before = seat.ask(idle_minutes)
    form = office_form(seat.window)
    assert not form.cancel_button.isVisible()
    seat.click(chips(form, "idle").chip("2"))
    assert form.cancel_button.isVisible()
    assert page.subtitle.isVisible()
    seat.show("caseload")
    assert "pas encore enregistrés" in seat.window.messages.text
    seat.show("settings")
    assert chips(form, "idle").value() == "2"
    seat.click(form.cancel_button)
    assert chips(form, "idle").value() == str(before)
    assert not form.cancel_button.isVisible()
    seat.window.messages.hide()
    seat.show("caseload")
    assert not seat.window.messages.isVisible()
    assert seat.ask(idle_minutes) == before


def test_the_language_is_the_only_thing_kept_on_the_computer(
    seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "settings"
    monkeypatch.setattr(settings_file, "settings_folder", lambda: folder)
    seat.show("settings")
    seat.window.page(SettingsPage).office.computer.language.chip("nl").click()
    assert settings_file.read_language() == "nl"
    assert [each.read_text("utf-8") for each in folder.iterdir()] == ['{"language": "nl"}']


@pytest.mark.parametrize("kept", ["", "[]", '{"language": 3}', '{"language": "xx"}', "\x00"])
def test_a_damaged_settings_file_counts_as_none(kept: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings_file, "settings_folder", lambda: tmp_path)
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    (tmp_path / "settings.json").write_text(kept)
    assert settings_file.read_language() == "fr"


def test_one_key_shows_emergency_numbers_from_anywhere(seat: Seat) -> None:
    seat.press(Qt.Key.Key_F1)
    assert seat.window.page(EmergencyPage).isVisible()
    words = words_in(seat.window.page(EmergencyPage))
    assert "112" in words
    assert words.index("112") < words.index("3919")


def test_numbers_of_the_country_come_first(seat: Seat) -> None:
    seat.ask(lambda office: set_office_details(office, "", "", "", "FR"))
    seat.press(Qt.Key.Key_F1)
    words = words_in(seat.window.page(EmergencyPage)).split("\n")
    assert words.index("17") < words.index("101")


def test_an_agency_named_with_markup_is_shown_as_typed(seat: Seat) -> None:
    named = Partner("x", "<b>Maison</b>", PartnerKind.SHELTER)
    seat.ask(lambda office: save_partner(office, named))
    seat.window.open_partner("x")
    seat.settle()
    assert "<b>Maison</b>" in words_in(seat.window.page(PartnersPage).detail)
