"""Which answers propose which needs: those of `needs_by_answer.txt`, read against docs/rules/needs.md, and no others.

Each value that a hand could choose is tried alone, and each of the other values in place of one of two answers that
propose a need only together: a condition that was widened anywhere proposes something that does not stand there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from caselink.domain.answers import Answer, Value
from caselink.domain.case import Case
from caselink.forms.needs import proposed
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Kind
from tests.forms.test_needs import ARROWS

TODAY = date(2026, 11, 22)
KNOWN = Path(__file__).with_name("needs_by_answer.txt")


def values() -> Iterator[tuple[str, Value]]:
    """Every value of every field in which something is chosen; in one entry where the section repeats."""
    for section, field in PARTNER_FORM.fields():
        path = f"{section.id}.a.{field.name}" if section.repeating else f"{section.id}.{field.name}"
        if field.kind is Kind.YES_NO:
            yield from ((path, answer) for answer in (True, False))
        elif field.kind is Kind.CHOICE:
            yield from ((path, option.id) for option in field.options)
        elif field.kind is Kind.CHOICES:
            yield from ((path, (option.id,)) for option in field.options)


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


def test_each_answer_proposes_just_what_the_rules_say() -> None:
    assert sorted(set(found())) == KNOWN.read_text(encoding="utf-8").splitlines()
