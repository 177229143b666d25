"""The complaint, step by step: the form says what the steps say, a chaser is a deadline, a refusal stays."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from caselink.domain.deadlines import DeadlineKind
from caselink.errors import UserError
from caselink.services.answers import record_answer
from caselink.services.cases import find_case
from caselink.services.complaints import complaints, record_complaint, remove_complaint
from caselink.services.deadlines import deadlines_of
from caselink.services.history import take_back
from caselink.services.imports import import_document
from caselink.services.timeline import TimelineKind, timeline
from tests.services.conftest import Desk

JUSTICE = "protection_justice."


def said(desk: Desk) -> dict[str, object]:
    case = desk.office.vault.case(desk.case.id)
    names = ("complaint", "complaint_on", "complaint_place", "complaint_number", "outcome")
    found = {name: case.value(JUSTICE + name) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def test_the_form_says_what_the_steps_say_and_is_no_longer_changed_by_hand(desk: Desk) -> None:
    office, case_id = desk.office, desk.case.id
    record_answer(office, case_id, f"{JUSTICE}complaint_number", "PV 1")
    record_complaint(office, case_id, {"step": "told", "on": "2026-01-02", "what": "durée, confrontation"})
    raw = {"step": "refused", "on": "2026-01-03", "place": "Nord", "who": "accueil"}
    refused = record_complaint(office, case_id, raw)
    record_complaint(office, case_id, {"step": "reported", "on": "2026-01-04", "reported_to": "prosecutor"})
    assert said(desk) == {
        "complaint": "refused", "complaint_on": "2026-01-03", "complaint_place": "Nord", "complaint_number": "PV 1",
    }
    assert office.vault.case(case_id).value("request.told_complaint_effects_on") == "2026-01-02"
    with pytest.raises(UserError, match="étapes de la plainte"):
        record_answer(office, case_id, f"{JUSTICE}complaint", "filed")
    record_answer(office, case_id, f"{JUSTICE}complaint_number", "PV 2")
    filed = record_complaint(office, case_id, {"step": "filed", "on": "2026-01-09", "number": "PV 3"})
    record_complaint(office, case_id, {"step": "discontinued", "on": "2026-02-09"})
    assert said(desk) == {
        "complaint": "filed", "complaint_on": "2026-01-09", "complaint_place": "Nord", "complaint_number": "PV 3",
        "outcome": "dropped",
    }
    remove_complaint(office, case_id, refused)
    assert "complaint_place" not in said(desk)
    assert take_back(office, case_id) is not None
    assert said(desk)["complaint_place"] == "Nord"
    assert [each.step for each in complaints(office.vault.case(case_id))] == [
        "discontinued", "filed", "reported", "refused", "told",
    ]
    remove_complaint(office, case_id, filed)
    assert (said(desk)["complaint"], said(desk)["complaint_on"]) == ("refused", "2026-01-03")
    assert take_back(office, case_id) is not None
    lines = [each.what for each in timeline(office, office.vault.case(case_id)) if each.kind is TimelineKind.COMPLAINT]
    assert len(lines) == 5 and "procureur" in lines[2]


def test_a_step_in_other_words_takes_its_old_answers_out_of_the_form_by_hand_and_by_import(desk: Desk) -> None:
    office, case_id = desk.office, desk.case.id
    step = record_complaint(office, case_id, {"step": "filed", "on": "2026-01-03", "place": "Nord", "number": "PV 1"})
    record_complaint(office, case_id, {"step": "filed", "on": "2026-01-04", "place": "Sud"}, step)
    assert said(desk) == {"complaint": "filed", "complaint_on": "2026-01-04", "complaint_place": "Sud"}
    record_complaint(office, case_id, {"step": "told", "on": "2026-01-04"}, step)
    assert said(desk) == {}
    reworded = {"id": step, "step": "filed", "on": "2026-01-05"}
    document = {"cases": [{"reference": desk.case.reference, "complaints": [reworded]}]}
    import_document(office, json.dumps(document).encode(), update=True)
    assert said(desk) == {"complaint": "filed", "complaint_on": "2026-01-05"}
    assert office.vault.case(case_id).value("request.told_complaint_effects") is None


def test_asking_for_news_is_due_until_the_next_step(desk: Desk) -> None:
    office, case_id, today = desk.office, desk.case.id, desk.office.today()
    due = (today + timedelta(7)).isoformat()
    record_complaint(office, case_id, {"step": "filed", "on": today.isoformat(), "due": due})
    (found,) = deadlines_of(office.vault.case(case_id), today)
    assert (found.kind, found.on.isoformat(), found.text) == (DeadlineKind.ANSWER_DUE, due, "Plainte")
    record_complaint(office, case_id, {"step": "news", "on": today.isoformat()})
    assert deadlines_of(office.vault.case(case_id), today) == ()


def test_days_to_come_and_what_is_no_step_are_refused_with_nothing_kept(desk: Desk) -> None:
    office, case_id, late = desk.office, desk.case.id, (desk.office.today() + timedelta(1)).isoformat()
    for raw in ({"step": "filed", "on": late}, {"step": "x", "on": "2026-01-01"}, {"on": "2026-01-01"},
                {"step": "filed", "on": "2026-01-02", "due": "2026-01-01"}):
        with pytest.raises(UserError, match="Rien n’a été enregistré"):
            record_complaint(office, case_id, raw)
    assert said(desk) == {} and complaints(office.vault.case(case_id)) == ()


def test_an_import_brings_steps_and_the_form_follows(desk: Desk) -> None:
    step = {"step": "filed", "on": "2026-01-09", "place": "Nord", "number": "PV 3"}
    document = {"cases": [{"reference": "2026-0043", "complaints": [step], "answers": {}}]}
    result = import_document(desk.office, json.dumps(document).encode(), update=False)
    assert result.problems == ()
    case = find_case(desk.office, "2026-0043")
    assert [each.step for each in complaints(case)] == ["filed"]
    assert (case.value(f"{JUSTICE}complaint"), case.value(f"{JUSTICE}complaint_number")) == ("filed", "PV 3")
