"""What the form says of a factor is offered: its questions and options exist, and silence is never a no."""

from __future__ import annotations

from caselink.domain.answers import Answer, NoAnswer, Value
from caselink.domain.case import Case
from caselink.domain.danger import Finding
from caselink.forms.danger.from_form import FROM_FORM, told
from caselink.forms.danger.grids import FACTORS
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Kind


def case(entries: dict[str, tuple[str, ...]] | None = None, **answers: Value | NoAnswer) -> Case:
    written = {path.replace("__", "."): Answer(value) for path, value in answers.items()}
    return Case("c", "2026-0001", answers=written, entries=entries or {})


def finding(held: Case, factor: str) -> Finding | None:
    said = told(held, factor)
    return None if said is None else said.finding


def test_every_field_and_option_that_tells_is_in_the_form() -> None:
    assert FROM_FORM.keys() <= FACTORS.keys()
    for says in (each for of_factor in FROM_FORM.values() for each in of_factor):
        section_id, name = says.path.split(".")
        section = PARTNER_FORM.section(section_id)
        assert section is not None, says.path
        field = section.field(name)
        assert field is not None, says.path
        assert (field.kind is Kind.YES_NO) == (says.options == ()), says.path
        assert {option for option in says.options if field.option(option) is None} == set(), says.path


def test_a_ticked_option_says_yes_and_one_that_is_not_says_nothing() -> None:
    assert finding(case(violence__alerts=("strangling",)), "strangulation") is Finding.YES
    assert finding(case(violence__alerts=("watched",)), "strangulation") is None
    assert finding(case(), "strangulation") is None
    assert finding(case(violence__alerts=NoAnswer.UNKNOWN), "strangulation") is None


def test_a_question_of_yes_or_no_says_either() -> None:
    assert finding(case(violence__getting_worse=True), "escalation") is Finding.YES
    assert finding(case(violence__getting_worse=False), "escalation") is Finding.NO
    assert finding(case(protection_justice__measures_respected=False), "breach_measure") is Finding.YES
    assert finding(case(protection_justice__measures_respected=True), "breach_measure") is Finding.NO
    assert finding(case(violence__getting_worse=NoAnswer.DECLINED), "escalation") is None


def test_a_yes_somewhere_counts_before_a_no_elsewhere_and_one_child_is_enough() -> None:
    held = case(violence__getting_worse=False, violence__alerts=("worse_since_leaving",))
    assert finding(held, "escalation") is Finding.YES
    children: dict[str, tuple[str, ...]] = {"children": ("a", "b")}
    two = case(children, children__a__suffered=False, children__b__suffered=True)
    assert finding(two, "child_violence") is Finding.YES
    assert finding(case(children, children__a__suffered=False), "child_violence") is Finding.NO


def test_what_is_no_longer_asked_for_says_nothing() -> None:
    asked = case(residence__recording="record", residence__tied_to_partner=True)
    assert finding(asked, "permit_dependent") is Finding.YES
    assert finding(case(residence__tied_to_partner=True), "permit_dependent") is None
    assert finding(asked, "jealousy") is None
