"""Definitions as facts, periods and their pieces, tables in words."""

from __future__ import annotations

from datetime import date

import pytest

from caselink.figures.bounds import Contradiction, ShownTable, TableReader
from caselink.figures.counting import Counting, asked_for, count
from caselink.figures.dimensions import BY, DIMENSIONS
from caselink.figures.facts import CaseFacts, Happening, answer_values
from caselink.figures.indicators import INDICATORS, Population
from caselink.figures.periods import Period, parent_of, remainders_of
from caselink.figures.publishing import fit_to_leave
from caselink.figures.wording import definition_of, of_exact, of_public
from caselink.i18n import _
from tests.figures.offices import MONTHS, QUARTERS, YEAR, office, somebody, table


def test_answers_count_as_what_is_chosen_and_the_unknown_as_nothing() -> None:
    assert answer_values(True) == ("yes",)
    assert answer_values(False) == ("no",)
    assert answer_values("woman") == ("woman",)
    assert answer_values(["a", "b"]) == ("a", "b")
    assert answer_values({"state": "unknown"}) == answer_values(None) == ()


def test_who_was_received_closed_or_followed_is_told_by_days() -> None:
    one = CaseFacts("1", date(2026, 1, 31), closed=date(2026, 3, 1))
    other = CaseFacts("2", date(2026, 2, 1))
    counted = {name: [count(table(name), [one, other], month).total.units for month in MONTHS[:4]]
               for name in ("cases_opened", "cases_closed", "cases_active")}
    assert counted == {"cases_opened": [1, 1, 0, 0], "cases_closed": [0, 0, 1, 0], "cases_active": [1, 2, 2, 1]}


def test_what_happened_counts_by_its_own_day_and_how_long_it_took_by_the_middle() -> None:
    took = ((1, 3), (2, 9), (3, 4))
    done = tuple(Happening("needs_done", date(2026, 2, day), {"domain": "justice"}, days) for day, days in took)
    found = count(table("needs_done"), [CaseFacts("1", date(2025, 1, 1), happenings=done)], MONTHS[1])
    assert (found.total.units, len(found.total.cases), found.total.median_days) == (3, 1, 4)
    assert count(table("needs_done"), [CaseFacts("1", date(2025, 1, 1), happenings=done)], MONTHS[0]).total.units == 0


def test_tables_of_one_counting_say_what_each_says_alone() -> None:
    cases = [CaseFacts(str(day), date(2026, 1, day), closed=date(2026, 3, 1)) for day in range(1, 8)]
    counting = Counting(cases, YEAR)
    asked = [table("cases_opened"), table("cases_closed"), table("cases_opened")]
    assert [counting.table(each) for each in asked] == [count(each, cases, YEAR) for each in asked]


def test_categories_that_are_not_told_are_counted_with_the_others_or_not_at_all() -> None:
    assert DIMENSIONS["country"].counted_as(("stateless",)) == ("others",)
    assert DIMENSIONS["barriers"].counted_as(("papers", "shame")) == ("shame",)
    assert DIMENSIONS["barriers"].counted_as(("papers",)) == ()
    assert DIMENSIONS["gender"].counted_as(("of_tomorrow",)) == ("unknown",)
    assert DIMENSIONS["partner"].counted_as(("Refuge",)) == ("Refuge",)
    assert "residence" not in DIMENSIONS["domain"].categories
    for dimension in DIMENSIONS.values():
        assert all(dimension.words(category) for category in dimension.categories)


@pytest.mark.parametrize("name", INDICATORS)
def test_every_indicator_says_what_it_counts_from_where_and_in_which_version(name: str) -> None:
    indicator = INDICATORS[name]
    said = definition_of(indicator)
    assert _(indicator.definition) in said
    assert "Version 1" in said
    assert all(row in DIMENSIONS for row in indicator.rows)
    assert of_exact(count(table(name), office(1, 40), YEAR)).title == _(indicator.title)


def test_a_question_gives_each_count_once_and_tells_apart_only_what_can_be() -> None:
    assert [each.id for each in asked_for()] == [*INDICATORS]
    for name in BY:
        ids = [each.id for each in asked_for([name])]
        assert len(ids) == len(set(ids)) > 0
    by_gender = {each.id for each in asked_for(["gender"])}
    assert {"gender", "country_by_gender", "cases_closed_by_gender"} <= by_gender
    assert not {"cases_opened_by_gender", "gender_by_gender"} & by_gender
    assert {each.indicator.population for each in asked_for(["domain"])} == {Population.NEEDS_DONE}
    assert [each.id for each in asked_for(["gender", "country"], ["gender"])] == ["gender", "gender_by_country"]


def test_periods_hold_meet_and_cut_each_other() -> None:
    quarter, february = QUARTERS[0], MONTHS[1]
    assert quarter.holds(february) and quarter.meets(february) and not quarter.crosses(february)
    assert Period(date(2026, 1, 15), date(2026, 2, 15)).crosses(february)
    assert not quarter.meets(QUARTERS[1])
    with pytest.raises(ValueError, match="before it begins"):
        Period(date(2026, 2, 1), date(2026, 1, 1))


def test_time_is_cut_into_what_remains_of_each_period() -> None:
    pieces = remainders_of([YEAR, QUARTERS[0], *MONTHS[:3]])
    assert [piece.whole for piece in pieces] == [YEAR, *MONTHS[:3]]
    assert date(2026, 6, 1) in pieces[0]
    assert date(2026, 1, 1) not in pieces[0]
    assert parent_of(MONTHS[0], [YEAR, QUARTERS[0], MONTHS[0]]) == QUARTERS[0]
    assert parent_of(YEAR, [YEAR]) is None


def test_tables_that_fit_no_numbers_are_told() -> None:
    month, quarter = MONTHS[0], QUARTERS[0]
    for tables in (
        [ShownTable(quarter, 5, {}), ShownTable(month, 9, {})],
        [ShownTable(month, 9, {"a": 12})],
        [ShownTable(quarter, 9, {"a": 1}), ShownTable(month, 5, {"a": 4})],
        [ShownTable(quarter, 9, {}), *(ShownTable(each, 1, {}) for each in MONTHS[:3])],
    ):
        with pytest.raises(Contradiction):
            TableReader(tables, ("a", "b"))


def test_a_table_is_read_in_the_order_of_its_list_and_long_lists_by_their_count() -> None:
    people = [somebody(f"{name}{at}", MONTHS[0].start, country=name) for name, many in (("ml", 9), ("ir", 7), ("be", 2))
              for at in range(many)]
    exact = of_exact(count(table("country"), people, YEAR))
    assert [row[0] for row in exact.rows] == ["Mali", "Iran", "Belgique", "Total"]
    public = of_public(fit_to_leave(table("country"), people, YEAR, [], None))
    assert list(public.rows) == [("Mali", 9), ("autres", 9), ("Total", 18)]
    assert (public.hidden, public.total) == (0, 18)
    crossed = of_public(fit_to_leave(table("country", "gender"), people, YEAR, [], b"s" * 32))
    assert crossed.title == "Pays d’origine, selon\u00a0: genre"
    assert crossed.id == "country_by_gender"
