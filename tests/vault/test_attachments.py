"""Attachments: kept in files of their own that only the vault opens, and gone when they should be."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest

from caselink.errors import UserError, VaultError
from caselink.vault import Vault, check
from caselink.vault.case_rows import record_of
from caselink.vault.parts import Part
from tests.conftest import Prepared
from tests.vault.filling import add_case, files

CONTENT = b"%PDF-1.7 certificat " * 5000


def add(vault: Vault, case_id: str, name: str = "certificat.pdf", content: bytes = CONTENT) -> str:
    with vault.change("file_added", case_id) as change:
        return change.add_attachment(case_id, name, content)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "attachments").iterdir())


def test_what_was_added_reads_back_and_stands_readable_nowhere(vault: Vault) -> None:
    case_id = add_case(vault)
    first, second = add(vault, case_id), add(vault, case_id, "Photo été.jpg", b"")
    assert [(each.id, each.name) for each in vault.attachments(case_id)] == [
        (first, "certificat.pdf"), (second, "Photo été.jpg"),
    ]
    assert (vault.attachment(first), vault.attachment(second)) == (CONTENT, b"")
    assert names(vault.folder) == sorted([f"{first}.age", f"{second}.age"])
    for content in files(vault.folder).values():
        assert b"certificat" not in content
    assert check(vault).sound


def test_taken_away_its_file_goes_with_it(vault: Vault) -> None:
    case_id = add_case(vault)
    kept, gone = add(vault, case_id), add(vault, case_id)
    with vault.change("file_removed", case_id) as change:
        change.remove_attachment(gone)
        assert f"{gone}.age" in names(vault.folder), "until it is committed, the file stays"
    assert names(vault.folder) == [f"{kept}.age"]
    with pytest.raises(UserError, match="n’existe pas"):
        vault.attachment(gone)
    with pytest.raises(UserError, match="n’existe pas"), vault.change("file_removed") as change:
        change.remove_attachment(gone)
    assert check(vault).sound


def test_a_removal_that_fails_keeps_it(vault: Vault) -> None:
    case_id = add_case(vault)
    kept = add(vault, case_id)
    with pytest.raises(RuntimeError), vault.change("file_removed", case_id) as change:
        change.remove_attachment(kept)
        raise RuntimeError
    assert vault.attachment(kept) == CONTENT


def test_a_file_that_no_row_knows_is_swept_away_after_thirty_days(prepared_vault: Prepared, vault: Vault) -> None:
    case_id = add_case(vault)
    kept = add(vault, case_id)
    with pytest.raises(RuntimeError), vault.change("file_added", case_id) as change:
        change.add_attachment(case_id, "never.pdf", CONTENT)
        raise RuntimeError
    assert len(names(vault.folder)) == 2
    vault.close()
    with prepared_vault.open(vault.folder) as again:
        assert len(names(again.folder)) == 2
    for path in (vault.folder / "attachments").iterdir():
        os.utime(path, (time.time() - 31 * 86_400,) * 2)
    with prepared_vault.open(vault.folder) as again:
        assert names(again.folder) == [f"{kept}.age"]
        assert again.attachment(kept) == CONTENT


def test_an_older_database_laid_in_the_folder_and_opened_takes_no_newer_attachment_away(
    prepared_vault: Prepared, vault: Vault
) -> None:
    case_id = add_case(vault)
    vault.close()
    database = vault.folder / "cases-1.db"
    older = database.read_bytes()
    with prepared_vault.open(vault.folder) as now:
        kept = add(now, case_id)
    newer = database.read_bytes()
    database.write_bytes(older)
    with prepared_vault.open(vault.folder) as before:
        assert before.attachments(case_id) == ()
    database.write_bytes(newer)
    with prepared_vault.open(vault.folder) as again:
        assert again.attachment(kept) == CONTENT


def test_the_file_of_what_was_taken_away_does_not_wait_where_it_was_left(
    prepared_vault: Prepared, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a process that was killed right after the commit."""
    case_id = add_case(vault)
    kept, gone = add(vault, case_id), add(vault, case_id)
    with monkeypatch.context() as killed:
        killed.setattr("caselink.vault.attachments.drop_files", lambda _layout, _ids: None)
        with vault.change("file_removed", case_id) as change:
            change.remove_attachment(gone)
    assert names(vault.folder) == sorted([f"{kept}.age", f"{gone}.age"])
    vault.close()
    with prepared_vault.open(vault.folder) as again:
        assert names(again.folder) == [f"{kept}.age"]


def test_damage_is_told_and_touches_nothing_else(vault: Vault) -> None:
    case_id = add_case(vault)
    damaged, gone, kept = add(vault, case_id), add(vault, case_id), add(vault, case_id)
    path = vault.folder / "attachments" / f"{damaged}.age"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    (vault.folder / "attachments" / f"{gone}.age").unlink()
    for attachment in (damaged, gone):
        with pytest.raises(VaultError, match="Le reste du dossier est intact"):
            vault.attachment(attachment)
    assert vault.attachment(kept) == CONTENT
    assert add(vault, case_id), "the vault can still be written to"
    assert len(check(vault).problems) == 1


def test_a_disk_that_takes_no_file_leaves_no_row(vault: Vault) -> None:
    case_id = add_case(vault)
    (vault.folder / "attachments").rmdir()
    (vault.folder / "attachments").write_bytes(b"")
    with pytest.raises(VaultError, match="pièce jointe"):
        add(vault, case_id)
    assert vault.attachments(case_id) == ()


def test_only_a_case_that_is_there_has_attachments_with_names(vault: Vault) -> None:
    with pytest.raises(UserError, match="dossier"):
        add(vault, "01a20182-b691-7fb2-8800-a7623ddb9d7a")
    case_id = add_case(vault)
    for name in ("", "\ud800"):
        with pytest.raises(ValueError, match=r"name|surrogates"):
            add(vault, case_id, name)
    assert names(vault.folder) == []


def test_the_length_of_a_file_tells_no_more_than_that_of_many_others(vault: Vault) -> None:
    """What age encrypts is as long; age itself adds some random bytes in front."""
    case_id = add_case(vault)
    sizes = set()
    for size in (10_000, 10_001, 10_200):
        attachment = add(vault, case_id, content=bytes(size))
        record = record_of(vault.opened.database, case_id, Part.ATTACHMENTS, attachment)
        assert record is not None
        key = pyrage.x25519.Identity.from_str(str(record["identity"]))
        sizes.add(len(pyrage.decrypt((vault.folder / "attachments" / f"{attachment}.age").read_bytes(), [key])))
        assert len(vault.attachment(attachment)) == size
    assert len(sizes) == 1
    assert sizes.pop() < 10_200 * 9 / 8
