"""Dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselink.forms.dates_typed import read_typed_date

TODAY = date(2026, 11, 22)
whole_days = st.dates(date(1850, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3/11", "2026-11-03"),
        ("3/12", "2025-12-03"),
        ("22/11", "2026-11-22"),
        ("03.11.2026", "2026-11-03"),
        ("3. 11. 2026", "2026-11-03"),
        (" 3 / 11 ", "2026-11-03"),
        ("3 11 2026", "2026-11-03"),
        ("3-11-26", "2026-11-03"),
        ("3/11/36", "2036-11-03"),
        ("3/11/37", "1937-11-03"),
        ("29/2", "2024-02-29"),
        ("2026-11-03", "2026-11-03"),
        ("2019", "2019"),
        ("2019-03", "2019-03"),
        ("11/2019", "2019-11"),
        ("mars 2019", "2019-03"),
        ("Août 2020", "2020-08"),
        ("juil. 2020", "2020-07"),
        ("1er mars 2020", "2020-03-01"),
        ("3 novembre", "2026-11-03"),
        ("3 nov. 2020", "2020-11-03"),
        ("maart 2019", "2019-03"),
        ("5 mei", "2026-05-05"),
        ("March 3, 2020", "2020-03-03"),
        ("3rd March 2020", "2020-03-03"),
        ("hier", "2026-11-21"),
        ("Aujourd’hui", "2026-11-22"),
        ("aujourd'hui", "2026-11-22"),
        ("avant-hier", "2026-11-20"),
        ("gisteren", "2026-11-21"),
        ("vandaag", "2026-11-22"),
        ("yesterday", "2026-11-21"),
        ("tomorrow", "2026-11-23"),
        ("vers 2019", "~2019"),
        ("vers mars 2019", "~2019-03"),
        ("vers le 3 mars 2019", "~2019-03-03"),
        ("about 2019", "~2019"),
        ("rond 2019", "~2019"),
        ("~2019", "~2019"),
    ],
)
def test_what_people_type_is_understood(typed: str, meant: str) -> None:
    assert str(read_typed_date(typed, TODAY, "fr")) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3/11", "2027-11-03"),
        ("3/12", "2026-12-03"),
        ("22/11", "2026-11-22"),
        ("29/2", "2028-02-29"),
        ("3/11/2026", "2026-11-03"),
    ],
)
def test_where_dates_lie_ahead_the_next_such_day_is_meant(typed: str, meant: str) -> None:
    assert str(read_typed_date(typed, TODAY, "fr", ahead=True)) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "x", "31/2", "32/1", "1/13", "13/2019", "vers", "vers vers 2019", "vers ~2019", "3 bonjour 2019",
        "bonjour 2019", "2019-13", "1/1/1849", "31 juin 2020", "3/11/202", "hier matin", "3/11 2026 10:00", "33",
    ],
)
def test_anything_else_is_no_date(typed: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_typed_date(typed, TODAY, "fr")


@given(whole_days, st.sampled_from(["{0.day}/{0.month}/{0.year}", "{0.day:02d}.{0.month:02d}.{0.year}", "{0}"]))
def test_a_whole_day_means_itself_however_it_is_spelled(day: date, spelling: str) -> None:
    assert read_typed_date(spelling.format(day), TODAY, "nl").first_day() == day


@given(whole_days, whole_days.filter(lambda day: day.year > 1860))
def test_a_day_without_a_year_is_the_nearest_on_the_side_asked_for(day: date, today: date) -> None:
    typed = f"{day.day}/{day.month}"
    assert read_typed_date(typed, today, "fr").first_day() <= today
    assert read_typed_date(typed, today, "fr", ahead=True).first_day() >= today


@given(st.text(max_size=20))
def test_whatever_is_typed_gives_a_date_or_a_value_error(typed: str) -> None:
    try:
        partial = read_typed_date(typed, TODAY, "en")
    except ValueError:
        return
    assert partial.first_day() <= partial.last_day()
