"""What may be recorded in a case, and what may be asked of the gate: drawn so that most of it is nearly an answer.

All days lie within a week of `DAY`, so that they meet, and every case has one answer of each category, so that every
question is about all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from random import Random
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from caselink.consent.events import legal_end_body
from caselink.consent.grounds import Recipient
from caselink.disclosure.gate import decide
from caselink.disclosure.outputs import Decision
from caselink.domain.answers import Value
from caselink.domain.case import Case
from caselink.domain.events import Event, EventKind
from caselink.domain.partners import PartnerKind
from caselink.forms.categories import Category
from caselink.forms.purposes import Purpose
from tests.disclosure.as_recorded import A_WEEK, TEXTS, day
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
    withdrawal,
)

THOROUGH = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])

CATEGORY_OF = {
    "person.goes_by": "identity",
    "contact.safe_number": "contact",
    "housing.address": "whereabouts",
    "work_money.occupation": "material",
    "family.together_since": "family",
    "children.a.harm_note": "child_harm",
    "request.companion": "entourage",
    "access.times_note": "access",
    "health.injuries_note": "health",
    "residence.note": "residence",
    "violence.facts": "violence",
    "violence.own_words": "intimate",
    "perpetrator.occupation": "perpetrator",
    "protection_justice.complaint_place": "justice",
}
ONE_OF_EACH: dict[str, Value] = dict.fromkeys(CATEGORY_OF, "CANARI")

COURT = Recipient("tribunal", PartnerKind.JUSTICE, ("tribunal",))
EMERGENCY = Recipient("secours", PartnerKind.EMERGENCY, ("secours",))
HOSPITAL = Recipient("hopital", PartnerKind.HEALTH, ("hopital", "CHU"))
RECIPIENTS = (SHELTER, POLICE, PROSECUTOR, SISTER, COURT, EMERGENCY, HOSPITAL)
MISTAKABLE = {
    SHELTER.key: (
        Recipient("abri", None, ("abri",)),
        Recipient("abri", PartnerKind.POLICE, SHELTER.names),
        Recipient("maison", PartnerKind.SHELTER, ("maison", "abri")),
        Recipient("Maison d’accueil", PartnerKind.SHELTER, ("Maison d’accueil",)),
    ),
    SISTER.key: (
        Recipient("Une sœur", PartnerKind.SHELTER, ("Une sœur",)),
        Recipient("Une cousine", None, ("Une cousine",)),
    ),
    POLICE.key: (Recipient("police", PartnerKind.SHELTER, POLICE.names), Recipient("police", None, ("police",))),
    PROSECUTOR.key: (COURT, POLICE, Recipient("parquet", PartnerKind.LAWYER, ("parquet",))),
    COURT.key: (PROSECUTOR, SHELTER),
    EMERGENCY.key: (HOSPITAL, POLICE),
    HOSPITAL.key: (EMERGENCY, Recipient("hopital", PartnerKind.OTHER, ("hopital",))),
}
"""Who may be taken for whom: of the same name, of the same short name, a person for a partner, become another sort."""

_Each = TypeVar("_Each", bound=Enum)

chances = st.integers(0, 2**32).map(Random)
"""One draw for each ground: the list of them shrinks, and drawing every part of each would take ten times as long."""


def some_of(chance: Random, kind: type[_Each]) -> set[_Each]:
    """None, a few, many or all members of a list."""
    share = chance.choice([0, 0.2, 0.5, 0.8, 1])
    return {each for each in kind if chance.random() < share}


def a_day(chance: Random) -> date:
    return DAY + timedelta(chance.randint(-7, 7))


def nearly(chance: Random, main: Recipient) -> Recipient:
    """That recipient, or now and then someone who may be taken for it."""
    return chance.choice(MISTAKABLE.get(main.key, RECIPIENTS)) if chance.random() < 0.2 else main


def consent_to(chance: Random, main: Recipient) -> Event:
    start = a_day(chance)
    last = start + timedelta(chance.randint(0, 9))
    if chance.random() < 0.2:  # recorded for longer than she can agree: it runs out within the week
        start = start.replace(year=start.year - 1)
    return consent(
        nearly(chance, main), some_of(chance, Category), some_of(chance, Purpose) or {chance.choice([*Purpose])}, start,
        last, everything=chance.random() < 0.5, sort_recorded=chance.random() < 0.5,
    )


def part_of(chance: Random, given: Event) -> Event:
    """A withdrawal of some of it or of all of it."""
    return withdrawal(given, a_day(chance), some_of(chance, Category), some_of(chance, Purpose))


def legal_to(chance: Random, main: Recipient) -> Event:
    """Decided within the week, or three months before it, so that it runs out within it; or for a day to come."""
    to, decided = nearly(chance, main), a_day(chance)
    if chance.random() < 0.4:
        decided = decided.replace(year=decided.year - 1, month=12)
    fitting = sorted(text for text, receive in TEXTS.items() if to.kind is not None and to.kind.value in receive)
    text = chance.choice(fitting if fitting and chance.random() < 0.8 else sorted(TEXTS))
    noted = decided - timedelta(2) if chance.random() < 0.2 else decided
    return legal(text, to, some_of(chance, Category), decided, f"{noted}T09:00:00+00:00")


def end_of(chance: Random, decided: Event) -> Event:
    return event(EventKind.LEGAL_GROUND_ENDED, legal_end_body(decided.id, a_day(chance)))


def grounds_for(chance: Random, to: Recipient) -> list[Event]:
    """A consent with what was taken back of it, or a decision with the days from which it was ended."""
    if chance.random() < 0.6:
        given = consent_to(chance, to)
        return [given, *(part_of(chance, given) for _ in range(chance.randint(0, 2)))]
    decided = legal_to(chance, to)
    return [decided, *(end_of(chance, decided) for _ in range(chance.randint(0, 2)))]


@dataclass(frozen=True)
class Asked:
    """What was recorded, and a question to the gate: who would receive it, what for, on which day."""

    recorded: list[Event]
    to: Recipient
    purpose: Purpose
    on: date

    def answer(self, *further: Event) -> Decision:
        """What the gate says, with further events recorded last."""
        return decide(case_with(*self.recorded, *further), (self.to,), self.purpose, self.on)


def case_with(*recorded: Event) -> Case:
    """A case with one answer of each category."""
    return case_of(ONE_OF_EACH, *recorded, entries={"children": ("a",)})


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    chance = draw(chances)
    main = chance.choice(RECIPIENTS)
    recorded = [each for other in draw(st.lists(chances, max_size=4)) for each in grounds_for(other, main)]
    if chance.random() < 0.2:
        chance.shuffle(recorded)
    edges = [day(each, key) for each in recorded for key in ("given_on", "expires_on", "on") if key in each.body]
    on = chance.choice(edges) if edges and chance.random() < 0.5 else a_day(chance)
    return Asked(recorded, nearly(chance, main), chance.choice([*Purpose]), on)


@st.composite
def asked_by_law(draw: st.DrawFn) -> Asked:
    """Decisions on legal grounds at their edges: the first and the last day of the decision, of its end, of its text.
    More often than not she agreed to all of it too.
    """
    chance = draw(chances)
    to = chance.choice((PROSECUTOR, POLICE, COURT))
    recorded: list[Event] = []
    for other in draw(st.lists(chances, min_size=1, max_size=3)):
        decided = legal_to(other, to)
        if other.random() < 0.5:
            decided = legal("for_a_week", to, set(Category), a_day(other))
        recorded += [decided, *(end_of(other, decided) for _ in range(other.choice((0, 0, 1, 2))))]
    if chance.random() < 0.6:
        recorded.append(consent(to, set(Category), set(Purpose), DAY - timedelta(9), DAY + timedelta(9)))
    edges = [day(each, "on") for each in recorded if "on" in each.body] + [*A_WEEK]
    on = chance.choice(edges) + timedelta(chance.randint(-1, 1))
    return Asked(recorded, to, chance.choice([*Purpose]), on)


questions = st.one_of(asked(), asked_by_law())


@dataclass(frozen=True)
class Meeting:
    """What was recorded for those who attend, and a question about all of them at once."""

    recorded: list[Event]
    audience: tuple[Recipient, ...]
    purpose: Purpose
    on: date

    def answer(self) -> Decision:
        return decide(case_with(*self.recorded), self.audience, self.purpose, self.on)

    def answer_on(self, on: date) -> Decision:
        return replace(self, on=on).answer()

    def alone(self) -> list[Decision]:
        """What each of them would get without the others."""
        return [replace(self, audience=(each,)).answer() for each in self.audience]


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    """Often with something that all may have, which drawn freely is rare."""
    chance = draw(chances)
    audience = tuple(chance.sample(RECIPIENTS, chance.randint(1, 3)))
    recorded: list[Event] = []
    purpose, on = chance.choice([*Purpose]), a_day(chance)
    for to in audience:
        since, until = on - timedelta(chance.randint(0, 5)), on + timedelta(chance.randint(0, 9))
        purposes = {purpose} | some_of(chance, Purpose)
        given = consent(to, some_of(chance, Category), purposes, since, until, everything=chance.random() < 0.8)
        taken = [part_of(chance, given)] if chance.random() < 0.5 else []
        recorded += [given, *taken, *(grounds_for(chance, to) if chance.random() < 0.5 else [])]
    return Meeting(recorded, audience, purpose, on)


def grounds_of_what_leaves(decision: Decision) -> dict[str, str]:
    """The ground of each category that leaves."""
    return {CATEGORY_OF[each.piece.path]: each.basis for each in decision.disclosure.shared}


def reasons(decision: Decision) -> dict[str, str]:
    return {CATEGORY_OF[each.path]: each.reason.value for each in decision.withheld}


def leaving(decision: Decision) -> set[str]:
    return set(grounds_of_what_leaves(decision))

