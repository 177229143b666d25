"""A chronology tells dated facts alone, each under the category of what it reveals, and no text that anybody typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from caselink.disclosure.chronology import chronology_pieces
from caselink.disclosure.gate import decide_chronology
from caselink.domain.answers import Answer
from caselink.domain.case import Case
from caselink.domain.danger import Assessment, Level
from caselink.forms.categories import Category
from caselink.forms.purposes import Purpose
from tests.disclosure.cases import POLICE, case_of, consent

DAY = date(2026, 3, 10)
ENCOUNTERS = {
    "e1": {"on": "2026-02-01", "channel": "phone", "done": "ZIZANIE", "place": "ZIZANIE"},
    "e2": {"on": "2026-03-11", "channel": "home"}, "e3": {"channel": "home"}, "e4": {"on": "2026-02-03"},
}
ANSWERS = {
    "person.goes_by": "Amina", "protection_justice.complaint_on": "~2026-01",
    "protection_justice.complaint": "refused", "protection_justice.certificate_on": "2027",
    "family.separated_since": "2025",
    "steps.a.on": "2026-01-05", "steps.a.kind": "immigration_office", "steps.a.state": "done",
    "steps.a.what": "ZIZANIE",
    "steps.b.on": "2026-04-05", "steps.b.kind": "lawyer", "steps.c.on": "2026-01-06", "steps.d.kind": "lawyer",
    "steps.e.on": "2026-01-07", "steps.e.state": "planned",
}


def told() -> Case:
    made = Assessment("m", "full", 1, date(2026, 2, 2), "amal", {}, Level.HIGH, Level.HIGH)
    answers = {path: Answer(value) for path, value in ANSWERS.items()}
    return replace(
        Case("case-1", "2026-0001"), answers=answers, entries={"steps": ("a", "b", "c", "d", "e")},
        records={"encounters": ENCOUNTERS}, assessments=(made,),
    )


def test_what_happened_up_to_that_day_is_told_by_its_day_and_kind() -> None:
    found = {piece.path: (piece.category, piece.value, piece.label) for piece in chronology_pieces(told(), DAY)}
    assert found == {
        "person.goes_by": (Category.IDENTITY, "Amina", ""),
        "protection_justice.complaint_on": (Category.JUSTICE, "~2026-01", "refusée par le service"),
        "family.separated_since": (Category.FAMILY, "2025", ""),
        "encounters.e1": (Category.JUSTICE, "2026-02-01", "au téléphone"),
        "encounters.e4": (Category.JUSTICE, "2026-02-03", ""),
        "steps.a.on": (Category.RESIDENCE, "2026-01-05", "préfecture, Office des étrangers"),
        "steps.c.on": (Category.INTIMATE, "2026-01-06", ""),
        "danger.m": (Category.VIOLENCE, "2026-02-02", "Évaluation du danger"),
    }
    assert {piece.label for piece in chronology_pieces(replace(told(), answers={
        "protection_justice.complaint_on": Answer("2026-01-01"),
    }, entries={}, records={}, assessments=()), DAY)} == {""}
    assert "ZIZANIE" not in repr([*chronology_pieces(told(), DAY)])


def test_steps_of_the_complaint_are_told_by_their_day_and_take_the_place_of_the_form() -> None:
    steps = {
        "c1": {"on": "2026-01-03", "step": "refused", "what": "ZIZANIE", "who": "ZIZANIE"}, "c2": {"step": "filed"},
        "c3": {"on": "2026-01-04"},
    }
    case = replace(told(), records={"complaints": steps})
    found = {piece.path: (piece.category, piece.label) for piece in chronology_pieces(case, DAY)}
    assert found["complaints.c1"] == (Category.JUSTICE, "refusée par le service")
    assert found["complaints.c3"] == (Category.JUSTICE, "")
    assert not {"protection_justice.complaint_on", "complaints.c2"} & found.keys()
    assert "ZIZANIE" not in repr([*chronology_pieces(case, DAY)])


def test_the_gate_judges_a_chronology_as_it_judges_everything() -> None:
    agreed = case_of({}, consent(POLICE, {Category.JUSTICE}, {Purpose.COMPLAINT}))
    case = replace(told(), events=agreed.events, sealed=agreed.sealed)
    decided = decide_chronology(case, (POLICE,), Purpose.COMPLAINT, DAY)
    shared = {each.piece.path for each in decided.disclosure.shared}
    assert shared == {"protection_justice.complaint_on", "encounters.e1", "encounters.e4"}
    assert {"steps.a.on", "danger.m"} <= {each.path for each in decided.withheld}
