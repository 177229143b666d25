"""Levels, sides, kinds and findings in words and signs: the sign and the word stand beside any colour."""

from __future__ import annotations

from typing import Final

from caselink.domain.danger import Assessment, FactorAnswer, FactorKind, Finding, Level, Side
from caselink.forms.danger.describing import factor_of
from caselink.forms.texts import partial_date_text
from caselink.i18n import N_, _

LEVEL_LABELS: Final[dict[Level, str]] = {
    Level.IMMEDIATE: N_("immédiat"),
    Level.HIGH: N_("élevé"),
    Level.INCOMPLETE: N_("à compléter"),
    Level.MEDIUM: N_("moyen"),
}
LEVEL_LABEL: Final = N_("Niveau de danger")
CIRCUMSTANCE_LABELS: Final[dict[str, str]] = {
    "level": LEVEL_LABEL, "on": N_("Jour de l’évaluation"), "in_crisis": N_("Dans la crise"), "alone": N_("Entretien "
                                                                                                          "en "
                                                                                                          "tête-à-tête"),
    "stale": N_("À réévaluer"), "reason": N_("Pourquoi ce niveau"),
}
"""What a danger sheet says beside the factors; no factor has one of these ids."""
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


def answer_words(answer: FactorAnswer) -> str:
    """What was found, and when it last happened."""
    found = _(FINDING_LABELS[answer.finding])
    if answer.last is None:
        return found
    return _("{found}, dernière fois : {day}").format(found=found, day=partial_date_text(answer.last))


def danger_words(value: FactorAnswer | Level) -> str:
    """A level with its sign, or what was found of a factor."""
    return level_words(value) if isinstance(value, Level) else answer_words(value)


def factor_label(assessment: Assessment | None, factor_id: str) -> str:
    """The factor as the assessment's own grid names it; its id where nobody knows it any more."""
    factor = None if assessment is None else factor_of(assessment, factor_id)
    return factor_id if factor is None else _(factor.label)


def danger_label(assessment: Assessment | None, path: str) -> str:
    """What stands at `danger.level` or `danger.<factor>`."""
    name = path.partition(".")[2]
    return _(CIRCUMSTANCE_LABELS[name]) if name in CIRCUMSTANCE_LABELS else factor_label(assessment, name)
