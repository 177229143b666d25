"""The JSON Schema of one answer, made from its field."""

from __future__ import annotations

from typing import Final

from caselink.forms.schema import Field, Kind
from caselink.forms.texts import option_label
from caselink.forms.typed_text import LONGEST_LINE, LONGEST_TEXT
from caselink.forms.validation import (
    DAY_PATTERN,
    EMAIL_PATTERN,
    LARGEST_COUNT,
    LONGEST_EMAIL,
    OLDEST_AGE,
    PHONE_PATTERN,
)
from caselink.i18n import _

Schema = dict[str, object]

DAY: Final[Schema] = {"type": "string", "format": "date", "pattern": DAY_PATTERN}
"""A whole day."""

PARTIAL_DATE: Final[Schema] = {"type": "string", "pattern": r"^~?[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
_AGE: Final[Schema] = {
    "type": "object",
    "properties": {"age": {"type": "integer", "minimum": 0, "maximum": OLDEST_AGE}, "said_on": DAY},
    "required": ["age", "said_on"],
    "additionalProperties": False,
}


def answer_schema(field: Field) -> Schema:
    """What may stand in this field: a value, no answer, or a value with its source.

    `x-category` is what the field reveals, `x-option-categories` and `x-yes-category` what some of its values reveal
    instead, `x-options` the options in words.
    """
    value = value_schema(field)
    made: Schema = {
        "title": _(field.label),
        "description": _(field.help),
        "x-kind": field.kind.value,
        "x-category": field.category.value,
        "anyOf": [value, {"$ref": "#/$defs/no_answer"}, _with_source(value)],
    }
    if field.options:
        made["x-options"] = {option.id: option_label(field, option.id) for option in field.options}
    own = {option.id: option.category.value for option in field.options if option.category is not None}
    if own:
        made["x-option-categories"] = own
    if field.asked_if is not None:
        made["x-asked-if"] = {field.asked_if[0]: [*field.asked_if[1]]}
    return made


def value_schema(field: Field) -> Schema:
    """The schema of a value of this field."""
    match field.kind:
        case Kind.TEXT:
            return one_line(LONGEST_LINE, shortest=1)
        case Kind.LONG_TEXT:
            return text_schema(LONGEST_TEXT)
        case Kind.CHOICE:
            return {"enum": [option.id for option in field.options]}
        case Kind.CHOICES:
            ids = {"enum": [option.id for option in field.options]}
            return {"type": "array", "items": ids, "minItems": 1, "uniqueItems": True}
        case Kind.YES_NO:
            return {"type": "boolean"}
        case Kind.COUNT:
            return {"type": "integer", "minimum": 0, "maximum": LARGEST_COUNT}
        case Kind.DATE:
            return PARTIAL_DATE
        case Kind.BIRTH:
            return {"anyOf": [PARTIAL_DATE, _AGE]}
        case Kind.PHONE:
            return {"type": "string", "pattern": PHONE_PATTERN}
        case Kind.EMAIL:  # pragma: no branch (every kind is named, mypy sees to it)
            return {"type": "string", "maxLength": LONGEST_EMAIL, "pattern": EMAIL_PATTERN}


def text_schema(longest: int) -> Schema:
    """A text that is not empty, of any number of lines."""
    return {"type": "string", "minLength": 1, "maxLength": longest, "pattern": r"\S"}


def one_line(longest: int, *, shortest: int = 0) -> Schema:
    """A text on one line."""
    pattern = r"^[^\n]*\S[^\n]*$" if shortest else r"^[^\n]*$"
    return {"type": "string", "minLength": shortest, "maxLength": longest, "pattern": pattern}


def _with_source(value: Schema) -> Schema:
    held: Schema = {"anyOf": [value, {"$ref": "#/$defs/no_answer"}]}
    return {
        "type": "object",
        "properties": {"value": held, "source": {"$ref": "#/$defs/source"}},
        "required": ["value"],
        "additionalProperties": False,
    }
