"""When a level is stale: after its days, and at once where something happened. Each row is a sentence of the field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from caselink.domain.answers import Answer, NoAnswer
from caselink.domain.case import Case
from caselink.domain.danger import Assessment, FactorAnswer, Finding, Level
from caselink.forms.danger.standing import looked, standing

DAY = date(2026, 3, 10)
MADE = Assessment(
    "a", "full", 1, DAY, "amal", {"strangulation": FactorAnswer(Finding.YES)}, Level.HIGH, Level.HIGH,
    at="2026-03-10T10:00:00.000000+00:00",
)
EMPTY = Case("c", "2026-0001", assessments=(MADE,))


def after(days: int) -> str:
    return (DAY + timedelta(days=days)).isoformat()


def with_answer(path: str, value: str, at: str | None = None) -> Case:
    return replace(EMPTY, answers={path: Answer(value, recorded_at=at)})


@pytest.mark.parametrize(("level", "days"), [
    (Level.IMMEDIATE, 7), (Level.HIGH, 30), (Level.MEDIUM, 90), (Level.INCOMPLETE, 7),
])
def test_a_level_is_stale_after_its_days_and_not_on_the_last_of_them(level: Level, days: int) -> None:
    made = replace(MADE, proposed=level, level=level)
    for ago, stale in ((0, False), (days, False), (days + 1, True)):
        now = standing(replace(EMPTY, assessments=(made,)), DAY + timedelta(days=ago))
        assert now is not None
        assert (now.stale, bool(now.why), now.level) == (stale, stale, level)
        assert now.due == DAY + timedelta(days=days)


def test_a_day_that_the_worker_set_counts_where_it_comes_before() -> None:
    for next_on, due in ((after(3), after(3)), (after(60), after(30))):
        made = replace(MADE, next_on=date.fromisoformat(next_on))
        now = standing(replace(EMPTY, assessments=(made,)), DAY)
        assert now is not None
        assert now.due.isoformat() == due


HAPPENED = {
    "new violence": (with_answer("violence.last_time", after(2)), "violences"),
    "a separation": (with_answer("family.separated_since", after(2)), "séparation"),
    "he is elsewhere, released, found": (with_answer("perpetrator.where", "at_home", f"{after(2)}T09:00:00"), "lieu"),
    "a meeting with him": (replace(EMPTY, records={"with_him": {"h": {"on": after(2)}}}), "entretien"),
}


@pytest.mark.parametrize("what", HAPPENED)
def test_what_happened_since_makes_it_stale_at_once_and_says_what(what: str) -> None:
    case, why = HAPPENED[what]
    now = standing(case, DAY + timedelta(days=2))
    assert now is not None
    assert now.stale and why in now.why
    assert now.due.isoformat() == after(2)
    assert [each.stale for each in looked(case, DAY + timedelta(days=2))] == [True]


@pytest.mark.parametrize("case", [
    EMPTY,
    with_answer("violence.last_time", DAY.isoformat()),
    with_answer("violence.last_time", "2026"),
    with_answer("violence.last_time", after(5)),
    with_answer("perpetrator.where", "at_home", "2026-03-10T09:59:59"),
    with_answer("perpetrator.where", "at_home"),
    replace(EMPTY, answers={"perpetrator.where": Answer(NoAnswer.UNKNOWN, recorded_at=f"{after(1)}T09:00:00")}),
    replace(EMPTY, records={"with_him": {"h": {"on": DAY.isoformat()}, "no day": {}}}),
], ids=[
    "nothing", "the same day", "a year alone", "a day to come", "before it was written", "nobody knows when",
    "no answer", "an interview of that day",
])
def test_what_tells_nothing_new_leaves_it_as_it_is(case: Case) -> None:
    now = standing(case, DAY + timedelta(days=2))
    assert now is not None
    assert not now.stale


def test_without_an_assessment_nothing_stands_and_one_of_a_later_program_has_no_rules_here() -> None:
    assert standing(Case("c", "2026-0001"), DAY) is None
    (one,) = looked(replace(EMPTY, assessments=(replace(MADE, version=99),)), DAY)
    assert one.judgement is None
    (one,) = looked(EMPTY, DAY)
    assert one.judgement is not None and one.judgement.proposed is Level.IMMEDIATE
