"""Dates of which only a part is known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselink.domain.partial_date import PartialDate

whole_days = st.dates(date(1850, 1, 1))
partial_dates = st.one_of(
    st.builds(PartialDate, st.integers(1850, 9999), about=st.booleans()),
    st.builds(PartialDate, st.integers(1850, 9999), st.integers(1, 12), about=st.booleans()),
    whole_days.map(lambda day: PartialDate(day.year, day.month, day.day)),
)


@given(partial_dates)
def test_what_is_written_is_read_back(partial: PartialDate) -> None:
    assert PartialDate.parse(str(partial)) == partial


@given(partial_dates)
def test_the_first_day_is_never_after_the_last(partial: PartialDate) -> None:
    assert partial.first_day() <= partial.last_day()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("~2019-03-11", date(2019, 3, 11), date(2019, 3, 11)),
    ],
)
def test_a_part_of_a_date_means_a_span_of_days(text: str, first: date, last: date) -> None:
    partial = PartialDate.parse(text)
    assert (partial.first_day(), partial.last_day()) == (first, last)
    assert partial.about == text.startswith("~")


@pytest.mark.parametrize(
    "text",
    ["", "19", "2019-3", "2019-13", "2019-00", "2019-02-29", "2019-02-00", "1849", "2019 ", "2019\n", "~~2019", "٢٠١٩"],
)
def test_anything_else_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.parse(text)
