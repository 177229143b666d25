"""Levels, sides, kinds and findings in words and signs: the sign and the word stand beside any colour."""

from __future__ import annotations

from typing import Final

from caselink.domain.danger import FactorKind, Finding, Level, Side
from caselink.i18n import N_, _

LEVEL_LABELS: Final[dict[Level, str]] = {
    Level.IMMEDIATE: N_("immédiat"),
    Level.HIGH: N_("élevé"),
    Level.INCOMPLETE: N_("à compléter"),
    Level.MEDIUM: N_("moyen"),
}
LEVEL_SIGNS: Final[dict[Level, str]] = {
    Level.IMMEDIATE: "!!", Level.HIGH: "!", Level.INCOMPLETE: "?", Level.MEDIUM: "–",
}
SIDE_LABELS: Final[dict[Side, str]] = {
    Side.HER: N_("Elle"), Side.HIM: N_("Lui"), Side.CHILDREN: N_("Enfants"), Side.CONTEXT: N_("Contexte"),
}
KIND_LABELS: Final[dict[FactorKind, str]] = {
    FactorKind.ALERT: N_("Alertes"), FactorKind.RISK: N_("Facteurs de risque"),
    FactorKind.SAFETY: N_("Facteurs de protection"),
}
FINDING_LABELS: Final[dict[Finding, str]] = {
    Finding.YES: N_("oui"), Finding.NO: N_("non"), Finding.UNKNOWN: N_("inconnu"),
}


def level_words(level: Level) -> str:
    """Sign and word."""
    return f"{LEVEL_SIGNS[level]} {_(LEVEL_LABELS[level])}"
