"""How often one who must never be informed is found under another spelling, and how often somebody else is taken for
him: measured on invented people in eight scripts (people.py)."""

from __future__ import annotations

from fractions import Fraction

from caselink.names.comparing import is_within, near_name, same_name
from caselink.names.mentions import is_mentioned
from caselink.names.person import Name
from tests.names.people import FIRST_NAME_IN_COMMON, NOTHING_IN_COMMON, SAME, SHORT_AND_ONE_LETTER_APART, STRANGERS

RECALL = Fraction(95, 100)
FALSE_ALARMS = Fraction(1, 200)


def is_met(listed: str, name: str) -> bool:
    """Whether the worker hears of it, blocked or warned."""
    one, other = Name(listed), Name(name)
    return same_name(one, other) or is_within(one, other) or near_name(one, other) or is_mentioned(one, other)


def test_at_least_95_in_100_are_found_however_they_are_written() -> None:
    missed = [pair for pair in SAME if not is_met(*pair)]
    assert len(SAME) > 200
    assert Fraction(len(SAME) - len(missed), len(SAME)) >= RECALL, missed


def test_at_most_1_in_200_others_is_taken_for_one_of_the_list() -> None:
    others = [*FIRST_NAME_IN_COMMON, *SHORT_AND_ONE_LETTER_APART, *NOTHING_IN_COMMON, *STRANGERS]
    taken = [pair for pair in others if is_met(*pair)]
    assert Fraction(len(taken), len(others)) <= FALSE_ALARMS, taken


def test_a_shared_first_name_and_a_short_name_one_letter_apart_are_nothing() -> None:
    assert len(FIRST_NAME_IN_COMMON) >= 60
    assert len(SHORT_AND_ONE_LETTER_APART) >= 20
    for one, other in (*FIRST_NAME_IN_COMMON, *SHORT_AND_ONE_LETTER_APART):
        assert not is_met(one, other), (one, other)
        assert not is_met(other, one), (other, one)
