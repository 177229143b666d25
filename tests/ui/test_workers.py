"""The team in the window: on a real vault, with clicks and keys."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from caselink.domain.needs import NeedState
from caselink.domain.roles import Role
from caselink.i18n import _
from caselink.services.cases import new_case
from caselink.services.needs import set_need
from caselink.services.office import Office, open_office
from caselink.services.questionnaires.team import OWN_PASSPHRASE
from caselink.services.reserving import reserve_case, second_named_is_required
from caselink.services.workers import (
    CODE_AND_RESERVED,
    OLD_COPIES,
    add_worker,
    code_may_be_lost,
    has_recovery,
    revoke_recovery,
    workers,
)
from caselink.ui.pages.settings.page import OFFICE, TEAM, SettingsPage
from caselink.ui.pages.workers.page import TeamPage
from caselink.ui.pieces.drafts import Drafts
from tests.conftest import PASSPHRASE, USER
from tests.ui.asked import chips, key_form, line, new_passphrase, passphrase
from tests.ui.conftest import PATIENCE_MS, Seat

OTHER = "berthe-k"
WORDS = "un rocher bleu dort sous la mer"


def open_team(seat: Seat) -> TeamPage:
    seat.show("settings")
    seat.window.page(SettingsPage).show_part(TEAM)
    seat.settle()
    page = seat.window.page(SettingsPage).team
    seat.qtbot.waitUntil(lambda: all(card.isVisible() for card in page.list.cards))
    return page


def names(seat: Seat) -> dict[str, Role]:
    return seat.ask(lambda office: {worker.name: worker.role for worker in workers(office)})


def wait_for_list(seat: Seat, page: TeamPage) -> None:
    seat.qtbot.waitUntil(lambda: page.currentWidget() is page.list, timeout=PATIENCE_MS)
    seat.settle()
    seat.qtbot.waitUntil(lambda: all(card.isVisible() for card in page.list.cards))


def opens(seat: Seat, name: str, passphrase: str) -> bool:
    """Close the vault and open it as she does."""
    folder = seat.ask(lambda office: office.folder)
    left: list[None] = []
    seat.thread.leave(left.append)
    seat.qtbot.waitUntil(lambda: bool(left), timeout=PATIENCE_MS)
    office = open_office(folder, name, passphrase)
    office.close()
    return office.user == name


def test_a_worker_is_added_once_nothing_is_missing_with_words_that_are_handed_to_her(seat: Seat) -> None:
    page = open_team(seat)
    add = seat.window.page(SettingsPage).add_button
    assert [card.worker.name for card in page.list.cards] == [USER]
    seat.click(add)
    assert not add.isEnabled()
    form = key_form(page)
    seat.qtbot.keyClicks(line(form, "name"), "!?")
    seat.click(form.save_button)
    assert form.rows["name"].fault
    assert form.rows["secret"].fault
    seat.qtbot.keyClick(line(form, "name"), Qt.Key.Key_Escape)
    assert page.currentWidget() is page.list
    assert list(names(seat)) == [USER]
    seat.click(add)
    form = key_form(page)
    assert line(form, "name").text() == ""
    seat.qtbot.keyClicks(line(form, "name"), USER)
    new_passphrase(form).take_button.click()
    seat.click(form.save_button)
    assert form.rows["current"].fault, "her own is asked for"
    passphrase(form).set_text(PASSPHRASE)
    seat.click(form.save_button)
    seat.qtbot.waitUntil(form.fault.isVisible, timeout=PATIENCE_MS)
    assert form.save_button.isEnabled(), "that name is taken"
    line(form, "name").clear()
    seat.qtbot.keyClicks(line(form, "name"), OTHER)
    chips(form, "role").chip(Role.READ_ONLY.value).click()
    assert "n’y change rien" in form.rows["role"].note
    words = new_passphrase(form).text()
    assert new_passphrase(form).passphrase.field.echoMode() is QLineEdit.EchoMode.Normal, "she copies them onto paper"
    assert not new_passphrase(form).again_row.isVisible()
    seat.qtbot.keyClick(new_passphrase(form).passphrase.field, Qt.Key.Key_Return)
    assert form.busy.isVisible()
    seat.qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert page.form is form, "what is being done is awaited: nobody else would know the words"
    seat.qtbot.waitUntil(page.hand_over_page.isVisible, timeout=PATIENCE_MS)
    assert page.hand_over_page.words.isVisible()
    assert page.hand_over_page.words.text() == words
    assert OTHER in page.hand_over_page.told.text()
    assert page.form is None, "nothing is left of the form"
    seat.click(page.hand_over_page.action)
    assert page.hand_over_page.words.text() == ""
    wait_for_list(seat, page)
    assert [card.worker.name for card in page.list.cards] == [USER, OTHER]
    assert names(seat)[OTHER] is Role.READ_ONLY
    assert opens(seat, OTHER, words)


def test_the_words_to_hand_over_stay_until_they_are_and_are_covered_for_who_comes_back(seat: Seat) -> None:
    seat.ask(lambda office: add_worker(office, OTHER, Role.WORKER, WORDS, PASSPHRASE))
    page = open_team(seat)
    seat.click(page.list.card(OTHER).passphrase_button)
    form, shown = key_form(page), page.hand_over_page
    new_passphrase(form).take_button.click()
    words = new_passphrase(form).text()
    passphrase(form).set_text("not the one of today")
    seat.click(form.save_button)
    seat.qtbot.waitUntil(lambda: bool(form.rows["current"].fault), timeout=PATIENCE_MS)
    assert new_passphrase(form).text() == words, "what was typed stays"
    passphrase(form).set_text(PASSPHRASE)
    seat.click(form.save_button)
    seat.qtbot.waitUntil(shown.isVisible, timeout=PATIENCE_MS)
    assert not seat.window.messages.isVisible(), "nothing is told of handing over when the words are gone"
    seat.qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.words.text() == words
    seat.show("caseload")
    seat.show("settings")
    assert shown.isVisible()
    assert words not in {label.text() for label in shown.findChildren(QLabel)}
    seat.click(shown.show_button)
    assert shown.words.text() == words
    seat.click(shown.action)
    wait_for_list(seat, page)
    assert OTHER in seat.window.messages.text
    assert opens(seat, OTHER, words)


def test_a_passphrase_that_was_typed_for_somebody_is_not_shown_again(seat: Seat) -> None:
    page = open_team(seat)
    seat.click(seat.window.page(SettingsPage).add_button)
    form = key_form(page)
    seat.qtbot.keyClicks(line(form, "name"), OTHER)
    new_passphrase(form).passphrase.set_text(WORDS)
    new_passphrase(form).again.set_text(WORDS)
    passphrase(form).set_text(PASSPHRASE)
    seat.click(form.save_button)
    wait_for_list(seat, page)
    assert OTHER in names(seat)


def test_roles_change_but_the_last_coordinator_stays_one_and_removing_wants_her_name_typed(seat: Seat) -> None:
    seat.ask(lambda office: add_worker(office, OTHER, Role.WORKER, WORDS, PASSPHRASE))
    team = open_team(seat)
    mine = team.list.card(USER)
    assert not mine.remove_button.isEnabled()
    assert mine.remove_button.toolTip()
    seat.click(mine.role_button)
    chips(key_form(team), "role").chip(Role.WORKER.value).click()
    seat.click(key_form(team).save_button)
    assert key_form(team).rows["current"].fault
    passphrase(key_form(team)).set_text(PASSPHRASE)
    seat.click(key_form(team).save_button)
    seat.qtbot.waitUntil(lambda: bool(key_form(team).fault), timeout=PATIENCE_MS)
    assert key_form(team).fault.isVisible()
    assert names(seat)[USER] is Role.COORDINATOR
    seat.click(key_form(team).cancel_button)
    seat.click(team.list.card(OTHER).role_button)
    chips(key_form(team), "role").chip(Role.COORDINATOR.value).click()
    assert passphrase(key_form(team)).text() == "", "what was typed before is gone"
    passphrase(key_form(team)).set_text(PASSPHRASE)
    seat.click(key_form(team).save_button)
    wait_for_list(seat, team)
    assert names(seat)[OTHER] is Role.COORDINATOR
    seat.click(team.list.card(OTHER).remove_button)
    form = key_form(team)
    seat.qtbot.keyClicks(line(form, "typed"), OTHER)
    seat.qtbot.keyClick(line(form, "typed"), Qt.Key.Key_Return)
    seat.settle()
    assert OTHER in names(seat), "Return alone does not remove"
    line(form, "typed").clear()
    seat.qtbot.keyClicks(line(form, "typed"), "berthe")
    seat.click(form.save_button)
    assert form.rows["typed"].fault
    assert OTHER in names(seat)
    line(form, "typed").clear()
    seat.qtbot.keyClicks(line(form, "typed"), OTHER)
    passphrase(form).set_text(PASSPHRASE)
    seat.click(form.save_button)
    wait_for_list(seat, team)
    assert list(names(seat)) == [USER]


def test_ones_own_passphrase_asks_for_the_one_of_today(seat: Seat) -> None:
    page = open_team(seat)
    seat.click(page.list.card(USER).passphrase_button)
    form = key_form(page)
    seat.qtbot.keyClicks(passphrase(form).field, "not the one of today")
    new_passphrase(form).passphrase.set_text(WORDS)
    new_passphrase(form).again.set_text(WORDS)
    seat.click(form.save_button)
    seat.qtbot.waitUntil(lambda: bool(form.rows["current"].fault), timeout=PATIENCE_MS)
    passphrase(form).set_text(PASSPHRASE)
    seat.click(form.save_button)
    wait_for_list(seat, page)
    assert page.form is None
    assert opens(seat, USER, WORDS)


def test_the_keys_of_the_vault_are_renewed_and_the_code_taken_away(seat: Seat) -> None:
    page = open_team(seat)
    seat.click(page.list.new_code_button)
    said = "".join(label.text() for label in key_form(page).findChildren(QLabel) if label.isVisible())
    assert _(CODE_AND_RESERVED) in said
    assert _(OLD_COPIES) in said
    passphrase(key_form(page)).set_text(WORDS)
    seat.click(key_form(page).save_button)
    seat.qtbot.waitUntil(lambda: bool(key_form(page).rows["current"].fault), timeout=PATIENCE_MS)
    assert not seat.ask(code_may_be_lost)
    passphrase(key_form(page)).set_text(PASSPHRASE)
    seat.click(key_form(page).save_button)
    seat.qtbot.waitUntil(lambda: page.currentWidget() is page.code_page, timeout=PATIENCE_MS)
    code = page.code_page.code.text()
    seat.qtbot.keyClicks(page.code_page.typed, code.rsplit("-", 1)[-1])
    page.code_page.known.setChecked(True)
    seat.click(page.code_page.action)
    wait_for_list(seat, page)
    assert page.code_page.code.text() == "", "shown once"
    seat.click(page.list.revoke_button)
    seat.qtbot.waitUntil(key_form(page).cancel_button.hasFocus)
    assert seat.ask(has_recovery)
    passphrase(key_form(page)).set_text(PASSPHRASE)
    seat.click(key_form(page).save_button)
    wait_for_list(seat, page)
    assert not seat.ask(has_recovery)
    assert not page.list.revoke_button.isEnabled()
    before = seat.ask(_databases)
    seat.click(page.list.renew_key_button)
    passphrase(key_form(page)).set_text(PASSPHRASE)
    seat.click(key_form(page).save_button)
    wait_for_list(seat, page)
    assert seat.ask(_databases) != before
    unnamed = [
        widget
        for widget in (*page.findChildren(QAbstractButton), *page.findChildren(QLineEdit))
        if not (widget.accessibleName() or _words(widget))
    ]
    assert unnamed == [], "whoever hears the window hears what each is"


def test_the_code_of_before_is_not_there_for_who_comes_back_to_the_page_until_she_asks_for_it(seat: Seat) -> None:
    page = open_team(seat)
    seat.click(page.list.new_code_button)
    passphrase(key_form(page)).set_text(PASSPHRASE)
    seat.click(key_form(page).save_button)
    seat.qtbot.waitUntil(lambda: page.currentWidget() is page.code_page, timeout=PATIENCE_MS)
    shown = page.code_page
    code = shown.code.text()
    assert code
    assert not shown.show_button.isVisible()
    seat.qtbot.keyClicks(shown.typed, code.rsplit("-", 1)[-1])
    seat.show("caseload")
    seat.show("settings")
    assert shown.isVisible()
    assert code not in {label.text() for label in shown.findChildren(QLabel)}
    assert shown.typed.text() == ""
    seat.click(shown.show_button)
    assert shown.code.isVisible()
    assert shown.code.text() == code
    seat.window.page(SettingsPage).show_part(OFFICE)
    seat.window.page(SettingsPage).show_part(TEAM)
    seat.settle()
    assert shown.code.text() == ""
    seat.qtbot.keyClicks(shown.typed, code.rsplit("-", 1)[-1])
    shown.known.setChecked(True)
    seat.click(shown.action)
    wait_for_list(seat, page)


def _databases(office: Office) -> list[Path]:
    return sorted(office.folder.glob("cases-*.db"))


def _words(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


def with_a_case_of_hers_alone(seat: Seat) -> tuple[TeamPage, str]:
    """The team's page, where a case opens with the other's key alone; its reference."""
    seat.ask(lambda office: add_worker(office, OTHER, Role.WORKER, WORDS, PASSPHRASE))
    folder = seat.ask(lambda office: office.folder)
    seat.ask(lambda office: office.close())
    hers = open_office(folder, OTHER, WORDS)
    case_id = new_case(hers, "2026-0777").id
    reserve_case(hers, case_id, [OTHER])
    reference = hers.vault.case(case_id).reference
    hers.close()
    left: list[None] = []
    seat.thread.leave(left.append)
    seat.qtbot.waitUntil(lambda: bool(left), timeout=PATIENCE_MS)
    mine = open_office(folder, USER, PASSPHRASE)
    revoke_recovery(mine, PASSPHRASE)
    mine.close()
    seat.thread.open(lambda: (open_office(folder, USER, PASSPHRASE), None), lambda _nothing: None)
    seat.settle()
    page = open_team(seat)
    seat.qtbot.waitUntil(page.list.reserved_row.isVisible, timeout=PATIENCE_MS)
    return page, reference


def test_cases_that_only_her_key_opens_are_lost_only_where_the_loss_is_typed_in_words(seat: Seat) -> None:
    page, reference = with_a_case_of_hers_alone(seat)
    assert reference in page.list.reserved_row.text.text()
    page.list.card(OTHER).remove_button.click()
    form = key_form(page)
    assert form.rows["loss"].isVisible()
    line(form, "typed").setText(OTHER)
    form.save_button.click()
    assert OTHER in names(seat), "the loss was not typed"
    line(form, "loss").setText("perdre 1 dossier")
    passphrase(form).set_text(PASSPHRASE)
    form.save_button.click()
    wait_for_list(seat, page)
    assert OTHER not in names(seat)


def test_who_forgot_her_passphrase_gets_another_where_the_loss_of_her_cases_is_typed_in_words(seat: Seat) -> None:
    page, _reference = with_a_case_of_hers_alone(seat)
    page.list.card(OTHER).passphrase_button.click()
    form = key_form(page)
    assert form.rows["loss"].isVisible()
    seat.click(new_passphrase(form).take_button)
    passphrase(form).set_text(PASSPHRASE)
    form.save_button.click()
    assert form.rows["loss"].fault, "the loss was not typed"
    line(form, "loss").setText("perdre 1 dossier")
    form.save_button.click()
    seat.qtbot.waitUntil(lambda: page.currentWidget() is page.hand_over_page, timeout=PATIENCE_MS)
    assert all(ask.name != "loss" for ask in OWN_PASSPHRASE.asks), "who changes her own loses nothing"


def test_two_named_people_are_required_and_no_longer_from_the_same_page(seat: Seat) -> None:
    page = open_team(seat)
    for required in (True, False):
        page.list.second_button.click()
        seat.settle()
        assert page.team is not None
        assert page.team.second_named is required
        assert seat.ask(second_named_is_required) is required


def test_what_a_worker_sees_to_is_handed_over_from_her_line(seat: Seat) -> None:
    def furnish(office: Office) -> str:
        add_worker(office, OTHER, Role.WORKER, WORDS, PASSPHRASE)
        case_id = new_case(office, "2026-0001", "Nour").id
        set_need(office, case_id, "lawyer", NeedState.TO_DO, owner=office.user)
        return case_id

    case_id = seat.ask(furnish)
    page = open_team(seat)
    card = page.list.card(USER)
    seat.click(card.cases_button)
    form = card.form
    assert form is not None and "1 dossier, 1 besoin à faire" in form.intro.text()
    seat.click(form.save_button)
    assert card.form is not None, "nobody was chosen"
    form.editor("colleague").set_value(OTHER)
    folder = os.environ.get("PICTURES")
    if folder:
        for _time in range(9):
            seat.settle()
            seat.qtbot.wait(1)
        seat.window.grab().save(f"{folder}/hand-over.png")
    seat.click(form.save_button)
    assert card.form is None
    assert seat.ask(lambda office: office.vault.case(case_id).needs["lawyer"].owner) == OTHER


def test_a_worker_gets_another_name_and_the_one_of_before_is_told(seat: Seat) -> None:
    seat.ask(lambda office: add_worker(office, OTHER, Role.WORKER, WORDS, PASSPHRASE))
    page = open_team(seat)
    seat.click(page.list.card(OTHER).name_button)
    form = key_form(page)
    assert OTHER in form.accessibleName()
    seat.qtbot.keyClicks(line(form, "name"), "!?")
    passphrase(form).set_text(PASSPHRASE)
    seat.click(form.save_button)
    assert form.rows["name"].fault
    line(form, "name").setText(USER)
    seat.click(form.save_button)
    seat.qtbot.waitUntil(form.fault.isVisible, timeout=PATIENCE_MS)
    line(form, "name").setText("berthe-v")
    passphrase(form).set_text(PASSPHRASE)
    assert Drafts.current().all() == {f"worker_renamed:{OTHER}": {"name": "berthe-v"}}
    seat.click(form.save_button)
    wait_for_list(seat, page)
    told = [label.text() for label in page.list.card("berthe-v").findChildren(QLabel)]
    assert any(OTHER in words for words in told)
    assert OTHER in seat.window.messages.text
    assert opens(seat, "berthe-v", WORDS)
