"""The months after the first interview, in the real window: an encounter noted by keyboard, what is due, one line."""

from __future__ import annotations

import os
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from caselink.domain.case import CaseStatus
from caselink.forms.categories import Category
from caselink.forms.consent_terms import Mode
from caselink.forms.purposes import Purpose
from caselink.services.answers import record_answer
from caselink.services.cases import set_status
from caselink.services.complaints import record_complaint
from caselink.services.consents import give_consent
from caselink.services.deadlines import deadlines_of, record_deadline
from caselink.services.encounters import encounters, record_encounter
from caselink.services.timeline import TimelineKind
from caselink.ui.case.following.tab import FollowingTab
from caselink.ui.pieces.ask_form import AskForm
from tests.conftest import USER
from tests.ui.asked import chips, day, line, search, text, tick
from tests.ui.case.conftest import Bench


@pytest.fixture
def tab(empty: Bench) -> FollowingTab:
    empty.page.show_tab("following")
    empty.settle()
    return empty.page.tab(FollowingTab)


def form_of(bench: Bench, tab: FollowingTab) -> AskForm:
    bench.click(tab.note_button)
    assert tab.noting.form is not None
    return tab.noting.form


def grab(bench: Bench, name: str) -> None:
    """A picture to look at, where somebody wants one."""
    folder = os.environ.get("PICTURES")
    if folder:
        for _time in range(5):
            bench.settle()
        bench.window.grab().save(f"{folder}/{name}.png")


