"""A case erased for good is gone from every page, and from every older copy of the vault once that is opened."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from caselink.clock import computer_now
from caselink.domain.answers import Answer
from caselink.domain.events import EventKind
from caselink.domain.roles import Role
from caselink.errors import UserError
from caselink.vault import Vault, check
from caselink.vault.database import Database
from caselink.vault.erasure.erased_list import believed_beside, follow, lists_of, told_here
from caselink.vault.erasure.erasing import erase_in, noted, reference_digest
from caselink.vault.reserved.keyring import Keyring
from caselink.vault.schema import TABLES
from tests.conftest import USER, Prepared
from tests.vault.colleagues import add_colleague, seen_by
from tests.vault.filling import add_case, files
from tests.vault.plain_pages import plain_pages

SECRET = "Qzxwvkjhpl"
RESIDENCE = "residence.status"
AHEAD = timedelta(days=20)


@pytest.fixture
def case_id(vault: Vault) -> str:
    """A case with the word in answers of today and before, a need, events, a draft and the name of an attachment."""
    add_case(vault, "2026-0001", "Élodie")
    case_id = add_case(vault, "2026-0002", f"{SECRET} Maëlle")
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer(f"{SECRET} " * 2000))
        change.put_answer(case_id, RESIDENCE, Answer(f"{SECRET} status"))
        change.add_event(case_id, EventKind.NEVER_INFORM, {"kind": "perpetrator", "name": f"{SECRET} Dupont"})
        change.add_attachment(case_id, f"{SECRET}.pdf", b"%PDF")
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "request.wishes", Answer(f"{SECRET} partir"))
    vault.keep_draft(case_id, "person.first_names", f"{SECRET} typed")
    vault.keep_place({"case": case_id, "search": "2026-0002"})
    return case_id


def test_the_digest_of_a_reference_is_the_one_that_other_copies_and_versions_note() -> None:
    database = Database.in_memory("CREATE TABLE meta (office_id)")
    database.run("INSERT INTO meta VALUES ('01a20182-b691-7fb2-8800-a7623ddb9d7a')")
    golden = "444d4c5780a4d56dfb31ce702235ed48ea11101ce2d6f401a7410073e656cea2"
    assert reference_digest(database, "2026-0001") == golden


def erase(vault: Vault, case_id: str) -> None:
    with vault.change("case_erased", case_id) as change:
        change.erase_case(case_id)


def erase_residence(vault: Vault, case_id: str) -> None:
    with vault.change("answer", case_id) as change:
        change.erase_answers(case_id, [RESIDENCE])


def traces(prepared: Prepared, vault: Vault, word: str = SECRET) -> int:
    pages = plain_pages(vault.folder / "cases-1.db", prepared.data_key.key)
    assert b"CREATE TABLE" in pages
    return pages.lower().count(word.lower().encode())


def copy(vault: Vault, folder: Path) -> Path:
    """The vault's folder as it is now, at another place, as a restored backup would be."""
    vault.close()
    shutil.copytree(vault.folder, folder)
    return folder


def test_no_byte_of_it_is_left_in_any_page_or_file(prepared_vault: Prepared, vault: Vault, case_id: str) -> None:
    assert traces(prepared_vault, vault) > 10
    erase(vault, case_id)
    assert traces(prepared_vault, vault) == 0
    assert traces(prepared_vault, vault, "2026-0002") == 0
    assert not list((vault.folder / "attachments").iterdir())
    assert vault.place() == {}
    assert not any(SECRET.encode() in content for content in files(vault.folder).values())
    assert check(vault).problems == ()


def test_a_reserved_case_is_erased_the_same_way(prepared_vault: Prepared, vault: Vault, case_id: str) -> None:
    with vault.change("case_reserved", case_id) as change:
        change.reserve(case_id, [USER])
    recipient = vault.opened.database.one("SELECT recipient FROM cases WHERE id = ?", case_id)
    assert recipient is not None
    erase(vault, case_id)
    assert traces(prepared_vault, vault, recipient[0]) == traces(prepared_vault, vault) == 0
    assert [head.reference for head in vault.case_page("", 10, None)] == ["2026-0001"]
    assert check(vault).problems == ()


