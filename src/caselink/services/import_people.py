"""Who is who in an import: a case number is not a person, and an entry without an id may be one that is known.

Two offices may count their cases alike. What B agreed to must never send out what A told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from caselink.domain.answers import Age, Answer
from caselink.domain.calendar import add_months
from caselink.domain.case import Case
from caselink.domain.partial_date import PartialDate
from caselink.intake.document import GivenCase, GivenEntry
from caselink.names.comparing import is_within, same_name
from caselink.names.person import Name

_NAMES: Final = (("person.goes_by",), ("person.first_names", "person.last_name"))
_BIRTH: Final = "person.birth"
_ABOUT: Final = timedelta(days=366)
"""By how much a date that is "about" may be beside the day that another paper gives (ours)."""


def is_another_name(held: Case, given: GivenCase) -> bool:
    """Whether both give a name, and no name of one is, or holds, one of the other. A family name in common is not
    enough: that is her sister."""
    here, there = _names(held.answers), _names(given.answers)
    return bool(here and there) and not any(_same(one, other) for one in here for other in there)


def is_another_birth(held: Case, given: GivenCase) -> bool | None:
    """Whether there is no day on which she can be born by both; None where one of them does not say."""
    here, there = _days(held.answers.get(_BIRTH)), _days(given.answers.get(_BIRTH))
    return None if here is None or there is None else here[1] < there[0] or there[1] < here[0]


def says_nothing_new(given: Answer, held: Answer | None) -> bool:
    """Whether the same is held already; an answer that gives no source agrees with any."""
    return held is not None and held.value == given.value and given.source in (None, held.source)


def known_entries(case: Case, section: str, given: Sequence[GivenEntry]) -> list[str | None]:
    """For each given entry the id of the one held that it is: by its id, or because all that it gives is so there.

    None for a new one. No entry that is held is taken for two.
    """
    held = case.entries.get(section, ())
    free = [entry for entry in held if entry not in {each.id for each in given}]
    found: list[str | None] = []
    for each in given:
        if each.id is not None:
            found.append(each.id if each.id in held else None)
            continue
        same = next((entry for entry in free if _agrees(case, section, entry, each.answers)), None)
        if same is not None:
            free.remove(same)
        found.append(same)
    return found


def _agrees(case: Case, section: str, entry: str, answers: Mapping[str, Answer]) -> bool:
    return bool(answers) and all(
        says_nothing_new(answer, case.answers.get(f"{section}.{entry}.{key}")) for key, answer in answers.items()
    )


def _names(answers: Mapping[str, Answer]) -> list[Name]:
    said = [" ".join(_text(answers.get(path)) for path in paths).strip() for paths in _NAMES]
    return [Name(name) for name in said if name]


def _same(one: Name, other: Name) -> bool:
    return same_name(one, other) or is_within(one, other) or is_within(other, one)


def _text(answer: Answer | None) -> str:
    return answer.value if answer is not None and isinstance(answer.value, str) and answer.is_value else ""


def _days(answer: Answer | None) -> tuple[date, date] | None:
    """The first and the last day on which she can be born; None where nobody said."""
    if answer is None or not answer.is_value:
        return None
    if isinstance(answer.value, Age):
        months = 12 * answer.value.years
        return (
            add_months(answer.value.said_on, -months - 12) + timedelta(days=1),
            add_months(answer.value.said_on, -months),
        )
    day = PartialDate.parse(str(answer.value))
    more = _ABOUT if day.about else timedelta()
    return day.first_day() - more, day.last_day() + more
