"""A need handed to a partner: where it stands, what it was before, what partners make of what they are asked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from caselink.domain.needs import NeedState
from caselink.errors import Refused, UserError
from caselink.forms.consent_terms import ExcludedKind
from caselink.services.answers import undo
from caselink.services.cases import read_case
from caselink.services.consents import never_inform
from caselink.services.needs import set_need
from caselink.services.referrals import ReferralAnswers, all_referrals, answers_by_partner, record_referral, referrals
from tests.conftest import USER
from tests.services.conftest import Desk

SENT = {"need": "lawyer", "to": "abri", "state": "sent", "on": "2026-01-10", "due": "2026-01-20"}


def test_a_referral_goes_on_from_state_to_state_and_keeps_what_it_was(desk: Desk) -> None:
    office, case_id = desk.office, desk.case.id
    made = record_referral(office, case_id, SENT)
    assert record_referral(office, case_id, {**SENT, "state": "accepted", "on": "2026-01-12", "due": None}) == made
    (held,) = referrals(read_case(office, case_id))
    assert (held.state, held.due, held.by, held.awaited) == ("accepted", None, USER, False)
    assert [(step.state, str(step.on)) for step in held.course] == [("sent", "2026-01-10"), ("accepted", "2026-01-12")]
    restored = undo(office, case_id)
    assert restored is not None
    assert [(each.state, str(each.due)) for each in referrals(restored)] == [("sent", "2026-01-20")]


def test_preparing_then_sending_keeps_the_day_by_which_an_answer_is_due(desk: Desk) -> None:
    record_referral(desk.office, desk.case.id, {**SENT, "state": "prepared"})
    record_referral(desk.office, desk.case.id, {**SENT, "due": None})
    (held,) = referrals(read_case(desk.office, desk.case.id))
    assert (held.state, str(held.due), held.awaited) == ("sent", "2026-01-20", True)


def test_asking_again_after_a_refusal_is_another_referral_and_done_turns_nothing_green(desk: Desk) -> None:
    office, case_id = desk.office, desk.case.id
    set_need(office, case_id, "lawyer", NeedState.TO_DO)
    record_referral(office, case_id, SENT)
    record_referral(office, case_id, {**SENT, "state": "refused", "on": "2026-01-11", "due": None, "why": "complet"})
    record_referral(office, case_id, {**SENT, "on": "2026-02-01", "due": None})
    record_referral(office, case_id, {**SENT, "state": "done", "on": "2026-02-03", "due": None})
    assert [each.state for each in referrals(read_case(office, case_id))] == ["done", "refused"]
    assert read_case(office, case_id).need_state("lawyer") is NeedState.TO_DO
    assert answers_by_partner(all_referrals(office)) == (ReferralAnswers("abri", 2, 1, 1, (("complet", 1),)),)


def test_a_state_without_a_day_is_of_today_and_one_to_come_is_refused(desk: Desk) -> None:
    office, case_id, today = desk.office, desk.case.id, desk.office.today()
    record_referral(office, case_id, {"need": "lawyer", "to": "abri", "state": "sent", "on": None})
    assert referrals(read_case(office, case_id))[0].on == today
    for wrong in (
        {"on": (today + timedelta(1)).isoformat()}, {"need": "moon"}, {"to": "nobody"}, {"state": "asked"},
        {"due": "2026-01-09"}, {"to": None},
    ):
        with pytest.raises(UserError):
            record_referral(office, case_id, {**SENT, **wrong})
    assert len(referrals(read_case(office, case_id))) == 1


def test_nobody_is_asked_who_must_never_be_informed(desk: Desk) -> None:
    never_inform(desk.office, desk.case.id, ExcludedKind.PARTNER_CONTACT, "Maison d’accueil")
    with pytest.raises(Refused):
        record_referral(desk.office, desk.case.id, SENT)
    assert referrals(read_case(desk.office, desk.case.id)) == ()
