"""Questionnaires made of the declaration of a record: the same columns that import and commands read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caselink.domain.answers import Value
from caselink.forms.asks import Answers, Ask, Choices
from caselink.forms.record_forms import RecordColumn, RecordForm, Rule
from caselink.forms.records import read_record
from caselink.forms.schema import Kind
from caselink.i18n import N_


@dataclass(frozen=True)
class RecordFacts:
    """On what a record is asked: the case, who asks, her colleagues, the day; what stood there before, by name."""

    case_id: str
    user: str
    colleagues: tuple[str, ...]
    today: date
    held: Mapping[str, Any] = field(default_factory=dict)
    record_id: str | None = None
    reminder: str = ""
    """What to think of before she is called."""


def asks_of(
    form: RecordForm, names: Iterable[str], *, proposes: Mapping[str, Callable[[RecordFacts], Value | None]],
    notes: Mapping[str, Callable[[RecordFacts, Answers], str]],
) -> tuple[Ask[RecordFacts], ...]:
    """A question for each of these columns, in this order."""
    columns = [column for name in names if (column := form.column(name)) is not None]
    return tuple(_ask(form, column, proposes.get(column.name), notes.get(column.name)) for column in columns)


def raw_of(form: RecordForm, answers: Answers) -> dict[str, object]:
    """The answers under the names of an import document."""
    return {column.name: answers[column.name] for column in form.columns if column.name in answers}


def _ask(
    form: RecordForm, column: RecordColumn, proposes: Callable[[RecordFacts], Value | None] | None,
    note: Callable[[RecordFacts, Answers], str] | None,
) -> Ask[RecordFacts]:
    of_worker = column.rule is Rule.WORKER
    return Ask(
        column.name, column.field.label, Kind.CHOICE if of_worker else column.field.kind, help=column.field.help,
        options=column.field.options, lies_ahead=column.field.lies_ahead,
        needed=N_("Il manque une réponse.") if column.required else "",
        options_from=_workers if of_worker else None,
        proposes=lambda facts: _first(facts, column.name, proposes),
        note=note,
        check=lambda _facts, answers: _wrong(form, column, answers),
    )


def _workers(facts: RecordFacts, _answers: Answers) -> Choices:
    held = facts.held.get("by")
    names = dict.fromkeys([*facts.colleagues, *([held] if isinstance(held, str) else [])])
    return [(name, name) for name in names]


def _first(
    facts: RecordFacts, name: str, proposes: Callable[[RecordFacts], Value | None] | None
) -> Value | None:
    if facts.held:
        held = facts.held.get(name)
        return held if isinstance(held, str | bool) else None
    return None if proposes is None else proposes(facts)


def _wrong(form: RecordForm, column: RecordColumn, answers: Answers) -> str:
    """What is wrong with that answer, by the one check of records."""
    _values, wrong = read_record(form, raw_of(form, answers))
    return next((each.sentence for each in wrong if each.name == column.name and column.name in answers), "")
