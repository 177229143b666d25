"""Assessments beside each other: what changed from one to the next, and what happened in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from caselink.domain.case import Case
from caselink.domain.danger import Assessment
from caselink.domain.partial_date import PartialDate
from caselink.i18n import N_, _

_DATED: Final = {
    "violence.last_time": N_("violences"), "family.separated_since": N_("séparation"),
    "protection_justice.complaint_on": N_("plainte"), "protection_justice.next_hearing_on": N_("audience"),
    "health.certificate_on": N_("certificat"),
}
"""Dates of the form that are shown where they fall between two assessments."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One assessment, the factors that it answers otherwise than the one before, and what happened since that one."""

    assessment: Assessment
    changed: frozenset[str]
    between: tuple[str, ...]


def compared(case: Case) -> tuple[Compared, ...]:
    """Every assessment, the latest first."""
    made = []
    for before, after in pairwise((None, *case.assessments)):
        if after is not None:
            made.append(Compared(after, _changed(before, after), tuple(_between(case, before, after.on))))
    return tuple(reversed(made))


def _changed(before: Assessment | None, after: Assessment) -> frozenset[str]:
    """What both answer, and otherwise. What one of two grids never asked has not changed."""
    if before is None:
        return frozenset()
    both = before.answers.keys() & after.answers.keys()
    return frozenset(factor for factor in both if before.answer(factor).finding is not after.answer(factor).finding)


def _between(case: Case, before: Assessment | None, until: date) -> Iterator[str]:
    if before is None:
        return
    for path, words in _DATED.items():
        value = case.value(path)
        if isinstance(value, str):
            day = PartialDate.parse(value).first_day()
            if before.on < day <= until:
                yield _(words)
    if _moved(case, before.on, until):
        yield _("il n’est plus au même endroit")


def _moved(case: Case, since: date, until: date) -> bool:
    answer = case.answers.get("perpetrator.where")
    return (
        answer is not None and answer.recorded_at is not None
        and since.isoformat() < answer.recorded_at[:10] <= until.isoformat()
    )
