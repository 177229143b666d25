"""The tab *Danger*, by the keyboard: assessed at the desk, kept as one change, compared through time."""

from __future__ import annotations

import time
from datetime import timedelta
from itertools import combinations
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from caselink.domain.answers import Source
from caselink.domain.danger import FactorAnswer, Finding, GivenAssessment, Level
from caselink.domain.partial_date import PartialDate
from caselink.domain.partners import Partner, PartnerKind
from caselink.forms.categories import Category
from caselink.forms.consent_terms import Mode
from caselink.forms.purposes import Purpose
from caselink.services.answers import record_answer
from caselink.services.case_list import CaseFilter, listed_cases, ordered_ids
from caselink.services.consents import give_consent
from caselink.services.danger.assessing import assess
from caselink.services.danger.grids import add_grid
from caselink.services.directory import save_partner
from caselink.services.office import Office
from caselink.services.register import newest_of_case
from caselink.ui.case.danger.assess_page import AssessPage
from caselink.ui.case.danger.tab import DangerTab
from caselink.ui.case.sharing.passphrase_view import PassphraseView
from caselink.ui.case.sharing.tab import SharingTab
from caselink.ui.pages.caseload.model import CaseloadModel
from caselink.ui.pages.caseload.page import CaseloadPage
from caselink.ui.pieces.drafts import Drafts
from tests.ui.case.conftest import Bench
from tests.ui.case.papers_read import read_all

YES, NO = FactorAnswer(Finding.YES), FactorAnswer(Finding.NO)


@pytest.fixture
def tab(empty: Bench) -> DangerTab:
    return show(empty)


def show(bench: Bench) -> DangerTab:
    """The tab of the open case."""
    bench.page.show_tab("danger")
    bench.settle()
    bench.take_keyboard()
    return bench.page.tab(DangerTab)


def begin(bench: Bench, button: QPushButton) -> AssessPage:
    bench.click(button)
    return bench.page.tab(DangerTab).assessing


def press(bench: Bench, *keys: str | Qt.Key) -> None:
    """Press these keys wherever the keyboard is."""
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)  # type: ignore[arg-type]
    bench.settle()


def words_on(page: AssessPage) -> str:
    """All words that can be seen of what follows from the answers."""
    return " ".join(label.text() for label in page.outcome.findChildren(QLabel) if label.isVisible())


def findings(page: AssessPage) -> dict[str, Finding]:
    return {factor: answer.finding for factor, answer in page.sheet.answers().items()}


def test_the_short_grid_is_answered_by_keys_alone_and_saved_as_one_change(empty: Bench, tab: DangerTab) -> None:
    page = begin(empty, tab.standing.short)
    last = (empty.today - timedelta(days=20)).strftime("%d/%m/%Y")
    press(empty, "o", *last, Qt.Key.Key_Return)
    press(empty, "o", Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Return)
    press(empty, "n", "i", "n", "n", "n", "n", "n", "n", "n")
    assert "immédiat" not in words_on(page)
    press(empty, "o")
    assert "immédiat" in words_on(page)
    found = findings(page)
    assert (found["strangulation"], found["threat_kill_children"]) == (Finding.YES, Finding.YES)
    assert found["threat_kill_her"] is Finding.UNKNOWN
    assert (found["firearm_access"], found["weapon_used"], found["escalation"]) == (
        Finding.NO, Finding.NO, Finding.UNKNOWN,
    )
    assert found["her_fear"] is Finding.YES
    empty.click(page.alone.chip("yes"))
    page.save.setFocus()
    press(empty, Qt.Key.Key_Return)
    (kept,) = empty.case().assessments
    assert kept.answer("strangulation").last == PartialDate.parse((empty.today - timedelta(days=20)).isoformat())
    assert (kept.grid, kept.proposed, kept.level, kept.alone, kept.in_crisis) == (
        "short", Level.IMMEDIATE, Level.IMMEDIATE, True, None,
    )
    assert tab.standing.isVisible()
    assert "!! immédiat" in empty.page.header.danger.text()
    empty.click_words("Annuler cela", empty.window.messages)
    assert empty.case().assessments == ()
    assert not empty.page.header.danger.isVisible()


