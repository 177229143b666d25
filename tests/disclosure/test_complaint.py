"""What leaves about a complaint: the sheet that prepares it, the letter after a refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caselink.disclosure.complaint import refusal_pieces, sheet_pieces
from caselink.disclosure.gate import decide_complaint_letter, decide_complaint_sheet, timeline_page, worker_statement
from caselink.disclosure.outputs import Asking, Reason
from caselink.domain.answers import Value
from caselink.domain.case import Case
from caselink.domain.needs import NeedState
from caselink.domain.roles import Role
from caselink.errors import Refused, UserError
from caselink.forms.categories import Category
from caselink.forms.purposes import Purpose
from tests.disclosure.cases import POLICE, case_of, consent

DAY = date(2026, 3, 10)
STEPS = {
    "s1": {"step": "refused", "on": "2026-01-03", "place": "Sud", "what": "ZIZANIE", "at": "1"},
    "s2": {"step": "refused", "on": "2026-02-03", "place": "Nord", "number": "", "who": "ZIZANIE", "at": "2"},
    "s3": {"step": "reported", "on": "2026-02-04", "at": "3"},
}


def told() -> Case:
    answers: dict[str, Value] = {
        "person.goes_by": "Amina", "violence.frequency": "daily", "housing.town": "ZIZANIE",
        "perpetrator.last_name": "Exemple", "protection_justice.complaint_place": "Sud",
    }
    agreed = consent(POLICE, {Category.IDENTITY, Category.JUSTICE}, {Purpose.COMPLAINT})
    needs = {"complaint": NeedState.TO_DO, "school_informed": NeedState.TO_DO}
    case = case_of(answers, agreed, needs=needs)
    return replace(case, records={"complaints": STEPS, "encounters": {"e": {"on": "2026-01-01", "done": "ZIZANIE"}}})


def test_a_sheet_holds_what_a_complaint_is_about_and_nothing_of_where_she_lives() -> None:
    found = [piece.path for piece in sheet_pieces(told())]
    assert found == [
        "person.goes_by", "violence.frequency", "perpetrator.last_name", "protection_justice.complaint_place",
        "needs.complaint",
    ]
    decided = decide_complaint_sheet(told(), (POLICE,), DAY)
    assert decided.disclosure.purpose is Purpose.COMPLAINT
    assert decided.disclosure.paths == {"person.goes_by", "protection_justice.complaint_place", "needs.complaint"}
    assert {each.path: each.reason for each in decided.withheld}["violence.frequency"] is not Reason.NOT_NEEDED


def test_a_letter_tells_the_last_refusal_by_day_and_place_and_no_word_of_what_was_said() -> None:
    found = {piece.path: (piece.category, piece.value) for piece in refusal_pieces(told())}
    assert found == {
        "person.goes_by": (Category.IDENTITY, "Amina"), "complaints.s2.on": (Category.JUSTICE, "2026-02-03"),
        "complaints.s2.place": (Category.JUSTICE, "Nord"),
    }
    decided = decide_complaint_letter(told(), (POLICE,), DAY, Asking("Rappelez-nous."))
    assert decided.disclosure.paths == set(found) and decided.disclosure.asking.text == "Rappelez-nous."
    assert "ZIZANIE" not in repr(decided)
    assert [*refusal_pieces(replace(told(), records={}))] == []


def test_a_statement_is_made_at_her_request_and_a_timeline_for_who_writes() -> None:
    with pytest.raises(Refused, match="à sa demande"):
        worker_statement("x", (), "fr", asked_by_her=False)
    assert worker_statement("x", (("a", ("b",)),), "fr", asked_by_her=True).blocks == (("a", ("b",)),)
    with pytest.raises(UserError):
        timeline_page(Role.READ_ONLY, "x", (), ())
    assert timeline_page(Role.WORKER, "x", ("a",), [("b",)]).rows == (("b",),)
