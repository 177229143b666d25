"""What follows from the answers: the factors that count, the rules that speak, the level that is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.domain.danger import UNKNOWN, FactorAnswer, FactorKind, Finding, Level
from caselink.forms.danger.rules import FEW_RISKS, INCOMPLETE, MANY_RISKS, MORE_SAFETY, MOST_UNKNOWN
from caselink.forms.danger.schema import AnyFactor, AtLeast, Either, Every, Factor, Grid, When

Answers = Mapping[str, FactorAnswer]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The factors that are so, by kind, those that nobody knows, the rules that speak, and the level that follows."""

    alerts: tuple[Factor, ...]
    risks: tuple[Factor, ...]
    safety: tuple[Factor, ...]
    unknown: tuple[Factor, ...]
    rules: tuple[str, ...]
    """Ids, the gravest first."""
    proposed: Level


def judge(grid: Grid, answers: Answers, on: date) -> Judgement:
    """Judge the answers as of that day. Unknown is counted over the grid's own factors and is never a no."""
    alerts, risks, safety = (_found(grid, answers, kind) for kind in FactorKind)
    unknown = tuple(
        factor for factor in grid.factors if answers.get(factor.id, UNKNOWN).finding is Finding.UNKNOWN
    )
    raising = [rule for rule in grid.rules if speaks(rule.when, answers, on)]
    raising.sort(key=lambda rule: rule.level.rank)
    spoken = [(rule.id, rule.level) for rule in raising]
    if not alerts:
        spoken += _where_no_alert(grid, len(risks), len(safety), len(unknown))
    proposed = min((level for _id, level in spoken), key=lambda level: level.rank)
    return Judgement(alerts, risks, safety, unknown, tuple(rule for rule, _level in spoken), proposed)


def speaks(when: When, answers: Answers, on: date) -> bool:
    """Whether the rule holds for these answers on that day."""
    match when:
        case AnyFactor(of, days):
            return _count(of, days, answers, on) >= 1
        case AtLeast(count, of, days):
            return _count(of, days, answers, on) >= count
        case Every(parts):
            return all(speaks(part, answers, on) for part in parts)
        case Either(parts):  # pragma: no branch (every kind is named, mypy sees to it)
            return any(speaks(part, answers, on) for part in parts)


_AGES: Final = 10**6
"""Days without a limit."""


def _count(of: Iterable[str], days: int | None, answers: Answers, on: date) -> int:
    return sum(answers.get(factor, UNKNOWN).in_days(on, _AGES if days is None else days) for factor in of)


def _found(grid: Grid, answers: Answers, kind: FactorKind) -> tuple[Factor, ...]:
    return tuple(
        factor for factor in grid.taken
        if factor.kind is kind and answers.get(factor.id, UNKNOWN).finding is Finding.YES
    )


def _where_no_alert(grid: Grid, risks: int, safety: int, unknown: int) -> list[tuple[str, Level]]:
    spoken: list[tuple[str, Level]] = []
    if unknown > MOST_UNKNOWN * len(grid.factors):
        spoken.append((INCOMPLETE, Level.INCOMPLETE))
    if safety > risks:
        spoken.append((MORE_SAFETY, Level.MEDIUM))
    if risks < MANY_RISKS:
        spoken.append((FEW_RISKS, Level.MEDIUM))
    return spoken
