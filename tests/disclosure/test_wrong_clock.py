"""What she took back under a wrong clock stays taken back once that day is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from caselink.consent.events import legal_end_body, read_grounds
from caselink.disclosure.gate import decide
from caselink.disclosure.outputs import Reason
from caselink.domain.events import EventKind
from caselink.forms.categories import Category as C
from caselink.forms.purposes import Purpose as P
from tests.disclosure.cases import DAY, POLICE, SHELTER, case_of, consent, event, legal, withdrawal

YEARS_ON = date(2036, 1, 1)


@pytest.mark.parametrize("on", [DAY - timedelta(days=3), DAY, DAY + timedelta(days=3)])
def test_a_withdrawal_whose_moment_has_not_come_counts_from_the_day_of_the_consent(on: date) -> None:
    given = consent(categories={C.IDENTITY})
    taken = replace(withdrawal(given, YEARS_ON), too_early=True)
    decision = decide(case_of({"person.goes_by": "Amina"}, given, taken), (SHELTER,), P.HOUSING, on)
    assert [each.reason for each in decision.withheld] == [Reason.WITHDRAWN]


def test_a_decision_ended_at_a_moment_that_has_not_come_never_counted() -> None:
    decided = legal("fr_penal_223_6", POLICE, {C.IDENTITY})
    ended = replace(event(EventKind.LEGAL_GROUND_ENDED, legal_end_body(decided.id, YEARS_ON)), too_early=True)
    (decision,) = read_grounds([decided, ended]).legal
    assert decision.last_day < decision.on


def test_that_an_event_was_dated_by_a_wrong_clock_is_no_part_of_what_the_chain_sealed() -> None:
    given = consent(categories={C.IDENTITY})
    assert replace(given, too_early=True).digest() == given.digest()
