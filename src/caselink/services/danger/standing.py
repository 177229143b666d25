"""Where a case stands: its assessments with what counted, whether the latest is stale and why, and when the next is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from caselink.domain.case import Case
from caselink.domain.danger import Assessment, Level
from caselink.domain.partial_date import PartialDate
from caselink.forms.danger.describing import grid_of
from caselink.forms.danger.judging import Judgement, judge
from caselink.forms.danger.rules import review_due
from caselink.i18n import _


@dataclass(frozen=True, slots=True)
class Standing:
    """The latest assessment as it is shown wherever the level is. `due` is the day of the next one; `why` says, where
    it is stale, what makes it so."""

    assessment: Assessment
    due: date
    stale: bool
    why: str

    @property
    def level(self) -> Level:
        """The level as the worker set it."""
        return self.assessment.level


@dataclass(frozen=True, slots=True)
class Looked:
    """One assessment with what the rules of its own version say of it; None where this program has them no more."""

    assessment: Assessment
    judgement: Judgement | None
    stale: bool


def standing(case: Case, today: date) -> Standing | None:
    """Where the case stands on that day; None where nobody assessed yet."""
    latest = case.danger
    if latest is None:
        return None
    why = next(_reasons(case, latest, today), "")
    return Standing(latest, review_due(latest), bool(why), why)


def looked(case: Case, today: date) -> tuple[Looked, ...]:
    """Every assessment, the latest last, each with whether it is stale by itself."""
    return tuple(
        Looked(each, judgement_of(each), any(_reasons(case, each, today))) for each in case.assessments
    )


def judgement_of(assessment: Assessment) -> Judgement | None:
    """What the rules of its own version say of an assessment."""
    grid = grid_of(assessment)
    return None if grid is None else judge(grid, assessment.answers, assessment.on)


def _reasons(case: Case, latest: Assessment, today: date) -> Iterator[str]:
    """What has made it stale: what happened since comes before the days that passed."""
    if _is_after(case, "violence.last_time", latest.on, today):
        yield _("de nouvelles violences depuis")
    if _is_after(case, "family.separated_since", latest.on, today):
        yield _("une séparation depuis")
    if _moved(case, latest):
        yield _("le lieu où il se trouve a changé depuis")
    if today > review_due(latest):
        yield _("la date de réévaluation est passée")


def _is_after(case: Case, path: str, day: date, today: date) -> bool:
    """Whether a date of the form lies after the assessment: the whole of it, so that "2026" alone says nothing."""
    value = case.value(path)
    if not isinstance(value, str):
        return False
    first = PartialDate.parse(value).first_day()
    return day < first <= today


def _moved(case: Case, latest: Assessment) -> bool:
    """Whether where he is was written down anew after the assessment: released, back at home, found."""
    answer = case.answers.get("perpetrator.where")
    if answer is None or answer.recorded_at is None or not latest.at:
        return False
    return answer.is_value and answer.recorded_at[:19] > latest.at[:19]
