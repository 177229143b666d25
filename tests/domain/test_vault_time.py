"""Time never runs backwards in a vault, and leaps ahead only when somebody says so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from caselink.domain.vault_time import LARGEST_JUMP, SKEW, ClockStanding, VaultTime

LATEST = datetime(2026, 11, 29, 12, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
TIME = VaultTime(LATEST, PARIS)
GAPS = st.timedeltas(min_value=timedelta(days=-4_000), max_value=timedelta(days=4_000))


def test_a_clock_that_goes_with_the_trail_is_right() -> None:
    for apart in (-SKEW, timedelta(0), LARGEST_JUMP):
        assert TIME.standing(LATEST + apart) is ClockStanding.RIGHT
        assert not TIME.is_unsure(LATEST + apart)


def test_a_clock_behind_the_trail_is_unsure_and_the_later_moment_counts() -> None:
    computer = LATEST - SKEW - timedelta(seconds=1)
    assert TIME.standing(computer) is ClockStanding.BEHIND
    assert TIME.is_unsure(computer)
    assert TIME.now(computer) == LATEST


def test_a_clock_that_runs_a_little_behind_does_not_turn_the_day_back() -> None:
    time = VaultTime(datetime(2026, 11, 29, 23, 20, tzinfo=UTC), PARIS)
    assert time.today(datetime(2026, 11, 29, 22, 50, tzinfo=UTC)) == date(2026, 11, 30)


def test_a_clock_far_ahead_counts_only_once_it_is_said_to_be_right() -> None:
    computer = LATEST + LARGEST_JUMP + timedelta(seconds=1)
    assert TIME.standing(computer) is ClockStanding.AHEAD
    assert TIME.is_unsure(computer)
    assert TIME.now(computer) == LATEST
    believed = VaultTime(LATEST, PARIS, believed=True)
    assert believed.standing(computer) is ClockStanding.RIGHT
    assert believed.now(computer) == computer


def test_a_clock_behind_that_is_said_to_be_right_stays_behind() -> None:
    believed = VaultTime(LATEST, PARIS, believed=True)
    computer = LATEST - timedelta(days=3)
    assert believed.standing(computer) is ClockStanding.BEHIND
    assert not believed.is_unsure(computer)
    assert believed.now(computer) == LATEST


def test_days_begin_and_end_in_the_office_s_zone() -> None:
    late = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)
    assert VaultTime(late, PARIS).today(late) == date(2026, 11, 30)
    assert VaultTime(late, ZoneInfo("America/Guadeloupe")).today(late) == date(2026, 11, 29)
    assert VaultTime(late, PARIS).end_of(date(2026, 3, 29)) == datetime(2026, 3, 29, 22, tzinfo=UTC)
    assert VaultTime(late, PARIS).local(late) == datetime(2026, 11, 30, 0, 30)


@given(GAPS, GAPS)
def test_what_counts_never_runs_backwards(first: timedelta, then: timedelta) -> None:
    before = TIME.now(LATEST + first)
    assert TIME.after(before).now(LATEST + then) >= before >= LATEST
