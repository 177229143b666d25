"""What was found of a factor, as it is kept."""

from __future__ import annotations

from datetime import date

import pytest

from caselink.domain.answers import Source
from caselink.domain.danger import Assessment, FactorAnswer, Finding, Level, answer_from_json, answer_to_json
from caselink.domain.partial_date import PartialDate

LAST = PartialDate.parse("2026-11")


@pytest.mark.parametrize(("answer", "raw"), [
    (FactorAnswer(Finding.NO), "no"),
    (FactorAnswer(Finding.YES, LAST), {"answer": "yes", "last": "2026-11"}),
    (FactorAnswer(Finding.YES, None, Source.DOCUMENT), {"answer": "yes", "source": "document"}),
    (FactorAnswer(Finding.YES, LAST, Source.DOCUMENT), {"answer": "yes", "last": "2026-11", "source": "document"}),
])
def test_an_answer_is_kept_as_one_word_or_with_what_there_is_more_to_say(answer: FactorAnswer, raw: object) -> None:
    assert answer_to_json(answer) == raw
    assert answer_from_json(raw) == answer


@pytest.mark.parametrize("raw", [
    "perhaps", 1, {}, {"answer": "yes", "more": 1}, {"answer": "yes", "last": 3}, {"answer": "yes", "source": 1},
    {"answer": "yes", "last": "soon"}, {"answer": "yes", "source": "rumour"},
])
def test_what_is_no_answer_is_refused(raw: object) -> None:
    with pytest.raises(ValueError):
        answer_from_json(raw)


def test_a_factor_that_was_not_answered_is_unknown() -> None:
    made = Assessment("a", "full", 1, date(2026, 11, 1), "amal", {}, Level.MEDIUM, Level.MEDIUM)
    assert made.answer("strangulation").finding is Finding.UNKNOWN
    assert not FactorAnswer(Finding.NO).in_days(date(2026, 11, 1), 7)
    assert [each.rank for each in Level] == [0, 1, 2, 3]
