"""What is erased is gone: rows, index, drafts, the document with its history, and every page of the file."""

from __future__ import annotations

import pytest

from caselink.domain.answers import Answer
from caselink.vault import Vault, check
from caselink.vault.case_rows import load_document
from caselink.vault.document import Part
from tests.conftest import Prepared
from tests.vault.filling import add_case
from tests.vault.plain_pages import plain_pages

SECRET = "Qzxwvkjhpl"


def traces(prepared: Prepared, vault: Vault) -> int:
    """How often the word stands in the pages of the file, whatever its case."""
    pages = plain_pages(vault.folder / "cases-1.db", prepared.data_key.key)
    assert b"CREATE TABLE" in pages
    return pages.lower().count(SECRET.lower().encode())


@pytest.fixture
def case_id(prepared_vault: Prepared, vault: Vault) -> str:
    """A case with the word in its name, an earlier answer, a later one, an entry and a draft."""
    case_id = add_case(vault, "2026-0001", SECRET)
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "person.first_names", Answer(f"{SECRET} first"))
        change.put_answer(case_id, "request.wishes", Answer(f"{SECRET} " * 1000))
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "person.first_names", Answer(f"{SECRET} second"))
    vault.keep_draft(case_id, "person.first_names", f"{SECRET} typed")
    assert traces(prepared_vault, vault) > 1000
    return case_id


def test_a_deleted_word_leaves_the_search_index(prepared_vault: Prepared, vault: Vault) -> None:
    case_id = add_case(vault, "2026-0001", SECRET)
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "person.goes_by", Answer("Nour"))
    for (content,) in vault.opened.database.all("SELECT block FROM search_data"):
        assert SECRET.lower().encode() not in content
    assert vault.count_cases(SECRET) == 0
    assert traces(prepared_vault, vault) == 1, "the history of the document still knows it, nothing else does"


def test_erased_answers_leave_no_byte(prepared_vault: Prepared, vault: Vault, case_id: str) -> None:
    kept = vault.case(case_id)
    paths = ["person.goes_by", "person.first_names", "request.wishes"]
    with vault.change("erased", case_id) as change:
        change.erase_answers(case_id, paths)
    assert traces(prepared_vault, vault) == 0
    assert (vault.folder / "cases-1.db-journal").stat().st_size == 0, "the journal keeps no older page"
    case = vault.case(case_id)
    assert case.answers == {path: answer for path, answer in kept.answers.items() if path not in paths}
    assert (case.needs, case.entries, case.events, case.sealed) == (kept.needs, kept.entries, kept.events, kept.sealed)
    assert "person.first_names" not in vault.drafts(case_id)
    assert check(vault).sound


def test_what_was_put_and_erased_in_one_change_leaves_no_byte(
    prepared_vault: Prepared, vault: Vault, case_id: str
) -> None:
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "x-a.b", Answer(f"{SECRET} once more"))
        change.put_answer(case_id, "x-a.c", Answer("kept"))
        change.erase_answers(case_id, ["x-a.b", "person.goes_by", "person.first_names", "request.wishes"])
        change.put_answer(case_id, "x-a.d", Answer("kept too"))
    assert traces(prepared_vault, vault) == 0
    assert (vault.case(case_id).value("x-a.c"), vault.case(case_id).value("x-a.d")) == ("kept", "kept too")


def test_nothing_from_before_an_erasure_can_be_undone(vault: Vault, case_id: str) -> None:
    with vault.change("erased", case_id) as change:
        change.erase_answers(case_id, ["person.first_names"])
    assert not vault.undo(case_id)
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "housing.status", Answer("none"))
    assert vault.undo(case_id)
    assert not vault.undo(case_id)
    assert vault.case(case_id).value("housing.status") == "lease_joint"
    assert check(vault).sound


def test_the_history_of_the_document_begins_with_the_erasure(vault: Vault, case_id: str) -> None:
    with vault.change("erased", case_id) as change:
        change.erase_answers(case_id, ["person.goes_by", "person.first_names", "request.wishes"])
    document = load_document(vault.opened.database, case_id, 1, None)
    for step in document.history():
        for version in (step.before, step.after):
            maps = document.maps_at(version)
            assert maps is None or SECRET not in str(maps)
    assert document.get(Part.ANSWERS, "housing.status") is not None
