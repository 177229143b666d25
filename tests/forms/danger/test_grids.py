"""The two grids: what the sources name is in the list, and every version stays as it was."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from caselink.forms.danger.describing import grid_document
from caselink.forms.danger.grids import FACTORS, GRIDS, VERSIONS
from caselink.forms.danger.schema import Grid
from caselink.forms.danger.sources import SOURCES
from tests.forms.danger import facts

FULL, SHORT = GRIDS["full"], GRIDS["short"]
EACH_SOURCE = {
    "guidelines": facts.OF_THE_GUIDELINES, "brussels": facts.OF_THE_BRUSSELS_SHEET,
    "tactics": facts.OF_THE_FRENCH_REPORT,
}


@pytest.mark.parametrize(
    ("source", "said"), [(source, said) for source, named in EACH_SOURCE.items() for said in named]
)
def test_what_a_source_names_is_a_factor(source: str, said: str) -> None:
    for factor in EACH_SOURCE[source][said]:
        assert factor in FACTORS
    assert any(source in FACTORS[factor].sources for factor in EACH_SOURCE[source][said])


def test_the_alerts_the_states_and_the_safety_factors_are_those_of_the_field() -> None:
    kinds = {kind: {each.id for each in FACTORS.values() if each.kind == kind} for kind in ("alert", "safety")}
    assert kinds == {"alert": facts.ALERTS, "safety": facts.SAFETY}
    assert {factor.id for factor in FACTORS.values() if factor.state} == facts.STATES


def test_acts_against_her_and_facts_about_him_are_of_different_categories() -> None:
    assert FACTORS["strangulation"].category == FACTORS["her_fear"].category == "violence"
    assert {FACTORS[each].category.value for each in (*facts.SAFETY, "firearm_access", "psychiatric")} == {
        "perpetrator"
    }


def test_every_factor_has_a_source_and_a_question_or_something_to_see() -> None:
    for factor in FACTORS.values():
        assert factor.sources
        assert set(factor.sources) <= SOURCES.keys()
        assert factor.ask_her or factor.ask_him or factor.seen


def test_the_short_grid_is_within_the_full_one_and_fits_a_counter() -> None:
    assert {factor.id for factor in SHORT.taken} < {factor.id for factor in FULL.factors}
    assert {factor.id: factor for factor in SHORT.taken}.items() <= FACTORS.items()
    assert len(SHORT.questions) == 12
    assert all(1 <= len(question.factors) <= 3 for question in SHORT.questions)
    assert facts.NEVER_AT_A_COUNTER not in {factor.category for factor in SHORT.factors}


@pytest.mark.parametrize("grid", GRIDS.values(), ids=lambda grid: grid.id)
def test_each_factor_of_a_grid_stands_in_one_question(grid: Grid) -> None:
    asked = [factor for question in grid.questions for factor in question.factors]
    assert sorted(asked) == sorted(factor.id for factor in grid.factors)


STRUCTURE = {("full", 1): "115ca0b8b24174c0", ("short", 1): "b20f8eac0bb3d2b2"}
"""SHA-256 over ids, kinds, sides, categories and rules of each version: an assessment keeps its own for ever."""


@pytest.mark.parametrize("key", STRUCTURE)
def test_a_version_that_was_used_never_changes(key: tuple[str, int]) -> None:
    grid = VERSIONS[key]
    shape = [
        [[each.id, each.kind, each.side, each.category, each.state] for each in grid.taken],
        [[each.id, each.factors] for each in grid.questions],
        [[each.id, each.level, repr(each.when)] for each in grid.rules],
    ]
    assert hashlib.sha256(json.dumps(shape).encode()).hexdigest()[:16] == STRUCTURE[key]


def test_the_document_of_a_grid_says_nothing_else_than_its_contract() -> None:
    document: dict[str, Any] = grid_document(SHORT)
    assert list(document) == ["id", "version", "sides", "factors", "questions"]
    assert document["sides"] == ["her", "him", "children", "context"]
    assert set(document["factors"][0]) == {"id", "kind", "side", "category", "ask_her", "seen", "ask_him", "source"}
