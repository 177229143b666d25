"""What one document says of one consent is one fact, however often, in whatever order and however differently it stands
there; a withdrawal wins."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caselink.consent.events import read_grounds
from caselink.consent.grounds import Consent, Recipient
from caselink.disclosure.gate import decide
from caselink.domain.case import Case
from caselink.domain.partners import PartnerKind
from caselink.forms.purposes import Purpose
from caselink.services.imports import ImportResult, import_document
from caselink.services.office import Office
from caselink.vault import Vault
from tests.conftest import Prepared

Raw = dict[str, Any]

PARTNERS: list[Raw] = [
    {"short_name": "abri", "name": "Maison d’accueil", "kind": "shelter"},
    {"short_name": "parquet", "name": "Parquet", "kind": "public_prosecutor"},
]
ABRI = Recipient("abri", PartnerKind.SHELTER, ("abri", "Maison d’accueil"))
PARQUET = Recipient("parquet", PartnerKind.PUBLIC_PROSECUTOR, ("parquet",))
SAMIRA = Recipient("Samira B.", None, ("Samira B.",))
TO: dict[str, list[Any]] = {
    "abri": ["abri", " abri"],
    "Samira B.": [{"individual": "Samira B."}, {"individual": "Samira  B."}],
}
ANSWERS = {"person.goes_by": "Amina", "contact.safe_number": "0470", "housing.address": "rue", "violence.facts": "f"}
WORDS = [["all"], ["identity", "all"], ["all", "all"], ["all", "whereabouts"], ["identity"]]
FIRST, LAST, OTHER_LAST = "2026-01-10", "2026-04-10", "2026-05-01"
BACK = ("2026-01-10", "2026-01-20", "2026-02-03")
DAYS = [date(2026, 1, 10), date(2026, 1, 19), date(2026, 1, 20), date(2026, 2, 3), date(2026, 4, 10), date(2026, 5, 1)]
numbers = itertools.count(1)


@pytest.fixture(scope="module")
def office(prepared_vault: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One vault for all documents, each of them with a case of its own."""
    folder = prepared_vault.copy_to(tmp_path_factory.mktemp("imports") / "office.caselink")
    with prepared_vault.open(folder) as vault:
        yield Office(vault)


def consents(chance: Random, to: str) -> Raw:
    """Few words, so that the same consent comes often, in another spelling."""
    purposes = chance.choice([["housing"], ["housing", "care"], ["care", "housing"]])
    said: Raw = {
        "recipient": chance.choice(TO[to]), "categories": chance.choice(WORDS), "purposes": purposes,
        "given_on": FIRST, "mode": chance.choice(["spoken", "written", None]), "language": chance.choice(["", "ar"]),
        "expires_on": chance.choice([None, None, LAST, OTHER_LAST]),
    }
    if chance.random() < 0.3:
        said["withdrawn_on"] = chance.choice(BACK)
    return said


def decisions(chance: Random) -> Raw:
    return {
        "basis": "be_penal_458bis", "recipient": "parquet", "categories": chance.choice([["identity"], ["violence"]]),
        "decided_by": "Solène", "reason": chance.choice(["Danger", "Un danger"]), "on": chance.choice(BACK),
        "told": chance.random() < 0.5,
    }


def a_case(chance: Random) -> Raw:
    kind = ["perpetrator", "family"]
    return {
        "answers": ANSWERS,
        "consents": [consents(chance, chance.choice([*TO])) for _each in range(chance.randint(1, 6))],
        "legal_bases": [decisions(chance) for _each in range(chance.randint(0, 3))],
        "must_not_receive": [
            {"kind": chance.choice(kind), "name": chance.choice(["Yanis T.", "Yanis  T.", "Sami"])}
            for _each in range(chance.randint(0, 3))
        ],
        "needs": [{"item": "lawyer", "state": "to_do"}] * chance.choice([0, 1, 1, 2]),
    }


def take(office: Office, case: Raw, reference: str, *, update: bool = False) -> ImportResult:
    document = {"partners": PARTNERS, "cases": [{**case, "reference": reference}]}
    return import_document(office, json.dumps(document).encode(), update=update)


def taken(office: Office, case: Raw) -> Case:
    """The case as it stands after the document was taken in once, and with `--update` once more."""
    reference = f"r{next(numbers)}"
    assert take(office, case, reference).cases == 1
    case_id = office.vault.case_id_of(reference)
    assert case_id is not None
    once = office.vault.case(case_id)
    assert take(office, case, reference, update=True).cases == 1
    again = office.vault.case(case_id)
    assert again.events == once.events, "the same document once more says nothing new"
    return again


def what_leaves(case: Case) -> list[object]:
    """For everyone, every purpose and every day that matters: what would leave, and until when."""
    left: list[object] = []
    for to, purpose, on in itertools.product((ABRI, SAMIRA, PARQUET), (Purpose.HOUSING, Purpose.NETWORK), DAYS):
        disclosure = decide(case, (to,), purpose, on).disclosure
        left.append((sorted(each.piece.path for each in disclosure.shared), disclosure.valid_until))
    return left


