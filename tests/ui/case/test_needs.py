"""The picture of needs: red and green in one press, decided upon in place."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from caselink.domain.deadlines import DeadlineKind
from caselink.domain.needs import Domain, NeedState
from caselink.domain.partners import Partner, PartnerKind
from caselink.services.deadlines import deadlines_of
from caselink.services.directory import save_partner
from caselink.services.needs import NeedLine
from caselink.services.office import Office, set_office_details
from caselink.ui.case.overview.need_row import NeedRow
from caselink.ui.case.overview.tab import OverviewTab
from caselink.ui.pages.partners.page import PartnersPage
from caselink.ui.pieces.text_label import TextLabel
from tests.ui.asked import day, partner_form
from tests.ui.case.conftest import Bench


def _row(bench: Bench, item: str) -> NeedRow:
    return bench.page.tab(OverviewTab).row(item)


def test_space_turns_a_red_need_green_and_again_red(rich: Bench) -> None:
    row = _row(rich, "complaint")
    assert row.line.state is NeedState.TO_DO
    rich.key(row.button, Qt.Key.Key_Space)
    assert rich.case().need_state("complaint") is NeedState.DONE
    assert row.button.accessibleName().startswith("Plainte\u00a0: fait")
    rich.key(row.button, Qt.Key.Key_Space)
    assert rich.case().need_state("complaint") is NeedState.TO_DO
    assert row.button.accessibleName().startswith("Plainte\u00a0: à faire")


def test_a_click_is_seen_within_a_tenth_of_a_second(rich: Bench) -> None:
    row = _row(rich, "complaint")
    started = time.process_time()
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert row.line.state is NeedState.DONE
    assert time.process_time() - started < 0.1


def test_the_message_bar_takes_a_turn_back(rich: Bench) -> None:
    rich.click(_row(rich, "complaint").button)
    assert rich.case().need_state("complaint") is NeedState.DONE
    rich.click_words("Annuler cela", rich.window.messages)
    assert rich.case().need_state("complaint") is NeedState.TO_DO
    assert _row(rich, "complaint").line.state is NeedState.TO_DO


def test_partner_and_date_stay_when_a_need_is_turned(rich: Bench) -> None:
    before = rich.case().needs["complaint"]
    rich.click(_row(rich, "complaint").button)
    after = rich.case().needs["complaint"]
    assert (after.partner, after.due) == (before.partner, before.due)
    assert before.partner is not None


def test_a_need_that_wants_an_outcome_asks_for_it_before_it_turns_green(rich: Bench) -> None:
    row = _row(rich, "weapons_reported")
    row.choose(NeedState.TO_DO)
    rich.settle()
    rich.key(row.button, Qt.Key.Key_Space)
    assert rich.case().need_state("weapons_reported") is NeedState.TO_DO
    line = row.findChild(QLineEdit)
    assert line is not None
    assert line.hasFocus()
    rich.key(line, Qt.Key.Key_Return)
    assert rich.case().need_state("weapons_reported") is NeedState.TO_DO
    rich.type(line, "Fusil remis à la police")
    rich.key(line, Qt.Key.Key_Return)
    mark = rich.case().needs["weapons_reported"]
    assert (mark.state, mark.outcome) == (NeedState.DONE, "Fusil remis à la police")


def test_escape_leaves_a_need_as_it_was(rich: Bench) -> None:
    row = _row(rich, "complaint")
    row.choose(NeedState.NOT_WISHED)
    line = row.findChild(QLineEdit)
    assert line is not None
    rich.key(line, Qt.Key.Key_Escape)
    assert rich.case().need_state("complaint") is NeedState.TO_DO
    assert row.button.hasFocus()


def test_what_she_does_not_wish_keeps_the_day_to_ask_again(rich: Bench) -> None:
    row = _row(rich, "complaint")
    row.choose(NeedState.NOT_WISHED)
    line = row.findChild(QLineEdit)
    assert line is not None
    rich.type(line, "demain")
    rich.key(line, Qt.Key.Key_Return)
    mark = rich.case().needs["complaint"]
    assert mark.state is NeedState.NOT_WISHED
    assert mark.ask_again_on is not None
    assert (mark.ask_again_on - rich.today).days == 1


def test_the_menu_offers_every_state_and_marks_the_present_one(rich: Bench) -> None:
    menu = _row(rich, "complaint").menu()
    checked = [action.text() for action in menu.actions() if action.isChecked()]
    assert checked == ["✕  à faire"]
    assert len([action for action in menu.actions() if action.isCheckable()]) == len(NeedState)


def test_a_proposed_need_is_taken_with_one_click(rich: Bench) -> None:
    offered = [row for card in rich.page.tab(OverviewTab).cards for row in card.rows.values() if row.line.offered]
    assert offered
    row = offered[0]
    assert "proposé par la fiche" in row.button.accessibleName()
    rich.click(row.accept)
    assert rich.case().need_state(row.line.item) is NeedState.TO_DO
    assert not row.accept.isVisible()


def test_what_nobody_assessed_is_folded_and_never_green(empty: Bench) -> None:
    cards = empty.page.tab(OverviewTab).cards
    assert len(cards) == len(Domain)
    for card in cards:
        folded = [item for item, line in card.lines.items() if _is_folded(line)]
        assert folded
        assert not any(card.row(item).isVisible() for item in folded[:1])
        empty.click(card.unfold)
        assert all(card.row(item).isVisible() for item in folded)
        assert "non évalué" in card.row(folded[0]).button.accessibleName()
        empty.click(card.unfold)
        assert not any(card.row(item).isVisible() for item in folded)


def test_tab_goes_through_what_was_unfolded_from_top_to_bottom(rich: Bench) -> None:
    """Though some of its rows were made before others."""
    card = next(
        card for card in rich.page.tab(OverviewTab).cards
        if len({_is_folded(line) for line in card.lines.values()}) == 2
    )
    rich.click(card.unfold)
    folded = [card.row(item).button for item, line in card.lines.items() if _is_folded(line)]
    card.unfold.setFocus()
    met: list[QWidget | None] = []
    while (focused := rich.window.focusWidget()) is not None and card.isAncestorOf(focused):
        met.append(focused)
        rich.window.focusNextChild()
    assert [button for button in met if button in folded] == folded


def test_a_need_taken_from_the_fold_keeps_the_focus(empty: Bench) -> None:
    card = empty.page.tab(OverviewTab).cards[-1]
    empty.click(card.unfold)
    row = next(row for row in card.rows.values() if row.isVisible() and not row.line.offered)
    empty.key(row.button, Qt.Key.Key_Space)
    assert empty.case().need_state(row.line.item) is NeedState.TO_DO
    assert row.button.hasFocus()


def test_a_refused_change_shows_the_need_as_the_vault_has_it(rich: Bench) -> None:
    row = _row(rich, "complaint")
    row.wanted.emit(replace(row.line, item="complaint", state=NeedState.DONE))
    weapons = _row(rich, "weapons_reported")
    before = weapons.line.state
    weapons.wanted.emit(replace(weapons.line, state=NeedState.DONE, outcome=None))
    rich.settle()
    assert weapons.line.state is before
    assert "ce qui a été fait" in rich.window.messages.text


def test_columns_follow_the_width(rich: Bench) -> None:
    columns = rich.page.tab(OverviewTab).columns
    seen = []
    for width in (920, 1180, 1600):
        rich.window.resize(width, 860)
        rich.settle()
        seen.append(columns.columns)
    assert seen == sorted(seen)
    assert seen[0] < seen[-1] <= 4


def test_every_card_is_reached_with_the_tab_key(rich: Bench) -> None:
    reached = set()
    rich.page.tab(OverviewTab).cards[0].rows["safety_plan"].button.setFocus()
    for _step in range(400):
        focused = rich.window.focusWidget()
        for card in rich.page.tab(OverviewTab).cards:
            if focused is not None and card.isAncestorOf(focused):
                reached.add(card.domain)
        rich.window.focusNextChild()
    assert reached == {card.domain for card in rich.page.tab(OverviewTab).cards}


def test_enter_presses_the_button_that_has_the_focus(rich: Bench) -> None:
    row = _row(rich, "complaint")
    rich.key(row.contact, Qt.Key.Key_Return)
    assert rich.page.tab(OverviewTab).panel.isVisible()
    assert "Plainte" in rich.page.tab(OverviewTab).panel.accessibleName()
    rich.key(rich.page.tab(OverviewTab).panel.cards[0].prepare, Qt.Key.Key_Escape)
    assert not rich.page.tab(OverviewTab).panel.isVisible()
    assert row.contact.hasFocus()


def test_who_does_not_fit_stands_folded_beneath_with_why(rich: Bench) -> None:
    sober = Partner("sans-enfants", "Foyer sans enfants", PartnerKind.SHELTER, (Domain.HOUSING,), takes_children=False)
    rich.ask(lambda office: save_partner(office, sober))
    rich.click(_row(rich, "accommodation").contact)
    panel = rich.page.tab(OverviewTab).panel
    assert sober.short_name not in [card.partner.short_name for card in panel.cards]
    assert panel.unfit is not None
    (said,) = panel.unfit.findChildren(TextLabel)
    assert not said.isVisible()
    rich.click(panel.unfit.button)
    assert said.isVisible()
    assert "Foyer sans enfants\N{NO-BREAK SPACE}: n’accueille pas les enfants" in said.text()


def test_where_nobody_fits_helplines_are_named_and_a_partner_can_be_added(rich: Bench) -> None:
    def now_in(country: str) -> None:
        rich.ask(lambda office: set_office_details(office, "Relais (fictif)", "02 000 00 00", "", country))

    now_in("FR")
    rich.click(_row(rich, "accommodation").contact)
    now_in("BE")
    panel = rich.page.tab(OverviewTab).panel
    assert panel.cards == []
    words = [label.text() for label in panel.findChildren(TextLabel)]
    assert any("3919" in each for each in words)
    assert panel.add.hasFocus()
    rich.click(panel.add)
    assert rich.window.page(PartnersPage).isVisible()
    assert partner_form(rich.window).isVisible()
    rich.click_words("Annuler", partner_form(rich.window))


def test_of_a_large_directory_the_first_are_shown_and_the_others_asked_for(rich: Bench) -> None:
    def fill(office: Office) -> None:
        for number in range(30):
            save_partner(office, Partner(f"i{number}", f"École {number}", PartnerKind.EDUCATION, (Domain.INTEGRATION,)))

    rich.ask(fill)
    rich.page.tab(OverviewTab).ask_contact("training")
    rich.settle()
    panel = rich.page.tab(OverviewTab).panel
    first = len(panel.cards)
    assert first < 30
    rich.click(panel.more)
    assert len(panel.cards) > first
    assert panel.cards[first].prepare.hasFocus()
    while panel.more.isVisible():
        rich.click(panel.more)
    assert len({card.partner.short_name for card in panel.cards}) == len(panel.cards) >= 30


def test_enter_on_cancel_cancels(rich: Bench) -> None:
    row = _row(rich, "complaint")
    row.choose(NeedState.NOT_WISHED)
    leave = next(button for button in row.findChildren(QPushButton) if button.text() == "Annuler")
    rich.key(leave, Qt.Key.Key_Return)
    assert rich.case().need_state("complaint") is NeedState.TO_DO


def test_a_case_opens_with_the_cursor_on_the_first_red_need(rich: Bench) -> None:
    part = rich.page.tab(OverviewTab).red
    assert rich.window.focusWidget() is part.lines[0].button
    days = [line.line.due for line in part.lines]
    dated = [day for day in days if day is not None]
    assert days == [*sorted(dated), *[None] * (len(days) - len(dated))], "the most urgent first"


def test_what_is_red_stands_on_one_screen_with_whom_to_contact_and_leads_to_its_card(rich: Bench) -> None:
    rich.window.resize(1366, 768)
    rich.settle()
    tab = rich.page.tab(OverviewTab)
    red = {item for card in tab.cards for item, line in card.lines.items() if line.state is NeedState.TO_DO}
    assert {line.line.item for line in tab.red.lines} == red
    for line in tab.red.lines:
        assert line.mapTo(tab.area.viewport(), line.rect().bottomLeft()).y() <= tab.area.viewport().height()
    assert tab.red.contact_said.text()
    first = next(line for line in tab.red.lines if not line.line.asks_outcome)
    rich.click(first.contact)
    assert tab.panel.isVisible() and tab.panel.item == first.line.item
    rich.click(first.button)
    assert tab.row(first.line.item).button.hasFocus()
    rich.click(tab.row(first.line.item).button)
    assert first.line.item not in {line.line.item for line in tab.red.lines}
    assert "✕" in tab.red.domains[0].text()
    rich.click(tab.red.domains[1])
    assert tab.cards[1].isAncestorOf(rich.window.focusWidget())


def _is_folded(line: NeedLine) -> bool:
    return line.state is NeedState.NOT_ASSESSED and not line.offered


def test_escape_never_throws_away_what_was_typed(rich: Bench) -> None:
    row = _row(rich, "complaint")
    row.choose(NeedState.NOT_WISHED)
    line = row.findChild(QLineEdit)
    assert line is not None
    rich.type(line, "demain")
    asked = row.asked
    assert asked is not None
    for _time in range(3):
        rich.key(rich.window.focusWidget() or line, Qt.Key.Key_Escape)
        assert asked.cancel_button.hasFocus()
        assert line.text() == "demain"
    rich.key(asked.cancel_button, Qt.Key.Key_Return)
    assert rich.case().need_state("complaint") is NeedState.TO_DO
    assert row.button.hasFocus()


def test_what_she_does_not_wish_is_noted_with_a_day_to_ask_again_and_the_numbers_she_may_call(rich: Bench) -> None:
    row = rich.page.tab(OverviewTab).row("lawyer")
    row.choose(NeedState.NOT_WISHED)
    rich.settle()
    assert row.asked is not None
    note = row.asked.rows["answer"].note
    assert "peut appeler quand elle veut" in note and any(sign.isdigit() for sign in note)
    day(row.asked, "answer").set_value((rich.today + timedelta(20)).isoformat())
    rich.click(row.asked.save_button)
    mark = rich.case().needs["lawyer"]
    assert (mark.state, mark.ask_again_on) == (NeedState.NOT_WISHED, rich.today + timedelta(20))
    again = [each for each in deadlines_of(rich.case(), rich.today) if each.kind is DeadlineKind.ASK_AGAIN]
    assert [each.item for each in again if each.on == rich.today + timedelta(20)] == ["lawyer"]
