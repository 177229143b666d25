"""What a partner may answer on a slip."""

from __future__ import annotations

from caselink.forms.referrals import AWAITED, BEGINS, STATES
from caselink.forms.slips import ANSWER, ANSWERS, FORM_ID, LONGEST, TEXTS


def test_each_answer_is_where_a_referral_gets_by_a_partner_s_word() -> None:
    assert set(ANSWERS) <= {state.id for state in STATES}
    assert not set(ANSWERS) & (BEGINS | AWAITED | {"withdrawn"}), "what only the office or she decides"


def test_no_two_fields_of_a_slip_bear_one_name_and_none_asks_for_anything_of_hers() -> None:
    names = [FORM_ID, ANSWER, *TEXTS]
    assert sorted(names) == ["answer", "by", "form_id", "line", "on", "why"]
    assert 0 < LONGEST <= 500
