"""The JSON Schema of a partner; a test holds it against `forms.directory.partner_from_json`."""

from __future__ import annotations

from typing import Final

from caselink.domain.needs import Domain
from caselink.domain.partners import PartnerKind
from caselink.forms.answer_schema import DAY, one_line, text_schema
from caselink.forms.directory import (
    COUNTRY_PATTERN,
    LANGUAGE_PATTERN,
    LONGEST_PARTNER_TEXT,
    LONGEST_SHORT_NAME,
    PARTNER_KIND_LABELS,
    SERVES_LABELS,
)
from caselink.forms.needs import DOMAIN_LABELS
from caselink.i18n import _

Schema = dict[str, object]

_LINE: Final = one_line(LONGEST_PARTNER_TEXT)
_FLAG: Final[Schema] = {"type": ["boolean", "null"]}
_CODES: Final[Schema] = {"type": "array", "items": {"type": "string", "pattern": LANGUAGE_PATTERN}}
_CLOCK: Final[Schema] = {"type": "string", "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9]$"}


def partner_schema() -> Schema:
    """A partner: only its short name, name and kind are needed."""
    properties: dict[str, Schema] = {
        "short_name": one_line(LONGEST_SHORT_NAME, shortest=1),
        "name": one_line(LONGEST_PARTNER_TEXT, shortest=1),
        "kind": {
            "enum": [kind.value for kind in PartnerKind],
            "x-options": {kind.value: _(label) for kind, label in PARTNER_KIND_LABELS.items()},
        },
        "domains": {
            "type": "array",
            "items": {"enum": [domain.value for domain in Domain]},
            "x-options": {domain.value: _(label) for domain, label in DOMAIN_LABELS.items()},
        },
        "country": {"type": "string", "pattern": COUNTRY_PATTERN},
        "area": _LINE,
        "languages": _CODES,
        "file_languages": _CODES,
        "with_interpreter": _FLAG,
        "hours": _hours(),
        "phones": {"type": "array", "items": one_line(LONGEST_PARTNER_TEXT, shortest=1)},
        "email": _LINE,
        "web": _LINE,
        "address": {"type": "string", "maxLength": LONGEST_PARTNER_TEXT},
        "serves": {"type": "array", "items": {"enum": [*SERVES_LABELS]}},
        "free": _FLAG,
        "anonymous": _FLAG,
        "takes_children": _FLAG,
        "note": {"type": "string", "maxLength": LONGEST_PARTNER_TEXT},
        "source": _LINE,
        "last_checked": {"anyOf": [DAY, {"type": "null"}]},
        "contacts": {"type": "array", "items": _contact()},
    }
    return _closed(properties, "short_name", "name", "kind")


def _contact() -> Schema:
    return _closed({"name": text_schema(LONGEST_PARTNER_TEXT), "role": _LINE, "phone": _LINE, "email": _LINE}, "name")


def _hours() -> Schema:
    days: Schema = {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 6}}
    opening = _closed({"days": days, "start": _CLOCK, "until": _CLOCK}, "days", "start", "until")
    openings: Schema = {"type": "array", "items": opening}
    span = _closed({"start": _CLOCK, "until": _CLOCK}, "start", "until")
    exception = _closed({"on": DAY, "spans": {"type": "array", "items": span}}, "on", "spans")
    flag: Schema = {"type": "boolean"}
    hours = _closed({
        "always": flag, "by_appointment": flag, "openings": openings,
        "exceptions": {"type": "array", "items": exception},
    })
    return {"anyOf": [hours, {"type": "null"}]}


def _closed(properties: dict[str, Schema], *required: str) -> Schema:
    made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**made, "required": [*required]} if required else made
