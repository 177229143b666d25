"""Which backups are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from caselink.vault.backup.rotation import DAYS, WEEKS, kept

NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
moments = st.sets(
    st.integers(min_value=-60 * 24 * 200, max_value=60 * 24 * 3).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    max_size=80,
)


def monday(moment: datetime) -> int:
    return moment.date().toordinal() - moment.weekday()


@given(moments)
def test_the_newest_of_each_of_the_last_days_and_weeks_stay(made: set[datetime]) -> None:
    stay = kept(made, NOW)
    past = sorted(moment for moment in made if moment <= NOW)
    for moment in past:
        newest_of_day = moment == max(other for other in past if other.date() == moment.date())
        newest_of_week = moment == max(other for other in past if monday(other) == monday(moment))
        if newest_of_day and (NOW.date() - moment.date()).days < DAYS:
            assert moment in stay
        if newest_of_week and (monday(NOW) - monday(moment)) // 7 < WEEKS:
            assert moment in stay
        if not newest_of_day:
            assert moment not in stay


@given(moments)
def test_they_never_become_many_and_the_newest_is_always_there(made: set[datetime]) -> None:
    stay = kept(made, NOW)
    assert stay <= made
    assert len([moment for moment in stay if moment <= NOW]) <= DAYS + WEEKS
    right = [moment for moment in made if moment <= NOW]
    assert not made or max(right, default=max(made)) in stay
    assert kept(stay, NOW) == stay


@given(moments, st.integers(min_value=1, max_value=40_000))
def test_a_clock_that_is_wrong_for_a_while_costs_no_day(made: set[datetime], days: int) -> None:
    right = {moment for moment in made if moment <= NOW}
    wrong = {NOW + timedelta(days=days)}
    stay = kept(right | wrong, NOW)
    assert stay - wrong == kept(right, NOW)
    assert (wrong <= stay) == (len({moment.date() for moment in right}) < DAYS), "it is needed until others are there"


def test_an_office_that_was_closed_for_a_year_keeps_its_last_ten_days() -> None:
    last_year = {NOW - timedelta(days=365 + day) for day in range(12)}
    assert set(sorted(last_year)[-DAYS:]) <= kept(last_year, NOW)


def test_hourly_backups_of_half_a_year_leave_ten_days_and_the_weeks_before() -> None:
    hourly = {NOW - timedelta(hours=hour) for hour in range(24 * 180)}
    stay = sorted(kept(hourly, NOW))
    assert [moment.date() for moment in stay[-DAYS:]] == [NOW.date() - timedelta(days=9 - day) for day in range(DAYS)]
    assert len({monday(moment) for moment in stay}) == WEEKS
