"""The sorts of records, and the one check of each: for import, commands and window alike."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from caselink.domain.answers import Json, NoAnswer
from caselink.forms.answer_schema import DAY, Schema, value_schema
from caselink.forms.complaint import COMPLAINT
from caselink.forms.danger.plan_items import PLAN
from caselink.forms.danger.with_him import WITH_HIM
from caselink.forms.deadlines import DEADLINE
from caselink.forms.encounters import ENCOUNTER
from caselink.forms.evidence import EVIDENCE
from caselink.forms.meetings import ACTION, AGENDA, DECIDED, MEETING_ID_PATTERN
from caselink.forms.needs import NEEDS
from caselink.forms.received import RECEIVED
from caselink.forms.record_forms import DAYS, Record, RecordColumn, RecordForm, Rule
from caselink.forms.referrals import REFERRAL
from caselink.forms.schema import Kind
from caselink.forms.texts import clock_text, day_text, value_text
from caselink.forms.validation import Invalid, read_day, read_value
from caselink.i18n import _

RECORD_FORMS: Final[Mapping[str, RecordForm]] = {
    form.part: form for form in (
        ENCOUNTER,
        REFERRAL,
        DEADLINE,
        COMPLAINT,
        PLAN,
        EVIDENCE,
        WITH_HIM,
        AGENDA,
        DECIDED,
        ACTION,
        RECEIVED,
    )
}
"""By the part that keeps them, which is also the name of their list in an import document."""

CLOCK_PATTERN: Final = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
ID: Final = "id"
_CLOCK: Final = re.compile(CLOCK_PATTERN)
_MEETING: Final = re.compile(MEETING_ID_PATTERN)
_YEARS: Final = range(1900, 2201)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a value: its name, and a finished sentence that does not repeat it."""

    name: str
    sentence: str


def read_record(form: RecordForm, raw: Mapping[str, object]) -> tuple[dict[str, Json], list[Wrong]]:
    """The values of a record as the vault keeps them, and what is wrong with the others.

    A value left out or null is not kept. An `id` is not looked at; whether a day has come is asked by `days_to_come`.
    """
    wrong = [Wrong(name, _("Cette clé n’existe pas ici.")) for name in raw if name != ID and form.column(name) is None]
    values: dict[str, Json] = {}
    for column in form.columns:
        given = raw.get(column.name)
        if given is None:
            if column.required:
                wrong.append(Wrong(column.name, _refused(column, _("{field} : il manque une réponse.")).sentence))
            continue
        try:
            values[column.kept] = _read(column, given)
        except Invalid as fault:
            wrong.append(Wrong(column.name, fault.sentence))
    return values, [*wrong, *_in_wrong_order(form, values)]


def _read(column: RecordColumn, given: object) -> Json:
    if column.rule in DAYS:
        day = read_day(given)
        if day is None or day.year not in _YEARS:
            raise _refused(column, _("{field} : un jour est attendu, année-mois-jour, comme 2026-11-03."))
        return day.isoformat()
    value = read_value(column.field, given)
    if isinstance(value, NoAnswer) or not isinstance(value, str | bool):
        raise _refused(column, _("{field} : une réponse est attendue, ou rien."))
    if isinstance(value, str):
        value = value.strip()
        if column.rule is Rule.CLOCK and _CLOCK.fullmatch(value) is None:
            raise _refused(column, _("{field} : une heure est attendue, comme 14:30."))
        if column.rule is Rule.MEETING and _MEETING.fullmatch(value) is None:
            raise _refused(column, _("{field} : l’identifiant d’une réunion est attendu."))
        if column.rule is Rule.NEED and value not in NEEDS:
            raise _refused(column, _("{field} : ce besoin n’est pas dans la liste."))
    return value


def _refused(column: RecordColumn, sentence: str) -> Invalid:
    return Invalid(sentence.format(field=_(column.field.label)))