def test_others_stay_as_they_are_and_the_audit_chain_says_who_erased(vault: Vault, case_id: str) -> None:
    other = vault.case_id_of("2026-0001")
    assert other is not None
    kept = vault.case(other)
    rows = len(list(vault.audit()))
    erase(vault, case_id)
    assert vault.sealed_case(other) == kept
    audit = list(vault.audit())
    assert [(row.action, row.user, row.case_id) for row in audit[rows:]] == [("case_erased", USER, case_id)]
    vault.walk_audit()
    assert vault.case_id_of("2026-0002") is None
    with pytest.raises(UserError, match="n’existe pas"):
        vault.case(case_id)
    assert vault.count_cases() == 1
    assert vault.count_cases("maelle") == 0


def test_its_reference_is_not_given_again(vault: Vault, case_id: str) -> None:
    erase(vault, case_id)
    assert vault.next_reference(2026) == "2026-0003"
    with pytest.raises(UserError, match="Choisissez-en une autre"), vault.change("case_opened") as change:
        change.new_case("2026-0002")
    assert vault.case_id_of("2026-0002") is None


def test_only_a_coordinator_erases(vault: Vault, case_id: str) -> None:
    hers = seen_by(vault, "ida", add_colleague(vault, role=Role.WORKER))
    with pytest.raises(UserError, match="coordination"):
        erase(hers, case_id)
    assert vault.case(case_id).reference == "2026-0002"


def test_an_erasure_that_fails_leaves_everything(vault: Vault, case_id: str) -> None:
    before, attachments = vault.case(case_id), vault.attachments(case_id)
    with pytest.raises(RuntimeError), vault.change("case_erased", case_id) as change:
        change.erase_case(case_id)
        raise RuntimeError
    assert vault.case(case_id) == before
    assert vault.attachment(attachments[0].id) == b"%PDF"
    assert told_here(vault.opened.database).erased == ()


def test_events_outside_an_erasure_are_still_append_only(vault: Vault, case_id: str) -> None:
    erase(vault, case_id)
    for statement in ("DELETE FROM events", "UPDATE events SET body = '{}'", "DELETE FROM audit"):
        with pytest.raises(Exception, match="append-only"):
            vault.opened.database.run(statement)


@pytest.mark.parametrize("where", ["in the vault’s folder", "on this computer"])
def test_an_older_copy_follows_when_it_is_opened(
    prepared_vault: Prepared, vault: Vault, case_id: str, lists_of_this_computer: Path, where: str
) -> None:
    older = copy(vault, vault.folder.with_name("restored.caselink"))
    with prepared_vault.open(vault.folder) as now:
        erase(now, case_id)
    if where == "in the vault’s folder":
        shutil.copyfile(vault.folder / "erased.age", older / "erased.age")
        shutil.rmtree(lists_of_this_computer)
    with prepared_vault.open(older) as restored:
        assert restored.case_id_of("2026-0002") is None
        assert restored.case_id_of("2026-0001") is not None
        assert traces(prepared_vault, restored) == 0
        assert not list((older / "attachments").iterdir())
        assert restored.next_reference(2026) == "2026-0003"
        assert [row.action for row in restored.audit()][-1] == "case_erased_again"
        assert check(restored).problems == ()
        rows = len(list(restored.audit()))
    with prepared_vault.open(older) as again:
        assert len(list(again.audit())) == rows, "it is done once"


def test_without_a_list_an_older_copy_knows_nothing(
    prepared_vault: Prepared, vault: Vault, case_id: str, lists_of_this_computer: Path
) -> None:
    """What the decision record says of copies kept elsewhere; and that the two tests above can fail."""
    older = copy(vault, vault.folder.with_name("restored.caselink"))
    with prepared_vault.open(vault.folder) as now:
        erase(now, case_id)
    shutil.rmtree(lists_of_this_computer)
    with prepared_vault.open(older) as restored:
        assert restored.case_id_of("2026-0002") == case_id


def test_a_list_put_into_the_folder_of_the_vault_itself_erases_nothing(
    prepared_vault: Prepared, vault: Vault, case_id: str, lists_of_this_computer: Path
) -> None:
    """A worker who was removed and still reaches the folder knows how such a list is encrypted."""
    with vault.change("answer", case_id):
        pass  # the vault knows its place now: it is no new copy
    older = copy(vault, vault.folder.with_name("elsewhere.caselink"))
    with prepared_vault.open(older) as forger:
        erase(forger, case_id)
    shutil.copyfile(older / "erased.age", vault.folder / "erased.age")
    shutil.rmtree(lists_of_this_computer)
    with prepared_vault.open(vault.folder) as again:
        assert again.case(case_id).reference == "2026-0002"


