"""What is erased is gone: rows, index, drafts, the document with its history, and every page of the file."""

from __future__ import annotations

import pytest

from caselink.domain.answers import Answer
from caselink.vault import Vault, check
from caselink.vault.document_store import load_document
from caselink.vault.erasure.erasing import noted
from caselink.vault.parts import Part
from tests.conftest import Prepared
from tests.vault.filling import add_case
from tests.vault.plain_pages import plain_pages

SECRET = "Qzxwvkjhpl"


def traces(prepared: Prepared, vault: Vault, word: str = SECRET) -> int:
    """How often the word stands in the pages of the file, whatever its case."""
    pages = plain_pages(vault.folder / "cases-1.db", prepared.data_key.key)
    assert b"CREATE TABLE" in pages
    return pages.lower().count(word.lower().encode())


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
    (document,) = vault.opened.database.all("SELECT body FROM documents WHERE owner = ?", case_id)
    known = document[0].lower().count(SECRET.lower().encode())
    assert traces(prepared_vault, vault) == known > 0, "the history of the document still knows it, nothing else does"


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


def test_undo_leads_on_through_all_that_was_not_erased(vault: Vault, case_id: str) -> None:
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "housing.status", Answer("none"))
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "person.first_names", Answer(f"{SECRET} third"))
    with vault.change("answers_erased", case_id) as change:
        change.erase_answers(case_id, ["person.first_names"])
    assert vault.undo(case_id)
    assert vault.case(case_id).value("housing.status") == "lease_joint"
    assert vault.undo(case_id)
    assert "request.wishes" not in vault.case(case_id).answers
    assert not vault.undo(case_id)
    assert "person.first_names" not in vault.case(case_id).answers
    assert check(vault).sound


def test_the_history_of_the_document_knows_nothing_of_it_and_all_the_rest(vault: Vault, case_id: str) -> None:
    with vault.change("answers_erased", case_id) as change:
        change.erase_answers(case_id, ["person.goes_by", "person.first_names", "request.wishes"])
    document = load_document(vault.opened.database, case_id, 1, None)
    for step in document.history():
        for version in (step.before, step.after):
            assert SECRET not in str(document.maps_at(version))
    assert document.get(Part.ANSWERS, "housing.status") is not None
    opened = vault.history(case_id).changes[-1]
    assert {record.key for record in opened.records} >= {"housing.status", "access.barriers", "lawyer", "reference"}


def test_where_nothing_ever_stood_nothing_is_erased_and_nothing_noted(vault: Vault, case_id: str) -> None:
    before, rows = vault.history(case_id), len(list(vault.audit()))
    with vault.change("answer", case_id) as change:
        assert change.erase_answers(case_id, ["residence.permit"]) == ()
    assert vault.history(case_id) == before
    assert [row.action for row in vault.audit()][rows:] == ["answer"]
    assert noted(vault.opened.database) == ()


def test_an_erasure_has_a_row_of_its_own_in_the_audit_trail_and_says_what_went(vault: Vault, case_id: str) -> None:
    """What was done with it has its own too: "answer recorded" alone would say nothing of it."""
    rows = len(list(vault.audit()))
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "housing.status", Answer("none"))
        went = change.erase_answers(case_id, ["person.first_names", "residence.permit"])
    with vault.change("answers_erased", case_id) as change:
        change.erase_answers(case_id, ["request.wishes"])
    assert went == ("person.first_names",)
    assert [row.action for row in vault.audit()][rows:] == ["answers_erased", "answer", "answers_erased"]


def test_a_draft_alone_is_erased_as_well(prepared_vault: Prepared, vault: Vault, case_id: str) -> None:
    vault.keep_draft(case_id, "x-a.b", "Wvutsrqpon")
    with vault.change("answers_erased", case_id) as change:
        assert change.erase_answers(case_id, ["x-a.b"]) == ("x-a.b",)
    assert traces(prepared_vault, vault, "Wvutsrqpon") == 0
