"""A case number is not a person; the same again is no change; an entry that is known keeps what was noted of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from caselink.consent.events import read_grounds
from caselink.domain.case import Case, CaseStatus
from caselink.services.imports import ImportResult, import_document
from caselink.services.office import Office
from caselink.vault import Vault

Raw = dict[str, Any]

HERS: Raw = {"person.first_names": "Amina", "person.last_name": "Haddad", "person.birth": "1990-04-02"}
CONSENT: Raw = {"recipient": "abri", "categories": ["all", "whereabouts"], "purposes": ["housing"]}
PARTNERS: list[Raw] = [{"short_name": "abri", "name": "Maison d’accueil", "kind": "shelter"},
                       {"short_name": "parquet", "name": "Parquet", "kind": "public_prosecutor"}]


@pytest.fixture
def office(vault: Vault) -> Office:
    return Office(vault)


def take(office: Office, case: Raw, *, dry_run: bool = False) -> ImportResult:
    document = {"partners": PARTNERS, "cases": [{"reference": "2026-0001", **case}]}
    return import_document(office, json.dumps(document).encode(), update=True, dry_run=dry_run)


def said(office: Office, **answers: object) -> ImportResult:
    """What an update with these answers about the person is told."""
    return take(office, {"answers": {f"person.{name}": value for name, value in answers.items()}})


def the_case(office: Office) -> Case:
    case_id = office.vault.case_id_of("2026-0001")
    assert case_id is not None
    return office.vault.case(case_id)


def changes(office: Office) -> int:
    return len(office.vault.history(the_case(office).id).changes)


@pytest.mark.parametrize(
    "other",
    [
        {"first_names": "Nadia", "last_name": "Peeters", "birth": "1985-11-30"},
        {"first_names": "Nadia", "last_name": "Haddad", "birth": "1985"},
        {"goes_by": "Nadia P.", "birth": {"age": 50, "said_on": "2026-01-10"}},
    ],
)
def test_the_same_number_for_another_person_is_a_fault_and_nothing_is_written(office: Office, other: Raw) -> None:
    take(office, {"answers": HERS, "consents": [{**CONSENT, "given_on": "2026-01-10"}]})
    before = the_case(office)
    answers = {f"person.{name}": value for name, value in other.items()} | {"housing.address": "rue Neuve 1"}
    refused = take(office, {"answers": answers})
    assert [fault.place for fault in refused.problems] == ["cases[0].reference"]
    assert the_case(office) == before
    assert take(office, {"answers": answers, "same_person": True}).problems == ()
    assert the_case(office).value("housing.address") == "rue Neuve 1"


@pytest.mark.parametrize(
    ("answers", "place"),
    [
        ({"first_names": "Amina", "last_name": "HADDAD", "birth": "1991-04-02"}, "cases[0].answers.person.birth"),
        ({"birth": "1991"}, "cases[0].answers.person.birth"),
        ({"first_names": "Nadia", "last_name": "Peeters"}, "cases[0].reference"),
        ({"first_names": "Nadia", "last_name": "Peeters", "birth": "1990"}, ""),
        ({"first_names": "Amina Rose", "last_name": "Haddad-Peeters", "birth": "1990-04"}, ""),
        ({"birth": {"age": 35, "said_on": "2026-01-10"}}, ""),
        ({"birth": "~1991-03"}, ""),
        ({"birth": {"state": "declined"}}, ""),
    ],
)
def test_a_birth_or_a_name_alone_that_differs_is_a_warning(office: Office, answers: Raw, place: str) -> None:
    take(office, {"answers": HERS})
    result = said(office, **answers)
    assert result.problems == ()
    assert [warning.place for warning in result.warnings] == ([place] if place else [])
    assert "1991" not in str(result.warnings)


def test_the_same_document_again_is_no_change_of_any_case(office: Office) -> None:
    whole = {
        "answers": HERS | {"children": [{"first_name": "Noé", "birth": "2019"}, {"first_name": "Inès"}]},
        "needs": [{"item": "lawyer", "state": "to_do", "partner": "abri", "due": "2026-12-01"}],
        "consents": [{**CONSENT, "given_on": "2026-01-10"}],
    }
    take(office, whole)
    before, history = the_case(office), changes(office)
    for _again in range(2):
        assert take(office, whole).warnings == ()
    assert the_case(office) == before
    assert changes(office) == history


def test_an_answer_without_its_source_does_not_take_the_known_source_away(office: Office) -> None:
    take(office, {"answers": {"housing.status": {"value": "hotel", "source": "document"}}})
    before = the_case(office)
    take(office, {"answers": {"housing.status": "hotel"}})
    assert the_case(office).answers == before.answers


def test_a_child_that_is_given_without_an_id_is_the_one_that_is_known(office: Office) -> None:
    take(office, {"answers": {"children": [
        {"id": "one", "first_name": "Noé", "harm_note": "A tout vu"}, {"id": "two", "first_name": "Inès"},
    ]}})
    take(office, {"answers": {"children": [{"first_name": "Inès"}, {"first_name": "Noé"}]}})
    case = the_case(office)
    assert set(case.entries["children"]) == {"one", "two"}
    assert case.value("children.one.harm_note") == "A tout vu"


def test_two_children_of_one_name_stay_two(office: Office) -> None:
    take(office, {"answers": {"children": [{"first_name": "Noé"}, {"first_name": "Noé"}]}})
    held = the_case(office).entries["children"]
    take(office, {"answers": {"children": [{"first_name": "Noé"}, {"first_name": "Noé"}, {"first_name": "Noé"}]}})
    assert the_case(office).entries["children"][:2] == held
    assert len(the_case(office).entries["children"]) == 3


def test_what_would_be_taken_away_is_said_before_anything_is_written(office: Office) -> None:
    take(office, {"answers": HERS | {"children": [{"first_name": "Noé"}, {"first_name": "Inès"}]}})
    before = the_case(office)
    fewer: Raw = {"answers": {"children": [{"first_name": "Inès", "school": "École du Parc"}]}}
    tried = take(office, fewer, dry_run=True)
    assert the_case(office) == before
    assert (tried.cases, [warning.place for warning in tried.warnings]) == (1, ["cases[0].answers.children"])
    assert tried.warnings[0].sentence.startswith("2 entrées")
    assert take(office, fewer) == tried
    assert [*the_case(office).entry_values("children", "first_name")] == ["Inès"]


def test_a_part_that_was_taken_back_is_taken_back_after_an_import_too(office: Office) -> None:
    part = {"on": "2026-02-01", "categories": ["whereabouts"]}
    whole: Raw = {"consents": [{**CONSENT, "given_on": "2026-01-10", "withdrawals": [part]}]}
    for _again in range(2):
        take(office, whole)
    (consent,) = read_grounds(the_case(office).events).consents
    (withdrawal,) = consent.withdrawals
    assert (withdrawal.on.isoformat(), sorted(withdrawal.categories)) == ("2026-02-01", ["whereabouts"])
    take(office, {"consents": [{**CONSENT, "given_on": "2026-01-10"}]})
    assert read_grounds(the_case(office).events).consents == (consent,)
    take(office, {"consents": [{**CONSENT, "given_on": "2026-01-10", "withdrawn_on": "2026-01-20"}]})
    (consent,) = read_grounds(the_case(office).events).consents
    assert [each.on.isoformat() for each in consent.withdrawals] == ["2026-02-01", "2026-01-20"]


def test_a_decision_that_was_ended_is_ended_after_an_import_too(office: Office) -> None:
    legal = {"basis": "fr_cpp_40", "recipient": "parquet", "categories": ["violence"], "decided_by": "Lina",
             "reason": "Danger", "on": "2026-01-10", "told": True, "ended_on": "2026-02-01"}
    for _again in range(2):
        take(office, {"legal_bases": [legal]})
    (decision,) = read_grounds(the_case(office).events).legal
    assert decision.ended_on is not None
    assert decision.ended_on.isoformat() == "2026-02-01"
    assert len(the_case(office).events) == 2
    wrong = take(office, {"legal_bases": [{**legal, "ended_on": "2026-01-01"}]})
    assert [fault.place for fault in wrong.problems] == ["cases[0].legal_bases[0].ended_on"]


def test_a_closed_case_comes_in_closed(office: Office) -> None:
    take(office, {"status": "closed"})
    assert the_case(office).status is CaseStatus.CLOSED
    take(office, {})
    assert the_case(office).status is CaseStatus.CLOSED
    take(office, {"status": "open"})
    assert the_case(office).status is CaseStatus.OPEN


def test_an_import_warns_of_a_text_that_may_have_ended_and_takes_it_in(office: Office) -> None:
    legal = {"basis": "be_penal_458bis", "recipient": "parquet", "categories": ["violence"], "decided_by": "Lina",
             "reason": "Danger", "on": "2026-05-10", "told": True}
    result = take(office, {"legal_bases": [legal]})
    assert [warning.place for warning in result.warnings] == ["cases[0].legal_bases[0].basis"]
    assert read_grounds(the_case(office).events).legal
    assert take(office, {"legal_bases": [{**legal, "basis": "fr_cpp_40"}]}).warnings == ()
    refused = take(office, {"legal_bases": [{**legal, "basis": "fr_cpp_15_3"}]})
    assert [fault.place for fault in refused.problems] == ["cases[0].legal_bases[0].recipient"]