def test_the_lists_are_readable_by_the_office_alone_and_written_again_when_lost(
    prepared_vault: Prepared, vault: Vault, case_id: str, lists_of_this_computer: Path
) -> None:
    erase(vault, case_id)
    lists = lists_of(vault.opened.database, vault.folder)
    assert lists[0] == vault.folder / "erased.age"
    assert lists[1] == lists_of_this_computer / "erased" / f"{vault.office_id}.age"
    for path in lists:
        assert case_id.encode() not in path.read_bytes()
    vault.close()
    lists[0].unlink()
    lists[1].write_bytes(b"damaged")
    with prepared_vault.open(vault.folder) as again:
        assert [note.case_id for note in told_here(again.opened.database).erased] == [case_id]
        beside = believed_beside(again.opened.database, lists[0], again.opened.identities)
        assert [note.case_id for note in beside.erased] == [case_id]


def test_answers_erased_are_erased_from_an_older_copy_and_its_history(
    prepared_vault: Prepared, vault: Vault, case_id: str
) -> None:
    older = copy(vault, vault.folder.with_name("restored.caselink"))
    with prepared_vault.open(vault.folder) as now:
        erase_residence(now, case_id)
    with prepared_vault.open(older) as restored:
        case = restored.case(case_id)
        assert RESIDENCE not in case.answers
        assert case.value("request.wishes") == f"{SECRET} partir"
        assert case.changed_at < noted(restored.opened.database)[0].at, "nobody was in contact with her"
        assert traces(prepared_vault, restored, f"{SECRET} status") == 0
        assert restored.undo(case_id), "what was done elsewhere in the case can be taken back as before"
        assert check(restored).problems == ()


def test_an_answer_given_after_the_erasure_stays(prepared_vault: Prepared, vault: Vault, case_id: str) -> None:
    older = copy(vault, vault.folder.with_name("restored.caselink"))
    with prepared_vault.open(vault.folder) as now:
        erase_residence(now, case_id)
        with now.change("answer", case_id) as change:
            change.put_answer(case_id, RESIDENCE, Answer("visitor"))
        between = copy(now, vault.folder.with_name("between.caselink"))
    with prepared_vault.open(vault.folder) as now:
        assert now.case(case_id).value(RESIDENCE) == "visitor"
        erase_residence(now, case_id)
    for folder in (between, older):
        with prepared_vault.open(folder) as restored:
            assert RESIDENCE not in restored.case(case_id).answers
    with prepared_vault.open(vault.folder) as now, now.change("answer", case_id) as change:
        change.put_answer(case_id, RESIDENCE, Answer("resident"))
    with prepared_vault.open(vault.folder) as now:
        assert now.case(case_id).value(RESIDENCE) == "resident"


@pytest.mark.parametrize("taken_back", [False, True])
def test_after_a_clock_that_ran_ahead_what_is_written_stays(
    prepared_vault: Prepared, vault: Vault, case_id: str, taken_back: bool
) -> None:
    with time_machine.travel(computer_now() + AHEAD):
        erase_residence(vault, case_id)
    older = copy(vault, vault.folder.with_name("older.caselink"))
    with prepared_vault.open(vault.folder) as now:
        if taken_back:
            now.take_back_day()
        else:
            now.say_clock_is_right()
        with now.change("answer", case_id) as change:
            change.put_answer(case_id, RESIDENCE, Answer("visitor"))
        erase_residence(now, case_id)
        with now.change("answer", case_id) as change:
            change.put_answer(case_id, RESIDENCE, Answer("resident"))
    for folder in (vault.folder, older):
        with prepared_vault.open(folder) as again:
            assert again.case(case_id).value(RESIDENCE) == ("resident" if folder == vault.folder else None)
            assert check(again).problems == ()