def test_a_click_on_an_answer_answers_that_line(empty: Bench, tab: DangerTab) -> None:
    page = begin(empty, tab.standing.full)
    made = page.lists[0]
    for row, column in ((1, 1), (3, 2), (4, 3)):
        place = made.visualRect(made.model().index(row, column)).center()
        QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(place))
        empty.settle()
    assert findings(page) == {
        "threat_kill_her": Finding.YES, "weapon_used": Finding.NO, "firearm_access": Finding.UNKNOWN,
    }


def test_arrows_go_from_block_to_block_and_tab_has_one_stop_a_block(empty: Bench, tab: DangerTab) -> None:
    page = begin(empty, tab.standing.full)
    assert page.lists[0].hasFocus()
    press(empty, *[Qt.Key.Key_Down] * 5)
    assert page.lists[1].hasFocus()
    assert page.lists[1].currentIndex().row() == 0
    press(empty, Qt.Key.Key_Up)
    assert page.lists[0].hasFocus()
    assert page.lists[0].currentIndex().row() == 4
    press(empty, Qt.Key.Key_Tab)
    assert page.lists[1].hasFocus()


@pytest.mark.parametrize("size", [(800, 600), (1366, 768)])
def test_the_day_of_the_last_time_is_read_whole_beside_its_question(
    empty: Bench, tab: DangerTab, size: tuple[int, int]
) -> None:
    empty.window.resize(*size)
    page = begin(empty, tab.standing.full)
    page.sheet.put_answer("strangulation", FactorAnswer(Finding.YES, PartialDate.parse("~2026-11-30")))
    empty.settle()
    made, row = next(
        (made, row) for made in page.lists for row, each in enumerate(made.rows)
        if each.factor is not None and each.factor.id == "strangulation"
    )
    index = made.model().index(row, 4)
    assert "2026" in str(index.data())
    assert made.sizeHintForIndex(index).width() <= made.columnWidth(4)
    for column, finding in enumerate((Finding.YES, Finding.NO, Finding.UNKNOWN), start=1):
        page.sheet.put(["strangulation"], finding)
        answer = made.model().index(row, column)
        assert answer.data().startswith("✓")
        assert made.sizeHintForIndex(answer).width() <= made.columnWidth(column), "its word stands in one line"


def test_what_the_form_says_is_offered_with_its_source_and_never_taken_by_itself(bench: Bench) -> None:
    bench.open_empty()
    case_id = bench.page.store.case_id
    bench.ask(lambda office: record_answer(
        office, case_id, "violence.alerts", ["strangling"], Source.SAID_BY_HER
    ))
    bench.page.look_again()
    page = begin(bench, show(bench).standing.full)
    assert findings(page) == {}
    assert "fiche" in str(page.lists[0].model().index(0, 4).data())
    assert "La fiche dit oui" in page.detail.offered.text()
    assert "dit par elle" in page.detail.offered.text()
    bench.click(page.detail.take)
    assert page.sheet.answer("strangulation") == FactorAnswer(Finding.YES, None, Source.SAID_BY_HER)


def test_a_level_of_one_s_own_needs_a_reason_and_keeps_it(empty: Bench, tab: DangerTab) -> None:
    page = begin(empty, tab.standing.short)
    assert not page.outcome.levels.isVisible()
    empty.click(page.save)
    assert empty.case().assessments == ()
    assert "à compléter" in words_on(page)
    assert not page.outcome.reason.isVisible()
    empty.click(page.outcome.levels.chip("high"))
    empty.click(page.save)
    assert page.fault.isVisible()
    assert empty.case().assessments == ()
    empty.type(page.outcome.reason, "elle tremble")
    empty.click(page.save)
    (kept,) = empty.case().assessments
    assert (kept.proposed, kept.level, kept.reason) == (Level.INCOMPLETE, Level.HIGH, "elle tremble")
    assert "elle tremble" in tab.standing.why.text()


def test_what_is_being_assessed_comes_back_after_a_lock(empty: Bench, tab: DangerTab) -> None:
    page = begin(empty, tab.standing.short)
    press(empty, "n", "o")
    empty.click(page.crisis.chip("crisis"))
    words = page.draft()
    before = (page.given().answers, page.given().in_crisis)
    empty.click(page.cancel)
    assert Drafts.current().all() == {}
    Drafts({page.key: words})
    empty.page.store.load()
    empty.settle()
    assert page.isVisible()
    assert (page.given().answers, page.given().in_crisis) == before
    empty.click(page.cancel)


