"""What is shared of the danger and of attachments, each under the category of what it reveals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from caselink.disclosure.gate import decide, decide_danger_sheet
from caselink.disclosure.pieces import danger_sheet_pieces, pieces_of, report_pieces
from caselink.domain.answers import Source
from caselink.domain.case import Case
from caselink.domain.danger import Assessment, FactorAnswer, Finding, Level
from caselink.forms.categories import Category
from caselink.forms.danger.rules import review_due
from caselink.forms.purposes import Purpose
from tests.disclosure.cases import POLICE, case_of, consent
from tests.forms.danger.test_own_grids import OWN

DAY = date(2026, 3, 10)
REASON = "elle a peur de ce soir"
MADE = Assessment(
    "a", "full", 1, DAY, "amal",
    {"strangulation": FactorAnswer(Finding.YES, None, Source.SAID_BY_HER), "firearm_access": FactorAnswer(Finding.NO),
     "jealousy": FactorAnswer(Finding.UNKNOWN), "x-gone": FactorAnswer(Finding.YES)},
    Level.HIGH, Level.IMMEDIATE, in_crisis=True, reason=REASON,
)


def assessed(made: Assessment | None = MADE, **parts: object) -> Case:
    plain = Case("case-1", "2026-0001", assessments=() if made is None else (made,))
    return replace(plain, **parts)  # type: ignore[arg-type]


def test_a_form_says_the_level_and_what_was_found_and_never_the_reason_nor_who_said_it() -> None:
    found = {piece.path: piece for piece in pieces_of(assessed())}
    assert found.keys() == {"danger.level", "danger.strangulation", "danger.firearm_access", "danger.x-gone"}
    assert found["danger.strangulation"].category is Category.VIOLENCE
    assert found["danger.firearm_access"].category is Category.PERPETRATOR
    assert found["danger.x-gone"].category is Category.INTIMATE
    assert REASON not in repr(found)
    assert Source.SAID_BY_HER.value not in repr(found["danger.strangulation"].value)


def test_factors_of_a_grid_that_is_gone_are_told_all_the_same() -> None:
    paths = {piece.path for piece in pieces_of(assessed(replace(MADE, version=99)))}
    assert "danger.strangulation" in paths
    sheet = {piece.path for piece in danger_sheet_pieces(assessed(replace(MADE, version=99)), DAY, with_reason=False)}
    assert {"danger.strangulation", "danger.firearm_access"} <= sheet


def test_a_danger_sheet_asks_every_factor_of_its_grid_and_holds_the_reason_only_where_it_was_ticked() -> None:
    sheet = {piece.path: piece for piece in danger_sheet_pieces(assessed(), DAY, with_reason=True)}
    assert sheet["danger.reason"].value == REASON
    assert sheet["danger.in_crisis"].value is True
    assert "danger.alone" not in sheet
    assert "danger.harm_animals" in sheet
    assert REASON not in repr(list(danger_sheet_pieces(assessed(), DAY, with_reason=False)))
    assert list(danger_sheet_pieces(assessed(None), DAY, with_reason=True)) == []


def test_a_stale_level_says_so_wherever_it_leaves_and_one_that_is_not_does_not() -> None:
    held = replace(case_of({}, consent(POLICE, {Category.VIOLENCE}, {Purpose.SAFETY})), assessments=(MADE,))
    late = review_due(MADE) + timedelta(days=1)
    for on, stale in ((MADE.on, False), (review_due(MADE), False), (late, True)):
        for decided in (
            decide(held, (POLICE,), Purpose.SAFETY, on),
            decide_danger_sheet(held, (POLICE,), Purpose.SAFETY, on, with_reason=False),
        ):
            told = {each.piece.path for each in decided.disclosure.shared}
            assert "danger.level" in told
            assert ("danger.stale" in told) is stale
        assert ("danger.stale" in {piece.path for piece in report_pieces(held, on)}) is stale


def test_a_factor_of_a_grid_of_its_own_is_on_the_sheet() -> None:
    answers = {"x-village": FactorAnswer(Finding.YES)}
    own = replace(MADE, grid="x-reseau", version=3, own=OWN, answers=answers, reason="")
    assert {"danger.x-village", "danger.strangulation"} <= {
        piece.path for piece in danger_sheet_pieces(assessed(own), DAY, with_reason=True)
    }


def test_the_gate_judges_a_danger_sheet_as_it_judges_everything() -> None:
    plain = replace(case_of({}, consent(POLICE, {Category.VIOLENCE}, {Purpose.SAFETY})), assessments=(MADE,))
    decided = decide_danger_sheet(plain, (POLICE,), Purpose.SAFETY, DAY, with_reason=True)
    shared = {each.piece.path for each in decided.disclosure.shared}
    assert {"danger.level", "danger.strangulation", "danger.reason"} <= shared
    assert "danger.firearm_access" in {each.path for each in decided.withheld}


def test_of_attachments_only_those_asked_for_are_pieces_and_an_unsorted_one_is_intimate() -> None:
    files = {"attachments": {"f1": {"kind": "certificate", "category": "health"}, "f2": {"kind": "message"}, "f3": {}}}
    found = {piece.path: piece for piece in pieces_of(assessed(None, records=files), {"f1", "f2"})}
    assert {path: piece.category for path, piece in found.items()} == {
        "attachments.f1": Category.HEALTH, "attachments.f2": Category.INTIMATE,
    }