def test_after_an_erasure_that_another_copy_listed_later_what_is_written_stays(
    prepared_vault: Prepared, vault: Vault, case_id: str
) -> None:
    other = copy(vault, vault.folder.with_name("other.caselink"))
    with prepared_vault.open(vault.folder) as now:
        with time_machine.travel(computer_now() + AHEAD), prepared_vault.open(other) as elsewhere:
            erase_residence(elsewhere, case_id)
        erase_residence(now, case_id)
        with now.change("answer", case_id) as change:
            change.put_answer(case_id, RESIDENCE, Answer("resident"))
    with prepared_vault.open(vault.folder) as again:
        assert again.case(case_id).value(RESIDENCE) == "resident"


def test_answers_of_a_reserved_case_wait_in_a_copy_for_who_can_open_it(
    prepared_vault: Prepared, vault: Vault, case_id: str
) -> None:
    ida = add_colleague(vault)
    with vault.change("case_reserved", case_id) as change:
        change.reserve(case_id, [USER])
    older = copy(vault, vault.folder.with_name("restored.caselink"))
    with prepared_vault.open(vault.folder) as now:
        erase_residence(now, case_id)
        told = told_here(now.opened.database)
        lists = lists_of(now.opened.database, now.folder)
    shutil.move(lists[1], lists[1].with_suffix(".away"))
    with prepared_vault.open(older) as restored:
        database = restored.opened.database
        assert follow(database, told, Keyring(database, "ida", (ida.identity,))) == ()
        assert noted(database) == ()
        assert restored.case(case_id).value(RESIDENCE) is not None
        assert follow(database, told, Keyring(database, USER, (prepared_vault.identity,))) == ()
        assert restored.case(case_id).value(RESIDENCE) is None
        assert check(restored).problems == ()


def test_a_database_alone_follows_what_it_is_told(prepared_vault: Prepared, vault: Vault, case_id: str) -> None:
    """What becomes of the database inside a backup."""
    older = copy(vault, vault.folder.with_name("restored.caselink"))
    with prepared_vault.open(vault.folder) as now:
        erase(now, case_id)
        notes = noted(now.opened.database)
        shutil.rmtree(lists_of(now.opened.database, now.folder)[1].parent)
    with prepared_vault.open(older) as restored:
        attachment = restored.attachments(case_id)[0].id
        assert erase_in(restored.opened.database, notes) == (attachment,)
        assert erase_in(restored.opened.database, notes) == ()
        assert traces(prepared_vault, restored) == 0


def test_after_it_an_older_database_notes_the_same_as_the_vault(vault: Vault, case_id: str) -> None:
    """Or the backups would be rewritten again and again: of cases and answers that are not in it as well."""
    other = vault.case_id_of("2026-0001")
    assert other is not None
    older = Database.in_memory(TABLES)
    older.run("INSERT INTO meta VALUES (1, 1, ?, '', '', '2026-01-05', '', '', '', NULL)", vault.office_id)
    with vault.change("answer", other) as change:
        change.put_answer(other, RESIDENCE, Answer("visitor"))
    erase_residence(vault, other)
    erase_residence(vault, case_id)
    erase(vault, case_id)
    notes = noted(vault.opened.database)
    assert [note.path for note in sorted(notes, key=lambda note: note.path)] == ["", RESIDENCE]
    erase_in(older, notes)
    assert noted(older) == notes
    assert [row[0] for row in older.all("SELECT action FROM audit")] == ["case_erased_again"]


def test_a_case_that_is_gone_without_a_row_in_the_audit_chain_is_reported(vault: Vault, case_id: str) -> None:
    database = vault.opened.database
    database.run("UPDATE meta SET working_on = ?", case_id)
    for table in ("drafts", "files", "events"):
        database.run(f"DELETE FROM {table} WHERE case_id = ?", case_id)
    for table in ("records", "updates", "documents"):
        database.run(f"DELETE FROM {table} WHERE owner = ?", case_id)
    database.run("UPDATE meta SET working_on = NULL")
    database.run("DELETE FROM search WHERE rowid = (SELECT number FROM cases WHERE id = ?)", case_id)
    database.run("DELETE FROM cases WHERE id = ?", case_id)
    database.run("INSERT INTO erased VALUES (?, '', NULL, '2026-01-01', 'amal')", case_id)
    assert check(vault).problems == ("Un dossier manque sans que le journal d’audit dise qui l’a effacé.",)
