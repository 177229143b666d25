"""What is wrong with an assessment, and how levels, factors and rules are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from caselink.domain.danger import Assessment, FactorAnswer, Finding, GivenAssessment, Level
from caselink.domain.partial_date import PartialDate
from caselink.forms.categories import Category
from caselink.forms.danger.checking import problems
from caselink.forms.danger.describing import factor_category, factor_of, grid_of, own_grid, rule_words
from caselink.forms.danger.grids import GRIDS
from caselink.forms.danger.levels import danger_label, danger_words, factor_label, level_words
from caselink.forms.danger.rules import review_due
from tests.forms.danger.test_own_grids import OWN

DAY = date(2026, 11, 20)
YES = FactorAnswer(Finding.YES)
EARLIER = FactorAnswer(Finding.YES, PartialDate.parse("2026-01"))
LATER = FactorAnswer(Finding.YES, PartialDate.parse("2027"))


def made(**more: object) -> Assessment:
    plain = Assessment("a", "full", 1, DAY, "amal", {"strangulation": YES}, Level.HIGH, Level.HIGH)
    return replace(plain, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("given", "wrong"), [
    (GivenAssessment(), []),
    (GivenAssessment(on=DAY + timedelta(days=1)), ["on"]),
    (GivenAssessment(answers={"no_such": YES}), ["answers"]),
    (GivenAssessment(answers={"strangulation": LATER}), ["answers.strangulation"]),
    (GivenAssessment(answers={"strangulation": EARLIER, "separation": YES}), []),
    (GivenAssessment(on=DAY, next_on=DAY - timedelta(days=1)), ["next_on"]),
    (GivenAssessment(level=Level.HIGH), ["reason"]),
    (GivenAssessment(level=Level.HIGH, reason="sa peur"), []),
])
def test_what_an_assessment_must_be_is_said_by_its_place(given: GivenAssessment, wrong: list[str]) -> None:
    found = list(problems(given, GRIDS["full"], DAY))
    assert [place for place, _sentence in found] == wrong
    assert all(sentence.endswith((".", "?")) for _place, sentence in found)


def test_an_assessment_finds_its_own_grid_and_a_factor_that_nobody_knows_is_held_like_the_most_intimate() -> None:
    assert grid_of(made()) == GRIDS["full"]
    assert grid_of(made(version=99)) is None
    own = made(grid="x-reseau", version=3, own=OWN)
    assert own_grid({"id": "broken"}) is None
    assert factor_category(own, "x-village") is Category.WHEREABOUTS
    assert factor_category(made(), "x-village") is Category.INTIMATE
    assert factor_of(made(version=99), "strangulation") is not None
    assert "réunion du réseau" in rule_words(own, "x-near")
    assert "DASH" in rule_words(made(), "separation_control_violence")
    assert rule_words(made(version=99), "six_risks") == "six_risks"


def test_levels_and_answers_are_told_in_words_with_a_sign() -> None:
    assert level_words(Level.IMMEDIATE) == "!! immédiat"
    assert danger_words(Level.MEDIUM) == "– moyen"
    assert danger_words(YES) == "oui"
    assert "2027" in danger_words(LATER)
    assert danger_label(made(), "danger.level") == "Niveau de danger"
    assert danger_label(made(), "danger.strangulation") == factor_label(made(), "strangulation") != "strangulation"
    assert factor_label(None, "strangulation") == "strangulation"
    assert factor_label(made(), "gone") == "gone"


def test_it_is_assessed_again_after_the_days_of_its_level_or_before_where_the_worker_said_so() -> None:
    assert review_due(made()) == DAY + timedelta(days=30)
    assert review_due(made(next_on=DAY + timedelta(days=3))) == DAY + timedelta(days=3)
    assert review_due(made(level=Level.IMMEDIATE, next_on=DAY + timedelta(days=300))) == DAY + timedelta(days=7)
