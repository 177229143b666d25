"""The one walk along the audit chain: what a hash is over, where each sort of break is found, and what is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

import pytest

from caselink.errors import WrongPassphrase
from caselink.vault import Vault
from caselink.vault.database import Database
from caselink.vault.trail import audit
from caselink.vault.trail.audit import AuditEntry, Break, BreakKind, walk
from caselink.vault.trail.auditing import AuditVerdict, examine, verify_folder
from tests.conftest import PASSPHRASE, USER

ROW = AuditEntry("01a2-seat", 7, "2026-11-30T09:00:00.000+00:00", "ida", "réponse", "01a2-case", None, "ab" * 32, "")


@pytest.fixture
def database(vault: Vault) -> Iterator[Database]:
    """Six rows of one seat, which can be changed as nobody may."""
    for number in range(1, 7):
        with vault.change("office_details") as change:
            change.set_setting("office_name", f"service {number}")
    database = vault.opened.database
    for name in ("audit_is_final", "audit_is_kept"):
        database.run(f"DROP TRIGGER {name}")
    yield database


def of_another_seat(database: Database, seq: int, parent: str) -> AuditEntry:
    """A seat whose chain is one row, after that of the parent."""
    bare = replace(ROW, seat="other", seq=seq, action="answer", case_id=None, previous=parent)
    row = replace(bare, hash=bare.expected_hash())
    columns = ", ".join("?" * 9)
    database.run(
        f"INSERT INTO audit ({audit.AUDIT_COLUMNS}) VALUES ({columns})", row.seat, row.seq, row.moment, row.user,
        row.action, row.case_id, row.digest, row.previous, row.hash,
    )
    database.run("INSERT INTO seats (id, parent, seq, hash) VALUES ('other', ?, ?, ?)", parent, seq, row.hash)
    return row


def test_the_hash_of_a_row_is_over_the_same_bytes_for_ever() -> None:
    said = (
        '7,"2026-11-30T09:00:00.000+00:00","ida","r\\u00e9ponse","01a2-case",null,"' + "ab" * 32 + '"]'
    )
    assert ROW.expected_hash() == sha256(f'["01a2-seat",{said}'.encode()).hexdigest()
    assert replace(ROW, seat=audit.OF_BEFORE).expected_hash() == sha256(f"[{said}".encode()).hexdigest()


def test_each_sort_of_break_is_found_with_the_row_and_the_numbers_that_are_said(database: Database) -> None:
    assert walk(database)[1] is None
    third = next(entry for entry in audit.entries(database) if entry.seq == 3)
    forged = replace(third, user="ida")
    for statements, expected in {
        ("UPDATE audit SET user = 'ida' WHERE seq = 3",): Break(BreakKind.REWRITTEN, 3),
        (f"UPDATE audit SET user = 'ida', hash = '{forged.expected_hash()}' WHERE seq = 3",):
            Break(BreakKind.UNLINKED, 4),
        ("DELETE FROM audit WHERE seq = 2",): Break(BreakKind.GONE, 2),
        ("DELETE FROM audit WHERE seq IN (3, 4)",): Break(BreakKind.GONE, 3),
        ("DELETE FROM audit WHERE seq > 4",): Break(BreakKind.CUT, 5, 4, 6),
        ("UPDATE seats SET seq = 4",): Break(BreakKind.LONGER, 5, 6, 4),
        ("UPDATE seats SET hash = 'x'",): Break(BreakKind.OTHER_END, 6, 6, 6),
        ("UPDATE seats SET parent = 'of nobody'",): Break(BreakKind.UNLINKED, 1),
        ("DELETE FROM seats",): Break(BreakKind.NO_END, 1),
        ("DELETE FROM meta",): Break(BreakKind.NO_END, 1),
    }.items():
        with pytest.raises(ZeroDivisionError), database.transaction():
            for statement in statements:
                database.run(statement)
            assert walk(database)[1] == expected, statements
            raise ZeroDivisionError  # taken back
    assert walk(database)[1] is None


def test_a_walk_goes_on_from_where_the_chain_is_known_to_be_linked(database: Database) -> None:
    ends, _broken = walk(database)
    database.run("UPDATE audit SET user = 'ida' WHERE seq = 3")
    assert walk(database, ends) == (ends, None)
    assert walk(database)[1] == Break(BreakKind.REWRITTEN, 3)


def test_a_chain_begins_where_its_seat_was_copied_and_nowhere_else(database: Database) -> None:
    fourth = next(entry for entry in audit.entries(database) if entry.seq == 4)
    of_another_seat(database, 5, fourth.hash)
    assert walk(database)[1] is None
    forged = replace(ROW, seat="other", seq=1, action="answer", case_id=None, previous="?")
    database.run(
        "UPDATE audit SET seq = 1, previous = '?', hash = ? WHERE seat = 'other'", forged.expected_hash()
    )
    database.run("UPDATE seats SET seq = 1, parent = 'of nobody', hash = ? WHERE id = 'other'", forged.expected_hash())
    assert walk(database)[1] == Break(BreakKind.UNLINKED, 1), "whatever its first row says that it follows"


def test_the_end_is_told_only_where_each_chain_ends_as_noted(database: Database) -> None:
    head = audit.read_head(database)
    assert head is not None
    assert head.is_the_end()
    assert audit.last_hash(database) == head.hash
    for statement in (
        "UPDATE audit SET user = 'ida' WHERE seq = 6", "DELETE FROM audit WHERE seq = 6", "DELETE FROM audit",
        "UPDATE seats SET seq = 5", "UPDATE seats SET hash = 'x'", "DELETE FROM seats",
    ):
        with pytest.raises(ZeroDivisionError), database.transaction():
            database.run(statement)
            assert audit.last_hash(database) is None, statement
            assert audit.read_head(database) is None, statement
            raise ZeroDivisionError
    with pytest.raises(ZeroDivisionError), database.transaction():
        database.run("DELETE FROM meta")
        assert audit.read_head(database) is None
        raise ZeroDivisionError
    other = audit.read_head(database)
    assert other is not None
    with database.transaction():
        other.append("2026-11-30T10:00:00.000+00:00", "ida", "answer", None, None)
        other.write()
    assert other.is_the_end()
    assert not head.is_the_end(), "somebody else wrote since"


def test_rows_come_newest_first_so_many_and_those_of_the_same_number_together(database: Database) -> None:
    fourth = next(entry for entry in audit.entries(database) if entry.seq == 4)
    of_another_seat(database, 5, fourth.hash)
    numbers = [[entry.seq for entry in audit.newest(database, limit, before)] for limit, before in (
        (1, None), (2, None), (3, None), (4, None), (2, 5), (9, 3),
    )]
    assert numbers == [[6], [6, 5, 5], [6, 5, 5], [6, 5, 5, 4], [4, 3], [2, 1]]


def test_a_row_is_found_by_the_beginning_of_its_hash_alone(database: Database) -> None:
    rows = [*audit.entries(database)]
    for row in rows:
        assert audit.row_of_hash(database, row.hash[:12]) == row
        assert audit.row_of_hash(database, row.hash) == row
    assert audit.row_of_hash(database, rows[0].hash[12:24]) is None
    assert audit.row_of_hash(database, "") == rows[0], "the first of them all"


def test_the_verdict_on_a_closed_vault_says_how_many_rows_there_are_and_of_one_that_does_not_open_none(
    vault: Vault, database: Database
) -> None:
    folder, rows = vault.folder, len([*audit.entries(database)])
    assert examine(database) == AuditVerdict(True, rows, str(audit.last_hash(database)))
    database.run("UPDATE audit SET user = 'ida' WHERE seq = 3")
    verdict = examine(database)
    assert (verdict.sound, verdict.rows, verdict.head, verdict.broken_at) == (False, rows, "", 3)
    vault.close()
    assert verify_folder(folder, USER, PASSPHRASE) == verdict
    with pytest.raises(WrongPassphrase):
        verify_folder(folder, USER, "not the passphrase at all")
    (folder / "cases-1.db").write_bytes(bytes(4096))
    nothing = verify_folder(folder, USER, PASSPHRASE)
    assert nothing == AuditVerdict(False, 0, "", None, nothing.problem)
    assert nothing.problem
