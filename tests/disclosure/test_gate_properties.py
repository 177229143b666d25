"""What must hold for every case, consent, recipient, purpose and day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caselink.disclosure.gate import decide
from caselink.disclosure.outputs import Decision
from caselink.domain.answers import Value
from caselink.domain.events import Event, EventKind
from caselink.domain.needs import NeedState
from caselink.forms.categories import Category
from caselink.forms.grounds import ALL, Recipient, legal_end_body
from caselink.forms.needs import NEEDS
from caselink.forms.purposes import PURPOSES, Purpose
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Field, Kind
from tests.disclosure.cases import (
    DAY,
    POLICE,
    PROSECUTOR,
    SHELTER,
    SISTER,
    case_of,
    consent,
    event,
    legal,
    never_inform,
    withdrawal,
)

pytestmark = pytest.mark.no_cover  # measuring makes them four times slower; test_gate_rules.py reaches every branch

FIELDS = {f"{section.id}.{field.name}": (section, field) for section, field in PARTNER_FORM.fields()}
"""By name: names are drawn, for whatever is drawn is hashed again and again, and a field is large."""
RECIPIENTS = (SHELTER, POLICE, PROSECUTOR, SISTER)
BY_KEY = {recipient.key: recipient for recipient in RECIPIENTS}
# Typed again from domain.md on purpose: the gate must agree with the document, not with itself.
ALWAYS_EXPLICIT = {"whereabouts", "child_harm", "entourage", "health", "residence", "intimate", "perpetrator"}
EXPLICIT_FOR_POLICE_AND_JUSTICE = ALWAYS_EXPLICIT | {"contact"}

days = st.integers(-200, 200).map(lambda shift: DAY + timedelta(shift))
categories = st.sets(st.sampled_from(Category), max_size=14)
purposes = st.sets(st.sampled_from(Purpose), min_size=1, max_size=4)
recipients = st.sampled_from(RECIPIENTS)
seldom = st.sampled_from([False] * 7 + [True])


def values(field: Field) -> st.SearchStrategy[Value]:
    ids = [option.id for option in field.options]
    match field.kind:
        case Kind.CHOICE:
            return st.sampled_from(ids)
        case Kind.CHOICES:
            return st.sets(st.sampled_from(ids), min_size=1, max_size=4).map(
                lambda chosen: tuple(each for each in ids if each in chosen)
            )
        case Kind.YES_NO:
            return st.booleans()
        case Kind.COUNT:
            return st.integers(0, 9)
        case _:
            return st.just("CANARI")


@st.composite
def answered(draw: st.DrawFn) -> tuple[dict[str, Value], dict[str, tuple[str, ...]]]:
    answers: dict[str, Value] = {}
    entries: dict[str, tuple[str, ...]] = {section.id: ("a",) for section in PARTNER_FORM.sections if section.repeating}
    chosen = draw(st.lists(st.sampled_from(sorted(FIELDS)), min_size=6, max_size=16, unique=True))
    for section, field in (FIELDS[name] for name in chosen):
        middle = ".a." if section.repeating else "."
        answers[f"{section.id}{middle}{field.name}"] = draw(values(field))
    return answers, entries


@st.composite
def events(draw: st.DrawFn) -> list[Event]:
    made: list[Event] = []
    for _ in range(draw(st.integers(1, 4))):
        start = draw(days)
        given_consent = consent(
            draw(recipients), draw(categories), draw(purposes), start, start + timedelta(draw(st.integers(0, 365))),
            everything=draw(st.booleans()),
        )
        made.append(given_consent)
        if draw(st.booleans()):
            made.append(
                withdrawal(
                    given_consent, draw(days), draw(categories), draw(st.sets(st.sampled_from(Purpose), max_size=2))
                )
            )
    if draw(st.booleans()):
        made.append(legal("fr_penal_226_14_1", draw(recipients), draw(categories), draw(days)))
        if draw(st.booleans()):
            made.append(event(EventKind.LEGAL_GROUND_ENDED, legal_end_body(made[-1].id, draw(days))))
    if draw(seldom):
        made.append(never_inform(draw(recipients).names[0]))
    return made


@dataclass(frozen=True)
class Asked:
    """What was recorded, and a question to the gate: who would receive it, what for, on which day."""

    recorded: list[Event]
    to: Recipient
    purpose: Purpose
    on: date


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    """Mostly a question that some recorded ground is nearly an answer to: drawn freely, almost none ever is."""
    recorded = draw(events())
    grounds = [each for each in recorded if each.kind in (EventKind.CONSENT_GIVEN, EventKind.LEGAL_GROUND)]
    if not grounds or draw(seldom):
        return Asked(recorded, draw(recipients), draw(st.sampled_from(Purpose)), draw(days))
    ground = draw(st.sampled_from(grounds))
    to = draw(recipients) if draw(seldom) else BY_KEY[str(ground.body["recipient"])]
    named = ground.body.get("purposes")
    free = not isinstance(named, list) or draw(seldom)
    purpose = draw(st.sampled_from(Purpose)) if free else Purpose(str(draw(st.sampled_from(named))))  # type: ignore[arg-type]
    about = [ground, *(each for each in recorded if ground.id in (each.body.get("consent"), each.body.get("decision")))]
    edges = {str(each.body[key]) for each in about for key in ("given_on", "expires_on", "on") if key in each.body}
    on = date.fromisoformat(draw(st.sampled_from(sorted(edges)))) + timedelta(draw(st.integers(-1, 1)))
    return Asked(recorded, to, purpose, on)


needs = st.dictionaries(st.sampled_from(sorted(NEEDS)), st.sampled_from(NeedState), max_size=6)
THOROUGH = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def paths(decision: Decision) -> set[tuple[str, str]]:
    return {(each.piece.path, each.piece.category.value) for each in decision.disclosure.shared}


def allows(event: Event, others: list[Event], category: str, to: Recipient, purpose: Purpose, on: date) -> bool:
    """Whether that consent, as recorded, lets this out; read from the raw record, not through the gate."""
    body = event.body
    explicit = EXPLICIT_FOR_POLICE_AND_JUSTICE if to in (POLICE, PROSECUTOR) else ALWAYS_EXPLICIT
    named = category in body["categories"] or (ALL in body["categories"] and category not in explicit)  # type: ignore[operator]
    in_time = str(body["given_on"]) <= on.isoformat() <= str(body["expires_on"])
    taken_back = any(
        other.kind is EventKind.CONSENT_WITHDRAWN
        and other.body["consent"] == event.id
        and str(other.body["on"]) <= on.isoformat()
        and (not other.body["categories"] or category in other.body["categories"])  # type: ignore[operator]
        and (not other.body["purposes"] or purpose in other.body["purposes"])  # type: ignore[operator]
        for other in others
    )
    return body["recipient"] == to.key and named and purpose in body["purposes"] and in_time and not taken_back  # type: ignore[operator]


@THOROUGH
@given(answered(), asked(), needs)
def test_nothing_leaves_without_an_active_ground(
    filled: tuple[dict[str, Value], dict[str, tuple[str, ...]]], question: Asked, marks: dict[str, NeedState],
) -> None:
    recorded, to, purpose, on = question.recorded, question.to, question.purpose, question.on
    case = case_of(filled[0], *recorded, needs=marks, entries=filled[1])
    by_id = {event.id: event for event in recorded}
    for each in decide(case, (to,), purpose, on).disclosure.shared:
        kind, ground = each.basis.split(":")
        category = each.piece.category.value
        assert category in PURPOSES[purpose].categories
        assert not any(e.kind is EventKind.NEVER_INFORM and e.body["name"] in to.names for e in recorded)
        if kind == "consent":
            assert allows(by_id[ground], recorded, category, to, purpose, on)
        else:
            assert category != "residence"
            assert to in (POLICE, PROSECUTOR)
            assert category in by_id[ground].body["categories"]  # type: ignore[operator]
            decided = date.fromisoformat(str(by_id[ground].body["on"]))
            assert decided <= on <= decided + timedelta(92), "three months"
            ends = [str(e.body["on"]) for e in recorded if e.body.get("decision") == ground]
            assert all(on.isoformat() < end for end in ends)


@THOROUGH
@given(answered(), asked(), needs)
def test_everything_that_an_active_consent_covers_leaves_unless_blocked_or_refused(
    filled: tuple[dict[str, Value], dict[str, tuple[str, ...]]], question: Asked, marks: dict[str, NeedState],
) -> None:
    recorded, to, purpose, on = question.recorded, question.to, question.purpose, question.on
    case = case_of(filled[0], *recorded, needs=marks, entries=filled[1])
    if any(e.kind is EventKind.NEVER_INFORM and e.body["name"] in to.names for e in recorded):
        return
    given_consents = [event for event in recorded if event.kind is EventKind.CONSENT_GIVEN]
    for each in decide(case, (to,), purpose, on).withheld:
        if each.category not in PURPOSES[purpose].categories or each.path.startswith("resource_persons."):
            continue
        assert not any(allows(e, recorded, each.category.value, to, purpose, on) for e in given_consents)


@THOROUGH
@given(answered(), asked(), st.data())
def test_taking_something_back_never_frees_anything(
    filled: tuple[dict[str, Value], dict[str, tuple[str, ...]]], question: Asked, data: st.DataObject,
) -> None:
    recorded, to, purpose, on = question.recorded, question.to, question.purpose, question.on
    consents = [event for event in recorded if event.kind is EventKind.CONSENT_GIVEN]
    if not consents:
        return
    start = data.draw(st.one_of(st.just(on), days))
    taken = withdrawal(data.draw(st.sampled_from(consents)), start, data.draw(categories))
    before = decide(case_of(filled[0], *recorded, entries=filled[1]), (to,), purpose, on)
    after = decide(case_of(filled[0], *recorded, taken, entries=filled[1]), (to,), purpose, on)
    assert paths(after) <= paths(before)


@THOROUGH
@given(answered(), asked(), st.data())
def test_a_further_consent_never_takes_anything_away(
    filled: tuple[dict[str, Value], dict[str, tuple[str, ...]]], question: Asked, data: st.DataObject,
) -> None:
    recorded, to, purpose, on = question.recorded, question.to, question.purpose, question.on
    start = data.draw(days)
    further = consent(
        data.draw(recipients), data.draw(categories), data.draw(purposes), start, start + timedelta(90),
        everything=data.draw(st.booleans()),
    )
    before = decide(case_of(filled[0], *recorded, entries=filled[1]), (to,), purpose, on)
    after = decide(case_of(filled[0], *recorded, further, entries=filled[1]), (to,), purpose, on)
    assert paths(before) <= paths(after)


@THOROUGH
@given(answered(), asked(), needs)
def test_every_piece_is_either_shared_or_withheld(
    filled: tuple[dict[str, Value], dict[str, tuple[str, ...]]], question: Asked, marks: dict[str, NeedState],
) -> None:
    recorded, to, purpose, on = question.recorded, question.to, question.purpose, question.on
    case = case_of(filled[0], *recorded, needs=marks, entries=filled[1])
    decision = decide(case, (to,), purpose, on)
    held = {(each.path, each.category.value) for each in decision.withheld}
    assert not held & paths(decision)
    listed = {path for path, _category in held | paths(decision)}
    assessed = {f"needs.{item}" for item, state in marks.items() if state is not NeedState.NOT_ASSESSED}
    assert listed == set(filled[0]) | assessed


@THOROUGH
@given(answered(), asked(), st.sets(recipients, min_size=1))
def test_a_meeting_never_gets_more_than_each_who_attends(
    filled: tuple[dict[str, Value], dict[str, tuple[str, ...]]], question: Asked, others: set[Recipient],
) -> None:
    recorded, purpose, on, attending = question.recorded, question.purpose, question.on, others | {question.to}
    case = case_of(filled[0], *recorded, entries=filled[1])
    together = paths(decide(case, tuple(attending), purpose, on))
    alone = [paths(decide(case, (each,), purpose, on)) for each in attending]
    assert together == set.intersection(*alone)