def test_assessments_stand_beside_each_other_and_what_changed_is_marked(empty: Bench, tab: DangerTab) -> None:
    case_id, today = empty.page.store.case_id, empty.today

    def twice(office: Office) -> None:
        assess(office, case_id, GivenAssessment(on=today - timedelta(days=40), answers={
            "jealousy": YES, "separation": NO, "found_her": NO,
        }))
        record_answer(office, case_id, "family.separated_since", (today - timedelta(days=9)).isoformat())
        assess(office, case_id, GivenAssessment(on=today, answers={
            "jealousy": YES, "separation": YES, "found_her": NO,
        }))

    empty.ask(twice)
    empty.page.look_again()
    empty.settle()
    model = tab.standing.model
    cells = [[str(model.index(row, column).data()) for column in range(3)] for row in range(model.rowCount())]
    assert ["Séparation, faite ou annoncée", "oui ◂", "non"] in cells
    assert ["Jalousie", "oui", "oui"] in cells
    assert [row[0] for row in cells[3:]] == ["Jalousie", "Séparation, faite ou annoncée"]
    assert ["Depuis la précédente", "séparation", ""] in cells
    assert all(row[0] != "L’a suivie ou retrouvée, cherche son adresse" for row in cells)


def test_a_stale_level_says_so_in_the_header_and_the_caseload(empty: Bench, tab: DangerTab) -> None:
    case_id, on = empty.page.store.case_id, empty.today - timedelta(days=31)
    given = GivenAssessment(on=on, level=Level.HIGH, reason="essai", answers={"jealousy": YES})
    empty.ask(lambda office: assess(office, case_id, given))
    empty.page.look_again()
    empty.settle()
    assert empty.page.header.danger.text().replace("\u00a0", " ") == "Danger : ! élevé · à réévaluer"
    assert tab.standing.stale.isVisible()
    model = caseload(empty)
    (row,) = [row for row in range(model.rowCount()) if model.row(row).case.id == case_id]  # type: ignore[union-attr]
    assert model.index(row, model.column("danger")).data() == "! élevé · à refaire"


def test_the_caseload_is_sorted_by_danger_the_gravest_first_and_who_was_never_assessed_last(bench: Bench) -> None:
    wanted = {}
    for level in (Level.MEDIUM, Level.IMMEDIATE):
        bench.open_empty()
        wanted[level] = case_id = bench.page.store.case_id
        given = GivenAssessment(level=level, reason="essai")
        bench.ask(lambda office, case_id=case_id, given=given: assess(office, case_id, given))  # type: ignore[misc]
    bench.open_empty()
    never = bench.page.store.case_id
    rows = [each.case for each in bench.ask(lambda office: listed_cases(office, ordered_ids(office, column="danger")))]
    ids = [row.id for row in rows]
    assert ids.index(wanted[Level.IMMEDIATE]) < ids.index(wanted[Level.MEDIUM]) < ids.index(never)
    ranks = [9 if row.danger is None else row.danger.level.rank for row in rows]
    assert ranks == sorted(ranks)


def caseload(bench: Bench) -> CaseloadModel:
    """The rows of the caseload as they are now."""
    bench.window.show_page("caseload")
    page = bench.window.page(CaseloadPage)
    page.refresh()
    bench.settle()
    return page.model


def test_a_grid_of_the_office_s_own_has_its_button(bench: Bench) -> None:
    own = {"id": "x-banc", "version": 1, "label": "Notre grille", "factors": ["strangulation", "jealousy"]}
    bench.ask(lambda office: add_grid(office, dict(own)))  # type: ignore[arg-type]
    bench.open_empty()
    show(bench)
    bench.click_words("Évaluer\u00a0: Notre grille", bench.page)
    press(bench, "n", "o")
    bench.click(bench.page.tab(DangerTab).assessing.save)
    (kept,) = bench.case().assessments
    assert (kept.grid, kept.own) == ("x-banc", own)


