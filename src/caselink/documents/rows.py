"""Rows: the smallest thing that a page can't break inside of, and how texts become rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from caselink.documents.passages import Group, Passage, tag_of
from caselink.documents.typesetting import Line, Style, set_text

LEFT: Final = 56.7
WIDTH: Final = 481.9
"""The text's left edge and width in points: margins of 20 mm on A4."""

_TALLEST: Final = 420.0
"""Points: what is higher is broken over pages."""
_KEPT_WHOLE: Final = 3
"""Answers of up to so many lines are not broken over two pages."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A line at its place in the row; `right` where it stands at the right end of its column. `passage` is the
    text that it is a line of."""

    line: Line
    left: float
    width: float
    passage: Passage
    right: bool = False
    down: float = 0.0
    """How far beneath the first baseline of the row it stands, in a row that holds whole columns."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies under a row: the colour of the paper, and of a thick line at its left."""

    tint: str
    bar: str
    left: float | None = None
    """Where it begins and how wide it is, where it lies under one column alone."""
    width: float = 0.0
    down: float = 0.0
    """In a row that holds whole columns: how far beneath its top it begins."""
    height: float | None = None
    """How high it is; None for the whole row."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (PNG or JPEG) as high as its row, no wider than `width`."""

    content: bytes
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled bar of a chart, as wide as what it counts."""

    left: float
    width: float
    tint: str


@dataclass(frozen=True, slots=True)
class Row:
    """Cells on one baseline. Lengths in points.

    `drop` is from the top of the row to the baseline. `above` is space before the row, left out at the top of a page.
    `keep` holds it on the page of the row that follows. `rule` is the colour of a thin line at the bottom.
    """

    cells: tuple[Cell, ...]
    height: float
    drop: float
    above: float = 0.0
    keep: bool = False
    ground: Ground | None = None
    rule: str = ""
    beside: tuple[Ground, ...] = ()
    """What lies under single columns of it."""
    pictures: tuple[Picture, ...] = ()
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A text to be set in a column that starts at `left` and is `width` wide."""

    text: str
    style: Style
    left: float = LEFT
    width: float = WIDTH
    right: bool = False
    """Whether its lines end at the right edge."""
    paths: tuple[str, ...] = ()
    """The answers that it tells."""
    tag: str = ""
    """What it is (`Passage.tag`), where its style does not say so."""
    inside: Group | None = None


def rows_of(*columns: TextColumn, above: float = 0.0, keep: bool = False, ground: Ground | None = None) -> list[Row]:
    """Columns beside each other, line by line. The first row has the space `above`, `keep` holds the last one too."""
    set_columns = [[*_cells(column)] for column in columns]
    leading = max(column.style.leading for column in columns)
    size = max(column.style.size for column in columns)
    drop = (leading + size * 0.72) / 2
    rows = [
        Row(tuple(cell for cell in cells if cell is not None), leading, drop, ground=ground)
        for cells in zip_longest(*set_columns)
    ]
    whole = len(rows) <= _KEPT_WHOLE
    last = len(rows) - 1
    return [
        replace(
            row, above=above if place == 0 else 0.0, keep=keep if place == last else whole or place in (0, last - 1)
        )
        for place, row in enumerate(rows)
    ]


@dataclass(frozen=True, slots=True)
class Set:
    """A text in one of two columns that stand beside each other, and what lies under it."""

    text: str
    style: Style
    ground: Ground | None = None
    paths: tuple[str, ...] = ()


def side_by_side(
    left: Sequence[Set], right: Sequence[Set], edges: tuple[float, float], widths: tuple[float, float], leading: float
) -> list[Row]:
    """Two columns of texts of which each goes its own way: one row, written column by column, so that each is read as
    a whole. What would be higher than `_TALLEST` stands line by line instead, so that pages can break in it.
    """
    columns = [
        [
            (cell, each.ground) for each in texts
            for cell in _cells(TextColumn(each.text, each.style, edge, width, paths=each.paths))
        ]
        for texts, edge, width in zip((left, right), edges, widths, strict=True)
    ]
    drop = (leading + max(each.style.size for each in (*left, *right)) * 0.72) / 2
    if max(map(len, columns)) * leading > _TALLEST:
        return [
            Row(
                tuple(cell for cell, _ground in there), leading, drop,
                beside=tuple(ground for _cell, ground in there if ground is not None),
            )
            for there in ([each for each in pair if each is not None] for pair in zip_longest(*columns))
        ]
    cells = [
        replace(cell, down=place * leading) for column in columns for place, (cell, _ground) in enumerate(column)
    ]
    grounds = [
        replace(ground, down=place * leading, height=leading)
        for column in columns for place, (_cell, ground) in enumerate(column) if ground is not None
    ]
    return [Row(tuple(cells), max(map(len, columns)) * leading, drop, keep=True, beside=tuple(grounds))]


def space(height: float, *, ground: Ground | None = None, rule: str = "", keep: bool = False) -> Row:
    """An empty row, such as the padding of a tinted block."""
    return Row((), height, 0.0, ground=ground, rule=rule, keep=keep)


def ruled(rows: Sequence[Row], colour: str, gap: float) -> list[Row]:
    """The same rows with a thin line under the last one."""
    *first, last = rows
    return [*first, replace(last, height=last.height + gap, rule=colour)]


def kept(rows: Sequence[Row]) -> list[Row]:
    """The same rows, held together and with the one that follows."""
    return [replace(row, keep=True) for row in rows]


def _cells(column: TextColumn) -> Iterator[Cell]:
    lines = set_text(column.text, column.style, column.width)
    several = len(lines) > 1
    passage = Passage(column.tag or tag_of(column.style), column.text, column.paths, column.inside)
    return (
        Cell(line, column.left, column.width, passage, right=column.right or (line.leftward and several))
        for line in lines
    )
