"""The colour of a level of danger: a hint beside its sign and word, never alone."""

from __future__ import annotations

from typing import Final

from caselink.domain.danger import Level

LEVEL_COLOURS: Final = {
    Level.IMMEDIATE: "to_do", Level.HIGH: "to_do", Level.INCOMPLETE: "warning", Level.MEDIUM: "text",
}
"""Roles of `Palette`."""
