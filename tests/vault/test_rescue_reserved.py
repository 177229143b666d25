"""A rescue of a vault with reserved cases, by who is named for them and by who is not."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from caselink.errors import VaultDamaged
from caselink.vault import check, open_vault
from caselink.vault.rescue.cases import let_one_of_the_named
from caselink.vault.rescue.damaged_reader import DamagedReader
from caselink.vault.rescue.rescuing import RescueReport, rescue
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.torture.promise import Share
from tests.torture.rescuing import (
    ALL,
    HERS,
    IDA,
    OPEN,
    PASSPHRASES,
    RESERVED,
    Mixed,
    cases_of,
    damaged,
    expect_honest,
    mixed_vault,
    rescues,
    seen,
)
from tests.vault.filling import lengthened

PAGES = 6
"""How many pages are damaged in turn; `make torture` takes every one."""


@pytest.fixture
def mixed(prepared_vault: Prepared, vault_folder: Path) -> Mixed:
    return mixed_vault(prepared_vault, vault_folder)


def test_a_damaged_page_anywhere_loses_nothing_without_saying_so(prepared_vault: Prepared, tmp_path: Path) -> None:
    outcome = rescues(prepared_vault, tmp_path, Share(PAGES))
    assert outcome.broken == ()
    saved = outcome.tried - outcome.met.get("refused", 0)
    assert outcome.tried == PAGES * len(PASSPHRASES)
    assert saved >= outcome.tried - 6
    assert outcome.met["cases whole"] > ALL * saved * 0.6


def test_who_is_not_named_rescues_a_reserved_case_with_its_seals(mixed: Mixed, tmp_path: Path) -> None:
    target = tmp_path / "new.caselink"
    assert rescue(lengthened(mixed.folder), USER, PASSPHRASE, target) == RescueReport(ALL, 0, 0, ())
    assert seen(target) == mixed.cases


def roots(mixed: Mixed) -> dict[str, int]:
    """The first page of every table and index, counted from 0."""
    with open_vault(mixed.folder, USER, PASSPHRASE) as vault:
        rows = vault.opened.database.all("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0")
    return {str(name): int(page) - 1 for name, page in rows}


def documents(folder: Path) -> list[tuple[str, str]]:
    """Case and digest of every document: the same digest is the same history."""
    with open_vault(folder, USER, PASSPHRASE) as vault:
        return vault.opened.database.all("SELECT owner, digest FROM documents ORDER BY owner")


@pytest.mark.parametrize(("index", "user"), [
    ("sqlite_autoindex_cases_1", USER), ("sqlite_autoindex_cases_2", USER), ("sqlite_autoindex_documents_1", USER),
    ("case_keys", USER), ("case_keys", IDA),
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
        rescue(mixed.folder, IDA, HERS, tmp_path / "hers.caselink")
    assert seen(tmp_path / "hers.caselink") == mixed.cases


def test_a_reserved_case_that_is_lost_to_others_is_left_to_who_is_named(mixed: Mixed, tmp_path: Path) -> None:
    with damaged(mixed, roots(mixed)["cases"]):
        report = rescue(mixed.folder, USER, PASSPHRASE, tmp_path / "new.caselink")
        assert (report.cases + report.incomplete, report.lost) == (OPEN, RESERVED)
        assert let_one_of_the_named() in report.problems
        assert rescue(mixed.folder, IDA, HERS, tmp_path / "hers.caselink").lost == 0
    hers = seen(tmp_path / "hers.caselink")
    assert {case_id: case.answers for case_id, case in hers.items()} == {
        case_id: case.answers for case_id, case in mixed.cases.items()
    }


def needed_by(mixed: Mixed, query: str) -> list[int]:
    """The pages, the first aside, without which this can't be read."""
    pages = []
    for page in mixed.pages[1:]:
        with damaged(mixed, page), closing(DamagedReader(mixed.path, mixed.data_key)) as salvage:
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