def days_to_come(form: RecordForm, values: Record, today: date) -> Iterator[Wrong]:
    """Days after today that must have come."""
    for column in form.columns:
        day = day_in(values, column.kept) if column.rule is Rule.PAST_DAY else None
        if day is not None and day > today:
            yield Wrong(column.name, _refused(column, _("{field} : ce jour n’est pas encore venu.")).sentence)


def _in_wrong_order(form: RecordForm, values: Record) -> Iterator[Wrong]:
    for later, earlier in form.not_before:
        first, last, column = day_in(values, earlier), day_in(values, later), form.column(later)
        if column is not None and first is not None and last is not None and last < first:
            yield Wrong(later, _refused(column, _("{field} : ce jour est trop tôt.")).sentence)


def record_of(path: str) -> tuple[RecordForm, str] | None:
    """The sort and the id of the record that a path like `encounters.<id>` names; None for any other path."""
    part, _dot, key = path.partition(".")
    form = RECORD_FORMS.get(part)
    return None if form is None or not key else (form, key)


def day_in(record: Record, name: str) -> date | None:
    """The day that a record keeps under that name; None where there is none."""
    value = record.get(name)
    return date.fromisoformat(value) if isinstance(value, str) else None


def clock_of(text: str) -> time:
    """The time of day written `14:30`; raises ValueError."""
    return time.fromisoformat(text)


def text_in(record: Record, name: str) -> str:
    """The text that a record keeps under that name; empty where there is none."""
    value = record.get(name)
    return value if isinstance(value, str) else ""


def record_properties(form: RecordForm) -> dict[str, Schema]:
    """The schema of each value of a record of the import document."""
    made = ((column, _column_schema(column)) for column in form.columns)
    return {
        column.name: schema if column.required else {"anyOf": [schema, {"type": "null"}]} for column, schema in made
    }


def _column_schema(column: RecordColumn) -> Schema:
    if column.rule in DAYS:
        return {"title": _(column.field.label), **DAY}
    if column.rule is Rule.CLOCK:
        return {"title": _(column.field.label), "type": "string", "pattern": CLOCK_PATTERN}
    if column.rule is Rule.MEETING:
        return {"title": _(column.field.label), "type": "string", "pattern": MEETING_ID_PATTERN}
    if column.rule is Rule.NEED:
        return {"title": _(column.field.label), "enum": [*NEEDS]}
    return {"title": _(column.field.label), **value_schema(column.field)}


def column_text(column: RecordColumn, value: Json) -> str:
    """A value of a record in words; as it is written where it makes no sense under that column."""
    try:
        match column.rule:
            case Rule.DAY | Rule.PAST_DAY:
                return day_text(date.fromisoformat(str(value)))
            case Rule.CLOCK:
                return clock_text(clock_of(str(value)))
            case Rule.NEED:
                return _(NEEDS[str(value)].label)
        if isinstance(value, str | bool):
            return value_text(column.field, value)
    except (ValueError, KeyError):
        pass
    return str(value)


def said_in(form: RecordForm, values: Record, name: str) -> str:
    """What stands under that name of documents, in words; empty for nothing, and for a name that the form has not."""
    column, value = form.column(name), values.get(name)
    return "" if column is None or value is None else column_text(column, value)


def said_beside(form: RecordForm, values: Record, told: Collection[str]) -> list[str]:
    """All that stands there but what is told already, each with its question."""
    return [
        _("{label} : {value}").format(label=_(column.field.label), value=column_text(column, value))
        for column in form.columns if (value := values.get(column.name)) is not None and column.name not in told
    ]


def record_text(form: RecordForm, record: Record) -> str:
    """A record in words, its values in their order."""
    said = (
        column_text(column, record[column.kept]) if column.field.kind is not Kind.YES_NO
        else f"{_(column.field.label)} : {column_text(column, record[column.kept])}"
        for column in form.columns if record.get(column.kept) is not None and column.rule is not Rule.MEETING
    )
    return " · ".join(said)
