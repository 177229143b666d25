"""Damage is noticed, reported without a traceback, and never written over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from caselink.domain.answers import Answer
from caselink.domain.case import Case
from caselink.domain.events import EventKind
from caselink.errors import VaultError
from caselink.vault import CheckReport, Vault, check, check_folder
from caselink.vault.database import Database
from caselink.vault.opened import Opened
from tests.conftest import PASSPHRASE, USER, Prepared
from tests.torture.damage import PAGE, cuts, filled_vault, flips, report
from tests.torture.promise import Outcome, Share
from tests.vault.filling import add_case, files

FLIPS = 100
CUTS = 60


@pytest.fixture
def filled(prepared_vault: Prepared, vault_folder: Path) -> Opened:
    """A closed vault with ten cases, and the keys to it."""
    return filled_vault(prepared_vault, vault_folder)


def test_a_sound_vault_is_found_sound_and_left_as_it_was(filled: Opened) -> None:
    before = files(filled.folder)
    assert check_folder(filled.folder, None, PASSPHRASE) == CheckReport(True, 10, ())
    assert report(filled) == CheckReport(True, 10, ())
    assert files(filled.folder) == before


def test_a_flipped_bit_is_reported_on_every_page(prepared_vault: Prepared, tmp_path: Path) -> None:
    outcome = flips(prepared_vault, tmp_path, Share(FLIPS))
    pages = (tmp_path / "office.caselink" / "cases-1.db").stat().st_size // PAGE
    assert outcome == Outcome(FLIPS, (), {"pages hit": pages})


def test_a_file_cut_lengthened_or_mixed_up_is_reported(prepared_vault: Prepared, tmp_path: Path) -> None:
    outcome = cuts(prepared_vault, tmp_path, Share(CUTS))
    assert outcome == Outcome(CUTS)


def test_damage_of_the_key_files_is_reported(filled: Opened) -> None:
    keys = filled.folder / "keys"
    for path in (keys / "amal.age", keys / "recovery.age", filled.folder / "data.key.age"):
        whole = path.read_bytes()
        for place in (0, 40, len(whole) // 2, len(whole) - 1):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
            assert not report(filled).sound, path.name
        path.unlink()
        assert not report(filled).sound, path.name
        path.write_bytes(whole)
    assert report(filled).sound


def test_a_damaged_data_key_is_reported_and_not_raised(filled: Opened) -> None:
    (filled.folder / "data.key.age").write_bytes(b"age-encryption.org/v1\nnot one")
    found = check_folder(filled.folder, USER, PASSPHRASE)
    assert not found.sound
    assert len(found.problems) == 1


def test_a_missing_attachment_is_reported(prepared_vault: Prepared, filled: Opened) -> None:
    with prepared_vault.open(filled.folder) as vault:
        (case_id, *_others) = vault.references()
        with vault.change("file_added", case_id) as change:
            added = change.add_attachment(case_id, "certificat.pdf", b"%PDF")
    (filled.folder / "attachments" / f"{added}.age").unlink()
    assert len(report(filled).problems) == 1


def test_a_flipped_byte_of_an_attachment_is_reported(prepared_vault: Prepared, filled: Opened) -> None:
    with prepared_vault.open(filled.folder) as vault:
        (case_id, *_others) = vault.references()
        with vault.change("file_added", case_id) as change:
            added = change.add_attachment(case_id, "certificat.pdf", b"%PDF")
    assert report(filled).sound
    path = filled.folder / "attachments" / f"{added}.age"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert len(report(filled).problems) == 1


def test_an_erased_case_that_is_back_is_reported(prepared_vault: Prepared, filled: Opened) -> None:
    with prepared_vault.open(filled.folder) as vault:
        with vault.change("case_opened") as change:
            case_id = change.new_case("2026-0900")  # without events: they would tell it too
        with vault.change("case_erased", case_id):
            pass
        assert check(vault).sound
        vault.opened.database.run("INSERT INTO erased VALUES (?, '', NULL, 'x', 'amal')", case_id)
        assert len(check(vault).problems) == 1


FORGERIES: dict[str, str] = {
    "an answer changed beside the document": "UPDATE records SET body = replace(body, 'lease_hers', 'none') "
    "WHERE key = 'housing.status'",
    "an answer gone": "DELETE FROM records WHERE key = 'housing.status'",
    "a need changed": "UPDATE records SET body = replace(body, 'to_do', 'done') WHERE part = 'needs'",
    "an entry gone": "DELETE FROM records WHERE part = 'entries'",
    "a setting of the office changed": "INSERT INTO records VALUES ('office', 'settings', 'x', '{}')",
    "a record of no part": "INSERT INTO records SELECT owner, 'x', key, body FROM records LIMIT 1",
    "a status changed": "UPDATE cases SET status = 'closed'",
    "a name changed": "UPDATE cases SET name = 'x' WHERE number = 3",
    "a document gone": "PRAGMA foreign_keys = OFF; "
    "DELETE FROM documents WHERE owner = (SELECT id FROM cases WHERE number = 2)",
    "a document of another case": "UPDATE documents SET (digest, body) = (SELECT digest, body FROM documents "
    "WHERE owner <> 'office' LIMIT 1)",
    "an update gone": "DELETE FROM updates WHERE number = 1",
    "the last update gone": "DELETE FROM updates WHERE number = 2",
    "an update of another case": "UPDATE updates SET (digest, body) = (SELECT digest, body FROM updates LIMIT 1) "
    "WHERE owner = (SELECT id FROM cases WHERE number = 1)",
    "an index row gone": "DELETE FROM search WHERE rowid = 4",
    "an index row of nobody": "INSERT INTO search (rowid, reference) VALUES (4000, 'x')",
    "an index that finds other words": "UPDATE search SET words = 'else' WHERE rowid = 5",
    "the inside of the index": "DELETE FROM search_data WHERE id > 10",
    "a row of the audit chain added": "INSERT INTO audit SELECT seat, seq + 1, moment, user, action, NULL, NULL, hash, "
    "hash FROM audit ORDER BY seq DESC LIMIT 1",
    "an event added": "INSERT INTO events SELECT seat, 900, 'x', case_id, kind, at, \"by\", body "
    "FROM events LIMIT 1",
    "an event beside another row": "DROP TRIGGER events_are_final; UPDATE events SET seq = seq + 100000",
    "a seat that nobody knows": "INSERT INTO seats VALUES ('x', '', 1, 'x')",
    "rows of a seat that is not noted": "INSERT INTO audit SELECT 'x', 1, moment, user, action, NULL, NULL, '', hash "
    "FROM audit LIMIT 1",
    "rows of no case": "PRAGMA foreign_keys = OFF; INSERT INTO drafts VALUES ('x', 'a', 'b', 'c', 'd')",
    "a trigger gone": "DROP TRIGGER events_are_kept",
    "a table of nobody": "CREATE TABLE other (x TEXT) STRICT",
    "a change that never ended": "UPDATE meta SET working_on = (SELECT id FROM cases WHERE number = 2)",
    "an erased case of which the audit chain knows nothing": "INSERT INTO erased VALUES ('x', '', NULL, 'x', 'amal')",
    "a value that is no answer": "UPDATE records SET body = '{\"x\": 1}' WHERE key = 'housing.status'",
}


@pytest.mark.parametrize("statements", FORGERIES.values(), ids=FORGERIES.keys())
def test_what_is_written_twice_must_agree(filled: Opened, statements: str) -> None:
    database = Database.open(filled.folder, filled.data_key)
    for statement in statements.split("; "):
        database.run(statement)
    database.close()
    assert not report(filled).sound


def replays(filled: Opened, prepared: Prepared, write: Callable[[Vault], None]) -> Iterator[bytes]:
    """After a write, the file with each one of its changed pages as it was before."""
    path = filled.folder / filled.data_key.database
    before = path.read_bytes()
    with prepared.open(filled.folder) as vault:
        write(vault)
    after = path.read_bytes()
    for start in range(0, len(before), PAGE):
        if before[start : start + PAGE] != after[start : start + PAGE]:
            yield after[:start] + before[start : start + PAGE] + after[start + PAGE :]


def test_an_older_page_put_back_never_turns_a_withdrawal_into_a_consent(
    prepared_vault: Prepared, filled: Opened
) -> None:
    with prepared_vault.open(filled.folder) as vault:
        case_id = vault.case_id_of("2026-0003") or ""
        consent = vault.case(case_id).events[0].id

    def withdraw(vault: Vault) -> None:
        with vault.change("withdrawal", case_id) as change:
            change.add_event(case_id, EventKind.CONSENT_WITHDRAWN, {"consent": consent})

    path = filled.folder / filled.data_key.database
    tried = noticed_by_the_gate = 0
    for content in replays(filled, prepared_vault, withdraw):
        tried += 1
        path.write_bytes(content)
        case = case_if_it_opens(prepared_vault, filled.folder, case_id)
        if case is not None and len(case.events) == 1:
            assert not case.events_match_the_chain()
            noticed_by_the_gate += 1
        assert not report(filled).sound or (case is not None and len(case.events) == 2)
    assert tried >= 4
    assert noticed_by_the_gate >= 1


def case_if_it_opens(prepared: Prepared, folder: Path, case_id: str) -> Case | None:
    try:
        with prepared.open(folder) as vault:
            return vault.case(case_id)
    except VaultError:
        return None


def test_damage_met_by_a_read_stops_all_writing(prepared_vault: Prepared, filled: Opened) -> None:
    path = filled.folder / filled.data_key.database
    with prepared_vault.open(filled.folder) as vault:
        case_id = vault.case_id_of("2026-0005") or ""
        with vault.change("answer", case_id) as change:
            change.put_answer(case_id, "request.wishes", Answer("Des mots. " * 5000))
    whole = path.read_bytes()
    stopped = 0
    for start in range(8 * PAGE, len(whole), PAGE):
        path.write_bytes(whole[:start] + bytes([whole[start] ^ 1]) + whole[start + 1 :])
        try:
            vault = prepared_vault.open(filled.folder)
        except VaultError:
            continue
        with vault:
            try:
                for other in vault.references():
                    vault.case(other)
            except VaultError:
                stopped += 1
                content = path.read_bytes()
                with pytest.raises(VaultError):
                    vault.keep_place({})
                with pytest.raises(VaultError):
                    put_one(vault, case_id)
                assert path.read_bytes() == content
    assert stopped >= 5


def put_one(vault: Vault, case_id: str) -> None:
    with vault.change("answer", case_id) as change:
        change.put_answer(case_id, "x-a.b", Answer("x"))


def test_check_of_an_open_vault_finds_what_happened_to_the_file_meanwhile(vault: Vault) -> None:
    case_id = add_case(vault)
    assert check(vault).sound
    path = vault.folder / "cases-1.db"
    content = path.read_bytes()
    with path.open("r+b") as file:
        file.seek(len(content) - 2000)
        file.write(b"?")
    assert not check(vault).sound
    with pytest.raises(VaultError):
        put_one(vault, case_id)
