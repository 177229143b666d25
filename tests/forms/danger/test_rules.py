"""The rules as a table of facts: each sentence of a source, or of ours, is a row."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselink.domain.danger import UNKNOWN, FactorAnswer, FactorKind, Finding, Level, answer_from_json, answer_to_json
from caselink.domain.partial_date import PartialDate
from caselink.forms.danger.grids import FACTORS, GRIDS
from caselink.forms.danger.judging import judge
from caselink.forms.danger.rules import LAST_RULES, REVIEW_DAYS
from caselink.forms.danger.schema import Grid
from tests.forms.danger.facts import ALERTS, DAYS_TO_THE_NEXT, LEVELS, SAFETY, STATES, Fact

DAY = date(2026, 11, 30)
FULL = GRIDS["full"]
RISKS = [factor.id for factor in FULL.factors if factor.kind is FactorKind.RISK]
NO = {factor.id: FactorAnswer(Finding.NO) for factor in FULL.factors}


def yes(*ids: str, ago: int | None = None) -> dict[str, FactorAnswer]:
    """These factors are so, and were last so many days ago."""
    last = None if ago is None else PartialDate.parse((DAY - timedelta(ago)).isoformat())
    return dict.fromkeys(ids, FactorAnswer(Finding.YES, last))


def level(*given: dict[str, FactorAnswer], but: dict[str, FactorAnswer] = NO, grid: str = "full") -> Level:
    """The level proposed for these answers, all others being as in `but`."""
    merged = dict(but)
    for each in given:
        merged |= each
    held = {key: value for key, value in merged.items() if GRIDS[grid].factor(key)}
    return judge(GRIDS[grid], held, DAY).proposed


@pytest.mark.parametrize("fact", LEVELS, ids=lambda fact: fact.sentence)
def test_a_sentence_about_the_level_holds_and_its_rule_says_whose_it_is(fact: Fact) -> None:
    grid = GRIDS[fact.grid]
    answers = {factor.id: answer_from_json(fact.otherwise) for factor in grid.factors}
    answers |= {factor: answer_from_json(raw) for factor, raw in fact.found.items()}
    judged = judge(grid, answers, DAY)
    assert judged.proposed == fact.level
    assert fact.rule in judged.rules
    assert fact.silent.isdisjoint(judged.rules)
    whose = {rule.id: rule.source for rule in grid.rules} | {rule: source for rule, (_l, source) in LAST_RULES.items()}
    assert whose[fact.rule] == fact.source


def test_every_rule_has_its_sentence_in_the_table_and_its_row_in_the_docs() -> None:
    rules = {rule.id for grid in GRIDS.values() for rule in grid.rules} | LAST_RULES.keys()
    assert {fact.rule for fact in LEVELS} == rules
    page = (Path(__file__).parents[3] / "docs" / "rules" / "danger.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"\(`(\w+)`\) \| (\w+) \|", page))
    levels = {rule.id: rule.level.value for rule in FULL.rules}
    assert rows == levels | {"many_unknown": "incomplete", "more_safety": "medium", "few_risks": "medium"}


@pytest.mark.parametrize("level_of", Level)
def test_a_level_is_looked_at_again_after_the_days_of_the_table(level_of: Level) -> None:
    assert REVIEW_DAYS[level_of] == DAYS_TO_THE_NEXT[level_of.value]


@pytest.mark.parametrize("alert", sorted(ALERTS))
def test_any_alert_however_old_is_at_least_high(alert: str) -> None:
    assert level(yes(alert, ago=4000)) is Level.HIGH


@pytest.mark.parametrize("act", sorted(ALERTS - STATES))
@pytest.mark.parametrize(("ago", "proposed"), [(0, "immediate"), (7, "immediate"), (8, "high"), (None, "immediate")])
def test_an_act_of_the_last_seven_days_or_undated_is_immediate(act: str, ago: int | None, proposed: str) -> None:
    assert level(yes(act, ago=ago)) == proposed


@pytest.mark.parametrize("state", sorted(STATES))
def test_a_state_gives_high_by_itself_and_immediate_only_with_another_alert_of_twelve_months(state: str) -> None:
    other = "strangulation"
    assert level(yes(state)) is level(yes(state, ago=0)) is Level.HIGH
    assert level(yes(state), yes(other, ago=365)) is Level.IMMEDIATE
    assert level(yes(state, ago=3000), yes(other, ago=365)) is Level.IMMEDIATE
    assert level(yes(state), yes(other, ago=366)) is Level.HIGH


def test_two_alerts_of_the_last_twelve_months_are_immediate() -> None:
    assert level(yes("strangulation", "found_her", ago=365)) is Level.IMMEDIATE
    assert level(yes("strangulation", ago=365), yes("found_her", ago=366)) is Level.HIGH
    assert level(yes(*STATES)) is Level.IMMEDIATE


def test_part_of_a_date_counts_by_the_latest_day_it_can_mean() -> None:
    this_month = {"strangulation": FactorAnswer(Finding.YES, PartialDate.parse("2026-11"))}
    this_year = {"strangulation": FactorAnswer(Finding.YES, PartialDate.parse("~2026"))}
    october = {"strangulation": FactorAnswer(Finding.YES, PartialDate.parse("2026-10"))}
    assert level(this_month) is level(this_year) is Level.IMMEDIATE
    assert level(october) is Level.HIGH


@pytest.mark.parametrize("violence", ["physical", "sexual_violence"])
def test_separation_with_control_and_physical_or_sexual_violence_is_high(violence: str) -> None:
    assert level(yes("separation", "coercive_control", violence)) is Level.HIGH
    assert level(yes("separation", "coercive_control")) is Level.MEDIUM
    assert level(yes("separation", violence)) is Level.MEDIUM
    assert level(yes("coercive_control", violence)) is Level.MEDIUM


def test_more_safety_than_risk_without_an_alert_is_medium() -> None:
    assert level(yes("jealousy", "employed", "takes_responsibility")) is Level.MEDIUM
    judged = judge(FULL, NO | yes("jealousy", "employed", "takes_responsibility"), DAY)
    assert "more_safety" in judged.rules
    assert "more_safety" not in judge(FULL, NO | yes("jealousy", "employed"), DAY).rules


def test_six_risks_are_high_however_many_are_unknown_and_five_are_not() -> None:
    risks = [risk for risk in RISKS if risk not in {"separation", "coercive_control"}]
    assert level(yes(*risks[:6]), but={}) is level(yes(*risks[:6])) is Level.HIGH
    assert level(yes(*risks[:5])) is Level.MEDIUM
    assert "few_risks" not in judge(FULL, NO | yes(*risks[:6]), DAY).rules


def test_more_than_a_third_unknown_without_an_alert_is_incomplete() -> None:
    third = len(FULL.factors) // 3
    unknown = [factor.id for factor in FULL.factors if factor.kind is not FactorKind.ALERT]
    assert level(dict.fromkeys(unknown[:third + 1], UNKNOWN)) is Level.INCOMPLETE
    assert level(dict.fromkeys(unknown[:third], UNKNOWN)) is Level.MEDIUM
    assert level({}, but={}) is Level.INCOMPLETE
    assert level(yes("strangulation", ago=100), but={}) is Level.HIGH
    assert level(yes(*SAFETY), but={}) is Level.INCOMPLETE


def test_unknown_is_counted_over_the_grid_s_own_factors_alone() -> None:
    short = GRIDS["short"]
    answered = {factor.id: FactorAnswer(Finding.NO) for factor in short.factors}
    assert judge(short, answered, DAY).unknown == ()
    assert judge(short, answered, DAY).proposed is Level.MEDIUM
    assert judge(short, answered | yes("breach_measure"), DAY).proposed is Level.IMMEDIATE


ANSWERS = st.builds(
    FactorAnswer, st.sampled_from(Finding),
    st.none() | st.integers(0, 900).map(lambda ago: PartialDate.parse((DAY - timedelta(ago)).isoformat())),
)
GRID_AND_ANSWERS = st.sampled_from(list(GRIDS.values())).flatmap(
    lambda grid: st.tuples(
        st.just(grid), st.dictionaries(st.sampled_from([factor.id for factor in grid.factors]), ANSWERS)
    )
)
RAISING = [factor.id for factor in FACTORS.values() if factor.kind is not FactorKind.SAFETY]


@given(GRID_AND_ANSWERS, st.sampled_from(RAISING), ANSWERS)
def test_an_alert_or_a_risk_more_never_lowers_the_level(
    grid_and_answers: tuple[Grid, dict[str, FactorAnswer]], factor: str, answer: FactorAnswer
) -> None:
    grid, answers = grid_and_answers
    before = judge(grid, answers | {factor: FactorAnswer(Finding.NO)}, DAY)
    after = judge(grid, answers | {factor: FactorAnswer(Finding.YES, answer.last)}, DAY)
    assert after.proposed.rank <= before.proposed.rank or grid.factor(factor) is None


@given(GRID_AND_ANSWERS, st.sets(st.sampled_from(sorted(SAFETY))))
def test_a_safety_factor_never_takes_an_alert_away_or_lowers_what_is_known(
    grid_and_answers: tuple[Grid, dict[str, FactorAnswer]], safety: set[str]
) -> None:
    grid, answers = grid_and_answers
    before = judge(grid, answers, DAY)
    after = judge(grid, answers | yes(*safety), DAY)
    assert after.alerts == before.alerts
    assert (before.proposed.rank > 1) or after.proposed is before.proposed


@given(GRID_AND_ANSWERS)
def test_unknown_is_never_no(grid_and_answers: tuple[Grid, dict[str, FactorAnswer]]) -> None:
    grid, answers = grid_and_answers
    left_out = {key: value for key, value in answers.items() if value.finding is not Finding.UNKNOWN}
    said = left_out | {factor.id: UNKNOWN for factor in grid.factors if factor.id not in left_out}
    judged = judge(grid, said, DAY)
    assert judged == judge(grid, left_out, DAY)
    assert {factor.id for factor in judged.unknown}.isdisjoint(left_out)


@given(ANSWERS)
def test_an_answer_is_read_as_it_was_written(answer: FactorAnswer) -> None:
    assert answer_from_json(answer_to_json(answer)) == answer


@pytest.mark.parametrize("raw", ["oui", "", None, 1, True, [], {}, {"answer": "yes", "since": "2026"},
                                 {"answer": "yes", "last": 3}, {"answer": "yes", "last": "12/11"}, {"last": "2026"}])
def test_what_is_no_answer_is_refused(raw: object) -> None:
    with pytest.raises(ValueError):
        answer_from_json(raw)
