"""A grid of an office's own: read where it is sound, refused with one sentence where it is not."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from caselink.domain.danger import FactorAnswer, Finding, Level
from caselink.errors import UserError
from caselink.forms.danger.describing import grid_document
from caselink.forms.danger.grids import GRIDS
from caselink.forms.danger.judging import judge
from caselink.forms.danger.own_grids import read_own_grid

DAY = date(2026, 11, 30)
YES = FactorAnswer(Finding.YES)
OWN: dict[str, Any] = {
    "id": "x-reseau", "version": 3, "label": "Grille du réseau",
    "factors": [
        "strangulation", "separation", "alcohol_drugs",
        {"id": "x-village", "side": "context", "kind": "risk", "category": "whereabouts",
         "label": "Vit au même village", "ask_her": "Habite-t-il près ?", "source": "réunion du réseau, 2026"},
        {"id": "x-tue-chien", "side": "him", "kind": "alert", "category": "violence", "label": "A tué le chien",
         "source": "réunion du réseau, 2026"},
    ],
    "questions": [{"id": "near", "label": "Près d’elle", "factors": ["separation", "x-village"]}],
    "rules": [{
        "id": "x-near", "level": "immediate", "label": "séparée et au même village",
        "when": {"all": ["separation", {"at_least": [1, "x-village", "alcohol_drugs"], "within_days": 30}]},
        "source": "réunion du réseau, 2026",
    }],
}


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    raw = copy.deepcopy(OWN)
    change(raw)
    return raw


def test_its_factors_questions_and_rules_are_read_and_those_of_the_program_hold_too() -> None:
    grid = read_own_grid(OWN)
    assert [factor.id for factor in grid.factors] == [
        "strangulation", "separation", "alcohol_drugs", "x-village", "x-tue-chien",
    ]
    assert grid.questions[0].factors == ("separation", "x-village")
    assert sorted(each for question in grid.questions for each in question.factors) == sorted(
        factor.id for factor in grid.factors
    )
    assert judge(grid, {"separation": YES, "x-village": YES}, DAY).proposed is Level.IMMEDIATE
    assert judge(grid, {"separation": YES}, DAY).proposed is Level.INCOMPLETE
    assert "any_alert" in judge(grid, {"x-tue-chien": YES}, DAY).rules


def test_the_form_in_which_a_grid_is_printed_can_be_built_upon() -> None:
    raw: dict[str, Any] = {**grid_document(GRIDS["short"]), "id": "x-courte", "label": "Notre courte"}
    raw["questions"] = [{**each, "label": each["id"]} for each in raw["questions"]]
    grid = read_own_grid(raw)
    assert grid.factors == GRIDS["short"].factors
    assert [each.factors for each in grid.questions] == [each.factors for each in GRIDS["short"].questions]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda raw: raw.update(id="reseau"), "grid.id"),
        (lambda raw: raw.update(version="1"), "grid.version"),
        (lambda raw: raw.update(version=True), "grid.version"),
        (lambda raw: raw.update(note=1), "grid"),
        (lambda raw: raw.update(factors=[]), "grid.factors"),
        (lambda raw: raw["factors"].append("x-nothing"), "factors[5]"),
        (lambda raw: raw["factors"].append("strangulation"), "factors"),
        (lambda raw: raw["factors"][3].pop("source"), "factors[3].source"),
        (lambda raw: raw["factors"][3].update(source=" "), "factors[3].source"),
        (lambda raw: raw["factors"][3].update(category="everything"), "factors[3].category"),
        (lambda raw: raw["factors"][3].update(kind="low"), "factors[3].kind"),
        (lambda raw: raw["factors"][3].update(label=3), "factors[3].label"),
        (lambda raw: raw["questions"][0].update(factors=["jealousy"]), "questions[0].factors"),
        (lambda raw: raw["questions"][0].update(
            factors=["separation", "x-village", "strangulation", "alcohol_drugs"]
        ), "questions[0]"),
        (lambda raw: raw["questions"].append({"id": "b", "label": "b", "factors": ["separation"]}), "questions"),
        (lambda raw: raw["rules"][0].update(level="medium"), "rules[0].level"),
        (lambda raw: raw["rules"][0].pop("source"), "rules[0].source"),
        (lambda raw: raw["rules"][0].update(id="near"), "rules[0].id"),
        (lambda raw: raw["rules"][0].update(when={"none": ["separation"]}), "rules[0].when"),
        (lambda raw: raw["rules"][0].update(when={"any": ["separation"], "all": ["separation"]}), "rules[0].when"),
        (lambda raw: raw["rules"][0].update(when={"any": []}), "rules[0].when"),
        (lambda raw: raw["rules"][0].update(when={"any": ["jealousy"]}), "rules[0].when"),
        (lambda raw: raw["rules"][0].update(when={"any": ["separation"], "within_days": 0}), "rules[0].when"),
        (lambda raw: raw["rules"][0].update(when={"at_least": [3, "separation", "x-village"]}), "rules[0].when"),
        (lambda raw: raw["rules"][0].update(when={"at_least": ["separation"]}), "rules[0].when"),
        (lambda raw: raw["rules"][0].update(when={"any": [{"all": [{"any": [{"all": [{"any": ["separation"]}]}]}]}]}),
         "rules[0].when"),
    ],
)
def test_what_is_not_sound_is_refused_and_its_place_named(
    change: Callable[[dict[str, Any]], object], place: str
) -> None:
    with pytest.raises(UserError) as told:
        read_own_grid(changed(change))
    assert f" {place} :" in told.value.sentence.replace("\u00a0", " ")


@pytest.mark.parametrize("raw", [None, [], "x-a", 3, {"id": "x-a"}])
def test_what_is_no_grid_is_refused(raw: object) -> None:
    with pytest.raises(UserError):
        read_own_grid(raw)
