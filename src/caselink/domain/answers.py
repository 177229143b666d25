"""Answers of the partner form: plain values, and the three ways of having none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class NoAnswer(StrEnum):
    """Why a field has no value. None of these reads as "no" (docs/rules/form.md)."""

    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"
    DECLINED = "declined"


class Source(StrEnum):
    """Where a fact comes from (docs/rules/form.md)."""

    SAID_BY_HER = "said_by_her"
    SEEN_BY_WORKER = "seen_by_worker"
    DOCUMENT = "document"
    THIRD_PARTY = "third_party"


@dataclass(frozen=True, slots=True)
class Age:
    """An age in whole years, which may stand for a birth date and keeps the day it was said."""

    years: int
    said_on: date


Value = str | bool | int | tuple[str, ...] | Age
"""One line or many of text, a yes or no, a whole number, ticked options, an age.

Dates are text in the shape of `PartialDate`; chosen options are their ids, in the order of the declaration.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands in one field, and who wrote it down when."""

    value: Value | NoAnswer
    source: Source | None = None
    recorded_by: str | None = None
    recorded_at: str | None = None
    """The moment in UTC, ISO 8601."""

    @property
    def is_value(self) -> bool:
        """True when it holds something, False for unknown, not asked and declined."""
        return not isinstance(self.value, NoAnswer)


Json = None | str | bool | int | float | list["Json"] | dict[str, "Json"]


def value_to_json(value: Value | NoAnswer) -> Json:
    """The value as it stands in the import document and in the vault's rows."""
    if isinstance(value, NoAnswer):
        return {"state": value.value}
    if isinstance(value, Age):
        return {"age": value.years, "said_on": value.said_on.isoformat()}
    if isinstance(value, tuple):
        return list(value)
    return value


def value_from_json(raw: object) -> Value | NoAnswer:
    """Read back what `value_to_json` wrote; raises ValueError for any other shape."""
    if isinstance(raw, str | bool | int):
        return raw
    if isinstance(raw, list) and all(isinstance(item, str) for item in raw):
        return tuple(raw)
    if isinstance(raw, Mapping):
        if set(raw) == {"state"}:
            return NoAnswer(raw["state"])
        if set(raw) == {"age", "said_on"} and isinstance(raw["age"], int) and not isinstance(raw["age"], bool):
            return Age(raw["age"], date.fromisoformat(str(raw["said_on"])))
    raise ValueError("not the shape of an answer")
