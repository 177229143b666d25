"""A whole case for the office itself, as the import document writes it: what is in it, and what stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caselink.consent.events import legal_end_body
from caselink.disclosure.exported import PARTS, case_as_imported
from caselink.disclosure.gate import grounds_of_events, office_view
from caselink.domain.answers import Answer, NoAnswer, Source
from caselink.domain.case import Case, CaseStatus
from caselink.domain.danger import Assessment, FactorAnswer, Finding, Level
from caselink.domain.events import EventKind
from caselink.domain.needs import NeedMark, NeedState
from caselink.domain.partners import Partner, PartnerKind
from caselink.domain.roles import Role
from caselink.errors import EventsAltered, UserError
from caselink.forms.categories import Category
from caselink.forms.purposes import Purpose
from tests.disclosure.cases import (
    DAY,
    PROSECUTOR,
    SHELTER,
    SISTER,
    case_of,
    consent,
    event,
    legal,
    never_inform,
    withdrawal,
)


def written(case: Case) -> dict[str, Any]:
    return {**case_as_imported(case, grounds_of_events(case))}


def test_an_empty_case_is_its_reference() -> None:
    case = case_of({})
    assert written(case) == {"reference": case.reference}


def test_answers_keep_their_source_and_their_three_ways_of_being_none() -> None:
    case = replace(case_of({}), answers={
        "person.goes_by": Answer("Amina", Source.SAID_BY_HER), "housing.status": Answer(NoAnswer.DECLINED),
        "children.a.first_name": Answer("Noé"),
    }, entries={"children": ("a", "b")})
    assert written(case)["answers"] == {
        "person.goes_by": {"value": "Amina", "source": "said_by_her"}, "housing.status": {"state": "declined"},
        "children": [{"id": "a", "first_name": "Noé"}, {"id": "b"}],
    }


def test_what_the_form_no_longer_asks_is_not_taken_out() -> None:
    case = case_of({"residence.permit": "visa", "residence.recording": "advice_needed"})
    assert written(case)["answers"] == {"residence.recording": "advice_needed"}


def test_consents_go_with_all_that_was_taken_back() -> None:
    first = consent(SHELTER, {Category.HEALTH}, everything=True)
    taken = withdrawal(first, date(2026, 3, 5), {Category.HEALTH})
    more = [withdrawal(first, date(2026, 3, 6), None, {Purpose.HOUSING}), withdrawal(first, date(2026, 3, 8))]
    one, other = written(case_of({}, first, taken, *more, consent(SISTER)))["consents"]
    assert (one["recipient"], one["categories"], one["withdrawn_on"]) == ("abri", ["all", "health"], "2026-03-08")
    assert one["withdrawals"] == [
        {"on": "2026-03-05", "categories": ["health"]}, {"on": "2026-03-06", "purposes": ["housing"]},
    ]
    assert other["recipient"] == {"individual": "Une sœur"}
    assert not {"withdrawn_on", "withdrawals", "language"} & set(other)


def test_a_decision_goes_with_its_end_and_one_that_nobody_took_does_not_go() -> None:
    stands = legal("fr_cpp_40", PROSECUTOR, {Category.VIOLENCE})
    ended = legal("fr_cpp_40", PROSECUTOR, {Category.HEALTH})
    end = event(EventKind.LEGAL_GROUND_ENDED, legal_end_body(ended.id, date(2026, 4, 1)))
    ahead = legal("fr_cpp_40", PROSECUTOR, {Category.JUSTICE}, at="2026-03-01T09:00:00+00:00")
    found = written(case_of({}, stands, ended, end, ahead))["legal_bases"]
    assert [(each["categories"], each.get("ended_on")) for each in found] == [
        (["violence"], None), (["health"], "2026-04-01"),
    ]


def test_needs_names_assessments_and_status_go_along() -> None:
    mark = NeedMark(NeedState.NOT_WISHED, "abri", "amal", DAY, DAY, "dit", "amal", "2026-03-10T09:00:00+00:00")
    looked = Assessment(
        "a", "full", 1, DAY, "Lina", {"strangulation": FactorAnswer(Finding.YES)}, Level.HIGH, Level.HIGH,
        alone=False, next_on=DAY, by="amal", at="2026-03-10T09:00:00+00:00",
    )
    case = replace(
        case_of({}, never_inform("Yanis T.")), needs={"lawyer": mark, "doctor": NeedMark(NeedState.DONE)},
        assessments=(looked, replace(looked, id="b", next_on=None, reason="Peur")), status=CaseStatus.CLOSED,
    )
    found = written(case)
    assert found["needs"] == [
        {"item": "lawyer", "state": "not_wished", "partner": "abri", "owner": "amal", "due": "2026-03-10",
         "ask_again_on": "2026-03-10", "outcome": "dit"},
        {"item": "doctor", "state": "done"},
    ]
    assert found["must_not_receive"] == [{"kind": "perpetrator", "name": "Yanis T."}]
    first, second = found["assessments"]
    assert first == {
        "grid": "full", "version": 1, "on": "2026-03-10", "by": "Lina", "alone": False,
        "answers": {"strangulation": "yes"}, "level": "high", "next_on": "2026-03-10",
    }
    assert second["reason"] == "Peur"
    assert found["status"] == "closed"
    assert set(PARTS) >= set(found) - {"reference"}


def test_whole_cases_are_for_a_coordinator_who_says_why() -> None:
    case, partner = case_of({"person.goes_by": "A"}), Partner("abri", "Maison", PartnerKind.SHELTER)
    view = office_view(Role.COORDINATOR, [case], [partner], " Reprise ")
    assert (view.reason, len(view.cases), view.partners[0]["short_name"]) == ("Reprise", 1, "abri")
    for role in (Role.WORKER, Role.READ_ONLY):
        with pytest.raises(UserError):
            office_view(role, [case], [partner], "Reprise")
    with pytest.raises(UserError):
        office_view(Role.COORDINATOR, [case], [partner], " ")
    altered = replace(case_of({}, consent()), sealed=())
    with pytest.raises(EventsAltered):
        office_view(Role.COORDINATOR, [altered], [], "Reprise")
