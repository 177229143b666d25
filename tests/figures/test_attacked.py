"""Published tables under attack: with all of them, and one case of their own, nobody finds a count of 1 to 4 people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselink.disclosure.aggregates import aggregate
from caselink.figures.counting import TableAsked, count
from caselink.figures.facts import CaseFacts
from caselink.figures.periods import Period
from caselink.figures.publishing import Method, PublicTable, Refusal, Unpublishable, fit_to_leave
from tests.figures.attacker import OTHERS, Attacker, betrays, is_small
from tests.figures.offices import MONTHS, QUARTERS, YEAR, office, one_more, somebody, table

QUESTIONS = (table("gender"), table("country"), table("violence"), table("cases_opened"))


def publish(people: Sequence[CaseFacts], asked: Sequence[TableAsked], periods: Sequence[Period]) -> list[PublicTable]:
    """One publication after the other, each remembered."""
    before: list[PublicTable] = []
    for period in periods:
        for each in aggregate(asked, people, period, before).aggregate.tables:
            if each not in before:
                before.append(each)
    return before


def expect_nothing_told(tables: Sequence[PublicTable], own: int = 1) -> None:
    """Attack them all."""
    for name in {each.dimensions for each in tables}:
        held = [each for each in tables if each.dimensions == name]
        attackers = [Attacker(held)]
        if name == ("violence",):
            types = {key[0] for each in held for key in (*each.cells, *each.hidden)}
            attackers = [Attacker(held, each) for each in sorted(types)]
        for attacker in attackers:
            for target, ends in attacker.ranges_of(attacker.targets()).items():
                assert not is_small(ends), (name, target, ends)
                if target.category == OTHERS and name != ("violence",):
                    continue
                assert not betrays(ends), (name, target, ends)
                if ends[0] < ends[1]:
                    assert not betrays(ends, own), (name, target, ends)
            for target, ends in attacker.ranges_of(attacker.differences()).items():
                assert not is_small(ends), (name, target, ends)


@pytest.mark.parametrize("seed", range(20))
def test_nobody_computes_a_small_count_from_months_quarters_and_the_year(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - which is published first
    periods = [MONTHS[0], MONTHS[1], QUARTERS[0], YEAR]
    chance.shuffle(periods)
    people = office(seed, chance.choice((60, 200, 400)))
    expect_nothing_told(publish(people, QUESTIONS[seed % 3 : seed % 3 + 1] + QUESTIONS[3:], periods[:3]))


people_in_few_days = st.lists(
    st.tuples(st.sampled_from(MONTHS[:3]), st.sampled_from(("woman", "man", "non_binary"))), min_size=0, max_size=60
)


@settings(max_examples=12)
@given(people_in_few_days, st.permutations([*MONTHS[:3], QUARTERS[0]]))
def test_nobody_computes_a_small_count_whatever_is_published_in_which_order(
    told: list[tuple[Period, str]], periods: list[Period]
) -> None:
    people = [somebody(str(at), month.start, gender=gender) for at, (month, gender) in enumerate(told)]
    expect_nothing_told(publish(people, [table("gender"), table("cases_opened")], periods))


@settings(max_examples=60)
@given(people_in_few_days, st.permutations([*MONTHS[:3], QUARTERS[0]]))
def test_what_was_published_is_true_where_it_is_shown(
    told: list[tuple[Period, str]], periods: list[Period]
) -> None:
    people = [somebody(str(at), month.start, gender=gender) for at, (month, gender) in enumerate(told)]
    for each in publish(people, [table("gender")], periods):
        counted = count(table("gender"), people, each.period)
        assert each.total == counted.total.units
        assert {key: counted.cells[key].units if key in counted.cells else 0 for key in each.cells} == each.cells


def women_and_men(women: int, men: int, month: int = 0) -> list[CaseFacts]:
    on = MONTHS[month].start
    return [
        *(somebody(f"w{month}-{at}", on, gender="woman") for at in range(women)),
        *(somebody(f"m{month}-{at}", on, gender="man") for at in range(men)),
    ]


def test_a_small_count_is_hidden_and_with_it_the_one_that_would_give_it_back() -> None:
    made = fit_to_leave(table("gender"), women_and_men(30, 2), MONTHS[0], [], None)
    assert (made.total, dict(made.cells)) == (32, {("non_binary",): 0, ("own_words",): 0, ("unknown",): 0})
    assert set(made.hidden) == {("woman",), ("man",)}
    plain = fit_to_leave(table("gender"), women_and_men(30, 5), MONTHS[0], [], None)
    assert plain.cells["woman",] == 30
    assert plain.cells["man",] == 5


def test_an_office_of_a_few_people_publishes_nothing() -> None:
    for size in range(1, 5):
        with pytest.raises(Unpublishable) as refused:
            fit_to_leave(table("cases_opened"), women_and_men(size, 0), MONTHS[0], [], None)
        assert refused.value.why is Refusal.TOO_FEW
    assert fit_to_leave(table("cases_opened"), [], MONTHS[0], [], None).total == 0
    assert fit_to_leave(table("cases_opened"), women_and_men(5, 0), MONTHS[0], [], None).total == 5


def test_a_period_one_day_longer_does_not_tell_who_came_on_that_day() -> None:
    people = women_and_men(20, 0)
    longer = Period(MONTHS[0].start, MONTHS[1].start)
    first = fit_to_leave(table("cases_opened"), people, MONTHS[0], [], None)
    (somebody_else,) = women_and_men(1, 0, 1)
    with pytest.raises(Unpublishable) as refused:
        fit_to_leave(table("cases_opened"), [*people, somebody_else], longer, [first], None)
    assert refused.value.why is Refusal.DIFFERENCE
    assert fit_to_leave(table("cases_opened"), people, longer, [first], None).total == 20


def test_whoever_is_noted_late_in_a_published_month_is_not_told_by_the_year() -> None:
    people = women_and_men(20, 0)
    month = fit_to_leave(table("cases_opened"), people, MONTHS[0], [], None)
    with pytest.raises(Unpublishable) as refused:
        fit_to_leave(table("cases_opened"), one_more(people, MONTHS[0].start, people[0]), YEAR, [month], None)
    assert refused.value.why is Refusal.DIFFERENCE


def test_periods_of_which_one_begins_inside_the_other_are_not_both_published() -> None:
    people = women_and_men(20, 0) + women_and_men(20, 0, 2)
    first = fit_to_leave(table("cases_opened"), people, QUARTERS[0], [], None)
    with pytest.raises(Unpublishable) as refused:
        fit_to_leave(table("cases_opened"), people, Period(MONTHS[2].start, MONTHS[5].end), [first], None)
    assert refused.value.why is Refusal.CROSSES


def test_a_table_published_later_does_not_tell_what_changed_meanwhile() -> None:
    people = women_and_men(20, 8)
    first = fit_to_leave(table("gender"), people, MONTHS[0], [], None)
    late = one_more(people, MONTHS[0].start, people[0])
    for asked in (table("country"), table("cases_opened")):
        with pytest.raises(Unpublishable) as refused:
            fit_to_leave(asked, late, MONTHS[0], [first], None)
        assert refused.value.why is Refusal.CHANGED
    erased = people[1:]
    with pytest.raises(Unpublishable) as refused:
        fit_to_leave(table("country"), erased, MONTHS[0], [first], None)
    assert refused.value.why is Refusal.CHANGED


def test_a_year_is_not_told_by_gender_where_an_answer_changed_since_a_month_was() -> None:
    people = women_and_men(20, 8) + women_and_men(9, 9, 1)
    first = fit_to_leave(table("gender"), people, MONTHS[0], [], None)
    moved = [somebody("w0-0", MONTHS[0].start, gender="man"), *people[1:]]
    year = fit_to_leave(table("gender"), moved, YEAR, [first], None)
    assert year.total == 46
    expect_nothing_told([first, year])


def test_one_person_with_many_referrals_is_not_a_count() -> None:
    people = [each for each in office(3, 400) if each.counted]
    made = fit_to_leave(table("referral_partners"), people, YEAR, [], None)
    counted = count(table("referral_partners"), people, YEAR)
    assert all(len(counted.cells[key].cases) >= 5 for key in made.cells if key in counted.cells)
    few = [each for each in people if each.happenings][:3]
    assert count(table("referrals"), few, YEAR).total.units >= 5
    with pytest.raises(Unpublishable) as refused:
        fit_to_leave(table("referrals"), few, YEAR, [], None)
    assert refused.value.why is Refusal.TOO_FEW


def test_what_is_told_apart_twice_is_published_with_cell_keys_alone() -> None:
    people = office(1, 300)
    with pytest.raises(Unpublishable) as refused:
        fit_to_leave(table("violence_country_gender"), people, YEAR, [], None)
    assert refused.value.why is Refusal.CROSSED
    assert fit_to_leave(table("violence_country_gender"), people, YEAR, [], b"s" * 32).cells


def test_the_two_methods_are_never_mixed_over_the_same_days() -> None:
    people = office(1, 300)
    hidden = fit_to_leave(table("gender"), people, MONTHS[0], [], None)
    for period in (MONTHS[0], YEAR):
        with pytest.raises(Unpublishable) as refused:
            fit_to_leave(table("country"), people, period, [hidden], b"s" * 32)
        assert refused.value.why is Refusal.MIXED
    assert fit_to_leave(table("country"), people, MONTHS[1], [hidden], b"s" * 32).cells


def test_those_followed_are_for_the_office_alone() -> None:
    with pytest.raises(Unpublishable) as refused:
        fit_to_leave(table("cases_active"), office(1, 300), YEAR, [], None)
    assert refused.value.why is Refusal.INSIDE_ONLY


def test_what_is_less_by_now_than_a_part_of_it_was_is_not_published() -> None:
    people = women_and_men(20, 0)
    first = fit_to_leave(table("cases_opened"), people, MONTHS[0], [], None)
    with pytest.raises(Unpublishable) as refused:
        fit_to_leave(table("cases_opened"), people[:9], YEAR, [first], None)
    assert refused.value.why is Refusal.CHANGED
    gone = fit_to_leave(table("gender"), women_and_men(20, 8), MONTHS[0], [], None)
    with pytest.raises(Unpublishable) as refused:
        fit_to_leave(table("gender"), women_and_men(20, 8), MONTHS[0], [gone], None)
    assert refused.value.why is Refusal.CHANGED


def test_where_answers_moved_between_two_publications_what_they_moved_between_is_hidden() -> None:
    """Twelve women then, and by now nine of them are men: a year that says so would contradict the month."""
    month = fit_to_leave(table("gender"), women_and_men(12, 12), MONTHS[0], [], None)
    now = women_and_men(3, 21)
    year = fit_to_leave(table("gender"), now, YEAR, [month], None)
    expect_nothing_told([month, year])
    assert ("woman",) in year.hidden
    other = women_and_men(21, 3)
    year = fit_to_leave(table("gender"), other, YEAR, [month], None)
    expect_nothing_told([month, year])


def test_a_month_that_was_told_in_another_way_than_the_year_is_now_is_left_to_what_fits() -> None:
    shown = PublicTable(
        "gender", 1, "received", ("gender",), YEAR, Method.HIDDEN, 24, {("woman",): 24, ("man",): 0}, ()
    )
    broken = replace(shown, period=MONTHS[0], total=24, cells={("woman",): 30})
    with pytest.raises(Unpublishable) as refused:
        fit_to_leave(table("gender"), women_and_men(12, 12), QUARTERS[0], [shown, broken], None)
    assert refused.value.why is Refusal.CHANGED


def test_nobody_is_left_by_chance_where_a_few_became_none() -> None:
    with pytest.raises(Unpublishable) as refused:
        for at in range(40):
            fit_to_leave(table("gender"), women_and_men(1, 0), MONTHS[0], [], bytes([at]) * 32)
    assert refused.value.why is Refusal.TOO_FEW


def test_the_attacker_finds_it_where_only_the_small_count_itself_is_hidden() -> None:
    made = PublicTable(
        "gender", 1, "received", ("gender",), MONTHS[0], fit_to_leave(table("gender"), [], MONTHS[0], [], None).method,
        32, {("woman",): 30, ("non_binary",): 0}, (("man",),),
    )
    attacker = Attacker([made])
    told = [target for target, ends in attacker.ranges_of(attacker.targets()).items() if betrays(ends)]
    assert {target.category for target in told} == {"man", OTHERS}
