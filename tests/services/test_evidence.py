"""Evidence by phone and computer, point by point: the form follows, undo takes all of it back, an import brings it."""

from __future__ import annotations

import json

import pytest

from caselink.domain.case import CaseStatus
from caselink.errors import UserError
from caselink.services.answers import record_answer
from caselink.services.cases import set_status
from caselink.services.evidence import evidence_of, phone_is_outside, phone_outside_on, set_evidence
from caselink.services.history import history, take_back
from caselink.services.imports import import_document
from tests.services.conftest import Desk


def said(desk: Desk) -> tuple[object, object]:
    case = desk.office.vault.case(desk.case.id)
    return case.value("violence.evidence"), case.value("violence.evidence_saved")


def test_what_exists_is_added_to_the_form_and_what_the_form_says_beside_stays(desk: Desk) -> None:
    office, case_id = desk.office, desk.case.id
    record_answer(office, case_id, "violence.evidence", ["certificates"])
    set_evidence(office, case_id, "screenshots", "to_do")
    assert said(desk) == (("certificates", "messages"), "no")
    set_evidence(office, case_id, "calls", "done")
    assert said(desk) == (("certificates", "messages", "calls"), "partly")
    set_evidence(office, case_id, "screenshots", "none")
    assert said(desk) == (("certificates", "calls"), "yes")
    assert take_back(office, case_id) is not None
    assert said(desk) == (("certificates", "messages", "calls"), "partly")
    set_evidence(office, case_id, "screenshots", "")
    set_evidence(office, case_id, "calls", "")
    assert said(desk) == (("certificates",), None)
    assert "Preuve" in str([line.what for line in history(office, case_id)])


def test_none_gives_way_to_what_is_found_after_all(desk: Desk) -> None:
    record_answer(desk.office, desk.case.id, "violence.evidence", ["none"])
    set_evidence(desk.office, desk.case.id, "photos", "done")
    assert said(desk) == (("photos",), "yes")


def test_one_press_notes_that_her_phone_is_outside_and_leaves_the_form_alone(desk: Desk) -> None:
    office, case_id = desk.office, desk.case.id
    assert phone_outside_on(office.vault.case(case_id)) is None
    case = phone_is_outside(office, case_id)
    assert (phone_outside_on(case), said(desk)) == (office.today(), (None, None))
    phone_is_outside(office, case_id)
    states = {line.item.id: line.state for line in evidence_of(case) if line.state}
    assert states == {"phone_outside": "done"}


def test_what_is_no_point_or_no_state_is_refused_and_a_closed_case_takes_none(desk: Desk) -> None:
    office, case_id = desk.office, desk.case.id
    for item, state in (("nothing", "done"), ("photos", "nothing"), ("photos", "")):
        with pytest.raises(UserError):
            set_evidence(office, case_id, item, state)
    set_status(office, case_id, CaseStatus.CLOSED)
    with pytest.raises(UserError, match="clos"):
        phone_is_outside(office, case_id)
    assert said(desk) == (None, None)


def test_an_import_brings_points_and_the_form_follows(desk: Desk) -> None:
    given = {"reference": "2026-0043", "evidence": [{"item": "headers", "state": "done", "on": "2026-01-03"}]}
    result = import_document(desk.office, json.dumps({"cases": [given]}).encode(), update=False)
    assert result.problems == ()
    case = next(
        case for case_id in desk.office.vault.open_cases()
        if (case := desk.office.vault.case(case_id)).reference == "2026-0043"
    )
    assert (case.value("violence.evidence"), case.value("violence.evidence_saved")) == (("emails",), "yes")
