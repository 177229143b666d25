"""A rescue of a vault with reserved cases, by who is named for them and by who is not."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from caselink.domain.case import Case
from caselink.domain.events import EventKind
from caselink.errors import VaultDamaged
from caselink.vault import Vault, check, open_vault
from caselink.vault.keys import DataKey
from caselink.vault.rescue import RescueReport, rescue
from caselink.vault.rescued_case import let_one_of_the_named
from caselink.vault.salvage import Salvage
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.vault.colleagues import add_colleague, seen_by
from tests.vault.filling import add_case

PAGE = 4096
PAGES = 6
"""How many pages are damaged in turn; None for every page."""
OPEN, RESERVED = 3, 3
ALL = OPEN + RESERVED
ZOE, HERS = "zoe", "phrase de passe de zoe, sept mots"
PASSPHRASES = {USER: PASSPHRASE, ZOE: HERS}


@dataclass(frozen=True)
class Mixed:
    """A closed vault with open cases and cases reserved to zoe, and what they all were."""

    folder: Path
    path: Path
    cases: dict[str, Case]
    reserved: frozenset[str]
    data_key: DataKey


def add_import(vault: Vault, case_id: str) -> None:
    """Several events of one kind in one change: they share the millisecond."""
    with vault.change("import", case_id) as change:
        for number in range(5):
            change.add_event(case_id, EventKind.NEVER_INFORM, {"kind": "person", "name": f"Person {number}"})
        given = change.add_event(case_id, EventKind.CONSENT_GIVEN, {"recipient": "b", "note": "mots " * 60})
        change.add_event(case_id, EventKind.CONSENT_WITHDRAWN, {"consent": given.id})


def cases_of(vault: Vault) -> dict[str, Case]:
    return {case_id: vault.case(case_id) for case_id in vault.references()}


@pytest.fixture
def mixed(prepared_vault: Prepared, vault_folder: Path) -> Mixed:
    with prepared_vault.open(vault_folder) as vault:
        zoe = add_colleague(vault)
        for number in range(ALL):
            add_import(vault, add_case(vault, f"2026-{number:04d}", f"Name {number}"))
        hers = seen_by(vault, ZOE, zoe)
        for case_id in list(hers.references())[:RESERVED]:
            with hers.change("case_reserved", case_id) as change:
                change.reserve(case_id, (ZOE,))
        path = vault_folder / vault.opened.data_key.database
    with open_vault(vault_folder, ZOE, HERS) as vault:
        cases = cases_of(vault)
    reserved = frozenset(case_id for case_id, case in cases.items() if case.reserved)
    return Mixed(vault_folder, path, cases, reserved, prepared_vault.data_key)


@contextmanager
def damaged(mixed: Mixed, page: int, place: int = 100) -> Iterator[None]:
    """One byte of that page is another while this lasts."""
    whole = mixed.path.read_bytes()
    at = page * PAGE + place
    mixed.path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    yield
    mixed.path.write_bytes(whole)


def seen(target: Path) -> dict[str, Case]:
    """Every case that anybody of the new vault can open; to all of them it is sound, its events those of the chain."""
    cases: dict[str, Case] = {}
    for name, passphrase in PASSPHRASES.items():
        if (target / "keys" / f"{name}.age").exists():
            with open_vault(target, name, passphrase) as vault:
                assert check(vault).problems == ()
                cases |= cases_of(vault)
    assert all(case.events_match_the_chain() for case in cases.values())
    return cases


def expect_honest(mixed: Mixed, report: RescueReport, cases: dict[str, Case]) -> None:
    """What is called whole is equal to what it was, and every case is counted."""
    equal = [case_id for case_id, case in cases.items() if case == mixed.cases[case_id]]
    assert len(equal) >= report.cases
    assert report.cases + report.incomplete + report.lost == ALL
    assert len(cases) <= report.cases + report.incomplete
    for case_id, case in cases.items():
        assert case.reserved == (case_id in mixed.reserved)
        assert case.answers.items() <= mixed.cases[case_id].answers.items()
        assert {event.id for event in case.events} <= {event.id for event in mixed.cases[case_id].events}


def rescue_page_by_page(mixed: Mixed, beside: Path, user: str, pages: int | None, seed: int) -> list[RescueReport]:
    """Damage so many pages in turn and rescue: it is refused with a sentence and leaves nothing, or is honest."""
    chance = random.Random(seed)  # noqa: S311 - places, not secrets
    every = range(mixed.path.stat().st_size // PAGE)
    reports = []
    for page in every if pages is None else sorted(chance.sample(every, pages)):
        target = beside / f"{page}.caselink"
        before = sorted(beside.iterdir())
        with damaged(mixed, page, chance.randrange(PAGE)):
            try:
                reports.append(rescue(mixed.folder, user, PASSPHRASES[user], target))
            except VaultDamaged as refused:
                assert refused.sentence
                assert sorted(beside.iterdir()) == before
                continue
        expect_honest(mixed, reports[-1], seen(target))
        shutil.rmtree(target)
    return reports


@pytest.mark.parametrize(("user", "seed"), [(USER, 5), (ZOE, 6)])
def test_a_damaged_page_anywhere_loses_nothing_without_saying_so(
    mixed: Mixed, tmp_path: Path, user: str, seed: int
) -> None:
    reports = rescue_page_by_page(mixed, tmp_path, user, PAGES, seed)
    assert len(reports) >= PAGES - 3
    assert sum(report.cases for report in reports) > ALL * len(reports) * 0.6


def test_who_is_not_named_rescues_a_reserved_case_with_its_seals(mixed: Mixed, tmp_path: Path) -> None:
    target = tmp_path / "new.caselink"
    assert rescue(mixed.folder, USER, PASSPHRASE, target) == RescueReport(ALL, 0, 0, ())
    assert seen(target) == mixed.cases


def roots(mixed: Mixed) -> dict[str, int]:
    """The first page of every table and index, counted from 0."""
    with open_vault(mixed.folder, USER, PASSPHRASE) as vault:
        rows = vault.opened.database.all("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0")
    return {str(name): int(page) - 1 for name, page in rows}


def documents(folder: Path) -> list[tuple[str, str]]:
    """Case and digest of every document: the same digest is the same history."""
    with open_vault(folder, USER, PASSPHRASE) as vault:
        return vault.opened.database.all("SELECT case_id, digest FROM documents ORDER BY case_id")


@pytest.mark.parametrize(("index", "user"), [
    ("sqlite_autoindex_cases_1", USER), ("sqlite_autoindex_cases_2", USER), ("sqlite_autoindex_documents_1", USER),
    ("case_keys", USER), ("case_keys", ZOE),
])
def test_cases_whose_rows_read_are_whole_without_their_index_and_keys(
    mixed: Mixed, tmp_path: Path, index: str, user: str
) -> None:
    target = tmp_path / "new.caselink"
    with damaged(mixed, roots(mixed)[index]):
        report = rescue(mixed.folder, user, PASSPHRASES[user], target)
    assert (report.cases, report.incomplete, report.lost) == (ALL, 0, 0)
    assert seen(target) == mixed.cases
    assert documents(target) == documents(mixed.folder)


def test_reserved_cases_are_kept_where_it_does_not_read_who_works_here(mixed: Mixed, tmp_path: Path) -> None:
    target = tmp_path / "new.caselink"
    with damaged(mixed, roots(mixed)["workers"]):
        report = rescue(mixed.folder, USER, PASSPHRASE, target)
        assert (report.cases, report.incomplete, report.lost) == (OPEN, RESERVED, 0)
        assert let_one_of_the_named() in report.problems
        with open_vault(target, USER, PASSPHRASE) as vault:
            assert check(vault).sound
            assert vault.references(hidden=True).keys() == mixed.cases.keys()
            assert cases_of(vault).keys() == mixed.cases.keys() - mixed.reserved
        rescue(mixed.folder, ZOE, HERS, tmp_path / "hers.caselink")
    assert seen(tmp_path / "hers.caselink") == mixed.cases


def test_a_reserved_case_that_is_lost_to_others_is_left_to_who_is_named(mixed: Mixed, tmp_path: Path) -> None:
    with damaged(mixed, roots(mixed)["cases"]):
        report = rescue(mixed.folder, USER, PASSPHRASE, tmp_path / "new.caselink")
        assert (report.cases + report.incomplete, report.lost) == (OPEN, RESERVED)
        assert let_one_of_the_named() in report.problems
        assert rescue(mixed.folder, ZOE, HERS, tmp_path / "hers.caselink").lost == 0
    hers = seen(tmp_path / "hers.caselink")
    assert {case_id: case.answers for case_id, case in hers.items()} == {
        case_id: case.answers for case_id, case in mixed.cases.items()
    }


def needed_by(mixed: Mixed, query: str) -> list[int]:
    """The pages, the first aside, without which this can't be read."""
    pages = []
    for page in range(1, mixed.path.stat().st_size // PAGE):
        with damaged(mixed, page), closing(Salvage(mixed.path, mixed.data_key)) as salvage:
            if salvage.read(query) is None:
                pages.append(page)
    return pages


SCHEMA = "SELECT name FROM sqlite_schema"


@pytest.mark.parametrize("query", [
    "SELECT sum(length(body)) FROM events NOT INDEXED", "SELECT sum(length(hash)) FROM audit NOT INDEXED",
])
def test_events_that_nobody_can_tell_apart_block_no_case(mixed: Mixed, tmp_path: Path, query: str) -> None:
    pages = set(needed_by(mixed, query)) - set(needed_by(mixed, SCHEMA)) - set(roots(mixed).values())
    reports = []
    for page in sorted(pages):
        target = tmp_path / f"{page}.caselink"
        with damaged(mixed, page):
            reports.append(rescue(mixed.folder, USER, PASSPHRASE, target))
        assert reports[-1].incomplete
        expect_honest(mixed, reports[-1], seen(target))
    assert any(let_one_of_the_named() in report.problems for report in reports)


def test_without_its_list_of_tables_nothing_is_made(mixed: Mixed, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    pages = needed_by(mixed, SCHEMA)
    assert pages
    for page in pages:
        with damaged(mixed, page), pytest.raises(VaultDamaged, match="sauvegarde"):
            rescue(mixed.folder, USER, PASSPHRASE, tmp_path / "new.caselink")
    assert sorted(tmp_path.iterdir()) == before
