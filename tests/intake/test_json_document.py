"""The import document is read whole, and every fault is named with its place."""

from __future__ import annotations

import copy
import json
import sys
from datetime import date
from types import FrameType
from typing import Any

import pytest

from caselink.domain.answers import Age, NoAnswer, Source
from caselink.domain.needs import NeedState
from caselink.domain.partners import PartnerKind
from caselink.forms.categories import Category
from caselink.forms.consent_terms import Mode
from caselink.forms.purposes import Purpose
from caselink.intake.document import ImportDocument
from caselink.intake.faults import MOST_FAULTS
from caselink.intake.json_document import read_document

Raw = dict[str, Any]

WHOLE: Raw = {
    "partners": [{"short_name": "abri", "name": "Maison d’accueil", "kind": "shelter", "domains": ["housing"]}],
    "cases": [
        {
            "reference": "2026-0001",
            "answers": {
                "person.goes_by": "أمينة <b>",
                "person.birth": {"age": 34, "said_on": "2026-01-02"},
                "housing.status": {"value": "shelter", "source": "said_by_her"},
                "health.pregnancy_followed": {"state": "declined"},
                "children": [{"first_name": "Noé", "suffered": False}, {"id": "c-2", "birth": "2019-03"}],
            },
            "consents": [
                {
                    "recipient": "abri", "categories": ["all", "whereabouts"], "purposes": ["housing"],
                    "given_on": "2026-01-31", "expires_on": None, "withdrawn_on": "2026-02-01", "mode": "written",
                },
                {
                    "recipient": {"individual": "Samira B."}, "categories": ["contact"], "purposes": ["safety"],
                    "given_on": "2026-01-31", "emergency": True,
                },
            ],
            "legal_bases": [
                {
                    "basis": "be_penal_458bis", "recipient": "parquet", "categories": ["child_harm"],
                    "decided_by": "Solène", "reason": "Danger\nimmédiat", "on": "2026-02-02", "told": False,
                }
            ],
            "needs": [{"item": "lawyer", "state": "to_do", "partner": "abri", "due": "2026-03-01"}],
            "must_not_receive": [{"kind": "perpetrator", "name": "Yanis T."}],
        }
    ],
}


def read(document: object) -> ImportDocument:
    return read_document(json.dumps(document).encode())


def with_case(**changes: object) -> Raw:
    """The whole document with parts of its case replaced."""
    document = copy.deepcopy(WHOLE)
    document["cases"][0].update(changes)
    return document


def with_consent(**changes: object) -> Raw:
    document = copy.deepcopy(WHOLE)
    document["cases"][0]["consents"][0].update(changes)
    return document


def with_legal(**changes: object) -> Raw:
    document = copy.deepcopy(WHOLE)
    document["cases"][0]["legal_bases"][0].update(changes)
    return document


def with_answer(path: str, raw: object) -> Raw:
    return with_case(answers={path: raw})


def test_a_whole_document_is_read_as_it_says() -> None:
    document = read(WHOLE)
    assert document.faults == ()
    (partner,), (case,) = document.partners, document.cases
    assert (partner.short_name, partner.kind) == ("abri", PartnerKind.SHELTER)
    assert case.answers["person.goes_by"].value == "أمينة <b>"
    assert case.answers["person.birth"].value == Age(34, date(2026, 1, 2))
    assert case.answers["housing.status"].source is Source.SAID_BY_HER
    assert case.answers["health.pregnancy_followed"].value is NoAnswer.DECLINED
    first, second = case.sections["children"]
    assert (first.id, second.id) == (None, "c-2")
    assert first.answers["suffered"].value is False
    assert case.needs[0].mark.state is NeedState.TO_DO
    assert case.needs[0].mark.due == date(2026, 3, 1)
    assert case.never_inform[0].name == "Yanis T."
    assert case.legal[0].decision.reason == "Danger\nimmédiat"


