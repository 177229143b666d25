"""Whether she may be called at this moment: said only where a clock can say it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from caselink.domain.answers import Answer, Value
from caselink.domain.case import Case
from caselink.services.contact import header

TEN = datetime(2026, 11, 23, 10, tzinfo=UTC)
YES, NO = ("contact.may_call", True), ("contact.may_call", False)


@pytest.mark.parametrize(("answers", "may"), [
    ((), None),
    ((NO,), False),
    ((YES,), True),
    ((YES, ("contact.hours", "pendant l’école")), None),
    ((YES, ("contact.call_from", "h0900"), ("contact.call_until", "h1700")), True),
    ((YES, ("contact.call_from", "h1100"), ("contact.hours", "pendant l’école")), False),
    ((YES, ("contact.days", ("tuesday",))), False),
])
def test_she_may_be_called_now_only_where_that_is_known(
    answers: tuple[tuple[str, Value], ...], may: bool | None
) -> None:
    case = Case("c", "2026-0001", answers={path: Answer(value) for path, value in answers})
    assert header(case, TEN).call_now is may


def test_hours_in_words_are_told_as_she_said_them() -> None:
    answers: dict[str, Answer] = {"contact.may_call": Answer(True), "contact.hours": Answer("le matin, avant 9 h")}
    assert "le matin, avant 9 h" in header(Case("c", "2026-0001", answers=answers), TEN).sentence
