"""Where a case stands: its assessments with what counted, whether the latest is stale and why, and when the next is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from caselink.domain.case import Case
from caselink.domain.danger import Assessment, Level
from caselink.domain.partial_date import PartialDate
from caselink.forms.danger.describing import grid_of
from caselink.forms.danger.judging import Judgement, judge
from caselink.forms.danger.rules import review_due
from caselink.forms.danger.with_him import WITH_HIM
from caselink.forms.records import day_in
from caselink.i18n import _


@dataclass(frozen=True, slots=True)
class DangerStanding:
    """The latest assessment as it is shown wherever the level is. `due` is the day of the next one, or the one since
    which it is stale; `why` says, where it is stale, what makes it so."""

    assessment: Assessment
    due: date
    stale: bool
    why: str

    @property
    def level(self) -> Level:
        """The level as the worker set it."""
        return self.assessment.level


@dataclass(frozen=True, slots=True)
class JudgedAssessment:
    """One assessment with what the rules of its own version say of it; None where this program has them no more."""

    assessment: Assessment
    judgement: Judgement | None
    stale: bool


def standing(case: Case, today: date) -> DangerStanding | None:
    """Where the case stands on that day; None where nobody assessed yet."""
    latest = case.danger
    if latest is None:
        return None
    reasons = tuple(_reasons(case, latest, today))
    due = min([review_due(latest), *(since for since, _why in reasons)])
    return DangerStanding(latest, due, bool(reasons), reasons[0][1] if reasons else "")


def looked(case: Case, today: date) -> tuple[JudgedAssessment, ...]:
    """Every assessment, the latest last, each with whether it is stale by itself."""
    return tuple(
        JudgedAssessment(each, judgement_of(each), any(_reasons(case, each, today))) for each in case.assessments
    )


def judgement_of(assessment: Assessment) -> Judgement | None:
    """What the rules of its own version say of an assessment."""
    grid = grid_of(assessment)
    return None if grid is None else judge(grid, assessment.answers, assessment.on)


_VIOLENCE: Final = "violence.last_time"
_SEPARATED: Final = "family.separated_since"
_WHERE_HE_IS: Final = "perpetrator.where"
LOOKED_AT: Final = (_VIOLENCE, _SEPARATED, _WHERE_HE_IS)
"""The answers from which an assessment can become stale at once."""


def _reasons(case: Case, latest: Assessment, today: date) -> Iterator[tuple[date, str]]:
    """What has made it stale, and since when: what happened since comes before the days that passed."""
    happened = (
        (_dated(case, _VIOLENCE), _("de nouvelles violences depuis")),
        (_dated(case, _SEPARATED), _("une séparation depuis")),
        (_met_him(case), _("un entretien avec lui depuis")),
    )
    for day, why in happened:
        if day is not None and latest.on < day <= today:
            yield day, why
    if (moved := _moved(case, latest)) is not None:
        yield moved, _("le lieu où il se trouve a changé depuis")
    if today > review_due(latest):
        yield review_due(latest), _("la date de réévaluation est passée")


def _dated(case: Case, path: str) -> date | None:
    """The first day that a date of the form can mean: the whole of it, so that "2026" alone says nothing new."""
    value = case.value(path)
    return PartialDate.parse(value).first_day() if isinstance(value, str) else None


def _met_him(case: Case) -> date | None:
    """The last day on which somebody spoke with him: what was said to him may fall back on her."""
    days = [day for record in case.records_of(WITH_HIM.part).values() if (day := day_in(record, "on")) is not None]
    return max(days, default=None)


def _moved(case: Case, latest: Assessment) -> date | None:
    """The day on which where he is was written down anew after the assessment: released, back at home, found."""
    answer = case.answers.get(_WHERE_HE_IS)
    if answer is None or answer.recorded_at is None or not latest.at:
        return None
    is_newer = answer.is_value and answer.recorded_at[:19] > latest.at[:19]
    return max(latest.on, date.fromisoformat(answer.recorded_at[:10])) if is_newer else None
