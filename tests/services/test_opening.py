"""Public holidays of France and Belgium, and days of a partner's own."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from caselink.domain.partners import DayHours, Hours, Opening, Partner, PartnerKind
from caselink.services.opening import is_holiday, open_now

EVERY_WORKING_DAY = tuple(Opening(day, time(9), time(17)) for day in range(5))


def partner(country: str, hours: Hours) -> Partner:
    return Partner("abri", "Maison d’accueil", PartnerKind.SHELTER, country=country, hours=hours)


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("FR", date(2026, 12, 25), True),
        ("BE", date(2026, 12, 25), True),
        ("", date(2026, 12, 25), True),
        ("FR", date(2026, 7, 14), True),
        ("BE", date(2026, 7, 14), False),
        ("BE", date(2026, 7, 21), True),
        ("", date(2026, 7, 21), False),
        ("FR", date(2027, 3, 29), True),
        ("FR", date(2026, 11, 24), False),
        ("DE", date(2026, 12, 25), False),
    ],
)
def test_holidays_are_those_of_the_partner_s_country(country: str, day: date, expected: bool) -> None:
    assert is_holiday(country, day) is expected


def test_on_christmas_a_service_with_hours_is_closed_and_a_line_of_every_hour_is_not() -> None:
    christmas = datetime(2026, 12, 25, 10)
    assert open_now(partner("FR", Hours(openings=EVERY_WORKING_DAY)), christmas) is False
    assert open_now(partner("FR", Hours(openings=EVERY_WORKING_DAY)), datetime(2026, 12, 28, 10)) is True
    assert open_now(partner("FR", Hours(always=True)), christmas) is True


def test_a_service_by_appointment_is_never_closed_now() -> None:
    assert open_now(partner("BE", Hours(by_appointment=True)), datetime(2026, 12, 25, 3)) is None


def test_a_day_of_its_own_outranks_holiday_and_week() -> None:
    hours = Hours(
        openings=EVERY_WORKING_DAY,
        exceptions=(DayHours(date(2026, 12, 25), ((time(9), time(12)),)), DayHours(date(2026, 12, 28))),
    )
    assert open_now(partner("FR", hours), datetime(2026, 12, 25, 10)) is True
    assert open_now(partner("FR", hours), datetime(2026, 12, 28, 10)) is False
