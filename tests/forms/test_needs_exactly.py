"""Which answers propose which needs: those of `needs_by_answer.txt`, read against docs/rules/needs.md, and no others.

Each value that a hand could choose is tried alone, a day long ago, today's and one far off, and something typed in
every other field; and each of the other values in place of one of two answers that propose a need only together: a
condition that was widened anywhere proposes something that does not stand there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from caselink.domain.answers import Answer, Value
from caselink.domain.case import Case
from caselink.forms.needs import NEEDS, proposed
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Kind
from tests.forms.test_needs import ARROWS

TODAY = date(2026, 11, 22)
KNOWN = Path(__file__).with_name("needs_by_answer.txt")


TYPED: dict[Kind, tuple[Value, ...]] = {
    Kind.DATE: ("2019-05-04", TODAY.isoformat(), "2027-02-21", "2027-02-22"),
    Kind.BIRTH: ("1990-05-04", "2020-05-04"), Kind.COUNT: (0, 1, 12), Kind.TEXT: ("mots",), Kind.LONG_TEXT: ("mots",),
    Kind.PHONE: ("+32 2 555 01 23",), Kind.EMAIL: ("a@b.example",),
}


def values() -> Iterator[tuple[str, Value]]:
    """Every value of every field in which something is chosen, some of every other; in one entry where the section
    repeats."""
    for section, field in PARTNER_FORM.fields():
        path = f"{section.id}.a.{field.name}" if section.repeating else f"{section.id}.{field.name}"
        if field.kind is Kind.YES_NO:
            yield from ((path, answer) for answer in (True, False))
        elif field.kind is Kind.CHOICE:
            yield from ((path, option.id) for option in field.options)
        elif field.kind is Kind.CHOICES:
            yield from ((path, (option.id,)) for option in field.options)
        else:
            yield from ((path, value) for value in TYPED[field.kind])


def case_of(answers: dict[str, Value]) -> Case:
    """Her residence status may be written down, unless that is what is answered."""
    whole = {"residence.recording": "record", **answers}
    entries = {section.id: ("a", "b") for section in PARTNER_FORM.sections if section.repeating}
    return Case("c", "2026-0001", answers={path: Answer(value) for path, value in whole.items()}, entries=entries)


def needs(answers: dict[str, Value]) -> str:
    return " ".join(sorted(proposed(case_of(answers), TODAY) - {"rights_explained"}))


def spelled(value: Value) -> str:
    return str(value[0] if isinstance(value, tuple) else value)


def found() -> Iterator[str]:
    """A line for each answer, or pair of them, that proposes something."""
    for path, value in values():
        if said := needs({path: value}):
            yield f"{path} = {spelled(value)}: {said}"
    for item, case in ARROWS:
        arrow = {path: answer.value for path, answer in case.answers.items() if path != "residence.recording"}
        for path, value in values():
            if len(arrow) > 1 and path in arrow and item in needs({**arrow, path: value}).split():
                others = ", ".join(f"{each} = {spelled(arrow[each])}" for each in sorted(arrow) if each != path)
                yield f"{others}, {path} = {spelled(value)}: … {item}"


def test_every_field_is_tried_and_every_need_that_answers_propose_is_met() -> None:
    tried = {path.replace(".a.", ".") for path, _value in values()}
    assert tried == {f"{section.id}.{field.name}" for section, field in PARTNER_FORM.fields()}
    met = {item for line in found() for item in line.partition(": ")[2].replace("… ", "").split()}
    assert met == NEEDS.keys() - {"rights_explained", "tell_recipients"}, "always, and after a withdrawal alone"


def test_each_answer_proposes_just_what_the_rules_say() -> None:
    assert sorted(set(found())) == KNOWN.read_text(encoding="utf-8").splitlines()
