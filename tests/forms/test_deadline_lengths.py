"""Lengths by country are dated data: the rule of the day counts, ours where a country has none."""

from __future__ import annotations

from datetime import date

import pytest

from caselink.forms.deadline_lengths import LENGTHS, chaser_day, length_of, lengths_for
from caselink.forms.deadlines import KIND_LABELS


@pytest.mark.parametrize(("on", "months"), [(date(2024, 6, 14), 6), (date(2024, 6, 15), 12), (date(2030, 1, 1), 12)])
def test_the_rule_that_counts_on_that_day_is_taken(on: date, months: int) -> None:
    found = length_of("order", "FR", on)
    assert found is not None and found.months == months


def test_a_country_has_its_own_length_and_ours_where_it_has_none() -> None:
    assert length_of("order", "BE", date(2011, 1, 1)) is None, "there was no such ban yet"
    assert chaser_day("complaint", "FR", date(2026, 11, 30)) == date(2027, 2, 28)
    assert chaser_day("complaint", "BE", date(2026, 1, 31)) == date(2026, 2, 28)
    assert chaser_day("refusal", "FR", date(2026, 12, 15)) == date(2027, 1, 14)
    assert chaser_day("nothing", "", date(2026, 1, 1)) == date(2026, 1, 31)


def test_a_kind_of_deadline_lists_each_length_once_and_only_of_that_country() -> None:
    found = lengths_for("protection_order", "FR", date(2026, 1, 1))
    assert [each.about for each in found] == ["order", "immediate_order", "bracelet"]
    assert [each.about for each in lengths_for("protection_order", "BE", date(2026, 1, 1))] == ["order", "extended_ban"]
    assert lengths_for("danger_review", "FR", date(2026, 1, 1)) == ()
    assert lengths_for("permit", "", date(2026, 1, 1)) == ()


def test_each_length_is_of_a_kind_and_says_where_it_stands_unless_it_is_ours() -> None:
    for each in LENGTHS:
        assert each.kind in KIND_LABELS and bool(each.source) == bool(each.country)
        assert (each.days, each.months) != (0, 0)
        assert each.source or not each.confirmed
