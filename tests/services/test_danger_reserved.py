"""Danger in a reserved case: each part of it works for who is named, and nobody else is told a word or a level."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from caselink.domain.danger import FactorAnswer, Finding, GivenAssessment, Level
from caselink.domain.partners import Partner, PartnerKind
from caselink.errors import CaseLinkError
from caselink.forms.categories import Category
from caselink.forms.consent_terms import Mode
from caselink.forms.purposes import Purpose
from caselink.services.answers import record_answer, undo
from caselink.services.case_list import CaseFilter, listed_cases, ordered_ids
from caselink.services.consents import give_consent
from caselink.services.danger.assessing import assess
from caselink.services.danger.emergency import record_emergency
from caselink.services.danger.plan import set_plan_item, write_plan
from caselink.services.danger.sheet import prepare_danger_sheet
from caselink.services.danger.with_him import record_interview, write_his_paper
from caselink.services.deadlines import deadlines
from caselink.services.directory import save_partner
from caselink.services.erasing import erase_case
from caselink.services.history import history
from caselink.services.office import Office
from caselink.services.reserving import open_case_to_all, reserve_case
from caselink.vault import check
from tests.conftest import USER
from tests.services.conftest import Desk
from tests.vault.colleagues import add_colleague, seen_by

WORDS = ("Canari-Motif", "Canari-Note", "Canari-Faits")
GIVEN = GivenAssessment(answers={"strangulation": FactorAnswer(Finding.YES)}, level=Level.HIGH, reason=WORDS[0])


@dataclass(frozen=True)
class Reserved:
    """A case reserved to one of two workers, and a second office that is the colleague's."""

    mine: Office
    hers: Office
    case_id: str
    reference: str
    interview: str
    folder: Path


@pytest.fixture
def reserved(desk: Desk, tmp_path: Path) -> Reserved:
    office, case_id = desk.office, desk.case.id
    slot = add_colleague(office.vault)
    reserve_case(office, case_id, [USER])
    save_partner(office, Partner("auteurs", "Service pour auteurs", PartnerKind.PERPETRATOR_SERVICE))
    record_answer(office, case_id, "contact.may_keep_paper", True)
    assess(office, case_id, GIVEN)
    set_plan_item(office, case_id, "code_word", "to_do", due=office.today(), note=WORDS[1])
    said = {"on": office.today().isoformat(), "facts": WORDS[2], "service": "auteurs", "agreed": True, "name": "Marc"}
    interview = record_interview(office, case_id, said)
    give_consent(
        office, case_id, recipient="parquet", categories=[Category.VIOLENCE], everything_else=False,
        purposes=[Purpose.SAFETY], mode=Mode.SPOKEN,
    )
    hers = Office(seen_by(office.vault, "ida", slot))
    return Reserved(office, hers, case_id, office.vault.case(case_id).reference, interview, tmp_path)


def papers(here: Reserved, office: Office) -> dict[str, Callable[[Path], object]]:
    """What can be made of the danger of that case."""
    return {
        "plan.pdf": lambda out: write_plan(office, here.case_id, "ar", out),
        "him.pdf": lambda out: write_his_paper(office, here.case_id, here.interview, out),
        "sheet.pdf": lambda out: prepare_danger_sheet(office, here.case_id, "parquet", Purpose.SAFETY, out),
    }


def writings(here: Reserved, office: Office) -> dict[str, Callable[[], object]]:
    """What can be written down."""
    today = office.today()
    return {
        "assess": lambda: assess(office, here.case_id, GIVEN),
        "plan": lambda: set_plan_item(office, here.case_id, "exits", "done"),
        "with him": lambda: record_interview(office, here.case_id, {"on": today.isoformat()}),
        "emergency": lambda: record_emergency(
            office, here.case_id, {"call": dt.datetime.combine(today, dt.time(1), dt.UTC)}
        ),
    }


def test_who_is_named_works_in_it_as_in_any_other_and_undo_takes_it_back(reserved: Reserved) -> None:
    office, case_id = reserved.mine, reserved.case_id
    before = office.vault.case(case_id)
    for write in writings(reserved, office).values():
        write()
        undo(office, case_id)
    after = office.vault.case(case_id)
    assert (after.assessments, after.records) == (before.assessments, before.records)
    for name, make in papers(reserved, office).items():
        make(reserved.folder / name)
        assert (reserved.folder / name).read_bytes().startswith(b"%PDF")
    (line,) = listed_cases(office, [case_id])
    assert line.case.danger is not None and line.case.danger.level is Level.HIGH
    assert case_id in ordered_ids(office, which=CaseFilter.HIGH)
    assert any(each.case_id == case_id for each in deadlines(office))
    assert all(word in repr(history(office, case_id)) for word in WORDS[1:])
    assert check(office.vault).sound


def test_a_colleague_writes_nothing_makes_no_paper_and_is_told_no_word_and_no_level(reserved: Reserved) -> None:
    office, case_id = reserved.hers, reserved.case_id
    for write in writings(reserved, office).values():
        with pytest.raises(CaseLinkError) as refused:
            write()
        assert not any(word in str(refused.value) for word in WORDS)
    for name, make in papers(reserved, office).items():
        with pytest.raises(CaseLinkError):
            make(reserved.folder / name)
        assert not (reserved.folder / name).exists()
    with pytest.raises(CaseLinkError):
        history(office, case_id)
    for which in (CaseFilter.HIGH, CaseFilter.IMMEDIATE, CaseFilter.REASSESS):
        assert case_id not in ordered_ids(office, which=which)
    assert case_id not in ordered_ids(office, column="danger")
    assert [each for each in deadlines(office) if each.case_id == case_id] == []


def test_its_rows_tell_neither_words_nor_a_level_until_it_is_open_to_all_again(reserved: Reserved) -> None:
    office, database = reserved.mine, reserved.mine.vault.opened.database
    names = [str(name) for (name,) in database.all("SELECT name FROM sqlite_master WHERE type = 'table'")]

    def told() -> str:
        rows = [database.all(f'SELECT * FROM "{name}"') for name in names if "search" not in name]
        return repr(rows)

    closed = told()
    assert not any(word in closed for word in (*WORDS, "strangulation", "code_word"))
    assert re.search(r"'high'", closed) is None
    open_case_to_all(office, reserved.case_id)
    assert all(word in told() for word in WORDS)
    assert office.vault.case(reserved.case_id).assessments[0].reason == WORDS[0]
    assert reserved.case_id in ordered_ids(reserved.hers, which=CaseFilter.HIGH)


def test_erased_nothing_of_its_danger_is_left(reserved: Reserved) -> None:
    erase_case(reserved.mine, reserved.case_id, reserved.reference)
    assert ordered_ids(reserved.mine, which=CaseFilter.HIGH) == []
    assert check(reserved.mine.vault).sound
