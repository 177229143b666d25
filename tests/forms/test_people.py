"""Whom a case names, and what each is to it."""

from __future__ import annotations

from caselink.forms.people import name_fields, named_in
from caselink.forms.schema import Standing


def test_everybody_is_named_once_with_what_she_or_he_is_to_the_case() -> None:
    answers = {
        "person.first_names": "Nour", "person.last_name": "Zeryab", "person.birth_name": "Tahiri", "person.goes_by": "",
        "perpetrator.first_names": "Karim", "perpetrator.last_name": "Benali",
        "resource_persons.b.name": "Samira Haddou", "resource_persons.a.name": "Samira Haddou",
        "housing.town": "Lille", "person.gender": True,
    }
    assert sorted((standing.value, name) for standing, name in named_in(answers)) == [
        ("accused", "Karim Benali"), ("contact", "Samira Haddou"), ("person", "Nour Tahiri"), ("person", "Nour Zeryab"),
    ]


def test_half_a_name_is_none() -> None:
    assert list(named_in({"perpetrator.first_names": "Karim"})) == []
    assert list(named_in({"resource_persons.name": "Samira"})) == []


def test_what_is_part_of_a_name_is_told_by_section() -> None:
    assert {("person", "first_names"), ("perpetrator", "last_name"), ("resource_persons", "name")} <= name_fields()
    assert all(section != "housing" for section, _field in name_fields())
    assert {standing.value for standing in Standing} == {"accused", "person", "worker", "contact"}