def test_consents_are_read_with_their_default_expiry_and_withdrawal() -> None:
    hers, individual = (given.consent for given in read(WHOLE).cases[0].consents)
    assert hers.everything_else
    assert hers.categories == {Category.WHEREABOUTS}
    assert hers.purposes == {Purpose.HOUSING}
    assert hers.expires_on == date(2026, 4, 30)
    assert hers.mode is Mode.WRITTEN
    assert [part.on for part in hers.withdrawals] == [date(2026, 2, 1)]
    assert (individual.recipient, individual.individual) == ("Samira B.", True)
    assert individual.expires_on == date(2026, 2, 6)
    assert individual.mode is Mode.SPOKEN


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ([], ""),
        ("cases", ""),
        ({"case": []}, "case"),
        ({"cases": {}}, "cases"),
        ({"cases": [3]}, "cases[0]"),
        ({"partners": ["abri"]}, "partners[0]"),
        ({"partners": [{"short_name": "a", "name": "A"}]}, "partners[0].kind"),
        ({"partners": [{"short_name": "a", "name": "A", "kind": "shop"}]}, "partners[0].kind"),
        ({"partners": [{"short_name": "a", "name": 4, "kind": "police"}]}, "partners[0].name"),
        ({"partners": [{"short_name": "a", "name": "A", "kind": "police", "x": 1}]}, "partners[0].x"),
        ({"partners": [WHOLE["partners"][0], WHOLE["partners"][0]]}, "partners[1].short_name"),
        (with_case(reference=None), "cases[0].reference"),
        (with_case(reference="  "), "cases[0].reference"),
        (with_case(reference=12), "cases[0].reference"),
        (with_case(reference="a\x00b"), "cases[0].reference"),
        (with_case(reference="r" * 10_000), "cases[0].reference"),
        (with_case(colour="red"), "cases[0].colour"),
        (with_case(answers=[]), "cases[0].answers"),
        (with_answer("housing.colour", "red"), "cases[0].answers.housing.colour"),
        (with_answer("housing", {"status": "shelter"}), "cases[0].answers.housing"),
        (with_answer("children.1.first_name", "Noé"), "cases[0].answers.children.1.first_name"),
        (with_answer("housing.status", "castle"), "cases[0].answers.housing.status"),
        (with_answer("housing.status", 3), "cases[0].answers.housing.status"),
        (with_answer("housing.status", None), "cases[0].answers.housing.status"),
        (with_answer("housing.status", {"state": "maybe"}), "cases[0].answers.housing.status"),
        (with_answer("housing.status", {"value": "shelter", "source": "gossip"}), "cases[0].answers.housing.status"),
        (with_answer("person.goes_by", 12), "cases[0].answers.person.goes_by"),
        (with_answer("person.goes_by", "n" * 10_000), "cases[0].answers.person.goes_by"),
        (with_answer("person.goes_by", "a\x07b"), "cases[0].answers.person.goes_by"),
        (with_answer("person.goes_by", ""), "cases[0].answers.person.goes_by"),
        (with_answer("person.birth", "1990-02-30"), "cases[0].answers.person.birth"),
        (with_answer("person.birth", {"age": 34.0, "said_on": "2026-01-02"}), "cases[0].answers.person.birth"),
        (with_answer("housing.left_home_since", "hier"), "cases[0].answers.housing.left_home_since"),
        (with_answer("family.children_count", "2"), "cases[0].answers.family.children_count"),
        (with_answer("contact.may_call", "oui"), "cases[0].answers.contact.may_call"),
        (with_answer("violence.types", "physical"), "cases[0].answers.violence.types"),
        (with_answer("children", {"first_name": "Noé"}), "cases[0].answers.children"),
        (with_answer("children", [{"first_name": "A"}, {"name": "B"}]), "cases[0].answers.children[1].name"),
        (with_answer("children", [{"id": "a b"}]), "cases[0].answers.children[0].id"),
        (with_answer("children", [{"id": "c1"}, {"id": "c1"}]), "cases[0].answers.children[1].id"),
        (with_answer("children", ["Noé"]), "cases[0].answers.children[0]"),
        (with_consent(recipient=None), "cases[0].consents[0].recipient"),
        (with_consent(recipient={"individual": "S", "person": "S"}), "cases[0].consents[0].recipient.person"),
        (with_consent(recipient={"individual": ""}), "cases[0].consents[0].recipient.individual"),
        (with_consent(categories=[]), "cases[0].consents[0].categories"),
        (with_consent(categories="all"), "cases[0].consents[0].categories"),
        (with_consent(categories=["identity", "secrets"]), "cases[0].consents[0].categories[1]"),
        (with_consent(purposes=["statistics"]), "cases[0].consents[0].purposes[0]"),
        (with_consent(given_on="2026-02-30"), "cases[0].consents[0].given_on"),
        (with_consent(given_on="20260131"), "cases[0].consents[0].given_on"),
        (with_consent(given_on="9999-12-31"), "cases[0].consents[0].given_on"),
        (with_consent(given_on=20260131), "cases[0].consents[0].given_on"),
        (with_consent(expires_on="2026-01-30"), "cases[0].consents[0].expires_on"),
        (with_consent(expires_on="2027-02-01"), "cases[0].consents[0].expires_on"),
        (with_consent(withdrawn_on="2026-01-30"), "cases[0].consents[0].withdrawn_on"),
        (with_consent(mode="shouted"), "cases[0].consents[0].mode"),
        (with_consent(emergency="yes"), "cases[0].consents[0].emergency"),
        (with_consent(until="2026-03-01"), "cases[0].consents[0].until"),
        (with_legal(basis="habit"), "cases[0].legal_bases[0].basis"),
        (with_legal(categories=["residence"]), "cases[0].legal_bases[0].categories"),
        (with_legal(categories=["all"]), "cases[0].legal_bases[0].categories[0]"),
        (with_legal(decided_by=""), "cases[0].legal_bases[0].decided_by"),
        (with_legal(reason=None), "cases[0].legal_bases[0].reason"),
        (with_legal(on="1999-01-01"), "cases[0].legal_bases[0].on"),
        (with_legal(told=None), "cases[0].legal_bases[0].told"),
        (with_case(needs=[{"item": "castle", "state": "to_do"}]), "cases[0].needs[0].item"),
        (with_case(needs=[{"item": "lawyer", "state": "red"}]), "cases[0].needs[0].state"),
        (with_case(needs=[{"item": "lawyer", "state": "done"}] * 2), "cases[0].needs[1].item"),
        (with_case(needs=[{"item": "lawyer", "state": "to_do", "due": "soon"}]), "cases[0].needs[0].due"),
        (with_case(must_not_receive=[{"kind": "boss", "name": "X"}]), "cases[0].must_not_receive[0].kind"),
        (with_case(must_not_receive=[{"kind": "employer", "name": "\n"}]), "cases[0].must_not_receive[0].name"),
        (with_case(must_not_receive=[{"kind": "other", "name": "x" * 10_000}]), "cases[0].must_not_receive[0].name"),
    ],
)
def test_each_fault_is_one_sentence_at_its_place(document: object, place: str) -> None:
    faults = read(document).faults
    assert [fault.place for fault in faults] == [place]
    assert faults[0].sentence.endswith(".")
    assert "\n" not in faults[0].sentence