def test_a_grid_opens_within_a_tenth_of_a_second_beside_fifty_assessments(empty: Bench, tab: DangerTab) -> None:
    case_id, today = empty.page.store.case_id, empty.today

    def many(office: Office) -> None:
        for ago in range(50):
            answers = {"jealousy": YES, "separation": NO, "physical": YES, "found_her": YES}
            assess(office, case_id, GivenAssessment(on=today - timedelta(days=ago), answers=answers))

    empty.ask(many)
    empty.page.look_again()
    empty.settle()
    took = []
    for _time in range(3):
        started = time.process_time()
        page = begin(empty, tab.standing.full)
        took.append(time.process_time() - started)
        empty.click(page.cancel)
    assert min(took) < 0.1


def test_the_plan_is_made_by_keys_each_press_undone_and_her_paper_waits_for_a_safe_place(
    empty: Bench, tab: DangerTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty.click(tab.standing.plan)
    plan = tab.plan
    press(empty, Qt.Key.Key_Space)
    assert empty.case().records_of("safety_plan")["exits"]["state"] == "to_do"
    row = plan.rows["exits"]
    assert row.due.isVisible()
    empty.type(row.note, "la porte du fond")
    empty.page.flush()
    assert empty.case().records_of("safety_plan")["exits"]["note"] == "la porte du fond"
    assert "1 à faire" in plan.told.text().replace("\u00a0", " ")
    assert plan.why_not.isVisible() and not plan.write.isEnabled()
    case_id = empty.page.store.case_id
    empty.ask(lambda office: record_answer(office, case_id, "contact.may_keep_paper", True))
    empty.page.look_again()
    empty.settle()
    out = tmp_path / "plan.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    empty.click(plan.write)
    assert out.read_bytes().startswith(b"%PDF")
    for _time in range(2):
        empty.page.store.undo_last()
        empty.settle()
    empty.page.store.undo_last()
    assert empty.case().records_of("safety_plan") == {}
    place = tab.place()
    press(empty, Qt.Key.Key_Escape)
    assert tab.standing.isVisible() and tab.place() == {}
    tab.restore(place)
    assert plan.isVisible()


def test_her_paper_is_offered_in_the_language_that_she_reads_and_says_where_nobody_has_read_it(
    empty: Bench, tab: DangerTab
) -> None:
    case_id = empty.page.store.case_id
    empty.ask(lambda office: record_answer(office, case_id, "language.preferred", "ti"))
    empty.ask(lambda office: record_answer(office, case_id, "language.reads_in", ["ti", "prs"]))
    empty.page.look_again()
    empty.settle()
    empty.click(tab.standing.plan)
    plan = tab.plan
    assert plan.languages.value() == "prs"
    for code, told in (("prs", "provisoire"), ("fr", ""), ("ti", "à la main")):
        plan.languages.set_value(code)
        plan.languages.changed.emit(code)
        assert (told in plan.of_text.text()) and plan.of_text.isVisible() is bool(told)


def test_what_he_said_is_noted_on_his_page_closed_and_makes_the_level_stale_at_once(
    empty: Bench, tab: DangerTab
) -> None:
    case_id, on = empty.page.store.case_id, empty.today - timedelta(days=2)
    empty.ask(lambda office: assess(office, case_id, GivenAssessment(on=on, answers={"jealousy": YES})))
    empty.page.look_again()
    empty.settle()
    assert not tab.standing.stale.isVisible()
    service = Partner("08", "Écoute des auteurs", PartnerKind.PERPETRATOR_SERVICE, phones=("08 019 019 11",))
    empty.ask(lambda office: save_partner(office, service))
    empty.click(tab.standing.him)
    assert "08 019 019 11" in tab.him.services.text()
    press(empty, Qt.Key.Key_Return)
    form = tab.him.noting.form
    assert form is not None
    empty.type(form.editor("facts").focusProxy() or form.editor("facts"), "Canari-Lui")
    empty.click(form.save_button)
    (card,) = tab.him.cards
    assert not card.is_open()
    empty.click(card.open_button)
    assert card.is_open() and not card.paper.isVisible()
    empty.click(tab.him.back)
    assert tab.standing.stale.isVisible()
    assert "entretien avec lui" in tab.standing.stale.text()


def test_the_danger_sheet_is_looked_at_before_it_leaves_and_its_reason_only_where_it_is_ticked(
    empty: Bench, tab: DangerTab, tmp_path: Path
) -> None:
    case_id, on = empty.page.store.case_id, empty.today - timedelta(days=40)

    def work(office: Office) -> None:
        save_partner(office, Partner("parquet", "Parquet", PartnerKind.PUBLIC_PROSECUTOR))
        assess(office, case_id, GivenAssessment(
            on=on, answers={"strangulation": YES, "jealousy": YES}, level=Level.HIGH, reason="Canari-Motif",
        ))
        give_consent(
            office, case_id, recipient="parquet", categories=[Category.VIOLENCE], everything_else=False,
            purposes=[Purpose.SAFETY], mode=Mode.SPOKEN,
        )

    empty.ask(work)
    empty.page.look_again()
    empty.settle()
    empty.click(tab.standing.sheet)
    sharing = empty.page.tab(SharingTab)
    assert sharing.isVisible()
    empty.pick(sharing.recipient, "Parquet")
    shown = sharing.shown
    assert shown is not None and shown.paper == "danger_sheet"
    lines = {line.place.path: line.value_text for line in shown.shared}
    assert lines["danger.strangulation"] == "oui" and lines["danger.stale"] == "oui"
    assert "danger.reason" not in lines and "danger.jealousy" not in lines
    for ticked in (False, True):
        read_all(sharing)
        empty.click(sharing.prepare)
        dialog = sharing.dialog
        assert dialog is not None and not dialog.asked.isVisible()
        dialog.folder.setText(str(tmp_path))
        dialog.name.setText(f"{ticked}.pdf")
        dialog.with_reason.setChecked(ticked)
        empty.click(dialog.make)
        (entry,) = empty.ask(lambda office: newest_of_case(office, case_id, 1))[0]
        assert entry.paper == "danger_sheet"
        view = dialog.findChild(PassphraseView)
        assert view is not None
        text = PdfReader(tmp_path / f"{ticked}.pdf", password=view.passphrase.text()).pages[0].extract_text()
        assert ("Canari-Motif" in text) is ticked
        assert "réévaluer" in text
        dialog.accept()
        empty.settle()


def test_the_caseload_is_filtered_by_level_and_by_what_is_to_be_assessed_again(bench: Bench) -> None:
    made = {}
    today = bench.ask(lambda office: office.today())
    for name, level, ago, happened in (
        ("new", Level.HIGH, 2, False), ("old", Level.HIGH, 31, False), ("since", Level.IMMEDIATE, 2, True),
    ):
        bench.open_empty()
        made[name] = case_id = bench.page.store.case_id
        given = GivenAssessment(on=today - timedelta(days=ago), level=level, reason="essai")

        def work(office: Office, case_id: str = case_id, given: GivenAssessment = given, more: bool = happened) -> None:
            assess(office, case_id, given)
            if more:
                record_answer(office, case_id, "violence.last_time", today.isoformat())

        bench.ask(work)
    asked = (CaseFilter.HIGH, CaseFilter.IMMEDIATE, CaseFilter.REASSESS)
    found = bench.ask(lambda office: {which: ordered_ids(office, which=which) for which in asked})
    kept = {which: set(ids) & set(made.values()) for which, ids in found.items()}
    assert kept == {
        CaseFilter.HIGH: {made["new"], made["old"]}, CaseFilter.IMMEDIATE: {made["since"]},
        CaseFilter.REASSESS: {made["old"], made["since"]},
    }
    (line,) = bench.ask(lambda office: listed_cases(office, [made["since"]]))
    assert line.danger_is_stale and not line.case.danger_is_stale


@pytest.mark.parametrize("size", [(640, 700), (800, 600), (1024, 700)])
def test_questions_are_read_and_nothing_of_the_head_overlaps_on_a_small_screen(
    empty: Bench, tab: DangerTab, size: tuple[int, int]
) -> None:
    empty.window.resize(*size)
    page = begin(empty, tab.standing.short)
    empty.settle()
    assert min(made.columnWidth(0) for made in page.lists) > 150
    head = [page.title, page.running, page.day.field, page.day.understood, page.crisis, page.alone]
    places = [QRect(each.mapTo(page, QPoint(0, 0)), each.size()) for each in head]
    assert not [pair for pair in combinations(places, 2) if pair[0].intersects(pair[1])]
