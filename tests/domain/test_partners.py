"""Partners and their opening hours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselink.domain.partners import (
    DayHours,
    Hours,
    Opening,
    Partner,
    PartnerContact,
    PartnerKind,
    hours_from_json,
    hours_to_json,
)

MONDAY_NOON = datetime(2026, 11, 23, 12, 0)
openings = st.builds(
    lambda day, start, length: Opening(day, time(*divmod(start, 60)), time(*divmod(min(start + length, 1439), 60))),
    st.integers(0, 6), st.integers(0, 1400), st.integers(1, 600),
)


exceptions = st.builds(
    DayHours, st.dates(), st.lists(openings.map(lambda each: (each.start, each.until)), max_size=2).map(tuple)
)


@given(
    st.builds(
        Hours, st.booleans(), st.booleans(), st.lists(openings, max_size=5).map(tuple),
        st.lists(exceptions, max_size=3).map(tuple),
    )
)
def test_hours_come_back_from_json(hours: Hours) -> None:
    again = hours_from_json(hours_to_json(hours))
    assert (again.always, again.by_appointment) == (hours.always, hours.by_appointment)
    assert sorted(again.openings, key=str) == sorted(hours.openings, key=str)
    assert again.exceptions == hours.exceptions


@pytest.mark.parametrize(
    ("hours", "open_then"),
    [
        (Hours(always=True), True),
        (Hours(), None),
        (Hours(by_appointment=True), None),
        (Hours(openings=(Opening(0, time(9), time(12)),)), False),
        (Hours(openings=(Opening(0, time(12), time(17)),)), True),
        (Hours(openings=(Opening(1, time(9), time(17)),)), False),
        (Hours(always=True, exceptions=(DayHours(MONDAY_NOON.date()),)), False),
        (Hours(exceptions=(DayHours(MONDAY_NOON.date(), ((time(11), time(13)),)),)), True),
        (Hours(always=True, exceptions=(DayHours(date(2026, 11, 24)),)), True),
    ],
)
def test_open_now_is_known_only_where_hours_are_known(hours: Hours, open_then: bool | None) -> None:
    assert hours.open_at(MONDAY_NOON) is open_then


@pytest.mark.parametrize(
    "raw",
    [
        {"open": True},
        {"always": "yes"},
        {"by_appointment": 1},
        {"openings": {}},
        {"openings": [[]]},
        {"openings": [{"days": [0], "start": "09:00"}]},
        {"openings": [{"days": 0, "start": "09:00", "until": "17:00"}]},
        {"openings": [{"days": [7], "start": "09:00", "until": "17:00"}]},
        {"openings": [{"days": [True], "start": "09:00", "until": "17:00"}]},
        {"openings": [{"days": ["0"], "start": "09:00", "until": "17:00"}]},
        {"openings": [{"days": [0], "start": "17:00", "until": "09:00"}]},
        {"openings": [{"days": [0], "start": "25:00", "until": "26:00"}]},
        {"openings": [{"days": [0], "start": "09:00+01:00", "until": "17:00"}]},
        {"openings": [{"days": [0], "start": 9, "until": 17}]},
        {"exceptions": {}},
        {"exceptions": ["2026-12-24"]},
        {"exceptions": [{"on": "2026-12-24"}]},
        {"exceptions": [{"on": "2026-12-24", "spans": "9-12"}]},
        {"exceptions": [{"on": "24/12/2026", "spans": []}]},
        {"exceptions": [{"on": "2026-02-30", "spans": []}]},
        {"exceptions": [{"on": 20261224, "spans": []}]},
        {"exceptions": [{"on": "2026-12-24", "spans": ["9-12"]}]},
        {"exceptions": [{"on": "2026-12-24", "spans": [{"start": "12:00", "until": "09:00"}]}]},
    ],
)
def test_hours_that_are_none_are_refused(raw: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        hours_from_json(raw)


@pytest.mark.parametrize(
    ("days", "open_then"), [((0,), False), (range(5), False), (range(7), True)],
)
def test_on_a_public_holiday_only_hours_of_every_day_hold(days: Iterable[int], open_then: bool) -> None:
    hours = Hours(openings=tuple(Opening(day, time(9), time(17)) for day in days))
    assert hours.open_at(MONDAY_NOON) is True
    assert hours.open_at(MONDAY_NOON, holiday=True) is open_then
    assert Hours(always=True).open_at(MONDAY_NOON, holiday=True) is True


def test_a_partner_is_known_by_its_names_and_those_of_its_contacts() -> None:
    partner = Partner("Abri", "Maison Abri", PartnerKind.SHELTER, contacts=(PartnerContact("Lea Noor"),))
    assert partner.names() == ("Abri", "Maison Abri", "Lea Noor")


def test_what_police_justice_and_emergency_numbers_receive_enters_the_criminal_file() -> None:
    assert {kind for kind in PartnerKind if kind.feeds_the_criminal_file} == {
        PartnerKind.POLICE,
        PartnerKind.JUSTICE,
        PartnerKind.PUBLIC_PROSECUTOR,
        PartnerKind.EMERGENCY,
        PartnerKind.EMERGENCY,
    }


def test_all_that_is_written_of_a_partner_beside_its_names_is_said() -> None:
    contact = PartnerContact("Inès Moulin", "accueil", "02 123", "")
    partner = Partner(
        "abri", "Maison", PartnerKind.SHELTER, phones=("0800",), email="a@b", web="w", address="Rue", note="n",
        contacts=(contact,),
    )
    assert partner.said() == ("0800", "a@b", "w", "Rue", "n", "accueil", "02 123")
