"""The rows that a grid is answered in: alerts first, then side by side."""

from __future__ import annotations

from dataclasses import dataclass

from caselink.domain.danger import FactorKind, Side
from caselink.forms.danger.levels import KIND_LABELS, SIDE_LABELS
from caselink.forms.danger.schema import Factor, Grid, GridQuestion
from caselink.i18n import _


@dataclass(frozen=True, slots=True)
class GridRow:
    """One line: a factor, or a question about two or three of them (`factor` is None), of which it is ticked which."""

    label: str
    factors: tuple[Factor, ...]
    factor: Factor | None = None


@dataclass(frozen=True, slots=True)
class GridBlock:
    """Rows under one title."""

    title: str
    rows: tuple[GridRow, ...]


def blocks_of(grid: Grid) -> tuple[GridBlock, ...]:
    """The blocks of a grid, two beside each other: a grid of many factors by side, one of few by its questions."""
    if any(len(question.factors) > 1 for question in grid.questions):
        return _by_question(grid)
    alerts = tuple(factor for factor in grid.factors if factor.kind is FactorKind.ALERT)
    half = (len(alerts) + 1) // 2
    sides = tuple(
        GridBlock(_(SIDE_LABELS[side]), tuple(map(_row, _of_side(grid, side)))) for side in Side
    )
    title = _(KIND_LABELS[FactorKind.ALERT])
    first, second = (GridBlock(title, tuple(map(_row, part))) for part in (alerts[:half], alerts[half:]))
    return tuple(block for block in (first, second, *sides) if block.rows)


def _by_question(grid: Grid) -> tuple[GridBlock, ...]:
    half = (len(grid.questions) + 1) // 2
    title, last = _("Questions {first} à {last}"), len(grid.questions)
    asked = [
        GridBlock(
            title.format(first=first + 1, last=until),
            tuple(_question_row(grid, each) for each in grid.questions[first:until]),
        )
        for first, until in ((0, half), (half, last))
    ]
    read = GridBlock(_("Lu dans les papiers, non demandé"), tuple(map(_row, grid.also_read)))
    return tuple(block for block in (*asked, read) if block.rows)


def _question_row(grid: Grid, question: GridQuestion) -> GridRow:
    held = tuple(factor for factor in grid.factors if factor.id in question.factors)
    return GridRow(_(question.label), held, held[0] if len(held) == 1 else None)


def _row(factor: Factor) -> GridRow:
    return GridRow(_(factor.label), (factor,), factor)


def _of_side(grid: Grid, side: Side) -> tuple[Factor, ...]:
    return tuple(
        factor for factor in grid.factors if factor.side is side and factor.kind is not FactorKind.ALERT
    )
