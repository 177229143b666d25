"""The schema of the import document, read as a stranger would, against the one check of every answer."""

from __future__ import annotations

import json
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caselink.domain.answers import value_to_json
from caselink.domain.needs import NeedState
from caselink.forms.answer_schema import answer_schema
from caselink.forms.categories import Category
from caselink.forms.import_schema import import_schema
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.forms.needs import NEEDS
from caselink.forms.purposes import Purpose
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Field
from caselink.forms.validation import Invalid, read_value
from caselink.intake.json_document import read_document
from tests.forms.raw_values import FIELDS, PLACES, fitting, raw_values
from tests.forms.stranger import Stranger, is_a_schema

SCHEMA = import_schema()
STRANGER = Stranger(SCHEMA)
CONSENT = {"recipient": "CPVCF", "categories": ["all", "health"], "purposes": ["housing"], "given_on": "2026-11-03"}
LEGAL = {
    "basis": "fr_penal_223_6", "recipient": "112", "categories": ["identity"], "decided_by": "amal",
    "reason": "danger", "on": "2026-11-03", "told": True,
}


def document(**parts: object) -> dict[str, object]:
    return {"cases": [{"reference": "2026-0001", **parts}]}


def answer_document(path: str, raw: object) -> dict[str, object]:
    section_id, name = path.split(".")
    section = PARTNER_FORM.section(section_id)
    assert section is not None
    return document(answers={section_id: [{name: raw}]} if section.repeating else {path: raw})


def stranger_to(field: Field) -> Stranger:
    return stranger_to_number(FIELDS.index(field))


@cache
def stranger_to_number(number: int) -> Stranger:
    """By number: a field is large, and slow to be hashed."""
    return Stranger({"$defs": SCHEMA["$defs"], **answer_schema(FIELDS[number])})


@pytest.mark.no_cover
def test_the_schema_is_a_schema_and_json() -> None:
    assert is_a_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_no_object_of_the_schema_takes_what_it_does_not_name() -> None:
    objects = 0

    def walk(node: object) -> None:
        nonlocal objects
        if isinstance(node, dict):
            if node.get("type") == "object":
                objects += 1
                assert node["additionalProperties"] is False
            for inner in node.values():
                walk(inner)
        elif isinstance(node, list):
            for inner in node:
                walk(inner)

    walk(SCHEMA)
    assert objects > len(PARTNER_FORM.sections)


@pytest.mark.parametrize(("path", "field"), [*zip(PLACES, FIELDS, strict=True)], ids=PLACES)
def test_every_field_stands_in_the_schema_with_its_words_and_its_category(path: str, field: Field) -> None:
    described = answer_schema(field)
    assert (described["title"], described["description"]) == (field.label, field.help)
    assert described["x-category"] == field.category.value
    own = {option.id: option.category.value for option in field.options if option.category}
    assert described.get("x-option-categories", {}) == own
    assert STRANGER.takes(answer_document(path, {"state": "declined"}))
    assert STRANGER.takes(answer_document(path, {"value": {"state": "unknown"}, "source": "third_party"}))
    assert not STRANGER.takes(answer_document(path, {"state": "no"}))
    assert not STRANGER.takes(answer_document(path, {"value": None, "by": "x"}))


@pytest.mark.no_cover
@pytest.mark.parametrize("field", FIELDS, ids=PLACES)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_schema_takes_whatever_the_check_takes(field: Field, data: st.DataObject) -> None:
    raw = data.draw(fitting(field))
    assert stranger_to(field).takes(raw)
    assert stranger_to(field).takes(value_to_json(read_value(field, raw)))


@pytest.mark.no_cover
@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FIELDS).flatmap(lambda field: st.tuples(st.just(field), raw_values(field))))
def test_what_the_schema_refuses_the_check_refuses_too(given_one: tuple[Field, object]) -> None:
    field, raw = given_one
    if not stranger_to(field).takes(raw):
        with pytest.raises(Invalid):
            read_value(field, raw)


def test_a_field_asked_under_a_condition_is_marked() -> None:
    permit = PARTNER_FORM.place("residence.permit")
    assert permit is not None
    assert answer_schema(permit.field)["x-asked-if"] == {"residence.recording": ["record"]}


SOUND: list[dict[str, object]] = [
    {},
    {"cases": [], "partners": []},
    document(),
    document(answers={"housing.status": "hotel", "children": [{"id": "a-1", "first_name": "Lina"}, {}]}),
    document(consents=[CONSENT]),
    document(consents=[{**CONSENT, "mode": "written", "withdrawn_on": None, "expires_on": "2026-12-03"}]),
    document(consents=[{**CONSENT, "recipient": {"individual": "une amie"}, "emergency": True}]),
    document(legal_bases=[LEGAL]),
    document(needs=[{"item": "lawyer", "state": "to_do", "due": "2026-12-01", "owner": "amal"}]),
    document(must_not_receive=[{"kind": "perpetrator", "name": "X"}]),
]


@pytest.mark.parametrize("sound", SOUND)
def test_sound_documents_are_taken(sound: dict[str, object]) -> None:
    assert STRANGER.faults(sound) == []


FAULTY: list[object] = [
    [],
    {"dossiers": []},
    {"cases": [{}]},
    document(answers={"housing.nothing": "x"}),
    document(answers={"children.a.first_name": "x"}),
    document(answers={"children": [{"id": "../x"}]}),
    document(answers={"children": {"first_name": "x"}}),
    document(answers={"x-shelter.bed": "x"}),
    document(consents=[{**CONSENT, "categories": []}]),
    document(consents=[{**CONSENT, "categories": ["everything"]}]),
    document(consents=[{**CONSENT, "purposes": ["statistics"]}]),
    document(consents=[{**CONSENT, "given_on": "2026-11"}]),
    document(consents=[{**CONSENT, "mode": "thought"}]),
    document(legal_bases=[{**LEGAL, "categories": ["residence"]}]),
    document(legal_bases=[{**LEGAL, "categories": ["all"]}]),
    document(legal_bases=[{**LEGAL, "basis": "a_law"}]),
    document(legal_bases=[{key: value for key, value in LEGAL.items() if key != "told"}]),
    document(needs=[{"item": "holidays", "state": "to_do"}]),
    document(needs=[{"item": "lawyer", "state": "red"}]),
    document(must_not_receive=[{"kind": "enemy", "name": "X"}]),
    {"partners": [{"short_name": "A", "name": "A", "kind": "shelter", "languages": ["français"]}]},
    {"partners": [{"short_name": "A", "name": "A"}]},
]


@pytest.mark.parametrize("faulty", FAULTY)
def test_faulty_documents_are_refused(faulty: object) -> None:
    assert not STRANGER.takes(faulty)


@pytest.mark.parametrize("raw", [*SOUND, *FAULTY])
def test_the_import_takes_what_the_schema_takes_and_no_more(raw: object) -> None:
    read = read_document(json.dumps(raw).encode())
    assert (not read.faults) == STRANGER.takes(raw)


def test_every_id_of_the_lists_stands_in_the_schema() -> None:
    text = json.dumps(SCHEMA)
    for each in (*Category, *Purpose, *NEEDS, *NeedState, *LEGAL_BASES, "all"):
        assert f'"{each}"' in text
