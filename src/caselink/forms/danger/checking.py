"""What an assessment must be, whoever hands it in: the command, an import, the window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from caselink.domain.danger import GivenAssessment, Level
from caselink.forms.danger.judging import judge
from caselink.forms.danger.levels import LEVEL_LABELS
from caselink.forms.danger.schema import Grid
from caselink.i18n import _

LONGEST_REASON: Final = 2_000
LONGEST_WORKER: Final = 200


def problems(given: GivenAssessment, grid: Grid, today: date) -> Iterator[tuple[str, str]]:
    """Each thing that will not do: its key, and a sentence."""
    on = given.on or today
    if on > today:
        yield "on", _("Une évaluation ne peut pas être datée d’un jour à venir.")
    for factor, answer in given.answers.items():
        if grid.factor(factor) is None:
            yield "answers", _("Cette grille n’a pas de facteur de ce nom : {factor}.").format(factor=factor[:60])
        elif answer.last is not None and answer.last.first_day() > on:
            yield f"answers.{factor}", _("La dernière fois ne peut pas être après l’évaluation.")
    if given.next_on is not None and given.next_on < on:
        yield "next_on", _("La prochaine évaluation ne peut pas être avant celle-ci.")
    proposed = judge(grid, given.answers, on).proposed
    if given.level not in (None, proposed) and not given.reason.strip():
        yield "reason", _reason_missing(proposed)


def _reason_missing(proposed: Level) -> str:
    return _("Votre niveau n’est pas celui qui est proposé ({level}) : dites pourquoi, en une phrase.").format(
        level=_(LEVEL_LABELS[proposed])
    )
