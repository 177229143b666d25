"""What is asked goes only with what is shared, needs say who sees to them, and her own copy holds nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caselink.disclosure.gate import decide, decide_report, own_copy
from caselink.disclosure.outputs import NOTHING_ASKED, Asking, Doer
from caselink.domain.answers import Answer, Source
from caselink.domain.needs import NeedMark, NeedState
from caselink.errors import Refused
from caselink.forms.categories import Category
from caselink.forms.purposes import Purpose
from tests.disclosure.cases import DAY, PROSECUTOR, SHELTER, case_of, consent, legal


def test_what_is_asked_is_said_only_where_something_is_shared() -> None:
    asking = Asking("Une place", date(2026, 12, 1))
    shared = case_of({"person.goes_by": "A"}, consent(everything=True))
    made = decide(shared, (SHELTER,), Purpose.HOUSING, DAY, asking=asking).disclosure
    assert (made.asking, made.paths) == (asking, frozenset({"person.goes_by"}))
    nothing = case_of({"person.goes_by": "A"})
    assert decide(nothing, (SHELTER,), Purpose.HOUSING, DAY, asking=asking).disclosure.asking == NOTHING_ASKED


def test_a_need_says_its_day_and_that_the_recipient_or_the_office_sees_to_it_never_another() -> None:
    marks = {
        "shelter_tonight": NeedMark(NeedState.TO_DO, partner=SHELTER.key, due=date(2026, 12, 1)),
        "lease": NeedMark(NeedState.TO_DO, partner="another"),
        "postal_address": NeedMark(NeedState.TO_DO, owner="amal"),
        "belongings": NeedMark(NeedState.DONE, due=date(2026, 1, 1)),
    }
    case = replace(case_of({}, consent(everything=True)), needs=marks)
    said = {
        each.piece.path.removeprefix("needs."): (each.piece.due, each.piece.doer)
        for each in decide(case, (SHELTER,), Purpose.HOUSING, DAY).disclosure.shared
    }
    assert said == {
        "shelter_tonight": (date(2026, 12, 1), Doer.RECIPIENT), "lease": (None, Doer.NOBODY),
        "postal_address": (None, Doer.OFFICE), "belongings": (None, Doer.NOBODY),
    }


def test_words_are_hers_where_they_are_asked_as_such_or_long_and_said_by_her() -> None:
    answers = {
        "violence.facts": Answer("Des coups", Source.SAID_BY_HER), "person.goes_by": Answer("A", Source.SAID_BY_HER),
        "parental_authority.decisions": Answer("Un mot", Source.DOCUMENT),
    }
    case = replace(case_of({}, consent(everything=True, purposes={Purpose.NETWORK})), answers=answers)
    shared = decide(case, (SHELTER,), Purpose.NETWORK, DAY).disclosure.shared
    assert {each.piece.path: each.piece.hers for each in shared} == {
        "violence.facts": True, "person.goes_by": False, "parental_authority.decisions": False,
    }


def test_her_own_copy_holds_nobody_else_and_is_refused_on_paper_unless_she_can_keep_one() -> None:
    case = case_of({
        "person.goes_by": "A", "perpetrator.first_names": "Y", "contact.who_must_not_know": "Y",
        "housing.town": "Namur", "professional.name": "amal",
    })
    assert {piece.path for piece in own_copy(case, (), on_paper=False).pieces} == {"person.goes_by", "housing.town"}
    with pytest.raises(Refused):
        own_copy(case, (), on_paper=True)
    safe = replace(case, answers={**case.answers, "contact.may_keep_paper": Answer(True)})
    assert "contact.may_keep_paper" in {piece.path for piece in own_copy(safe, (), on_paper=True).pieces}


def test_a_report_rests_on_decisions_alone_and_names_only_the_child_that_was_harmed() -> None:
    answers = {
        "person.goes_by": "A", "housing.town": "Namur", "children.c1.first_name": "Lina",
        "children.c1.harm_note": "Vu", "children.c2.first_name": "Adam",
    }
    carried = {Category.IDENTITY, Category.CHILD_HARM}
    case = case_of(
        answers, consent(PROSECUTOR, everything=True, purposes={Purpose.CHILD_PROTECTION}),
        legal("fr_penal_226_14_1", PROSECUTOR, carried), legal("fr_cpp_40", PROSECUTOR, {Category.HEALTH}),
        entries={"children": ("c1", "c2")},
    )
    decision = decide_report(case, (PROSECUTOR,), Purpose.CHILD_PROTECTION, DAY)
    assert {each.piece.path for each in decision.disclosure.shared} == {
        "person.goes_by", "children.c1.first_name", "children.c1.harm_note",
    }
    assert [each.basis for each in decision.disclosure.decisions] == ["fr_penal_226_14_1"]
    given = decide(case, (PROSECUTOR,), Purpose.CHILD_PROTECTION, DAY).disclosure
    assert given.decisions == ()


def test_what_is_the_office_s_own_business_is_told_to_nobody() -> None:
    done = {"tell_recipients": NeedState.TO_DO, "lease": NeedState.TO_DO}
    case = case_of({}, consent(everything=True, purposes={*Purpose}), needs=done)
    for purpose in Purpose:
        decision = decide(case, (SHELTER,), purpose, DAY)
        told = [each.piece.path for each in decision.disclosure.shared]
        assert "needs.tell_recipients" not in (*told, *(each.path for each in decision.withheld))