def test_an_encounter_is_noted_by_keyboard_alone_and_its_text_stays_closed(empty: Bench, tab: FollowingTab) -> None:
    assert tab.note_button.hasFocus()
    empty.key(tab.note_button, Qt.Key.Key_Return)
    form = tab.noting.form
    assert form is not None
    assert form.answers().text("on") == empty.today.isoformat()
    assert form.answers().text("by") == USER
    empty.pick(search(form, "channel"), "télé")
    empty.type(line(form, "place"), "Bureau")
    grab(empty, "following-form")
    QTest.keyClick(line(form, "place"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    empty.settle()
    (kept,) = encounters(empty.case())
    assert (kept.on, kept.by, kept.values["channel"], kept.values["place"]) == (empty.today, USER, "phone", "Bureau")
    (card,) = tab.encounters.cards
    assert "au téléphone" in card.line.text() and USER in tab.encounters.seen.text()
    assert tab.noting.form is None


def test_before_a_call_the_form_reminds_of_what_must_not_be_said(empty: Bench) -> None:
    case_id = empty.page.store.case_id
    for path, value in {
        "contact.may_call": True, "contact.code_word": "citron", "contact.phone_watched": True,
        "contact.may_voicemail": False,
    }.items():
        answer = partial(record_answer, case_id=case_id, path=path, raw=value)
        empty.ask(answer)
    empty.page.store.load()
    empty.page.show_tab("following")
    empty.settle()
    tab = empty.page.tab(FollowingTab)
    form = form_of(empty, tab)
    empty.pick(search(form, "channel"), "télé")
    said = form.rows["channel"].note
    grab(empty, "following-call")
    assert all(words in said for words in ("mot convenu", "surveillé", "messagerie vocale"))
    assert "citron" not in said
    empty.click(form.cancel_button)


def test_a_day_to_come_is_refused_at_its_question_and_nothing_is_kept(empty: Bench, tab: FollowingTab) -> None:
    form = form_of(empty, tab)
    day(form, "on").set_value("2099-01-01")
    empty.click(form.save_button)
    assert encounters(empty.case()) == ()
    assert "pas encore venu" in form.fault.text() + form.rows["on"].fault
    empty.click(form.cancel_button)


def test_an_encounter_opens_closes_and_is_taken_away_and_back(empty: Bench, tab: FollowingTab) -> None:
    case_id, today = empty.page.store.case_id, empty.today.isoformat()
    empty.ask(lambda office: record_encounter(office, case_id, {"on": today, "done": "Plan relu"}))
    empty.page.store.load()
    empty.settle()
    (card,) = tab.encounters.cards
    assert not card.is_open()
    empty.click(card.open_button)
    assert card.is_open()
    empty.click(card.remove_button)
    assert encounters(empty.case()) == () and tab.encounters.cards == ()
    assert tab.note_button.hasFocus(), "the keyboard stays beside the list"
    empty.page.undo_last()
    empty.settle()
    assert len(tab.encounters.cards) == 1


def test_a_deadline_is_put_off_with_a_reason_and_done(empty: Bench, tab: FollowingTab) -> None:
    case_id, late = empty.page.store.case_id, empty.today - timedelta(2)
    raw = {"kind": "own", "on": late.isoformat(), "what": "Photos"}
    empty.ask(lambda office: record_deadline(office, case_id, raw))
    empty.page.store.load()
    empty.settle()
    (row,) = tab.deadlines.rows
    assert row.when.text() == "✕ en retard de 2 jours" and "Photos" in row.what.text()
    empty.click(row.later_button)
    form = row.putting_off.form
    assert form is not None
    day(form, "until").set_value((empty.today + timedelta(3)).isoformat())
    empty.type(line(form, "reason"), "en congé")
    empty.click(form.save_button)
    (due,) = deadlines_of(empty.case(), empty.today)
    assert (due.reason, due.overdue(empty.today)) == ("en congé", False)
    (row,) = tab.deadlines.rows
    grab(empty, "following-deadline")
    assert "en congé" in row.when.text()
    empty.click(row.done_button)
    assert deadlines_of(empty.case(), empty.today) == () and tab.deadlines.nothing.isVisible()


def test_the_line_is_filtered_by_kind_and_by_words(rich: Bench) -> None:
    case_id, today = rich.page.store.case_id, rich.today.isoformat()
    rich.ask(lambda office: record_encounter(office, case_id, {"on": today, "done": "zizanie"}))
    rich.page.store.load()
    rich.page.show_tab("following")
    rich.settle()
    tab = rich.page.tab(FollowingTab)
    grab(rich, "following-rich")
    kinds = {line.kind for line in tab.timeline.shown}
    assert kinds > {TimelineKind.ENCOUNTER, TimelineKind.CONSENT} and TimelineKind.DEADLINE not in kinds
    rich.click(tab.timeline.kinds.chip("encounter"))
    assert {line.kind for line in tab.timeline.shown} == {TimelineKind.ENCOUNTER}
    rich.type(tab.timeline.search, "rien de tel")
    assert tab.timeline.shown == () and tab.timeline.nothing.isVisible()
    tab.timeline.search.clear()
    rich.click(tab.timeline.kinds.chip("encounter"))


def test_a_closed_case_takes_no_encounter(empty: Bench, tab: FollowingTab) -> None:
    case_id = empty.page.store.case_id
    empty.ask(lambda office: set_status(office, case_id, CaseStatus.CLOSED))
    empty.page.store.load()
    empty.settle()
    assert not tab.note_button.isEnabled()


def test_a_step_of_the_complaint_is_noted_and_the_form_follows(empty: Bench, tab: FollowingTab) -> None:
    part = tab.complaint
    assert part.nothing.isVisible()
    empty.click(part.note_button)
    form = part.noting.form
    assert form is not None
    empty.pick(search(form, "step"), "refus")
    assert "refus se signale" in form.rows["step"].note
    empty.type(line(form, "place"), "Commissariat du Nord")
    grab(empty, "complaint-form")
    empty.click(form.save_button)
    (row,) = part.rows
    grab(empty, "complaint")
    assert row.visibleRegion().boundingRect().height() == row.height(), "what was noted is in sight"
    assert "refusée par le service · Commissariat du Nord" in row.accessibleName()
    assert empty.case().value("protection_justice.complaint_place") == "Commissariat du Nord"
    empty.take_keyboard()
    empty.click(row.findChildren(QPushButton)[0])
    assert part.note_button.hasFocus()
    assert part.rows == () and empty.case().value("protection_justice.complaint") is None


def test_a_deadline_is_noted_with_how_long_such_things_last_and_taken_away_and_back(
    empty: Bench, tab: FollowingTab
) -> None:
    empty.click(tab.deadlines.note_button)
    form = tab.deadlines.noting.form
    assert form is not None
    search(form, "kind").set_value("protection_order")
    empty.settle()
    assert form.rows["kind"].note == "", "the office's country is not known"
    day(form, "on").set_value((empty.today + timedelta(9)).isoformat())
    empty.type(line(form, "what"), "ordonnance")
    empty.click(form.save_button)
    (row,) = tab.deadlines.rows
    assert "ordonnance" in row.what.text()
    grab(empty, "following-noted-deadline")
    empty.click(row.remove_button)
    assert tab.deadlines.rows == ()
    empty.page.store.undo_last()
    empty.settle()
    assert len(tab.deadlines.rows) == 1


def test_a_referral_is_begun_and_answered_in_one_line(empty: Bench, tab: FollowingTab) -> None:
    empty.click(tab.referrals.note_button)
    form = tab.referrals.noting.form
    assert form is not None
    search(form, "need").set_value("accommodation")
    search(form, "to").set_value(empty.ask(lambda office: office.vault.partners()[0].short_name))
    day(form, "due").set_value((empty.today + timedelta(3)).isoformat())
    empty.click(form.save_button)
    (row,) = tab.referrals.rows
    assert "envoyée" in row.what.text() and "réponse attendue" in row.what.text()
    (due,) = deadlines_of(empty.case(), empty.today)
    assert due.item == "accommodation"
    empty.click(row.answer_button)
    answer = row.answering.form
    assert answer is not None
    chips(answer, "state").set_value("refused")
    empty.type(line(answer, "why"), "complet")
    empty.click(answer.save_button)
    (row,) = tab.referrals.rows
    assert "refusée" in row.what.text() and "complet" in row.what.text()
    assert deadlines_of(empty.case(), empty.today) == ()


def test_papers_are_written_from_the_tab_and_a_passphrase_is_shown_once(
    rich: Bench, tmp_path: Path
) -> None:
    rich.page.show_tab("following")
    rich.settle()
    tab, case_id = rich.page.tab(FollowingTab), rich.page.store.case_id
    partner = rich.ask(lambda office: next(each.short_name for each in office.vault.partners()))
    rich.ask(lambda office: record_complaint(office, case_id, {"step": "refused", "on": "2026-01-03"}))
    rich.ask(lambda office: give_consent(
        office, case_id, recipient=partner, categories=[Category.IDENTITY, Category.JUSTICE], everything_else=False,
        purposes=[Purpose.COMPLAINT], mode=Mode.SPOKEN,
    ))
    rich.page.store.load()
    rich.settle()
    for part, kind in ((tab.papers, "chronology"), (tab.complaint_papers, "complaint_letter")):
        form = part.begin(kind, tmp_path / f"{kind}.pdf")
        search(form, "to").set_value(partner)
        rich.settle()
        grab(rich, f"following-{kind}")
        rich.click(form.save_button)
        assert part.dialog is not None and part.dialog.isVisible()
        QTest.keyClick(part.dialog, Qt.Key.Key_Escape)
        assert part.dialog.isVisible(), "it is shown this once"
        rich.click(part.dialog.view.close_button)
        assert not part.dialog.isVisible()
        assert (tmp_path / f"{kind}.pdf").stat().st_size > 1000
    form = tab.complaint_papers.begin("statement", tmp_path / "a.pdf")
    rich.type(text(form, "text"), "Elle tremblait.")
    rich.click(form.save_button)
    assert not (tmp_path / "a.pdf").exists() and "à sa demande" in form.fault.text()
    tick(form, "asked_by_her").set_value(True)
    rich.click(form.save_button)
    assert (tmp_path / "a.pdf").exists() and tab.complaint_papers.form is None
    form = tab.papers.begin("timeline_page", tmp_path / "t.pdf")
    rich.click(form.save_button)
    assert (tmp_path / "t.pdf").exists()


def test_one_press_above_every_tab_notes_the_phone_outside_and_the_points_fill_the_form(
    empty: Bench, tab: FollowingTab
) -> None:
    header = empty.page.header
    assert header.phone_outside.text() == "Téléphone dehors\N{NO-BREAK SPACE}?"
    empty.click(header.phone_outside)
    assert header.phone_outside.text() == "✓ téléphone dehors"
    assert empty.case().records_of("evidence")["phone_outside"]["state"] == "done"
    empty.click(tab.evidence.open_button)
    grab(empty, "following-evidence")
    done = tab.evidence.rows["screenshots"].chips()[1]
    empty.click(done)
    assert empty.case().value("violence.evidence") == ("messages",)
    assert tab.evidence.told.text() == "2 à l’abri, 0 à faire"
    empty.click(done)
    assert empty.case().value("violence.evidence") is None
