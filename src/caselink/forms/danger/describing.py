"""A grid as the command prints it, and as an assessment finds its own again."""

from __future__ import annotations

from collections.abc import Mapping

from caselink.domain.answers import Json
from caselink.domain.danger import Assessment
from caselink.errors import UserError
from caselink.forms.categories import Category
from caselink.forms.danger.grids import FACTORS, VERSIONS
from caselink.forms.danger.own_grids import read_own_grid
from caselink.forms.danger.rules import LAST_RULES
from caselink.forms.danger.schema import Factor, Grid
from caselink.forms.danger.sources import sources_text
from caselink.i18n import _


def grid_document(grid: Grid) -> dict[str, Json]:
    """The grid in the chosen language. Questions that nobody asks are null."""
    return {
        "id": grid.id,
        "version": grid.version,
        "sides": [side.value for side in grid.sides],
        "factors": [_factor_document(factor) for factor in grid.factors],
        "questions": [{"id": question.id, "factors": [*question.factors]} for question in grid.questions],
    }


def _factor_document(factor: Factor) -> Json:
    return {
        "id": factor.id, "kind": factor.kind.value, "side": factor.side.value, "category": factor.category.value,
        "ask_her": _(factor.ask_her) if factor.ask_her else None,
        "seen": _(factor.seen) if factor.seen else None,
        "ask_him": _(factor.ask_him) if factor.ask_him else None,
        "source": sources_text(factor.sources),
    }


def grid_of(assessment: Assessment) -> Grid | None:
    """The very version that an assessment was made with; None where this program does not have it."""
    if assessment.own is not None:
        return own_grid(assessment.own)
    return VERSIONS.get((assessment.grid, assessment.version))


def own_grid(raw: Mapping[str, Json]) -> Grid | None:
    """A grid of the office's own as it was kept; None where it does not read any more."""
    try:
        return read_own_grid(dict(raw))
    except UserError:
        return None


def factor_of(assessment: Assessment, factor_id: str) -> Factor | None:
    """A factor as the assessment's grid declares it, or as the list has it today."""
    grid = grid_of(assessment)
    return (None if grid is None else grid.factor(factor_id)) or FACTORS.get(factor_id)


def factor_category(assessment: Assessment, factor_id: str) -> Category:
    """What a factor reveals; one that nobody knows any more is held like the most intimate."""
    factor = factor_of(assessment, factor_id)
    return Category.INTIMATE if factor is None else factor.category


def rule_words(assessment: Assessment, rule_id: str) -> str:
    """A rule with its source, as the assessment's own grid has it; its id where nobody knows it any more."""
    return rule_said(grid_of(assessment), rule_id)


def rule_said(grid: Grid | None, rule_id: str) -> str:
    """A rule of that grid with its source; its id where the grid has none of that name."""
    said = {rule.id: (rule.label, rule.source) for rule in (() if grid is None else grid.rules)} | LAST_RULES
    if rule_id not in said:
        return rule_id
    label, source = said[rule_id]
    return _("{rule} ({source})").format(rule=_(label), source=sources_text([source]))
