"""The JSON Schema (2020-12) of the import document, made from the declarations alone (docs/rules/commands.md)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from caselink.domain.answers import NoAnswer, Source
from caselink.domain.case import CaseStatus
from caselink.domain.danger import Finding, Level
from caselink.domain.meetings import ConferenceBasis, MeetingKind
from caselink.domain.needs import NeedState
from caselink.forms.answer_schema import DAY, PARTIAL_DATE, answer_schema, one_line, text_schema
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ALL, ExcludedKind, Mode
from caselink.forms.danger.checking import LONGEST_WORKER
from caselink.forms.danger.grids import FACTORS, GRID_PATTERN
from caselink.forms.danger.own_grids import OWN_ID_PATTERN
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.forms.meetings import ACTION, AGENDA, DECIDED, MOST_SITUATIONS
from caselink.forms.needs import NEEDS
from caselink.forms.partner_schema import partner_schema
from caselink.forms.purposes import PURPOSES, Purpose
from caselink.forms.record_forms import RecordForm
from caselink.forms.records import CLOCK_PATTERN, RECORD_FORMS, record_properties
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Form, Section
from caselink.forms.texts import BETWEEN
from caselink.i18n import _

Schema = dict[str, object]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
LONGEST_NAME: Final = 200
"""Characters of a recipient, a name."""
LONGEST_REFERENCE: Final = 40
LONGEST_REASON: Final = 2_000
ENTRY_ID_PATTERN: Final = r"^[0-9A-Za-z_-]{1,64}$"

_NAME: Final = one_line(LONGEST_NAME, shortest=1)
_IDENTIFIER: Final[Schema] = {"type": "string", "pattern": ENTRY_ID_PATTERN}


def import_schema(form: Form = PARTNER_FORM) -> Schema:
    """The schema of the whole document, in the chosen language; every object refuses what it does not name."""
    return {
        "$schema": DIALECT,
        "title": "CaseLink",
        "description": _("Document d’import de CaseLink : dossiers et structures partenaires."),
        "x-form-version": form.version,
        **_object({
            "partners": _array(partner_schema()), "cases": _array(_case(form)), "meetings": _array(_meeting()),
        }, ()),
        "$defs": {
            "no_answer": _object({"state": _enum(NoAnswer)}, ("state",)),
            "source": _enum(Source),
        },
    }


def _case(form: Form) -> Schema:
    return _object(
        {
            "reference": one_line(LONGEST_REFERENCE, shortest=1),
            "status": _or_null(_enum(CaseStatus)),
            "same_person": _or_null({"type": "boolean"}),
            "answers": _answers(form),
            "consents": _array(_consent()),
            "legal_bases": _array(_legal_decision()),
            "needs": _array(_need()),
            "assessments": _array(_assessment()),
            "must_not_receive": _array(
                _object({"kind": _enum(ExcludedKind), "name": _NAME}, ("kind", "name"))
            ),
            **{part: _array(_record(form)) for part, form in RECORD_FORMS.items()},
        },
        ("reference",),
    )


def _meeting() -> Schema:
    """A meeting, what is said of cases at it under the reference of each; both belong to it alone, so that meeting and
    day are not said again."""
    texts = ("place", "chair", "statement")
    invited: Schema = {"anyOf": [
        _NAME, _object({"partner": _NAME, "person": one_line(LONGEST_NAME)}, ("partner",)),
    ]}
    attended = _object({
        "partner": _NAME, "name": one_line(LONGEST_NAME),
        "signed": {"anyOf": [{"type": "boolean"}, {"enum": ["aloud"]}]},
    }, ("partner",))
    return _object(
        {
            "id": _IDENTIFIER, "on": DAY, "at": _or_null({"type": "string", "pattern": CLOCK_PATTERN}),
            **{name: _or_null(one_line(LONGEST_NAME)) for name in texts},
            **{f"leave_{name}": _or_null(one_line(LONGEST_REASON)) for name in ("who", "why", "how")},
            "kind": _or_null(_enum(MeetingKind)), "no_file": _or_null({"type": "boolean"}),
            "basis": _or_null(_enum(ConferenceBasis)), "invited": _array(invited), "attended": _array(attended),
            "count": _or_null({"type": "integer", "minimum": 0, "maximum": MOST_SITUATIONS}),
            "cases": _array(_of_case(AGENDA)), "decisions": _array(_of_case(DECIDED)),
            "actions": _array(_of_case(ACTION)),
        },
        ("on", "invited"),
    )


def _of_case(form: RecordForm) -> Schema:
    own = {name: schema for name, schema in record_properties(form).items() if name not in ("meeting", "on")}
    required = tuple(column.name for column in form.columns if column.required and column.name in own)
    reference = one_line(LONGEST_REFERENCE, shortest=1)
    return {"title": _(form.label), **_object({"id": _IDENTIFIER, "case": reference, **own}, ("case", *required))}


def _answers(form: Form) -> Schema:
    properties: dict[str, Schema] = {}
    for section in form.sections:
        if section.repeating:
            properties[section.id] = {"title": _(section.label), **_array(_entry(section))}
        else:
            properties.update((f"{section.id}.{field.name}", answer_schema(field)) for field in section.fields)
    return _object(properties, ())


def _entry(section: Section) -> Schema:
    fields = {field.name: answer_schema(field) for field in section.fields}
    return {"title": _(section.entry_label), **_object({"id": _IDENTIFIER, **fields}, ())}


def _record(form: RecordForm) -> Schema:
    required = tuple(column.name for column in form.columns if column.required)
    return {"title": _(form.label), **_object({"id": _IDENTIFIER, **record_properties(form)}, required)}


def _consent() -> Schema:
    return _object(
        {
            "recipient": {
                "anyOf": [
                    _NAME,
                    _object({"individual": _NAME}, ("individual",)),
                ]
            },
            "categories": _some((ALL, *Category)),
            "purposes": {**_some(Purpose), "description": _joined(facts.label for facts in PURPOSES.values())},
            "given_on": DAY,
            "expires_on": _or_null(DAY),
            "withdrawn_on": _or_null(DAY),
            "withdrawals": _array(_object(
                {"on": DAY, "categories": _some(Category), "purposes": _some(Purpose)}, ("on",)
            )),
            "mode": _or_null(_enum(Mode)),
            "language": _or_null(one_line(LONGEST_NAME)),
            "interpreter": _or_null(one_line(LONGEST_NAME)),
            "emergency": _or_null({"type": "boolean"}),
        },
        ("recipient", "categories", "purposes", "given_on"),
    )


def _legal_decision() -> Schema:
    """No legal ground ever carries residence: that category is not in the list."""
    return _object(
        {
            "basis": {"enum": [*LEGAL_BASES]},
            "recipient": _NAME,
            "categories": _some(category for category in Category if category is not Category.RESIDENCE),
            "decided_by": _NAME,
            "reason": text_schema(LONGEST_REASON),
            "on": DAY,
            "told": {"type": "boolean"},
            "ended_on": _or_null(DAY),
        },
        ("basis", "recipient", "categories", "decided_by", "reason", "on", "told"),
    )


def _need() -> Schema:
    return _object(
        {
            "item": {"enum": [*NEEDS], "description": _joined(item.label for item in NEEDS.values())},
            "state": _enum(NeedState),
            "partner": _or_null(one_line(LONGEST_NAME)),
            "owner": _or_null(one_line(LONGEST_NAME)),
            "due": _or_null(DAY),
            "ask_again_on": _or_null(DAY),
            "outcome": _or_null(one_line(LONGEST_NAME)),
        },
        ("item", "state"),
    )


def _assessment() -> Schema:
    answer = {"anyOf": [_enum(Finding), _object(
        {"answer": _enum(Finding), "last": _or_null(PARTIAL_DATE), "source": _or_null({"$ref": "#/$defs/source"})},
        ("answer",),
    )]}
    answers: Schema = {
        **_object({factor.id: {"title": _(factor.label), **answer} for factor in FACTORS.values()}, ()),
        "patternProperties": {OWN_ID_PATTERN: answer},
    }
    return _object(
        {
            "grid": {"type": "string", "pattern": GRID_PATTERN},
            "version": _or_null({"type": "integer", "minimum": 1, "maximum": 10_000}),
            "on": _or_null(DAY),
            "by": _or_null(one_line(LONGEST_WORKER)),
            "in_crisis": _or_null({"type": "boolean"}),
            "alone": _or_null({"type": "boolean"}),
            "answers": answers,
            "level": _or_null(_enum(Level)),
            "reason": _or_null(text_schema(LONGEST_REASON)),
            "next_on": _or_null(DAY),
        },
        (),
    )


def _object(properties: dict[str, Schema], required: tuple[str, ...]) -> Schema:
    made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**made, "required": [*required]} if required else made


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _enum(ids: Iterable[str]) -> Schema:
    return {"enum": [str(each) for each in ids]}


def _joined(labels: Iterable[str]) -> str:
    return BETWEEN.join(_(label) for label in labels)


def _some(ids: Iterable[str]) -> Schema:
    return {"type": "array", "items": _enum(ids), "minItems": 1}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
