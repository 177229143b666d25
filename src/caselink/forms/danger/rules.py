"""The rules, as data: what makes a level, and whose rule it is.

The order of the levels decides between them (`Level`): what is known counts before what is not. A grid of an office
has these too, over its own factors, and may add rules that raise (`own_grids`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from caselink.domain.danger import Assessment, DangerMark, FactorKind, Level
from caselink.forms.danger.schema import AnyFactor, AtLeast, Either, Every, Factor, LevelRule, When
from caselink.forms.danger.sources import OURS
from caselink.i18n import N_

RECENT_DAYS: Final = 7
YEAR_DAYS: Final = 365
MANY_RISKS: Final = 6
MOST_UNKNOWN: Final = Fraction(1, 3)
"""More than this part of the grid's own factors unknown, without an alert: incomplete (ours)."""

INCOMPLETE: Final = "many_unknown"
MORE_SAFETY: Final = "more_safety"
FEW_RISKS: Final = "few_risks"
LAST_RULES: Final = {
    INCOMPLETE: (N_("plus d’un tiers inconnu, sans alerte"), OURS),
    MORE_SAFETY: (N_("plus de facteurs de protection que de risque, sans alerte"), "tactics"),
    FEW_RISKS: (N_("moins de six facteurs de risque, sans alerte"), OURS),
}
"""What holds where no rule speaks: label and source."""

REVIEW_DAYS: Final = {Level.IMMEDIATE: 7, Level.HIGH: 30, Level.MEDIUM: 90, Level.INCOMPLETE: 7}
"""Days after which an assessment is stale (ours: no source has days). What is not known yet is asked soon."""


def review_due(made: Assessment | DangerMark) -> date:
    """The day by which it is to be assessed again: after the days of its level, or before where the worker said so."""
    by_level = made.on + timedelta(days=REVIEW_DAYS[made.level])
    return by_level if made.next_on is None else min(by_level, made.next_on)


def standard_rules(factors: Iterable[Factor]) -> tuple[LevelRule, ...]:
    """The rules of the program over these factors, the gravest level first."""
    held = tuple(factors)
    alerts = tuple(factor for factor in held if factor.kind is FactorKind.ALERT)
    every = tuple(factor.id for factor in alerts)
    acts = tuple(factor.id for factor in alerts if not factor.state)
    states = tuple(factor.id for factor in alerts if factor.state)
    risks = tuple(factor.id for factor in held if factor.kind is FactorKind.RISK)
    return (
        LevelRule(
            "alert_of_seven_days", Level.IMMEDIATE, N_("une alerte des sept derniers jours"),
            AnyFactor(acts, RECENT_DAYS), OURS,
        ),
        LevelRule(
            "two_alerts_of_a_year", Level.IMMEDIATE, N_("deux alertes des douze derniers mois"),
            Either((AtLeast(2, every, YEAR_DAYS), *_state_and_another(states, every))), OURS,
        ),
        LevelRule("any_alert", Level.HIGH, N_("une alerte"), AnyFactor(every), OURS),
        LevelRule(
            "separation_control_violence", Level.HIGH, N_("séparation, contrôle et violences physiques ou sexuelles"),
            Every((
                AnyFactor(("separation",)), AnyFactor(("coercive_control",)), AnyFactor(("physical", "sexual_violence"))
            )),
            "dash",
        ),
        LevelRule("six_risks", Level.HIGH, N_("six facteurs de risque ou plus"), AtLeast(MANY_RISKS, risks), OURS),
    )


def _state_and_another(states: tuple[str, ...], alerts: tuple[str, ...]) -> tuple[When, ...]:
    """A state holds whatever its day; the other alert is of the last twelve months."""
    return tuple(
        Every((AnyFactor((state,)), AnyFactor(tuple(each for each in alerts if each != state), YEAR_DAYS)))
        for state in states
    )
