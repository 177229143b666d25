"""Assessments at the desk: one change each, undone as one, never doubled, and erased where residence is."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from caselink.domain.danger import FactorAnswer, Finding, GivenAssessment, Level
from caselink.errors import UserError
from caselink.forms.danger.standing import looked, standing
from caselink.services.answers import record_and_erase, record_answer, undo
from caselink.services.danger.assessing import assess
from caselink.services.erasing_answers import Confirmed, erasure_by_choice
from caselink.services.history import history
from caselink.services.imports import import_document
from caselink.vault import check
from tests.conftest import USER
from tests.services.conftest import Desk

YES = FactorAnswer(Finding.YES)
GIVEN = GivenAssessment(answers={"separation": YES, "permit_dependent": YES, "strangulation": YES}, alone=True)


def test_an_assessment_is_one_change_that_undo_takes_back(desk: Desk) -> None:
    case, made, judged = assess(desk.office, desk.case.id, GIVEN)
    assert case.assessments == (made,)
    assert [factor.id for factor in judged.alerts] == ["strangulation"]
    assert (made.worker, made.on, made.grid, made.version) == (USER, desk.office.today(), "full", 1)
    line = next(each for each in history(desk.office, desk.case.id) if each.place.startswith("assessments."))
    assert (line.place, line.raw_before, line.raw_after) == (f"assessments.{made.id}", None, "immediate")
    after = undo(desk.office, desk.case.id)
    assert after is not None
    assert after.assessments == ()
    assert check(desk.office.vault).sound


def test_the_latest_counts_by_its_day_and_then_by_when_it_was_written(desk: Desk) -> None:
    today = desk.office.today()
    assess(desk.office, desk.case.id, replace(GIVEN, on=today))
    case, _made, _judged = assess(desk.office, desk.case.id, replace(GIVEN, on=today - timedelta(days=50)))
    assert [each.on for each in case.assessments] == [today - timedelta(days=50), today]
    now = standing(case, today)
    assert now is not None
    assert (now.assessment.on, now.due, now.stale) == (today, today + timedelta(days=7), False)
    assert [each.stale for each in looked(case, today)] == [True, False]
    late = standing(case, today + timedelta(days=8))
    assert late is not None
    assert late.why


def test_where_he_is_written_down_anew_makes_it_stale(desk: Desk) -> None:
    record_answer(desk.office, desk.case.id, "perpetrator.where", "in_prison")
    case, _made, _judged = assess(desk.office, desk.case.id, GIVEN)
    before = standing(case, desk.office.today())
    assert before is not None
    assert not before.stale
    written_later = replace(case.answers["perpetrator.where"], recorded_at="2999-01-01T00:00:00")
    moved = replace(case, answers={**case.answers, "perpetrator.where": written_later})
    after = standing(moved, desk.office.today())
    assert after is not None
    assert after.stale


def test_a_version_that_this_program_has_not_is_shown_as_it_was_made(desk: Desk) -> None:
    case, made, _judged = assess(desk.office, desk.case.id, GIVEN)
    from_later = replace(case, assessments=(replace(made, version=99, answers={**made.answers, "tomorrow": YES}),))
    (one,) = looked(from_later, desk.office.today())
    assert one.judgement is None
    assert one.assessment.level is Level.IMMEDIATE


def test_the_same_assessment_imported_again_is_not_doubled(desk: Desk) -> None:
    given = {"on": "2026-01-05", "by": "Solène M.", "answers": {"her_fear": "yes"}}
    three = [given, given, {**given, "on": "2026-02-05"}]
    document = {"cases": [{"reference": desk.case.reference, "assessments": three}]}
    for _time in range(2):
        assert import_document(desk.office, json.dumps(document).encode(), update=True).problems == ()
        kept = desk.office.vault.case(desk.case.id).assessments
        assert [(each.on, each.worker) for each in kept] == [
            (date(2026, 1, 5), "Solène M."), (date(2026, 2, 5), "Solène M."),
        ]


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ({"on": "2126-01-01"}, "on"), ({"grid": "x-none"}, "grid"), ({"answers": {"nothing": "yes"}}, "answers"),
        ({"level": "high"}, "reason"), ({"level": "low"}, "level"), ({"alone": "yes"}, "alone"),
        ({"answers": {"her_fear": {"last": "2026"}}}, "answers.her_fear"), ({"extra": 1}, "extra"),
    ],
)
def test_an_import_names_the_place_of_what_will_not_do(desk: Desk, raw: dict[str, object], place: str) -> None:
    document = {"cases": [{"reference": desk.case.reference, "assessments": [raw]}]}
    result = import_document(desk.office, json.dumps(document).encode(), update=True)
    assert [fault.place for fault in result.problems] == [f"cases[0].assessments[0].{place}"]
    assert desk.office.vault.case(desk.case.id).assessments == ()


def test_who_chose_that_nothing_of_her_residence_is_noted_has_no_such_factor_either(desk: Desk) -> None:
    office, case_id = desk.office, desk.case.id
    record_answer(office, case_id, "residence.recording", "record")
    record_answer(office, case_id, "residence.permit", "be_card_f")
    telling = replace(GIVEN, level=Level.HIGH, reason="Expulsion, titre de séjour")
    _case, made, _judged = assess(office, case_id, telling)
    other, _made, _judged = assess(office, case_id, GIVEN)
    asked = erasure_by_choice(office, other, "residence.recording", "do_not_record")
    offered = {trace.id for trace in asked.to_look_at}
    assert {"danger.permit_dependent", f"assessments.{made.id}"} <= offered
    confirmed = Confirmed("EFFACER", frozenset(offered))
    after, went = record_and_erase(office, case_id, "residence.recording", "do_not_record", None, confirmed)
    (left,) = after.assessments
    assert left.answers.keys() == {"separation", "strangulation"}
    assert left.level is Level.IMMEDIATE
    assert {trace.id for trace in went} >= {"danger.permit_dependent", f"assessments.{made.id}"}
    told = str(history(office, case_id)) + str(office.vault.opened.database.all("SELECT body FROM records"))
    assert "permit_dependent" not in told
    assert "Expulsion" not in told
    assert check(office.vault).sound
    with pytest.raises(UserError, match="séjour"):
        assess(office, case_id, GIVEN)
