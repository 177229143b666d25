"""Needs: their domains and five states, and the mark a worker sets on one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Domain(StrEnum):
    """Where a need belongs, in the order of the picture (docs/rules/needs.md)."""

    SAFETY = "safety"
    JUSTICE = "justice"
    HOUSING = "housing"
    HEALTH = "health"
    CHILDREN = "children"
    RESIDENCE = "residence"
    MONEY = "money"
    INTEGRATION = "integration"
    SUPPORT = "support"


class NeedState(StrEnum):
    """Red, green, two greys and empty. Not assessed is counted as such and never green."""

    TO_DO = "to_do"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"
    NOT_WISHED = "not_wished"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class NeedMark:
    """What the worker decided about one need.

    `ask_again_on` goes with NOT_WISHED; `outcome` is the one line "what was done" that some items want before green.
    """

    state: NeedState
    partner: str | None = None
    """Short name of the partner it was given to."""
    owner: str | None = None
    """Worker who sees to it."""
    due: date | None = None
    ask_again_on: date | None = None
    outcome: str | None = None
    marked_by: str | None = None
    marked_at: str | None = None
