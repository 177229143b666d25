"""The types by which the dated records of a case are declared: encounters, referrals, deadlines.

One declaration drives import, JSON Schema, commands, history and the window. What stands in a record is the office's
own and never leaves, but for a value whose column says which category it then has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from caselink.domain.answers import Json
from caselink.forms.categories import Category
from caselink.forms.schema import Field

Record = Mapping[str, Json]
"""One record as the vault keeps it."""


class Rule(StrEnum):
    """What a value must be besides what its kind says.

    DAY a whole day · PAST_DAY one that has come · CLOCK a time of day, `14:30` · WORKER a user name or another name ·
    PARTNER a short name of the directory · NEED an item of the needs · MEETING the id of a meeting, never shown.
    """

    NONE = "none"
    DAY = "day"
    PAST_DAY = "past_day"
    CLOCK = "clock"
    WORKER = "worker"
    PARTNER = "partner"
    NEED = "need"
    MEETING = "meeting"


DAYS: Final = (Rule.DAY, Rule.PAST_DAY)


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """One value of a record, under the name that import and commands give it."""

    field: Field
    rule: Rule = Rule.NONE
    required: bool = False
    kept_as: str = ""
    """The name that the vault keeps it under, where that is not its own: `by` and `at` say there who wrote it down."""
    leaves_as: Category | None = None
    """The category of the value where it may leave in a paper; None where it never does."""

    @property
    def name(self) -> str:
        """Its name in documents that come in and go out."""
        return self.field.name

    @property
    def kept(self) -> str:
        """Its name in the vault."""
        return self.kept_as or self.field.name


@dataclass(frozen=True, slots=True)
class RecordForm:
    """One sort of record. `part` is the part of a case that keeps it and its list in an import document.

    `not_before` names two columns of days of which the first may not come before the second.
    """

    part: str
    label: str
    columns: tuple[RecordColumn, ...]
    not_before: tuple[tuple[str, str], ...] = ()
    keyed_by: str = ""
    """The column under whose value a record is kept, at most one each; empty where every record has an id of its own.
    """
    closed: bool = False
    """Whether what was written stays closed on the screen until the worker opens it."""

    def column(self, name: str) -> RecordColumn | None:
        """The column of that name, or None."""
        return next((column for column in self.columns if column.name == name), None)

    def shown(self, record: Record) -> Iterator[tuple[str, Json]]:
        """The values of a record under the names of documents, in order; None where nothing stands."""
        for column in self.columns:
            yield column.name, record.get(column.kept)
