"""What a coordinator takes out comes in again just as it was; nobody else takes anything out, and it is noted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pyrage  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caselink.demo.cases import demo_document
from caselink.disclosure.exported import PARTS
from caselink.disclosure.gate import office_view
from caselink.domain.answers import NoAnswer, Source
from caselink.domain.events import EventKind
from caselink.domain.roles import Role
from caselink.errors import EventsAltered, Exit, UserError, WrongPassphrase
from caselink.forms.categories import Category
from caselink.forms.consent_terms import ExcludedKind
from caselink.forms.import_schema import import_schema
from caselink.forms.needs import NEEDS
from caselink.forms.purposes import Purpose
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Field, Kind
from caselink.services.audit import audit_lines
from caselink.services.cases import find_case, new_case, read_case
from caselink.services.exporting import Exported, export_cases
from caselink.services.history import history
from caselink.services.imports import import_document, opened_export
from caselink.services.office import Office
from caselink.services.reserving import reserve_case
from tests.conftest import USER, Prepared
from tests.forms.raw_values import fitting
from tests.forms.stranger import Stranger
from tests.services.conftest import Desk
from tests.vault.colleagues import add_colleague, seen_by

Raw = dict[str, Any]

WHY = "Reprise du service par un autre bureau"
PARTNERS: list[Raw] = [
    {"short_name": "abri", "name": "Maison d’accueil", "kind": "shelter", "hours": {"by_appointment": True}},
    {"short_name": "parquet", "name": "Parquet", "kind": "public_prosecutor", "phones": ["02 000 00 00"]},
]
NUMBERS = count(1)

names = st.from_regex(r"[A-Z][a-zé]{1,10}( [A-Z][a-z]{1,10})?", fullmatch=True)
past = st.sampled_from(["2026-01-10", "2026-02-03"])
later = st.sampled_from(["2026-02-10", "2026-03-01"])


def _value(field: Field) -> st.SearchStrategy[object]:
    if field.kind is Kind.DATE:
        return st.sampled_from(["2019", "2019-03", "~2019-03-11"])
    if field.kind is Kind.BIRTH:
        return st.sampled_from(["1990", "~1990-02", "1990-02-03", {"age": 30, "said_on": "2026-01-10"}])
    return fitting(field)


def _answer(field: Field) -> st.SearchStrategy[object]:
    sourced = st.builds(
        lambda value, source: {"value": value, "source": source.value}, _value(field), st.sampled_from(Source)
    )
    return st.one_of(_value(field), sourced, st.sampled_from([{"state": state.value} for state in NoAnswer]))


def _answers() -> st.SearchStrategy[Raw]:
    single: dict[str, st.SearchStrategy[object]] = {}
    for section in PARTNER_FORM.sections:
        if section.repeating:
            fields = {field.name: _answer(field) for field in section.fields}
            single[section.id] = st.lists(st.fixed_dictionaries({}, optional=fields), max_size=2)
        else:
            single |= {f"{section.id}.{field.name}": _answer(field) for field in section.fields}
    single.pop("residence.recording")
    return st.fixed_dictionaries({"residence.recording": st.just("record")}, optional=single)


_parts: st.SearchStrategy[Raw] = st.fixed_dictionaries({"on": later}, optional={
    "categories": st.lists(st.sampled_from([each.value for each in Category]), min_size=1, max_size=2, unique=True),
    "purposes": st.lists(st.sampled_from([each.value for each in Purpose]), min_size=1, max_size=2, unique=True),
})
_consents: st.SearchStrategy[Raw] = st.fixed_dictionaries(
    {
        "recipient": st.one_of(st.sampled_from(["abri", "parquet"]), names.map(lambda name: {"individual": name})),
        "categories": st.lists(
            st.sampled_from(["all", *(each.value for each in Category)]), min_size=1, max_size=3, unique=True
        ),
        "purposes": st.lists(st.sampled_from([each.value for each in Purpose]), min_size=1, max_size=2, unique=True),
        "given_on": past,
    },
    optional={
        "expires_on": st.just("2026-06-01"), "withdrawn_on": later, "withdrawals": st.lists(_parts, max_size=2),
        "mode": st.sampled_from(["spoken", "written"]), "language": st.just("arabe"), "interpreter": names,
        "emergency": st.booleans(),
    },
)
_decisions: st.SearchStrategy[Raw] = st.fixed_dictionaries(
    {
        "basis": st.sampled_from(["fr_cpp_40", "be_penal_458bis"]), "recipient": st.just("parquet"),
        "categories": st.just(["violence"]), "decided_by": names, "reason": names, "on": past, "told": st.booleans(),
    },
    optional={"ended_on": later},
)
_needs: st.SearchStrategy[Raw] = st.fixed_dictionaries(
    {"item": st.sampled_from([*NEEDS]), "state": st.sampled_from(["to_do", "done", "not_wished", "not_applicable"])},
    optional={"partner": st.just("abri"), "owner": st.just(USER), "due": later, "outcome": names,
              "ask_again_on": later},
)
_names: st.SearchStrategy[Raw] = st.fixed_dictionaries(
    {"kind": st.sampled_from([each.value for each in ExcludedKind]), "name": names}
)
_cases: st.SearchStrategy[Raw] = st.fixed_dictionaries({}, optional={
    "answers": _answers(), "status": st.sampled_from(["open", "closed"]),
    "consents": st.lists(_consents, max_size=3), "legal_bases": st.lists(_decisions, max_size=2),
    "needs": st.lists(_needs, max_size=3, unique_by=lambda need: str(need["item"])),
    "must_not_receive": st.lists(_names, max_size=3),
})


@pytest.fixture(scope="module")
def two(prepared_vault: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Office, Path]]:
    """Two offices, and a folder to write into."""
    folder = tmp_path_factory.mktemp("two")
    here, there = (Office(prepared_vault.open(prepared_vault.copy_to(folder / f"{name}.caselink"))) for name in "ab")
    for office in (here, there):
        assert import_document(office, json.dumps({"partners": PARTNERS}).encode(), update=True).problems == ()
    yield here, there, folder
    for office in (here, there):
        office.close()


def take_out(office: Office, folder: Path, *references: str) -> tuple[Exported, Raw]:
    made = export_cases(office, references, folder / f"export-{next(NUMBERS)}.json", WHY, plain=True)
    return made, json.loads(made.path.read_bytes())


def brought_in(office: Office, document: Raw, *, update: bool = True) -> None:
    result = import_document(office, json.dumps(document).encode(), update=update)
    assert [str(problem) for problem in result.problems] == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(_cases, min_size=1, max_size=2))
def test_what_is_taken_out_comes_in_again_identically(two: tuple[Office, Office, Path], cases: list[Raw]) -> None:
    here, there, folder = two
    references = [f"{next(NUMBERS)}" for _case in cases]
    known = [{"reference": reference, **case} for reference, case in zip(references, cases, strict=True)]
    brought_in(here, {"cases": known}, update=False)
    _made, first = take_out(here, folder, *references)
    assert Stranger(import_schema()).faults(first) == []
    brought_in(there, first)
    _made, second = take_out(there, folder, *references)
    assert second == first
    before = [read_case(here, find_case(here, reference).id) for reference in references]
    brought_in(here, first)
    assert [read_case(here, case.id) for case in before] == before


def test_the_cases_of_a_demo_with_their_assessments_come_in_again_identically(
    two: tuple[Office, Office, Path]
) -> None:
    here, there, folder = two
    whole: Raw = {**demo_document(12, 3, here.today())}
    brought_in(here, whole, update=False)
    references = [case["reference"] for case in whole["cases"]]
    _made, first = take_out(here, folder, *references)
    assert {key for case in first["cases"] for key in case} >= {"answers", "consents", "needs", "must_not_receive"}
    brought_in(there, first)
    assert take_out(there, folder, *references)[1] == first


def test_whatever_a_case_of_the_import_document_can_hold_is_taken_out() -> None:
    case = import_schema()["properties"]["cases"]["items"]["properties"]  # type: ignore[index]
    assert {"reference", "same_person", *PARTS} == set(case)


def test_a_sealed_export_opens_by_its_passphrase_alone_and_shows_nothing(desk: Desk, tmp_path: Path) -> None:
    made = export_cases(desk.office, ["2026-0042"], tmp_path / "export.age", WHY)
    content = made.path.read_bytes()
    assert made.path.stat().st_mode & 0o077 == 0
    assert made.passphrase is not None
    assert b"Amina" not in content
    (case,) = json.loads(pyrage.passphrase.decrypt(content, made.passphrase))["cases"]
    assert case["answers"]["person.goes_by"] == "Amina"
    assert opened_export(content, made.passphrase) == pyrage.passphrase.decrypt(content, made.passphrase)
    with pytest.raises(WrongPassphrase):
        opened_export(content, "un autre")
    with pytest.raises(WrongPassphrase):
        opened_export(content[:-9], made.passphrase)
    with pytest.raises(UserError, match="--passphrase-file"):
        opened_export(content, None)


def test_an_export_is_an_event_of_each_case_and_stands_in_the_audit_trail(desk: Desk, tmp_path: Path) -> None:
    changed_at = read_case(desk.office, desk.case.id).changed_at
    made, _document = take_out(desk.office, tmp_path, "2026-0042")
    case = desk.office.vault.sealed_case(desk.case.id)
    (event,) = [event for event in case.events if event.kind is EventKind.EXPORTED]
    assert (event.body["export"], event.body["reason"], event.body["plain"]) == (made.id, WHY, True)
    assert any("Dossier exporté" in str(line) for line in audit_lines(desk.office))
    assert any(WHY in str(line) for line in history(desk.office, desk.case.id))
    assert case.changed_at == changed_at
    assert "EXPORT" not in json.dumps(_document).upper()


def test_only_a_coordinator_who_says_why_takes_cases_out(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "export.json"
    for role in (Role.WORKER, Role.READ_ONLY):
        name = role.value.replace("_", "-")
        colleague = Office(seen_by(desk.office.vault, name, add_colleague(desk.office.vault, name, role)))
        with pytest.raises(UserError, match="coordination") as refused:
            export_cases(colleague, ["2026-0042"], out, WHY)
        assert refused.value.exit_code is Exit.WRONG_USE
    for nothing in ("", " \n"):
        with pytest.raises(UserError, match="pourquoi"):
            export_cases(desk.office, ["2026-0042"], out, nothing)
    assert not out.exists()
    assert desk.office.vault.case(desk.case.id).events == ()


def test_a_file_that_is_there_is_not_written_over_and_nothing_is_noted(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "export.json"
    out.write_bytes(b"theirs")
    with pytest.raises(UserError):
        export_cases(desk.office, [], out, WHY)
    with pytest.raises(UserError):
        export_cases(desk.office, ["nobody"], tmp_path / "other.json", WHY)
    assert out.read_bytes() == b"theirs"
    assert desk.office.vault.case(desk.case.id).events == ()


def test_a_reserved_case_is_taken_out_only_by_name_and_by_who_opens_it(desk: Desk, tmp_path: Path) -> None:
    reserved = new_case(desk.office, "R-1", "Nour")
    reserve_case(desk.office, reserved.id, [USER])
    made, document = take_out(desk.office, tmp_path)
    assert [case["reference"] for case in document["cases"]] == ["2026-0042"]
    assert any("réservé" in warning for warning in made.warnings)
    made, document = take_out(desk.office, tmp_path, "R-1")
    assert document["cases"][0]["answers"] == {"person.goes_by": "Nour"}
    assert any("ne l’est plus" in warning for warning in made.warnings)
    slot = add_colleague(desk.office.vault, "lea", Role.COORDINATOR)
    other = Office(seen_by(desk.office.vault, "lea", slot))
    made, document = take_out(other, tmp_path)
    assert [case["reference"] for case in document["cases"]] == ["2026-0042"]
    assert not any("réservé" in warning for warning in made.warnings)
    with pytest.raises(UserError):
        take_out(other, tmp_path, "R-1")


def test_the_directory_goes_along(desk: Desk, tmp_path: Path) -> None:
    _made, document = take_out(desk.office, tmp_path, "2026-0042")
    assert {"abri", "CPVCF"} <= {partner["short_name"] for partner in document["partners"]}


def test_a_case_that_does_not_match_its_chain_is_not_taken_out(desk: Desk, tmp_path: Path) -> None:
    take_out(desk.office, tmp_path, "2026-0042")
    case = desk.office.vault.sealed_case(desk.case.id)
    assert office_view(Role.COORDINATOR, [case], [], WHY).cases
    with pytest.raises(EventsAltered):
        office_view(Role.COORDINATOR, [replace(case, sealed=())], [], WHY)


def test_encounters_referrals_and_deadlines_come_in_again_identically(two: tuple[Office, Office, Path]) -> None:
    here, there, folder = two
    reference = f"{next(NUMBERS)}"
    case: Raw = {
        "reference": reference,
        "encounters": [{"id": "e1", "on": "2026-01-10", "at": "14:30", "by": "Lina", "alone": True, "why": "Abri"}],
        "deadlines": [{"id": "d1", "kind": "hearing", "on": "2026-12-03", "what": "Audience"}],
        "referrals": [{"id": "r1", "need": "lawyer", "to": "abri", "state": "sent", "on": "2026-01-10"}],
    }
    brought_in(here, {"cases": [case]}, update=False)
    _made, first = take_out(here, folder, reference)
    assert {"encounters", "deadlines", "referrals"} <= set(first["cases"][0])
    brought_in(there, first)
    assert take_out(there, folder, reference)[1] == first
