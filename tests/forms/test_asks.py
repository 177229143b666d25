"""Answers to what is asked outside the partner form."""

from __future__ import annotations

from datetime import date

import pytest

from caselink.forms.asks import Answers, Ask, Kept, Look
from caselink.forms.schema import Kind, Option


def test_a_question_without_an_answer_is_in_none_of_the_ways_to_ask_for_it() -> None:
    given = Answers({"reason": "  une raison ", "who": ("amal", "ida"), "sure": True, "until": "2026-11", "empty": None,
                     "none": ()})
    assert list(given) == ["reason", "who", "sure", "until"]
    assert len(given) == 4
    assert given["who"] == ("amal", "ida")
    with pytest.raises(KeyError):
        given["empty"]
    assert (given.text("reason"), given.text("empty"), given.text("sure")) == ("une raison", "", "")
    assert (given.chosen("who"), given.chosen("reason")) == (("amal", "ida"), ())
    assert (given.yes("sure"), given.yes("reason"), given.yes("empty")) == (True, False, False)


def test_a_part_of_a_date_means_its_last_day() -> None:
    given = Answers({"until": "2026-11"})
    assert (given.day("until"), given.day("from")) == (date(2026, 11, 30), None)


def test_a_choice_is_found_by_its_id() -> None:
    yes = Option("yes", "oui")
    ask: Ask[None] = Ask("sure", "Sûre ?", Kind.CHOICE, options=(yes,))
    assert (ask.option("yes"), ask.option("no")) == (yes, None)


def test_what_is_typed_hidden_is_never_kept_over_a_lock_whatever_is_declared() -> None:
    def ask(look: Look, kept: Kept) -> Ask[None]:
        return Ask("word", "Le mot", Kind.TEXT, look=look, kept=kept)

    assert not any(ask(Look.HIDDEN, kept).is_kept for kept in Kept)
    assert [kept for kept in Kept if ask(Look.PLAIN, kept).is_kept] == [Kept.CHANGED, Kept.ALWAYS]
