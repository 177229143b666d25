"""An import document brings meetings with their cases, decisions and actions, once; what is wrong has its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from caselink.domain.partners import Partner, PartnerKind
from caselink.forms.import_schema import import_schema
from caselink.services.directory import save_partner
from caselink.services.exporting import export_cases
from caselink.services.imports import import_document
from caselink.services.meetings.agenda import actions_of, agenda
from caselink.services.meetings.holding import set_state
from caselink.services.meetings.records import find_meeting, meetings
from caselink.services.office import Office
from tests.conftest import Prepared

CASE: dict[str, Any] = {
    "reference": "2026-0001", "answers": {"person.goes_by": "Amina"},
    "consents": [{
        "recipient": "abri", "categories": ["identity"], "purposes": ["network"], "given_on": "2026-01-02",
        "expires_on": "2026-12-31",
    }],
}
MEETING: dict[str, Any] = {
    "id": "m-1", "on": "2026-01-12", "at": "14:00", "kind": "network", "invited": ["abri", {"partner": "CPVCF"}],
    "attended": [{"partner": "abri", "name": "Léa", "signed": True}],
    "cases": [{"case": "2026-0001", "by": "abri", "why": "Elle cherche une place"}],
    "decisions": [{"case": "2026-0001", "text": "Prioritaire"}],
    "actions": [{"case": "2026-0001", "partner": "abri", "what": "Garder une chambre", "due": "2026-01-20"}],
}


@pytest.fixture
def shelter(office: Office) -> Office:
    save_partner(office, Partner("abri", "Maison d’accueil", PartnerKind.SHELTER))
    return office


def take(office: Office, *given: dict[str, Any], cases: tuple[dict[str, Any], ...] = (CASE,)) -> list[str]:
    document = {"cases": [*cases], "meetings": [*given]}
    result = import_document(office, json.dumps(document).encode(), update=True)
    return [fault.place for fault in result.problems]


def test_a_meeting_comes_in_with_what_was_said_of_cases_and_who_stayed(shelter: Office) -> None:
    assert take(shelter, MEETING) == []
    (item,) = agenda(shelter, find_meeting(shelter, "m-1"))
    assert (item.why, item.stayed) == ("Elle cherche une place", ("abri",))
    (action,) = actions_of(item.case)
    assert (action.what, action.state) == ("Garder une chambre", "open")
    strict = Draft202012Validator(import_schema())
    assert [*strict.iter_errors({"cases": [CASE], "meetings": [MEETING]})] == []


def test_the_same_again_doubles_nothing_also_once_an_action_is_in_another_state(shelter: Office) -> None:
    without_id = {key: value for key, value in MEETING.items() if key != "id"}
    for given in (without_id, without_id):
        assert take(shelter, given) == []
    (meeting,) = meetings(shelter)
    (item,) = agenda(shelter, meeting)
    set_state(shelter, item.case.id, actions_of(item.case)[0].id, "done")
    assert take(shelter, without_id) == []
    (item,) = agenda(shelter, meeting)
    assert [each.state for each in actions_of(item.case)] == ["done"]
    assert len(item.case.records_of("decisions")) == 1


@pytest.mark.parametrize(("changed", "place"), [
    ({"on": "hier"}, "on"), ({"invited": []}, "invited"), ({"invited": ["nobody"]}, "invited"),
    ({"attended": [{"partner": "nobody"}]}, "attended"), ({"no_file": True}, "no_file"),
    ({"cases": [{"case": "2026-0099"}]}, "cases[0].case"), ({"id": "a b"}, "id"), ({"mood": 1}, "mood"),
    ({"actions": [{"case": "2026-0001", "what": "x", "partner": "nobody"}]}, "actions[0].partner"),
    ({"actions": [{"case": "2026-0001"}]}, "actions[0].what"), ({"on": "2999-01-01"}, "on"),
])
def test_what_is_no_meeting_is_refused_at_its_place_and_nothing_is_kept(
    shelter: Office, changed: dict[str, Any], place: str
) -> None:
    assert f"meetings[0].{place}" in take(shelter, {**MEETING, **changed})
    assert meetings(shelter) == ()


def test_what_a_case_says_of_a_meeting_that_nobody_knows_is_refused(shelter: Office) -> None:
    case = {**CASE, "decisions": [{"meeting": "m-9", "on": "2026-01-12", "text": "x"}]}
    assert take(shelter, MEETING, cases=(case,)) == ["cases[0].decisions[0].meeting"]
    assert take(shelter, {**MEETING, "id": "m-9"}, cases=(case,)) == []




def test_what_is_exported_of_a_case_comes_in_again_with_its_meetings(
    shelter: Office, tmp_path: Path, prepared_office: Prepared
) -> None:
    take(shelter, MEETING)
    export_cases(shelter, ["2026-0001"], tmp_path / "out.json", "Reprise", plain=True)
    folder = prepared_office.copy_to(tmp_path / "other.caselink")
    with prepared_office.open(folder) as vault:
        other = Office(vault)
        result = import_document(other, (tmp_path / "out.json").read_bytes(), update=True)
        assert result.problems == ()
        (item,) = agenda(other, find_meeting(other, "m-1"))
        assert (item.stayed, [each.what for each in actions_of(item.case)]) == (("abri",), ["Garder une chambre"])
        assert [each.name for each in find_meeting(other, "m-1").attended] == ["Léa"]
