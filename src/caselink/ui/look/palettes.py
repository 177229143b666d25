"""The colours of the window, light and dark (docs/rules/guarding.md), and the steps that all distances are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour a role, as `#rrggbb`.

    `window` lies behind everything, `surface` is what is written on (cards, fields, lists), `rail` the left edge.
    `line` parts things softly; `edge` is the outline of what can be filled in or pressed (3:1 on `surface`).
    The `_soft` colours lie behind text of the same role.
    """

    window: str
    surface: str
    rail: str
    hover: str
    text: str
    quiet: str
    line: str
    edge: str
    accent: str
    accent_soft: str
    on_accent: str
    to_do: str
    to_do_soft: str
    done: str
    done_soft: str
    warning: str
    warning_soft: str


LIGHT: Final = Palette(
    window="#F7F8FA", surface="#FFFFFF", rail="#EDF0F4", hover="#F0F3F7",
    text="#1B2027", quiet="#5B6470", line="#DDE2E8", edge="#88919C",
    accent="#2F5D8A", accent_soft="#E3ECF5", on_accent="#FFFFFF",
    to_do="#A3262A", to_do_soft="#FBEDED",
    done="#1F6B45", done_soft="#E8F4EE",
    warning="#8A5A00", warning_soft="#FCF3E0",
)

DARK: Final = Palette(
    window="#1B2027", surface="#222932", rail="#161A20", hover="#2B333E",
    text="#E7EAEE", quiet="#A7B0BC", line="#353E4A", edge="#7C8794",
    accent="#8DBBE8", accent_soft="#2A3C50", on_accent="#12202E",
    to_do="#FF9B9B", to_do_soft="#3D2A2E",
    done="#7FD6A4", done_soft="#24382F",
    warning="#E8BE6B", warning_soft="#3A3222",
)

STEP: Final = 4
"""Pixels; every distance is a whole number of steps."""

TARGET: Final = 32
"""Pixels that anything to be clicked is high at least."""

ROW: Final = 36
"""Pixels of a row in a list."""

FORM_WIDTH: Final = 760
"""Pixels that a column of text or fields is wide at most."""


def space(steps: int) -> int:
    """That many steps, in pixels."""
    return steps * STEP
