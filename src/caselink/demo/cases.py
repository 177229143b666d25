"""Fictional cases of the demo, as an import document: the same way in as for everyone, so the demo proves it too."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from typing import Final

from caselink.demo.followed import followed, followed_showcase, meeting_to_come
from caselink.demo.people import (
    CODE_WORDS,
    FACTS,
    GIRLS_AND_BOYS,
    GUIDANCE,
    HER_WORDS,
    HOURS,
    JOBS,
    MEN,
    PARTNERS,
    SCHOOLS,
    TOWNS,
    WOMEN,
    Someone,
)
from caselink.demo.showcase import SHOWCASE_NUMBER, showcase
from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.domain.needs import NeedState
from caselink.forms.needs import NEEDS, proposed
from caselink.intake.document import GivenCase
from caselink.intake.json_document import read_document

Answers = dict[str, Json]

_UNKNOWN: Final[Json] = {"state": "unknown"}
_NOT_ASKED: Final[Json] = {"state": "not_asked"}
_YES_NO_UNKNOWN: Final[tuple[Json, ...]] = (True, False, _UNKNOWN)
_YES_NO_NOT_ASKED: Final[tuple[Json, ...]] = (True, False, _NOT_ASKED)
_MOSTLY_NO: Final[tuple[Json, ...]] = (False, False, False, True, _UNKNOWN)
_MOBILITY: Final[tuple[Json, ...]] = (["public_transport"], ["on_foot"], ["depends_on_him"], ["own_car"])

_STATES_WHEN_PROPOSED: Final = {
    NeedState.TO_DO: 11, NeedState.DONE: 6, NeedState.NOT_WISHED: 2, NeedState.NOT_ASSESSED: 1,
}
_STATES_OTHERWISE: Final = {
    NeedState.NOT_ASSESSED: 10, NeedState.NOT_APPLICABLE: 6, NeedState.DONE: 3, NeedState.TO_DO: 1,
}
_AGREED: Final[tuple[tuple[str, list[Json], list[Json]], ...]] = (
    ("Deux Rives", ["all", "whereabouts"], ["housing", "safety"]),
    ("Maison du Canal", ["all", "health"], ["care"]),
    ("Police locale", ["all", "perpetrator"], ["complaint"]),
    ("Passerelle", ["identity", "material", "access"], ["resources_integration"]),
    ("Permanence étrangers", ["identity", "family", "residence"], ["residence"]),
    ("Interprètes", ["identity", "access"], ["network"]),
)


def demo_document(cases: int, seed: int, today: date) -> dict[str, Json]:
    """The import document of a demo: one rich case and `cases` - 1 varied ones; the same for the same arguments.

    Dates count back from `today`, so that some consents are always active, some withdrawn and some expired.
    """
    chance = random.Random(seed)  # noqa: S311 - a story to be told again, not a secret
    numbers = [number for number in range(1, cases + 1) if number != SHOWCASE_NUMBER]
    women = chance.sample(WOMEN, len(WOMEN))
    of_following = random.Random(f"{seed} followed")  # noqa: S311 - its own, so that the answers stay as they are
    made: list[Json] = [{**showcase(today), **followed_showcase(today)}]
    for number in numbers[: cases - 1]:
        her = women[number % len(women)]
        if number > len(women):
            her = her._replace(last=chance.choice(WOMEN).last)
        case = _case(chance, her, f"{today.year}-{number:04d}", today)
        made.append({**case, **followed(of_following, today)})
    partners: list[Json] = [dict(partner) for partner in PARTNERS]
    document: dict[str, Json] = {"partners": partners, "cases": made, "meetings": [meeting_to_come(today)]}
    _decide_needs(chance, document, today)
    return document


def _case(chance: random.Random, her: Someone, reference: str, today: date) -> dict[str, Json]:
    began = today - timedelta(days=chance.randint(200, 4000))
    answers: Answers = {
        **_person(chance, her, today), **_contact(chance), **_home(chance, today), **_means(chance),
        **_violence(chance, began, today), **_him(chance), **_justice(chance, today), **_residence(chance, her, today),
    }
    children = [_child(chance, today) for _number in range(chance.choice((0, 0, 1, 1, 2, 2, 3)))]
    if children:
        answers["children"] = [*children]
        answers["parental_authority.exercised_by"] = chance.choice(("both", "both", "her", "differs"))
        answers["parental_authority.handover_safe"] = chance.random() < 0.4
    answers["steps"] = [_step(chance, today) for _number in range(chance.randint(0, 3))]
    answers["guidance"] = [
        {"kind": kind, "what": what, "on": _back(chance, today, 60), "answer": chance.choice(("agrees", "thinking"))}
        for kind, what in chance.sample(GUIDANCE, chance.randint(1, 2))
    ]
    return {
        "reference": reference, "answers": answers, "consents": _consents(chance, today),
        "must_not_receive": _avoided(chance),
    }


def _person(chance: random.Random, her: Someone, today: date) -> Answers:
    answers: Answers = {
        "request.own_words": chance.choice(HER_WORDS),
        "request.seen_alone": chance.random() < 0.8,
        "professional.name": "Solène Montfleury (fictive)",
        "professional.seen_on": _back(chance, today, 40),
        "person.goes_by": f"{her.first} {her.last[0]}.",
        "person.first_names": her.first,
        "person.last_name": her.last,
        "person.birth": {"age": chance.randint(19, 68), "said_on": _back(chance, today, 40)},
        "person.gender": "woman",
        "language.spoken": [*her.languages],
        "language.preferred": her.languages[0],
        "language.interpreter_needed": "fr" not in her.languages,
        "language.file_language": chance.choice(("fr", "fr", "fr", "nl")),
    }
    if "fr" not in her.languages:
        answers["language.french"] = chance.choice(("none", "little"))
        answers["language.interpreter_gender"] = chance.choice(("woman", "no_preference"))
    return answers


def _contact(chance: random.Random) -> Answers:
    may_call = chance.random() < 0.7
    return {
        "contact.safe_number": f"06 39 98 {chance.randint(10, 99)} {chance.randint(10, 99)}",
        "contact.may_call": may_call,
        "contact.may_text": may_call and chance.random() < 0.5,
        "contact.may_voicemail": False,
        "contact.hours": chance.choice(HOURS),
        "contact.code_word": chance.choice(CODE_WORDS),
        "contact.phone_watched": chance.choice(_YES_NO_UNKNOWN),
        "contact.post_opened": chance.choice(_YES_NO_NOT_ASKED),
    }


def _home(chance: random.Random, today: date) -> Answers:
    status = chance.choice(("home_with_him", "home_with_him", "with_relatives", "shelter", "hotel", "own_home"))
    together = status == "home_with_him"
    answers: Answers = {
        "housing.status": status,
        "housing.town": chance.choice(TOWNS),
        "housing.safe_tonight": not together and chance.random() < 0.9,
        "housing.lease_in_name_of": chance.choice(("joint", "his", "hers")),
        "housing.application": chance.choice(("none", "none", "in_preparation", "filed")),
        "family.situation": chance.choice(("married", "living_together", "separated", "religious_marriage")),
        "family.lives_with_him": together,
        "family.separation": chance.choice(("planned", "together")) if together else "separated",
        "family.relationship": "spouse" if together else "former_companion",
    }
    if not together:
        answers["housing.left_home"] = True
        answers["housing.left_home_since"] = _back(chance, today, 200)
        answers["housing.belongings_left"] = chance.random() < 0.6
    return answers


def _means(chance: random.Random) -> Answers:
    situation = chance.choice(("employed", "seeking", "at_home", "works_for_him", "undeclared", "studying"))
    answers: Answers = {
        "work_money.situation": situation,
        "work_money.bank_account": chance.choice(("own", "joint", "his", "none")),
        "work_money.resources": [chance.choice(("none", "wage", "social_aid", "family_benefits", "from_him"))],
        "work_money.caf_received_by": chance.choice(("her", "him", "joint")),
        "health.coverage": chance.choice(("own", "through_him", "solidarity", "none")),
        "health.has_doctor": chance.random() < 0.6,
        "health.injuries": chance.choice(("none", "past", "treated", "untreated")),
        "health.trauma_signs": chance.choice(_YES_NO_UNKNOWN),
        "access.mobility": chance.choice(_MOBILITY),
        "access.computer_access": chance.choice(("own", "shared", "phone_only", "none")),
        "access.child_care": chance.choice(("not_needed", "available", "none")),
        "barriers.kinds": [*chance.sample(("language", "cost", "he_holds_money", "shame", "transport"), 2)],
    }
    if situation in ("employed", "undeclared"):
        answers["work_money.occupation"] = chance.choice(JOBS)
        answers["work_money.he_knows_workplace"] = chance.random() < 0.7
    return answers


def _violence(chance: random.Random, began: date, today: date) -> Answers:
    others = chance.sample(("physical", "verbal", "economic", "coercive_control", "cyber", "sexual"), 2)
    return {
        "violence.types": ["psychological", *others],
        "violence.since": f"{began.year}",
        "violence.frequency": chance.choice(("sometimes", "monthly", "weekly", "daily")),
        "violence.last_time": _back(chance, today, 60),
        "violence.getting_worse": chance.choice(_YES_NO_UNKNOWN),
        "violence.facts": chance.choice(FACTS),
        "violence.alerts": [*chance.sample(("threats_to_kill", "strangling", "followed", "watched", "weapon"), 1)],
        "violence.evidence": [*chance.sample(("messages", "photos", "witnesses", "certificates", "calls"), 2)],
        "violence.evidence_saved": chance.choice(("yes", "partly", "no")),
    }


def _him(chance: random.Random) -> Answers:
    first, _space, last = chance.choice(MEN).partition(" ")
    return {
        "perpetrator.first_names": first,
        "perpetrator.last_name": last,
        "perpetrator.weapon": chance.choice(_MOSTLY_NO),
        "perpetrator.where": chance.choice(("common_home", "elsewhere", "not_located")),
        "perpetrator.help_offered": chance.choice(("no", "offered", "refused")),
    }


def _justice(chance: random.Random, today: date) -> Answers:
    complaint = chance.choice(("none", "none", "in_preparation", "filed", "refused"))
    answers: Answers = {
        "protection_justice.wants_complaint": chance.choice(("yes", "undecided", "later", "no")),
        "protection_justice.complaint": complaint,
        "protection_justice.has_lawyer": chance.random() < 0.3,
        "protection_justice.medical_certificate": chance.choice(("none", "asked", "done")),
    }
    if complaint == "filed":
        answers["protection_justice.complaint_on"] = _back(chance, today, 90)
        answers["protection_justice.has_news"] = chance.random() < 0.3
    return answers


def _residence(chance: random.Random, her: Someone, today: date) -> Answers:
    if her.country in ("fr", "be"):
        return {}
    recording = chance.choice(("do_not_record", "advice_needed", "record"))
    if recording != "record":
        return {"residence.recording": recording}
    return {
        "residence.recording": recording,
        "person.country_of_origin": her.country,
        "residence.permit": chance.choice(("be_card_f", "be_card_a", "fr_family", "asylum_seeker")),
        "residence.tied_to_partner": chance.random() < 0.6,
        "residence.expires_on": (today + timedelta(days=chance.randint(20, 500))).isoformat(),
        "residence.papers_held_by": chance.choice(("her", "him", "lost")),
    }


def _child(chance: random.Random, today: date) -> Json:
    return {
        "first_name": chance.choice(GIRLS_AND_BOYS),
        "birth": {"age": chance.randint(0, 16), "said_on": _back(chance, today, 40)},
        "lives_with": chance.choice(("her", "both_together", "both_in_turn")),
        "school": chance.choice(SCHOOLS),
        "witnessed": chance.choice(_YES_NO_UNKNOWN),
        "suffered": chance.choice(_YES_NO_NOT_ASKED),
    }


def _step(chance: random.Random, today: date) -> Json:
    kind = chance.choice(("helpline", "complaint", "lawyer", "doctor", "bank", "work", "specialised_service"))
    state = chance.choice(("planned", "under_way", "done", "failed"))
    day = _back(chance, today, 90)
    if state in ("planned", "under_way"):  # a few of them late
        day = (today + timedelta(days=chance.randint(-2, 20))).isoformat()
    return {"kind": kind, "state": state, "on": day}


def _consents(chance: random.Random, today: date) -> Json:
    consents: list[Json] = []
    for recipient, categories, purposes in chance.sample(_AGREED, chance.randint(1, 3)):
        given = today - timedelta(days=chance.choice((2, 10, 30, 60, 150)))
        consent: dict[str, Json] = {
            "recipient": recipient, "categories": categories, "purposes": purposes,
            "given_on": given.isoformat(), "mode": chance.choice(("spoken", "written")),
        }
        if chance.random() < 0.15:
            consent["withdrawn_on"] = (given + timedelta(days=1)).isoformat()
        consents.append(consent)
    return consents


def _avoided(chance: random.Random) -> Json:
    return [{"kind": "perpetrator", "name": chance.choice(MEN)}]


def _decide_needs(chance: random.Random, document: dict[str, Json], today: date) -> None:
    """Give each case needs that fit its answers, where it has none yet."""
    listed = document["cases"]
    read = read_document(json.dumps(document).encode())
    for raw, given in zip(listed if isinstance(listed, list) else [], read.cases, strict=True):
        if isinstance(raw, dict) and "needs" not in raw:
            raw["needs"] = _needs(chance, proposed(_as_case(given), today))


def _as_case(given: GivenCase) -> Case:
    answers = dict(given.answers)
    entries: dict[str, tuple[str, ...]] = {}
    for section, listed in given.sections.items():
        entries[section] = tuple(str(number) for number in range(len(listed)))
        for number, entry in enumerate(listed):
            answers |= {f"{section}.{number}.{name}": answer for name, answer in entry.answers.items()}
    return Case(given.reference, given.reference, answers=answers, entries=entries)


def _needs(chance: random.Random, fitting: frozenset[str]) -> Json:
    needs: list[Json] = []
    for item in NEEDS:
        weights = _STATES_WHEN_PROPOSED if item in fitting else _STATES_OTHERWISE
        state = chance.choices([*weights], [*weights.values()])[0]
        if state is not NeedState.NOT_ASSESSED:
            needs.append({"item": item, "state": state.value})
    return needs


def _back(chance: random.Random, today: date, days: int) -> str:
    return (today - timedelta(days=chance.randint(1, days))).isoformat()
