"""The demo tells the same fictional stories for the same seed, in the forms' own words, and harms no file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pypdf
import pytest

from caselink.consent.events import read_grounds
from caselink.demo.cases import demo_document
from caselink.demo.making import DEMO_USER, DemoPaths, make_demo
from caselink.domain.needs import NeedState
from caselink.errors import UserError
from caselink.forms.import_schema import import_schema
from caselink.intake.json_document import read_document
from caselink.services.backup_copies import check
from caselink.services.cases import caseload, find_case
from caselink.services.office import open_office
from caselink.services.register import entries
from tests.forms.stranger import Stranger

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoPaths:
    return make_demo(tmp_path_factory.mktemp("demo") / "new", 12, 7)


def document(cases: int, seed: int, today: date = TODAY) -> bytes:
    return json.dumps(demo_document(cases, seed, today), ensure_ascii=False).encode()


def test_the_schema_accepts_the_demo_as_a_stranger_reads_it() -> None:
    assert Stranger(import_schema()).faults(json.loads(document(60, 3))) == []


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 12, 31)])
def test_the_demo_fits_the_forms_whatever_the_seed_and_the_day(seed: int, today: date) -> None:
    read = read_document(document(60, seed, today))
    assert read.faults == ()
    assert len({case.reference for case in read.cases}) == 60


def test_the_same_seed_tells_the_same_stories_and_another_one_others() -> None:
    assert document(20, 1) == document(20, 1)
    assert document(20, 1) != document(20, 2)


def test_the_cases_vary() -> None:
    cases = read_document(document(60, 1)).cases
    assert len({case.answers["person.goes_by"].value for case in cases}) > 10
    assert len({case.answers["housing.status"].value for case in cases}) > 3
    assert {len(case.sections.get("children", ())) for case in cases} >= {0, 1, 2}


def test_the_first_case_has_needs_in_every_state_and_consents_of_every_kind() -> None:
    rich = read_document(document(1, 1)).cases[0]
    states = {need.mark.state for need in rich.needs}
    assert states == set(NeedState) - {NeedState.NOT_ASSESSED}
    consents = [given.consent for given in rich.consents]
    assert any(consent.withdrawals for consent in consents)
    assert any(consent.individual for consent in consents)
    assert any(consent.expires_on < TODAY for consent in consents)
    assert rich.legal
    assert rich.never_inform


def test_the_danger_is_assessed_and_who_saw_her_is_noted() -> None:
    cases = read_document(document(60, 1)).cases
    assert {len(case.assessments) for case in cases} >= {0, 1, 2}
    assert all("encounters" in case.records for case in cases)


def test_no_phone_number_of_the_demo_can_belong_to_anyone() -> None:
    text = document(60, 1).decode()
    numbers = [piece for piece in json.loads(text)["partners"] for piece in piece.get("phones", [])]
    numbers += [
        case["answers"]["contact.safe_number"] for case in json.loads(text)["cases"] if "answers" in case
    ]
    assert numbers
    assert all(number.startswith(("06 39 98", "01 99 00")) for number in numbers)


def test_a_demo_is_a_sound_vault_that_its_password_file_opens(demo: DemoPaths) -> None:
    office = open_office(demo.vault, DEMO_USER, demo.password.read_text(encoding="utf-8").rstrip("\n"))
    try:
        assert check(office).sound
        assert caseload(office).total == 12
        case = find_case(office, demo.reference)
        assert read_grounds(case.events).consents
        (entry,) = entries(office)
        assert entry.case == demo.reference
    finally:
        office.close()


def test_a_demo_leaves_only_its_files(demo: DemoPaths) -> None:
    assert {path.name for path in demo.vault.parent.iterdir()} == {
        "demo.caselink", "demo-password.txt", "liaison.pdf", "liaison-passphrase.txt",
    }
    assert demo.liaison.read_bytes().startswith(b"%PDF-")
    passphrase = demo.liaison_passphrase.read_text(encoding="utf-8").strip()
    assert len(pypdf.PdfReader(demo.liaison, password=passphrase).pages) <= 4


@pytest.mark.parametrize("name", ["demo.caselink", "demo-password.txt", "liaison.pdf", "dashboard.png"])
def test_a_file_of_that_name_is_never_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(UserError):
        make_demo(tmp_path, 3, 1)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("cases", [0, 10_001])
def test_a_demo_of_no_or_too_many_cases_is_refused(tmp_path: Path, cases: int) -> None:
    with pytest.raises(UserError):
        make_demo(tmp_path / "d", cases, 1)
    assert not (tmp_path / "d").exists()