def agreed(said: Raw) -> tuple[object, ...]:
    """A consent of the document by its meaning: to whom, for what, what for. All begin on one day."""
    to = said["recipient"]
    name = "Samira B." if isinstance(to, dict) else to.strip()
    words = set(said["categories"])
    return name, frozenset(words - {"identity"} if "all" in words else words), frozenset(said["purposes"])


def recorded(consent: Consent) -> tuple[object, ...]:
    words = {each.value for each in consent.categories} | ({"all"} if consent.everything_else else set())
    return agreed({
        "recipient": consent.recipient, "categories": [*words], "purposes": [each.value for each in consent.purposes],
    } if not consent.individual else {
        "recipient": {"individual": consent.recipient}, "categories": [*words],
        "purposes": [each.value for each in consent.purposes],
    })


PER_DOCUMENT = settings(
    max_examples=60, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
chances = st.integers(0, 2**32).map(Random)


@PER_DOCUMENT
@given(chances)
def test_what_a_document_takes_back_anywhere_leaves_from_that_day_on_no_more(office: Office, chance: Random) -> None:
    said = a_case(chance) | {"needs": []}
    case = taken(office, said)
    back: dict[object, date] = {}
    for each in said["consents"]:
        if "withdrawn_on" in each:
            day = date.fromisoformat(each["withdrawn_on"])
            back[agreed(each)] = min(day, back.get(agreed(each), day))
    found = read_grounds(case.events)
    by_id = {f"consent:{consent.id}": consent for consent in found.consents}
    for to, purpose, on in itertools.product((ABRI, SAMIRA), (Purpose.HOUSING,), DAYS):
        for shared in decide(case, (to,), purpose, on).disclosure.shared:
            assert on < back.get(recorded(by_id[shared.basis]), date.max)
    assert {recorded(consent) for consent in found.consents} == {agreed(each) for each in said["consents"]}
    names = {(each["kind"], " ".join(each["name"].split())) for each in said["must_not_receive"]}
    assert sorted((entry.kind.value, entry.name) for entry in found.never_inform) == sorted(names)


@PER_DOCUMENT
@given(chances)
def test_order_repetition_and_spelling_make_no_difference_to_what_leaves(office: Office, chance: Random) -> None:
    said = a_case(chance) | {"needs": []}
    otherwise = {key: [*value, *chance.sample(value, len(value))] for key, value in said.items() if key != "answers"}
    for each in otherwise.values():
        chance.shuffle(each)
    first, second = taken(office, said), taken(office, {**otherwise, "answers": ANSWERS})
    assert what_leaves(first) == what_leaves(second)
    assert len(first.events) == len(second.events)


@PER_DOCUMENT
@given(chances)
def test_a_document_cut_in_two_takes_back_the_same_as_in_one(office: Office, chance: Random) -> None:
    """Consents that are given and taken back in either of two documents, in either order."""
    said = a_case(chance) | {"needs": [], "legal_bases": []}
    at = chance.randint(0, len(said["consents"]))
    whole = taken(office, said)
    parts = [said["consents"][:at], said["consents"][at:]]
    chance.shuffle(parts)
    reference = f"r{next(numbers)}"
    for update, part in enumerate(parts):
        assert take(office, {**said, "consents": part}, reference, update=bool(update)).cases == 1
    case_id = office.vault.case_id_of(reference)
    assert case_id is not None
    withdrawn = {agreed(each) for each in said["consents"] if "withdrawn_on" in each}
    for case in (whole, office.vault.case(case_id)):
        for consent in read_grounds(case.events).consents:
            assert bool(consent.withdrawals) is (recorded(consent) in withdrawn)


@PER_DOCUMENT
@given(chances)
def test_a_need_that_is_said_twice_keeps_all_of_the_document_out(office: Office, chance: Random) -> None:
    said = a_case(chance) | {"needs": [{"item": "lawyer", "state": state} for state in ("to_do", "done")]}
    before = (office.vault.references(), len([*office.vault.audit()]))
    result = take(office, said, f"r{next(numbers)}")
    assert [fault.place for fault in result.problems] == ["cases[0].needs[1].item"]
    assert (office.vault.references(), len([*office.vault.audit()])) == before


@pytest.mark.parametrize(
    "change", [{}, {"mode": "written"}, {"expires_on": "2027-02-10"}, {"purposes": ["care", "housing"]}]
)
@pytest.mark.parametrize("withdrawn_first", [False, True])
def test_given_and_taken_back_in_one_document_is_taken_back(
    vault: Vault, change: Raw, withdrawn_first: bool
) -> None:
    given_: Raw = {
        "recipient": "abri", "categories": ["all"], "purposes": ["housing", "care"], "given_on": "2026-11-10", **change,
    }
    pair = [given_, {**given_, "purposes": ["housing", "care"], "mode": "spoken", "withdrawn_on": "2026-11-12"}]
    said = {"answers": ANSWERS, "consents": pair[::-1] if withdrawn_first else pair}
    case = taken(Office(vault), said)
    assert decide(case, (ABRI,), Purpose.HOUSING, date(2026, 11, 12)).disclosure.shared == ()
    (consent,) = read_grounds(case.events).consents
    assert [part.on for part in consent.withdrawals] == [date(2026, 11, 12)]
