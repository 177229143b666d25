"""The rules of sharing in plain words, read from the raw record: what the properties hold the gate to.

Typed again from docs/rules/ on purpose: the gate must agree with the documents, not with itself. Nothing
of the gate, its grounds or its tables is used here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from caselink.consent.grounds import Recipient
from caselink.domain.events import Event, EventKind

EXPLICIT = {"whereabouts", "child_harm", "entourage", "health", "residence", "intimate", "perpetrator"}
EXPLICIT_FOR_THE_CRIMINAL_FILE = EXPLICIT | {"contact"}
CRIMINAL_FILE = {"police", "justice", "public_prosecutor", "emergency"}

_BASICS = {"identity", "contact", "family", "access"}
NEEDED = {
    "safety": _BASICS | {
        "whereabouts", "child_harm", "entourage", "health", "violence", "perpetrator", "justice",
    },
    "housing": _BASICS | {"whereabouts", "material", "health", "residence", "violence"},
    "complaint": _BASICS | {"child_harm", "health", "violence", "intimate", "perpetrator", "justice"},
    "care": _BASICS | {"health", "violence", "intimate"},
    "child_protection": _BASICS | {"whereabouts", "child_harm", "entourage", "violence", "perpetrator", "justice"},
    "residence": _BASICS | {"material", "residence", "violence", "justice"},
    "resources_integration": _BASICS | {"material", "residence"},
    "network": EXPLICIT_FOR_THE_CRIMINAL_FILE - {"intimate"} | _BASICS | {"material", "violence", "justice"},
}  # fmt: skip

A_WEEK = (date(2026, 3, 7), date(2026, 3, 13))
"""From when to when the text `for_a_week` is in force, which stands for one that came and went."""
_AUTHORITIES = {"police", "justice", "public_prosecutor"}
TEXTS = {
    "fr_penal_226_14_1": _AUTHORITIES | {"child_protection"},
    "fr_penal_226_14_3": {"public_prosecutor"},
    "fr_penal_223_6": _AUTHORITIES | {"emergency", "health"},
    "be_penal_458ter": _AUTHORITIES | {"victim_support", "social_service", "child_protection", "health"},
    "for_a_week": _AUTHORITIES,
    "made_up": set[str](),
}
"""Whom each text lets receive."""

IN_ORDER = (
    "blocked_recipient", "not_needed", "explicit_consent_needed", "withdrawn", "expired", "not_yet_valid",
    "other_purpose", "no_consent",
)  # fmt: skip


def words(event: Event, key: str) -> set[str]:
    listed = event.body[key]
    assert isinstance(listed, list)
    return {str(each) for each in listed}


def day(event: Event, key: str) -> date:
    return date.fromisoformat(str(event.body[key]))


def is_explicit(category: str, to: Recipient) -> bool:
    return category in (EXPLICIT_FOR_THE_CRIMINAL_FILE if _sort(to) in CRIMINAL_FILE else EXPLICIT)


def consents(recorded: Iterable[Event]) -> list[Event]:
    return [each for each in recorded if each.kind is EventKind.CONSENT_GIVEN]


def legal_decisions(recorded: Iterable[Event]) -> list[Event]:
    return [each for each in recorded if each.kind is EventKind.LEGAL_GROUND]


def takes_back(taken: Event, category: str, purpose: str, on: date) -> bool:
    """Whether that withdrawal takes this back by that day: what it does not single out, it takes back whole."""
    categories, purposes = words(taken, "categories"), words(taken, "purposes")
    return category in (categories or {category}) and purpose in (purposes or {purpose}) and day(taken, "on") <= on


def taken_back(consent: Event, recorded: Iterable[Event], category: str, purpose: str, on: date) -> bool:
    return any(
        takes_back(each, category, purpose, on)
        for each in recorded
        if each.kind is EventKind.CONSENT_WITHDRAWN and each.body["consent"] == consent.id
    )


def names(consent: Event, category: str, to: Recipient) -> bool:
    """Whether she gave that consent to this very recipient and named the category in it."""
    named = words(consent, "categories")
    to_a_person = to.kind is None
    same_sort = to_a_person or consent.body["recipient_kind"] in ("", _sort(to))
    same = consent.body["recipient"] == to.key and consent.body["individual"] is to_a_person and same_sort
    return same and (category in named or ("all" in named and not is_explicit(category, to)))


def last_day(consent: Event) -> date:
    """The one that was agreed, and a like day one year on at the latest."""
    first = day(consent, "given_on")
    leap_day = (first.month, first.day) == (2, 29)
    return min(day(consent, "expires_on"), first.replace(year=first.year + 1, day=28 if leap_day else first.day))


def consent_allows(
    consent: Event, recorded: Iterable[Event], category: str, to: Recipient, purpose: str, on: date
) -> bool:
    """Whether that consent lets this category out."""
    return (
        names(consent, category, to)
        and purpose in words(consent, "purposes")
        and day(consent, "given_on") <= on <= last_day(consent)
        and not taken_back(consent, recorded, category, purpose, on)
    )


def legal_allows(decided: Event, recorded: Iterable[Event], category: str, to: Recipient, on: date) -> bool:
    """Whether that decision to rely on a text lets this category out. Its days have a like three months on."""
    on_day = day(decided, "on")
    months = on_day.year * 12 + on_day.month - 1 + 3
    three_months_on = on_day.replace(year=months // 12, month=months % 12 + 1)
    ended = any(
        each.kind is EventKind.LEGAL_GROUND_ENDED and each.body["decision"] == decided.id and day(each, "on") <= on
        for each in recorded
    )
    text = str(decided.body["basis"])
    in_force = text != "for_a_week" or A_WEEK[0] <= on_day <= on <= A_WEEK[1]
    return (
        category != "residence"
        and category in words(decided, "categories")
        and decided.body["recipient"] == to.key
        and _sort(to) in TEXTS[text]
        and in_force
        and on_day <= on <= three_months_on
        and on_day <= date.fromisoformat(decided.at[:10])
        and not ended
    )


def allowed_by(recorded: list[Event], category: str, to: Recipient, purpose: str, on: date) -> set[str]:
    """Every ground on which this category may leave, as `consent:<id>` and `legal:<id>`."""
    if category not in NEEDED[purpose]:
        return set()
    by_her = {f"consent:{e.id}" for e in consents(recorded) if consent_allows(e, recorded, category, to, purpose, on)}
    by_law = {f"legal:{e.id}" for e in legal_decisions(recorded) if legal_allows(e, recorded, category, to, on)}
    return by_her | by_law


def first_reason(recorded: list[Event], category: str, to: Recipient, purpose: str, on: date) -> str:
    """Of all reasons that are true of what no ground lets out, the first in the order of docs/rules/consent.md."""
    true: set[str] = set() if category in NEEDED[purpose] else {"not_needed"}
    naming = [each for each in consents(recorded) if names(each, category, to)]
    if not naming:
        true.add("explicit_consent_needed" if is_explicit(category, to) else "no_consent")
    for each in naming:
        asked_for = words(each, "purposes") & {purpose} or words(each, "purposes")
        if all(taken_back(each, recorded, category, one, on) for one in asked_for):
            true.add("withdrawn")
        if on > last_day(each):
            true.add("expired")
        if on < day(each, "given_on"):
            true.add("not_yet_valid")
        if purpose not in words(each, "purposes"):
            true.add("other_purpose")
    return min(true, key=IN_ORDER.index)


def _sort(to: Recipient) -> str:
    """What sort of agency it is; empty for a person."""
    return "" if to.kind is None else to.kind.value
