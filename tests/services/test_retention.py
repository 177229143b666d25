"""Cases that rest are offered for review, come back after it, and stay whatever anybody wants while under a hold."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from caselink.domain.answers import Answer
from caselink.domain.calendar import add_months
from caselink.domain.events import EventKind
from caselink.domain.roles import Role
from caselink.errors import UserError
from caselink.services.answers import keep_draft, record_answer
from caselink.services.cases import new_case
from caselink.services.encounters import record_encounter
from caselink.services.office import Office
from caselink.services.reserving import open_case_to_all, reserve_case, reserved_to
from caselink.services.retention import (
    count_reviews_due,
    hold_case,
    hold_of,
    keep_case,
    last_contact,
    lift_hold,
    review_months,
    review_on,
    reviews_due,
    set_review_months,
)
from caselink.vault import Vault, check
from caselink.vault.parts import Part
from tests.conftest import USER
from tests.vault.colleagues import add_colleague, seen_by

TODAY = datetime.now().date()


@dataclass(frozen=True)
class OfficeOn(Office):
    """The office on another day."""

    day: date

    def today(self) -> date:
        """That day."""
        return self.day


@pytest.fixture
def desk(vault: Vault) -> Office:
    return Office(vault)


def case_of(office: Office, last_change: date) -> str:
    """A case that was opened at noon of that day, and nothing since."""
    case_id = new_case(office, name="Nour").id
    moment = datetime(last_change.year, last_change.month, last_change.day, 12).astimezone().isoformat()
    with office.vault.change("answer", case_id) as change:
        change.put_record(case_id, Part.CASE, "opened_at", {"v": moment})
        office.vault.opened.database.run("UPDATE cases SET opened_at = ? WHERE id = ?", moment, case_id)
    return case_id


def due(office: Office) -> list[str]:
    reviews = reviews_due(office)
    assert count_reviews_due(office) == len(reviews)
    return [review.case_id for review in reviews]


def in_two_years(office: Office) -> OfficeOn:
    return OfficeOn(office.vault, add_months(TODAY, 24))


def test_a_case_is_due_two_years_after_its_last_contact_and_not_a_day_before(desk: Office) -> None:
    today = add_months(TODAY, -24)
    on_the_day, a_day_later, long_ago = (case_of(desk, day) for day in (
        today, today + timedelta(days=1), today - timedelta(days=400),
    ))
    assert a_day_later not in due(desk)
    assert due(desk) == [long_ago, on_the_day]
    longest, other = reviews_due(desk)
    assert (other.name, other.last_contact, other.since) == ("Nour", today, add_months(today, 24))
    assert longest.since == add_months(longest.last_contact, 24)
    assert last_contact(desk, on_the_day) == today


def test_the_last_day_of_a_month_counts_as_the_calendar_has_it(desk: Office) -> None:
    case_id = case_of(desk, date(2023, 8, 31))
    set_review_months(desk, 6)
    assert due(OfficeOn(desk.vault, date(2024, 2, 28))) == []
    assert due(OfficeOn(desk.vault, date(2024, 2, 29))) == [case_id]


def test_the_office_sets_the_time_and_only_the_coordination(desk: Office) -> None:
    case_id = case_of(desk, add_months(TODAY, -12))
    assert (review_months(desk), due(desk)) == (24, [])
    set_review_months(desk, 12)
    assert due(desk) == [case_id]
    for months in (5, 121, 0, -24):
        with pytest.raises(UserError, match="entre 6 et 120"):
            set_review_months(desk, months)
    hers = Office(seen_by(desk.vault, "ida", add_colleague(desk.vault, role=Role.WORKER)))
    with pytest.raises(UserError, match="coordination"):
        set_review_months(hers, 24)
    assert review_months(desk) == 12


@pytest.mark.parametrize("named", [None, (USER,)])
def test_a_corrected_answer_a_draft_or_a_reservation_is_no_contact_and_an_encounter_is(
    desk: Office, named: tuple[str, ...] | None
) -> None:
    case_id = case_of(desk, add_months(TODAY, -30))
    keep_draft(desk, case_id, "request.wishes", "elle voudrait")
    assert due(desk) == [case_id]
    reserve_case(desk, case_id, [USER])
    assert (due(desk), reserved_to(desk, case_id)) == ([case_id], (USER,))
    if named is None:
        open_case_to_all(desk, case_id)
    record_answer(desk, case_id, "person.goes_by", "Nora")
    assert due(desk) == [case_id]
    met = add_months(TODAY, -3)
    record_encounter(desk, case_id, {"on": met.isoformat(), "channel": "phone"})
    assert due(desk) == []
    assert (last_contact(desk, case_id), review_on(desk, case_id)) == (met, add_months(met, 24))
    assert due(OfficeOn(desk.vault, add_months(met, 24))) == [case_id]


def test_a_case_that_is_kept_comes_back_after_the_same_time(desk: Office) -> None:
    contact = add_months(TODAY, -30)
    case_id = case_of(desk, contact)
    with pytest.raises(UserError, match="pourquoi"):
        keep_case(desk, case_id, " ")
    assert review_on(desk, case_id) == add_months(contact, 24)
    keep_case(desk, case_id, "Procès en  cours")
    assert due(desk) == []
    assert review_on(desk, case_id) == add_months(TODAY, 24)
    later = in_two_years(desk)
    assert due(OfficeOn(desk.vault, later.day - timedelta(days=1))) == []
    (review,) = reviews_due(later)
    assert (review.last_contact, review.since) == (contact, later.day)
    assert desk.vault.case(case_id).events[-1].body == {"reason": "Procès en cours"}


def test_a_case_under_a_hold_is_never_offered(desk: Office) -> None:
    case_id = case_of(desk, add_months(TODAY, -30))
    hold_case(desk, case_id, "Réquisition du parquet")
    hold = hold_of(desk, case_id)
    assert hold is not None
    assert (hold.reason, hold.by) == ("Réquisition du parquet", USER)
    assert due(desk) == due(in_two_years(desk)) == []
    with pytest.raises(UserError, match="déjà suspendu"):
        hold_case(desk, case_id, "encore")
    lift_hold(desk, case_id)
    assert (hold_of(desk, case_id), due(desk)) == (None, [case_id])
    with pytest.raises(UserError, match="n’est pas suspendu"):
        lift_hold(desk, case_id)
    hold_case(desk, case_id, "Appel")
    assert (hold_of(desk, case_id), due(desk)) != (None, [case_id])
    kinds = [event.kind for event in desk.vault.sealed_case(case_id).events]
    assert kinds == [EventKind.HOLD_SET, EventKind.HOLD_LIFTED, EventKind.HOLD_SET]
    assert check(desk.vault).problems == ()


def test_only_the_coordination_sets_and_lifts_a_hold(desk: Office) -> None:
    case_id = case_of(desk, TODAY)
    hers = Office(seen_by(desk.vault, "ida", add_colleague(desk.vault, role=Role.WORKER)))
    with pytest.raises(UserError, match="coordination"):
        hold_case(hers, case_id, "non")
    hold_case(desk, case_id, "oui")
    with pytest.raises(UserError, match="coordination"):
        lift_hold(hers, case_id)
    assert hold_of(hers, case_id) == hold_of(desk, case_id) is not None


def test_a_reserved_case_is_offered_to_who_is_named_and_to_nobody_else(desk: Office) -> None:
    case_id = case_of(desk, add_months(TODAY, -30))
    reserve_case(desk, case_id, [USER])
    hers = Office(seen_by(desk.vault, "ida", add_colleague(desk.vault, role=Role.COORDINATOR)))
    assert due(hers) == []
    assert [review.name for review in reviews_due(desk)] == ["Nour"]
    hold_case(desk, case_id, "Secret")
    assert due(desk) == []
    held = hold_of(desk, case_id)
    assert held is not None
    assert held.reason == "Secret"


def test_ten_thousand_cases_are_looked_through_at_once(desk: Office) -> None:
    with desk.vault.change("import") as change:
        first = change.new_case("A-0")
        change.put_answer(first, "person.goes_by", Answer("Nour"))
    database = desk.vault.opened.database
    moment = f"{add_months(TODAY, -25).isoformat()}T09:00:00.000+00:00"
    with database.transaction():
        database.run_many(
            "INSERT INTO cases (id, reference, name, status, opened_at, changed_at) VALUES (?, ?, '', 'open', ?, ?)",
            [(f"id-{number}", f"B-{number}", moment if number % 100 == 0 else "9", "9") for number in range(10_000)],
        )
    started = time.process_time()
    assert len(reviews_due(desk)) == 100
    assert time.process_time() - started < 0.5