def test_a_reference_that_stands_twice_is_found_at_the_second() -> None:
    document = {"cases": [{"reference": "a"}, {"reference": "b"}, {"reference": "a"}]}
    assert [fault.place for fault in read(document).faults] == ["cases[2].reference"]


def test_one_bad_line_in_ten_thousand_is_found() -> None:
    cases: list[Raw] = [{"reference": f"r{number}", "answers": {"contact.may_call": True}} for number in range(10_000)]
    cases[7_777]["answers"] = {"contact.may_call": "oui"}
    assert [fault.place for fault in read({"cases": cases}).faults] == ["cases[7777].answers.contact.may_call"]


def test_of_ten_thousand_bad_lines_the_first_hundred_are_listed_and_the_rest_is_not_even_looked_at() -> None:
    lines = [{"reference": ""} for _number in range(10_000)]
    document = read({"cases": lines})
    assert [fault.place for fault in document.faults] == [f"cases[{n}].reference" for n in range(MOST_FAULTS)]
    assert (document.more_faults, document.cases) == (True, ())
    assert read({"cases": lines[:MOST_FAULTS]}).more_faults is False


def test_faults_past_the_hundredth_cost_nothing() -> None:
    """Counted in what Python does, not in time: a thousand times as many faults are the same work."""
    many = json.dumps({"cases": [{"reference": "", "answers": {"castle": True}}] * 100_000}).encode()
    few = json.dumps({"cases": [{"reference": "", "answers": {"castle": True}}] * MOST_FAULTS}).encode()
    assert calls_of_ours_for(many) == calls_of_ours_for(few)


def calls_of_ours_for(data: bytes) -> int:
    """Calls of the code that reads cases and words faults."""
    watched = {"read_case", "fault", "at", "shown_key", "_"}
    calls = 0

    def count(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call" and frame.f_code.co_name in watched

    sys.setprofile(count)
    try:
        read_document(data)
    finally:
        sys.setprofile(None)
    return calls


def test_all_faults_of_a_case_are_found_at_once() -> None:
    document = with_case(
        answers={"housing.status": "castle", "contact.may_call": "oui"}, needs=[{"item": "castle", "state": "to_do"}]
    )
    assert len(read(document).faults) == 3


def test_a_fault_never_repeats_what_she_said() -> None:
    secret = "Zanzibar"
    faults = read(with_answer("contact.may_call", secret)).faults
    assert faults
    assert secret not in str(faults)


def test_an_empty_document_is_no_fault_and_holds_nothing() -> None:
    assert read({}) == ImportDocument()
