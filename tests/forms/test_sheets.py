"""Sentences of the papers about a complaint, of a professional's attestation, and the three questions to her."""

from __future__ import annotations

import pytest

from caselink.forms.complaint_sheet import RULES, SHEET
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.statement import STATEMENTS
from caselink.forms.survey import ANSWERS, COUNTS, LEAST_SHEETS, MOST_SHEETS, NO_ANSWER, QUESTIONS, asked, problem


def test_each_line_of_evidence_on_her_sheet_is_a_choice_of_the_form() -> None:
    place = PARTNER_FORM.place("violence.evidence")
    assert place is not None
    known = {option.id for option in place.field.options}
    named = [line.evidence for block in SHEET for line in block.lines if line.evidence]
    assert len(named) == len({*named}) >= 8
    assert {*named} <= known


@pytest.mark.parametrize("country", ["FR", "BE"])
def test_her_sheet_says_in_each_country_where_a_complaint_may_be_filed(country: str) -> None:
    rights = [line.words for line in SHEET[0].lines if line.country in {"", country}]
    assert any("plainte" in words for words in rights)
    assert {line.country for block in SHEET for line in block.lines} == {"", "FR", "BE"}
    assert set(RULES) == set(STATEMENTS) == {"FR", "BE", ""}


def test_an_attestation_is_written_for_the_court_that_the_law_of_the_country_names() -> None:
    assert "202 du code de procédure civile" in STATEMENTS["FR"].title
    assert "961/1" in STATEMENTS["BE"].title
    assert all("……" in blank for statement in STATEMENTS.values() for blank in statement.blanks)


def test_more_answers_than_sheets_are_told_by_their_question() -> None:
    assert len(COUNTS) == len(QUESTIONS) * len(ANSWERS) == 9
    assert NO_ANSWER not in {answer.id for answer in ANSWERS}
    assert LEAST_SHEETS < MOST_SHEETS
    first, second = QUESTIONS[0].id, QUESTIONS[1].id
    assert problem(5, {asked(first, "yes"): 3, asked(first, "no"): 2}) == ""
    assert problem(5, {asked(first, "yes"): 3, asked(second, "yes"): 4, asked(second, "partly"): 2}) == second
