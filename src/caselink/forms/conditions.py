"""A small typed language in which forms say when something is so, as data that can be shown and checked.

Unknown, not asked and declined satisfy no condition: none of them reads as "no" (docs/rules/form.md). An answer that is
no longer asked for (her residence status after "do not record") counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from caselink.domain.answers import Value
from caselink.domain.calendar import add_months
from caselink.domain.case import Case
from caselink.domain.partial_date import PartialDate
from caselink.forms.validation import is_asked


@dataclass(frozen=True, slots=True)
class Always:
    """Holds for every case."""


@dataclass(frozen=True, slots=True)
class Is:
    """The field at `path` says yes or no (`answer` is True or False)."""

    path: str
    answer: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """The field at `path` has one of these options chosen; with no options named, any but `none`."""

    path: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyEntry:
    """Some entry of a repeating section answers yes to that field."""

    section: str
    field: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The field at `path` has a value."""

    path: str


@dataclass(frozen=True, slots=True)
class EndsWithin:
    """The date at `path` lies less than `months` ahead, or behind. A partial date counts by its earliest day."""

    path: str
    months: int


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Unless:
    """The part does not hold; used only beside a part that does."""

    part: Condition


Condition = Always | Is | Chosen | AnyEntry | Answered | EndsWithin | All | AnyOf | Unless


def holds(condition: Condition, case: Case, today: date) -> bool:
    """Whether the condition holds for the case on that day."""
    match condition:
        case Always():
            return True
        case Is(path, answer):
            return _value(case, path) is answer
        case Chosen(path, options):
            return _is_chosen(_value(case, path), options)
        case AnyEntry(section, field):
            return any(value is True for value in case.entry_values(section, field))
        case Answered(path):
            return _value(case, path) is not None
        case EndsWithin(path, months):
            return _ends_within(_value(case, path), add_months(today, months))
        case All(parts):
            return all(holds(part, case, today) for part in parts)
        case AnyOf(parts):
            return any(holds(part, case, today) for part in parts)
        case Unless(part):  # pragma: no branch (every condition is named, mypy sees to it)
            return not holds(part, case, today)


def questions(condition: Condition) -> Iterator[Is | Chosen | AnyEntry | Answered | EndsWithin]:
    """Every question about a field that the condition asks, so that a test can look each up in the form."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from questions(part)
        case Unless(part):
            yield from questions(part)
        case Always():
            return
        case _:
            yield condition


def _value(case: Case, path: str) -> Value | None:
    value = case.value(path)
    return value if value is not None and is_asked(path, case.answers) else None


def _is_chosen(value: Value | None, options: tuple[str, ...]) -> bool:
    chosen = value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
    if not options:
        return any(option != "none" for option in chosen)
    return any(option in options for option in chosen)


def _ends_within(value: Value | None, limit: date) -> bool:
    return isinstance(value, str) and PartialDate.parse(value).first_day() < limit
