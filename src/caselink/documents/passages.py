"""What a text on a page is, for whoever does not see it: a heading, a paragraph, a cell of a table; and what it tells.

A part is one text, however many lines and pages it takes; parts of a table stand in groups.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from caselink.documents import styles
from caselink.documents.typesetting import Style

PARAGRAPH: Final = "P"
_BY_STYLE: Final = {
    styles.TITLE: "H1", styles.PAPER_NAME: "H1", styles.HEADING: "H2", styles.PART: "H2", styles.BOX_TITLE: "H3",
    styles.DANGER_TITLE: "H3", styles.CALM_TITLE: "H3", styles.WARNING_TITLE: "H3",
}
"""What texts of these looks are: names of PDF's own elements."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """What holds parts together: `Table`, `TR`, `BlockQuote`. Each is one of its own."""

    tag: str
    inside: Group | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One text on paper: what it is, the answers that it tells (paths), its words."""

    tag: str
    text: str
    paths: tuple[str, ...] = ()
    inside: Group | None = None

    @property
    def level(self) -> int:
        """1 and 2 for headings that a table of contents names, 0 for all else."""
        return {"H1": 1, "H2": 2}.get(self.tag, 0)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an answer stands on a page, from 0. Points from the top left corner of the page."""

    path: str
    page: int
    left: float
    top: float
    width: float
    height: float


def tag_of(style: Style) -> str:
    """What a text of that look is, where nothing else says so."""
    return _BY_STYLE.get(replace(style, leftward=False), PARAGRAPH)
