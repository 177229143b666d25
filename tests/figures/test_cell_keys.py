"""Cell keys: the same people the same chance, no 1 to 4, no error on average, a stated gain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselink.figures.cell_keys import CHANCES, MOST, MOVES, cell_key, chances, gain, moved, record_key
from caselink.figures.publishing import PublicTable, fit_to_leave
from tests.figures.offices import MONTHS, YEAR, office, one_more, somebody, table

SECRET = b"s" * 32


def test_the_table_of_chances_is_what_it_says() -> None:
    for count, row in enumerate(MOVES):
        values = dict(row)
        assert sum(values.values()) == CHANCES
        assert not any(0 < value < 5 for value in values)
        assert all(abs(value - count) <= MOST for value in values)
        mean = sum(share * (value - count) for value, share in row) / CHANCES
        spread = sum(share * (value - count) ** 2 for value, share in row) / CHANCES
        assert abs(mean) < 0.001
        assert spread <= 6.001 if 0 < count < 5 else spread < 2.001
    assert chances(0) == {0: CHANCES}
    assert chances(100) == {value + 90: share for value, share in MOVES[10]}


@given(st.integers(0, 400), st.integers(0, (1 << 64) - 1))
def test_no_count_becomes_one_of_one_to_four(count: int, key: int) -> None:
    value = moved(count, key)
    assert value == 0 or value >= 5
    assert abs(value - count) <= MOST


@given(st.sets(st.text(min_size=1, max_size=8), max_size=30))
def test_the_same_people_have_the_same_key_in_whatever_order(cases: set[str]) -> None:
    assert cell_key(SECRET, sorted(cases)) == cell_key(SECRET, sorted(cases, reverse=True))
    assert cell_key(SECRET, [*cases, *cases]) == cell_key(SECRET, cases)


def test_what_is_no_key_moves_nothing() -> None:
    with pytest.raises(ValueError, match="64 bits"):
        moved(7, 1 << 64)


def test_a_key_is_the_same_on_every_computer() -> None:
    assert record_key(SECRET, "case-1") == 0x64eb9ff402ff8618


def test_who_knows_all_but_one_guesses_no_better_than_is_said() -> None:
    """The best guess from one published number, for each count that may or may not have her in it."""
    for count in range(40):
        without, with_her = chances(count), chances(count + 1)
        right = sum(max(without.get(value, 0), with_her.get(value, 0)) for value in {*without, *with_her})
        assert right / 2 / CHANCES <= gain() + 1e-9
    assert round(100 * gain()) == 69


def test_one_more_person_gives_another_chance_and_not_the_next_number() -> None:
    people = [somebody(str(at), MONTHS[0].start, gender="woman") for at in range(40)]
    before = fit_to_leave(table("gender"), people, YEAR, [], SECRET)
    changes = {
        fit_to_leave(table("gender"), one_more(people, MONTHS[0].start, each), YEAR, [], key).total
        - fit_to_leave(table("gender"), people, YEAR, [], key).total
        for each, key in zip(people, (bytes([at]) * 32 for at in range(40)), strict=True)
    }
    assert len(changes) > 4
    assert before.total == fit_to_leave(table("gender"), people, YEAR, [], SECRET).total


def test_a_crossed_table_by_cell_keys_tells_no_small_count_and_its_error_is_small() -> None:
    people = office(5, 400)
    made: PublicTable = fit_to_leave(table("violence_country_gender"), people, YEAR, [], SECRET)
    assert not any(0 < number < 5 for number in made.numbers)
    plain = fit_to_leave(table("gender"), people, YEAR, [], SECRET)
    assert abs(plain.total - 400) <= MOST
